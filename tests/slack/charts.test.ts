import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { altWithNumbers, chartRows, chartValue, type Chart } from "#core/document/chart.ts";
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

  it("is bars of one direction, with every number of the chart in it and behind a name", () => {
    // Of two directions most are none.
    const drawn = fc.sample(anyChart(ORDINARY.words, 5), 1000).flatMap((whole) => {
      const chart = { ...whole, readings: whole.readings.slice(0, 1) };
      const native = nativeChart(chart);
      return native === null ? [] : [{ chart, native }];
    });
    expect(drawn.length).toBeGreaterThan(5);
    for (const { chart, native } of drawn) {
      const shown = native.chart.series.flatMap(({ data }) => data.map(({ value }) => value));
      expect(shown).toEqual(valuesOf(chart));
      expect(native.chart.type).toBe("bar");
      expect(chart.readings).toHaveLength(1);
      expect(tableUnder(chart)).toEqual([]);
      for (const { label, value } of native.chart.series.flatMap(({ data }) => data))
        expect(
          chart.series.some((series) => label.includes(chartValue(series, value))),
          label,
        ).toBe(true);
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

  it("says each number behind the name of its bar, and what is high", () => {
    const [first, second] = aChart().series;
    const one: Chart = { ...aChart(), readings: aChart().readings.slice(0, 1) };
    const labels = (chart: Chart) => nativeChart(chart)?.chart.axis_config.categories;
    const bars: Chart = { ...one, form: "bars", series: [first!, { ...second!, values: [5.64] }] };
    const scale = { ...one.scale, above: "high" };
    expect(labels(bars)).toEqual(["Criminality 5.33", "Like for like 5.64"]);
    expect(labels({ ...bars, scale, series: [first!, { ...second!, short: "Alike", values: [5.64] }] })).toEqual([
      "Criminality 5.33",
      "Alike 5.64 high",
    ]);
    const single: Chart = { ...one, scale, form: "lines", series: [{ ...first!, values: [3.2, 5.52] }] };
    expect(labels(single)).toEqual(["2021 3.20", "2023 5.52 high"]);
    expect(
      nativeChart(single)?.chart.series.map(({ name }) => name),
      "what a value is, not what is shown",
    ).toEqual([single.heads.value]);
  });

  it("is the table alone where Slack's own drawing would tell another story than the picture: lines, pairs, two directions", () => {
    const both = aChart();
    const [first, second] = both.series;
    const one: Chart = { ...both, readings: both.readings.slice(0, 1), series: [first!, second!] };
    const apart = [first!, second!].map((series, at) => ({ ...series, values: [1 + 3 * at, 4 + 3 * at] }));
    const others: readonly Chart[] = [
      ...[both, one, { ...one, series: apart }, { ...one, form: "pairs" as const }],
      { ...both, form: "bars", columns: both.columns.slice(1) },
      // A change that the length of bars does not tell.
      { ...one, series: [{ ...first!, values: [5.33, 5.2] }] },
    ];
    for (const chart of others) {
      expect(nativeChart(chart)).toBeNull();
      expect(tableUnder(chart)).toHaveLength(1 + chart.series.length);
    }
    expect(nativeChart({ ...one, series: [{ ...first!, values: [3.2, 5.2] }] })).not.toBeNull();
  });

  it("is a table where a label is too long or twice the same, or a number missing", () => {
    const [first, second] = aChart().series;
    const readings = aChart().readings.slice(0, 1);
    const showing = (...series: Chart["series"]): Chart => ({ ...aChart(), form: "bars", readings, series });
    const other = { ...second!, values: [5.33] };
    expect(nativeChart(showing(first!, other))).not.toBeNull();
    expect(nativeChart(showing(first!, { ...other, values: [null] }))).toBeNull();
    expect(nativeChart(showing(first!, first!))).toBeNull();
    expect(nativeChart(showing({ ...first!, short: "x".repeat(16) }, other))).toBeNull();
    expect(nativeChart({ ...showing(first!, other), name: "x".repeat(51) })).toBeNull();
  });

  it("draws the bars of the shipped countries where their numbers have room beside each other", () => {
    const charts = everyMessage(VENUES["a Slack channel"]).flatMap(({ kind, briefing }) =>
      kind === "figures" ? briefing.blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : [])) : [],
    );
    const drawn = charts.filter((chart) => nativeChart(chart) !== null);
    expect(new Set(drawn.map(({ form }) => form))).toEqual(new Set(["bars", "ranks"]));
    const bars = charts.filter(
      (chart) =>
        nativeChart(chart) === null &&
        ["bars", "ranks"].includes(chart.form) &&
        chart.readings.length === 1 &&
        chart.name.length <= LIMITS.chartTitle,
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

function valuesOf({ form, series }: Chart): readonly number[] {
  const width = form === "bars" || form === "ranks" ? 1 : Infinity;
  return series.flatMap(({ values }) => values.slice(0, width).filter((value) => value !== null));
}
