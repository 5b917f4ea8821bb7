/** What is said beside what became of scores: which were not counted, what it is to improve, and on whose count. */
import { paragraph } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import { CHANGES, type FigureQuestion, type FigureSubject } from "#core/profile/figure-question.ts";
import { says, type Context } from "#core/briefings/context.ts";
import { areaOf } from "#core/briefings/figures/areas.ts";
import { tallyLines } from "#core/briefings/figures/beside/beside.ts";
import { inWords } from "#core/briefings/figures/places.ts";
import { isWholeHeadline } from "#core/briefings/figures/scores.ts";
import { isMixed, linesOf } from "#core/briefings/figures/tables.ts";

type Question = Extract<FigureQuestion, { kind: "changes" }>;

/** Two editions. */
export interface Interval {
  readonly first: number;
  readonly last: number;
}

/** Of countries the one figure that is compared: criminality where none was named. */
export function ofCountries({ subject }: Pick<Question, "subject">): FigureSubject {
  return isWholeHeadline(subject) ? { kind: "headline", measure: "criminality" } : subject;
}

/** What the first of the editions did not score. */
export function leftOut(context: Context, { among, subject }: Question, { first, last }: Interval): readonly Block[] {
  const younger =
    among === "countries" ? [] : tallyLines(context, subject).filter(({ since }) => since > first && since <= last);
  if (younger.length === 0) return [];
  const names = inWords(
    context,
    younger.map(({ phrase }) => phrase),
  );
  return [paragraph(says(context, "changes.left-out", { first, names }))];
}

/** What it is to improve, where both directions are counted. */
export function meaningOf(context: Context, { change, among, subject }: Question): readonly string[] {
  const isBoth = among === "indicators" && isWholeHeadline(subject);
  return isBoth && CHANGES.indexOf(change) >= CHANGES.indexOf("improved") && change !== "unchanged"
    ? [says(context, "changes.meaning")]
    : [];
}

/** Ours, where the editions count other indicators. */
export function basisOf(context: Context, question: Question, { first }: Interval): readonly string[] {
  if (question.among === "indicators" || first !== context.pack.edition) return [];
  const isOurs = linesOf(context, ofCountries(question)).some((line) =>
    isMixed(context, line, areaOf(context, "region").countries),
  );
  return isOurs ? [says(context, "changes.like-for-like", { first })] : [];
}
