/** Figures over the editions, and countries in the order of theirs. */
import { paragraph } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import type { FigureQuestion, FigureSubject, OrderAsked } from "#core/profile/figure-question.ts";
import type { CountryFigures } from "#core/profile/profile.ts";
import { says, type Context } from "#core/briefings/context.ts";
import { areaOf, countriesNamed, missingWorld, otherPart, partNotice, type RankingArea } from "./areas.ts";
import { linesOver, ranksOf } from "./charts.ts";
import type { Part } from "./answer-part.ts";
import { askedOfCourse } from "#core/briefings/figures/several/course.ts";
import { endsOf } from "./headline.ts";
import { courseTitle, topTitle } from "#core/briefings/figures/several/picture-titles.ts";
import { isWholeHeadline, scoreOf, topicOf } from "./scores.ts";
import { editionsTable, linesOf, orderTable, placesTable, subjectName, type Line } from "./tables.ts";
import { worldCourse } from "#core/briefings/figures/order/world-places.ts";
import {
  countVerdict,
  endsVerdict,
  furtherVerdict,
  mostChanged,
  mostVerdict,
  orderVerdict,
  placesVerdict,
  trendVerdict,
} from "./verdicts.ts";
import { boundOrder, nearestOrder, topOrder } from "#core/briefings/figures/order/bound-order.ts";
import { firstVerdict, publishedVerdict, tieVerdict } from "#core/briefings/figures/order/who-first.ts";
import { worldOrder, worldVerdict, type CountryOrder } from "#core/briefings/figures/order/world-order.ts";

/** Of one edition there is no trend: then it is its score. */
export function overEditions(
  own: Context,
  { subject, asked, ...range }: Extract<FigureQuestion, { kind: "trend" }>,
  figures: CountryFigures,
): Part {
  const context = within(own, range);
  const lines = linesOf(context, subject);
  const words = overVerdict(context, subject, lines);
  const verdict = asked === undefined ? words : askedOfCourse(context, lines, { asked, words });
  if (words === "" || context.country.editions.length < 2) return scoreOf(context, { subject }, figures);
  const name = subjectName(context, subject);
  const charted = isWholeHeadline(subject) ? endsOf(lines) : lines;
  const title = titleOver(context, charted, verdict);
  const heading = { title, name: says(context, "figures.editions", { subject: name }) };
  // What its title speaks of.
  const most = subject.kind === "section" && lines.length > 1 ? mostChanged(context, lines)?.line.slug : undefined;
  const picture = linesOver(context, heading, { lines: charted, own: most });
  return {
    topic: topicOf(context, subject, figures),
    name,
    verdict,
    editions: context.country.editions.flatMap((each) =>
      lines.some(({ score }) => score(each) !== undefined) ? [each.edition] : [],
    ),
    blocks: [...picture, ...(picture.length === 0 ? editionsTable(context, lines) : []), ...inWorld(context, charted)],
    notes: subject.kind === "headline" ? [says(context, "stamp.places")] : [],
  };
}

/** Of the headline its courses, of several scores which stands highest too; of one what is said above it. */
function titleOver(context: Context, lines: readonly Line[], verdict: string): string {
  if (lines.length < 2) return verdict;
  if (lines.every(({ measure }) => measure !== undefined)) return courseTitle(context, lines);
  return [verdict, topTitle(context, lines)].filter(Boolean).join(" ");
}

/** Where its measures stood in the world in the first edition and the last. */
function inWorld(context: Context, lines: readonly Line[]): readonly Block[] {
  const words = worldCourse(
    context,
    lines.flatMap(({ measure }) => (measure === undefined ? [] : [measure])),
  );
  return words === "" || lines.every(({ measure }) => measure === undefined) ? [] : [paragraph(words)];
}

/** As if there had been no other editions: those of the range are set against the first of them. All where fewer than two are in it. */
function within(
  context: Context,
  { from = 0, to = Infinity }: { readonly from?: number; readonly to?: number },
): Context {
  const editions = context.country.editions.filter(({ edition }) => from <= edition && edition <= to);
  const [first] = editions;
  if (first === undefined || editions.length < 2 || editions.length === context.country.editions.length) return context;
  return {
    ...context,
    pack: { ...context.pack, edition: first.edition },
    country: { ...context.country, editions },
  };
}

/** Empty where there is no second score. */
function overVerdict(context: Context, subject: FigureSubject, lines: readonly Line[]): string {
  if (subject.kind === "section" && lines.length > 1) return mostVerdict(context, subjectName(context, subject), lines);
  const told = isWholeHeadline(subject) ? endsOf(lines) : lines.slice(0, 1);
  return told
    .map((line, at) => (at === 0 ? trendVerdict(context, line) : furtherVerdict(context, line)))
    .filter((words) => words !== "")
    .join(" ");
}

type RankQuestion = Extract<FigureQuestion, { kind: "rank" }>;

/** Whose place it is, and among whom: one from elsewhere among all that are here. */
function placedIn(
  own: Context,
  { scope, of }: RankQuestion,
): { readonly context: Context; readonly area: RankingArea } {
  const [country = own.country] = of === undefined ? [] : countriesNamed(own, [of]);
  const context = { ...own, country };
  const isBeside = own.pack.figures.countries.includes(country);
  return { context, area: areaOf(context, scope ?? (isBeside ? "region" : "world")) };
}

/** Where nothing narrower is named, the order is that of criminality. */
export function inOrder(own: Context, question: RankQuestion, figures: CountryFigures): Part {
  const { subject: asked } = question;
  const { context, area } = placedIn(own, question);
  const subject: FigureSubject = isWholeHeadline(asked) ? { kind: "headline", measure: "criminality" } : asked;
  const lines = linesOf(context, subject);
  const { edition } = figures;
  const [only] = lines;
  const about = {
    topic: topicOf(context, subject, figures),
    name: subjectName(context, subject),
    editions: [edition],
  };
  // The own place in the world is published, whatever is here.
  const isMissing = question.scope === "world" && question.asked !== undefined;
  const part = [
    ...partNotice(context, area),
    ...(isMissing ? missingWorld(context, area) : []),
    ...otherPart(context, question),
  ];
  if (area.countries.length < 2) {
    const alone = scoreOf(context, { subject }, figures);
    return { ...alone, blocks: [...alone.blocks, ...part] };
  }
  if (lines.length > 1 || only === undefined)
    return {
      ...about,
      verdict: placesVerdict(context, lines, { area, edition }),
      blocks: [...placesTable(context, lines, { area, edition }), ...part],
    };
  const order = { line: only, area, edition };
  const verdict = orderedWords(context, order, question);
  if (area.scope === "world") return { ...about, verdict, blocks: [...worldOrder(context, order, verdict), ...part] };
  const heading = {
    title: verdict,
    name: says(context, "figures.countries", { subject: only.name, edition }),
    caption: "",
  };
  const picture = ranksOf(context, heading, { line: only, countries: context.pack.figures.countries, edition });
  const shown = picture.length > 0 ? picture : orderTable(context, subject, edition);
  return {
    ...about,
    verdict,
    blocks: [...shown, ...part],
    notes: [says(context, "stamp.places")],
  };
}

/** How many are on a side, who is first, who shares a place, the place in the world, the place: whichever was asked. */
function orderedWords(context: Context, order: CountryOrder, { asked, scope }: RankQuestion): string {
  const told = asked === undefined ? null : askedVerdict(context, order, asked);
  if (told !== null) return told;
  if (order.area.scope === "world") return worldVerdict(context, order);
  const inWorld = scope === "world" ? publishedVerdict(context, order) : null;
  return inWorld ?? orderVerdict(context, order, undefined) ?? endsVerdict(context, order) ?? "";
}

function askedVerdict(context: Context, order: CountryOrder, asked: OrderAsked): string | null {
  switch (asked.kind) {
    case "at":
      return firstVerdict(context, order, asked);
    case "count":
      return countVerdict(context, order, asked.side);
    case "tie":
      return tieVerdict(context, order, asked);
    case "top":
      return topOrder(context, order, asked);
    case "bound":
      return boundOrder(context, order, asked.bound);
    case "nearest":
      return nearestOrder(context, order, asked.nearest);
  }
}
