/** What is asked of a course over the editions: by how much a score changed, and whether it went as somebody says. */
import type { ScoreChange, TrendAsked } from "#core/profile/figure-question.ts";
import { figuresOf, firstBasis } from "#core/profile/figures.ts";
import { says, type Context } from "#core/briefings/context.ts";
import { distanceOf, sizeName } from "./bound-words.ts";
import type { Line } from "#core/briefings/figures/tables.ts";
import { momentsOf } from "#core/briefings/figures/verdicts.ts";

/** From the first of the editions to the last, as published and on the indicators of the first. */
interface Course {
  readonly from: number;
  readonly to: number;
  /** Undefined where it is what was published. */
  readonly ours: number | undefined;
}

/** `words` with what was asked of them; as they are where it cannot be said of several figures. */
export function askedOfCourse(
  context: Context,
  lines: readonly Line[],
  { asked, words }: { readonly asked: TrendAsked; readonly words: string },
): string {
  const [line, ...more] = lines;
  const course = line === undefined || more.length > 0 ? undefined : courseOf(context, line);
  if (line === undefined || course === undefined) return words;
  return asked.kind === "size"
    ? withSize(context, words, { line, course })
    : withClaim(context, words, { line, course, change: asked.change });
}

function courseOf(context: Context, line: Line): Course | undefined {
  const moments = momentsOf(context, line);
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined || moments.length < 2) return undefined;
  const figures = figuresOf(context.country, last.edition);
  const ours =
    line.measure === undefined || figures === undefined
      ? last.score
      : firstBasis(context.taxonomy, figures, context.pack.edition)[line.measure];
  return { from: first.score, to: last.score, ours: ours === last.score ? undefined : ours };
}

/** `That is 0.38 lower.`, or for a course that editions tell two ways both. */
function withSize(
  context: Context,
  words: string,
  { line, course: { from, to, ours } }: { readonly line: Line; readonly course: Course },
): string {
  const by = (score: number): string => {
    const size = sizeName(distanceOf(score, from), line);
    if (score === from) return says(context, "course.level");
    return says(context, score > from ? "course.higher" : "course.lower", { size });
  };
  if (ours !== undefined) return says(context, "course.both", { words, published: by(to), basis: by(ours) });
  return to === from ? words : says(context, "course.size", { words, size: by(to) });
}

/** Neither yes nor no where the editions tell it two ways. */
function withClaim(
  context: Context,
  words: string,
  { line, course: { from, to, ours }, change }: { readonly line: Line; readonly course: Course; change: ScoreChange },
): string {
  const isSo = (score: number): boolean => {
    switch (change) {
      case "rose":
        return score > from;
      case "fell":
        return score < from;
      case "improved":
        return line.high === "better" ? score > from : score < from;
      case "worsened":
        return line.high === "better" ? score < from : score > from;
      case "changed":
        return score !== from;
      case "unchanged":
        return score === from;
    }
  };
  if (ours !== undefined && isSo(ours) !== isSo(to)) return says(context, "said.depends", { words });
  return says(context, isSo(to) ? "said.yes" : "said.no", { words });
}
