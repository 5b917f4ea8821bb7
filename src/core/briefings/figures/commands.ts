/** Questions about figures as commands, and what is answered to one that names what there is not. */
import { bullets, buttons, lead, message, notice, paragraph, show } from "#core/document/blocks.ts";
import type { Action, Block } from "#core/document/briefing.ts";
import { subjectAsked, type FigureQuestion } from "#core/profile/figure-question.ts";
import type { Command } from "#core/request.ts";
import type { Reply } from "#core/reply.ts";
import {
  commandOf,
  commandsOf,
  countryPhrase,
  raised,
  says,
  saysInSpans,
  type Context,
} from "#core/briefings/context.ts";
import { clip } from "#core/wording/visible.ts";
import { countFromElsewhere, countriesNamed } from "./areas.ts";
import { subjectName } from "./tables.ts";
import { inWords, ordinal } from "./places.ts";
import { measureName } from "#core/briefings/scores.ts";

/** A country that is typed back at the asker is cut off here. */
const LONGEST_NAME = 40;

/** Within a country's name. */
const SMALL: ReadonlySet<string> = new Set(["and", "of", "the"]);

/** `scores all`: also what buttons carry. */
const EVERY_SCORE = "all";

/** The command that asks the same; null where there is none. */
export function commandFor(question: FigureQuestion): string | null {
  if (!isCommanded(question) || isAskedInWords(question)) return null;
  const { subject } = question;
  const topic = subject.kind === "headline" ? subject.measure : subject.slug;
  const isFull = (question.kind === "score" || question.kind === "compare") && question.detail === "full";
  const all = isFull ? EVERY_SCORE : null;
  const scope = question.kind === "rank" ? question.scope : null;
  const words = [verbOf(question), ...countriesIn(question), all, topic, ...editionsIn(question), scope];
  return words.filter((word) => word !== null && word !== undefined).join(" ");
}

type Commanded = Extract<FigureQuestion, { kind: "score" | "trend" | "compare" | "rank" | "calculation" }>;

function isCommanded(question: FigureQuestion): question is Commanded {
  const { kind } = question;
  if (kind === "changes" || kind === "added" || kind === "average" || kind === "between") return false;
  return kind !== "extreme" && (kind === "rank" || !("of" in question));
}

function verbOf(question: Commanded): string {
  if (question.kind === "score") return "scores";
  return question.kind === "compare" && question.over === true ? "trend" : question.kind;
}

function countriesIn(question: Commanded): readonly (string | undefined)[] {
  if (question.kind === "compare") return question.countries;
  return question.kind === "rank" ? [question.of] : [];
}

function editionsIn(question: Commanded): readonly (number | null | undefined)[] {
  return question.kind === "trend" ? [question.from, question.to] : [question.edition];
}

/** Beside nobody, counts against another country, what is asked of an order, and a number that a score is held against. */
function isAskedInWords(question: FigureQuestion): boolean {
  if (question.kind === "compare") return isAskedOfTwo(question);
  if (question.kind === "rank") return question.of !== undefined && question.asked !== undefined;
  if (question.kind === "trend") return question.asked !== undefined;
  return question.kind === "score" && (question.bound !== undefined || question.distance !== undefined);
}

function isAskedOfTwo({ countries, tally, difference }: Extract<FigureQuestion, { kind: "compare" }>): boolean {
  return countries.length === 0 || tally !== undefined || difference === true;
}

/** An edition was named that there is not: the ones there are. A later one may come to be. */
export function noEdition(context: Context, edition: number): Reply {
  const known = context.country.editions.map((figures) => figures.edition);
  const title = says(context, "scores.title", { country: context.pack.country, edition: context.pack.edition });
  const words = says(context, "scores.missing", { edition, known: inWords(context, known.map(String)) });
  const { briefing } = notHere({ title, words, ways: [] });
  const reason = edition > Math.max(...known) ? "after-edition" : "not-in-profile";
  return { kind: "abstention", topic: null, reason, briefing };
}

/** What was asked fits several topics or names several editions: a way to each, with all else that was named. */
export function whichFigures(
  context: Context,
  command: Extract<Command, { kind: "choose-figures" | "choose-country" }>,
): Reply {
  if (command.kind === "choose-country") return whichOfCountries(context, command);
  const { by, asked, questions } = command;
  const known = clip(asked, LONGEST_NAME);
  const words = says(context, by === "edition" ? "choose.edition" : "choose.text", { asked: known });
  const title = says(context, by === "edition" ? "choose.editions" : "choose.title");
  const ways = questions.map((question) => wayTo(context, question, by));
  const { before, command: first } = commandsOf(context);
  const listed = ways.map((way) => `${first} ${way.command}`.trim());
  const actions = ways.map(({ label, command }) => show(context.pack.slug, command, label));
  const briefing = message({ title, summary: words }, [lead(words), ...before, bullets(listed), buttons(actions)]);
  return { kind: "choice", topic: null, briefing };
}

/** A part of several countries' names was typed: what asks the same of each, as words and as buttons. */
function whichOfCountries(context: Context, { asked, ways }: Extract<Command, { kind: "choose-country" }>): Reply {
  const words = says(context, "choose.country", { asked: clip(asked, LONGEST_NAME) });
  const { before, command: first } = commandsOf(context);
  const actions = ways.map(({ country, text }) =>
    show(context.pack.slug, text, context.world.find(country)?.name ?? nameOfCountry(country)),
  );
  const title = says(context, "choose.countries");
  const listed = bullets(ways.map(({ text }) => `${first} ${text}`.trim()));
  const briefing = message({ title, summary: words }, [lead(words), ...before, listed, buttons(actions)]);
  return { kind: "choice", topic: null, briefing };
}

function wayTo(context: Context, question: FigureQuestion, by: string): { label: string; command: string } {
  if (question.kind === "extreme") {
    const label = measureName(context, question.pillar ?? "criminality");
    return { label, command: extremeWords(context, question, label) };
  }
  const subject = subjectAsked(question);
  const label =
    subject === null || (by === "edition" && "edition" in question)
      ? String("edition" in question ? question.edition : "")
      : subjectName(context, subject);
  return { label, command: commandFor(question) ?? "" };
}

/** As it is read where each word is known. */
function extremeWords(context: Context, { end, place, count, edition }: Extreme, group: string): string {
  const words = [place === undefined ? null : ordinal(context, place), count, end, "scores of", group, edition];
  return words.filter((word) => word !== null && word !== undefined).join(" ");
}

type Extreme = Extract<FigureQuestion, { kind: "extreme" }>;

/** No country was named, or what is none: the ones at hand, as words and as buttons. */
export function whichCountry(context: Context, question: Extract<FigureQuestion, { kind: "compare" }>): Reply {
  const others = context.pack.figures.countries.filter((country) => country !== context.country);
  const typed = question.countries.find((slug) => slug !== context.country.slug);
  const known = knownCountries(context);
  const words = typed === undefined ? says(context, "compare.which", { known }) : notKnown(context, typed);
  const ways = others.map(({ slug, name }) => {
    const command = commandFor({ ...question, countries: [slug] });
    return show(context.pack.slug, command ?? "", name);
  });
  return notHere({ title: context.pack.country, words, ways });
}

/** That there are no figures of any country that was named, before what the own one scored. */
export function absentWords(context: Context, countries: readonly string[], words: string): string {
  const named = countries.map((country) => countryPhrase(context, nameOfCountry(country)));
  return says(context, "compare.absent", { country: inWords(context, named), words });
}

/** How figures are brought in, for whoever sits where that is done. */
export function importWay(context: Context): readonly Block[] {
  if (context.venue?.platform !== "terminal") return [];
  const command = `${commandOf(context)} import WORKBOOK.xlsx`;
  return [paragraph(...saysInSpans(context, "compare.absent.way", { command }))];
}

/** A slug as a name; what was typed otherwise stays as it is. */
function nameOfCountry(country: string): string {
  const words = clip(country, LONGEST_NAME).split("-");
  const [only = ""] = words;
  if (words.length === 1 && only.length <= 3) return only.toUpperCase();
  return words.map((word) => (SMALL.has(word) ? word : raised(word))).join(" ");
}

/** Which of the countries named have no figures, beside those that have. */
export function missingCountries(context: Context, asked: readonly string[]): readonly Block[] {
  const { country: own } = context;
  const missing = asked.filter((slug) => slug !== own.slug && countriesNamed(context, [slug]).length === 0);
  return missing.map((slug) => notice(notKnown(context, slug)));
}

function notKnown(context: Context, country: string): string {
  return says(context, "compare.missing", {
    country: context.nations.has(country) ? nameOfCountry(country) : clip(country, LONGEST_NAME),
    known: knownCountries(context),
  });
}

function knownCountries(context: Context): string {
  const { pack, country: own } = context;
  const names = pack.figures.countries.flatMap((country) => (country === own ? [] : [country.name]));
  const more = countFromElsewhere(context);
  return [...names, ...(more === 0 ? [] : [says(context, "compare.more", { count: more })])].join(", ");
}

function notHere(said: { title: string; words: string; ways: readonly Action[] }): Reply {
  const { title, words, ways } = said;
  const offered: readonly Block[] = ways.length === 0 ? [] : [buttons(ways)];
  const briefing = message({ title, summary: words }, [lead(words), ...offered]);
  return { kind: "briefing", topic: null, briefing };
}
