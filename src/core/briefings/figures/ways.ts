/** Ways on from an answer about figures: narrower, over time, in the order of countries, in another edition. */
import { show } from "#core/document/blocks.ts";
import type { Action, Block } from "#core/document/briefing.ts";
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import { figuresOf } from "#core/profile/figures.ts";
import { buttonName, says, shareAction, withShare, type Context } from "#core/briefings/context.ts";
import { measureName } from "#core/briefings/scores.ts";
import { measureAsked } from "./calculation.ts";
import { commandFor } from "./commands.ts";
import { countIndicators } from "./headline.ts";
import { HEADLINE, isWholeHeadline } from "./scores.ts";
import { indicatorsIn, isMixed, linesOf } from "./tables.ts";

/** Ways on to the topic, to its trend and its order, to the other editions; the report waits in the menu. */
export function figureButtons(
  context: Context,
  question: FigureQuestion,
  { topic, key }: { readonly topic: string; readonly key: string },
): Block {
  const pack = context.pack.slug;
  const ask = (words: string, label: string): Action => show(pack, words, label);
  const isOne = context.topics.get(topic)?.kind === "indicator";
  const of = isOne ? ` ${topic}` : "";
  const all = [
    ...newestEdition(context, question, topic),
    ...narrower(context, question),
    ...everyBeside(context, question),
    ...calculations(context, question),
    ...ordersWithin(context, question),
    ...(isOne && context.pack.kind === "profile" ? [ask(topic, buttonName(context, topic))] : []),
    ...(showsTrend(context, question) ? [] : [ask(`trend${of}`, says(context, "action.trend"))]),
    ...orders(context, question, of),
    ...(question.kind === "score" && topic === HEADLINE ? otherEditions(context, question).slice(1) : []),
  ];
  // Of two that are called alike, the one that goes on with what was asked.
  const ways = all.filter(({ label }, at) => all.findIndex((way) => way.label === label) === at);
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
  const count = figures === undefined ? 0 : countIndicators(context, figures);
  const all = way({ detail: "full" }, says(context, "action.all.scores", { count }));
  const pillars = context.taxonomy.pillars.map(({ slug: measure, name }) =>
    way({ subject: { kind: "headline", measure }, detail: "brief" }, name),
  );
  return [...(question.detail === "full" ? [] : [all]), ...pillars];
}

/** Where the scores on one side were counted, all of both countries: also those on the other. */
function everyBeside(context: Context, question: FigureQuestion): readonly Action[] {
  if (question.kind !== "compare" || question.tally === undefined) return [];
  const { countries, edition } = question;
  const subject = { kind: "headline", measure: null } as const;
  const command = commandFor({ kind: "compare", countries, edition, subject, detail: "full" });
  const count = countIndicators(
    context,
    figuresOf(context.country, edition ?? context.pack.edition) ?? context.figures,
  );
  return command === null ? [] : [show(context.pack.slug, command, says(context, "action.all.scores", { count }))];
}

/** Who sees an earlier edition is led to the newest first. */
function newestEdition(context: Context, question: FigureQuestion, topic: string): readonly Action[] {
  return question.kind === "score" && topic === HEADLINE ? otherEditions(context, question).slice(0, 1) : [];
}

/** The newest first. */
function otherEditions(context: Context, question: ScoreQuestion): readonly Action[] {
  const shown = question.edition ?? context.pack.edition;
  return context.country.editions
    .toReversed()
    .flatMap(({ edition }) =>
      edition === shown
        ? []
        : [
            show(
              context.pack.slug,
              commandFor({ ...question, edition }) ?? "",
              says(context, "action.scores.edition", { edition }),
            ),
          ],
    );
}
