/** Charts that Teams draws itself, each with the same figures as a table for where it does not. */
import { chartRows, isTabled, lineRange, type Chart, type ChartSeries } from "#core/document/chart.ts";

import type { CardElement, ChartElement } from "./card.ts";
import type { BarGroup, BarPoint, ChartColour } from "./chart-data.ts";
import { captionLine } from "./spans.ts";
import { columnsFor, tableOf } from "./table.ts";

/** One for each series in turn, apart from the line's: https://adaptivecards.microsoft.com/?topic=chart-colors-reference */
const COLOURS: readonly ChartColour[] = [
  "categoricalBlue",
  "categoricalMarigold",
  "categoricalPurple",
  "categoricalTeal",
  "categoricalRed",
  "categoricalLime",
];
const OF_DIRECTION = { worse: "categoricalPurple", better: "categoricalTeal" } as const;
const OF_ANY = "neutral";
/** Stands before what the chart is about: colour alone is no sign. */
const OWN = "▸ ";

/**
 * Where a card carries no picture. Teams has neither dashes nor lines of reference: among lines the line between low and high is one
 * of them; among bars it would read as one more of what is compared, so there the axis says where high begins. Of a chart that
 * stands over its table the table is no second time its fallback.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
 */
export function chartElement(chart: Chart): ChartElement {
  const about = {
    title: chart.name.toWellFormed(),
    showTitle: true,
    spacing: "medium",
    fallback: isTabled(chart) ? "drop" : chartTable(chart),
  } as const;
  switch (chart.form) {
    case "bars":
    case "ranks":
      return { type: "Chart.HorizontalBar", ...about, xAxisTitle: barTitle(chart), data: barsOf(chart) };
    case "lines": {
      const [yMin, yMax] = lineRange(chart);
      return { type: "Chart.Line", ...about, yAxisTitle: barTitle(chart), yMin, yMax, data: linesOf(chart) };
    }
    case "pairs":
      return {
        type: "Chart.VerticalBar.Grouped",
        ...about,
        yAxisTitle: barTitle(chart),
        // Bars begin at nothing.
        ...{ yMin: 0, yMax: chart.scale.high },
        showBarValues: true,
        data: groupsOf(chart),
      };
  }
}

/** The same figures in words. */
export function chartTable(chart: Chart): CardElement {
  const rows = chartRows(chart);
  const hasPlaces = chart.heads.place !== "";
  const kinds = (rows[0] ?? []).map((_, at) => (at === 0 || (at === 1 && hasPlaces) ? "text" : "number"));
  const table = tableOf(columnsFor(kinds, rows), rows, { firstRowAsHeader: true });
  if (chart.caption === "") return table;
  return { type: "Container", items: [captionLine(chart.caption), table] };
}

/** The last of them is the line between low and high. */
function linesOf(chart: Chart): readonly BarGroup[] {
  const values = chart.columns.map((column) => ({ x: columnName(column), y: chart.scale.line }));
  const lines = chart.series.map((series, at) => ({
    legend: named(chart, series),
    color: COLOURS[at % COLOURS.length] ?? OF_ANY,
    values: chart.columns.flatMap((column, place) => {
      const y = series.values[place] ?? null;
      return y === null ? [] : [{ x: columnName(column), y }];
    }),
  }));
  return [...lines, { legend: lineName(chart), color: OF_ANY, values }];
}

function barsOf(chart: Chart): readonly BarPoint[] {
  return chart.series.flatMap((series): readonly BarPoint[] => {
    const y = series.values[0] ?? null;
    // Two directions never share a colour.
    const color = series.own && chart.readings.length < 2 ? "categoricalMarigold" : OF_DIRECTION[series.high];
    return y === null ? [] : [{ x: `${series.own ? OWN : ""}${named(chart, series)}`, y, color }];
  });
}

function groupsOf(chart: Chart): readonly BarGroup[] {
  return chart.columns.map((column, place) => ({
    legend: column.name.toWellFormed(),
    color: COLOURS[place % COLOURS.length] ?? OF_ANY,
    values: chart.series.flatMap((series) => {
      const y = series.values[place] ?? null;
      return y === null ? [] : [{ x: named(chart, series), y }];
    }),
  }));
}

/** With the direction where the chart has both. */
function named({ readings }: Chart, { name, high, basis }: ChartSeries): string {
  // What is calculated stands beside what it is calculated for.
  const reading =
    readings.length > 1 && basis === "published" ? readings.find((each) => each.high === high) : undefined;
  return (reading === undefined ? name : `${name} (${reading.words})`).toWellFormed();
}

function lineName({ scale }: Chart): string {
  return scale.lineName.toWellFormed();
}

function columnName({ name, note }: Chart["columns"][number]): string {
  return (note === "" ? name : `${name} (${note})`).toWellFormed();
}

/** With the line between low and high: `Score (of 10), higher is worse; high above 5.50`. */
function barTitle(chart: Chart): string {
  return `${valueTitle(chart)}; ${lineName(chart)}`;
}

function valueTitle({ heads, readings }: Chart): string {
  const [only, other] = readings;
  return (only === undefined || other !== undefined ? heads.value : `${heads.value}, ${only.words}`).toWellFormed();
}
