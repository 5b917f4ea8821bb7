/** Finds listed words and phrases in running words. */
import { READING } from "#search/tuning.ts";
import { readWords, type Stemmer, type Word } from "./words.ts";

export interface FoundPhrase {
  /** What the phrase was listed under. */
  readonly value: string;
  readonly from: number;
  /** One past its last word. */
  readonly to: number;
}

export interface Phrases {
  /** Every listed phrase in `words`, also those inside others. */
  find(words: readonly Word[]): readonly FoundPhrase[];
  /** The single words that are listed, as they are spelt. */
  readonly singles: readonly string[];
  /** The stems of all words in phrases: none of them is misspelt. */
  readonly stems: ReadonlySet<string>;
}

interface Part {
  readonly stem: string;
  readonly open: boolean;
}

interface Pattern {
  readonly parts: readonly Part[];
  readonly value: string;
}

/** `lists`: phrases by the value that they stand for. */
export function createPhrases(lists: Iterable<readonly [string, readonly string[]]>, stemmer: Stemmer): Phrases {
  const closed = new Map<string, Pattern[]>();
  const open = new Map<string, Pattern[]>();
  const singles: string[] = [];
  const stems = new Set<string>();
  const openings = new Set<string>();
  for (const [value, phrases] of lists) {
    for (const phrase of phrases) {
      const parts = readParts(phrase, stemmer);
      const [first] = parts;
      if (first === undefined) continue;
      for (const part of parts) if (!part.open) stems.add(part.stem);
      if (parts.length === 1 && !first.open) singles.push(phrase);
      if (first.open) openings.add(first.stem.slice(0, READING.shortestOpening));
      const table = first.open ? open : closed;
      const patterns = table.get(first.stem);
      if (patterns === undefined) table.set(first.stem, [{ parts, value }]);
      else patterns.push({ parts, value });
    }
  }
  return {
    singles,
    stems,
    find(words) {
      const found: FoundPhrase[] = [];
      for (const [from, word] of words.entries()) {
        addFitting(found, closed.get(word.stem), { words, from });
        if (!openings.has(word.raw.slice(0, READING.shortestOpening))) continue;
        for (let length = READING.shortestOpening; length <= word.raw.length; length++) {
          addFitting(found, open.get(word.raw.slice(0, length)), { words, from });
        }
      }
      return found;
    },
  };
}

function addFitting(
  found: FoundPhrase[],
  patterns: readonly Pattern[] | undefined,
  { words, from }: { readonly words: readonly Word[]; readonly from: number },
): void {
  if (patterns === undefined) return;
  for (const { parts, value } of patterns) {
    if (parts.every((part, offset) => fits(part, words[from + offset]))) {
      found.push({ value, from, to: from + parts.length });
    }
  }
}

function fits(part: Part, word: Word | undefined): boolean {
  if (word === undefined) return false;
  return part.open ? word.raw.startsWith(part.stem) : word.stem === part.stem;
}

/** Letters that stand for themselves: most of what is listed, and much faster than to read it as a message. */
const PLAIN = /^[a-zа-яңөү]+$/u;

function readParts(phrase: string, stemmer: Stemmer): readonly Part[] {
  const parts: Part[] = [];
  for (const piece of phrase.split(" ")) {
    const open = piece.endsWith("*");
    const letters = open ? piece.slice(0, -1) : piece;
    if (PLAIN.test(letters)) parts.push({ stem: open ? letters : stemmer.stem(letters), open });
    else parts.push(...readPieces(letters, { stemmer, open }));
  }
  return parts;
}

function readPieces(piece: string, { stemmer, open }: { stemmer: Stemmer; open: boolean }): readonly Part[] {
  const words = readWords(piece, stemmer);
  return words.map((word, at) =>
    open && at === words.length - 1 ? { stem: word.raw, open } : { stem: word.stem, open: false },
  );
}
