/** What a short question about figures says, where each of its words is known: null where any of them is not. */
import type { FigureWordList } from "#core/profile/figure-words.ts";
import { isCountry, readNamed, type Named, type Naming } from "./named.ts";
import type { FigurePhrases, PhraseMeaning } from "./phrases.ts";

export interface SaidWords {
  /** Whether it has a word of one of the lists. */
  readonly says: (...lists: readonly FigureWordList[]) => boolean;
  /** Whether its first word is of that list, a joint before it left out. */
  readonly opens: (list: FigureWordList) => boolean;
  /** Slugs. */
  readonly topics: readonly string[];
  /** `Second` is 2. */
  readonly place: number | null;
  /** `Three`, `5.5`. */
  readonly number: number | null;
  readonly named: Named;
}

type Grammar = Naming & { readonly phrases: FigurePhrases };

/** Some of the words, as they stand beside each other. */
interface Piece {
  readonly words: readonly string[];
  readonly topic: string | null;
  readonly meaning: PhraseMeaning | null;
}

/** The longest question that is read so, in words. */
const LONGEST = 14;
/** The longest name of a topic, in words. */
const LONGEST_TOPIC = 6;
/** Case endings of Russian and Kyrgyz are at most so long; a stem is at least so long. */
const ENDING = 3;
const STEM = 4;
const CYRILLIC = /^\p{Script=Cyrillic}+$/u;
const JOINTS: ReadonlySet<string> = new Set(["and", "so", "а", "и"]);

export function readSaid(words: readonly string[], grammar: Grammar): SaidWords | null {
  if (words.length > LONGEST) return null;
  const pieces = piecesOf(withoutPossessives(words, grammar), grammar);
  const meanings = pieces.flatMap(({ meaning }) => meaning ?? []);
  const numbers = meanings.flatMap(({ number }) => number ?? []);
  const places = meanings.flatMap(({ place }) => place ?? []);
  // Countries and years are for the reading of names.
  const others = pieces.filter(
    (piece) => piece.topic === null && (piece.meaning === null || isCountry(piece.words, grammar)),
  );
  const named = readNamed(
    others.flatMap((piece) => piece.words),
    grammar,
  );
  if (named.rest !== "" || numbers.length > 1 || places.length > 1) return null;
  const lists = new Set(meanings.flatMap((meaning) => [...meaning.lists]));
  const opening = pieces.find((piece) => !JOINTS.has(piece.words.join(" ")))?.meaning?.lists;
  return {
    says: (...asked) => asked.some((list) => lists.has(list)),
    opens: (list) => opening?.has(list) === true,
    topics: [...new Set(pieces.flatMap(({ topic }) => topic ?? []))],
    place: places[0] ?? null,
    number: numbers[0] ?? null,
    named,
  };
}

/** The longest name of a topic or turn of phrase at each place. */
function piecesOf(words: readonly string[], grammar: Grammar): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < words.length;) {
    const topic = topicAt(words, at, grammar);
    const phrase = topic === undefined ? grammar.phrases.find(words, at) : undefined;
    const to = topic?.to ?? phrase?.to ?? at + 1;
    pieces.push({ words: words.slice(at, to), topic: topic?.slug ?? null, meaning: phrase?.meaning ?? null });
    at = to;
  }
  return pieces;
}

/** A name with an `s`, as folding leaves it. */
function withoutPossessives(words: readonly string[], grammar: Naming): readonly string[] {
  return words.map((word) =>
    word.endsWith("s") && !isCountry([word], grammar) && isCountry([word.slice(0, -1)], grammar)
      ? word.slice(0, -1)
      : word,
  );
}

function topicAt(
  words: readonly string[],
  from: number,
  { topics }: Naming,
): { readonly slug: string; readonly to: number } | undefined {
  for (let length = Math.min(LONGEST_TOPIC, words.length - from); length > 0; length--) {
    const span = words.slice(from, from + length).join(" ");
    const slug = topics.named(span) ?? (length === 1 ? withoutEnding(span, topics) : undefined);
    if (slug !== undefined) return { slug, to: from + length };
  }
  return undefined;
}

/** `Героину`, `по героину`. */
function withoutEnding(word: string, topics: Naming["topics"]): string | undefined {
  if (!CYRILLIC.test(word)) return undefined;
  for (let cut = 1; cut <= ENDING && word.length - cut >= STEM; cut++) {
    const slug = topics.named(word.slice(0, -cut));
    if (slug !== undefined) return slug;
  }
  return undefined;
}
