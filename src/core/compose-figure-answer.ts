/** An answer from the figures: scores with their editions, changes, neighbours, and the highest or lowest of a group. */
import { answerKey } from "./answer-key.ts";
import { text, type Block, type ScoreRow } from "./briefing.ts";
import { answerActions } from "./compose-answer.ts";
import { nameOf, pillarOf, says, type Desk } from "./desk.ts";
import type { FigureQuestion, FigureSubject } from "./figure-question.ts";
import { firstBasis } from "./like-for-like.ts";
import type { Country, CountryFigures, Indicator, Measure } from "./profile.ts";
import type { Reply } from "./reply.ts";
import {
  figuresOf,
  formatScore,
  measureName,
  measureRow,
  MEASURES,
  ownCountry,
  placeAmong,
  regionScores,
  scoreRow,
} from "./score-words.ts";
import { stamp } from "./stamp.ts";

/** The topic of an answer about the headline. */
const HEADLINE = "scores";
/** How many of the highest or lowest to show; ties with the last of them are shown too. */
const EXTREMES = 3;

export function composeFigureAnswer(desk: Desk, question: FigureQuestion): Reply {
  const { edition, rows, topic, name } = measured(desk, question);
  const title = says(desk, "figures.title", { subject: name, country: desk.pack.country });
  const key = answerKey({ topic, findings: [] });
  const first = rows[0];
  const blocks: readonly Block[] = [
    { kind: "heading", text: title },
    ...(rows.length === 0 ? [] : [{ kind: "scores", caption: captionOf(desk, question, edition), rows } as const]),
    ...places(desk, topic, edition),
    ...younger(desk, topic),
    ...(question.kind === "extreme"
      ? []
      : [...beside(desk, question, edition), ...overEditions(desk, question.subject)]),
    { kind: "actions", items: answerActions(desk, [topic], key) },
    { kind: "feedback", feedback: { pack: desk.pack.slug, answer: key } },
    stamp(desk),
  ];
  const summary =
    first === undefined
      ? title
      : says(desk, "figures.summary", {
          subject: first.label,
          score: formatScore(first.score),
          high: desk.taxonomy.scale.high,
          edition,
        });
  return { kind: "answer", topic, briefing: { title, summary, blocks }, citations: [] };
}

interface Measured {
  readonly edition: number;
  readonly rows: readonly ScoreRow[];
  readonly topic: string;
  readonly name: string;
}

function measured(desk: Desk, question: FigureQuestion): Measured {
  const asked = question.kind === "trend" ? null : question.edition;
  const edition = editionFor(desk, question, asked);
  const figures = figuresOf(ownCountry(desk), edition);
  if (figures === undefined) throw new Error(`There are no figures for ${edition}`);
  if (question.kind === "extreme") return extremes(desk, question, figures);
  const { subject } = question;
  if (subject.kind === "headline") {
    const rows = (subject.measure === null ? MEASURES : [subject.measure]).map((measure) =>
      measureRow(desk, figures, measure),
    );
    return { edition, rows, topic: HEADLINE, name: subjectName(desk, subject) };
  }
  const rows = indicatorRows(desk, indicatorsIn(desk, subject), figures);
  const topic = subject.kind === "indicator" ? subject.slug : (rows[0]?.slug ?? HEADLINE);
  return { edition, rows: rows.map(({ row }) => row), topic, name: subjectName(desk, subject) };
}

/** The edition asked for, else the profile's own; an indicator that is younger is shown by its first one. */
function editionFor(desk: Desk, question: FigureQuestion, asked: number | null): number {
  const wanted = asked ?? desk.pack.edition;
  const subject = question.kind === "extreme" ? null : question.subject;
  const since =
    desk.taxonomy.indicators.find(({ slug }) => subject?.kind === "indicator" && slug === subject.slug)?.since ??
    wanted;
  const known = ownCountry(desk).editions.map(({ edition }) => edition);
  const latest = known.at(-1) ?? wanted;
  if (since > wanted) return latest;
  return known.includes(wanted) ? wanted : desk.pack.edition;
}

function extremes(
  desk: Desk,
  { pillar, section, end }: Extract<FigureQuestion, { kind: "extreme" }>,
  figures: CountryFigures,
): Measured {
  const group = desk.taxonomy.indicators.filter((indicator) =>
    section === null ? indicator.pillar === pillar : indicator.section === section,
  );
  const rows = indicatorRows(desk, group, figures).toSorted((one, other) =>
    end === "highest" ? other.row.score - one.row.score : one.row.score - other.row.score,
  );
  const last = rows[EXTREMES - 1]?.row.score;
  const shown = rows.filter(({ row }, at) => at < EXTREMES || row.score === last);
  const name = section === null ? pillarOf(desk, pillar).name : nameOf(desk, section);
  return { edition: figures.edition, rows: shown.map(({ row }) => row), topic: shown[0]?.slug ?? HEADLINE, name };
}

/** Highest first where the order is ours to choose. */
function indicatorRows(
  desk: Desk,
  indicators: readonly Indicator[],
  figures: CountryFigures,
): readonly { slug: string; row: ScoreRow }[] {
  const rows = indicators.flatMap(({ slug, name, pillar }) => {
    const score = figures.indicators[slug];
    return score === undefined
      ? []
      : [{ slug, row: scoreRow(desk, { label: name, score, high: pillarOf(desk, pillar).high }) }];
  });
  return rows.toSorted((one, other) => other.row.score - one.row.score);
}

function indicatorsIn(desk: Desk, subject: Exclude<FigureSubject, { kind: "headline" }>): readonly Indicator[] {
  return desk.taxonomy.indicators.filter(({ slug, section }) =>
    subject.kind === "indicator" ? slug === subject.slug : section === subject.slug,
  );
}

function captionOf(desk: Desk, question: FigureQuestion, edition: number): string {
  if (question.kind !== "extreme") return says(desk, "figures.score", { edition });
  const group = question.section === null ? pillarOf(desk, question.pillar).name : nameOf(desk, question.section);
  return question.end === "highest"
    ? says(desk, "figures.highest", { group, edition })
    : says(desk, "figures.lowest", { group, edition });
}

/** Where the score stands: on the continent for the headline, in the country and the region for an indicator. */
function places(desk: Desk, topic: string, edition: number): readonly Block[] {
  const figures = figuresOf(ownCountry(desk), edition);
  if (figures === undefined) return [];
  const { continent, region } = desk.pack.figures;
  if (topic === HEADLINE) {
    const lines = MEASURES.map((measure) => {
      const { rank, of } = figures.ranks[measure].continent;
      return says(desk, "figures.continent", { measure: measureName(desk, measure), rank, of, continent, edition });
    });
    return [{ kind: "bullets", items: lines.map((line) => [text(line)]) }];
  }
  const indicator = desk.taxonomy.indicators.find(({ slug }) => slug === topic);
  const score = figures.indicators[topic];
  if (indicator === undefined || score === undefined) return [];
  const scores = regionScores(desk, indicator, edition);
  const words = says(desk, "indicator.rank.region", {
    position: placeAmong(score, scores),
    count: scores.length,
    region,
  });
  return [{ kind: "paragraph", spans: [text(words)] }];
}

function younger(desk: Desk, topic: string): readonly Block[] {
  const indicator = desk.taxonomy.indicators.find(({ slug, since }) => slug === topic && since > desk.pack.edition);
  if (indicator === undefined) return [];
  const words = says(desk, "figures.younger", { subject: indicator.name, since: indicator.since });
  return [{ kind: "notice", spans: [text(words)] }];
}

/** The same figure in other countries. */
function beside(desk: Desk, question: Exclude<FigureQuestion, { kind: "extreme" }>, edition: number): readonly Block[] {
  if (question.kind !== "compare") return [];
  const countries = [ownCountry(desk), ...question.countries];
  const caption = says(desk, "figures.countries", { subject: subjectName(desk, question.subject), edition });
  const rows = linesOf(desk, question.subject).map(({ name, score }) => [
    name,
    ...countries.map((country) => cell(score(figuresOf(country, edition)))),
  ]);
  return [
    {
      kind: "table",
      caption,
      columns: [says(desk, "scores.columns.measure"), ...countries.map(({ name }) => name)],
      rows,
    },
  ];
}

/** The figure in every edition, with ours on the first edition's basis where the editions differ. */
function overEditions(desk: Desk, subject: FigureSubject): readonly Block[] {
  const country = ownCountry(desk);
  if (country.editions.length < 2) return [];
  const lines = linesOf(desk, subject);
  const published = lines.map(({ name, score }) => [name, ...country.editions.map((figures) => cell(score(figures)))]);
  const ours = lines.flatMap(({ measure }) => (measure === undefined ? [] : [basisRow(desk, country, measure)]));
  const columns = [says(desk, "scores.columns.measure"), ...country.editions.map(({ edition }) => String(edition))];
  const counts = country.editions.map(({ indicators }) => Object.keys(indicators).length);
  const caveat = says(desk, "trend.caveat", {
    first: country.editions[0]?.edition ?? desk.pack.edition,
    early: counts[0] ?? 0,
    late: counts.at(-1) ?? 0,
  });
  return [
    {
      kind: "table",
      caption: says(desk, "figures.editions", { subject: subjectName(desk, subject) }),
      columns,
      rows: [...published, ...ours],
    },
    ...(ours.length === 0
      ? []
      : [{ kind: "paragraph", spans: [text(says(desk, "trend.basis", { first: desk.pack.edition }))] } as const]),
    { kind: "paragraph", spans: [text(caveat)] },
  ];
}

interface Line {
  readonly name: string;
  readonly measure?: Measure;
  readonly score: (figures: CountryFigures | undefined) => number | undefined;
}

function linesOf(desk: Desk, subject: FigureSubject): readonly Line[] {
  if (subject.kind !== "headline")
    return indicatorsIn(desk, subject).map(({ slug, name }) => ({
      name,
      score: (figures) => figures?.indicators[slug],
    }));
  const measures = subject.measure === null ? MEASURES : [subject.measure];
  return measures.map((measure) => ({
    name: measureName(desk, measure),
    measure,
    score: (figures) => figures?.headline[measure],
  }));
}

function basisRow(desk: Desk, country: Country, measure: Measure): readonly string[] {
  const first = desk.pack.edition;
  const name = says(desk, "trend.basis.name", { measure: measureName(desk, measure), first });
  return [name, ...country.editions.map((figures) => cell(firstBasis(desk.taxonomy, figures, first)[measure]))];
}

function subjectName(desk: Desk, subject: FigureSubject): string {
  if (subject.kind !== "headline") return nameOf(desk, subject.slug);
  return subject.measure === null
    ? MEASURES.map((measure) => measureName(desk, measure)).join(", ")
    : measureName(desk, subject.measure);
}

function cell(score: number | undefined): string {
  return score === undefined ? "–" : formatScore(score);
}
