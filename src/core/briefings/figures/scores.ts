/** The scores of one edition: of a subject, or the highest and the lowest of many. */
import { paragraph } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import { MEASURES, type CountryFigures, type Indicator, type Measure } from "#core/profile/profile.ts";
import { nameOf, pillarOf, says, type Context } from "#core/briefings/context.ts";
import { barsOf, linesOver } from "./charts.ts";
import { inWords, placeInCountry, placeInRegion, placesSentence, publishedPlaces } from "./places.ts";
import { indicatorsIn, indicatorLine, linesOf, subjectName } from "./tables.ts";
import { headlineVerdict, scoreVerdict } from "./verdicts.ts";
import { formatHeadline, formatScore, measureName, scoreColumns, scoreTable } from "#core/briefings/scores.ts";

/** The topic of an answer about the headline. */
export const HEADLINE = "scores";
/** How many of the highest or lowest to show; ties with the last of them are shown too. */
const EXTREMES = 3;

/** What a message of figures is made of, without what every message has. */
export interface Part {
  /** What the ways on lead to. */
  readonly topic: string;
  readonly name: string;
  /** What they come to, in a line. */
  readonly verdict: string;
  /** Whose figures are shown. */
  readonly editions: readonly number[];
  readonly blocks: readonly Block[];
  /** What the source line says of them, such as whose count the places are. */
  readonly notes?: readonly string[];
}

export function scoreOf(context: Context, subject: FigureSubject, figures: CountryFigures): Part {
  const about = { topic: topicOf(context, subject, figures), name: subjectName(context, subject) };
  if (subject.kind === "headline") return { ...about, ...headlineScore(context, subject.measure, figures) };
  const indicators = scored(indicatorsIn(context, subject), figures);
  const [first] = indicators;
  if (first === undefined) return { ...about, verdict: about.name, editions: [figures.edition], blocks: [] };
  if (indicators.length === 1) return { ...about, ...oneScore(context, first, figures) };
  const verdict = highestVerdict(context, about.name, { ordered: indicators, figures });
  const picture = barsIn(context, { title: verdict, group: about.name }, { indicators, figures });
  const blocks = picture.length > 0 ? picture : [scoreTable(context, indicators, figures)];
  return { ...about, verdict, editions: [figures.edition], blocks };
}

/** What scored highest in a group, with all that share its score. */
function highestVerdict(
  context: Context,
  group: string,
  { ordered, figures }: { readonly ordered: readonly Indicator[]; readonly figures: CountryFigures },
): string {
  return says(context, "verdict.highest", { group, ...firstOf(context, ordered, figures) });
}

/** The scores of a group in one edition. */
function barsIn(
  context: Context,
  { title, group }: { readonly title: string; readonly group: string },
  { indicators, figures }: { readonly indicators: readonly Indicator[]; readonly figures: CountryFigures },
): readonly Block[] {
  const name = says(context, "figures.countries", { subject: group, edition: figures.edition });
  const lines = indicators.map((indicator) => indicatorLine(context, indicator));
  return barsOf(context, { title, name }, { lines, figures });
}

/** Whichever stands first, with all that share its score. */
function firstOf(
  context: Context,
  ordered: readonly Indicator[],
  { indicators: scores, edition }: CountryFigures,
): { readonly subject: string; readonly score: string; readonly high: number; readonly edition: number } {
  const score = scores[ordered[0]?.slug ?? ""] ?? Number.NaN;
  const names = ordered.filter(({ slug }) => scores[slug] === score).map(({ name }) => name);
  return { subject: inWords(context, names), score: formatScore(score), high: context.taxonomy.scale.high, edition };
}

type Said = Pick<Part, "verdict" | "editions" | "blocks" | "notes">;

function oneScore(context: Context, indicator: Indicator, figures: CountryFigures): Said {
  const editions = context.country.editions.flatMap(({ edition, indicators }) =>
    indicators[indicator.slug] === undefined ? [] : [edition],
  );
  const places = [
    placeInCountry(context, indicator, figures),
    placeInRegion(context, figures.edition, (each) => each?.indicators[indicator.slug]),
  ];
  const verdict = scoreVerdict(context, indicator, figures);
  // Only its own: the scores of others are no answer to what was asked.
  const over = { title: verdict, name: says(context, "figures.editions", { subject: indicator.name }) };
  const blocks = [
    paragraph(placesSentence(context, figures.edition, places)),
    ...linesOver(context, over, [indicatorLine(context, indicator)]),
  ];
  return {
    verdict,
    editions,
    blocks,
    notes: [says(context, "stamp.places")],
  };
}

/** Of the whole country every score there is, in one table. */
function headlineScore(
  context: Context,
  measure: Extract<FigureSubject, { kind: "headline" }>["measure"],
  figures: CountryFigures,
): Said {
  const verdict = headlineVerdict(context, measure, figures);
  const said = { verdict, editions: [figures.edition], notes: [says(context, "stamp.places")] };
  if (measure !== null) {
    const place = paragraph(`${publishedPlaces(context, figures, measure)}.`);
    return { ...said, blocks: [place, ...ofMeasure(context, measure, figures)] };
  }
  const places = (["criminality", "resilience"] as const).map((each) =>
    says(context, "figures.subject", {
      subject: measureName(context, each),
      words: publishedPlaces(context, figures, each),
    }),
  );
  const heading = { title: verdict, name: says(context, "scores.caption", { edition: figures.edition }) };
  const picture = barsOf(context, heading, {
    lines: linesOf(context, { kind: "headline", measure }),
    figures,
  });
  return { ...said, blocks: [paragraph(`${places.join(". ")}.`), ...picture, everyScore(context, figures)] };
}

/** What a measure is the mean of: its pillar's scores, and for criminality those of both pillars. */
function ofMeasure(context: Context, measure: Measure, figures: CountryFigures): readonly Block[] {
  const indicators = scored(
    context.taxonomy.indicators.filter(({ pillar }) =>
      measure === "criminality" ? pillarOf(context, pillar).high === "worse" : pillar === measure,
    ),
    figures,
  );
  const group = measureName(context, measure);
  const title = highestVerdict(context, group, { ordered: indicators, figures });
  return barsIn(context, { title, group }, { indicators, figures });
}

function everyScore(context: Context, figures: CountryFigures): Block {
  const rows = MEASURES.flatMap((measure) => {
    const headline = [measureName(context, measure), formatHeadline(figures.headline[measure])];
    const indicators = context.taxonomy.indicators.filter(({ pillar }) => pillar === measure);
    return [
      headline,
      ...scored(indicators, figures).map(({ slug, name }) => [
        name,
        formatScore(figures.indicators[slug] ?? Number.NaN),
      ]),
    ];
  });
  return { kind: "table", caption: "", columns: scoreColumns(context), rows };
}

/** Those that the edition scored, the highest first. */
function scored(indicators: readonly Indicator[], { indicators: scores }: CountryFigures): readonly Indicator[] {
  return indicators
    .filter(({ slug }) => scores[slug] !== undefined)
    .toSorted((one, other) => (scores[other.slug] ?? 0) - (scores[one.slug] ?? 0));
}

/** The topic that a subject's ways on lead to: of a section the one that scored highest. */
export function topicOf(context: Context, subject: FigureSubject, figures: CountryFigures): string {
  if (subject.kind === "headline") return HEADLINE;
  if (subject.kind === "indicator") return subject.slug;
  return scored(indicatorsIn(context, subject), figures)[0]?.slug ?? HEADLINE;
}

/** Nothing narrower than a country: all scores and all editions would not fit into one message. */
export function isWholeHeadline(subject: FigureSubject): boolean {
  return subject.kind === "headline" && subject.measure === null;
}

export function extremes(
  context: Context,
  { pillar, section, end }: Extract<FigureQuestion, { kind: "extreme" }>,
  figures: CountryFigures,
): Part {
  const group = context.taxonomy.indicators.filter((indicator) => {
    if (section !== null) return indicator.section === section;
    return pillar === null ? pillarOf(context, indicator.pillar).high === "worse" : indicator.pillar === pillar;
  });
  const scoreIn = ({ slug }: Indicator): number => figures.indicators[slug] ?? Number.NaN;
  const highestFirst = scored(group, figures);
  const ordered =
    end === "highest" ? highestFirst : highestFirst.toSorted((one, other) => scoreIn(one) - scoreIn(other));
  const last = ordered[EXTREMES - 1];
  const shown = ordered.filter((each, at) => at < EXTREMES || (last !== undefined && scoreIn(each) === scoreIn(last)));
  const name = groupName(context, { pillar, section });
  const [first] = shown;
  const values = { group: name, ...firstOf(context, ordered, figures) };
  const verdict =
    end === "highest" ? says(context, "verdict.highest", values) : says(context, "verdict.lowest", values);
  const rows = shown.map((each) => [each.name, formatScore(scoreIn(each))]);
  const picture = barsIn(context, { title: verdict, group: name }, { indicators: shown, figures });
  return {
    topic: first?.slug ?? HEADLINE,
    name,
    verdict,
    editions: [figures.edition],
    blocks: picture.length > 0 ? picture : [{ kind: "table", caption: "", columns: scoreColumns(context), rows }],
  };
}

function groupName(
  context: Context,
  { pillar, section }: Pick<Extract<FigureQuestion, { kind: "extreme" }>, "pillar" | "section">,
): string {
  if (section !== null) return nameOf(context, section);
  return pillar === null ? says(context, "figures.all") : pillarOf(context, pillar).name;
}
