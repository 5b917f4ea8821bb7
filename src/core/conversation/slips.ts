/** Words with a slip of the finger, as the words that they nearly are. */
import { editDistance, sortedLetters } from "#core/profile/fold.ts";

/** Shorter words with a slip could be others. */
const SHORTEST_SLIP = 5;
/** Shorter words with their letters swapped could be others. */
const SHORTEST_SWAP = 3;
/** As many words as people type wrongly in a while; then they are found anew. */
const REMEMBERED = 10_000;

/** Gives the word of `listed` that is meant by one that is neither among them nor `known`. */
export function createMender(listed: ReadonlySet<string>, known: (word: string) => boolean): (typed: string) => string {
  const byLetter = Map.groupBy(listed, (word) => word[0] ?? "");
  const mended = new Map<string, string>();
  const mend = (typed: string): string =>
    listed.has(typed) || known(typed) ? typed : (byLetter.get(typed[0] ?? "")?.find(isSlip(typed)) ?? typed);
  return (typed) => {
    const before = mended.get(typed);
    if (before !== undefined) return before;
    if (mended.size > REMEMBERED) mended.clear();
    const meant = mend(typed);
    mended.set(typed, meant);
    return meant;
  };
}

/**
 * Whether a word is one of `joined`, which are in the order of their units with a space between. Looked up by halves: making
 * a set of 18,000 takes a tenth of a process' first question.
 */
export function knownAmong(joined: string): (word: string) => boolean {
  const words = joined.split(" ");
  return (word) => {
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((words[middle] ?? "") < word) low = middle + 1;
      else high = middle;
    }
    return words[low] === word;
  };
}

/** The words with their slips mended; null where none has any. */
export function mendedIn(words: readonly string[], mend: (word: string) => string): readonly string[] | null {
  const mended = words.map(mend);
  return mended.some((word, at) => word !== words[at]) ? mended : null;
}

/** One slip, or two letters swapped; hardly ever in the first letter. */
function isSlip(typed: string): (word: string) => boolean {
  const letters = sortedLetters(typed);
  return (word) => {
    if (Math.abs(typed.length - word.length) > 1) return false;
    const isLong = word.length >= SHORTEST_SLIP && typed.length >= SHORTEST_SLIP - 1;
    if (!isLong && !(word.length >= SHORTEST_SWAP && typed.length === word.length)) return false;
    return (isLong || letters === sortedLetters(word)) && editDistance(typed, word, 1) === 1;
  };
}
