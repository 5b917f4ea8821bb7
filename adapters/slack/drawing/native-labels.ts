/** The words of a chart that Slack draws itself, which has no numbers, no marks and no line of reference: 20 characters under a bar, 50 over all of them. */
import { chartValue, type Chart, type ChartColumn, type ChartSeries } from "#core/document/chart.ts";
import { LIMITS } from "./limits.ts";

/** What stands under one group of bars: its name and the number of each of them. */
export interface Group {
  readonly name: string;
  readonly numbers: readonly { readonly series: ChartSeries; readonly value: number | null }[];
}

/**
 * `Actors high 5.60`, of several bars `2023 5.32|high 5.64`: a number wherever it has room. That one is high is said at each that is or at none, as a bar
 * without the word would pass for one that is not.
 */
export function groupLabels(groups: readonly Group[], scale: Chart["scale"]): readonly string[] {
  const levelled = groups.map((group) => labelOf(group, (value) => (value > scale.line ? (scale.above ?? "") : "")));
  if (levelled.every(hasRoom)) return levelled;
  return groups.map((group) => {
    const numbered = labelOf(group, () => "");
    return hasRoom(numbered) ? numbered : group.name;
  });
}

function labelOf({ name, numbers }: Group, level: (value: number) => string): string {
  const said = numbers.map(({ series, value }) =>
    `${value === null ? "" : level(value)} ${chartValue(series, value)}`.trim(),
  );
  return `${name} ${said.join("|")}`;
}

function hasRoom(label: string): boolean {
  return label.length <= LIMITS.chartLabel;
}

/** What a bar of reference is called, in brackets as it is no score. */
export function referenceLabel(words: readonly string[]): string | null {
  return fitting(
    words.filter(Boolean).map((each) => `[${each}]`),
    LIMITS.chartLabel,
  );
}

/** `2021 (14 indicators)`, where that has room. */
export function editionLabel({ name, note, count = note }: ChartColumn): string {
  const whole = `${name} (${count})`;
  return count === "" || !hasRoom(whole) ? name : whole;
}

/** `Criminality −0.08`, of one that never changed its score: `Tajikistan 8.5`; its name alone where it came back or that has no room. */
export function changedName(series: ChartSeries): string {
  const { short, values } = series;
  const [first = null, ...later] = values;
  const last = later.at(-1) ?? null;
  if (first === null || last === null) return short;
  const amount = chartValue(series, Math.abs(last - first));
  const isSteady = values.every((value) => value === first);
  const change = last === first ? "" : `${last > first ? "+" : "−"}${amount}`;
  const name = `${short} ${isSteady ? chartValue(series, first) : change}`.trim();
  return hasRoom(name) ? name : short;
}

/** What is shown, which way is worse and how many are high, as far as there is room; a single series is named by itself where all of that is too long. */
export function chartTitle({ name, reading, readings, series: [only, other] }: Chart): string | null {
  const names = [name, ...(only !== undefined && other === undefined ? [only.name] : [])].filter(Boolean);
  const told = [reading, readings[0]?.tally ?? ""].filter(Boolean).join("; ");
  const whole = names.flatMap((each) => [`${each}: ${told}`, `${each}: ${reading}`]);
  return fitting([...whole, ...names], LIMITS.chartTitle);
}

/** What a value is, and which way is worse where the title has no room for it. */
export function valueLabel({ heads, reading }: Chart, title: string): string | null {
  const choices = [...(title.includes(reading) ? [] : [`${heads.value}, ${reading}`, reading]), heads.value];
  return fitting(choices, LIMITS.chartAxis);
}

/** How the editions differ, how many are high and where high begins, as far as nothing else says it. */
export function axisLabel({ columns, scale, readings }: Chart, said: string): string | null {
  const untold = columns.filter((column) => column.note !== "" && editionLabel(column) === column.name);
  const told = untold.map(({ name, note }) => `${name}: ${note}`).join(", ");
  const others = [readings[0]?.tally ?? "", scale.lineName].filter((words) => words !== "" && !said.includes(words));
  return fitting([told, others.join("; "), ...others], LIMITS.chartAxis);
}

function fitting(choices: readonly string[], most: number): string | null {
  return choices.find((words) => words.trim() !== "" && words.isWellFormed() && words.length <= most) ?? null;
}
