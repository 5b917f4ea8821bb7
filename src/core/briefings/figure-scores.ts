/** The scores of one edition: of a subject, or the highest and the lowest of many. */
import { bullets, paragraph } from "#core/document/blocks.ts";
import type { Block, ScoreRow } from "#core/document/briefing.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import { MEASURES, type CountryFigures, type Indicator, type Measure } from "#core/profile/profile.ts";
import { nameOf, pillarOf, says, type Context } from "./context.ts";
import { placeInRegion } from "./figure-places.ts";
import { caveat, editionsTable, indicatorsIn, subjectName } from "./figure-tables.ts";
import { formatScore, measureName, measureRow, scoreRow } from "./scores.ts";

/** The topic of an answer about the headline. */
export const HEADLINE = "scores";
/** How many of the highest or lowest to show; ties with the last of them are shown too. */
const EXTREMES = 3;

/** What a message of figures is made of, without what every message has. */
export interface Part {
  /** What the ways on lead to. */
  readonly topic: string;
  readonly name: string;
  readonly summary: string | null;
  readonly blocks: readonly Block[];
}

export function scoreOf(context: Context, subject: FigureSubject, figures: CountryFigures): Part {
  const { rows, topic } = scoreRows(context, subject, figures);
  const { edition } = figures;
  const isAll = isWholeHeadline(subject);
  return {
    topic,
    name: subjectName(context, subject),
    summary: summaryOf(context, rows[0], edition),
    blocks: [
      ...scoresBlock(says(context, "figures.score", { edition }), rows),
      ...(isAll ? everyScore(context, figures) : []),
      ...places(context, subject, figures),
      ...(isAll ? [paragraph(caveat(context))] : editionsTable(context, subject)),
    ],
  };
}

/** The rows of a subject, the highest first where the order is ours to choose, and the topic that they are about. */
export function scoreRows(
  context: Context,
  subject: FigureSubject,
  figures: CountryFigures,
): { readonly rows: readonly ScoreRow[]; readonly topic: string } {
  if (subject.kind === "headline")
    return { rows: measuresOf(subject).map((measure) => measureRow(context, figures, measure)), topic: HEADLINE };
  const rows = indicatorRows(context, indicatorsIn(context, subject), figures);
  const topic = subject.kind === "indicator" ? subject.slug : (rows[0]?.slug ?? HEADLINE);
  return { rows: rows.map(({ row }) => row), topic };
}

/** Nothing narrower than a country: all scores and all editions would not fit into one message. */
export function isWholeHeadline(subject: FigureSubject): boolean {
  return subject.kind === "headline" && subject.measure === null;
}

export function scoresBlock(caption: string, rows: readonly ScoreRow[]): readonly Block[] {
  return rows.length === 0 ? [] : [{ kind: "scores", caption, rows }];
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
  const rows = indicatorRows(context, group, figures).toSorted((one, other) =>
    end === "highest" ? other.row.score - one.row.score : one.row.score - other.row.score,
  );
  const last = rows[EXTREMES - 1]?.row.score;
  const shown = rows.filter(({ row }, at) => at < EXTREMES || row.score === last);
  const name = groupName(context, { pillar, section });
  const { edition } = figures;
  const values = { group: name, edition };
  const caption =
    end === "highest" ? says(context, "figures.highest", values) : says(context, "figures.lowest", values);
  return {
    topic: shown[0]?.slug ?? HEADLINE,
    name,
    summary: summaryOf(context, shown[0]?.row, edition),
    blocks: scoresBlock(
      caption,
      shown.map(({ row }) => row),
    ),
  };
}

function groupName(
  context: Context,
  { pillar, section }: Pick<Extract<FigureQuestion, { kind: "extreme" }>, "pillar" | "section">,
): string {
  if (section !== null) return nameOf(context, section);
  return pillar === null ? says(context, "figures.all") : pillarOf(context, pillar).name;
}

/** All of the headline, unless one measure is named. */
function measuresOf({ measure }: Extract<FigureSubject, { kind: "headline" }>): readonly Measure[] {
  return measure === null ? MEASURES : [measure];
}

function indicatorRows(
  context: Context,
  indicators: readonly Indicator[],
  figures: CountryFigures,
): readonly { slug: string; row: ScoreRow }[] {
  const rows = indicators.flatMap(({ slug, name, pillar }) => {
    const score = figures.indicators[slug];
    const { high } = pillarOf(context, pillar);
    return score === undefined ? [] : [{ slug, row: scoreRow(context, { label: name, score, high }) }];
  });
  return rows.toSorted((one, other) => other.row.score - one.row.score);
}

/** Behind the headline, every score of the edition, pillar by pillar. */
function everyScore(context: Context, figures: CountryFigures): readonly Block[] {
  const { pillars, indicators } = context.taxonomy;
  return pillars.map(({ slug, name, high }): Block => {
    const rows = indicators.flatMap((indicator) => {
      const score = indicator.pillar === slug ? figures.indicators[indicator.slug] : undefined;
      return score === undefined ? [] : [scoreRow(context, { label: indicator.name, score, high })];
    });
    return { kind: "scores", caption: name, rows };
  });
}

function summaryOf(context: Context, first: ScoreRow | undefined, edition: number): string | null {
  if (first === undefined) return null;
  const { label: subject, score } = first;
  const { high } = context.taxonomy.scale;
  return says(context, "figures.summary", { subject, score: formatScore(score), high, edition });
}

/** Where the scores stand: on the continent for the headline, in the region for indicators. */
function places(context: Context, subject: FigureSubject, figures: CountryFigures): readonly Block[] {
  if (subject.kind === "headline") return [bullets(continentPlaces(context, subject, figures))];
  const lines = indicatorsIn(context, subject).flatMap(({ slug, name }) => {
    const words = placeInRegion(context, figures.edition, (each) => each?.indicators[slug]);
    return words === null
      ? []
      : [subject.kind === "section" ? says(context, "figures.subject", { subject: name, words }) : words];
  });
  if (lines.length === 0) return [];
  return [lines.length === 1 ? paragraph(lines[0] ?? "") : bullets(lines)];
}

function continentPlaces(
  context: Context,
  subject: Extract<FigureSubject, { kind: "headline" }>,
  { ranks, edition }: CountryFigures,
): readonly string[] {
  const { country, figures } = context.pack;
  const { continent } = figures;
  return measuresOf(subject).map((measure) => {
    const { rank, of } = ranks[measure].continent;
    const name = measureName(context, measure).toLowerCase();
    return says(context, "figures.continent", { measure: name, country, rank, of, continent, edition });
  });
}
