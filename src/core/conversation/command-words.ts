/** Commands in other words than their own: in other languages, with the bot's name before them, a section by its name. */
import { fold } from "#core/profile/fold.ts";
import type { AsideWords } from "#core/profile/aside-words.ts";
import type { Pack } from "#core/profile/profile.ts";
import type { Topics } from "#core/profile/topics.ts";
import { SUBSCRIPTION_VERBS, type Command } from "#core/request.ts";
import { afterWords, createCourteous, isOrdering, patternsOfCourtesies, type CourtesyPatterns } from "./courtesy.ts";
import { openMatcher, type Matcher } from "#core/conversation/patterns/matching.ts";
import { surePattern, withoutLists, wordsIn, type WrittenPattern } from "#core/conversation/patterns/pattern.ts";
import type { PatternTable } from "#core/conversation/patterns/table.ts";

type OrderCommand = Extract<Command, { readonly kind: "subscription" }>;

/** An order, if the words behind `name` are those of one. */
export interface Guess {
  readonly name: keyof typeof GUESSED;
  readonly order: OrderCommand;
}

export interface CommandWords {
  /** Undefined for what is no command in other words. Takes any text. */
  readonly read: (text: string) => Command | undefined;
  /** The same for what is no order that was asked for politely. */
  readonly courteous: (text: string) => Command | undefined;
  /** What may be an order by its first words, `remove prevention`, for whoever can tell whether the rest is one's. */
  readonly guess: (text: string) => Guess | undefined;
  /** What is left behind the bot's name or the command of `pack` (a slug); undefined where neither stands first. */
  readonly passOver: (text: string, pack: string | null) => string | undefined;
}

const SCORES: Command = {
  kind: "figures",
  question: { kind: "score", subject: { kind: "headline", measure: null }, edition: null },
  leans: false,
};
/** As many words as are read; a longer text is no command. */
const LONGEST = 20;

export interface CommandPatterns extends CourtesyPatterns {
  /** Commands by their names, and those that are guessed. */
  readonly named: readonly WrittenPattern<string>[];
  readonly guessed: readonly WrittenPattern<string>[];
  /** What stands before and after the name of a section. */
  readonly before: readonly WrittenPattern<null>[];
  readonly after: readonly WrittenPattern<null>[];
}

export type CommandTables = Readonly<Record<keyof CommandPatterns, PatternTable>>;

export function patternsOfCommands(languages: readonly AsideWords[]): CommandPatterns {
  const namesOf = (isOf: (name: string) => boolean) =>
    languages.flatMap(({ commands }) =>
      Object.entries(commands).flatMap(([name, sources]) => (isOf(name) ? withoutLists(name, sources) : [])),
    );
  const round = (part: "before" | "after") => languages.flatMap(({ sections }) => withoutLists(null, sections[part]));
  return {
    ...patternsOfCourtesies(languages),
    named: namesOf((name) => !isGuessed(name)),
    guessed: namesOf(isGuessed),
    before: round("before"),
    after: round("after"),
  };
}

interface CommandWordParts {
  readonly languages: readonly AsideWords[];
  readonly packs: readonly Pack[];
  readonly topics: Topics;
  /** Of the languages' patterns. */
  readonly tables: () => CommandTables;
}

/** Opens its tables when the first text comes. */
export function createCommandWords(parts: CommandWordParts): CommandWords {
  let made: ReturnType<typeof create> | undefined;
  const ready = (): ReturnType<typeof create> => (made ??= create(parts));
  const wordsOf = (text: string): readonly string[] => fold(text).split(" ").filter(Boolean);
  return {
    read: (text) => {
      const words = wordsOf(text);
      return words.length === 0 || words.length > LONGEST
        ? undefined
        : (ready().command(text, words) ?? ready().section(words));
    },
    courteous: (text) => ready().courteous(text, wordsOf(text)),
    guess: (text) => ready().guess(text, wordsOf(text)),
    passOver: (text, pack) => ready().passOver(text, pack),
  };
}

function create({ languages, packs, topics, tables: open }: CommandWordParts) {
  const [patterns, tables] = [patternsOfCommands(languages), open()];
  const matcherOf = <Name extends "named" | "guessed" | "before" | "after">(name: Name) =>
    openMatcher<CommandPatterns[Name][number]["value"]>(
      tables[name],
      patterns[name].map(({ value }) => value),
    );
  const needed = languages.flatMap(({ sections }) => sections.needed);
  const names = new Set(languages.flatMap((language) => language.names).map(fold));
  return {
    command: createTranslated(matcherOf("named")),
    guess: createGuesses(matcherOf("guessed")),
    courteous: createCourteous(languages, tables),
    section: createSections({ needed, before: matcherOf("before"), after: matcherOf("after") }, packs, topics),
    passOver(text: string, pack: string | null): string | undefined {
      const [, first = "", rest = ""] = /^\s*(\S+)\s*(.*)$/su.exec(text) ?? [];
      const name = fold(first);
      return names.has(name) || (pack !== null && name === fold(pack)) ? rest : undefined;
    },
  };
}

/** Names besides those of commands: of orders that are words of a form's button, or that are offered before they are done. */
export const ORDER_NAMES = ["customise", "hold-for", "hold-until", "reschedule", "rezone"] as const;
/** Of orders by words that may as well be about something else. */
export const GUESSED = {
  add: { verb: "subscribe", manner: "added" },
  begin: { verb: "subscribe", manner: "guessed" },
  retime: { verb: "subscribe", manner: "guessed" },
  retopic: { verb: "subscribe", manner: "replaced" },
  remove: { verb: "unsubscribe", manner: "guessed" },
  mute: { verb: "pause", manner: "guessed" },
} as const satisfies Record<string, Pick<OrderCommand, "verb" | "manner">>;

function isGuessed(name: string): name is keyof typeof GUESSED {
  return Object.hasOwn(GUESSED, name);
}

function createGuesses(namedAt: Matcher<string>) {
  return (text: string, words: readonly string[]): Guess | undefined => {
    const [longest] = namedAt(words, 0).toSorted((one, other) => other.end - one.end);
    if (longest === undefined || !isGuessed(longest.value)) return undefined;
    const { value: name, end } = longest;
    return { name, order: { kind: "subscription", ...GUESSED[name], rest: afterWords(text, end) } };
  };
}

function createTranslated(namedAt: Matcher<string>) {
  return (text: string, words: readonly string[]): Command | undefined => {
    const named = namedAt(words, 0);
    const whole = named.find(({ end }) => end === words.length);
    if (whole !== undefined) return commandNamed(whole.value, "");
    const [longest] = named
      .filter(({ value }) => isOrdering(value) || isChange(value))
      .toSorted((a, b) => b.end - a.end);
    return longest === undefined ? undefined : commandNamed(longest.value, afterWords(text, longest.end));
  };
}

/** Undefined for what is no command's name. */
function commandNamed(name: string, rest: string): Command | undefined {
  if (name === "help" || name === "about" || name === "privacy") return { kind: name };
  if (name === "overview" || name === "everything")
    return { kind: "overview", detail: name === "everything" ? "full" : "brief" };
  if (name === "scores") return SCORES;
  return orderNamed(name, rest);
}

function orderNamed(name: string, rest: string): OrderCommand | undefined {
  if (name === "customise") return { kind: "subscription", verb: "subscribe", rest: "customise" };
  if (isChange(name)) {
    // `Change the time to 10:30`, which would begin a digest where none comes.
    return rest === "" ? undefined : { kind: "subscription", ...CHANGES[name](rest), manner: "guessed" };
  }
  const verb = SUBSCRIPTION_VERBS.find((candidate) => candidate === name);
  return verb === undefined ? undefined : { kind: "subscription", verb, rest };
}

/** What is offered behind words that are no verb of an order; each reads what is left. */
const CHANGES = {
  reschedule: (rest: string) => ({ verb: "subscribe", rest: hourOrRest(rest) }) as const,
  rezone: (rest: string) => ({ verb: "subscribe", rest: `zone ${rest}` }) as const,
  // `Stop it until monday`
  "hold-until": (rest: string) => ({ verb: "pause", rest: `until ${rest}` }) as const,
  "hold-for": (rest: string) => ({ verb: "pause", rest: `for ${rest}` }) as const,
};

function isChange(name: string): name is keyof typeof CHANGES {
  return Object.hasOwn(CHANGES, name);
}

/** `Move it to 10`: behind such words a number alone is an hour. */
function hourOrRest(rest: string): string {
  return /^\d{1,2}[.!]?$/u.test(rest.trim()) ? `at ${rest}` : rest;
}

/** What is said of a section beside its name; one of the needed words is among it. */
interface SectionWords {
  readonly needed: readonly string[];
  readonly before: Matcher<null>;
  readonly after: Matcher<null>;
}

/** `summarise the drug section`. */
function createSections(words: SectionWords, packs: readonly Pack[], topics: Topics) {
  const { before, after } = words;
  const needed = wordsIn(words.needed.map((source) => surePattern(source)));
  const countries = new Set(packs.flatMap(({ slug, country }) => [fold(slug), fold(country)]));
  return (words: readonly string[]): Command | undefined => {
    if (words.length < 2 || !words.some((word) => needed.has(word))) return undefined;
    for (const start of startsAfter(words, before)) {
      for (const end of endsBefore(words, after).filter((place) => place > start)) {
        const asked = words.slice(start, end).join(" ");
        if (start + words.length - end === 0 || needed.has(asked)) continue;
        if (countries.has(asked)) return { kind: "overview", detail: "brief" };
        const slug = topics.named(asked);
        if (slug !== undefined) return { kind: "topic", slug, detail: "brief" };
        const found = topics.find(asked);
        if (found.kind === "several") return { kind: "choose", asked, slugs: found.slugs };
      }
    }
    return undefined;
  };
}

function startsAfter(words: readonly string[], phrasesAt: Matcher<null>): readonly number[] {
  const starts = new Set([0]);
  for (const start of starts) for (const { end } of phrasesAt(words, start)) starts.add(end);
  return [...starts];
}

function endsBefore(words: readonly string[], phrasesAt: Matcher<null>): readonly number[] {
  const found = words.map((_, start) => new Set(phrasesAt(words, start).map(({ end }) => end)));
  const ends = new Set([words.length]);
  for (const end of ends) for (const [start, reached] of found.entries()) if (reached.has(end)) ends.add(start);
  return [...ends];
}
