/** What one digest of a round brings: which of the topics that are left, and which of their portions. */
import type { Portion, Subject } from "./portions.ts";

const MOST_TOPICS = 3;
/** How many findings there are in one, and how many words they may have together: it is read on one screen of a phone. */
const FEWEST_FINDINGS = 3;
const MOST_FINDINGS = 4;
const WORDS = 78;

/** How many findings more a topic counts for, for each that its next visit takes beyond one. */
const ROOM_AHEAD = 3;

/** What one digest brings, the opening first. */
export interface Dealt {
  readonly topics: readonly Subject[];
  readonly portions: readonly Portion[];
  readonly isSingle: boolean;
}

/** How often each portion has come in a cycle. */
type Counts = ReadonlyMap<Portion, number>;

/** Where a cycle stands when a digest is dealt. */
export interface Standings {
  /** The topics that have not come in this round, in the Index's order. */
  readonly left: readonly Subject[];
  /** Those that came in the digests just before. */
  readonly recent: readonly Subject[];
  readonly counts: Counts;
  /** Of this digest and each that follows in the round, whether it is a single fact. */
  readonly ahead: readonly boolean[];
}

export function dealDigest({ left, recent, counts, ahead }: Standings): Dealt {
  const shared = sharedPortion(left, counts);
  const apart = left.filter((topic) => shared === undefined || !isAbout(shared, topic));
  if (ahead[0] === true && apart.length > 0) return dealSingle(withoutRecent(apart, recent), counts);
  const singles = ahead.filter(Boolean).length;
  // What does not go up evenly is left for the end, where there is least to say of each.
  const size = Math.floor((left.length - singles) / Math.max(1, ahead.length - singles));
  const picked = pickTopics(withoutRecent(left, recent), Math.max(1, Math.min(MOST_TOPICS, size)), counts);
  const together = shared !== undefined && picked.some((topic) => isAbout(shared, topic)) ? [shared] : [];
  const topics = together.length === 0 ? picked : left.filter((topic) => together.some((each) => isAbout(each, topic)));
  return { ...dealPortions(topics, together, counts), isSingle: false };
}

function withoutRecent(left: readonly Subject[], recent: readonly Subject[]): readonly Subject[] {
  const others = left.filter((topic) => !recent.includes(topic));
  return others.length >= MOST_TOPICS ? others : left;
}

/** What several topics have to come together for: it comes with the first of them, since none comes twice in a round. */
function sharedPortion(left: readonly Subject[], counts: Counts): Portion | undefined {
  const slugs = new Set(left.map(({ indicator }) => indicator.slug));
  return left
    .flatMap(({ portions }) => portions)
    .find(
      (portion) =>
        portion.about.length > 1 && counts.get(portion) === 0 && portion.about.every((slug) => slugs.has(slug)),
    );
}

function isAbout({ about }: Portion, { indicator }: Subject): boolean {
  return about.includes(indicator.slug);
}

/** Of the topic that has least left, so that those with much keep their room; a striking one, and a new one, where there is. */
function dealSingle(left: readonly Subject[], counts: Counts): Dealt {
  const least = left.toSorted((one, other) => countFresh(one, counts) - countFresh(other, counts));
  const facts = least.flatMap(({ portions }) => {
    const alone = portions.filter(({ about }) => about.length === 1);
    return alone.length > 0 ? alone : portions;
  });
  const fresh = facts.filter((portion) => counts.get(portion) === 0);
  const chosen = fresh.find(({ striking }) => striking) ?? fresh[0] ?? byTimes(facts, counts)[0];
  if (chosen === undefined) return { topics: left, portions: [], isSingle: true };
  return { topics: left.filter((topic) => isAbout(chosen, topic)), portions: [chosen], isSingle: true };
}

/** The one with most left to say, and beside it the briefest of the other side: crime, and what stands against it. */
function pickTopics(left: readonly Subject[], size: number, counts: Counts): readonly Subject[] {
  const [first] = left.toSorted((one, other) => pressing(other, counts) - pressing(one, counts));
  if (first === undefined) return [];
  const fewestLeft = left
    .toSorted((one, other) => countFresh(one, counts) - countFresh(other, counts))
    .toSorted((one, other) => sizeOf(briefest(one, counts)) - sizeOf(briefest(other, counts)));
  const picked = [first];
  while (picked.length < size) {
    const fitting = fewestLeft.filter(
      (topic) => !picked.includes(topic) && hasRoom([...picked, topic].map((each) => briefest(each, counts))),
    );
    const opposite = picked.length === 1 ? fitting.find((topic) => sideOf(topic) !== sideOf(first)) : undefined;
    const next = opposite ?? fitting[0];
    if (next === undefined) break;
    picked.push(next);
  }
  return picked;
}

/** How much is left to say of it; what takes several findings to say anything is not left to the end, where room is short. */
function pressing(topic: Subject, counts: Counts): number {
  return countFresh(topic, counts) + ROOM_AHEAD * (sizeOf(briefest(topic, counts)) - 1);
}

function sideOf({ indicator: { pillar } }: Subject): "crime" | "resilience" {
  return pillar === "resilience" ? "resilience" : "crime";
}

function countFresh({ portions }: Subject, counts: Counts): number {
  return countFindings(portions.filter((portion) => counts.get(portion) === 0));
}

/** What has come least: a topic that has anything new brings it, else what takes much room would wait for ever. */
function nextOf(portions: readonly Portion[], counts: Counts): readonly Portion[] {
  const fewest = Math.min(...portions.map((portion) => timesOf(portion, counts)));
  return portions.filter((portion) => timesOf(portion, counts) === fewest);
}

/** The least that a topic takes. */
function briefest({ portions: [any, ...others] }: Subject, counts: Counts): Portion {
  const [least = any] = byLength(nextOf([any, ...others], counts));
  return least;
}

/** One of each topic, then what has not come yet of the one that has most left, as long as there is room. */
function dealPortions(topics: readonly Subject[], shared: readonly Portion[], counts: Counts): Omit<Dealt, "isSingle"> {
  const slugs = new Set(topics.map(({ indicator }) => indicator.slug));
  let dealt = shared;
  /** What may be added of a topic, what is striking saved for an opening. */
  const offered = ({ portions }: Subject): readonly Portion[] =>
    portions
      .filter((portion) => portion.about.every((slug) => slugs.has(slug)) && !dealt.includes(portion))
      .filter((portion) => !dealt.some((other) => saysTheSame(portion, other)))
      .toSorted((one, other) => Number(one.striking) - Number(other.striking));
  const waiting = topics.filter((topic) => !shared.some((portion) => isAbout(portion, topic)));
  waiting.forEach((topic, at) => {
    const others = waiting.slice(at + 1).map((each) => briefest(each, counts));
    const next = nextOf(offered(topic), counts);
    // A new one that is striking is what the digest opens with; beside its topic the others are brief.
    const inOrder = topic === topics[0] ? [...next.filter(isNewAndStriking(counts)), ...next] : byLength(next);
    const chosen = inOrder.find((portion) => hasRoom([...dealt, portion, ...others])) ?? byLength(next)[0];
    if (chosen !== undefined) dealt = [...dealt, chosen];
  });
  for (;;) {
    const fresh = topics
      .toSorted((one, other) => countFresh(other, counts) - countFresh(one, counts))
      .flatMap(offered)
      .filter((portion) => counts.get(portion) === 0);
    const again =
      countFindings(dealt) < FEWEST_FINDINGS ? topics.flatMap((topic) => byTimes(offered(topic), counts)) : [];
    const next = [...fresh, ...again].find((portion) => hasRoom([...dealt, portion]));
    if (next === undefined) return openingFirst(topics, dealt);
    dealt = [...dealt, next];
  }
}

function isNewAndStriking(counts: Counts): (portion: Portion) => boolean {
  return (portion) => portion.striking && counts.get(portion) === 0;
}

function byLength(portions: readonly Portion[]): readonly Portion[] {
  return portions.toSorted((one, other) => sizeOf(one) - sizeOf(other));
}

function byTimes(portions: readonly Portion[], counts: Counts): readonly Portion[] {
  return portions.toSorted((one, other) => timesOf(one, counts) - timesOf(other, counts));
}

function sizeOf({ findings }: Portion): number {
  return findings.length;
}

/** What is striking, or else what is true alone, stands in the first line; the rest of its topic follows it. */
function openingFirst(topics: readonly Subject[], portions: readonly Portion[]): Omit<Dealt, "isSingle"> {
  const opening =
    portions.find(({ striking }) => striking) ?? portions.find(({ findings }) => findings.length === 1) ?? portions[0];
  if (opening === undefined) return { topics, portions };
  const ordered = topics.toSorted((one, other) => Number(isAbout(opening, other)) - Number(isAbout(opening, one)));
  const place = (portion: Portion): number =>
    portion === opening ? -1 : ordered.findIndex((topic) => isAbout(portion, topic));
  return { topics: ordered, portions: portions.toSorted((one, other) => place(one) - place(other)) };
}

function hasRoom(portions: readonly Portion[]): boolean {
  return countFindings(portions) <= MOST_FINDINGS && portions.reduce((sum, { words }) => sum + words, 0) <= WORDS;
}

function countFindings(portions: readonly Portion[]): number {
  return portions.reduce((sum, { findings }) => sum + findings.length, 0);
}

function saysTheSame(one: Portion, other: Portion): boolean {
  const repeats = (these: Portion, those: Portion): boolean =>
    these.findings.some(({ repeats: ids }) => those.findings.some(({ id }) => ids.includes(id)));
  return repeats(one, other) || repeats(other, one);
}

function timesOf(portion: Portion, counts: Counts): number {
  return counts.get(portion) ?? 0;
}
