/** Charts as bars of text: every number of the text twin, with its length beside it. */
import { text } from "#core/document/blocks.ts";
import type { Block, Briefing } from "#core/document/briefing.ts";
import { chartValue, type Chart, type ChartSeries } from "#core/document/chart.ts";
import { plainText } from "#core/document/plain-text.ts";

/** Characters for the whole scale. */
const WIDTH = 30;
const FULL = "█";
/** From an eighth of a character to seven. */
const PARTS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
const LINE = "┊";

/** The text twin, with bars in the place of a chart's table. */
export function terminalText(briefing: Briefing): string {
  const blocks = briefing.blocks.map((block): Block => {
    if (block.kind !== "chart") return block;
    return { kind: "paragraph", spans: [text(chartLines(block.chart).join("\n"))] };
  });
  return plainText({ ...briefing, blocks });
}

function chartLines(chart: Chart): readonly string[] {
  const { caption, scale, heads } = chart;
  const rows = rowsOf(chart);
  const named = Math.max(...rows.map(({ name }) => name.length));
  const numbered = Math.max(...rows.map(({ value }) => value.length));
  const drawn = rows.map(({ name, value, bar }) =>
    `${name.padEnd(named)}  ${value.padStart(numbered)}  ${bar}`.trimEnd(),
  );
  // Which way is worse and where high begins stand under the message; the mark is told only where a bar is short enough to show it.
  const mark = rows.some(({ bar }) => bar.includes(LINE)) ? `; ${LINE} = ${scale.line.toFixed(2)}` : "";
  return [...(caption === "" ? [] : [caption]), ...drawn, `${heads.value}${mark}`];
}

interface Row {
  readonly name: string;
  readonly value: string;
  readonly bar: string;
}

/** One bar a series, or under each series one a column. */
function rowsOf(chart: Chart): readonly Row[] {
  const { form, series, columns } = chart;
  if (form === "bars" || form === "ranks")
    return series.map((each) => rowOf(chart, each, { name: [each.place, each.name].filter(Boolean).join(" "), at: 0 }));
  return series.flatMap((each) => [
    { name: each.name, value: "", bar: "" },
    ...columns.map(({ name, note }, at) => {
      const noted = note === "" || each.mixed !== true ? name : `${name} (${note})`;
      return rowOf(chart, each, { name: `  ${noted}`, at });
    }),
  ]);
}

function rowOf(
  { scale }: Chart,
  series: ChartSeries,
  { name, at }: { readonly name: string; readonly at: number },
): Row {
  const value = series.values[at] ?? null;
  return { name, value: chartValue(series, value), bar: value === null ? "" : barOf(value, scale) };
}

/** The line between low and high stands behind the bar, or beyond its end. */
function barOf(value: number, { high, line }: Chart["scale"]): string {
  const eighths = Math.round((value / high) * WIDTH * 8);
  const bar = FULL.repeat(Math.floor(eighths / 8)) + (PARTS[eighths % 8] ?? "");
  const at = Math.floor((line / high) * WIDTH);
  return bar.length <= at ? bar.padEnd(at) + LINE : bar;
}
