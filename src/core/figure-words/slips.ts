/** Words of short questions about figures with a slip of the finger: `hihgest market`, `worst contry for herion`. */
import type { Topics } from "#core/profile/topics.ts";
import type { FigurePhrases } from "./phrases.ts";

/** Shorter words are topics by too few letters. */
const SHORTEST_TOPIC = 5;

/** The words as they were meant; null where none of those that are `unread` is near a known one. */
export function withoutSlips(
  words: readonly string[],
  unread: readonly string[],
  { phrases, topics }: { readonly phrases: FigurePhrases; readonly topics: Topics },
): readonly string[] | null {
  const meant = new Map<string, string>();
  for (const word of unread) {
    const near = phrases.slipOf(word) ?? topicMeant(word, topics);
    if (near !== undefined) meant.set(word, near);
  }
  return meant.size === 0 ? null : words.map((word) => meant.get(word) ?? word);
}

function topicMeant(word: string, topics: Topics): string | undefined {
  const found = word.length < SHORTEST_TOPIC || /\d/u.test(word) ? null : topics.find(word);
  return found?.kind === "one" ? found.slug : undefined;
}
