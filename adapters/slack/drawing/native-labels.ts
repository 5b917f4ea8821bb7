/** The words of a chart that Slack draws itself, which has no numbers, no marks and no line of reference: 20 characters under a bar, 50 over all of them. */
import { chartValue, type Chart, type ChartSeries } from "#core/document/chart.ts";
import { LIMITS } from "./limits.ts";

/** What stands under one group of bars: its name and the number of each of them. */
export interface Group {
  readonly name: string;
  readonly numbers: readonly { readonly series: ChartSeries; readonly value: number | null }[];
}

/**
 * `Actors high 5.60`, of several bars `Actors high 6.25/6.13`: a number wherever it has room. That one is high is said at each that is or at none, as a bar
 * without the word would pass for one that is not: in the word, else by a star that is explained under the axis.
 */
export function groupLabels(
  groups: readonly Group[],
  { line, above = "" }: Chart["scale"],
): { readonly labels: readonly string[]; readonly isStarred: boolean } {
  const isHigh = (value: number | null): value is number => value !== null && above !== "" && value > line;
  const numbered = groups.map((group) => labelOf(group, (number) => number));
  const worded = groups.map((group) =>
    labelOf(group, (number, value) => (isHigh(value) ? `${above} ${number}` : number)),
  );
  if (worded.every(hasRoom)) return { labels: worded, isStarred: false };
  const starred = groups.map((group) =>
    labelOf(group, (number, value) => (isHigh(value) ? `${number}${STAR}` : number)),
  );
  // The name without its number where even that has no room.
  const roomy = (labels: readonly string[]) =>
    labels.map((label, at) => (hasRoom(label) ? label : (groups[at]?.name ?? "")));
  const isPlain = (label: string, at: number): boolean => label === numbered[at];
  const isStarred = !starred.every(isPlain) && starred.every((label, at) => hasRoom(label) || isPlain(label, at));
  return { labels: roomy(isStarred ? starred : numbered), isStarred };
}
const STAR = "*";

function labelOf({ name, numbers }: Group, told: (number: string, value: number | null) => string): string {
  return `${name} ${numbers.map(({ series, value }) => told(chartValue(series, value), value)).join("/")}`;
}

function hasRoom(label: string): boolean {
  return label.length <= LIMITS.chartLabel;
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

/** Over a chart, under it and beside it. */
interface ChartWords {
  readonly title: string;
  readonly under: string | null;
  readonly beside: string;
}

/**
 * Null where not even the name has room. Where high begins stands in the title, as right under the names it would be read of the one above it; under the bars
 * where it explains a star, and what else is to be said, as far as there is room.
 */
export function chartWords(
  chart: Chart,
  { labels, isStarred }: { readonly labels: readonly string[]; readonly isStarred: boolean },
): ChartWords | null {
  const { heads, scale, series, readings } = chart;
  const name = chartTitle(chart);
  const beside = name === null ? null : valueLabel(chart, name);
  if (name === null || beside === null) return null;
  const said = [name, beside, ...labels].join("\n");
  const titled =
    isStarred || said.includes(scale.lineName) ? null : fitting([`${name}; ${scale.lineName}`], LIMITS.chartTitle);
  const title = titled ?? name;
  // Aslant, the names would be written over by what is said below them.
  if (labels.length > CROWD && !isStarred)
    return { title, under: null, beside: withNote(beside, scale.lineName, title) };
  const line = isStarred ? `${STAR} ${scale.lineName}` : scale.lineName;
  const notes = [line, countsOf(heads, series), readings[0]?.tally ?? ""];
  return { title, under: inRoom(notes.filter((note) => !`${said}\n${title}`.includes(note))), beside };
}

function withNote(words: string, note: string, said: string): string {
  return said.includes(note) ? words : (inRoom([words, note]) ?? words);
}

/** Each note that still has room behind those before it. */
function inRoom(notes: readonly string[]): string | null {
  const joined = notes.reduce(
    (all, note) => fitting([[all, note].filter(Boolean).join("; ")], LIMITS.chartAxis) ?? all,
    "",
  );
  return joined === "" ? null : joined;
}

/** Names of more bars stand aslant. */
const CROWD = 8;

/** `Criminality: 14, 20, 20 indicators`, in the order of the editions; of which series, where others stand beside it. */
function countsOf({ counts = "" }: Chart["heads"], series: Chart["series"]): string {
  const mixed = series.filter((each) => each.mixed);
  if (counts === "" || mixed.length === 0) return "";
  return mixed.length === series.length ? counts : `${mixed.map(({ short }) => short).join(", ")}: ${counts}`;
}

/** What is shown, which way is worse and how many are high, as far as there is room; a single series is named by itself where all of that is too long. */
function chartTitle({ name, reading, readings, series: [only, other] }: Chart): string | null {
  const names = [name, ...(only !== undefined && other === undefined ? [only.name] : [])].filter(Boolean);
  const told = [reading, readings[0]?.tally ?? ""].filter(Boolean).join("; ");
  const whole = names.flatMap((each) => [`${each}: ${told}`, `${each}: ${reading}`]);
  return fitting([...whole, ...names], LIMITS.chartTitle);
}

/** What a value is, and which way is worse where the title has no room for it. */
function valueLabel({ heads, reading }: Chart, title: string): string | null {
  const choices = [...(title.includes(reading) ? [] : [`${heads.value}, ${reading}`, reading]), heads.value];
  return fitting(choices, LIMITS.chartAxis);
}

/** `Atlantis (left)`, of two whose bars stand beside each other: which of two colours is whose is else to be looked up. */
export function sideNames({ columns, heads: { left = "", right = "" } }: Chart): readonly string[] {
  const names = columns.map(({ name }) => name);
  const sides = [left, right].filter(Boolean);
  if (names.length !== sides.length) return names;
  const sided = names.map((name, at) => `${name} (${sides[at] ?? ""})`);
  return sided.every(hasRoom) ? sided : names;
}

function fitting(choices: readonly string[], most: number): string | null {
  return choices.find((words) => words.trim() !== "" && words.isWellFormed() && words.length <= most) ?? null;
}
