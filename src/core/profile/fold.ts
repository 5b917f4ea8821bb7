/** How words are compared: case, accents, punctuation and width folded away, in any script. */

/** The longest text that is looked up; what is longer is a question, not a topic. */
const LONGEST = 400;

/** Words that are as folding leaves them: most of what is listed, and read by the thousand at every start. */
const FOLDED = /^[a-zа-яёңөү\d]+(?: [a-zа-яёңөү\d]+)*$/u;

/** Letters without accents that folding leaves as they are, and what stands between them: most of what people type. */
const UNACCENTED = /^[\s!-~А-Яа-яЁёҢңӨөҮү’–—]*$/u;

/** `text` in lower case with single spaces, without punctuation or accents; at most 400 characters of it. */
export function fold(text: string): string {
  if (text.length <= LONGEST && FOLDED.test(text)) return text;
  const cut = text.slice(0, LONGEST);
  return (UNACCENTED.test(cut) ? cut : withoutAccents(cut))
    .toLowerCase()
    .replaceAll(/[’'ʼ`]/gu, "")
    .replaceAll(/(?:[^\p{L}\p{M}\p{N}.]|\.(?!\d))+/gu, " ")
    .trim();
}

function withoutAccents(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/(?<=[a-z])\p{M}+/giu, "") // accents on Latin letters; the breve of Cyrillic й is part of the letter
    .normalize("NFKC");
}

/**
 * Edits (insert, delete, replace, swap two neighbours) that turn `a` into `b`; gives up with `limit + 1`
 * as soon as there are more than `limit`.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit || countLetters(lettersOf(a) ^ lettersOf(b)) > 2 * limit) return limit + 1;
  return countEdits(a, b, limit);
}

function countEdits(a: string, b: string, limit: number): number {
  const width = b.length + 1;
  // Three rows in turn: words are compared with hundreds of others, and a new row for each letter would cost the most.
  const rows = new Uint16Array(3 * width);
  for (let j = 0; j < width; j++) rows[j] = j;
  let [before, previous, row] = [2 * width, 0, width];
  for (let i = 1; i <= a.length; i++) {
    rows[row] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const changed = at(rows, previous + j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(at(rows, previous + j) + 1, at(rows, row + j - 1) + 1, changed);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, at(rows, before + j - 2) + 1);
      rows[row + j] = cost;
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    [before, previous, row] = [previous, row, before];
  }
  return Math.min(at(rows, previous + b.length), limit + 1);
}

/** A bit for each letter that there is; several letters may share one. The bits in which two words differ are letters that only one has. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

/** How many bits are set. */
function countLetters(letters: number): number {
  // In pairs, in fours, in eights, and the four of those added up: one bit after another would be the slowest part of a look-up.
  const pairs = letters - ((letters >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Alike for words of the same letters in another order. */
export function sortedLetters(word: string): string {
  return Array.from(word).toSorted().join("");
}

/** How alike two words look, 0 to 1: the share of letter pairs they have in common (Dice). */
export function likeness(a: string, b: string): number {
  const pairs = letterPairs(a);
  const others = letterPairs(b);
  if (pairs.size + others.size === 0) return a === b ? 1 : 0;
  let shared = 0;
  for (const pair of pairs) if (others.has(pair)) shared++;
  return (2 * shared) / (pairs.size + others.size);
}

function letterPairs(word: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < word.length; i++) pairs.add(word.slice(i, i + 2));
  return pairs;
}

function at(row: Uint16Array, index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

/** Listed words, of which those that were meant are found without a comparison with each. */
export interface Spellings {
  /** Those that at most `edits` turn `typed` into, in the order they were listed. */
  readonly near: (typed: string, edits: number) => readonly NearSpelling[];
  /** Those that begin with it, in the order they were listed. */
  readonly beginningWith: (typed: string) => readonly string[];
}

export interface NearSpelling {
  readonly spelling: string;
  /** In edits. */
  readonly distance: number;
}

/** What is asked of each word is worked out once, when they are listed. */
export function createSpellings(words: Iterable<string>): Spellings {
  const listed = Array.from(words, (spelling, at) => ({ spelling, at, letters: lettersOf(spelling) }));
  const byLength = Map.groupBy(listed, ({ spelling }) => spelling.length);
  const sorted = listed.toSorted((one, other) => (one.spelling < other.spelling ? -1 : 1));
  return {
    near(typed, edits) {
      const letters = lettersOf(typed);
      const found: (NearSpelling & { readonly at: number })[] = [];
      for (let length = typed.length - edits; length <= typed.length + edits; length++)
        for (const word of byLength.get(length) ?? []) {
          // An edit takes one letter away and brings another at most.
          if (countLetters(letters ^ word.letters) > 2 * edits) continue;
          const distance = countEdits(typed, word.spelling, edits);
          if (distance <= edits) found.push({ spelling: word.spelling, distance, at: word.at });
        }
      return inOrder(found);
    },
    beginningWith(typed) {
      let [from, to] = [0, sorted.length];
      while (from < to) {
        const middle = (from + to) >> 1;
        if ((sorted[middle]?.spelling ?? "") < typed) from = middle + 1;
        else to = middle;
      }
      while (sorted[to]?.spelling.startsWith(typed) === true) to++;
      return inOrder(sorted.slice(from, to)).map(({ spelling }) => spelling);
    },
  };
}

function inOrder<Word extends { readonly at: number }>(words: readonly Word[]): readonly Word[] {
  return words.toSorted((one, other) => one.at - other.at);
}
