/** A number that scores are held against, in words. */
import type { Bound } from "#core/profile/figure-question.ts";
import { says, type Context } from "#core/briefings/context.ts";
import { formatHeadline, formatScore } from "#core/briefings/scores.ts";
import { inWords } from "#core/briefings/figures/places.ts";
import { scoreFormatOf, type Line } from "#core/briefings/figures/tables.ts";

/** Within a sentence: `above`, `at least`. */
export function sideName(context: Context, { side }: Pick<Bound, "side">): string {
  return says(context, `bound.${side}`).toLowerCase();
}

/** Of how many in a hundred it is so, in a sentence of its own. */
export function percentWords(context: Context, { count, of }: { readonly count: number; readonly of: number }): string {
  return says(context, "bounded.percent", { percent: Math.round((100 * count) / Math.max(of, 1)) });
}

/** As it was said, with the digits that scores have: `6.0`, `5.25`; of a headline `5.50`. */
export function numberName(value: number, line?: Pick<Line, "measure">): string {
  if (line?.measure !== undefined) return formatHeadline(value);
  return Number.isInteger(value * 10) ? formatScore(value) : formatHeadline(value);
}

/** In whole hundredths, as scores are. */
export function distanceOf(score: number, value: number): number {
  return Math.abs(Math.round(score * 100) - Math.round(value * 100));
}

/** `Karvonia and Sylvania (5.61, 0.11 above)`: those of one score together. */
export function nearWords(
  context: Context,
  scores: readonly { readonly name: string; readonly score: number }[],
  { value, line }: { readonly value: number; readonly line?: Pick<Line, "measure"> },
): string {
  const told = [...Map.groupBy(scores, ({ score }) => score)].map(([score, having]) => {
    const size = distanceOf(score, value);
    const name = inWords(
      context,
      having.map((each) => each.name),
    );
    const values = { name, score: line === undefined ? formatScore(score) : scoreFormatOf(line)(score) };
    if (size === 0) return says(context, "nearest.level", values);
    return says(context, score > value ? "nearest.above" : "nearest.below", { ...values, size: sizeName(size, line) });
  });
  return told.join("; ");
}

/** Of hundredths, with the digits that it takes. */
export function sizeName(hundredths: number, line?: Pick<Line, "measure">): string {
  return line?.measure === undefined && hundredths % 10 === 0
    ? formatScore(hundredths / 100)
    : formatHeadline(hundredths / 100);
}
