/** One reply beside its key. */
import type { Block } from "#core/document/briefing.ts";
import { plainText } from "#core/document/plain-text.ts";
import type { Library } from "#core/profile/profile.ts";
import type { Reply } from "#core/reply.ts";
import { answerLine } from "#terminal/answer-line.ts";
import type { Question, Turn } from "./keys.ts";

export interface Verdict {
  readonly reply: Reply;
  readonly kindRight: boolean;
  /** It is about a topic of the key. */
  readonly hit: boolean;
  /** The finding that stands first, or the figures where figures are given, are what was asked. */
  readonly firstRight: boolean;
  /** All that the key wants shown is in it, and nothing that is wrong. */
  readonly factsRight: boolean;
  /** What of the key's `wrong` is in it. */
  readonly wrong: readonly RegExp[];
  readonly findings: number;
  /** Findings after the first that are neither of a topic of the key nor what it wants shown. */
  readonly unrelated: number;
  /** It was not answered; or it asks for a score of another country, whose figures were brought in and are rightly told. */
  readonly abstained: boolean;
  readonly reasoned: boolean;
}

/** A key says what was asked in the first place by its topics and patterns; who asked does not matter here. */
export function judge(
  key: Turn | Question,
  reply: Reply,
  { taxonomy, packs }: Pick<Library, "taxonomy" | "packs">,
): Verdict {
  const line = answerLine(reply);
  const text = evened(line.text);
  const isBroughtIn = tellsBroughtIn(key, reply, packs);
  const kindRight = isBroughtIn || key.kinds.includes(line.kind);
  const wrong = isBroughtIn ? [] : key.wrong.filter((pattern) => pattern.test(text));
  const shown = findingsIn(reply, packs);
  const topicsOf = (shownAs: Shown): readonly string[] => {
    const indicator = taxonomy.indicators.find(({ slug }) => slug === shownAs.indicator);
    return [shownAs.indicator, shownAs.section, indicator?.pillar ?? ""];
  };
  const of = (topics: readonly string[]) => (each: Shown) => topicsOf(each).some((slug) => topics.includes(slug));
  const isAsked = (each: Shown): boolean =>
    key.shows.length > 0 ? matchesAny(each.text, key.shows) : of(key.topics)(each);
  const related = of(key.topics.length > 0 ? key.topics : [shown.find(isAsked)?.indicator ?? ""]);
  const answered = line.kind === "answer" || line.kind === "figures";
  const hit = answered && key.topics.includes(line.topic ?? "");
  return {
    reply,
    kindRight,
    hit,
    firstRight: reply.kind === "figures" ? figuresRight(key, reply, hit) : shown.slice(0, 1).some(isAsked),
    factsRight: kindRight && matchesAll(text, key.shows) && wrong.length === 0,
    wrong,
    findings: shown.length,
    unrelated: shown.slice(1).filter((each) => !related(each) && !matchesAny(each.text, key.shows)).length,
    abstained: line.kind === "abstention" || isBroughtIn,
    reasoned: isBroughtIn || (line.reason !== null && key.abstain.includes(line.reason)),
  };
}

/** `The score of Karvonia`: another country's by the key, and told where its figures are here beside those of the packs. */
function tellsBroughtIn(key: Turn | Question, reply: Reply, packs: Library["packs"]): boolean {
  const isOfFigures = "register" in key && key.register === "figures" && key.abstain.includes("another-country");
  if (!isOfFigures || reply.kind !== "figures") return false;
  const own = new Set(
    packs.flatMap(({ slug, figures }) => [slug, ...figures.countries.map((country) => country.slug)]),
  );
  return reply.figures.some(({ country }) => !own.has(country));
}

/** Right in every way that the key names. */
export function isRight({ kindRight, factsRight }: Verdict): boolean {
  return kindRight && factsRight;
}

interface Shown {
  readonly text: string;
  readonly indicator: string;
  readonly section: string;
}

/** What answers show as grounds; pages and abstentions show findings too, but cite none. */
function findingsIn(reply: Reply, packs: Library["packs"]): readonly Shown[] {
  if (reply.kind !== "answer" && reply.kind !== "figures") return [];
  const all = packs.flatMap(({ findings }) => findings);
  return reply.citations.map(({ finding, section }) => ({
    text: evened(all.find(({ id }) => id === finding)?.text ?? ""),
    indicator: finding.split(".")[0] ?? "",
    section,
  }));
}

function figuresRight(key: Turn, { briefing }: Reply, hit: boolean): boolean {
  const isFigures = ({ kind }: Block): boolean => kind !== "findings" && kind !== "stamp";
  const figures = evened(plainText({ ...briefing, blocks: briefing.blocks.filter(isFigures) }));
  return key.shows.length > 0 ? matchesAll(figures, key.shows) : hit;
}

function matchesAny(text: string, patterns: readonly RegExp[]): boolean {
  return patterns.some((pattern) => pattern.test(text));
}

function matchesAll(text: string, patterns: readonly RegExp[]): boolean {
  return patterns.every((pattern) => pattern.test(text));
}

/** One line with one kind of dash and apostrophe: keys are not about how text is set. */
function evened(text: string): string {
  return text
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u00ad\u200b]/g, "")
    .replace(/[*_`]/g, "")
    .replace(/\s+/g, " ");
}
