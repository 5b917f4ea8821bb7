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
    render: (briefing) => formsOf(renderSlack(briefing, words, (chart) => pictureOf(chart, { addressOf }))).drawn,
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
        expect(slackFaults(renderSlack(briefing, words, nativeChart))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("has every number of the chart, and no other", () => {
    const drawn = fc.sample(anyChart(ORDINARY.words, 5), 500).flatMap((chart) => {
      const native = nativeChart(chart);
      return native === null ? [] : [{ chart, native }];
    });
    for (const { chart, native } of drawn) {
      const shown = native.chart.series.flatMap(({ data }) => data.map(({ value }) => value));
      const inOrder = (values: readonly number[]) => values.toSorted((one, other) => one - other);
      // Among several lines the one between low and high is drawn; among bars it would be one more of them.
      const all = [...valuesOf(chart), chart.scale.line];
      const isLined = chart.form === "lines" && chart.series.length > 1 && Math.max(...all) - Math.min(...all) >= 1.5;
      const line = isLined ? chart.columns.map(() => chart.scale.line) : [];
      expect(inOrder(shown)).toEqual(inOrder([...valuesOf(chart), ...line]));
      expect(native.chart.type).toBe(isLined ? "line" : "bar");
      const { y_label: y, x_label: x = "" } = native.chart.axis_config;
      const names = native.chart.series.map(({ name }) => name);
      const hasRoom = chart.scale.lineName.length <= LIMITS.chartAxis;
      if (x === "" && hasRoom) expect([...names, y].join(" "), "where high begins").toContain(chart.scale.lineName);
    }
  });

  it("says each number once: in the label of its bar, or in a table below", () => {
    const [first, second] = aChart().series;
    const below = (chart: Chart): readonly string[] => {
      const briefing = { title: "", summary: "", blocks: [{ kind: "chart", chart } as const] };
      const table = renderSlack(briefing, words, nativeChart).blocks.find(({ type }) => type === "table");
      return table?.type === "table" ? table.rows.map((row) => JSON.stringify(row)) : [];
    };
    const labels = (chart: Chart) => nativeChart(chart)?.chart.axis_config.categories;
    const bars: Chart = { ...aChart(), form: "bars", series: [first!, second!] };
    expect(labels(bars)).toEqual(["▸ Criminality 5.33", "Like for like 5.33"]);
    expect(below(bars)).toEqual([]);
    const single: Chart = { ...aChart(), form: "lines", series: [first!] };
    expect(labels(single)).toEqual(["2021 5.33", "2023 5.20"]);
    expect(below(single)).toEqual([]);
    const wide = { ...first!, short: "Leadership, power" };
    expect(labels({ ...bars, series: [wide] })).toEqual(["▸ Leadership, power"]);
    expect(below({ ...bars, series: [wide] })).toEqual([expect.any(String), expect.stringContaining("5.33")]);
    for (const form of ["lines", "pairs"] as const) {
      const several: Chart = { ...aChart(), form, series: [first!, second!] };
      expect(labels(several)?.join(" ")).not.toMatch(/\d\.\d/u);
      expect(below(several)).toHaveLength(3);
      expect(below(several).join("\n")).toMatch(/5\.33.*5\.20/u);
    }
  });

  it("is bars from nothing where an axis of lines would show no more than their least change", () => {
    const [first, second] = aChart().series;
    const typeOf = (...values: readonly (readonly number[])[]) =>
      nativeChart({
        ...aChart(),
        series: [
          { ...first!, values: values[0]! },
          { ...second!, values: values[1]! },
        ],
      })?.chart.type;
    expect(typeOf([5.33, 5.25], [5.33, 5.64])).toBe("bar");
    expect(typeOf([5.33, 5.25], [4.17, 3.79])).toBe("line");
  });

  it("is a table where a label is too long, twice the same or without a number", () => {
    const [first, second, third] = aChart().series;
    const showing = (...series: Chart["series"]): Chart => ({ ...aChart(), series });
    expect(nativeChart(showing(first!, second!))).not.toBeNull();
    expect(nativeChart(showing(first!, third!))).toBeNull();
    expect(nativeChart(showing(first!, first!))).toBeNull();
    expect(nativeChart(showing({ ...first!, short: "x".repeat(21) }))).toBeNull();
    expect(
      nativeChart({ ...showing(first!), name: "x".repeat(51), heads: { ...aChart().heads, value: "" } }),
    ).toBeNull();
  });

  it("draws what figures of the shipped countries come to, where its labels have room beside each other", () => {
    const charts = everyMessage(VENUES["a Slack channel"]).flatMap(({ kind, briefing }) =>
      kind === "figures" ? briefing.blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : [])) : [],
    );
    const drawn = charts.filter((chart) => nativeChart(chart) !== null);
    expect(new Set(drawn.map(({ form }) => form)).size).toBe(4);
    const refused = charts.filter((chart) => nativeChart(chart) === null && !chart.series.some(isPartial));
    const narrow = refused.filter(({ series }) => series.map(({ short }) => short).join("").length < 50);
    expect(narrow.map(({ form, name }) => `${form}: ${name}`)).toEqual([]);
    expect(new Set(refused.map(({ form }) => form))).not.toContain("lines");
  });
});

/** Slack takes no line with a gap; what has one is a table there. */
function isPartial({ values }: Chart["series"][number]): boolean {
  return values.includes(null);
}

function valuesOf({ form, series }: Chart): readonly number[] {
  const width = form === "bars" || form === "ranks" ? 1 : Infinity;
  return series.flatMap(({ values }) => values.slice(0, width).filter((value) => value !== null));
}
