/** A person's words, after the pack's command or a mention, into a Command: one grammar for every platform. */
import type { FigureSubject } from "#core/profile/figure-question.ts";
import { editDistance, fold } from "#core/profile/fold.ts";
import type { Country, Pack } from "#core/profile/profile.ts";
import type { Topic, Topics } from "#core/profile/topics.ts";
import { SUBSCRIPTION_VERBS, type Command, type Detail, type SubscriptionVerb } from "#core/request.ts";

export interface Grammar {
  readonly topics: Topics;
  readonly packs: readonly Pack[];
  /** Slug of the pack that is meant where none is named. */
  readonly defaultPack: string;
}

const PAGES = { help: "help", about: "about", privacy: "privacy" } as const;
const EVERYTHING = new Set(["all", "full", "everything"]);
/** A topic's name has at most this many words; longer text is a question. */
const LONGEST_TOPIC = 6;
/** How many topics to offer for a word that is none. */
const NEAREST = 3;
/** The longest name of a country, in words. */
const LONGEST_COUNTRY = 4;
/** Words that open a question, so that `who smuggles` is not read as a misspelt topic. */
const QUESTION =
  /^(who|what|why|how|when|where|which|whose|is|are|was|were|do|does|did|can|could|has|have|had|should|tell|show|кто|что|как|почему|где|какой|какая|какие|сколько|есть|правда|ли|ким|эмне|кандай|кайда|канча)$/u;

/** Reads what was typed after a pack's command. Takes any text of any length in any script; never throws. */
export function parseText(text: string, grammar: Grammar): Command {
  // What buttons carry is a slug, known as it stands.
  const exact = grammar.topics.get(text);
  if (exact !== undefined) return { kind: "topic", slug: exact.slug, detail: "brief" };
  const words = fold(text).split(" ").filter(Boolean);
  if (words.length === 0)
    return text.trim() === "" ? { kind: "overview", detail: "brief" } : unknown(text, grammar.topics);
  return parseVerb(text, words) ?? parsePage(words) ?? parseFigures(words, grammar) ?? parseTopic(text, words, grammar);
}

/** Reads a mention or a direct message, which may name its pack first: `/country drugs`, `country drugs`. */
export function parseMention(text: string, grammar: Grammar): { readonly pack: string; readonly command: Command } {
  const [first, ...rest] = text.trim().split(/\s+/u);
  const named = grammar.packs.find((pack) => fold(first ?? "") === fold(pack.slug));
  if (named === undefined) return { pack: grammar.defaultPack, command: parseText(text, grammar) };
  return { pack: named.slug, command: parseText(rest.join(" "), grammar) };
}

/** What its first word tells, whatever follows. */
function parseVerb(text: string, [first = "", ...others]: readonly string[]): Command | undefined {
  const verb = readVerb(first);
  if (verb !== undefined) return { kind: "subscription", verb, rest: afterFirstWord(text) };
  if (first === "ask") return others.length === 0 ? { kind: "help" } : { kind: "ask", question: afterFirstWord(text) };
  return first === "report" ? { kind: "report", about: afterFirstWord(text) } : undefined;
}

/** A verb as typed, or with one slip where it is long enough not to be another word. */
function readVerb(word: string): SubscriptionVerb | undefined {
  const isMeant = (verb: string): boolean => word === verb || (verb.length > 6 && editDistance(word, verb, 1) <= 1);
  return SUBSCRIPTION_VERBS.find(isMeant) ?? (isMeant("subscription") ? "subscriptions" : undefined);
}

function parsePage(words: readonly string[]): Command | undefined {
  const [first = "", second] = words;
  if (first === "overview" && EVERYTHING.has(second ?? "")) return { kind: "overview", detail: "full" };
  if (first === "help") return { kind: "help" };
  if (words.length !== 1) return undefined;
  if (EVERYTHING.has(first)) return { kind: "overview", detail: "full" };
  if (first === "overview") return { kind: "overview", detail: "brief" };
  for (const [name, kind] of Object.entries(PAGES)) if (editDistance(first, name, 1) <= 1) return { kind };
  return undefined;
}

function parseFigures(words: readonly string[], { topics, packs }: Grammar): Command | undefined {
  const [first = "", ...rest] = words;
  switch (first) {
    // A measure of the whole country: it is no topic of the profile, but people type it.
    case "criminality":
      return rest.length === 0 ? parseScores([]) : undefined;
    case "score":
      return rest.length <= 1 ? parseScores(rest) : undefined;
    case "scores":
      return parseScores(rest);
    case "trend":
    case "trends":
      return withTopic(rest, topics, (subject) => ({ kind: "figures", question: { kind: "trend", subject } }));
    case "compare":
      return parseCompare(rest, { topics, packs });
  }
  return undefined;
}

function parseScores([edition]: readonly string[]): Command | undefined {
  if (edition !== undefined && !/^\d{1,4}$/.test(edition)) return undefined;
  const asked = edition === undefined ? null : Number(edition);
  return { kind: "figures", question: { kind: "score", subject: subjectOf(undefined), edition: asked } };
}

function parseCompare(words: readonly string[], { topics, packs }: Pick<Grammar, "topics" | "packs">): Command {
  const named = words.filter((word) => word !== "with" && word !== "to");
  const { country, left } = readCountry(named, packs);
  // A topic where the country should stand: which country is asked back.
  const alone = left.length === 0 ? topics.find(country) : null;
  const isKnown = packs.some(({ figures }) => figures.countries.some(({ slug }) => slug === country));
  if (alone?.kind === "one" && !isKnown) return compare([], subjectOf(topics.get(alone.slug)));
  return withTopic(left, topics, (subject) => compare(country === "" ? [] : [country], subject));
}

function compare(countries: readonly string[], subject: FigureSubject): Command {
  return { kind: "figures", question: { kind: "compare", subject, countries, edition: null } };
}

/** What of the figures a topic stands for: a pillar has a measure of its own; without one it is the headline. */
function subjectOf(topic: Topic | undefined): FigureSubject {
  switch (topic?.kind) {
    case "indicator":
    case "section":
      return { kind: topic.kind, slug: topic.slug };
    case "pillar":
      return { kind: "headline", measure: topic.pillar.slug };
    case undefined:
      return { kind: "headline", measure: null };
  }
}

/** A command about figures whose topic is optional; a word that is no topic is answered as such, not ignored. */
function withTopic(words: readonly string[], topics: Topics, command: (subject: FigureSubject) => Command): Command {
  if (words.length === 0) return command(subjectOf(undefined));
  const asked = words.join(" ");
  const found = topics.find(asked);
  switch (found.kind) {
    case "one":
      return command(subjectOf(topics.get(found.slug)));
    case "several":
      return { kind: "choose", asked, slugs: found.slugs };
    case "none":
      return unknown(asked, topics);
  }
}

function readCountry(words: readonly string[], packs: readonly Pack[]): { country: string; left: readonly string[] } {
  const countries = packs.flatMap((pack) => pack.figures.countries);
  for (let count = Math.min(words.length, LONGEST_COUNTRY); count > 0; count--) {
    const asked = words.slice(0, count).join(" ");
    const country = countries.find((candidate) => namesCountry(candidate, asked));
    if (country !== undefined) return { country: country.slug, left: words.slice(count) };
  }
  return { country: words.join(" "), left: [] };
}

function namesCountry(country: Country, asked: string): boolean {
  const names = [country.slug, country.name, ...country.aliases].map(fold);
  return names.some((name) => name === asked || (name.length > 5 && editDistance(name, asked, 1) <= 1));
}

function parseTopic(text: string, words: readonly string[], { topics }: Grammar): Command {
  const cited = topics.get(/^([a-z-]+)\.[a-z\d-]+$/.exec(text.trim())?.[1] ?? "");
  const wantsAll = words.length > 1 && EVERYTHING.has(words.at(-1) ?? "");
  const detail: Detail = wantsAll ? "full" : "brief";
  if (cited !== undefined) return { kind: "topic", slug: cited.slug, detail };
  if (isQuestion(text, words)) return { kind: "ask", question: text.trim() };
  const asked = (wantsAll ? words.slice(0, -1) : words).join(" ");
  const found = topics.find(asked);
  switch (found.kind) {
    case "one":
      return { kind: "topic", slug: found.slug, detail };
    case "several":
      return { kind: "choose", asked, slugs: found.slugs };
    case "none":
      return words.length === 1 ? unknown(text, topics) : { kind: "ask", question: text.trim() };
  }
}

function isQuestion(text: string, words: readonly string[]): boolean {
  if (words.length < 2) return false;
  return text.trimEnd().endsWith("?") || QUESTION.test(words[0] ?? "") || words.length > LONGEST_TOPIC;
}

function unknown(text: string, topics: Topics): Command {
  return { kind: "unknown", asked: text.trim(), nearest: topics.nearest(text, NEAREST) };
}

function afterFirstWord(text: string): string {
  return text.trim().replace(/^\P{L}*\p{L}+\s*/u, "");
}
