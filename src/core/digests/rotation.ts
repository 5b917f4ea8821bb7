/** Which indicators and findings each digest of a cycle brings: reckoned from its number alone, nothing is remembered. */
import type { Finding, Indicator, Pack, Taxonomy } from "#core/profile/profile.ts";

export type SlotKind = "market" | "resilience" | "actor";

/** One indicator's part of a digest. */
export interface Slot {
  readonly kind: SlotKind;
  readonly indicator: Indicator;
  readonly findings: readonly Finding[];
}

/** The digest with that number, counting from 0, and where it stands in its cycle. */
export interface NumberedDigest {
  /** Never empty unless the chosen topics have no text at all. */
  readonly slots: readonly Slot[];
  /** Counting from 0. */
  readonly position: number;
  /** How many digests it takes until everything has come. */
  readonly length: number;
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
/** How many findings an indicator brings at a visit. */
const FEWEST = 2;
const MOST = 3;
/** A third finding has to leave the digest on one screen of a phone. */
const SCREEN_CHARACTERS = 290;

type FindingsBySlug = ReadonlyMap<string, readonly Finding[]>;

/** Indicators of one kind, of which every `step`th digest brings one. */
interface Lane {
  readonly kind: SlotKind;
  readonly indicators: readonly Indicator[];
  readonly step: number;
  /** Where in the step its digests stand. */
  readonly offset: number;
}

/** Whom a lane brings in each digest of a cycle, if anybody. */
interface PlannedLane {
  readonly kind: SlotKind;
  readonly digests: readonly (Indicator | undefined)[];
}

/**
 * A cycle has every indicator at least once and no finding twice. The next one begins each indicator's findings where
 * this one left off, so that what there was no room for comes first.
 */
export function digestSlots(selection: Selection, number: number): NumberedDigest {
  const usable = usableFindings(selection.pack);
  const lanes = planLanes(lanesOf(selection), usable);
  const length = lanes[0]?.digests.length ?? 1;
  const [cycle, position] = [Math.floor(number / length), number % length];
  const slots = lanes.flatMap(({ kind, digests }): readonly Slot[] => {
    const indicator = digests[position];
    if (indicator === undefined) return [];
    const visits = digests.flatMap((each, index) => (each === indicator ? [index] : []));
    const most = visits.map((index) => mostFindings(lanes, index));
    const shares = shareOut(usable.get(indicator.slug) ?? [], most, cycle);
    return [{ kind, indicator, findings: shares[visits.indexOf(position)] ?? [] }];
  });
  return { slots, position, length };
}

/** With three indicators in a digest there is no room for a third finding of one. */
function mostFindings(lanes: readonly PlannedLane[], position: number): number {
  return lanes.length > 2 && lanes.every(({ digests }) => digests[position] !== undefined) ? FEWEST : MOST;
}

/**
 * An indicator's findings for each of its visits in a cycle: two, or three where so many may come, they are short and
 * every later visit is left two.
 */
function shareOut(
  findings: readonly Finding[],
  most: readonly number[],
  cycle: number,
): readonly (readonly Finding[])[] {
  const start = findings.length === 0 ? 0 : (cycle * most.length * FEWEST) % findings.length;
  const left = [...findings.slice(start), ...findings.slice(0, start)];
  return most.map((count, visit) => {
    const spare = left.length - (most.length - visit - 1) * FEWEST;
    const fits = total(left.slice(0, MOST), ({ text }) => text.length) <= SCREEN_CHARACTERS;
    return left.splice(0, count === MOST && spare >= MOST && fits ? MOST : FEWEST);
  });
}

function planLanes(lanes: readonly Lane[], usable: FindingsBySlug): readonly PlannedLane[] {
  const length = cycleLength(lanes, usable);
  return lanes.map((lane) => {
    const order = laneOrder(lane, usable, length);
    const digests = Array.from({ length }, (_, position) =>
      position % lane.step === lane.offset ? order[Math.floor(position / lane.step)] : undefined,
    );
    return { kind: lane.kind, digests };
  });
}

function cycleLength(lanes: readonly Lane[], usable: FindingsBySlug): number {
  const shortest = Math.max(1, ...lanes.map(({ indicators, step }) => indicators.length * step));
  const longest = Math.max(
    0,
    ...lanes.map(({ indicators, step }) => total(indicators, (each) => freshVisits(each, usable)) * step),
  );
  return Math.max(shortest, Math.min(FULL_CYCLE, longest));
}

/** Persons are never named in a digest. */
function usableFindings({ findings }: Pack): FindingsBySlug {
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
function laneOrder({ indicators, step, offset }: Lane, usable: FindingsBySlug, length: number): readonly Indicator[] {
  const room = Math.ceil((length - offset) / step);
  const order = [...indicators];
  const most = Math.max(...indicators.map((indicator) => freshVisits(indicator, usable)));
  for (let round = 1; round < most; round++) {
    const again = indicators.filter((indicator) => freshVisits(indicator, usable) > round);
    order.push(...again.toSorted((one, other) => freshVisits(other, usable) - freshVisits(one, usable)));
  }
  return order.slice(0, Math.max(indicators.length, room));
}

/** How often an indicator can come with fresh findings; once even if it has only one, or none. */
function freshVisits({ slug }: Indicator, usable: FindingsBySlug): number {
  return Math.max(1, Math.floor((usable.get(slug)?.length ?? 0) / FEWEST));
}

function total<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((sum, item) => sum + count(item), 0);
}
