/** Commands in other words than their own: in other languages, with the bot's name before them, a section by its name. */
import { fold } from "#core/profile/fold.ts";
import type { AsideWords } from "#core/profile/aside-words.ts";
import type { Pack } from "#core/profile/profile.ts";
import type { Topics } from "#core/profile/topics.ts";
import { SUBSCRIPTION_VERBS, type Command } from "#core/request.ts";
import { afterWords, createCourteous, isOrdering } from "./courtesy.ts";
import { createMatcher, type Matcher } from "./matching.ts";
import { surePattern, wordsIn } from "./patterns.ts";

export interface CommandWords {
  /** Undefined for what is no command in other words. Takes any text. */
  readonly read: (text: string) => Command | undefined;
  /** The same for what is no order that was asked for politely. */
  readonly courteous: (text: string) => Command | undefined;
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

/** Reads the words when the first text comes. */
export function createCommandWords(
  languages: readonly AsideWords[],
  packs: readonly Pack[],
  topics: Topics,
): CommandWords {
  let made: ReturnType<typeof create> | undefined;
  const ready = (): ReturnType<typeof create> => (made ??= create(languages, packs, topics));
  const wordsOf = (text: string): readonly string[] => fold(text).split(" ").filter(Boolean);
  return {
    read: (text) => {
      const words = wordsOf(text);
      return words.length === 0 || words.length > LONGEST
        ? undefined
        : (ready().command(text, words) ?? ready().section(words));
    },
    courteous: (text) => ready().courteous(text, wordsOf(text)),
    passOver: (text, pack) => ready().passOver(text, pack),
  };
}

function create(languages: readonly AsideWords[], packs: readonly Pack[], topics: Topics) {
  const names = new Set(languages.flatMap((language) => language.names).map(fold));
  return {
    command: createTranslated(languages),
    courteous: createCourteous(languages),
    section: createSections(languages, packs, topics),
    passOver(text: string, pack: string | null): string | undefined {
      const [, first = "", rest = ""] = /^\s*(\S+)\s*(.*)$/su.exec(text) ?? [];
      const name = fold(first);
      return names.has(name) || (pack !== null && name === fold(pack)) ? rest : undefined;
    },
  };
}

function createTranslated(languages: readonly AsideWords[]) {
  const namedAt = createMatcher(
    languages.flatMap(({ commands }) =>
      Object.entries(commands).flatMap(([value, sources]) =>
        sources.map((source) => ({ value, pattern: surePattern(source) })),
      ),
    ),
  );
  return (text: string, words: readonly string[]): Command | undefined => {
    const named = namedAt(words, 0);
    const whole = named.find(({ end }) => end === words.length);
    if (whole !== undefined) return commandNamed(whole.value, "");
    const [longest] = named.filter(({ value }) => isOrdering(value)).toSorted((a, b) => b.end - a.end);
    return longest === undefined ? undefined : commandNamed(longest.value, afterWords(text, longest.end));
  };
}

/** Undefined for what is no command's name. */
function commandNamed(name: string, rest: string): Command | undefined {
  if (name === "help" || name === "about" || name === "privacy") return { kind: name };
  if (name === "overview" || name === "everything")
    return { kind: "overview", detail: name === "everything" ? "full" : "brief" };
  if (name === "scores") return SCORES;
  const verb = SUBSCRIPTION_VERBS.find((candidate) => candidate === name);
  return verb === undefined ? undefined : { kind: "subscription", verb, rest };
}

/** `summarise the drug section`. */
function createSections(languages: readonly AsideWords[], packs: readonly Pack[], topics: Topics) {
  const listed = (part: "before" | "after" | "needed"): readonly string[] =>
    languages.flatMap(({ sections }) => sections[part]);
  const needed = wordsIn(listed("needed").map((source) => surePattern(source)));
  const phrasesOf = (part: "before" | "after"): Matcher<null> =>
    createMatcher(listed(part).map((source) => ({ value: null, pattern: surePattern(source) })));
  const [before, after] = [phrasesOf("before"), phrasesOf("after")];
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
