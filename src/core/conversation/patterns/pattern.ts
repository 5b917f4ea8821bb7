/** Patterns of words: `(a|b|)` is one of them or none, `<list>` a word of a list, `word*` every word that begins so. */
import { fold } from "#core/profile/fold.ts";

/** One part after another. */
export type Pattern = readonly PatternPart[];
/** A word, the beginning of one, or a choice. */
export type PatternPart = string | WordChoice;
/** One of several ways. A list is held once, however many patterns name it: written out, they would be hundreds of thousands. */
export interface WordChoice {
  readonly ways: readonly Pattern[];
  readonly firstWords: readonly string[];
  readonly mayBeEmpty: boolean;
}
export type Lists = Readonly<Record<string, WordChoice>>;

/** A pattern as it is written, of a language whose lists are read when they are first needed. */
export interface WrittenPattern<T> {
  readonly value: T;
  readonly source: string;
  readonly lists: () => Lists;
}

const NO_LISTS = (): Lists => ({});

/** Those that name no list. */
export function withoutLists<T>(value: T, sources: readonly string[]): readonly WrittenPattern<T>[] {
  return sources.map((source) => ({ value, source, lists: NO_LISTS }));
}

/** Stands behind the last word. */
export const END = "END";
/** Stands for a term of the Index, by whichever of its names. */
export const TERM = "TERM";
/** What stands for a kind of word, and is never folded. */
const KINDS = new Set([END, "NUMBER", "YEAR", "COUNTRY", TERM]);

/** Whether brackets are closed, and lists are there. */
export function isPattern(source: string, lists: Lists = {}): boolean {
  return readPattern(source, lists) !== null;
}

/** Null where a bracket is left open, or a list is not there. */
function readPattern(source: string, lists: Lists): Pattern | null {
  const tokens = source.match(/[()|]|<[^<>\s]*>|[^\s()|<>]+/gu) ?? [];
  const read = readParts(tokens, 0, lists);
  return read !== null && read.next === tokens.length && read.parts.length > 0 ? read.parts : null;
}

/** The choice between a list's patterns. Throws on one that is none: the content check has read them all. */
export function readList(sources: readonly string[], lists: Lists = {}): WordChoice {
  return choiceOf(sources.map((source) => surePattern(source, lists)));
}

/** Lists by name; each may name those that stand before it. */
export function readLists(named: Readonly<Record<string, readonly string[]>>): Lists {
  const lists: Record<string, WordChoice> = {};
  for (const [name, sources] of Object.entries(named)) lists[name] = readList(sources, lists);
  return lists;
}

/** Throws on what is no pattern. */
export function surePattern(source: string, lists: Lists = {}): Pattern {
  const read = readPattern(source, lists);
  if (read === null) throw new Error(`Not a pattern: ${source}`);
  return read;
}

/** Throws on what is no pattern. */
export function readWritten({ source, lists }: WrittenPattern<unknown>): Pattern {
  return surePattern(source, lists());
}

function readParts(
  tokens: readonly string[],
  from: number,
  lists: Lists,
): { readonly parts: Pattern; readonly next: number } | null {
  const parts: PatternPart[] = [];
  let at = from;
  for (;;) {
    const token = tokens[at];
    if (token === undefined || token === "|" || token === ")") return { parts, next: at };
    if (token === "(") {
      const read = readChoice(tokens, at + 1, lists);
      if (read === null) return null;
      parts.push(read.choice);
      at = read.next;
    } else {
      const read = readToken(token, lists);
      if (read === undefined) return null;
      parts.push(...read);
      at++;
    }
  }
}

function readChoice(
  tokens: readonly string[],
  from: number,
  lists: Lists,
): { readonly choice: WordChoice; readonly next: number } | null {
  const ways: Pattern[] = [];
  let at = from;
  for (;;) {
    const read = readParts(tokens, at, lists);
    if (read === null || tokens[read.next] === undefined) return null;
    ways.push(read.parts);
    at = read.next + 1;
    if (tokens[read.next] === ")") return { choice: choiceOf(ways), next: at };
  }
}

function choiceOf(ways: readonly Pattern[]): WordChoice {
  return {
    ways,
    firstWords: [...new Set(ways.flatMap((way) => firstWordsOf(way)))],
    mayBeEmpty: ways.some((way) => way.every(mayBeEmpty)),
  };
}

/** The words that it can begin with. */
export function firstWordsOf(pattern: Pattern): readonly string[] {
  const first: string[] = [];
  for (const part of pattern) {
    if (typeof part === "string") return [...first, part];
    first.push(...part.firstWords);
    if (!part.mayBeEmpty) break;
  }
  return first;
}

function mayBeEmpty(part: PatternPart): boolean {
  return typeof part !== "string" && part.mayBeEmpty;
}

/** One token may be several words, as folding leaves them. */
function readToken(token: string, lists: Lists): Pattern | undefined {
  if (token.startsWith("<")) {
    const list = lists[token.slice(1, -1)];
    return list === undefined ? undefined : [list];
  }
  if (KINDS.has(token)) return [token];
  const words = fold(token.replace(/\*$/u, "")).split(" ").filter(Boolean);
  if (words.length === 0) return undefined;
  return token.endsWith("*") ? [...words.slice(0, -1), `${words.at(-1)}*`] : words;
}

/** Whether a word that was typed is a pattern's word. */
export function exactly(typed: string, word: string): boolean {
  if (typed === word) return true;
  // Nearly all of them differ in their first letter: only then is a part of the word cut out.
  const mayBegin = word.length === 1 || typed.charCodeAt(0) === word.charCodeAt(0);
  return mayBegin && word.endsWith("*") && typed.startsWith(word.slice(0, -1));
}

/** Every word of patterns, beginnings among them, in the order in which they stand. */
export function wordsIn(patterns: Iterable<Pattern>): ReadonlySet<string> {
  const words = new Set<string>();
  const seen = new Set<WordChoice>();
  const add = (pattern: Pattern): void => {
    for (const part of pattern) {
      if (typeof part === "string") words.add(part);
      else if (seen.size < seen.add(part).size) part.ways.forEach(add);
    }
  };
  for (const pattern of patterns) add(pattern);
  return words;
}

/** Of a word that is listed as a beginning, all those that begin so. */
export function isBeginning(word: string): boolean {
  return word.endsWith("*");
}
