/** What of the topics of one digest has room in it, and what of that it opens with. */
import type { Portion, Subject } from "./portions.ts";
import {
  countFindings,
  countFresh,
  FEWEST_FINDINGS,
  hasRoom,
  hasRoomForOpening,
  saysTheSame,
  sizeOf,
  timesOf,
  type Counts,
} from "./room.ts";

/** What one digest brings, the opening first. */
export interface Dealt {
  readonly topics: readonly Subject[];
  readonly portions: readonly Portion[];
  readonly isSingle: boolean;
}

export function isAbout({ about }: Portion, { indicator }: Subject): boolean {
  return about.includes(indicator.slug);
}

/** What has come least: a topic that has anything new brings it, else what takes much room would wait for ever. */
function nextOf(portions: readonly Portion[], counts: Counts): readonly Portion[] {
  const fewest = Math.min(...portions.map((portion) => timesOf(portion, counts)));
  return portions.filter((portion) => timesOf(portion, counts) === fewest);
}

/** The least that a topic takes. */
export function briefest({ portions: [any, ...others] }: Subject, counts: Counts): Portion {
  const [least = any] = byLength(nextOf([any, ...others], counts));
  return least;
}

/** How often everything has come, and how it is dealt. */
export interface Filling {
  readonly counts: Counts;
  /** As the third rotation did: no contradiction opened a digest, and what is striking filled one that had an opening. */
  readonly isFormer: boolean;
  /** How many rounds are left for everything, this one included. */
  readonly rounds: number;
}

/** One of each topic, then what has not come yet of the one that has most left, as long as there is room. */
export function dealPortions(
  topics: readonly Subject[],
  shared: readonly Portion[],
  { counts, isFormer, rounds }: Filling,
): Omit<Dealt, "isSingle"> {
  const isOpener = (portion: Portion): boolean => (isFormer ? portion.striking : portion.opens);
  const slugs = new Set(topics.map(({ indicator }) => indicator.slug));
  const openings =
    shared.length === 0 || shared.some(isOpener)
      ? []
      : topics.flatMap(({ portions }) => portions.filter(isOpening(slugs, counts)));
  const opening = openings.find((portion) => hasRoomForOpening([portion, ...shared]));
  let dealt = opening === undefined ? shared : [opening, ...shared];
  /** What may be added of a topic, what is striking saved for an opening. */
  const offered = ({ portions }: Subject): readonly Portion[] =>
    portions
      .filter((portion) => portion.about.every((slug) => slugs.has(slug)) && !dealt.includes(portion))
      .filter((portion) => !dealt.some((other) => saysTheSame(portion, other)))
      .toSorted((one, other) => Number(one.striking) - Number(other.striking));
  const waiting = topics.filter((topic) => !shared.some((portion) => isAbout(portion, topic)));
  waiting.forEach((topic, at) => {
    const others = waiting.slice(at + 1).map((each) => briefest(each, counts));
    const next = againOrNew(offered(topic), counts);
    // A new one that is striking is what the digest opens with; beside its topic the others are brief.
    const isOpen = topic === topics[0] || dealt.every((portion) => !isOpener(portion));
    const openers = isOpen ? next.filter(isNewAndStriking(counts)) : [];
    const inOrder = [...openers, ...(topic === topics[0] ? next : byLength(next))];
    const chosen = inOrder.find((portion) => hasRoom([...dealt, portion, ...others])) ?? byLength(next)[0];
    if (chosen !== undefined) dealt = [...dealt, chosen];
  });
  for (;;) {
    const isOpen = isFormer || rounds < 2 || countFindings(dealt) < FEWEST_FINDINGS || !dealt.some(isOpener);
    const fresh = topics
      .toSorted((one, other) => countFresh(other, counts) - countFresh(one, counts))
      .flatMap(offered)
      .filter((portion) => counts.get(portion) === 0 && (isOpen || !portion.striking));
    const again =
      countFindings(dealt) < FEWEST_FINDINGS ? topics.flatMap((topic) => byTimes(offered(topic), counts)) : [];
    const next = [...fresh, ...again].find((portion) => hasRoom([...dealt, portion]));
    if (next === undefined) return openingFirst(topics, dealt, isOpener);
    dealt = [...dealt, next];
  }
}

/** New, striking, and about nothing else. */
function isOpening(slugs: ReadonlySet<string>, counts: Counts): (portion: Portion) => boolean {
  const isNew = isNewAndStriking(counts);
  return (portion) => isNew(portion) && portion.about.every((slug) => slugs.has(slug));
}

/** What has come least; where that has all come before, what is striking is worth coming again. */
function againOrNew(portions: readonly Portion[], counts: Counts): readonly Portion[] {
  const next = nextOf(portions, counts);
  const striking = portions.filter((portion) => portion.striking);
  const isAgain = next.every((portion) => timesOf(portion, counts) > 0);
  return isAgain && striking.length > 0 ? nextOf(striking, counts) : next;
}

function isNewAndStriking(counts: Counts): (portion: Portion) => boolean {
  return (portion) => portion.striking && counts.get(portion) === 0;
}

function byLength(portions: readonly Portion[]): readonly Portion[] {
  return portions.toSorted((one, other) => sizeOf(one) - sizeOf(other));
}

export function byTimes(portions: readonly Portion[], counts: Counts): readonly Portion[] {
  return portions.toSorted((one, other) => timesOf(one, counts) - timesOf(other, counts));
}

/** What is striking, or else what is true alone, stands in the first line; the rest of its topic follows it. */
function openingFirst(
  topics: readonly Subject[],
  portions: readonly Portion[],
  isOpener: (portion: Portion) => boolean,
): Omit<Dealt, "isSingle"> {
  const opening = portions.find(isOpener) ?? portions.find(({ findings }) => findings.length === 1) ?? portions[0];
  if (opening === undefined) return { topics, portions };
  const ordered = topics.toSorted((one, other) => Number(isAbout(opening, other)) - Number(isAbout(opening, one)));
  const place = (portion: Portion): number =>
    portion === opening ? -1 : ordered.findIndex((topic) => isAbout(portion, topic));
  return { topics: ordered, portions: portions.toSorted((one, other) => place(one) - place(other)) };
}
