/** Patterns of words: `(a|b|)` is one of them or none, `<list>` a word of a list, `word*` every word that begins so. */
import { fold } from "#core/profile/fold.ts";

export type Sequence = readonly string[];
/** One group after another, each of them one of several sequences of words. */
type Groups = readonly (readonly Sequence[])[];
export type Pattern = readonly Group[];
/** The sequences of a group by the word that they begin with: of hundreds only those few are tried that can fit. */
export interface Group {
  readonly sequences: readonly Sequence[];
  readonly byFirst: ReadonlyMap<string, readonly Sequence[]>;
  /** Those that begin with the beginning of a word. */
  readonly open: readonly Sequence[];
  readonly mayBeEmpty: boolean;
}
export type Lists = Readonly<Record<string, readonly Sequence[]>>;

/** Stands behind the last word. */
export const END = "END";
/** What stands for a kind of word, and is never folded. */
const KINDS = new Set([END, "NUMBER", "YEAR", "COUNTRY"]);

/** Whether brackets are closed, and lists are there. */
export function isPattern(source: string, lists: Lists = {}): boolean {
  return readWhole(source, lists) !== null;
}

/** Null where a bracket is left open, or a list is not there. */
function readPattern(source: string, lists: Lists = {}): Pattern | null {
  return readWhole(source, lists)?.map(groupOf) ?? null;
}

function readWhole(source: string, lists: Lists): Groups | null {
  const tokens = source.match(/[()|]|<[^<>\s]*>|[^\s()|<>]+/gu) ?? [];
  const read = readGroups(tokens, 0, lists);
  return read !== null && read.next === tokens.length && read.groups.length > 0 ? read.groups : null;
}

function groupOf(sequences: readonly Sequence[]): Group {
  const filled = sequences.filter((sequence) => sequence.length > 0);
  return {
    sequences,
    byFirst: Map.groupBy(filled, ([first = ""]) => first),
    open: filled.filter(([first]) => first?.endsWith("*") === true),
    mayBeEmpty: filled.length < sequences.length,
  };
}

/** The sequences that a list's patterns stand for. Throws on one that is none: the content check has read them all. */
export function readList(sources: readonly string[], lists: Lists = {}): readonly Sequence[] {
  return sources.flatMap((source) => sequencesOf(surely(readWhole(source, lists), source)));
}

/** Lists by name; each may name those that stand before it, and those in `known`. */
export function readLists(named: Readonly<Record<string, readonly string[]>>, known: Lists = {}): Lists {
  const lists: Record<string, readonly Sequence[]> = { ...known };
  for (const [name, sources] of Object.entries(named)) lists[name] = readList(sources, lists);
  return lists;
}

/** Throws on what is no pattern. */
export function surePattern(source: string, lists: Lists = {}): Pattern {
  return surely(readPattern(source, lists), source);
}

function surely<T>(read: T | null, source: string): T {
  if (read === null) throw new Error(`Not a pattern: ${source}`);
  return read;
}

interface ReadGroups {
  readonly groups: Groups;
  readonly next: number;
}

function readGroups(tokens: readonly string[], from: number, lists: Lists): ReadGroups | null {
  const groups: (readonly Sequence[])[] = [];
  let at = from;
  for (;;) {
    const token = tokens[at];
    if (token === undefined || token === "|" || token === ")") return { groups, next: at };
    if (token === "(") {
      const read = readAlternatives(tokens, at + 1, lists);
      if (read === null) return null;
      groups.push(read.sequences);
      at = read.next;
    } else {
      const group = readWord(token, lists);
      if (group === undefined) return null;
      groups.push(group);
      at++;
    }
  }
}

function readAlternatives(
  tokens: readonly string[],
  from: number,
  lists: Lists,
): { readonly sequences: readonly Sequence[]; readonly next: number } | null {
  const sequences: Sequence[] = [];
  let at = from;
  for (;;) {
    const read = readGroups(tokens, at, lists);
    if (read === null || tokens[read.next] === undefined) return null;
    sequences.push(...sequencesOf(read.groups));
    at = read.next + 1;
    if (tokens[read.next] === ")") return { sequences, next: at };
  }
}

function readWord(token: string, lists: Lists): readonly Sequence[] | undefined {
  if (token.startsWith("<")) return lists[token.slice(1, -1)];
  if (KINDS.has(token)) return [[token]];
  const words = fold(token.replace(/\*$/u, "")).split(" ").filter(Boolean);
  if (words.length === 0) return undefined;
  return [token.endsWith("*") ? [...words.slice(0, -1), `${words.at(-1)}*`] : words];
}

function sequencesOf(groups: Groups): readonly Sequence[] {
  const [first = [[]], ...others] = groups;
  return others.reduce<readonly Sequence[]>(
    (before, group) => before.flatMap((words) => group.map((more) => [...words, ...more])),
    first,
  );
}

/** Whether a word that was typed is a pattern's word. */
export function exactly(typed: string, word: string): boolean {
  if (typed === word) return true;
  // Nearly all of them differ in their first letter: only then is a part of the word cut out.
  const mayBegin = word.length === 1 || typed.charCodeAt(0) === word.charCodeAt(0);
  return mayBegin && word.endsWith("*") && typed.startsWith(word.slice(0, -1));
}

/** The whole words of patterns. */
export function wordsIn(patterns: Iterable<Pattern>): ReadonlySet<string> {
  const words = new Set<string>();
  for (const pattern of patterns)
    for (const { sequences } of pattern)
      for (const sequence of sequences) for (const word of sequence) if (!word.endsWith("*")) words.add(word);
  return words;
}
