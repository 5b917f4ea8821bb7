/** What each digest brings: reckoned from what was chosen and its number alone, nothing is remembered. */
import type { Finding, Indicator } from "#core/profile/profile.ts";
import { dealDigest, type Dealt } from "./dealing.ts";
import { formerCycle, formerDigest } from "./former-rotation.ts";
import { subjectsOf, type Selection, type Subject } from "./portions.ts";

export interface DigestPlan {
  /** What it is about, in the order of its title; empty only where nothing that was chosen is there. */
  readonly topics: readonly Indicator[];
  /** What it opens with: one finding, or several that only together are true; empty where there is no text at all. */
  readonly lead: readonly Finding[];
  readonly more: readonly Finding[];
  /** A single striking fact, to be shown with its figure. */
  readonly isSingle: boolean;
  /** With it everything has come that was chosen and may be told: the number of digests that this took. Else null. */
  readonly completed: number | null;
}

/** Which digest of a subscription. */
export interface DigestTurn {
  /** Counting from 0 since the subscription began. */
  readonly number: number;
  /**
   * The number from which on digests follow today's rotation; null for a subscription that began under the former one
   * and whose cycle has not been reckoned to its end.
   */
  readonly rotationFrom: number | null;
}

/** The digests of one selection; those of a cycle are dealt when first asked for. */
export interface Rotation {
  plan(turn: DigestTurn): DigestPlan;
  /** The number from which on digests follow today's rotation: where the former cycle that is under way ends. */
  startFor(turn: DigestTurn): number;
}

/** One digest in so many is a single fact. */
const SINGLE_EVERY = 4;
/** A digest has about so many topics: all 26 of an edition come round in a quarter of weeks. */
const TOPICS = 2;

export function openRotation(selection: Selection): Rotation {
  const topics = subjectsOf(selection);
  /** Cycles follow each other; where in the fours one begins is all that it has of the one before. */
  const cycles = new Map<number, readonly Dealt[]>();
  const cycleFrom = (start: number): readonly Dealt[] => {
    const phase = start % SINGLE_EVERY;
    const cycle = cycles.get(phase) ?? dealCycle(topics, phase);
    cycles.set(phase, cycle);
    return cycle;
  };
  const startFor = ({ number, rotationFrom }: DigestTurn): number => {
    if (rotationFrom !== null) return rotationFrom;
    const length = formerCycle(selection);
    return Math.ceil(number / length) * length;
  };
  return {
    startFor,
    // A cycle that was begun goes on to its end as it was begun.
    plan(turn) {
      const from = startFor(turn);
      return turn.number < from ? formerDigest(selection, turn.number) : planAt(turn.number - from, cycleFrom);
    },
  };
}

function planAt(index: number, cycleFrom: (start: number) => readonly Dealt[]): DigestPlan {
  let start = 0;
  let cycle = cycleFrom(start);
  while (index >= start + cycle.length) {
    start += cycle.length;
    cycle = cycleFrom(start);
  }
  const position = index - start;
  const { topics, portions, isSingle } = cycle[position] ?? NOTHING;
  const findings = portions.flatMap((portion) => portion.findings);
  // Two that only together are true open it both; of more than two the first line would be a page.
  const opening = portions[0]?.findings.length === 2 ? 2 : 1;
  return {
    topics: topics.map(({ indicator }) => indicator),
    lead: findings.slice(0, opening),
    more: findings.slice(opening),
    isSingle,
    completed: position + 1 === cycle.length ? cycle.length : null,
  };
}

const NOTHING: Dealt = { topics: [], portions: [], isSingle: false };

/** Rounds in which every topic comes once, until every portion has come. */
function dealCycle(topics: readonly Subject[], phase: number): readonly Dealt[] {
  if (topics.length === 0) return [NOTHING];
  const counts = new Map(topics.flatMap(({ portions }) => portions.map((portion) => [portion, 0])));
  const dealt: Dealt[] = [];
  const isSingle = (ahead: number): boolean => (phase + dealt.length + ahead) % SINGLE_EVERY === SINGLE_EVERY - 1;
  while ([...counts.values()].includes(0)) {
    const end = dealt.length + Math.ceil(topics.length / TOPICS);
    let left = topics;
    while (left.length > 0) {
      const ahead = Array.from({ length: Math.max(1, end - dealt.length) }, (_, digest) => isSingle(digest));
      const recent = dealt.slice(-RECENT).flatMap((digest) => digest.topics);
      const next = dealDigest({ left, recent, counts, ahead });
      for (const portion of next.portions) counts.set(portion, (counts.get(portion) ?? 0) + 1);
      left = left.filter((topic) => !next.topics.includes(topic));
      dealt.push(next);
    }
  }
  return dealt;
}

/** Where a round begins, what has come in so many digests before it waits, if anything else is left. */
const RECENT = 4;
