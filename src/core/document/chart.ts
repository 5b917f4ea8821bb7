/** The figures of a picture: what is shown and what it comes to, never how it is drawn. All of it is plain words and numbers. */

export const CHART_FORMS = ["bars", "lines", "ranks", "pairs"] as const;

/**
 * `bars`: the scores of one edition, one series a bar. `lines`: one series a line, over the editions. `ranks`: one series a
 * country, in their order. `pairs`: one series a row, with a mark for each of few countries.
 */
export type ChartForm = (typeof CHART_FORMS)[number];

/** What is counted: an edition's score, an edition, a country. */
export interface ChartColumn {
  readonly name: string;
  /** What tells it from the others where they are not like for like; else empty. */
  readonly note: string;
}

export interface ChartSeries {
  readonly name: string;
  /** At most 20 characters, no two of a chart alike: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
  readonly short: string;
  /** What a high value is. Two directions in one chart are never told apart by colour alone: `readings` names them. */
  readonly high: "worse" | "better";
  /** `published` by the Index, or `calculated` by the bot so that editions can be compared. */
  readonly basis: "published" | "calculated";
  /** What the picture is about, among others. */
  readonly own: boolean;
  /** One a column; null where there is none. */
  readonly values: readonly (number | null)[];
  /** Digits behind the point. */
  readonly decimals: 1 | 2;
  /** `joint 3rd`; empty where places are not shown. */
  readonly place: string;
  /** Whether it is a part of the one before it that is none: markets and actors of criminality. Absent in what older versions kept. */
  readonly part?: boolean;
  /** How many stand between it and the one before, and are not shown, in words. Absent where nothing was left out. */
  readonly before?: string;
  /** Whether the notes of the columns are about it: its editions are not like for like. Absent in what older versions kept. */
  readonly mixed?: boolean;
  /** Its name without what is said of it in brackets, and that: a picture says it once, under all that it is true of. */
  readonly marked?: { readonly name: string; readonly note: string };
}

export interface Chart {
  readonly form: ChartForm;
  /** The verdict: what the figures come to, in a sentence. */
  readonly title: string;
  /** What is shown, in few words: for where a verdict has no room. */
  readonly name: string;
  /** Stands over the figures in words; empty where the line above says it. */
  readonly caption: string;
  /** Over the names of the series, over their places, and what a value is: `Score (of 10)`. */
  readonly heads: {
    readonly series: string;
    readonly place: string;
    readonly value: string;
    /** Of countries: the one that it is about, and all others. Absent in what older versions kept. */
    readonly sides?: { readonly own: string; readonly others: string };
    /** Of two beside each other, where each stands. Absent in what older versions kept. */
    readonly left?: string;
    readonly right?: string;
    /** How many indicators the editions count that are not like for like, in their order. Absent in what older versions kept. */
    readonly counts?: string;
  };
  readonly columns: readonly ChartColumn[];
  readonly series: readonly ChartSeries[];
  /** Values run from `low` to `high`; `line` parts low from high, and is called `lineName`. */
  readonly scale: {
    readonly low: number;
    readonly high: number;
    readonly line: number;
    readonly lineName: string;
    /** Behind a value that is the line itself: `on the line`. */
    readonly onLine: string;
    /** With a value above the line: `high`. Absent in what older versions kept. */
    readonly above?: string;
    /** With a value of at most so much, in a picture that says it. Absent in others, and in what older versions kept. */
    readonly below?: { readonly words: string; readonly most: number };
    /** With a value so close under the line that a picture does not show it, and above it. Absent in what older versions kept. */
    readonly near?: { readonly under: string; readonly over: string };
    /** Where a picture of it leaves a part out, what it shows: `axis from 3 to 7`; else empty. */
    readonly cut: string;
  };
  /** Which way is worse, in a line that also tells two directions apart; at most 50 characters. */
  readonly reading: string;
  /** `higher is worse`, for each direction that the chart has. */
  readonly readings: readonly {
    readonly high: ChartSeries["high"];
    readonly words: string;
    /** `6 of 8 high`, of the scores of one edition. Absent in what older versions kept, and where few are shown. */
    readonly tally?: string;
  }[];
  /** What to keep in mind, such as editions that are not like for like; may be empty. */
  readonly caveat: string;
  /** Whose figures they are. */
  readonly source: string;
  /** Stands in a message, which may be as narrow as a phone: drawn narrower, so that its words are larger. Absent where it stands alone. */
  readonly narrow?: boolean;
}

/** As it stands under the words of a message, which say its verdict: called what it shows, and drawn to be read on a phone. */
export function underItsWords(chart: Chart): Chart {
  const { name, title, caption } = chart;
  return {
    ...chart,
    title: name === "" ? title : name,
    name: "",
    caption: caption === name ? "" : caption,
    narrow: true,
  };
}

/** The same where the message gives it a title beside it, as Slack does: then its name stands with its source. */
export function underItsTitle(chart: Chart): Chart {
  const { name, source } = chart;
  const stands = underItsWords(chart);
  return name === "" ? stands : { ...stands, title: "", source: [name, source].filter(Boolean).join(" · ") };
}

/** As published: one decimal or two. */
export function chartValue({ decimals }: Pick<ChartSeries, "decimals">, value: number | null): string {
  return value === null ? "–" : value.toFixed(decimals);
}

/** The same figures as a table: the head first, names in the first cell. Every number of the chart is in it, and what is high or on the line says so. */
export function chartRows({ heads, columns, series, scale }: Chart): readonly (readonly string[])[] {
  const hasPlaces = heads.place !== "";
  const head = [heads.series, ...(hasPlaces ? [heads.place] : []), ...columns.map(({ name }) => name)];
  const rows = series.map((each) => [
    each.name,
    ...(hasPlaces ? [each.place] : []),
    ...columns.map((_, at) => markedValue(each, each.values[at] ?? null, scale)),
  ]);
  return [head, ...rows];
}

function markedValue(series: ChartSeries, value: number | null, { line, above = "", onLine }: Chart["scale"]): string {
  const level = value === null || value < line ? "" : value === line ? onLine : above;
  return `${level} ${chartValue(series, value)}`.trim();
}

/** Whether its table stands under it where a platform draws it: that says no numbers, and lines that are close are told apart by them alone. */
export function isTabled({ form, series }: Pick<Chart, "form" | "series">): boolean {
  return form === "lines" && series.length > 1;
}

/** What a screen reader says of its picture: the verdict, then every number of it, as many whole lines as have room in `most` characters. */
export function altText(chart: Chart, most: number): string {
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

/** How many numbers it shows. */
export function chartNumbers({ series }: Pick<Chart, "series">): number {
  return series.reduce((count, { values }) => count + values.filter((value) => value !== null).length, 0);
}

/** The least that an axis of lines spans, on every platform: a third of the scale, so that a small change looks small and is seen. */
const LEAST_SPAN = 3;

/** From where to where an axis of lines runs: whole numbers with room above and below, the line between low and high among them. */
export function lineRange({
  series,
  scale,
}: Pick<Chart, "series"> & { readonly scale: Pick<Chart["scale"], "line" | "high"> }): readonly [number, number] {
  const values = [...series.flatMap((each) => each.values.filter((value) => value !== null)), scale.line];
  const low = Math.floor(Math.min(...values) - 0.25);
  const high = Math.min(Math.ceil(Math.max(...values) + 0.3), scale.high);
  // What is missing to the least span lies on both sides, so that lines close to each other run in the middle.
  const missing = Math.max(LEAST_SPAN - (high - low), 0);
  const bottom = Math.max(Math.min(low - Math.ceil(missing / 2), scale.high - LEAST_SPAN), 0);
  return [Math.min(bottom, Math.max(low, 0)), Math.max(high, Math.min(bottom + LEAST_SPAN, scale.high))];
}
