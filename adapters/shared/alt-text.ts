/** What a screen reader says of a picture of figures. */
import { chartRows, isTabled, type Chart } from "#core/document/chart.ts";

/**
 * The verdict, then, where no table stands below the picture, every number of it: as many whole lines as have room in `most`
 * characters.
 */
export function altText(chart: Chart, most: number): string {
  return isTabled(chart) ? wholeLines([chart.title, chart.scale.lineName], most) : altWithNumbers(chart, most);
}

/** With the numbers in any case: for a picture that stands by itself. */
export function altWithNumbers(chart: Chart, most: number): string {
  const rows = chartRows(chart).map((row) => row.join(" | "));
  const caption = chart.caption === "" ? [] : [chart.caption];
  return wholeLines([chart.title, ...caption, ...rows, chart.scale.lineName], most);
}

function wholeLines(lines: readonly string[], most: number): string {
  const whole = lines.join("\n").toWellFormed().trim();
  if (whole.length <= most) return whole === "" ? "…" : whole;
  const end = whole.lastIndexOf("\n", most);
  return end > 0 ? whole.slice(0, end) : "…";
}
