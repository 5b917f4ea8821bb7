/** What the figures answer, to a command and to a question in plain words alike: one question in, one reply out. */
import { lead, message, notice } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import { subjectAsked, type FigureQuestion } from "#core/profile/figure-question.ts";
import { figuresOf } from "#core/profile/figures.ts";
import type { Country, CountryFigures, Finding, Indicator } from "#core/profile/profile.ts";
import type { Reply } from "#core/reply.ts";
import { answerKey } from "./answer.ts";
import { pillarOf, says, type Context } from "./context.ts";
import { calculationOf } from "./figures/calculation.ts";
import { countriesNamed } from "./figures/areas.ts";
import { added } from "#core/briefings/figures/several/added.ts";
import { averageOf } from "#core/briefings/figures/order/average.ts";
import { changesOf } from "#core/briefings/figures/several/changes.ts";
import { absentWords, importWay, missingCountries, noEdition, whichCountry } from "./figures/commands.ts";
import { numbersOf } from "./figures/numbers.ts";
import { besideNeighbours } from "#core/briefings/figures/beside/comparison.ts";
import { inOrder, overEditions } from "./figures/parts.ts";
import type { Part } from "./figures/answer-part.ts";
import { betweenOf } from "#core/briefings/figures/several/between.ts";
import { nearestOf } from "#core/briefings/figures/several/nearest.ts";
import { boundedOf } from "#core/briefings/figures/several/bounded.ts";
import { extremes } from "#core/briefings/figures/several/extremes.ts";
import { isWholeHeadline, ofWholePillar, scoreOf } from "./figures/scores.ts";
import { linesOf } from "./figures/tables.ts";
import { figureButtons } from "./figures/ways.ts";
import { findingBlocks } from "./findings.ts";
import { lineWords, readingOf } from "./scores.ts";
import { stamp } from "./stamp.ts";

/** `findings` say in words what the figures show; there may be none. */
export function composeFigures(own: Context, given: FigureQuestion, findings: readonly Finding[] = []): Reply {
  const question = ofWholePillar(own, given);
  const context = ofAnother(own, question);
  const asked = editionAsked(context, question);
  const figures = figuresOf(context.country, editionFor(context, question, asked));
  if (figures === undefined) return noEdition(context, missingEdition(context, question) ?? context.pack.edition);
  if ("of" in question && isAbsent(context, question.of))
    return withoutOthers(context, ownScore(question), [question.of ?? ""]);
  const others = question.kind === "compare" ? countriesNamed(context, question.countries) : [];
  if (question.kind !== "compare" || others.length > 0)
    return answered(context, question, { figures, others, findings });
  const isOfNations = question.countries.some((slug) => context.nations.has(slug));
  return isOfNations ? withoutOthers(context, question, question.countries) : whichCountry(context, question);
}

/** What is asked of another country is told as of the own one; a place in an order is told among all of them. */
function ofAnother(own: Context, question: FigureQuestion): Context {
  if (question.kind === "rank" || !("of" in question) || question.of === undefined) return own;
  const [country = own.country] = countriesNamed(own, [question.of]);
  return { ...own, country };
}

/** What is told of the own country where the one that was asked about is not here. */
function ownScore(question: FigureQuestion): Pick<Extract<FigureQuestion, { kind: "score" }>, "subject" | "edition"> {
  const subject = subjectAsked(question) ?? { kind: "headline", measure: null };
  return { subject, edition: "edition" in question ? question.edition : null };
}

function isAbsent(context: Context, slug: string | undefined): boolean {
  return slug !== undefined && slug !== context.country.slug && countriesNamed(context, [slug]).length === 0;
}

/** Nobody who was named has figures here: that is said, and the own country's score stands by itself. */
function withoutOthers(
  context: Context,
  { subject, edition }: Pick<Extract<FigureQuestion, { kind: "score" }>, "subject" | "edition">,
  absent: readonly string[],
): Reply {
  const reply = composeFigures(context, { kind: "score", subject, edition });
  if (reply.kind !== "figures") return reply;
  const summary = absentWords(context, absent, reply.briefing.summary);
  const [, ...blocks] = reply.briefing.blocks;
  const briefing = { ...reply.briefing, summary, blocks: [lead(summary), ...importWay(context), ...blocks] };
  const topic = context.topics.get(reply.topic)?.slug ?? null;
  return { kind: "abstention", topic, reason: "another-country", briefing };
}

function answered(
  context: Context,
  question: FigureQuestion,
  {
    figures,
    others,
    findings,
  }: {
    readonly figures: CountryFigures;
    readonly others: readonly Country[];
    readonly findings: readonly Finding[];
  },
): Reply {
  const { topic, name, verdict: words, editions, blocks, notes = [] } = partFor(context, question, { figures, others });
  const title = titleOf(context, question, { name, edition: figures.edition });
  const verdict = unscored(context, question, words);
  const key = answerKey({ topic, findings: findings.map(({ id }) => id) });
  const briefing = message({ title, summary: verdict }, [
    lead(verdict),
    ...blocks,
    ...(question.kind === "compare" ? missingCountries(context, question.countries) : []),
    ...(verdict === words ? younger(context, topic) : []),
    ...figuresAlone(context),
    ...findingBlocks(context, findings, { under: verdict }),
    figureButtons(context, question, { topic, key }),
    stamp(context, { editions, reading: [lineWords(context), ...reading(context, question), ...notes] }),
    { kind: "feedback", feedback: { pack: context.pack.slug, answer: key } },
  ]);
  const citations = findings.map(({ id, section }) => ({ finding: id, section, edition: context.pack.edition }));
  const numbers = numbersOf(context, question, { figures, others });
  return { kind: "figures", topic, question, figures: numbers, briefing, citations };
}

/** Which way is worse, once: none where the rows of the table say it. */
function reading(context: Context, question: FigureQuestion): readonly string[] {
  const isInRows = question.kind === "score" && question.detail === "full" && isWholeHeadline(question.subject);
  return isInRows ? [] : [readingWords(context, question)];
}

function readingWords(context: Context, question: FigureQuestion): string {
  if (question.kind === "extreme") return readingOfGroup(context, question);
  if (question.kind === "added") return readingOf(context, "worse");
  const subject = question.kind === "between" ? question.subjects[0] : question.subject;
  // An order of countries is by one score alone.
  const isOrder = question.kind === "rank" || (question.kind === "changes" && question.among === "countries");
  const isOfBoth = isWholeHeadline(subject) && !isOrder;
  if (isOfBoth) return says(context, "reading.both");
  return readingOf(context, linesOf(context, subject)[0]?.high ?? "worse");
}

/** Of a pillar or a section; where neither was named, the ends of both directions are told. */
function readingOfGroup(
  context: Context,
  { pillar, section }: Pick<Extract<FigureQuestion, { kind: "extreme" }>, "pillar" | "section">,
): string {
  const slug = pillar ?? context.taxonomy.sections.find((each) => each.slug === section)?.pillar;
  return slug === undefined ? says(context, "reading.both") : readingOf(context, pillarOf(context, slug).high);
}

/** What was asked first, and beside it only what explains it. */
function partFor(
  context: Context,
  question: FigureQuestion,
  { figures, others }: { readonly figures: CountryFigures; readonly others: readonly Country[] },
): Part {
  switch (question.kind) {
    case "score":
      return scoreOf(context, question, figures);
    case "trend":
      return overEditions(context, question, figures);
    case "compare":
      return besideNeighbours(context, question, { others, edition: figures.edition });
    case "rank":
      return inOrder(context, question, figures);
    case "calculation":
      return calculationOf(context, question.subject, figures);
    case "extreme":
      return endsOf(context, question, figures);
    case "changes":
      return changesOf(context, question);
    case "added":
      return added(context, question.edition);
    case "average":
      return averageOf(context, question, figures);
    case "between":
      return betweenOf(context, question, figures);
  }
}

/** Those at an end, those on a side of a number, or those nearest to it. */
function endsOf(context: Context, question: Extract<FigureQuestion, { kind: "extreme" }>, figures: CountryFigures) {
  const { bound, nearest } = question;
  if (nearest !== undefined) return nearestOf(context, { ...question, nearest }, figures);
  return bound === undefined
    ? extremes(context, question, figures)
    : boundedOf(context, { ...question, bound }, figures);
}

function editionAsked({ country }: Context, question: FigureQuestion): number | null {
  if (!("edition" in question) || question.kind === "added") return null;
  // In the first edition there is nothing to calculate.
  return question.kind === "calculation"
    ? (question.edition ?? country.editions.at(-1)?.edition ?? null)
    : question.edition;
}

/** The first edition that is named and is not there. */
function missingEdition({ country }: Context, question: FigureQuestion): number | null {
  return "edition" in question && !country.editions.some(({ edition }) => edition === question.edition)
    ? question.edition
    : null;
}

/** The edition asked for, else the profile's own; an indicator that is younger is shown by its nearest, or by the newest there is. */
function editionFor(context: Context, question: FigureQuestion, asked: number | null): number {
  const wanted = asked ?? context.pack.edition;
  const indicator = indicatorAsked(context, question);
  const isKnown = figuresOf(context.country, wanted) !== undefined;
  if (!isKnown || indicator === undefined || indicator.since <= wanted) return wanted;
  return asked === null ? (context.country.editions.at(-1)?.edition ?? wanted) : indicator.since;
}

function indicatorAsked({ taxonomy }: Context, question: FigureQuestion): Indicator | undefined {
  const subject = subjectAsked(question);
  return subject?.kind === "indicator" ? taxonomy.indicators.find(({ slug }) => slug === subject.slug) : undefined;
}

/** `Not scored in 2021.` before what its first edition says. */
function unscored(context: Context, question: FigureQuestion, words: string): string {
  const indicator = indicatorAsked(context, question);
  const edition = editionAsked(context, question);
  if (indicator === undefined || edition === null || indicator.since <= edition) return words;
  return says(context, "edition.unscored", { edition, words });
}

function titleOf(
  context: Context,
  question: FigureQuestion,
  { name, edition }: { readonly name: string; readonly edition: number },
): string {
  const { country } = context.pack;
  return question.kind === "score" && isWholeHeadline(question.subject)
    ? says(context, "scores.title", { country, edition })
    : says(context, "figures.title", { subject: name, country });
}

/** That there is no profile behind the figures. */
function figuresAlone(context: Context): readonly Block[] {
  const { kind, country } = context.pack;
  return kind === "figures" ? [notice(says(context, "figures.alone", { country }))] : [];
}

function younger(context: Context, topic: string): readonly Block[] {
  const indicator = context.taxonomy.indicators.find(
    ({ slug, since }) => slug === topic && since > context.pack.edition,
  );
  if (indicator === undefined) return [];
  return [notice(says(context, "indicator.since", { since: indicator.since }))];
}
