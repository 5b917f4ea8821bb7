/** The figures of a pack: what the commands on figures show of its topic, without their messages around it. */
import { says, type Context } from "#core/briefings/context.ts";
import { composeFigures } from "#core/briefings/figures.ts";
import { placeWords } from "#core/briefings/figures/places.ts";
import { formatHeadline, formatScore, measureName } from "#core/briefings/scores.ts";
import type { Chart } from "#core/document/chart.ts";
import type { EvidencePack, EvidenceScore } from "#core/document/evidence.ts";
import type { FigureNumber } from "#core/profile/figure-number.ts";
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import { MEASURES } from "#core/profile/profile.ts";
import type { Scope } from "./scope.ts";

export function figuresFor(context: Context, { subject }: Scope): Pick<EvidencePack, "scores" | "charts"> {
  const questions: readonly FigureQuestion[] = [
    { kind: "trend", subject },
    { kind: "score", subject, edition: null },
    { kind: "rank", subject, edition: null },
  ];
  const replies = questions.map((question) => composeFigures(context, question));
  const numbers = replies.flatMap((reply) => (reply.kind === "figures" ? reply.figures : []));
  const own = numbers.filter(({ country }) => country === context.country.slug);
  const once = new Map(own.map((each) => [[each.subject, each.edition, each.basis].join(), each]));
  return {
    scores: [...once.values()].map((number) => scoreOf(context, number)),
    charts: chartsIn(replies.flatMap(({ briefing }) => briefing.blocks)),
  };
}

function chartsIn(blocks: ReturnType<typeof composeFigures>["briefing"]["blocks"]): readonly Chart[] {
  return blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : []));
}

function scoreOf(context: Context, number: FigureNumber): EvidenceScore {
  const measure = MEASURES.find((each) => each === number.subject);
  const subject = measure === undefined ? number.subject : measureName(context, measure);
  const name = measure === undefined ? (context.topics.get(subject)?.name ?? subject) : subject;
  const first = context.pack.edition;
  return {
    ...number,
    name: number.basis === "calculated" ? says(context, "trend.basis.name", { measure: name, first }) : name,
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
