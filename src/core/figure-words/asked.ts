/** A short question about figures with who and what it is about. */
import { SCALE_ENDS, type FigureSubject } from "#core/profile/figure-question.ts";
import type { PillarSlug } from "#core/profile/profile.ts";
import type { Topic, Topics } from "#core/profile/topics.ts";
import type { FigureGrammar } from "./commands.ts";
import { withoutSlips } from "./phrases.ts";
import { headline, subjectOfTopic } from "./questions.ts";
import { readSaid, type SaidWords } from "./said.ts";

export interface ShortQuestion extends SaidWords {
  readonly subject: FigureSubject;
  /** Slug of an indicator that is said to stand somewhere among the subject's: `is heroin the highest market?` */
  readonly claimed: string | null;
  /** Whether that was named; else it is that of the conversation. */
  readonly isNamed: boolean;
  /** Whether it is asked of countries in an order. */
  readonly isOfCountries: boolean;
  /** Whether a country that is known by a name which is an ordinary word as well is named. */
  readonly namesRare: boolean;
  /** Two figures of one direction that are set against each other; then it is about nothing else. */
  readonly pair: readonly [FigureSubject, FigureSubject] | null;
  /** Of the indicator that it is about. */
  readonly pillar: PillarSlug | null;
  /** Whether it ends as a question does. */
  readonly isAsked: boolean;
  /** As it was typed, folded. */
  readonly text: string;
}

/** Null where a word is not known, or makes it another question. `pack` is the slug of the one that is asked. */
export function readAsked(
  { words, isAsked }: { readonly words: readonly string[]; readonly isAsked: boolean },
  grammar: FigureGrammar,
  pack: string | null,
): ShortQuestion | null {
  const said = readMended(words, grammar, pack);
  if (said === null || said.says("other") || said.named.editions.length > 2) return null;
  const meant = topicMeant(said, grammar.topics);
  const pair = meant === null ? pairOf(said, grammar.topics) : null;
  const topic = meant ?? undefined;
  if ((meant === null && pair === null) || asksForActors(said, topic)) return null;
  return { ...said, ...subjectMeant(said, topic), pair, ...contextOf({ words, isAsked }, said, { topic, grammar }) };
}

/** With the words that are not known as they were meant, where all of them nearly are. */
function readMended(words: readonly string[], grammar: FigureGrammar, pack: string | null): SaidWords | null {
  const naming = { ...grammar, world: grammar.world.current(), pack };
  const said = readSaid(words, naming);
  if (said === null || !("unread" in said)) return said;
  const mended = withoutSlips(words, said.unread, grammar);
  const read = mended === null ? null : readSaid(mended, naming);
  return read === null || "unread" in read ? null : read;
}

/** `Who is highest in the mafia` is no country. */
function asksForActors({ says }: SaidWords, topic: Topic | undefined): boolean {
  return says("who") && !says("nations") && topic !== undefined && isOfActors(topic);
}

function subjectMeant(said: SaidWords, topic: Topic | undefined): Pick<ShortQuestion, "subject" | "isNamed"> {
  const { says } = said;
  if (topic === undefined && asksForACrime(said)) return { subject: headline("markets"), isNamed: true };
  const isOfAll = topic === undefined && says("criminality", "crimes");
  return {
    subject: isOfAll ? headline("criminality") : subjectOfTopic(topic),
    isNamed: topic !== undefined || isOfAll,
  };
}

/** `Which crime is the worst?` is one of the markets; of countries it is asked who has the most of it. */
function asksForACrime({ says, opens }: SaidWords): boolean {
  const isOfCountries = says("who", "nations", "region", "world", "where") || opens("whether");
  return says("crimes") && says(...SCALE_ENDS) && !isOfCountries;
}

function contextOf(
  { words, isAsked }: { readonly words: readonly string[]; readonly isAsked: boolean },
  said: SaidWords,
  { topic, grammar }: { readonly topic: Topic | undefined; readonly grammar: FigureGrammar },
): Omit<ShortQuestion, keyof SaidWords | "subject" | "isNamed" | "pair"> {
  return {
    claimed: claimedOf(said, topic, grammar.topics),
    isOfCountries: said.says("nations", "who", "elsewhere"),
    namesRare: said.named.countries.some((country) => grammar.nations.isRare(country)),
    pillar: topic === undefined ? null : pillarOf(topic),
    isAsked,
    text: words.join(" "),
  };
}

/** Undefined where none is named, null where it may be several. */
function topicMeant(said: SaidWords, all: Topics): Topic | undefined | null {
  const topics = said.topics.flatMap((slug) => all.get(slug) ?? []);
  return topics.length > 1 ? (groupOfBoth(topics, said) ?? null) : topics[0];
}

/** Two indicators or pillars for which a high score means the same. */
function pairOf({ topics }: SaidWords, all: Topics): readonly [FigureSubject, FigureSubject] | null {
  const [one, other, ...more] = topics.flatMap((slug) => all.get(slug) ?? []);
  if (one === undefined || other === undefined || more.length > 0) return null;
  const [first, second] = [pillarOf(one), pillarOf(other)];
  const isAlike = first !== null && second !== null && (first === "resilience") === (second === "resilience");
  return isAlike ? [subjectOfTopic(one), subjectOfTopic(other)] : null;
}

function pillarOf(topic: Topic): PillarSlug | null {
  if (topic.kind === "indicator") return topic.indicator.pillar;
  return topic.kind === "pillar" ? topic.pillar.slug : null;
}

/** The indicator that is named beside its group. */
function claimedOf({ topics }: SaidWords, topic: Topic | undefined, all: Topics): string | null {
  if (topics.length < 2) return null;
  return topics.find((slug) => slug !== topic?.slug && all.get(slug)?.kind === "indicator") ?? null;
}

/** `Is heroin the worst market?` is asked of the markets. */
function groupOfBoth([one, other, ...more]: readonly Topic[], { says }: SaidWords): Topic | undefined {
  if (
    one?.kind !== "indicator" ||
    other === undefined ||
    more.length > 0 ||
    !says("highest", "lowest", "best", "worst")
  )
    return undefined;
  const { pillar, section } = one.indicator;
  return other.slug === pillar || other.slug === section ? other : undefined;
}

function isOfActors(topic: Topic | undefined): boolean {
  if (topic?.kind === "indicator") return topic.indicator.pillar === "actors";
  return topic?.kind === "section" ? topic.section.pillar === "actors" : topic?.slug === "actors";
}
