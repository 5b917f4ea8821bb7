/** Findings in the order in which they answer a question, each with how much of the question it covers. */
import type { PackIndex } from "#search/index/pack-index.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import { COVERAGE } from "#search/tuning/answering.ts";
import { RANKING } from "#search/tuning/ranking.ts";
import { FOLLOW_UP } from "#search/tuning/threads.ts";
import { isOfAspect } from "./aspects.ts";
import { tellsAsked } from "./told.ts";
import type { Case, Evidence, Leaning, Ranked, Ranking } from "./case.ts";
import { sharesOf, weightInQuestion, weightOf } from "./unit-shares.ts";

/** `Which animals?` asks for what has a name. */
const KINDS = "kinds";

type Drawn = Pick<Case, "leaning" | "asked">;

export function rankFindings(evidence: Evidence, drawn: Drawn): Ranking {
  const { reading, index, nearness } = evidence;
  const weights = Float32Array.from(reading.units, (unit) => weightInQuestion(unit, evidence));
  const unitShares = reading.units.map((unit, at) => sharesOf(unit, index, weights[at] ?? RANKING.unknown));
  const scores = new Float32Array(index.pack.findings.length);
  for (const [at, shares] of unitShares.entries()) add(scores, shares, weights[at] ?? 0);
  for (const unit of reading.ordinary) {
    const weight = weightOf(unit, index);
    if (unit.tokens.length > 0) add(scores, sharesOf(unit, index, weight), weight * RANKING.ordinary);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const lacksNamed = lackingNamed(unitShares, evidence);
  const rescored = scorer({ ...evidence, ...drawn }, scores, total);
  const rescore = (position: number): number => rescored(position) * (lacksNamed(position) ? RANKING.lacksNamed : 1);
  const ranked = shortList(scores, nearness?.findings, rescore).map(({ position, score }): Ranked => {
    const shares = new Float32Array(unitShares.length);
    let covered = 0;
    for (let at = 0; at < shares.length; at++) {
      const share = unitShares[at]?.[position] ?? 0;
      shares[at] = share;
      covered += share * (weights[at] ?? 0);
    }
    const coverage = total === 0 ? 0 : Math.min(1, covered / total);
    return { position, indicator: index.pack.findings[position]?.indicator ?? "", score, coverage, shares };
  });
  return { ranked, weights };
}

/** What several findings cover together, 0 to 1. */
export function coverageOf(findings: readonly Ranked[], { weights }: Ranking): number {
  let covered = 0;
  let total = 0;
  for (const [at, weight] of weights.entries()) {
    total += weight;
    covered += weight * Math.max(0, ...findings.map(({ shares }) => shares[at] ?? 0));
  }
  return total === 0 ? 0 : covered / total;
}

/** Tells findings that have nothing of the topics that are named. */
function lackingNamed(
  unitShares: readonly Float32Array[],
  { reading: { units }, index }: Evidence,
): (position: number) => boolean {
  const named = unitShares.filter((_, at) => units[at]?.topics.some((slug) => index.scored.has(slug)) === true);
  return (position) => named.length > 0 && named.every((shares) => (shares[position] ?? 0) <= COVERAGE.country);
}

function add(scores: Float32Array, shares: Float32Array, weight: number): void {
  for (let position = 0; position < shares.length; position++)
    scores[position] = (scores[position] ?? 0) + (shares[position] ?? 0) * weight;
}

/** The final score of a finding: what its words have of the question, its topic, its thread, its place, and its examples. */
function scorer(
  { reading, index, lexicon, nearness, frame, leaning, asked }: Evidence & Drawn,
  scores: Float32Array,
  total: number,
): (position: number) => number {
  const topics = topicScores(scores, index);
  const best = Math.max(1e-6, ...topics.values());
  const trust = reading.words.length <= RANKING.bareWords ? RANKING.likenessOfBare : RANKING.likeness;
  const leantOn = leadsElsewhere({ reading, index, leaning }, scores, total) ? NOWHERE : leaning;
  const fitting = fittingTo(reading, index);
  const asksKinds = asked.aspects[0] === KINDS;
  const tellsKinds = (position: number): boolean => index.pack.findings[position]?.aspects.includes(KINDS) === true;
  const fittingAt = (position: number): number =>
    fitting.some((tells) => tells[position] === true) || (asksKinds && tellsKinds(position)) ? RANKING.fitting : 1;
  const shown = new Set(leaning.kind === "none" ? [] : frame?.shown);
  const named = new Set(reading.units.flatMap((unit) => unit.topics));
  const isExact = reading.aspects.some(({ value }) => value === asked.aspects[0] && lexicon.exact.has(value));
  const nearest = (FOLLOW_UP.elsewhere * Math.max(0, ...scores)) / Math.max(total, RANKING.leastWeight);
  return (position) => {
    const indicator = index.pack.findings[position]?.indicator ?? "";
    const own = (scores[position] ?? 0) / Math.max(total, RANKING.leastWeight);
    const pointedAt = (RANKING.topic * (topics.get(indicator) ?? 0)) / best;
    const agreement = 1 + pointedAt + (named.has(indicator) ? RANKING.namedTopic : 0);
    const place = position - (index.firstOf.get(indicator) ?? position);
    const fits = agreement * fittingAt(position) * (1 - RANKING.earlier * place);
    return (
      (shown.has(index.pack.findings[position]?.id ?? "") ? FOLLOW_UP.shown : 1) *
      favour(position, { leaning: leantOn, asked, named, isExact, isNear: own >= nearest }, index) *
      telling(position, index, asked) *
      (own * fits + trust * (nearness?.findings[position] ?? 0))
    );
  };
}

const NOWHERE: Leaning = { kind: "none" };

/** `And what about plants?` names another topic than that of its conversation, or has words that others have far better. */
function leadsElsewhere(
  { reading, index, leaning }: Pick<Evidence & Drawn, "reading" | "index" | "leaning">,
  scores: Float32Array,
  total: number,
): boolean {
  // What a correction names is what is spoken of.
  if (leaning.kind === "none" || reading.corrects) return false;
  if (namesOthersAlone(reading, leaning.topics)) return true;
  // What says nothing but how it asks, or one thing, asks that of the topic.
  const says = reading.units.filter((unit) => !isOfAspect(unit, reading)).length;
  if (leaning.kind === "alone" && says < 2) return false;
  const ofTopic = scores.filter((_, at) => leaning.topics.includes(index.pack.findings[at]?.indicator ?? ""));
  const [best, own] = [Math.max(0, ...scores), Math.max(0, ...ofTopic)];
  // `And the police?` of heroin is told under heroin.
  if (reading.units.some((unit) => unit.topics.some((slug) => index.scored.has(slug))))
    return own < (reading.cues.has("pronoun") ? FOLLOW_UP.elsewhere : FOLLOW_UP.toldThere) * best;
  return best > COVERAGE.exact * total && own < FOLLOW_UP.elsewhere * best;
}

/** `And with animals?` behind plants. */
function namesOthersAlone({ units, words, aspects }: QuestionReading, spokenOf: readonly string[]): boolean {
  const named = units.reduce((sum, { from, to }) => sum + to - from, 0);
  if (units.length === 0 || aspects.length > 0 || words.length > named + FOLLOW_UP.besideOther) return false;
  return units.every(({ topics }) => topics.length > 0 && !topics.some((slug) => spokenOf.includes(slug)));
}

/** What a finding gains that tells what was asked of its subject, and loses that does not. */
function telling(position: number, { pack }: PackIndex, asked: Case["asked"]): number {
  const finding = pack.findings[position];
  if (asked.aspects.length === 0 || finding === undefined) return 1;
  switch (tellsAsked(finding, asked)) {
    case "first":
      return RANKING.asked;
    case "also":
      return 1;
    case null:
      return RANKING.notAsked;
  }
}

interface Favoured extends Drawn {
  readonly named: ReadonlySet<string>;
  /** What is asked must be told itself. */
  readonly isExact: boolean;
  readonly isNear: boolean;
}

/**
 * What a thread gives to the findings of its topic: less where another is named and they do not tell what is asked, nothing where
 * that must be told; to those that only touch on it where they are near to the best of all.
 */
function favour(position: number, { leaning, asked, named, isExact, isNear }: Favoured, index: PackIndex): number {
  const finding = index.pack.findings[position];
  if (leaning.kind === "none" || finding === undefined) return 1;
  const isUntold = asked.aspects.length > 0 && tellsAsked(finding, asked) === null;
  if (isUntold && isExact) return 1;
  const isElse = [...named].some((slug) => !leaning.topics.includes(slug));
  const factor = leaning.kind === "alone" && !(isElse && isUntold) ? FOLLOW_UP.alone : FOLLOW_UP.tied;
  if (leaning.topics.includes(finding.indicator)) return factor;
  const touches = isNear && finding.also.some((topic) => leaning.topics.includes(topic));
  return touches ? 1 + (factor - 1) / FOLLOW_UP.partOfAlso : 1;
}

/** The mean of an indicator's three best findings: where the question as a whole points. */
function topicScores(scores: Float32Array, index: PackIndex): ReadonlyMap<string, number> {
  const best = new Map<string, [number, number, number]>();
  for (let position = 0; position < scores.length; position++) {
    const score = scores[position] ?? 0;
    if (score === 0) continue;
    const indicator = index.pack.findings[position]?.indicator ?? "";
    const three = best.get(indicator);
    if (three === undefined) best.set(indicator, [score, 0, 0]);
    else if (score > three[0]) [three[1], three[2], three[0]] = [three[0], three[1], score];
    else if (score > three[1]) [three[2], three[1]] = [three[1], score];
    else if (score > three[2]) three[2] = score;
  }
  return new Map([...best].map(([indicator, [first, second, third]]) => [indicator, (first + second + third) / 3]));
}

/** Which findings tell what kind of thing is asked for, one list a kind. */
function fittingTo({ cues }: QuestionReading, { tells }: PackIndex): readonly (readonly boolean[])[] {
  const kinds = [
    ["where", tells.place],
    ["why", tells.reason],
    ["who", tells.person],
    ["who", tells.people],
  ] as const;
  return kinds.flatMap(([cue, told]) => (cues.has(cue) ? [told] : []));
}

function shortList(
  scores: Float32Array,
  likeness: Float32Array | undefined,
  rescore: (position: number) => number,
): readonly Scored[] {
  const found: Scored[] = [];
  for (let position = 0; position < scores.length; position++)
    if ((scores[position] ?? 0) > 0 || (likeness?.[position] ?? 0) > 0)
      putInPlace(found, { position, score: rescore(position) });
  return found;
}

interface Scored {
  readonly position: number;
  readonly score: number;
}

/** Of those that are as good the earlier one stands first. To sort all of them would cost more than to score them. */
function putInPlace(found: Scored[], each: Scored): void {
  let at = found.length;
  while (at > 0 && each.score > (found[at - 1]?.score ?? 0)) at--;
  if (at === RANKING.shortList) return;
  found.splice(at, 0, each);
  if (found.length > RANKING.shortList) found.pop();
}
