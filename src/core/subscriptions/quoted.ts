import { clip } from "#core/wording/visible.ts";

/** How much is quoted of a word that could not be read. */
const QUOTED = 40;

/** Each in quotation marks, as it was typed; of a long one the beginning. */
export function quoted(words: readonly string[]): string {
  return words.map((word) => `“${clip(word, QUOTED)}”`).join(", ");
}
