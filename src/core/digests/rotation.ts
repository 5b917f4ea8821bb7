/** Which indicators and findings each digest of a cycle brings: reckoned from its number alone, nothing is remembered. */
import type { Finding, Indicator, Pack, Taxonomy } from "#core/profile/profile.ts";

export type SlotKind = "market" | "resilience" | "actor";

/** One indicator's part of a digest. */
export interface Slot {
  readonly kind: SlotKind;
  readonly indicator: Indicator;
  readonly findings: readonly Finding[];
}

export interface Cycle {
  /** How many digests it takes until everything has come. */
  readonly length: number;
  /** The slots of each digest; never empty unless the chosen topics have no text at all. */
  readonly digests: readonly (readonly Slot[])[];
}

export interface Selection {
  readonly pack: Pack;
  readonly taxonomy: Taxonomy;
  /** Slugs of pillars, sections or indicators; all when empty. */
  readonly topics: readonly string[];
}

/** A weekly digest gets round in a quarter of a year, if the findings last that long. */
const FULL_CYCLE = 13;
/** An actor comes every third digest, unless nothing but actors was asked for. */
const ACTOR_STEP = 3;
const FEWEST = 2;
const MOST = 3;
/** A third finding has to leave the digest on one screen of a phone. */
const SCREEN_CHARACTERS = 290;

interface Lane {
  readonly kind: SlotKind;
  readonly indicators: readonly Indicator[];
  readonly step: number;
  /** Where in the step its digests stand. */
  readonly offset: number;
}

/** The digest with that number, counting from 0. */
export function digestSlots(
  selection: Selection,
  number: number,
): { slots: readonly Slot[]; position: number; length: number } {
  const length = cycleLength(selection);
  const { digests } = planCycle(selection, Math.floor(number / length));
  const position = number % length;
  return { slots: digests[position] ?? [], position, length };
}

/**
 * A whole cycle: every indicator at least once, no finding twice. The next cycle begins each indicator's findings where
 * this one left off, so that what there was no room for comes first.
 */
export function planCycle(selection: Selection, cycle: number): Cycle {
  const usable = usableFindings(selection.pack);
  const length = cycleLength(selection);
  const digests: Slot[][] = Array.from({ length }, () => []);
  const lanes = lanesOf(selection).map((lane) => ({ lane, order: laneOrder(lane, usable, length) }));
  const isFull = (digest: number): boolean =>
    lanes.every(({ lane, order }) => order[(digest - lane.offset) / lane.step] !== undefined);
  for (const { lane, order } of lanes) {
    const take = createTaking(order, usable, cycle);
    for (const [index, indicator] of order.entries()) {
      const digest = lane.offset + index * lane.step;
      digests[digest]?.push({
        kind: lane.kind,
        indicator,
        findings: take(indicator, lanes.length > 2 && isFull(digest) ? FEWEST : MOST),
      });
    }
  }
  return { length, digests };
}

export function cycleLength(selection: Selection): number {
  const usable = usableFindings(selection.pack);
  const lanes = lanesOf(selection);
  const shortest = Math.max(1, ...lanes.map(({ indicators, step }) => indicators.length * step));
  const longest = Math.max(
    0,
    ...lanes.map(({ indicators, step }) => total(indicators, (each) => visits(each, usable)) * step),
  );
  return Math.max(shortest, Math.min(FULL_CYCLE, longest));
}

/** Persons are never named in a digest. */
function usableFindings({ findings }: Pack): ReadonlyMap<string, readonly Finding[]> {
  return Map.groupBy(
    findings.filter(({ people }) => people.length === 0),
    ({ indicator }) => indicator,
  );
}

function lanesOf({ pack, taxonomy, topics }: Selection): readonly Lane[] {
  const wanted = taxonomy.indicators.filter(
    (indicator) => indicator.since <= pack.edition && isWanted(indicator, topics),
  );
  const of = (pillar: Indicator["pillar"]): readonly Indicator[] =>
    wanted.filter((indicator) => indicator.pillar === pillar);
  const [markets, resilience, actors] = [of("markets"), of("resilience"), of("actors")];
  const alone = markets.length + resilience.length === 0;
  const lanes: readonly Lane[] = [
    { kind: "market", indicators: markets, step: 1, offset: 0 },
    { kind: "resilience", indicators: resilience, step: 1, offset: 0 },
    { kind: "actor", indicators: actors, step: alone ? 1 : ACTOR_STEP, offset: alone ? 0 : ACTOR_STEP - 1 },
  ];
  return lanes.filter(({ indicators }) => indicators.length > 0);
}

function isWanted({ slug, section, pillar }: Indicator, topics: readonly string[]): boolean {
  return topics.length === 0 || [slug, section, pillar].some((name) => name !== null && topics.includes(name));
}

/** Each indicator once in the Index's order, then again those that have most left to say, until the cycle is full. */
function laneOrder(
  { indicators, step, offset }: Lane,
  usable: ReadonlyMap<string, readonly Finding[]>,
  length: number,
): readonly Indicator[] {
  const room = Math.ceil((length - offset) / step);
  const order = [...indicators];
  const most = Math.max(...indicators.map((indicator) => visits(indicator, usable)));
  for (let round = 1; round < most; round++) {
    const again = indicators.filter((indicator) => visits(indicator, usable) > round);
    order.push(...again.toSorted((one, other) => visits(other, usable) - visits(one, usable)));
  }
  return order.slice(0, Math.max(indicators.length, room));
}

/** How often an indicator can come with fresh findings; once even if it has only one, or none. */
function visits({ slug }: Indicator, usable: ReadonlyMap<string, readonly Finding[]>): number {
  return Math.max(1, Math.floor((usable.get(slug)?.length ?? 0) / FEWEST));
}

/** Deals out each indicator's findings: two a visit, a third where it is short and leaves two for every later visit. */
function createTaking(order: readonly Indicator[], usable: ReadonlyMap<string, readonly Finding[]>, cycle: number) {
  const visitsOf = new Map<string, number>();
  for (const { slug } of order) visitsOf.set(slug, (visitsOf.get(slug) ?? 0) + 1);
  const queues = new Map<string, Finding[]>();
  return ({ slug }: Indicator, most: number): readonly Finding[] => {
    const all = usable.get(slug) ?? [];
    const visits = visitsOf.get(slug) ?? 1;
    const start = all.length === 0 ? 0 : (cycle * visits * FEWEST) % all.length;
    const queue = queues.get(slug) ?? [...all.slice(start), ...all.slice(0, start)];
    queues.set(slug, queue);
    visitsOf.set(slug, visits - 1);
    const spare = queue.length - (visits - 1) * FEWEST;
    const three = queue.slice(0, MOST);
    const fits = total(three, ({ text }) => text.length) <= SCREEN_CHARACTERS;
    return queue.splice(0, most === MOST && spare >= MOST && fits ? MOST : FEWEST);
  };
}

function total<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((sum, item) => sum + count(item), 0);
}
