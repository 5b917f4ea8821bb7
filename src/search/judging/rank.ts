/** Findings in the order in which they answer a question, each with how much of the question it covers. */
import type { PackIndex, FindingPostings } from "#search/index/pack-index.ts";
import type { Nearness, Examples } from "#search/index/examples.ts";
import type { QuestionReading, Unit } from "#search/reading/question.ts";
import { RANKING } from "#search/tuning.ts";

export interface Ranked {
  /** Position in the pack. */
  readonly number: number;
  readonly indicator: string;
  readonly score: number;
  /** 0 to 1: how much of the question's subject the finding has. */
  readonly coverage: number;
  /** What it has of each unit, 0 to 1. */
  readonly has: Float32Array;
}

export interface Ranking {
  readonly ranked: readonly Ranked[];
  /** The weight of each unit: high for telling words, highest for those that no finding has. */
  readonly weights: Float32Array;
}

export interface Leads {
  /** What the score of a finding is multiplied by: what a thread was about. */
  readonly favour: (number: number) => number;
  /** What the examples tell; null where there are none. */
  readonly examples: Pick<Examples, "tellingOf"> | null;
  readonly nearness: Nearness | null;
}

export function rankFindings(reading: QuestionReading, index: PackIndex, leads: Leads): Ranking {
  const { favour, nearness } = leads;
  const likeness = nearness?.findings;
  const count = index.pack.findings.length;
  const weights = Float32Array.from(reading.units, (unit) => weightInQuestion(unit, reading, { index, leads }));
  const per = reading.units.map((unit, at) => strengths(unit, index, weights[at] ?? RANKING.unknown));
  const scores = new Float32Array(count);
  for (const [at, strength] of per.entries()) add(scores, strength, weights[at] ?? 0);
  for (const unit of reading.ordinary) {
    const weight = weightOf(unit, index);
    if (unit.tokens.length > 0) add(scores, strengths(unit, index, weight), weight * RANKING.ordinary);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const topics = topicScores(scores, index);
  const best = Math.max(1e-6, ...topics.values());
  const trust = reading.words.length <= RANKING.bareWords ? RANKING.likenessOfBare : RANKING.likeness;
  const ranked = shortList(scores, likeness, (number) => {
    const indicator = index.pack.findings[number]?.indicator ?? "";
    const own = (scores[number] ?? 0) / Math.max(total, RANKING.leastWeight);
    const agreement = 1 + (RANKING.topic * (topics.get(indicator) ?? 0)) / best + named(reading, indicator);
    const fits = agreement * fitting(reading, index, number) * (1 - RANKING.earlier * placeIn(index, number));
    return favour(number) * (own * fits + trust * (likeness?.[number] ?? 0));
  });
  return {
    weights,
    ranked: ranked.map(({ number, score }) => {
      const has = Float32Array.from(per, (strength) => strength[number] ?? 0);
      const covered = has.reduce((sum, share, at) => sum + share * (weights[at] ?? 0), 0);
      return {
        number,
        indicator: index.pack.findings[number]?.indicator ?? "",
        score,
        coverage: total === 0 ? 0 : Math.min(1, covered / total),
        has,
      };
    }),
  };
}

/** What several findings cover together, 0 to 1. */
export function coverageOf(findings: readonly Ranked[], { weights }: Ranking): number {
  let covered = 0;
  let total = 0;
  for (const [at, weight] of weights.entries()) {
    total += weight;
    covered += weight * Math.max(0, ...findings.map(({ has }) => has[at] ?? 0));
  }
  return total === 0 ? 0 : covered / total;
}

/** A word that questions of all kinds have tells little, though findings hardly have it: make, sense, friend. */
function weightInQuestion(unit: Unit, { words }: QuestionReading, by: { index: PackIndex; leads: Leads }): number {
  const weight = weightOf(unit, by.index);
  const { meanings, topics, country, everyday } = unit;
  if (unit.to - unit.from > 1 || meanings.length + topics.length > 0 || country !== null || everyday) return weight;
  return Math.min(weight, by.leads.examples?.tellingOf(words[unit.from]?.stem ?? "") ?? weight);
}

function weightOf(unit: Unit, index: PackIndex): number {
  const idfs = unit.tokens.map(({ token }) => index.postings.get(token)?.idf ?? 0);
  if (unit.tokens.length === 0 && (unit.meanings.length > 0 || unit.everyday)) return RANKING.absent;
  if (unit.tokens.length === 0 && unit.cyrillic) return RANKING.unknownCyrillic;
  if (unit.parts.length > 0) {
    const parts = unit.parts.reduce((sum, part) => sum + weightOf(part, index), 0) / unit.parts.length;
    return idfs.length > 0 ? Math.max(parts, ...idfs) : parts;
  }
  return idfs.length > 0 ? Math.max(...idfs) : RANKING.unknown;
}

/** A phrase with a meaning of its own that no finding has: its words on their own would mislead. */
function isUnheard({ parts, meanings, tokens }: Unit): boolean {
  return parts.length > 0 && meanings.length > 0 && tokens.length === 0;
}

/** 0 to 1 for each finding: how much of the unit it has. */
function strengths(unit: Unit, index: PackIndex, weight: number): Float32Array {
  const shares = new Float32Array(index.pack.findings.length);
  for (const { token, strength } of unit.tokens) {
    const postings = index.postings.get(token);
    if (postings !== undefined)
      raise(shares, postings, strength * Math.min(1, RANKING.common + (RANKING.telling * postings.idf) / weight));
  }
  if (unit.parts.length > 0) {
    const parts = unit.parts.map((part) => strengths(part, index, weightOf(part, index)));
    for (let number = 0; number < shares.length; number++) {
      const mean = parts.reduce((sum, part) => sum + (part[number] ?? 0), 0) / parts.length;
      const low = Math.min(...parts.map((part) => part[number] ?? 0));
      shares[number] = Math.max(
        shares[number] ?? 0,
        isUnheard(unit)
          ? mean * RANKING.unheard
          : low > RANKING.together
            ? mean * RANKING.phrase
            : mean * RANKING.apart,
      );
    }
  }
  return shares;
}

function raise(shares: Float32Array, { findings, weights }: FindingPostings, factor: number): void {
  for (const [at, number] of findings.entries()) {
    shares[number] = Math.max(shares[number] ?? 0, Math.min(1, (weights[at] ?? 0) * factor));
  }
}

function add(scores: Float32Array, shares: Float32Array, weight: number): void {
  for (const [number, share] of shares.entries()) scores[number] = (scores[number] ?? 0) + share * weight;
}

/** The mean of an indicator's three best findings: where the question as a whole points. */
function topicScores(scores: Float32Array, index: PackIndex): ReadonlyMap<string, number> {
  const best = new Map<string, [number, number, number]>();
  for (const [number, score] of scores.entries()) {
    if (score === 0) continue;
    const indicator = index.pack.findings[number]?.indicator ?? "";
    const three = best.get(indicator);
    if (three === undefined) best.set(indicator, [score, 0, 0]);
    else if (score > three[0]) best.set(indicator, [score, three[0], three[1]]);
    else if (score > three[1]) best.set(indicator, [three[0], score, three[1]]);
    else if (score > three[2]) three[2] = score;
  }
  return new Map([...best].map(([indicator, [first, second, third]]) => [indicator, (first + second + third) / 3]));
}

/** A question that calls an indicator by its name means it. */
function named(reading: QuestionReading, indicator: string): number {
  return reading.units.some(({ topics }) => topics.includes(indicator)) ? RANKING.namedTopic : 0;
}

function fitting({ cues }: QuestionReading, { tells }: PackIndex, number: number): number {
  const fits =
    (cues.has("where") && tells.place[number]) ||
    (cues.has("why") && tells.reason[number]) ||
    (cues.has("who") && tells.person[number]);
  return fits ? RANKING.fitting : 1;
}

function placeIn(index: PackIndex, number: number): number {
  return number - (index.firstOf.get(index.pack.findings[number]?.indicator ?? "") ?? number);
}

function shortList(
  scores: Float32Array,
  likeness: Float32Array | undefined,
  rescore: (number: number) => number,
): readonly { number: number; score: number }[] {
  const found: { number: number; score: number }[] = [];
  for (const [number, score] of scores.entries()) {
    if (score > 0 || (likeness?.[number] ?? 0) > 0) found.push({ number, score: rescore(number) });
  }
  return found
    .toSorted((one, other) => other.score - one.score || one.number - other.number)
    .slice(0, RANKING.shortList);
}
