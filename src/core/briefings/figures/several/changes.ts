/** What became of several scores between two editions: how many rose, which did most, in which countries. */
import type { Block, Column } from "#core/document/briefing.ts";
import { percentWords } from "./bound-words.ts";
import { holdsOf, type ScoreChange, type FigureQuestion } from "#core/profile/figure-question.ts";
import { figuresOf, firstBasis } from "#core/profile/figures.ts";
import type { Country, Direction } from "#core/profile/profile.ts";
import { countryPhrase, lowered, says, type Context } from "#core/briefings/context.ts";
import { formatHeadline, formatScore } from "#core/briefings/scores.ts";
import { basisOf, leftOut, meaningOf, ofCountries, type Interval } from "./change-notes.ts";
import type { Part } from "#core/briefings/figures/answer-part.ts";
import { areaOf } from "#core/briefings/figures/areas.ts";
import { tallyLines } from "#core/briefings/figures/beside/beside.ts";
import { inWords } from "#core/briefings/figures/places.ts";
import { HEADLINE, isWholeHeadline } from "#core/briefings/figures/scores.ts";
import { linesOf, subjectName, type Line } from "#core/briefings/figures/tables.ts";

type Question = Extract<FigureQuestion, { kind: "changes" }>;

/** One score in both editions. */
interface Changed {
  readonly name: string;
  readonly phrase: string;
  readonly high: Direction;
  readonly from: number;
  readonly to: number;
}

export function changesOf(context: Context, question: Question): Part {
  const span = spanOf(context, question);
  const all = changesIn(context, question, span);
  const format = formatOf(question);
  const there = all.filter(isOf(question.change)).toSorted((one, other) => sizeOf(other) - sizeOf(one));
  const group = groupOf(context, question);
  return {
    topic: HEADLINE,
    name: question.among === "countries" ? subjectName(context, ofCountries(question)) : group,
    verdict: verdictOf(context, question, { all, there, span, group }),
    editions: [span.first, span.last],
    blocks: [...table(context, question, { there, span, format }), ...leftOut(context, question, span)],
    notes: [...meaningOf(context, question), ...basisOf(context, question, span)],
  };
}

/** Where neither is named, from the first edition to the last; before one that is named alone stands the one before it. */
export function spanOf({ country }: Context, { from, to }: Pick<Question, "from" | "to">): Interval {
  const editions = country.editions.map(({ edition }) => edition);
  const last = to ?? editions.at(-1) ?? 0;
  const before = editions.filter((edition) => edition < last);
  const first = from ?? (to === null ? before[0] : before.at(-1)) ?? last;
  return { first, last };
}

/** Of the whole headline every indicator; of countries the one figure, criminality where none was named. */
function changesIn(context: Context, question: Question, { first, last }: Interval): readonly Changed[] {
  if (question.among === "countries") {
    const [line] = linesOf(context, ofCountries(question));
    return areaOf(context, "region").countries.flatMap((country) => {
      const [from, to] = [first, last].map(
        (edition) => line && likeForLike(context, line, { country, edition, first }),
      );
      const { name } = country;
      return line === undefined || from === undefined || to === undefined
        ? []
        : [{ name, phrase: countryPhrase(context, name), high: line.high, from, to }];
    });
  }
  return tallyLines(context, question.subject).flatMap(({ name, phrase, high, score }) => {
    const [from, to] = [first, last].map((edition) => score(figuresOf(context.country, edition)));
    return from === undefined || to === undefined ? [] : [{ name, phrase, high, from, to }];
  });
}

/** Editions that count other indicators into a measure are set against each other on those of the first. */
function likeForLike(
  { taxonomy }: Context,
  line: Line,
  { country, edition, first }: { readonly country: Country; readonly edition: number; readonly first: number },
): number | undefined {
  const figures = figuresOf(country, edition);
  if (figures === undefined || line.measure === undefined) return line.score(figures);
  return firstBasis(taxonomy, figures, first)[line.measure];
}

function isOf(change: ScoreChange): (changed: Changed) => boolean {
  return ({ from, to, high }) => {
    switch (change) {
      case "rose":
        return to > from;
      case "fell":
        return to < from;
      case "improved":
        return high === "better" ? to > from : to < from;
      case "worsened":
        return high === "better" ? to < from : to > from;
      case "changed":
        return to !== from;
      case "unchanged":
        return to === from;
    }
  };
}

/** In hundredths, as scores are. */
function sizeOf({ from, to }: Changed): number {
  return Math.abs(Math.round(to * 100) - Math.round(from * 100));
}

/** What the others did, in the same terms. */
const BESIDE: Readonly<Record<ScoreChange, readonly ScoreChange[]>> = {
  rose: ["fell", "unchanged"],
  fell: ["rose", "unchanged"],
  improved: ["worsened", "unchanged"],
  worsened: ["improved", "unchanged"],
  changed: ["rose", "fell", "unchanged"],
  unchanged: ["rose", "fell"],
};

function verdictOf(
  context: Context,
  question: Question,
  {
    all,
    there,
    span,
    group,
  }: {
    readonly all: readonly Changed[];
    readonly there: readonly Changed[];
    readonly span: Interval;
    readonly group: string;
  },
): string {
  const [most] = there;
  const values = { ...span, of: all.length, group, change: says(context, `change.${question.change}`) };
  if (question.most && most !== undefined) {
    const format = formatOf(question);
    const level = there.filter((each) => sizeOf(each) === sizeOf(most));
    const subject = inWords(
      context,
      level.map(({ phrase }) => phrase),
    );
    return level.length > 1
      ? says(context, "changes.most.several", { ...values, subject, size: format(sizeOf(most) / 100) })
      : says(context, "changes.most", { ...values, subject, from: format(most.from), to: format(most.to) });
  }
  const parts = BESIDE[question.change].map((asked) => {
    const count = all.filter(isOf(asked)).length;
    const change = says(context, `change.${asked}`);
    return count === 0
      ? says(context, "changes.part.none", { change })
      : says(context, "changes.part", { count, change });
  });
  const others = inWords(context, parts);
  const counted = { ...values, count: there.length, others };
  const words =
    there.length === 0
      ? says(context, "changes.none", { ...values, others })
      : there.length > MOST_NAMED
        ? says(context, "changes.verdict", counted)
        : says(context, "changes.named", { ...counted, names: namesOf(context, question, there) });
  const share = { count: there.length, of: all.length };
  if (question.claimed === undefined)
    return question.percent === true ? `${words} ${percentWords(context, share)}` : words;
  const isSo = holdsOf(question.claimed, share);
  return says(context, isSo ? "said.yes" : "said.no", { words });
}

/** With both scores, where they differ. */
function namesOf(context: Context, question: Question, there: readonly Changed[]): string {
  const format = formatOf(question);
  const names = there.map(({ phrase, from, to }) =>
    from === to ? phrase : says(context, "changes.name", { subject: phrase, from: format(from), to: format(to) }),
  );
  return inWords(context, names);
}

/** More are in the table alone. */
const MOST_NAMED = 3;

function groupOf(context: Context, { among, subject, of }: Question): string {
  if (among === "countries") {
    const [line] = linesOf(context, ofCountries({ subject }));
    return says(context, "changes.countries", { area: areaOf(context, "region").name, subject: line?.phrase ?? "" });
  }
  const group = isWholeHeadline(subject)
    ? says(context, "changes.all")
    : says(context, "changes.group", { subject: lowered(subjectName(context, subject)) });
  return of === undefined
    ? group
    : says(context, "changes.of", { group, country: countryPhrase(context, context.country.name) });
}

function formatOf(question: Question): (score: number) => string {
  return question.among === "countries" && ofCountries(question).kind === "headline" ? formatHeadline : formatScore;
}

/** Each with both scores; `+0.5` beside them. */
function table(
  context: Context,
  { change, among }: Question,
  {
    there,
    span: { first, last },
    format,
  }: { readonly there: readonly Changed[]; readonly span: Interval; readonly format: (score: number) => string },
): readonly Block[] {
  if (there.length === 0) return [];
  const columns: readonly Column[] = [
    { name: says(context, among === "countries" ? "figures.columns.country" : "scores.columns.measure"), kind: "text" },
    { name: String(first), kind: "number" },
    { name: String(last), kind: "number" },
    { name: says(context, "changes.column"), kind: "number" },
  ];
  const rows = there.map((each) => [each.name, format(each.from), format(each.to), signed(each, format)]);
  const caption = says(context, "changes.caption", { change: says(context, `change.${change}`), first, last });
  return [{ kind: "table", caption, columns, rows }];
}

function signed(changed: Changed, format: (score: number) => string): string {
  const size = format(sizeOf(changed) / 100);
  if (changed.to === changed.from) return size;
  return changed.to > changed.from ? `+${size}` : `−${size}`;
}
