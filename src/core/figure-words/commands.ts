/** Commands about figures: a verb, then a topic, countries and editions in any order. What is named is never dropped. */
import { type Pack } from "#core/profile/profile.ts";
import type { WorldSource } from "#core/profile/world.ts";
import type { Nations } from "#core/profile/nations.ts";
import type { Topics } from "#core/profile/topics.ts";
import type { Command } from "#core/request.ts";
import {
  askFigures,
  editionOf,
  figuresCommand,
  headline,
  subjectOfTopic,
  type AskedFigures,
  type NamedSubject,
  type Verb,
} from "./questions.ts";
import { isSlip, namesElsewhere, withoutSmallPhrases, type FigurePhrases } from "./phrases.ts";
import { countriesMeant } from "./which-country.ts";
import { readNamed, takeWorld, tellingWords, type FigureCountries, type Named, type Naming } from "./named.ts";

export interface FigureGrammar {
  readonly topics: Topics;
  readonly packs: readonly Pack[];
  readonly countryNames: FigureCountries;
  readonly world: WorldSource;
  readonly nations: Nations;
  readonly phrases: FigurePhrases;
  /** The score above which the Index calls one high. */
  readonly line: number;
}

type Phrased = Naming & Pick<FigureGrammar, "phrases">;

const VERBS: ReadonlyMap<string, Verb> = new Map([
  ["score", "score"],
  ["балл", "score"],
  ["оценка", "score"],
  ["упай", "score"],
  ["scores", "scores"],
  ["баллы", "scores"],
  ["оценки", "scores"],
  ["упайлар", "scores"],
  ["trend", "trend"],
  ["trends", "trend"],
  ["динамика", "trend"],
  ["тренд", "trend"],
  ["compare", "compare"],
  ["сравни", "compare"],
  ["сравнить", "compare"],
  ["салыштыр", "compare"],
  ["rank", "rank"],
  ["ranking", "rank"],
  ["rankings", "rank"],
  ["рейтинг", "rank"],
  ["calculation", "calculation"],
]);
/** Whether a command about figures begins with it. */
export function isVerb(word: string): boolean {
  return VERBS.has(word);
}

const CYRILLIC = /^\p{Script=Cyrillic}/u;
/** Measures of the whole country that are no topics of the profile. */
const CRIMINALITY = /^(?:overall |total )?(?:criminality|преступность|криминальность|кылмыштуулук)(?: score)?$/u;
const EVERY = /^(?:all|every|everything|full|complete|все|баары|бардык)$/u;
const WHOLE = /^(?:overall|headline|total|whole|everything|full|complete|все|баары|бардык)$/u;
/** The most words after the verb; what is longer is a question in plain words. */
const LONGEST = 16;
/** A verb that is misspelt or not the first is one in a few words only. */
const LONGEST_LOOSE = 6;
const SHORTEST_LOOSE = 4;
/** The most words that are given back as no topic; more than that are a question in plain words. */
const LONGEST_UNREAD = 3;
/** How many topics to offer for a word that is none. */
const NEAREST = 3;
/** Where ranks are published as they are: a question in plain words. */
const WIDER = /^(?:world|asia|continent|мире|азии)$/u;

/** Undefined where it is none, or rather a question in plain words. `pack` is the slug of the one that is asked. */
export function parseFigures(typed: readonly string[], given: FigureGrammar, pack: string | null): Command | undefined {
  const grammar: Phrased = { ...given, world: given.world.current(), pack };
  const words = withoutSmallPhrases(typed, grammar.phrases);
  const [first = "", ...rest] = words;
  // A measure of the whole country: it is no topic of the profile, but people type it.
  if (first === "criminality" && rest.length === 0)
    return figuresCommand({ kind: "score", subject: headline(null), edition: null }, false);
  const verb = VERBS.get(first);
  if (rest.length > LONGEST) return undefined;
  if (verb === undefined) return words.length > LONGEST_LOOSE ? undefined : parseLoose(words, grammar);
  // Case endings are for the reading in plain words.
  return parseRest(verb, words, { grammar, isPlain: CYRILLIC.test(first) });
}

function parseRest(
  verb: Verb,
  words: readonly string[],
  { grammar, isPlain }: { readonly grammar: Phrased; readonly isPlain: boolean },
): Command | undefined {
  const named = readAll(verb, words.slice(1), grammar);
  const beside = verb === "compare" && named.countries.length === 0 ? besideEachOther(named, grammar) : undefined;
  if (beside !== undefined) return beside;
  const subject = readSubject(named.rest, grammar.topics);
  if (subject.kind === "subject") return askFigures(verb, named, subject);
  const which = subject.kind === "none" ? countriesMeant(words, grammar) : undefined;
  if (which !== undefined || isPlain) return which;
  if (subject.kind === "several") return chooseTopic({ verb, named }, subject.slugs, grammar);
  if (verb === "compare" && named.countries.length === 0) return ofUnknownCountry(named, grammar);
  return unread(verb, named, grammar);
}

function readAll(verb: Verb, words: readonly string[], grammar: Naming): AskedFigures {
  const takesWorld = verb === "rank" && grammar.world.countries.length > 0;
  const { rest, isNamed } = takesWorld ? takeWorld(words) : { rest: words, isNamed: false };
  return { ...readNamed(rest, grammar), inWorld: isNamed, wantsAll: rest.some((word) => EVERY.test(word)) };
}

/** Each topic keeps the countries and the edition that were named. */
function chooseTopic(
  { verb, named }: { readonly verb: Verb; readonly named: AskedFigures },
  slugs: readonly string[],
  { topics }: Naming,
): Command {
  const commands = slugs.map((slug) =>
    askFigures(verb, named, { kind: "subject", subject: subjectOfTopic(topics.get(slug)), named: true }),
  );
  const questions = commands.flatMap((command) => (command.kind === "figures" ? [command.question] : []));
  const [first] = commands;
  const country = first?.kind === "figures" && first.country !== undefined ? { country: first.country } : {};
  return questions.length === slugs.length
    ? { kind: "choose-figures", by: "topic", asked: named.rest, questions, leans: false, ...country }
    : { kind: "choose", asked: named.rest, slugs };
}

/** `heroin rank`, `canabis scor 2023`: a verb that is misspelt or not the first, where all the rest is a topic's. */
function parseLoose(words: readonly string[], grammar: Naming): Command | undefined {
  const at = words.findIndex((word) => looseVerb(word, grammar.topics) !== undefined);
  const verb = looseVerb(words[at] ?? "", grammar.topics);
  if (verb === undefined) return undefined;
  const named = readAll(verb, words.toSpliced(at, 1), grammar);
  const subject = readSubject(named.rest, grammar.topics);
  // With nothing else said the topic is that of the conversation: `scor?`.
  const isMeant = subject.kind === "subject" && (subject.named || at === 0 || named.wantsAll || named.apart.length > 0);
  return isMeant ? askFigures(verb, named, subject) : undefined;
}

function looseVerb(word: string, topics: Topics): Verb | undefined {
  if (word.length < SHORTEST_LOOSE || CYRILLIC.test(word)) return undefined;
  const known = VERBS.get(word);
  if (known !== undefined || topics.named(word) !== undefined) return known;
  const meant = [...VERBS.keys()].find((verb) => verb.length > SHORTEST_LOOSE && isSlip(verb, word));
  return VERBS.get(meant ?? "");
}

/** `compare cannabis and synthetic drugs`: the scores of the section that holds them, else of each as it is chosen. */
function besideEachOther(named: AskedFigures, grammar: Naming): Command | undefined {
  const { slugs, left } = takeTopics(named.rest.split(" "), grammar.topics);
  if (slugs.length < 2 || left.length > 0) return undefined;
  const [section, ...others] = new Set(
    slugs.map((slug) => {
      const topic = grammar.topics.get(slug);
      return topic?.kind === "indicator" ? (topic.indicator.section ?? undefined) : undefined;
    }),
  );
  return section === undefined || others.length > 0
    ? chooseTopic({ verb: "scores", named }, slugs, grammar)
    : askFigures("scores", named, { kind: "subject", subject: { kind: "section", slug: section }, named: true });
}

/** `compare atlantis`: what is no topic stands where the country should. */
function ofUnknownCountry(named: Named, { topics }: Naming): Command {
  const { rest } = named;
  const words = rest.split(" ");
  const edition = editionOf(named);
  for (let at = 1; at < words.length; at++) {
    for (const [country, topic] of [
      [words.slice(0, at), words.slice(at)],
      [words.slice(at), words.slice(0, at)],
    ] as const) {
      const slug = topics.named(topic.join(" "));
      if (slug === undefined) continue;
      const subject = subjectOfTopic(topics.get(slug));
      return figuresCommand({ kind: "compare", subject, countries: [country.join(" ")], edition }, false);
    }
  }
  return figuresCommand({ kind: "compare", subject: headline(null), countries: [rest], edition }, true);
}

/** Of which there is no list: that is said with the order that there is. */
function inWiderArea(
  named: AskedFigures,
  { slugs, left }: { readonly slugs: readonly string[]; readonly left: readonly string[] },
  grammar: Phrased,
): Command | undefined {
  if (slugs.length > 1 || !namesElsewhere(left, grammar.phrases)) return undefined;
  return askFigures("rank", named, subjectNamed(slugs[0], grammar.topics));
}

/** Several topics are a choice; else what could not be read is named, without the topic beside it. */
function unread(verb: Verb, named: AskedFigures, grammar: Phrased): Command | undefined {
  const { topics, nations } = grammar;
  const { slugs, left } = takeTopics(named.rest.split(" "), topics);
  if (left.length === 0) return chooseTopic({ verb, named }, slugs, grammar);
  const shared = nations.partly(left.join(" "));
  if (shared.length > 0 && named.countries.length === 0 && slugs.length < 2)
    return askFigures(verb, { ...named, countries: shared }, subjectNamed(slugs[0], topics));
  const isWider = namesElsewhere(left, grammar.phrases) || left.some((word) => WIDER.test(word));
  if (verb === "rank" && isWider) return inWiderArea(named, { slugs, left }, grammar);
  const isCommand = verb === "trend" || verb === "compare" || left.length === 1;
  if (!isCommand || left.length > LONGEST_UNREAD) return undefined;
  const asked = left.join(" ");
  return { kind: "unknown", asked, nearest: topics.nearest(asked, NEAREST) };
}

function subjectNamed(slug: string | undefined, topics: Topics): NamedSubject {
  const topic = slug === undefined ? undefined : topics.get(slug);
  return { kind: "subject", subject: subjectOfTopic(topic), named: topic !== undefined };
}

/** The topics in `words`, the longest names first at each place, and the telling words beside them. */
function takeTopics(
  words: readonly string[],
  topics: Topics,
): { readonly slugs: readonly string[]; readonly left: readonly string[] } {
  const slugs: string[] = [];
  const left: string[] = [];
  for (let at = 0; at < words.length;) {
    const ends = words.map((_, end) => words.length - end).filter((end) => end > at);
    const found = ends.find((end) => topics.named(words.slice(at, end).join(" ")) !== undefined);
    const slug = topics.named(words.slice(at, found).join(" "));
    if (found !== undefined && slug !== undefined) slugs.push(slug);
    else left.push(...tellingWords(words.slice(at, at + 1)));
    at = found ?? at + 1;
  }
  return { slugs: [...new Set(slugs)], left };
}

function readSubject(
  words: string,
  topics: Topics,
): NamedSubject | { readonly kind: "several"; readonly slugs: readonly string[] } | { readonly kind: "none" } {
  if (words === "") return { kind: "subject", subject: headline(null), named: false };
  if (WHOLE.test(words)) return { kind: "subject", subject: headline(null), named: true };
  if (CRIMINALITY.test(words)) return { kind: "subject", subject: headline("criminality"), named: true };
  const found = topics.find(words);
  return found.kind === "one"
    ? { kind: "subject", subject: subjectOfTopic(topics.get(found.slug)), named: true }
    : found;
}
