/** Cycles: rounds in which every topic comes once, until all that may be told has come. */
import { canSpare, countRounds, dealDigest, dealFormerly, isAwaited } from "./dealing.ts";
import type { Dealt } from "./filling.ts";
import type { SingleFact, FactQueue } from "./striking.ts";
import { leadOf, type Subject } from "./portions.ts";
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
  /** Whether it is dealt as the second rotation and the third did. */
  readonly isFormer: boolean;
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
      const cycle = known.get(key) ?? shortCycle(topics, { ...begin, phase, facts });
      known.set(key, cycle);
      cycles.push({ start, cycle });
    }
    return cycles.findLastIndex(({ start }) => start <= index);
  };
  return {
    plan(index) {
      const found = cycles[find(index)];
      return planOf(found?.cycle.digests ?? [], index - (found?.start ?? 0), begin);
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

function planOf(cycle: readonly Dealt[], position: number, { isFormer }: Manner): DigestPlan {
  const { topics, portions, isSingle } = cycle[position] ?? NOTHING;
  const [first] = portions;
  const findings = portions.flatMap((portion) => portion.findings);
  // Two that only together are true open it both; of more than two the first line would be a page.
  const lead = first === undefined ? [] : leadOf(isFormer ? { ...first, opens: false } : first);
  return {
    topics: topics.map(({ indicator }) => indicator),
    lead,
    more: findings.filter((finding) => !lead.includes(finding)),
    isSingle,
    completed: position + 1 === cycle.length ? cycle.length : null,
  };
}

const NOTHING: Dealt = { topics: [], portions: [], isSingle: false };

/**
 * The first that tells everything in as many rounds as that should take: one finding that is left over would take a round for
 * itself. What two topics have alike is decided by their order, so that is begun elsewhere. Where that does not help, it is
 * the Index's.
 */
function shortCycle(topics: readonly Subject[], manner: Manner): Cycle {
  const cycle = dealCycle(topics, manner);
  const most = countRounds(topics) * Math.ceil(topics.length / TOPICS);
  if (manner.isFormer || cycle.digests.length <= most) return cycle;
  for (let first = 1; first < Math.min(topics.length, MOST_TRIES); first++) {
    const other = dealCycle([...topics.slice(first), ...topics.slice(0, first)], manner);
    if (other.digests.length <= most) return other;
  }
  return cycle;
}

/** Six are enough for everything, whenever its cycles begin. */
const MOST_TRIES = 8;

/** Rounds in which every topic comes once, until every portion has come. */
function dealCycle(topics: readonly Subject[], { phase, facts: before, isFormer }: Manner): Cycle {
  if (topics.length === 0) return { digests: [NOTHING], facts: before };
  let facts = before;
  const counts = new Map(topics.flatMap(({ portions }) => portions.map((portion) => [portion, 0])));
  const length = Math.ceil(topics.length / TOPICS);
  const dealt: Dealt[] = [];
  const singles = (digests: number): readonly boolean[] =>
    Array.from({ length: digests }, (_, at) => (phase + dealt.length + at) % SINGLE_EVERY === SINGLE_EVERY - 1);
  for (let rounds = countRounds(topics); [...counts.values()].includes(0); rounds = Math.max(1, rounds - 1)) {
    const end = dealt.length + length;
    const factsFor = (open: readonly Subject[], count: number): readonly SingleFact[] =>
      factsOfRound(facts, { open, counts, rounds, singles: count, isFormer });
    const round = factsFor(topics, countOf(singles(length)));
    const soon = new Set(facts?.next(countOf(singles(length * rounds)), () => true).map(({ topic }) => topic));
    // A round that takes longer than it should may come to the turn of a fact that it had not reckoned with.
    const waitingIn = (open: readonly Subject[]): readonly SingleFact[] => {
      const reckoned = round.filter(({ topic }) => open.includes(topic));
      const isLonger = !isFormer && reckoned.length === 0 && dealt.length >= end && singles(1)[0] === true;
      return isLonger ? factsFor(open, 1) : reckoned;
    };
    let left = topics;
    while (left.length > 0) {
      const recent = dealt.slice(-RECENT).flatMap((digest) => digest.topics);
      const waiting = waitingIn(left);
      const ahead = singles(Math.max(1, end - dealt.length));
      const standings = { left, recent, counts, isFormer, ahead, rounds, soon, facts: waiting };
      const next = facts === null ? dealFormerly(standings) : dealDigest(standings);
      for (const portion of next.portions) counts.set(portion, (counts.get(portion) ?? 0) + 1);
      if (next.isSingle) facts = facts?.after(next.topics) ?? null;
      left = left.filter((topic) => !next.topics.includes(topic));
      dealt.push(next);
    }
  }
  return { digests: dealt, facts };
}

interface FactsWanted {
  readonly open: readonly Subject[];
  readonly counts: Counts;
  readonly rounds: number;
  readonly singles: number;
  readonly isFormer: boolean;
}

/**
 * Those whose topics leave enough room for the rest that they have to say, or else whoever's turn it is, or next may come.
 * Where all topics wait for what they share, that waits for another round.
 */
function factsOfRound(
  facts: FactQueue | null,
  { open, counts, rounds, singles, isFormer }: FactsWanted,
): readonly SingleFact[] {
  const isFree = (topic: Subject): boolean => open.includes(topic) && !isAwaited(topic, counts);
  const spared = facts?.next(singles, (topic) => isFree(topic) && canSpare(topic, counts, rounds)) ?? [];
  if (spared.length >= singles) return spared;
  const free = facts?.next(singles, isFree, "passing") ?? [];
  if (free.length > 0 || isFormer) return free;
  return facts?.next(singles, (topic) => open.includes(topic), "passing") ?? [];
}

function countOf(flags: readonly boolean[]): number {
  return flags.filter(Boolean).length;
}

/** Where a round begins, what has come in so many digests before it waits, if anything else is left. */
const RECENT = 4;
