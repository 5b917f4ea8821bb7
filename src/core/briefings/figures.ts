/** What the figures answer, to a command and to a question in plain words alike: one question in, one reply out. */
import { bullets, notice, page, paragraph, show } from "#core/document/blocks.ts";
import type { Action, Block, ScoreRow } from "#core/document/briefing.ts";
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import { figuresOf, placeAmong, regionScores } from "#core/profile/figures.ts";
import {
  MEASURES,
  type Country,
  type CountryFigures,
  type Finding,
  type Indicator,
  type Measure,
} from "#core/profile/profile.ts";
import type { Reply } from "#core/reply.ts";
import { answerActions, answerKey } from "./answer.ts";
import { nameOf, pillarOf, says, shareAction, type Context } from "./context.ts";
import { commandFor, noEdition, whichCountry } from "./figure-commands.ts";
import { besideTable, caveat, editionsTable, indicatorsIn, subjectName } from "./figure-tables.ts";
import { findingItem } from "./findings.ts";
import { formatScore, measureName, measureRow, scoreRow } from "./scores.ts";
import { stamp } from "./stamp.ts";

/** The topic of an answer about the headline. */
const HEADLINE = "scores";
/** How many of the highest or lowest to show; ties with the last of them are shown too. */
const EXTREMES = 3;

/** `findings` say in words what the figures show; there may be none. */
export function composeFigures(context: Context, question: FigureQuestion, findings: readonly Finding[] = []): Reply {
  const asked = question.kind === "trend" ? null : question.edition;
  const figures = figuresOf(context.country, editionFor(context, question, asked));
  if (figures === undefined) return noEdition(context, asked ?? context.pack.edition);
  const others = question.kind === "compare" ? neighboursAmong(context, question.countries) : [];
  if (question.kind === "compare" && others.length === 0) return whichCountry(context, question);
  const { topic, rows, name } = measure(context, question, figures);
  const { edition } = figures;
  const title = titleOf(context, question, { name, edition });
  const key = answerKey({ topic, findings: findings.map(({ id }) => id) });
  const briefing = page({ title, summary: summaryOf(context, rows[0], edition) ?? title }, [
    ...(rows.length === 0 ? [] : [{ kind: "scores", caption: captionOf(context, question, edition), rows } as const]),
    ...(isWhole(question) ? everyScore(context, figures) : []),
    ...places(context, question, { topic, figures }),
    ...younger(context, topic),
    ...tables(context, question, { others, edition }),
    ...said(context, findings),
    { kind: "actions", items: actionsOf(context, question, { topic, key }) },
    { kind: "feedback", feedback: { pack: context.pack.slug, answer: key } },
    stamp(context),
  ]);
  const citations = findings.map(({ id, section }) => ({ finding: id, section, edition: context.pack.edition }));
  return { kind: "answer", topic, briefing, citations };
}

/** The scores of one edition and nothing narrower: all of them and all editions would not fit into one message. */
function isWhole(question: FigureQuestion): boolean {
  return question.kind === "score" && question.subject.kind === "headline" && question.subject.measure === null;
}

function tables(
  context: Context,
  question: FigureQuestion,
  { others, edition }: { readonly others: readonly Country[]; readonly edition: number },
): readonly Block[] {
  if (question.kind === "extreme") return [];
  if (isWhole(question)) return [paragraph(caveat(context))];
  const { kind, subject } = question;
  return [
    ...(kind === "compare" ? besideTable(context, subject, { others, edition }) : []),
    ...editionsTable(context, subject),
  ];
}

interface Measured {
  readonly rows: readonly ScoreRow[];
  readonly topic: string;
  readonly name: string;
}

function measure(context: Context, question: FigureQuestion, figures: CountryFigures): Measured {
  if (question.kind === "extreme") return extremes(context, question, figures);
  const { subject } = question;
  const name = subjectName(context, subject);
  if (subject.kind === "headline") {
    return { rows: measuresOf(question).map((each) => measureRow(context, figures, each)), topic: HEADLINE, name };
  }
  const rows = indicatorRows(context, indicatorsIn(context, subject), figures);
  const topic = subject.kind === "indicator" ? subject.slug : (rows[0]?.slug ?? HEADLINE);
  return { rows: rows.map(({ row }) => row), topic, name };
}

/** All of the headline, unless one measure is named. */
function measuresOf(question: FigureQuestion): readonly Measure[] {
  const subject = question.kind === "extreme" ? null : question.subject;
  return subject?.kind === "headline" && subject.measure !== null ? [subject.measure] : MEASURES;
}

/** The edition asked for, else the profile's own; an indicator that is younger is shown by its newest. */
function editionFor(context: Context, question: FigureQuestion, asked: number | null): number {
  const wanted = asked ?? context.pack.edition;
  const subject = question.kind === "extreme" ? null : question.subject;
  const slug = subject?.kind === "indicator" ? subject.slug : null;
  const indicator = context.taxonomy.indicators.find((each) => each.slug === slug);
  const isYounger = indicator !== undefined && indicator.since > wanted;
  return isYounger ? (context.country.editions.at(-1)?.edition ?? wanted) : wanted;
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
  return { rows: shown.map(({ row }) => row), topic: shown[0]?.slug ?? HEADLINE, name };
}

/** Highest first where the order is ours to choose. */
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

function titleOf(
  context: Context,
  question: FigureQuestion,
  { name, edition }: { readonly name: string; readonly edition: number },
): string {
  const { country } = context.pack;
  return isWhole(question)
    ? says(context, "scores.title", { country, edition })
    : says(context, "figures.title", { subject: name, country });
}

function captionOf(context: Context, question: FigureQuestion, edition: number): string {
  if (question.kind !== "extreme") return says(context, "figures.score", { edition });
  const group = question.section === null ? pillarOf(context, question.pillar).name : nameOf(context, question.section);
  return question.end === "highest"
    ? says(context, "figures.highest", { group, edition })
    : says(context, "figures.lowest", { group, edition });
}

function summaryOf(context: Context, first: ScoreRow | undefined, edition: number): string | undefined {
  if (first === undefined) return undefined;
  const { label: subject, score } = first;
  const { high } = context.taxonomy.scale;
  return says(context, "figures.summary", { subject, score: formatScore(score), high, edition });
}

/** Where the score stands: on the continent for the headline, in the region for an indicator. */
function places(
  context: Context,
  question: FigureQuestion,
  { topic, figures: { edition, ranks, indicators } }: { readonly topic: string; readonly figures: CountryFigures },
): readonly Block[] {
  const { figures } = context.pack;
  const { continent, region } = figures;
  if (topic === HEADLINE) {
    const lines = measuresOf(question).map((measure) => {
      const { rank, of } = ranks[measure].continent;
      const name = measureName(context, measure);
      return says(context, "figures.continent", { measure: name, rank, of, continent, edition });
    });
    return [bullets(lines)];
  }
  const score = indicators[topic];
  if (score === undefined) return [];
  const scores = regionScores(figures, topic, edition);
  const position = placeAmong(score, scores);
  return [paragraph(says(context, "indicator.rank.region", { position, count: scores.length, region }))];
}

function younger(context: Context, topic: string): readonly Block[] {
  const indicator = context.taxonomy.indicators.find(
    ({ slug, since }) => slug === topic && since > context.pack.edition,
  );
  if (indicator === undefined) return [];
  return [notice(says(context, "figures.younger", { subject: indicator.name, since: indicator.since }))];
}

function said(context: Context, findings: readonly Finding[]): readonly Block[] {
  if (findings.length === 0) return [];
  const { edition, dataYear: year } = context.pack;
  return [
    paragraph(says(context, "answer.intro", { edition, year })),
    { kind: "findings", items: findings.map((finding, at) => findingItem(context, finding, at + 1)) },
  ];
}

/** Ways on to the topic and to the other editions, the report, and sharing what a command could ask for. */
function actionsOf(
  context: Context,
  question: FigureQuestion,
  { topic, key }: { topic: string; key: string },
): readonly Action[] {
  const command = commandFor(question);
  const shown = question.kind === "score" ? (question.edition ?? context.pack.edition) : null;
  const editions = topic === HEADLINE && shown !== null ? context.country.editions : [];
  const others = editions.flatMap(({ edition }) =>
    edition === shown
      ? []
      : [show(context.pack.slug, `scores ${edition}`, says(context, "scores.caption", { edition }))],
  );
  const share = command === null ? [] : [shareAction(context, command)];
  return [...others, ...answerActions(context, [topic], key), ...share];
}

function neighboursAmong({ pack, country: own }: Context, asked: readonly string[]): readonly Country[] {
  return pack.figures.countries.filter((country) => country !== own && asked.includes(country.slug));
}
