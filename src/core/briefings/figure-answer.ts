/** An answer from the figures: scores with their editions, changes, neighbours, and the highest or lowest of a group. */
import { text } from "#core/document/blocks.ts";
import type { Block, ScoreRow } from "#core/document/briefing.ts";
import { answerActions, answerKey } from "./answer.ts";
import { nameOf, pillarOf, says, type Context } from "./context.ts";
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import { beside, indicatorsIn, overEditions, subjectName } from "./figure-tables.ts";
import { findingItem } from "./findings.ts";
import type { CountryFigures, Finding, Indicator } from "#core/profile/profile.ts";
import type { Reply } from "#core/reply.ts";
import { figuresOf, placeAmong, regionScores } from "#core/profile/figures.ts";
import { MEASURES } from "#core/profile/profile.ts";
import { formatScore, measureName, measureRow, scoreRow } from "./scores.ts";
import { stamp } from "./stamp.ts";

/** The topic of an answer about the headline. */
const HEADLINE = "scores";
/** How many of the highest or lowest to show; ties with the last of them are shown too. */
const EXTREMES = 3;

/** `findings` say in words what the figures show; there may be none. */
export function composeFigureAnswer(
  context: Context,
  question: FigureQuestion,
  findings: readonly Finding[] = [],
): Reply {
  const { edition, rows, topic, name } = measured(context, question);
  const title = says(context, "figures.title", { subject: name, country: context.pack.country });
  const key = answerKey({ topic, findings: findings.map(({ id }) => id) });
  const first = rows[0];
  const blocks: readonly Block[] = [
    { kind: "heading", text: title },
    ...(rows.length === 0 ? [] : [{ kind: "scores", caption: captionOf(context, question, edition), rows } as const]),
    ...places(context, topic, edition),
    ...younger(context, topic),
    ...(question.kind === "extreme"
      ? []
      : [...beside(context, question, edition), ...overEditions(context, question.subject)]),
    ...said(context, findings),
    { kind: "actions", items: answerActions(context, [topic], key) },
    { kind: "feedback", feedback: { pack: context.pack.slug, answer: key } },
    stamp(context),
  ];
  const citations = findings.map(({ id, section }) => ({ finding: id, section, edition: context.pack.edition }));
  const summary =
    first === undefined
      ? title
      : says(context, "figures.summary", {
          subject: first.label,
          score: formatScore(first.score),
          high: context.taxonomy.scale.high,
          edition,
        });
  return { kind: "answer", topic, briefing: { title, summary, blocks }, citations };
}

function said(context: Context, findings: readonly Finding[]): readonly Block[] {
  if (findings.length === 0) return [];
  const { edition, dataYear: year } = context.pack;
  return [
    { kind: "paragraph", spans: [text(says(context, "answer.intro", { edition, year }))] },
    { kind: "findings", items: findings.map((finding, at) => findingItem(context, finding, at + 1)) },
  ];
}

interface Measured {
  readonly edition: number;
  readonly rows: readonly ScoreRow[];
  readonly topic: string;
  readonly name: string;
}

function measured(context: Context, question: FigureQuestion): Measured {
  const asked = question.kind === "trend" ? null : question.edition;
  const edition = editionFor(context, question, asked);
  const figures = figuresOf(context.country, edition);
  if (figures === undefined) throw new Error(`There are no figures for ${edition}`);
  if (question.kind === "extreme") return extremes(context, question, figures);
  const { subject } = question;
  if (subject.kind === "headline") {
    const rows = (subject.measure === null ? MEASURES : [subject.measure]).map((measure) =>
      measureRow(context, figures, measure),
    );
    return { edition, rows, topic: HEADLINE, name: subjectName(context, subject) };
  }
  const rows = indicatorRows(context, indicatorsIn(context, subject), figures);
  const topic = subject.kind === "indicator" ? subject.slug : (rows[0]?.slug ?? HEADLINE);
  return { edition, rows: rows.map(({ row }) => row), topic, name: subjectName(context, subject) };
}

/** The edition asked for, else the profile's own; an indicator that is younger is shown by its first one. */
function editionFor(context: Context, question: FigureQuestion, asked: number | null): number {
  const wanted = asked ?? context.pack.edition;
  const subject = question.kind === "extreme" ? null : question.subject;
  const since =
    context.taxonomy.indicators.find(({ slug }) => subject?.kind === "indicator" && slug === subject.slug)?.since ??
    wanted;
  const known = context.country.editions.map(({ edition }) => edition);
  const latest = known.at(-1) ?? wanted;
  if (since > wanted) return latest;
  return known.includes(wanted) ? wanted : context.pack.edition;
}

function extremes(
  context: Context,
  { pillar, section, end }: Extract<FigureQuestion, { kind: "extreme" }>,
  figures: CountryFigures,
): Measured {
  const group = context.taxonomy.indicators.filter((indicator) =>
    section === null ? indicator.pillar === pillar : indicator.section === section,
  );
  const rows = indicatorRows(context, group, figures).toSorted((one, other) =>
    end === "highest" ? other.row.score - one.row.score : one.row.score - other.row.score,
  );
  const last = rows[EXTREMES - 1]?.row.score;
  const shown = rows.filter(({ row }, at) => at < EXTREMES || row.score === last);
  const name = section === null ? pillarOf(context, pillar).name : nameOf(context, section);
  return { edition: figures.edition, rows: shown.map(({ row }) => row), topic: shown[0]?.slug ?? HEADLINE, name };
}

/** Highest first where the order is ours to choose. */
function indicatorRows(
  context: Context,
  indicators: readonly Indicator[],
  figures: CountryFigures,
): readonly { slug: string; row: ScoreRow }[] {
  const rows = indicators.flatMap(({ slug, name, pillar }) => {
    const score = figures.indicators[slug];
    return score === undefined
      ? []
      : [{ slug, row: scoreRow(context, { label: name, score, high: pillarOf(context, pillar).high }) }];
  });
  return rows.toSorted((one, other) => other.row.score - one.row.score);
}

function captionOf(context: Context, question: FigureQuestion, edition: number): string {
  if (question.kind !== "extreme") return says(context, "figures.score", { edition });
  const group = question.section === null ? pillarOf(context, question.pillar).name : nameOf(context, question.section);
  return question.end === "highest"
    ? says(context, "figures.highest", { group, edition })
    : says(context, "figures.lowest", { group, edition });
}

/** Where the score stands: on the continent for the headline, in the country and the region for an indicator. */
function places(context: Context, topic: string, edition: number): readonly Block[] {
  const figures = figuresOf(context.country, edition);
  if (figures === undefined) return [];
  const { continent, region } = context.pack.figures;
  if (topic === HEADLINE) {
    const lines = MEASURES.map((measure) => {
      const { rank, of } = figures.ranks[measure].continent;
      return says(context, "figures.continent", {
        measure: measureName(context, measure),
        rank,
        of,
        continent,
        edition,
      });
    });
    return [{ kind: "bullets", items: lines.map((line) => [text(line)]) }];
  }
  const indicator = context.taxonomy.indicators.find(({ slug }) => slug === topic);
  const score = figures.indicators[topic];
  if (indicator === undefined || score === undefined) return [];
  const scores = regionScores(context.pack.figures, indicator.slug, edition);
  const words = says(context, "indicator.rank.region", {
    position: placeAmong(score, scores),
    count: scores.length,
    region,
  });
  return [{ kind: "paragraph", spans: [text(words)] }];
}

function younger(context: Context, topic: string): readonly Block[] {
  const indicator = context.taxonomy.indicators.find(
    ({ slug, since }) => slug === topic && since > context.pack.edition,
  );
  if (indicator === undefined) return [];
  const words = says(context, "figures.younger", { subject: indicator.name, since: indicator.since });
  return [{ kind: "notice", spans: [text(words)] }];
}
