/** Finds listed words and phrases in running words: those of several lists at once. */
import { createPhraseTable, type FoundPhrase, type Part, type PhraseTable } from "./phrase-table.ts";
import { readWords, type Stemmer, type Word } from "./words.ts";

export interface Phrases {
  /** Every phrase of the list in `words`, also those inside others. */
  find(words: readonly Word[]): readonly FoundPhrase[];
  /** The single words that are listed, as they are spelt. */
  readonly singles: readonly string[];
}

export interface PhraseBook<Name extends string> {
  list(name: Name): Phrases;
  /** Whether a word stands in any phrase of any list: none of those is misspelt. */
  readonly knows: (word: Word) => boolean;
}

/** Phrases by the value that they stand for. */
export type Listed = readonly (readonly [value: string, phrases: readonly string[]])[];

export function createPhraseBook<Name extends string>(
  lists: readonly (readonly [Name, Listed])[],
  stemmer: Stemmer,
): PhraseBook<Name> {
  const { table, singles } = writeTable(lists, stemmer);
  // One list after the other is asked for the phrases of the same words.
  let latest: { readonly words: readonly Word[]; readonly found: ReturnType<PhraseTable["find"]> } | null = null;
  const phrases = lists.map(([name], list): readonly [Name, Phrases] => [
    name,
    {
      singles: singles[list] ?? [],
      find(words) {
        if (latest?.words !== words) latest = { words, found: table.find(words) };
        return latest.found[list] ?? [];
      },
    },
  ]);
  const byName = new Map(phrases);
  return {
    knows: table.knows,
    list(name) {
      const found = byName.get(name);
      if (found === undefined) throw new Error(`There is no list of ${name}`);
      return found;
    },
  };
}

/** The lists in one table, and the single words of each. On its own, so that what it was written with is not kept. */
function writeTable(lists: readonly (readonly [string, Listed])[], stemmer: Stemmer) {
  const table = createPhraseTable();
  const singles = lists.map((): string[] => []);
  for (const [list, [, listed]] of lists.entries()) {
    for (const [value, phrases] of listed) {
      for (const phrase of phrases) {
        const [first, ...rest] = readParts(phrase, stemmer);
        if (first === undefined) continue;
        table.add(list, value, [first, ...rest]);
        if (rest.length === 0 && !first.open) singles[list]?.push(phrase);
      }
    }
  }
  return { table: table.close(lists.length), singles };
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
