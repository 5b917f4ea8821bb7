/** Two of the country's figures against each other in one edition. */
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import type { CountryFigures } from "#core/profile/profile.ts";
import { raised, says, type Context } from "#core/briefings/context.ts";
import type { Part } from "#core/briefings/figures/answer-part.ts";
import { barsOf } from "#core/briefings/figures/charts.ts";
import { inWords } from "#core/briefings/figures/places.ts";
import { HEADLINE } from "#core/briefings/figures/scores.ts";
import { linesOf, scoreFormatOf, type Line } from "#core/briefings/figures/tables.ts";

type Between = Extract<FigureQuestion, { kind: "between" }>;

/** The lines of both, the first one first. */
export function linesBetween(context: Context, { subjects }: Between): readonly Line[] {
  return subjects.flatMap((subject) => linesOf(context, subject).slice(0, 1));
}

/** `Yes. The heroin trade scored higher than the cannabis trade in 2021: 7.0 against 5.5 of 10.` */
export function betweenOf(context: Context, question: Between, figures: CountryFigures): Part {
  const { claim } = question;
  const lines = linesBetween(context, question);
  const scores = lines.map((line) => ({ line, score: line.score(figures) ?? Number.NaN }));
  const [one, other] = scores;
  const words = verdictOf(context, scores, figures.edition);
  const isHigher = claim === "higher" || claim === lines[0]?.high;
  const difference = (one?.score ?? 0) - (other?.score ?? 0);
  const holds = isHigher ? difference > 0 : difference < 0;
  const verdict = claim === undefined ? words : says(context, holds ? "said.yes" : "said.no", { words });
  const name = says(context, "figures.countries", {
    subject: inWords(
      context,
      lines.map((line) => line.name),
    ),
    edition: figures.edition,
  });
  const [subject] = question.subjects;
  return {
    topic: subject.kind === "headline" ? HEADLINE : subject.slug,
    name,
    verdict,
    editions: [figures.edition],
    blocks: barsOf(context, { title: verdict, name }, { lines, figures, own: lines.map(({ slug }) => slug) }),
  };
}

function verdictOf(
  context: Context,
  scores: readonly { readonly line: Line; readonly score: number }[],
  edition: number,
): string {
  const { high } = context.taxonomy.scale;
  const [top, next] = scores.toSorted((one, other) => other.score - one.score);
  if (top === undefined || next === undefined) return "";
  const [one, second] = [top, next].map(({ line, score }) => scoreFormatOf(line)(score));
  if (top.score === next.score) {
    const subjects = raised(
      inWords(
        context,
        scores.map(({ line }) => line.phrase),
      ),
    );
    return says(context, "between.same", { subjects, score: one ?? "", high, edition });
  }
  const values = { first: raised(top.line.phrase), second: next.line.phrase, one: one ?? "", other: second ?? "" };
  return says(context, "between.two", { ...values, high, edition });
}
