/** The figures of a pack: what the commands on figures show of its topic, without their messages around it. */
import { says, type Context } from "#core/briefings/context.ts";
import { composeFigures } from "#core/briefings/figures.ts";
import { placeWords } from "#core/briefings/figures/places.ts";
import { formatHeadline, formatScore, measureName } from "#core/briefings/scores.ts";
import type { Chart } from "#core/document/chart.ts";
import type { EvidencePack, EvidenceScore } from "#core/document/evidence.ts";
import type { FigureNumber } from "#core/profile/figure-number.ts";
import type { Block } from "#core/document/briefing.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import { MEASURES } from "#core/profile/profile.ts";
import type { Reply } from "#core/reply.ts";
import type { Scope } from "./scope.ts";

export function figuresFor(context: Context, { subject, indicators }: Scope): Pick<EvidencePack, "scores" | "charts"> {
  const over = (of: FigureSubject): FigureQuestion => ({ kind: "trend", subject: of });
  const each = indicators.map(({ slug }) => over({ kind: "indicator", slug }));
  const numbers = [over(subject), ...each].flatMap((question) => numbersIn(composeFigures(context, question)));
  const once = new Map(numbers.map((number) => [[number.subject, number.edition, number.basis].join(), number]));
  const shown: readonly FigureQuestion[] = [
    over(subject),
    { kind: "score", subject, edition: null },
    { kind: "rank", subject, edition: null },
  ];
  return {
    scores: [...once.values()].map((number) => scoreOf(context, number)),
    charts: chartsIn(shown.flatMap((question) => composeFigures(context, question).briefing.blocks)),
  };
}

function numbersIn(reply: Reply): readonly FigureNumber[] {
  return reply.kind === "figures" ? reply.figures : [];
}

/** Each set of figures once, whatever it is asked for. */
function chartsIn(blocks: readonly Block[]): readonly Chart[] {
  const charts = blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : []));
  const drawn = new Map(charts.map((chart) => [JSON.stringify([chart.form, chart.columns, chart.series]), chart]));
  return [...drawn.values()];
}

function scoreOf(context: Context, number: FigureNumber): EvidenceScore {
  const measure = MEASURES.find((each) => each === number.subject);
  const subject = measure === undefined ? number.subject : measureName(context, measure);
  const name = measure === undefined ? (context.topics.get(subject)?.name ?? subject) : subject;
  return {
    ...number,
    name: number.basis === "calculated" ? says(context, "trend.basis.name", { measure: name }) : name,
    shown: measure === undefined ? formatScore(number.value) : formatHeadline(number.value),
    place: placeOf(context, number),
  };
}

function placeOf(context: Context, { rank }: FigureNumber): string {
  if (rank?.region === null || rank === null) return "";
  const { rank: place, of, joint } = rank.region;
  const words = placeWords(context, { place, ties: joint ? [context.country.name] : [] });
  return says(context, "figures.place", { rank: words, of });
}
