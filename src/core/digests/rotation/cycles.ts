/** Cycles: rounds in which every topic comes once, until all that may be told has come. */
import { canSpare, countRounds, dealDigest, dealFormerly, isAwaited } from "./dealing.ts";
import type { Dealt } from "./filling.ts";
import type { SingleFact, FactQueue } from "./striking.ts";
import type { Subject } from "./portions.ts";
import type { Counts } from "./room.ts";
import type { DigestPlan } from "./rotation.ts";

/** One digest in so many is a single fact. */
export const SINGLE_EVERY = 4;
/** A digest has about so many topics: all 26 of an edition come round in a quarter of weeks. */
const TOPICS = 2;

/** Cycles that follow each other, each dealt when a digest of it is asked for. */
export interface Cycles {
  plan(index: number): DigestPlan;
  /** Where the cycle of that digest ends, or where it is if it would begin one. */
  endFrom(index: number): number;
}

/** Where in the fours the first one begins, and the facts that come alone; null for what the second rotation chose. */
interface Manner {
  readonly phase: number;
  readonly facts: FactQueue | null;
}

export function createCycles(topics: readonly Subject[], begin: Manner): Cycles {
  const cycles: { readonly start: number; readonly cycle: Cycle }[] = [];
  const known = new Map<string, Cycle>();
  const endOf = (at: number): number => (cycles[at]?.start ?? 0) + (cycles[at]?.cycle.digests.length ?? 0);
  /** Which cycle has the digest `index`. */
  const find = (index: number): number => {
    for (let start = endOf(cycles.length - 1); start <= index; start = endOf(cycles.length - 1)) {
      const phase = (begin.phase + start) % SINGLE_EVERY;
      const facts = cycles.at(-1)?.cycle.facts ?? begin.facts;
      const key = [phase, facts?.standing].join(" ");
      const cycle = known.get(key) ?? dealCycle(topics, { phase, facts });
      known.set(key, cycle);
      cycles.push({ start, cycle });
    }
    return cycles.findLastIndex(({ start }) => start <= index);
  };
  return {
    plan(index) {
      const found = cycles[find(index)];
      return planOf(found?.cycle.digests ?? [], index - (found?.start ?? 0));
    },
    endFrom(index) {
      const at = find(index);
      return cycles[at]?.start === index ? index : endOf(at);
    },
  };
}

/** What has been dealt, and how the facts stand behind it. */
interface Cycle {
  readonly digests: readonly Dealt[];
  readonly facts: FactQueue | null;
}

function planOf(cycle: readonly Dealt[], position: number): DigestPlan {
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
function dealCycle(topics: readonly Subject[], { phase, facts: before }: Manner): Cycle {
  if (topics.length === 0) return { digests: [NOTHING], facts: before };
  let facts = before;
  const counts = new Map(topics.flatMap(({ portions }) => portions.map((portion) => [portion, 0])));
  const length = Math.ceil(topics.length / TOPICS);
  const dealt: Dealt[] = [];
  const singles = (digests: number): readonly boolean[] =>
    Array.from({ length: digests }, (_, at) => (phase + dealt.length + at) % SINGLE_EVERY === SINGLE_EVERY - 1);
  for (let rounds = countRounds(topics); [...counts.values()].includes(0); rounds = Math.max(1, rounds - 1)) {
    const end = dealt.length + length;
    const round = factsOfRound(facts, { counts, rounds, singles: countOf(singles(length)) });
    const soon = new Set(facts?.next(countOf(singles(length * rounds)), () => true).map(({ topic }) => topic));
    let left = topics;
    while (left.length > 0) {
      const recent = dealt.slice(-RECENT).flatMap((digest) => digest.topics);
      const waiting = round.filter(({ topic }) => left.includes(topic));
      const ahead = singles(Math.max(1, end - dealt.length));
      const standings = { left, recent, counts, ahead, rounds, soon, facts: waiting };
      const next = facts === null ? dealFormerly(standings) : dealDigest(standings);
      for (const portion of next.portions) counts.set(portion, (counts.get(portion) ?? 0) + 1);
      if (next.isSingle) facts = facts?.after(next.topics) ?? null;
      left = left.filter((topic) => !next.topics.includes(topic));
      dealt.push(next);
    }
  }
  return { digests: dealt, facts };
}

/** Those whose topics leave enough room for the rest that they have to say, or else whoever's turn it is, or next may come. */
function factsOfRound(
  facts: FactQueue | null,
  { counts, rounds, singles }: { readonly counts: Counts; readonly rounds: number; readonly singles: number },
): readonly SingleFact[] {
  const isFree = (topic: Subject): boolean => !isAwaited(topic, counts);
  const spared = facts?.next(singles, (topic) => isFree(topic) && canSpare(topic, counts, rounds)) ?? [];
  return spared.length < singles ? (facts?.next(singles, isFree, "passing") ?? []) : spared;
}

function countOf(flags: readonly boolean[]): number {
  return flags.filter(Boolean).length;
}

/** Where a round begins, what has come in so many digests before it waits, if anything else is left. */
const RECENT = 4;
