import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { altWithNumbers, chartRows, type Chart } from "#core/document/chart.ts";
import { nativeChart, pictureOf } from "#slack/drawing/charts.ts";
import { LIMITS } from "#slack/drawing/limits.ts";
import { formsOf, type RenderWords, renderSlack } from "#slack/drawing/render.ts";
import { ANYTHING, briefings, ORDINARY } from "#tests/contracts/briefings.ts";
import { aChart, anyChart } from "#tests/contracts/charts.ts";
import { LABELS, leftOut, rendererContract } from "#tests/contracts/renderer.ts";
import { everyMessage, VENUES } from "#tests/fixtures/messages.ts";
import { slackFaults } from "./limits.ts";
import { ownSpan, slackText } from "./words.ts";

const words: RenderWords = { leftOut, labels: LABELS };
const addressOf = () => "https://briefing.example.org/charts/0123456789abcdef.png";

describe("the Slack renderer of posts with pictures", () => {
  rendererContract({
    render: (briefing) =>
      formsOf(renderSlack(briefing, words, { chartOf: (chart) => pictureOf(chart, { addressOf }) })).drawn,
    words: slackText,
    own: ownSpan,
    faults: slackFaults,
    notification: (message) => message.text,
  });

  it("says the verdict and every number in the alternative text, as whole lines", () => {
    const text = altWithNumbers(aChart(), LIMITS.altText);
    expect(text).toMatch(/^Criminality \*fell\*; resilience rose\.\n/u);
    for (const row of chartRows(aChart())) expect(text).toContain(`\n${row.join(" | ")}`);
    const { series, ...rest } = aChart();
    const long = altWithNumbers({ ...rest, series: Array.from({ length: 90 }, () => series).flat() }, LIMITS.altText);
    expect(long.length).toBeLessThanOrEqual(2000);
    expect(long.split("\n").at(-1)).toMatch(/^(Criminality|Resilience).* \| (5|3)\.\d\d$/u);
    const belowIt = pictureOf(aChart(), { addressOf })?.alt_text;
    expect(belowIt, "its table has the numbers").toBe("Criminality *fell*; resilience rose.\n5.50 line");
  });
});

describe("a chart that Slack draws itself", () => {
  it("keeps within every limit, whatever the chart holds", () => {
    fc.assert(
      fc.property(briefings(ANYTHING, 12), (briefing) => {
        expect(slackFaults(renderSlack(briefing, words, { chartOf: nativeChart }))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("has every number of one direction of the chart, and no other", () => {
    const drawn = fc.sample(anyChart(ORDINARY.words, 5), 500).flatMap((chart) => {
      const native = nativeChart(chart);
      return native === null ? [] : [{ chart, native }];
    });
    for (const { chart, native } of drawn) {
      const shown = native.chart.series.flatMap(({ data }) => data.map(({ value }) => value));
      const inOrder = (values: readonly number[]) => values.toSorted((one, other) => one - other);
      const [first, other] = chart.readings;
      const part = chart.series.filter(({ high }) => other === undefined || high === first?.high);
      expect(inOrder(shown)).toEqual(inOrder(valuesOf({ ...chart, series: part })));
      expect(native.chart.type).toBe(chart.form === "lines" && part.length > 1 ? "line" : "bar");
      if (other !== undefined) expect(native.title.endsWith(`: ${first?.words}`)).toBe(true);
    }
  });

  it("says where high begins: behind a number that is high, or at an axis", () => {
    const charts = everyMessage(VENUES["a Slack channel"]).flatMap(({ briefing }) =>
      briefing.blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : [])),
    );
    const drawn = charts.flatMap((chart) => {
      const native = nativeChart(chart);
      return native === null ? [] : [{ chart, native }];
    });
    expect(drawn.length).toBeGreaterThan(5);
    for (const { chart, native } of drawn) {
      const { categories, x_label: x = "", y_label: y } = native.chart.axis_config;
      const highs = valuesOf(chart).filter((value) => value > chart.scale.line).length;
      const said = categories.filter((label) => label.endsWith(" high")).length;
      if (said > 0) expect(said, chart.name).toBe(highs);
      else expect(`${x} ${y}`, chart.name).toContain(chart.scale.lineName);
    }
  });

  it("says each number once: in the label of its bar, or in a table below", () => {
    const [first, second, third] = aChart().series;
    const one: Chart = { ...aChart(), readings: aChart().readings.slice(0, 1) };
    const labels = (chart: Chart) => nativeChart(chart)?.chart.axis_config.categories;
    const bars: Chart = { ...one, form: "bars", series: [first!, { ...second!, values: [5.64] }] };
    const scale = { ...one.scale, above: "high" };
    expect(labels(bars)).toEqual(["Criminality 5.33", "Like for like 5.64"]);
    expect(labels({ ...bars, scale, series: [first!, { ...second!, short: "Alike", values: [5.64] }] })).toEqual([
      "Criminality 5.33",
      "Alike 5.64 high",
    ]);
    expect(tableUnder(bars)).toEqual([]);
    const single: Chart = { ...one, scale, form: "lines", series: [{ ...first!, values: [5.33, 5.52] }] };
    expect(labels(single)).toEqual(["2021 5.33", "2023 5.52 high"]);
    expect(tableUnder(single)).toEqual([]);
    const several: Chart = { ...one, form: "lines", series: [first!, second!] };
    const pairs: Chart = { ...several, form: "pairs" };
    for (const chart of [several, pairs, { ...aChart(), series: [first!, second!, third!] }]) {
      expect(labels(chart)?.join(" ")).not.toMatch(/\d\.\d/u);
      expect(tableUnder(chart)).toHaveLength(1 + chart.series.length);
      expect(tableUnder(chart).join("\n")).toMatch(/5\.33.*5\.20/u);
    }
  });

  it("draws two directions never together: of lines and pairs the first under its own words, of bars a table alone", () => {
    const both = aChart();
    const lines = nativeChart(both);
    expect(lines?.title).toBe("Criminality: higher is worse");
    expect(lines?.chart.series.map(({ name }) => name)).toEqual(["Criminality", "Like for like"]);
    expect(nativeChart({ ...both, form: "pairs" })?.chart.axis_config.categories).toEqual([
      "Criminality",
      "Like for like",
    ]);
    const bars: Chart = { ...both, form: "bars", columns: both.columns.slice(1) };
    expect(nativeChart(bars)).toBeNull();
    expect(tableUnder(bars)).toHaveLength(4);
  });

  it("draws no line between low and high, which would read as one more of what is compared", () => {
    const { series, scale } = aChart();
    const native = nativeChart({ ...aChart(), series: series.slice(0, 2), readings: aChart().readings.slice(0, 1) });
    expect(native?.chart.series).toHaveLength(2);
    expect(native?.chart.series.flatMap(({ data }) => data.map(({ value }) => value))).not.toContain(scale.line);
  });

  it("is a table where a label is too long, twice the same or without a number", () => {
    const [first, second, third] = aChart().series;
    const showing = (...series: Chart["series"]): Chart => ({ ...aChart(), series });
    expect(nativeChart(showing(first!, second!))).not.toBeNull();
    expect(nativeChart({ ...showing(first!, third!), readings: aChart().readings.slice(0, 1) })).toBeNull();
    expect(nativeChart(showing(first!, first!))).toBeNull();
    expect(nativeChart(showing({ ...first!, short: "x".repeat(21) }, second!))).toBeNull();
    const long = { ...showing(first!, second!), name: "x".repeat(51), readings: aChart().readings.slice(0, 1) };
    expect(nativeChart(long)).toBeNull();
  });

  it("draws what figures of the shipped countries come to, where its labels have room beside each other", () => {
    const charts = everyMessage(VENUES["a Slack channel"]).flatMap(({ kind, briefing }) =>
      kind === "figures" ? briefing.blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : [])) : [],
    );
    const drawn = charts.filter((chart) => nativeChart(chart) !== null);
    expect(new Set(drawn.map(({ form }) => form))).toEqual(new Set(["lines", "pairs", "bars", "ranks"]));
    const refused = charts.filter((chart) => nativeChart(chart) === null && !chart.series.some(isPartial));
    // Bars whose numbers have no room beside their names, and bars of two directions: their table says more.
    const lines = refused.filter(({ form, name }) => form === "lines" && name.length <= LIMITS.chartTitle);
    expect(lines.map(({ name }) => name)).toEqual([]);
    const bars = refused.filter(
      ({ form, readings, name }) => form === "bars" && readings.length === 1 && name.length <= LIMITS.chartTitle,
    );
    const narrow = bars.filter(({ series }) => series.every(({ short }) => short.length < 17) && series.length < 5);
    expect(narrow.map(({ name }) => name)).toEqual([]);
  });
});

/** The rows of the table that a private reply has with the chart. */
function tableUnder(chart: Chart): readonly string[] {
  const briefing = { title: "", summary: "", blocks: [{ kind: "chart", chart } as const] };
  const table = renderSlack(briefing, words, { chartOf: nativeChart }).blocks.find(({ type }) => type === "table");
  return table?.type === "table" ? table.rows.map((row) => JSON.stringify(row)) : [];
}

/** Slack takes no line with a gap; what has one is a table there. */
function isPartial({ values }: Chart["series"][number]): boolean {
  return values.includes(null);
}

function valuesOf({ form, series }: Chart): readonly number[] {
  const width = form === "bars" || form === "ranks" ? 1 : Infinity;
  return series.flatMap(({ values }) => values.slice(0, width).filter((value) => value !== null));
}
