/** What the figures answer, to a command and to a question in plain words alike: one question in, one reply out. */
import { lead, message, notice, show } from "#core/document/blocks.ts";
import type { Action, Block } from "#core/document/briefing.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import { figuresOf } from "#core/profile/figures.ts";
import type { Country, CountryFigures, Finding } from "#core/profile/profile.ts";
import type { Reply } from "#core/reply.ts";
import { answerKey } from "./answer.ts";
import { phraseOf, pillarOf, says, shareAction, withShare, type Context } from "./context.ts";
import { calculationOf, measureAsked } from "./figures/calculation.ts";
import { countriesNamed } from "./figures/areas.ts";
import { commandFor, missingCountries, noEdition, whichCountry } from "./figures/commands.ts";
import { numbersOf } from "./figures/numbers.ts";
import { besideNeighbours } from "#core/briefings/figures/beside/comparison.ts";
import { inOrder, overEditions } from "./figures/parts.ts";
import type { Part } from "./figures/answer-part.ts";
import { countScores } from "./figures/headline.ts";
import { extremes, HEADLINE, isWholeHeadline, ofWholePillar, scoreOf } from "./figures/scores.ts";
import { indicatorsIn, isMixed, linesOf } from "./figures/tables.ts";
import { findingBlocks } from "./findings.ts";
import { lineWords, measureName, readingOf } from "./scores.ts";
import { stamp } from "./stamp.ts";

/** `findings` say in words what the figures show; there may be none. */
export function composeFigures(context: Context, given: FigureQuestion, findings: readonly Finding[] = []): Reply {
  const question = ofWholePillar(context, given);
  const asked = editionAsked(context, question);
  const figures = figuresOf(context.country, editionFor(context, question, asked));
  if (figures === undefined) return noEdition(context, asked ?? context.pack.edition);
  const others = question.kind === "compare" ? countriesNamed(context, question.countries) : [];
  if (question.kind === "compare" && others.length === 0) return whichCountry(context, question);
  const { topic, name, verdict, editions, blocks, notes = [] } = partFor(context, question, { figures, others });
  const title = titleOf(context, question, { name, edition: figures.edition });
  const key = answerKey({ topic, findings: findings.map(({ id }) => id) });
  const briefing = message({ title, summary: verdict }, [
    lead(verdict),
    ...blocks,
    ...(question.kind === "compare" ? missingCountries(context, question.countries) : []),
    ...younger(context, topic),
    ...figuresAlone(context),
    ...findingBlocks(context, findings),
    figureButtons(context, question, { topic, key }),
    stamp(context, { editions, reading: [lineWords(context), reading(context, question), ...notes] }),
    { kind: "feedback", feedback: { pack: context.pack.slug, answer: key } },
  ]);
  const citations = findings.map(({ id, section }) => ({ finding: id, section, edition: context.pack.edition }));
  const numbers = numbersOf(context, question, { figures, others });
  return { kind: "figures", topic, question, figures: numbers, briefing, citations };
}

/** Which way is worse, once. */
function reading(context: Context, question: FigureQuestion): string {
  const subject = subjectAsked(question);
  if (subject === null) return question.kind === "extreme" ? readingOfGroup(context, question) : "";
  if (isWholeHeadline(subject)) return says(context, "reading.both");
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
      return extremes(context, question, figures);
  }
}

function subjectAsked(question: FigureQuestion): FigureSubject | null {
  return question.kind === "extreme" ? null : question.subject;
}

function editionAsked({ country }: Context, question: FigureQuestion): number | null {
  if (question.kind === "trend") return null;
  // In the first edition there is nothing to calculate.
  return question.kind === "calculation"
    ? (question.edition ?? country.editions.at(-1)?.edition ?? null)
    : question.edition;
}

/** The edition asked for, else the profile's own; an indicator that is younger is shown by its newest. */
function editionFor(context: Context, question: FigureQuestion, asked: number | null): number {
  const wanted = asked ?? context.pack.edition;
  const subject = subjectAsked(question);
  const slug = subject?.kind === "indicator" ? subject.slug : null;
  const indicator = context.taxonomy.indicators.find((each) => each.slug === slug);
  const isKnown = figuresOf(context.country, wanted) !== undefined;
  const isYounger = indicator !== undefined && indicator.since > wanted;
  return isKnown && isYounger ? (context.country.editions.at(-1)?.edition ?? wanted) : wanted;
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

/** Ways on to the topic, to its trend and its order, to the other editions; the report waits in the menu. */
function figureButtons(
  context: Context,
  question: FigureQuestion,
  { topic, key }: { readonly topic: string; readonly key: string },
): Block {
  const pack = context.pack.slug;
  const ask = (words: string, label: string): Action => show(pack, words, label);
  const isOne = context.topics.get(topic)?.kind === "indicator";
  const of = isOne ? ` ${topic}` : "";
  const ways = [
    ...narrower(context, question),
    ...calculations(context, question),
    ...ordersWithin(context, question),
    ...(isOne && context.pack.kind === "profile"
      ? [ask(topic, says(context, "answer.action.whole", { topic: phraseOf(context, topic) }))]
      : []),
    ...(showsTrend(context, question) ? [] : [ask(`trend${of}`, says(context, "action.trend"))]),
    ...orders(context, question, of),
    ...(question.kind === "score" && topic === HEADLINE ? otherEditions(context, question) : []),
  ];
  const command = commandFor(question);
  // A menu of one is drawn as a button, and an error to report is no way on: the last way waits with it.
  const last = ways.length > 1 ? ways.length - 1 : ways.length;
  const report: Action = { kind: "form", label: says(context, "answer.action.report"), pack, text: `report ${key}` };
  return withShare(
    ways.slice(0, last),
    [...ways.slice(last), report],
    command === null ? null : shareAction(context, command),
  );
}

/** An indicator's score is shown in every edition, as its trend is. */
function showsTrend(context: Context, question: FigureQuestion): boolean {
  const isOfOne = question.kind === "score" && question.subject.kind === "indicator";
  return question.kind === "trend" || (isOfOne && context.country.editions.length > 1);
}

/** The order of the region, and of the world where it was brought in; not the one that is shown. */
function orders(context: Context, question: FigureQuestion, of: string): readonly Action[] {
  const shown = question.kind === "rank" ? (question.scope ?? "region") : null;
  const pack = context.pack.slug;
  const region = show(pack, `rank${of}`, says(context, "action.rank"));
  const world = show(pack, `rank${of} world`, says(context, "action.world"));
  return [
    ...(shown === "region" ? [] : [region]),
    ...(shown === "world" || context.world.countries.length === 0 ? [] : [world]),
  ];
}

/** Where a headline like for like is shown: how it comes about, and of the whole headline the parts of criminality. */
function calculations(context: Context, question: FigureQuestion): readonly Action[] {
  if (question.kind !== "trend" || question.subject.kind !== "headline") return [];
  const measure = measureAsked(question.subject);
  const isMixedHere = linesOf(context, { kind: "headline", measure }).some((line) =>
    isMixed(context, line, [context.country]),
  );
  const pack = context.pack.slug;
  const how = show(pack, `calculation ${measure}`, says(context, "action.calculation"));
  const parts = (["markets", "actors"] as const).map((part) => show(pack, `trend ${part}`, measureName(context, part)));
  return [...(isMixedHere ? [how] : []), ...(isWholeHeadline(question.subject) ? parts : [])];
}

/** The whole order by each figure of a section, of which only the own place is shown. */
function ordersWithin(context: Context, question: FigureQuestion): readonly Action[] {
  if (question.kind !== "rank" || question.subject.kind !== "section") return [];
  const edition = question.edition === null ? "" : ` ${question.edition}`;
  return indicatorsIn(context, question.subject)
    .filter(({ since }) => since <= (question.edition ?? context.pack.edition))
    .map(({ slug, name }) => show(context.pack.slug, `rank ${slug}${edition}`, name));
}

type ScoreQuestion = Extract<FigureQuestion, { kind: "score" }>;

/** Below the headline every score there is, and those of each pillar. */
function narrower(context: Context, question: FigureQuestion): readonly Action[] {
  if (question.kind !== "score" || !isWholeHeadline(question.subject)) return [];
  const figures = figuresOf(context.country, question.edition ?? context.pack.edition);
  const way = (asked: Partial<ScoreQuestion>, label: string): Action =>
    show(context.pack.slug, commandFor({ ...question, ...asked }) ?? "", label);
  const count = figures === undefined ? 0 : countScores(context, figures);
  const all = way({ detail: "full" }, says(context, "action.all.scores", { count }));
  const pillars = context.taxonomy.pillars.map(({ slug: measure, name }) =>
    way({ subject: { kind: "headline", measure }, detail: "brief" }, name),
  );
  return [...(question.detail === "full" ? [] : [all]), ...pillars];
}

function otherEditions(context: Context, question: ScoreQuestion): readonly Action[] {
  const shown = question.edition ?? context.pack.edition;
  return context.country.editions.flatMap(({ edition }) =>
    edition === shown
      ? []
      : [
          show(
            context.pack.slug,
            commandFor({ ...question, edition }) ?? "",
            says(context, "scores.caption", { edition }),
          ),
        ],
  );
}
