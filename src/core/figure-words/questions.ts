/** What a verb of figures asks, of what was named beside it. */
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import { PILLAR_SLUGS } from "#core/profile/profile.ts";
import type { Topic } from "#core/profile/topics.ts";
import type { Command } from "#core/request.ts";
import type { Named } from "./named.ts";

export type Verb = "score" | "scores" | "trend" | "compare" | "rank" | "calculation";

export interface AskedFigures extends Named {
  /** The order of all countries is asked for; where none were brought in, that is for the reading in plain words. */
  readonly inWorld: boolean;
  /** All there is was asked for, in so many words. */
  readonly wantsAll: boolean;
}

export interface NamedSubject {
  readonly kind: "subject";
  readonly subject: FigureSubject;
  /** Whether it was named. */
  readonly named: boolean;
}

export function askFigures(verb: Verb, named: AskedFigures, subject: NamedSubject): Command {
  const [apart, ...others] = named.countries;
  const isAlone = verb !== "compare" && apart !== undefined && others.length === 0 && named.apart.includes(apart);
  // A country beside which there is none here: of it alone.
  if (!isAlone) return askOf(verb, named, subject);
  const command = askOf(verb, { ...named, countries: [], ownCountry: true }, subject);
  return command.kind !== "export" && "leans" in command ? { ...command, leans: false, country: apart } : command;
}

function askOf(verb: Verb, named: AskedFigures, asked: NamedSubject): Command {
  const { subject } = asked;
  if (verb === "calculation") return figuresCommand({ kind: "calculation", subject, edition: editionOf(named) }, false);
  return askOfScores(verb, named, asked);
}

function askOfScores(
  verb: Exclude<Verb, "calculation">,
  named: AskedFigures,
  { subject, named: isNamed }: NamedSubject,
): Command {
  const { countries, missing } = named;
  // With the pack's own country named the headline is meant, whatever the conversation is about.
  const leans = !isNamed && (verb === "compare" || !named.ownCountry);
  if (verb === "rank" && countries.length < 2) return rank(named, { subject, leans });
  if (verb === "compare" || countries.length > 0)
    return compare(named, { subject, leans, isOver: verb === "trend" && named.editions.length === 0 });
  // There are no figures of an edition that there is not, whatever was asked of it.
  if (missing === null && (verb === "trend" || isOverEditions(named)))
    return figuresCommand({ kind: "trend", subject, ...rangeOf(named) }, leans);
  return score(named, { subject, leans: leans && verb !== "scores" });
}

function rank(named: AskedFigures, { subject, leans }: { subject: FigureSubject; leans: boolean }): Command {
  const [of] = named.countries;
  const scope = named.inWorld ? ({ scope: "world" } as const) : {};
  const whose = of === undefined ? {} : { of };
  return one(named, { kind: "rank", subject, edition: editionOf(named), ...scope, ...whose }, leans);
}

/** Of the whole headline every score, where all were asked for. */
function score(named: AskedFigures, { subject, leans }: { subject: FigureSubject; leans: boolean }): Command {
  const question = { kind: "score", subject, edition: editionOf(named) } as const;
  const isEvery = named.wantsAll && subject.kind === "headline" && subject.measure === null;
  return isEvery ? figuresCommand({ ...question, detail: "full" }, false) : figuresCommand(question, leans);
}

/** One that there is not comes before those that there are: it is what the answer has to be about. */
export function editionOf({ editions, missing }: Named): number | null {
  return missing ?? editions[0] ?? null;
}

/** `trend heroin 2023`, `heroin 2023 2025`: from the one to the other, or to the newest. */
function rangeOf({ editions, onFirstBasis }: Named): { readonly from?: number; readonly to?: number } {
  if (editions.length === 0 || onFirstBasis) return {};
  return { from: Math.min(...editions), ...(editions.length > 1 ? { to: Math.max(...editions) } : {}) };
}

function isOverEditions({ editions, onFirstBasis }: Named): boolean {
  return editions.length > 1 || onFirstBasis;
}

/** Countries beside each other in all scores, the own one not counted. */
const MOST_IN_FULL = 3;

function compare(
  named: AskedFigures,
  { subject, leans, isOver }: { subject: FigureSubject; leans: boolean; isOver: boolean },
): Command {
  const { countries, editions, missing } = named;
  if (isInFull(named, subject))
    return one(named, { kind: "compare", subject, countries, edition: editionOf(named), detail: "full" }, false);
  if (missing !== null) return figuresCommand({ kind: "compare", subject, countries, edition: missing }, leans);
  if (countries.length === 0 && editions.length > 1)
    return figuresCommand({ kind: "trend", subject, ...rangeOf(named) }, leans);
  // One figure is shown in all editions, of many only in one.
  const isOne = subject.kind === "indicator" || (subject.kind === "headline" && subject.measure !== null);
  if (isOne && editions.length > 1)
    return figuresCommand({ kind: "compare", subject, countries, edition: null }, leans);
  const over = isOver && !isOne ? ({ over: true } as const) : {};
  return one(named, { kind: "compare", subject, countries, edition: editionOf(named), ...over }, leans);
}

/** `compare karvonia all` */
function isInFull({ wantsAll, countries }: AskedFigures, subject: FigureSubject): boolean {
  const isWhole = subject.kind === "headline" && subject.measure === null;
  return wantsAll && isWhole && countries.length > 0 && countries.length <= MOST_IN_FULL;
}

/** What takes one edition only: where more are named, which of them is meant is asked back. */
function one({ editions, missing, onFirstBasis }: Named, question: FigureQuestion, leans: boolean): Command {
  const more = missing === null ? editions.slice(1) : [];
  if (more.length === 0 && !onFirstBasis) return figuresCommand(question, leans);
  if (onFirstBasis || question.kind === "trend") return { kind: "unknown", asked: "basis", nearest: PILLAR_SLUGS };
  const questions = editions.map((edition) => ({ ...question, edition }));
  return { kind: "choose-figures", by: "edition", asked: editions.join(", "), questions, leans };
}

/** What of the figures a topic stands for: a pillar has a measure of its own; without one it is the headline. */
export function subjectOfTopic(topic: Topic | undefined): FigureSubject {
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

export function headline(measure: Extract<FigureSubject, { kind: "headline" }>["measure"]): FigureSubject {
  return { kind: "headline", measure };
}

export function figuresCommand(question: FigureQuestion, leans: boolean): Command {
  return { kind: "figures", question, leans };
}
