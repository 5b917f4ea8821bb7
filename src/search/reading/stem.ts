/** Words without their endings, in English and Russian; other Cyrillic words are stemmed the same way on both sides. */
import stemmers from "snowball-stemmers";

/** More than the words of a large deployment; past it the memory is dropped and built again. */
const REMEMBERED = 50_000;
const CYRILLIC = /[а-яёңөү]/u;

export interface Stemmer {
  stem(word: string): string;
}

/** `exceptions` are words that count as another word, before any ending is taken off; one that counts as itself keeps its ending. */
export function createStemmer(exceptions: Readonly<Record<string, string>>): Stemmer {
  const english = stemmers.newStemmer("english");
  const russian = stemmers.newStemmer("russian");
  const known = new Map<string, string>();
  const exact = new Map(Object.entries(exceptions));
  return {
    stem(word) {
      const remembered = known.get(word);
      if (remembered !== undefined) return remembered;
      const plain = exact.get(word) ?? word;
      const stemmed =
        exact.get(plain) === plain ? plain : CYRILLIC.test(plain) ? russian.stem(plain) : english.stem(american(plain));
      if (known.size > REMEMBERED) known.clear();
      known.set(word, stemmed);
      return stemmed;
    },
  };
}

/** `organised` and `organized`, `labour` and `labor` are one word. */
function american(word: string): string {
  return word
    .replace(/(?<=[a-z]{3})is(e|ed|es|er|ers|ing|ation|ations)$/u, "iz$1")
    .replace(/(?<=[a-z]{3})our(?=s?$|ed$|ing$|er$|ers$)/u, "or");
}
