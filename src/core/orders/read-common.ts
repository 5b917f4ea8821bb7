/** What may stand in an order and behind every other verb: topics, all of them, what is not wanted, words that say nothing. */
import { fold } from "#core/profile/fold.ts";
import { listedAt, moved, wordAt, type Piece, type Place } from "./place.ts";

const LONGEST_TOPIC = 6;

/**
 * The longest run of words that is exactly a topic's slug, name or alias: a slip of the pen is named, not guessed at. A
 * comma ends it: `drugs, trade` are two, though `drugs trade` is a name of one.
 */
export function readTopic(place: Place): Extract<Piece, { readonly kind: "topic" }> | undefined {
  const { words, index, topics } = place;
  for (let count = Math.min(LONGEST_TOPIC, words.length - index); count > 0; count--) {
    const run = words.slice(index, index + count);
    if (run.slice(0, -1).some(({ closes }) => closes)) continue;
    const slug = topics.named(fold(run.map(({ text }) => text).join(" ")));
    if (slug !== undefined) return { kind: "topic", slug, words: count };
  }
  return undefined;
}

/** Before a topic it says that the whole of it is meant. */
export function readAll(place: Place): Piece | undefined {
  const listed = listedAt(place, ["all"]);
  if (listed === undefined) return undefined;
  const isOfTopic = readTopic(moved(place, listed.words)) !== undefined;
  return { kind: isOfTopic ? "filler" : "all", words: listed.words };
}

/** `except drugs and trade`: named with all that it speaks of, so that nobody gets the contrary of what they asked for. */
export function readExcept(place: Place): Piece | undefined {
  const listed = listedAt(place, ["except"]);
  if (listed === undefined) return undefined;
  const behind = moved(place, listed.words);
  return { kind: "unread", words: listed.words + (topicsLength(behind) || wordLength(behind)) };
}

/** How many words a run of topics takes, with the small words between them. */
function topicsLength(place: Place): number {
  const topic = readTopic(place);
  if (topic !== undefined) return topic.words + topicsLength(moved(place, topic.words));
  const small = listedAt(place, ["fillers"])?.words ?? 0;
  const behind = small === 0 ? 0 : topicsLength(moved(place, small));
  return behind === 0 ? 0 : small + behind;
}

/** The next word, with the small words before it: `not on mondays`. */
function wordLength(place: Place): number {
  const small = listedAt(place, ["fillers"])?.words ?? 0;
  return wordAt(moved(place, small)) === "" ? 0 : small + 1;
}

export function readFiller(place: Place): Piece | undefined {
  if (!/[\p{L}\p{N}]/u.test(wordAt(place))) return { kind: "filler", words: 1 };
  const listed = listedAt(place, ["fillers", "at"]);
  return listed === undefined ? undefined : { kind: "filler", words: listed.words };
}
