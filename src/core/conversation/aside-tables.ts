/** All patterns that asides are read by, and the tables that are written of them. */
import { NEEDS, TONES, type AsideWords, type Need, type Tone } from "#core/profile/aside-words.ts";
import { onFirstUse } from "#core/lazy.ts";
import type { SearchWords } from "#core/profile/vocabulary.ts";
import { patternsOfCommands, type CommandTables } from "./command-words.ts";
import { createHints, patternsOfHints, readHint, type Hint } from "./hints.ts";
import type { LanguageOfNeed } from "./need.ts";
import { wholeWordsOf } from "#core/conversation/patterns/matching.ts";
import { createTableWriter, type PatternTable } from "#core/conversation/patterns/table.ts";
import { readLists, readWritten, type Lists, type WrittenPattern } from "#core/conversation/patterns/pattern.ts";

/** As they are written, in the order in which the tables have them. */
export interface AsidePatterns {
  /** What shows by itself that somebody needs help, and what shows it together. */
  readonly signs: readonly WrittenPattern<LanguageOfNeed>[];
  readonly together: readonly Hint<LanguageOfNeed>[];
  readonly tones: readonly WrittenPattern<Tone>[];
  /** By the slug of the fact; null for what may stand round the questions. */
  readonly facts: readonly WrittenPattern<string | null>[];
  readonly hints: readonly Hint<string>[];
}

/** Words are joined by spaces. */
export interface AsideTables extends CommandTables, Readonly<Record<keyof AsidePatterns, PatternTable>> {
  /** The words of small talk, of questions and of hints, which a word with a slip may be. */
  readonly meant: string;
  /** The single words that questions are read with, in the order of their units: no slips of others. */
  readonly ordinary: string;
}

export type AskingVocabulary = Pick<SearchWords, "meanings" | "cues" | "ordinary" | "everyday">;

/** So many are written before others get their turn. */
const AT_ONCE = 40;

export function patternsOfAsides(languages: readonly AsideWords[]): AsidePatterns {
  const read = languages.map(readLanguage);
  return {
    signs: read.flatMap(({ signs }) => signs),
    together: read.flatMap(({ together }) => together),
    tones: read.flatMap(({ tones }) => tones),
    facts: read.flatMap(({ facts }) => facts),
    hints: read.flatMap(({ hints }) => hints),
  };
}

/** In small pieces. Throws on what is no pattern: the content check has read them all. */
export function* writeAsideTables(
  languages: readonly AsideWords[],
  vocabulary: AskingVocabulary,
): Generator<void, AsideTables> {
  const [patterns, commands] = [patternsOfAsides(languages), patternsOfCommands(languages)];
  const tables = {
    signs: yield* writeTable(patterns.signs),
    together: yield* writeTable(patternsOfHints(patterns.together)),
    tones: yield* writeTable(patterns.tones),
    facts: yield* writeTable(patterns.facts),
    hints: yield* writeTable(patternsOfHints(patterns.hints)),
    named: yield* writeTable(commands.named),
    guessed: yield* writeTable(commands.guessed),
    before: yield* writeTable(commands.before),
    after: yield* writeTable(commands.after),
    courtesies: yield* writeTable(commands.courtesies),
    verbs: yield* writeTable(commands.verbs),
    behind: yield* writeTable(commands.behind),
  };
  const asking = wholeWordsOf(tables.facts, (listed) => patterns.facts[listed]?.value !== null);
  const meant = new Set([...wholeWordsOf(tables.tones), ...asking, ...wholeWordsOf(tables.hints)]);
  const ordinary = yield* wordsOfQuestions(vocabulary);
  return { ...tables, meant: [...meant].join(" "), ordinary: [...ordinary].toSorted().join(" ") };
}

/** The same in one go, when it is first asked for. */
export function asideTablesOf(languages: readonly AsideWords[], vocabulary: AskingVocabulary): () => AsideTables {
  return onFirstUse(() => {
    const writing = writeAsideTables(languages, vocabulary);
    for (;;) {
      const { done, value } = writing.next();
      if (done === true) return value;
    }
  });
}

function* wordsOfQuestions({
  meanings,
  cues,
  ordinary,
  everyday,
}: AskingVocabulary): Generator<void, ReadonlySet<string>> {
  const words = new Set<string>();
  for (const list of [...Object.values(meanings), ...Object.values(cues), ordinary, everyday]) {
    for (const phrase of list) for (const word of phrase.split(" ")) words.add(word);
    yield;
  }
  return words;
}

function* writeTable(patterns: readonly WrittenPattern<unknown>[]): Generator<void, PatternTable> {
  const writer = createTableWriter();
  for (const [at, pattern] of patterns.entries()) {
    writer.add(readWritten(pattern));
    if (at % AT_ONCE === AT_ONCE - 1) yield;
  }
  return writer.finish();
}

function readLanguage(words: AsideWords): AsidePatterns {
  const lists = onFirstUse(() => readLists(words.lists));
  const of = <T>(value: T, sources: readonly string[]): readonly WrittenPattern<T>[] =>
    sources.map((source) => ({ value, source, lists }));
  const tones = TONES.flatMap((tone) => of(tone, words.smalltalk[tone]));
  return {
    ...patternsOfNeed(words),
    tones,
    facts: [
      ...Object.entries(words.facts).flatMap(([slug, sources]) => of(slug, sources)),
      ...of(null, words.fillers),
      ...tones.map((pattern) => ({ ...pattern, value: null })),
    ],
    hints: Object.entries(words.hints).flatMap(([name, sources]) =>
      sources.map((source) => readHint(name, source, lists)),
    ),
  };
}

function patternsOfNeed({ language, need }: AsideWords): Pick<AsidePatterns, "signs" | "together"> {
  const lists = onFirstUse(() => readLists(need.lists));
  const kinds = onFirstUse(() => createHints(kindsOf(need, lists)));
  const value: LanguageOfNeed = { language, kinds };
  return {
    signs: need.signs.map((source) => ({ value, source, lists })),
    together: need.together.map((source) => readHint(value, source, lists)),
  };
}

function kindsOf({ kinds }: AsideWords["need"], lists: () => Lists): readonly Hint<Need>[] {
  return NEEDS.flatMap((kind) => (kinds[kind] ?? []).map((source) => readHint(kind, source, lists)));
}
