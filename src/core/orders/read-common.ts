/** What may stand in an order and behind every other verb: topics, all of them, what is not wanted, words that say nothing. */
import { fold } from "#core/profile/fold.ts";
import { listedAt, moved, wordAt, type Piece, type Place } from "./place.ts";

const LONGEST_TOPIC = 6;

/** The longest run of words that is exactly a topic's slug, name or alias: a slip of the pen is named, not guessed at. */
export function readTopic(place: Place): Extract<Piece, { readonly kind: "topic" }> | undefined {
  const { words, index, topics } = place;
  for (let count = Math.min(LONGEST_TOPIC, words.length - index); count > 0; count--) {
    const run = words.slice(index, index + count);
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
  let words = listed.words;
  for (let gap = 0; ;) {
    const topic = readTopic(moved(place, words + gap));
    const filler = topic === undefined ? listedAt(moved(place, words + gap), ["fillers"]) : undefined;
    if (topic !== undefined) words += gap + topic.words;
    if (topic === undefined && filler === undefined) break;
    gap = topic === undefined ? gap + (filler?.words ?? 0) : 0;
  }
  const isAlone = words === listed.words && wordAt(moved(place, words)) !== "";
  return { kind: "unread", words: isAlone ? words + 1 : words };
}

export function readFiller(place: Place): Piece | undefined {
  if (!/[\p{L}\p{N}]/u.test(wordAt(place))) return { kind: "filler", words: 1 };
  const listed = listedAt(place, ["fillers", "at"]);
  return listed === undefined ? undefined : { kind: "filler", words: listed.words };
}
