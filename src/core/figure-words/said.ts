/** What a short question about figures says, where each of its words is known; else those that are not. */
import type { FigureWordList } from "#core/profile/figure-words.ts";
import { inOtherCases, isCountry, readNamed, takeBasis, type Named, type Naming } from "./named.ts";
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
  /** `Three`, `5.5`, `the line`. */
  readonly number: number | null;
  /** What a score is called high above. */
  readonly line: number;
  /** Whether a topic is what it begins with, `is` left out: `is cocaine the lowest?` */
  readonly leadsWithTopic: boolean;
  readonly named: Named;
}

/** Words that say nothing known, in the order they were typed. */
export interface UnreadWords {
  readonly unread: readonly string[];
}

type Grammar = Naming & { readonly phrases: FigurePhrases; readonly line: number };

/** Some of the words, as they stand beside each other. */
interface Piece {
  readonly words: readonly string[];
  readonly topic: string | null;
  readonly meaning: PhraseMeaning | null;
}

/** The longest question that is read so, in words. */
const LONGEST = 18;
/** The longest name of a topic, in words. */
const LONGEST_TOPIC = 6;
const JOINTS: ReadonlySet<string> = new Set(["and", "so", "а", "и"]);
const ARTICLES: ReadonlySet<string> = new Set(["the"]);

/** Null for what is too long to be one, or has more numbers than it can mean. */
export function readSaid(words: readonly string[], grammar: Grammar): SaidWords | UnreadWords | null {
  if (words.length > LONGEST) return null;
  const basis = takeBasis(withoutPossessives(words, grammar));
  const pieces = piecesOf(basis.rest, grammar);
  const meanings = pieces.flatMap(({ meaning }) => meaning ?? []);
  const numbers = [...new Set(meanings.flatMap((meaning) => numberOf(meaning, grammar) ?? []))];
  const places = meanings.flatMap(({ place }) => place ?? []);
  // Countries and years are for the reading of names.
  const others = pieces.filter(
    (piece) => piece.topic === null && (piece.meaning === null || isCountry(piece.words, grammar)),
  );
  const named = readNamed(
    others.flatMap((piece) => piece.words),
    grammar,
  );
  if (numbers.length > 1 || places.length > 1) return null;
  if (named.rest !== "") return { unread: named.rest.split(" ") };
  const lists = new Set(meanings.flatMap((meaning) => [...meaning.lists]));
  const opening = pieces.find((piece) => !JOINTS.has(piece.words.join(" ")))?.meaning?.lists;
  return {
    says: (...asked) => asked.some((list) => lists.has(list)),
    opens: (list) => opening?.has(list) === true,
    topics: [...new Set(pieces.flatMap(({ topic }) => topic ?? []))],
    place: places[0] ?? null,
    number: numbers[0] ?? null,
    line: grammar.line,
    leadsWithTopic: leadsWithTopic(pieces),
    named: { ...named, onFirstBasis: named.onFirstBasis || basis.isNamed },
  };
}

function numberOf({ number, lists }: PhraseMeaning, { line }: Grammar): number | null {
  return lists.has("line") ? line : number;
}

function leadsWithTopic(pieces: readonly Piece[]): boolean {
  const isPassedOver = ({ words, meaning }: Piece): boolean =>
    JOINTS.has(words.join(" ")) || ARTICLES.has(words.join(" ")) || meaning?.lists.has("whether") === true;
  const first = pieces.find((piece) => !isPassedOver(piece));
  return first !== undefined && first.topic !== null;
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
    const slug = topics.named(span) ?? inAnotherCase(span, topics);
    if (slug !== undefined) return { slug, to: from + length };
  }
  return undefined;
}

/** `Героину`, `рынка`, `торговлей людьми`. */
function inAnotherCase(span: string, topics: Naming["topics"]): string | undefined {
  for (const name of inOtherCases(span)) {
    const slug = topics.named(name);
    if (slug !== undefined) return slug;
  }
  return undefined;
}
