/** Finds listed words and phrases in running words: those of several lists at once. */
import {
  createPhraseTable,
  openPhraseTable,
  type FoundPhrase,
  type PhrasePart,
  type PhraseTables,
} from "./phrase-table.ts";
import { readWords, type Stemmer, type Word } from "./words.ts";

export interface Phrases {
  /** Every phrase of the list in `words`, also those inside others. */
  find(words: readonly Word[]): readonly FoundPhrase[];
}

export interface PhraseBook<Name extends string> {
  list(name: Name): Phrases;
  /** Whether a word stands in any phrase of any list: none of those is misspelt. */
  readonly knows: (word: Word) => boolean;
}

/** Phrases by the value that they stand for. */
export type ListedPhrases = readonly (readonly [value: string, phrases: readonly string[]])[];

/** What a book is opened with, as it can be kept. */
export interface PhraseBookTables<Name extends string> extends PhraseTables {
  /** In the order of the lists. */
  readonly names: readonly Name[];
}

interface Found {
  readonly words: readonly Word[];
  /** By the number of the list. */
  readonly found: readonly (readonly FoundPhrase[])[];
}

export function openPhraseBook<Name extends string>(tables: PhraseBookTables<Name>): PhraseBook<Name> {
  const { find, knows } = openPhraseTable(tables, tables.names.length);
  // One list after the other is asked for the phrases of the same words, or of those that stand beside them.
  let latest: Found | null = null;
  let before: Found | null = null;
  const foundIn = (words: readonly Word[]): Found["found"] => {
    if (latest?.words !== words)
      [latest, before] = [before?.words === words ? before : { words, found: find(words) }, latest];
    return latest.found;
  };
  return {
    knows,
    list(name) {
      const list = tables.names.indexOf(name);
      return {
        find(words) {
          return foundIn(words)[list] ?? [];
        },
      };
    },
  };
}

/** Beside the tables the single words of each list, as they are spelt. */
export function writePhraseBook<Name extends string>(
  lists: readonly (readonly [Name, ListedPhrases])[],
  stemmer: Stemmer,
): { readonly tables: PhraseBookTables<Name>; readonly singles: ReadonlyMap<Name, readonly string[]> } {
  const table = createPhraseTable();
  const singles = lists.map(([name, listed], list): readonly [Name, readonly string[]] => [
    name,
    listed.flatMap(([value, phrases]) =>
      phrases.filter((phrase) => {
        const [first, ...rest] = readParts(phrase, stemmer);
        if (first === undefined) return false;
        table.add(list, value, [first, ...rest]);
        return rest.length === 0 && !first.open;
      }),
    ),
  ]);
  return { tables: { ...table.close(), names: lists.map(([name]) => name) }, singles: new Map(singles) };
}

/** Letters that stand for themselves: most of what is listed, and much faster than to read it as a message. */
const PLAIN = /^[a-zа-яңөү]+$/u;

function readParts(phrase: string, stemmer: Stemmer): readonly PhrasePart[] {
  const parts: PhrasePart[] = [];
  for (const piece of phrase.split(" ")) {
    const open = piece.endsWith("*");
    const letters = open ? piece.slice(0, -1) : piece;
    if (PLAIN.test(letters)) parts.push({ stem: open ? letters : stemmer.stem(letters), open });
    else parts.push(...readPieces(letters, { stemmer, open }));
  }
  return parts;
}

function readPieces(piece: string, { stemmer, open }: { stemmer: Stemmer; open: boolean }): readonly PhrasePart[] {
  const words = readWords(piece, stemmer);
  return words.map((word, at) =>
    open && at === words.length - 1 ? { stem: word.raw, open } : { stem: word.stem, open: false },
  );
}
