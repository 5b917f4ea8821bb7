/** What one digest of a round brings: which of the topics that are left, and which of their portions. */
import type { SingleFact } from "./striking.ts";
import type { Portion, Subject } from "./portions.ts";
import { briefest, byTimes, dealPortions, isAbout, type Dealt } from "./filling.ts";
import { countFindings, countFresh, hasRoom, MOST_FINDINGS, sizeOf, type Counts } from "./room.ts";

const MOST_TOPICS = 3;
/** So many has a topic at most that comes beside another. */
const MOST_BESIDE = MOST_FINDINGS - 1;

/** How many findings more a topic counts for, for each that its next visit takes beyond one. */
const ROOM_AHEAD = 3;
/** And how many for a digest of its own in which there is room for one. */
const SOON = 2;

/** Where a cycle stands when a digest is dealt. */
export interface Standings {
  /** The topics that have not come in this round, in the Index's order. */
  readonly left: readonly Subject[];
  /** Those that came in the digests just before. */
  readonly recent: readonly Subject[];
  readonly counts: Counts;
  readonly isFormer: boolean;
  /** Of this digest and each that follows in the round, whether it is a single fact. */
  readonly ahead: readonly boolean[];
  /** The facts that this round has yet to bring, whose topics wait for them. */
  readonly facts: readonly SingleFact[];
  /** How many rounds are left for everything, this one included. */
  readonly rounds: number;
  /** The topics that will have a digest of one fact in this cycle: a visit that brings them little more. */
  readonly soon: ReadonlySet<Subject>;
}

/** How many rounds it takes until everything has come, if each topic brings as much as there is room for beside another. */
export function countRounds(topics: readonly Subject[]): number {
  return Math.max(1, ...topics.map(({ portions }) => Math.ceil(countFindings(portions) / MOST_BESIDE)));
}

/** Whether what is left to say of a topic beside its single fact has room in the rounds after this one. */
export function canSpare(topic: Subject, counts: Counts, rounds: number): boolean {
  const alone = topic.facts.some((fact) => counts.get(fact) === 0) ? 1 : 0;
  return countFresh(topic, counts) - alone <= MOST_FINDINGS * (rounds - 1);
}

/** A single fact where it is the turn of one, else two topics or three, and what only together is true. */
export function dealDigest(standings: Standings): Dealt {
  const { left, recent, ahead, facts } = standings;
  const fact = facts.find(({ topic }) => !recent.includes(topic)) ?? facts[0];
  if (fact !== undefined && ahead[0] === true)
    return { topics: [fact.topic], portions: [fact.portion], isSingle: true };
  const others = left.filter((each) => facts.every(({ topic }) => topic !== each));
  const open = others.filter((topic) => !isFirst(standings.counts) || !isAwaited(topic, standings.counts));
  const digests = Math.max(1, ahead.length - facts.length);
  const several = { ...standings, left: open.length > 0 ? open : left };
  const crowded = several.left.find((topic) => countFresh(topic, standings.counts) > MOST_BESIDE * standings.rounds);
  if (crowded !== undefined && !recent.includes(crowded) && several.left.length > digests)
    return { ...dealPortions([crowded], [], standings), isSingle: false };
  return dealSeveral(several, digests, Math.max(others.length, several.left.length));
}

/** The first of a cycle does not begin with what takes four topics to be true. */
function isFirst(counts: Counts): boolean {
  return [...counts.values()].every((times) => times === 0);
}

/** As the second rotation did: a single fact of whatever had least left to say. */
export function dealFormerly(standings: Standings): Dealt {
  const { left, recent, counts, ahead } = standings;
  const shared = sharedPortion(left, counts);
  const apart = left.filter((topic) => shared === undefined || !isAbout(shared, topic));
  if (ahead[0] === true && apart.length > 0) return dealSingle(withoutRecent(apart, recent), counts);
  const singles = ahead.filter(Boolean).length;
  return dealSeveral(standings, Math.max(1, ahead.length - singles), left.length - singles);
}

/** `digests` of several topics are left in the round, with so many topics among them. */
function dealSeveral(standings: Standings, digests: number, topicsLeft: number): Dealt {
  const { left, recent, counts, soon } = standings;
  const shared = sharedPortion(left, counts);
  // What does not go up evenly is left for the end, where there is least to say of each.
  const size = Math.floor(topicsLeft / digests);
  const picked = pickTopics(withoutRecent(left, recent), Math.max(1, Math.min(MOST_TOPICS, size)), { counts, soon });
  const together = shared !== undefined && picked.some((topic) => isAbout(shared, topic)) ? [shared] : [];
  const topics = together.length === 0 ? picked : left.filter((topic) => together.some((each) => isAbout(each, topic)));
  return { ...dealPortions(topics, together, standings), isSingle: false };
}

function withoutRecent(left: readonly Subject[], recent: readonly Subject[]): readonly Subject[] {
  const others = left.filter((topic) => !recent.includes(topic));
  return others.length >= MOST_TOPICS ? others : left;
}

/** Whether something waits for which it has to come together with others. */
export function isAwaited(topic: Subject, counts: Counts): boolean {
  return topic.portions.some((portion) => portion.about.length > 1 && counts.get(portion) === 0);
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
function pickTopics(
  left: readonly Subject[],
  size: number,
  { counts, soon }: Pick<Standings, "counts" | "soon">,
): readonly Subject[] {
  const press = (topic: Subject): number => pressing(topic, counts) + (soon.has(topic) ? SOON : 0);
  const [first] = left.toSorted((one, other) => press(other) - press(one));
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
