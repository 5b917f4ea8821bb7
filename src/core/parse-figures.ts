/** Commands about figures: a verb, then a topic, countries and editions in any order. What is named is never dropped. */
import { editDistance } from "#core/profile/fold.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import { PILLAR_SLUGS, type Pack } from "#core/profile/profile.ts";
import type { Topic, Topics } from "#core/profile/topics.ts";
import type { Command } from "#core/request.ts";
import { readNamed, telling, type Named } from "./parse-figure-words.ts";

export interface FigureGrammar {
  readonly topics: Topics;
  readonly packs: readonly Pack[];
}

type Verb = "score" | "scores" | "trend" | "compare" | "rank";

const VERBS: ReadonlyMap<string, Verb> = new Map([
  ["score", "score"],
  ["балл", "score"],
  ["оценка", "score"],
  ["упай", "score"],
  ["scores", "scores"],
  ["баллы", "scores"],
  ["оценки", "scores"],
  ["упайлар", "scores"],
  ["trend", "trend"],
  ["trends", "trend"],
  ["динамика", "trend"],
  ["тренд", "trend"],
  ["compare", "compare"],
  ["сравни", "compare"],
  ["сравнить", "compare"],
  ["салыштыр", "compare"],
  ["rank", "rank"],
  ["ranking", "rank"],
  ["rankings", "rank"],
  ["рейтинг", "rank"],
]);
const CYRILLIC = /^\p{Script=Cyrillic}/u;
/** Measures of the whole country that are no topics of the profile. */
const CRIMINALITY = /^(?:overall |total )?(?:criminality|преступность|криминальность|кылмыштуулук)(?: score)?$/u;
const WHOLE = /^(?:overall|headline|total|whole|everything)$/u;
/** The most words after the verb; what is longer is a question in plain words. */
const LONGEST = 16;
/** Shorter words with a slip may be any. */
const SHORTEST_SLIP = 4;
/** The most words that are given back as no topic; more than that are a question in plain words. */
const LONGEST_UNREAD = 3;
/** How many topics to offer for a word that is none. */
const NEAREST = 3;
/** Where ranks are published as they are: a question in plain words. */
const WIDER = /^(?:world|asia|continent|мире|азии)$/u;

/** Undefined where it is none, or rather a question in plain words. */
export function parseFigures(words: readonly string[], grammar: FigureGrammar): Command | undefined {
  const [first = "", ...rest] = words;
  // A measure of the whole country: it is no topic of the profile, but people type it.
  if (first === "criminality" && rest.length === 0)
    return figures({ kind: "score", subject: headline(null), edition: null }, false);
  const verb = VERBS.get(first) ?? misspeltVerb(first, grammar.topics);
  if (verb === undefined || rest.length > LONGEST) return undefined;
  const named = readNamed(rest, grammar);
  const subject = readSubject(named.rest, grammar.topics);
  if (subject.kind === "subject") return ask(verb, named, subject);
  // Case endings are for the reading in plain words.
  if (CYRILLIC.test(first)) return undefined;
  if (subject.kind === "several") return { kind: "choose", asked: named.rest, slugs: subject.slugs };
  if (verb === "compare" && named.countries.length === 0) return ofUnknownCountry(named, grammar);
  return unread(verb, named.rest, grammar.topics);
}

/** With a letter left out, doubled or swapped with the next; one letter for another makes another word: store, scope. */
function misspeltVerb(word: string, topics: Topics): Verb | undefined {
  if (word.length < SHORTEST_SLIP || topics.named(word) !== undefined) return undefined;
  const letters = (text: string): string => [...text].toSorted().join("");
  const isMeant = (verb: string): boolean =>
    editDistance(word, verb, 1) === 1 && (verb.length !== word.length || letters(verb) === letters(word));
  return [...VERBS].find(([verb]) => verb.length > SHORTEST_SLIP && isMeant(verb))?.[1];
}

interface Subject {
  readonly kind: "subject";
  readonly subject: FigureSubject;
  /** Whether it was named. */
  readonly named: boolean;
}

function ask(verb: Verb, named: Named, { subject, named: isNamed }: Subject): Command {
  const { countries, missing } = named;
  // With the pack's own country named the headline is meant, whatever the conversation is about.
  const leans = !isNamed && (verb === "compare" || !named.ownCountry);
  if (verb === "rank") return one(named, { kind: "rank", subject, edition: editionOf(named) }, leans);
  if (verb === "compare" || countries.length > 0) return compare(named, { subject, leans });
  // There are no figures of an edition that there is not, whatever was asked of it.
  if (missing === null && (verb === "trend" || isOverEditions(named)))
    return figures({ kind: "trend", subject }, leans);
  return figures({ kind: "score", subject, edition: editionOf(named) }, leans && verb !== "scores");
}

/** One that there is not comes before those that there are: it is what the answer has to be about. */
function editionOf({ editions, missing }: Named): number | null {
  return missing ?? editions[0] ?? null;
}

function isOverEditions({ editions, onFirstBasis }: Named): boolean {
  return editions.length > 1 || onFirstBasis;
}

function compare(named: Named, { subject, leans }: { subject: FigureSubject; leans: boolean }): Command {
  const { countries, editions, missing } = named;
  if (missing !== null) return figures({ kind: "compare", subject, countries, edition: missing }, leans);
  if (countries.length === 0 && editions.length > 1) return figures({ kind: "trend", subject }, leans);
  // One figure is shown in all editions, of many only in one.
  const isOne = subject.kind === "indicator" || (subject.kind === "headline" && subject.measure !== null);
  if (isOne && editions.length > 1) return figures({ kind: "compare", subject, countries, edition: null }, leans);
  return one(named, { kind: "compare", subject, countries, edition: editionOf(named) }, leans);
}

/** What takes one edition only: where more are named, which of them is meant is asked back. */
function one({ editions, missing, onFirstBasis }: Named, question: FigureQuestion, leans: boolean): Command {
  const more = missing === null ? editions.slice(1) : [];
  if (more.length === 0 && !onFirstBasis) return figures(question, leans);
  return { kind: "unknown", asked: onFirstBasis ? "basis" : more.join(" "), nearest: PILLAR_SLUGS };
}

/** `compare atlantis`: what is no topic stands where the country should. */
function ofUnknownCountry(named: Named, { topics }: FigureGrammar): Command {
  const { rest } = named;
  const words = rest.split(" ");
  const edition = editionOf(named);
  for (let at = 1; at < words.length; at++) {
    for (const [country, topic] of [
      [words.slice(0, at), words.slice(at)],
      [words.slice(at), words.slice(0, at)],
    ] as const) {
      const slug = topics.named(topic.join(" "));
      if (slug === undefined) continue;
      const subject = subjectOf(topics.get(slug));
      return figures({ kind: "compare", subject, countries: [country.join(" ")], edition }, false);
    }
  }
  return figures({ kind: "compare", subject: headline(null), countries: [rest], edition }, true);
}

/** Several topics are a choice; else what could not be read is named, without the topic beside it. */
function unread(verb: Verb, rest: string, topics: Topics): Command | undefined {
  const { slugs, left } = takeTopics(rest.split(" "), topics);
  if (left.length === 0) return { kind: "choose", asked: rest, slugs };
  if (verb === "rank" && left.some((word) => WIDER.test(word))) return undefined;
  const isCommand = verb === "trend" || verb === "compare" || left.length === 1;
  if (!isCommand || left.length > LONGEST_UNREAD) return undefined;
  const asked = left.join(" ");
  return { kind: "unknown", asked, nearest: topics.nearest(asked, NEAREST) };
}

/** The topics in `words`, the longest names first at each place, and the telling words beside them. */
function takeTopics(
  words: readonly string[],
  topics: Topics,
): { readonly slugs: readonly string[]; readonly left: readonly string[] } {
  const slugs: string[] = [];
  const left: string[] = [];
  for (let at = 0; at < words.length;) {
    const ends = words.map((_, end) => words.length - end).filter((end) => end > at);
    const found = ends.find((end) => topics.named(words.slice(at, end).join(" ")) !== undefined);
    const slug = topics.named(words.slice(at, found).join(" "));
    if (found !== undefined && slug !== undefined) slugs.push(slug);
    else left.push(...telling(words.slice(at, at + 1)));
    at = found ?? at + 1;
  }
  return { slugs: [...new Set(slugs)], left };
}

function readSubject(
  words: string,
  topics: Topics,
): Subject | { readonly kind: "several"; readonly slugs: readonly string[] } | { readonly kind: "none" } {
  if (words === "") return { kind: "subject", subject: headline(null), named: false };
  if (WHOLE.test(words)) return { kind: "subject", subject: headline(null), named: true };
  if (CRIMINALITY.test(words)) return { kind: "subject", subject: headline("criminality"), named: true };
  const found = topics.find(words);
  return found.kind === "one" ? { kind: "subject", subject: subjectOf(topics.get(found.slug)), named: true } : found;
}

/** What of the figures a topic stands for: a pillar has a measure of its own; without one it is the headline. */
function subjectOf(topic: Topic | undefined): FigureSubject {
  switch (topic?.kind) {
    case "indicator":
    case "section":
      return { kind: topic.kind, slug: topic.slug };
    case "pillar":
      return headline(topic.pillar.slug);
    case undefined:
      return headline(null);
  }
}

function headline(measure: Extract<FigureSubject, { kind: "headline" }>["measure"]): FigureSubject {
  return { kind: "headline", measure };
}

function figures(question: FigureQuestion, leans: boolean): Command {
  return { kind: "figures", question, leans };
}
