/** What every picture of figures has: its series, its scale, its source. */
import type { Block } from "#core/document/briefing.ts";
import { chartNumbers, lineRange, type Chart, type ChartSeries } from "#core/document/chart.ts";
import { DIRECTIONS } from "#core/profile/profile.ts";
import { says, type Context } from "#core/briefings/context.ts";
import { datedName, formatHeadline, readingOf } from "#core/briefings/scores.ts";
import { CLOSE } from "./scored.ts";
import type { Line } from "./tables.ts";

export function seriesOf(
  context: Context,
  line: Line,
  { values, own = false }: { readonly values: readonly (number | null)[]; readonly own?: boolean },
): ChartSeries {
  const { name, short, high, measure, since } = line;
  const isPart = measure === "markets" || measure === "actors";
  const dated = datedName(context, line);
  return {
    name: dated,
    ...(dated === name ? {} : { marked: { name, note: says(context, "chart.added", { since }) } }),
    short,
    high,
    ...(isPart ? { part: true } : {}),
    basis: "published",
    own,
    values,
    decimals: measure === undefined ? decimalsOf(values) : 2,
    place: "",
  };
}

/** As published: one digit, or two where a published score has two. */
function decimalsOf(values: readonly (number | null)[]): 1 | 2 {
  const isTenths = (value: number): boolean => Math.abs(value * 10 - Math.round(value * 10)) < 1e-9;
  return values.every((value) => value === null || isTenths(value)) ? 1 : 2;
}

export function scoreHead(context: Context): string {
  return says(context, "figures.columns.score", { high: context.taxonomy.scale.high });
}

/** An axis that does not begin at nought says so. */
function cutOf(context: Context, series: Chart["series"]): string {
  const [low, high] = lineRange({ series, scale: context.taxonomy.scale });
  return low === 0 ? "" : says(context, "chart.axis", { low, high });
}

/** How many of those shown are high, where they are more than are counted at a glance. */
function tallied(
  context: Context,
  { form, series }: Pick<Chart, "form" | "series">,
  high: ChartSeries["high"],
): Pick<Chart["readings"][number], "tally"> {
  const shown = series.filter((each) => each.high === high);
  if ((form !== "bars" && form !== "ranks") || shown.length <= AT_A_GLANCE) return {};
  const { line } = context.taxonomy.scale;
  const count = shown.filter(({ values: [score = null] }) => (score ?? 0) > line).length;
  const level = shown.filter(({ values: [score = null] }) => score === line).length;
  const key = level === 0 ? "chart.tally" : "chart.tally.level";
  return { tally: says(context, key, { count, of: shown.length, level }) };
}
const AT_A_GLANCE = 3;

/** What stands beside the names of two. */
function sidesOf(context: Context, { form, columns }: Pick<Chart, "form" | "columns">): Partial<Chart["heads"]> {
  return form === "pairs" && columns.length === 2
    ? { left: says(context, "chart.left"), right: says(context, "chart.right") }
    : {};
}

type Given = Pick<Chart, "form" | "title" | "name" | "columns" | "series"> & {
  readonly caption?: string;
  readonly heads: Omit<Chart["heads"], "value">;
  readonly editions: readonly number[];
  readonly caveat?: string;
  /** Whose figures they are, where the series do not say it: a picture may be passed on without its verdict. */
  readonly country?: string;
};

/** One number is no picture. */
export function drawn(
  context: Context,
  { editions, caption = "", caveat = "", country = "", heads, ...given }: Given,
): readonly Block[] {
  if (chartNumbers(given) < 2) return [];
  const { low, high, line } = context.taxonomy.scale;
  const shown = DIRECTIONS.filter((direction) => given.series.some((each) => each.high === direction));
  const chart: Chart = {
    ...given,
    caption,
    heads: { ...heads, value: scoreHead(context), ...sidesOf(context, given) },
    scale: {
      ...{ low, high, line, lineName: says(context, "chart.line", { line: formatHeadline(line) }) },
      ...{ onLine: says(context, "chart.on-line"), above: says(context, "level.high") },
      // As its sentence says it of the two ends; of many bars it would be said of most.
      ...(given.form === "bars" && shown.length > 1
        ? { below: { words: says(context, "level.low"), most: line - CLOSE } }
        : {}),
      near: { under: says(context, "chart.just-under"), over: says(context, "chart.just-over") },
      // Of bars the least that is possible: they begin at nothing.
      cut: given.form === "lines" ? cutOf(context, given.series) : says(context, "chart.range", { low, high }),
    },
    reading: shown.length > 1 ? says(context, "chart.both") : readingOf(context, shown[0] ?? "worse"),
    readings: shown.map((high) => ({ high, words: readingOf(context, high), ...tallied(context, given, high) })),
    caveat,
    source: [country, says(context, "stamp.source", { editions: editions.join(", ") })].filter(Boolean).join(" · "),
  };
  return [{ kind: "chart", chart }];
}
