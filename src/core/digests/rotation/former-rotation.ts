/**
 * The rotation that subscriptions began under before there was today's: a cycle that was begun under it goes on to its
 * end (decision 044). When no subscription is left in one, this file can go.
 */
import type { Finding, Indicator, Pack } from "#core/profile/profile.ts";
import { chosenIndicators, groupFindings, type Selection } from "./portions.ts";
import type { DigestPlan } from "./rotation.ts";

/** One indicator's part of a digest. */
interface Slot {
  readonly indicator: Indicator;
  readonly findings: readonly Finding[];
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
  readonly indicators: readonly Indicator[];
  readonly step: number;
  /** Where in the step its digests stand. */
  readonly offset: number;
}

/** Whom a lane brings in each digest of a cycle, if anybody. */
interface PlannedLane {
  readonly digests: readonly (Indicator | undefined)[];
}

/** How many digests a cycle of it has. */
export function formerCycle(selection: Selection): number {
  return lengthOf(planLanes(lanesOf(selection), usableFindings(selection.pack)));
}

/** The digest with that number, counting from 0, as it was dealt; what only together is true is put together. */
export function formerDigest(selection: Selection, number: number): DigestPlan {
  const { pack } = selection;
  const slots = formerSlots(selection, number);
  const groups = groupFindings(pack.findings);
  const dealt = slots.flatMap(({ findings }) => findings);
  const [opening, ...more] = new Set(dealt.flatMap((finding) => groups.find((group) => group.includes(finding)) ?? []));
  const topics = slots.map(({ indicator }) => indicator);
  // Nothing is said at its end: what there was no room for has not come.
  return { topics, lead: opening === undefined ? [] : [opening], more, isSingle: false, completed: null };
}

/**
 * A cycle has every indicator at least once and no finding twice. The next one began each indicator's findings where
 * the one before had left off, so that what there was no room for came first.
 */
function formerSlots(selection: Selection, number: number): readonly Slot[] {
  const usable = usableFindings(selection.pack);
  const lanes = planLanes(lanesOf(selection), usable);
  const length = lengthOf(lanes);
  const [cycle, position] = [Math.floor(number / length), number % length];
  return lanes.flatMap(({ digests }): readonly Slot[] => {
    const indicator = digests[position];
    if (indicator === undefined) return [];
    const visits = digests.flatMap((each, index) => (each === indicator ? [index] : []));
    const most = visits.map((index) => mostFindings(lanes, index));
    const shares = shareOut(usable.get(indicator.slug) ?? [], most, cycle);
    return [{ indicator, findings: shares[visits.indexOf(position)] ?? [] }];
  });
}

function lengthOf(lanes: readonly PlannedLane[]): number {
  return lanes[0]?.digests.length ?? 1;
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
    return { digests };
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

function lanesOf(selection: Selection): readonly Lane[] {
  const wanted = chosenIndicators(selection);
  const of = (pillar: Indicator["pillar"]): readonly Indicator[] =>
    wanted.filter((indicator) => indicator.pillar === pillar);
  const [markets, resilience, actors] = [of("markets"), of("resilience"), of("actors")];
  const alone = markets.length + resilience.length === 0;
  const lanes: readonly Lane[] = [
    { indicators: markets, step: 1, offset: 0 },
    { indicators: resilience, step: 1, offset: 0 },
    { indicators: actors, step: alone ? 1 : ACTOR_STEP, offset: alone ? 0 : ACTOR_STEP - 1 },
  ];
  return lanes.filter(({ indicators }) => indicators.length > 0);
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
