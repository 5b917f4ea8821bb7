/** An answer from the figures: scores with their editions, changes, neighbours, and the highest or lowest of a group. */
import { answerKey } from "./answer-key.ts";
import { text, type Block, type ScoreRow } from "#core/document/briefing.ts";
import { answerActions } from "./answer.ts";
import { nameOf, pillarOf, says, type Desk } from "./context.ts";
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import { beside, indicatorsIn, overEditions, subjectName } from "./figure-tables.ts";
import { findingItem } from "./findings.ts";
import type { CountryFigures, Finding, Indicator } from "#core/profile/profile.ts";
import type { Reply } from "#core/reply.ts";
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
} from "./scores.ts";
import { stamp } from "./stamp.ts";

/** The topic of an answer about the headline. */
const HEADLINE = "scores";
/** How many of the highest or lowest to show; ties with the last of them are shown too. */
const EXTREMES = 3;

/** `findings` say in words what the figures show; there may be none. */
export function composeFigureAnswer(desk: Desk, question: FigureQuestion, findings: readonly Finding[] = []): Reply {
  const { edition, rows, topic, name } = measured(desk, question);
  const title = says(desk, "figures.title", { subject: name, country: desk.pack.country });
  const key = answerKey({ topic, findings: findings.map(({ id }) => id) });
  const first = rows[0];
  const blocks: readonly Block[] = [
    { kind: "heading", text: title },
    ...(rows.length === 0 ? [] : [{ kind: "scores", caption: captionOf(desk, question, edition), rows } as const]),
    ...places(desk, topic, edition),
    ...younger(desk, topic),
    ...(question.kind === "extreme"
      ? []
      : [...beside(desk, question, edition), ...overEditions(desk, question.subject)]),
    ...said(desk, findings),
    { kind: "actions", items: answerActions(desk, [topic], key) },
    { kind: "feedback", feedback: { pack: desk.pack.slug, answer: key } },
    stamp(desk),
  ];
  const citations = findings.map(({ id, section }) => ({ finding: id, section, edition: desk.pack.edition }));
  const summary =
    first === undefined
      ? title
      : says(desk, "figures.summary", {
          subject: first.label,
          score: formatScore(first.score),
          high: desk.taxonomy.scale.high,
          edition,
        });
  return { kind: "answer", topic, briefing: { title, summary, blocks }, citations };
}

function said(desk: Desk, findings: readonly Finding[]): readonly Block[] {
  if (findings.length === 0) return [];
  const { edition, dataYear: year } = desk.pack;
  return [
    { kind: "paragraph", spans: [text(says(desk, "answer.intro", { edition, year }))] },
    { kind: "findings", items: findings.map((finding, at) => findingItem(desk, finding, at + 1)) },
  ];
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
