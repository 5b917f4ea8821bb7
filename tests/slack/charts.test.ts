import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { altText, chartRows, chartValue, type Chart } from "#core/document/chart.ts";
import { picturedChart, pictureOf } from "#slack/drawing/charts.ts";
import { LIMITS } from "#slack/drawing/limits.ts";
import { nativeCharts, type DataVisualization } from "#slack/drawing/native-charts.ts";
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
      formsOf(renderSlack(briefing, words, { chartOf: (chart) => picturedChart(chart, { addressOf }) })).drawn,
    words: slackText,
    own: ownSpan,
    faults: slackFaults,
    notification: (message) => message.text,
  });

  it("says the verdict and every number in the alternative text, as whole lines", () => {
    const text = altText(aChart(), LIMITS.altText);
    expect(text).toMatch(/^Criminality \*fell\*; resilience rose\.\n/u);
    for (const row of chartRows(aChart())) expect(text).toContain(`\n${row.join(" | ")}`);
    const { series, ...rest } = aChart();
    const long = altText({ ...rest, series: Array.from({ length: 90 }, () => series).flat() }, LIMITS.altText);
    expect(long.length).toBeLessThanOrEqual(2000);
    expect(long.split("\n").at(-1)).toMatch(/^(Criminality|Resilience).* \| (5|3)\.\d\d$/u);
    expect(pictureOf(aChart(), { addressOf })?.alt_text).toBe(text);
  });
});

describe("a chart that Slack draws itself", () => {
  it("keeps within every limit, whatever the chart holds", () => {
    fc.assert(
      fc.property(briefings(ANYTHING, 12), (briefing) => {
        expect(slackFaults(renderSlack(briefing, words, { chartOf: nativeCharts }))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("never has two directions in one chart, and every number of it behind a name or in the table below", () => {
    const drawn = fc.sample(anyChart(ORDINARY.words, 5), 2000).flatMap((chart) => {
      const native = nativeCharts(chart);
      return native === null ? [] : [{ chart, ...native }];
    });
    expect(new Set(drawn.map(({ chart }) => chart.form))).toEqual(new Set(["bars", "lines", "pairs", "ranks"]));
    for (const { chart, blocks, isTabled } of drawn) {
      expect(blocks.length).toBeLessThanOrEqual(chart.readings.length);
      const labels = blocks.flatMap((block) => block.chart.axis_config.categories);
      const isNumbered = (value: number, at: number): boolean =>
        labels.some((label) => label.includes(chartValue(chart.series[at]!, value)));
      if (!isTabled)
        for (const [at, { values }] of chart.series.entries())
          for (const value of values.slice(0, shownOf(chart)))
            expect(value !== null && isNumbered(value, at), labels.join(" ")).toBe(true);
      expect(tableUnder(chart)).toHaveLength(isTabled ? 1 + chart.series.length : 0);
    }
  });

  it("is one chart a direction, each under its own words, and the table of both", () => {
    const [crime, resilience] = drawn(complete());
    expect(crime?.title).toBe("Criminality: higher is worse");
    expect(resilience?.title).toBe("Resilience: higher is better");
    expect(crime?.chart.series.map(({ name }) => name)).toEqual([
      "Criminality −0.13",
      "Like for like +0.31",
      "5.50 line",
    ]);
    expect(resilience?.chart.series.map(({ name }) => name)).toEqual(["Resilience −0.40", "5.50 line"]);
    expect(tableUnder(complete())).toHaveLength(4);
  });

  it("draws a trend as lines with the one between low and high, each with its change behind its name", () => {
    const [first, second] = one().series;
    const [chart] = drawn({ ...one(), series: [{ ...first!, values: [3.2, 5.52] }] });
    expect(chart?.chart).toMatchObject({
      type: "line",
      series: [
        { name: "Criminality +2.32", data: [{ value: 3.2 }, { value: 5.52 }] },
        { name: "5.50 line", data: [{ value: 5.5 }, { value: 5.5 }] },
      ],
    });
    expect(tableUnder({ ...one(), series: [first!] })).toHaveLength(2);
    const named = (...values: readonly number[]) =>
      drawn({
        ...one(),
        columns: values.map((_, at) => ({ name: `${2021 + at}`, note: "" })),
        series: [
          { ...first!, values },
          { ...second!, short: "Alike", values },
        ],
      })[0]?.chart.series[1]?.name;
    expect(named(5, 5), "its score, where that stayed").toBe("Alike 5.00");
    expect(named(5, 6, 5), "no change that came and went").toBe("Alike");
    expect(named(5, 4.5)).toBe("Alike −0.50");
    const long = { ...second!, short: "x".repeat(20) };
    expect(drawn({ ...one(), series: [first!, long] })[0]?.chart.series[1]?.name).toBe(long.short);
    const many = ["A", "B", "C", "D"].map((short) => ({ ...first!, short }));
    expect(drawn({ ...one(), series: many })[0]?.chart.series).toHaveLength(4);
  });

  it("says each number behind the name of its bar, and what is high, where that has room", () => {
    const [first, second] = one().series;
    const labels = (chart: Chart) => drawn(chart)[0]?.chart.axis_config.categories;
    const bars: Chart = { ...one(), form: "bars", series: [first!, { ...second!, values: [5.64] }] };
    expect(labels(bars)).toEqual(["Criminality 5.33", "Like for like 5.64"]);
    const scale = { ...one().scale, above: "high" };
    const short = { ...second!, short: "Alike", values: [5.64] };
    expect(labels({ ...bars, scale, series: [first!, short] })).toEqual(["Criminality 5.33", "Alike 5.64 high"]);
    expect(tableUnder({ ...bars, scale, series: [first!, short] })).toEqual([]);
    const many: Chart = {
      ...bars,
      series: ["Arms", "Cocaine", "Heroin", "Fauna crimes", "Flora crimes", "Migrants"].map((name) => ({
        ...first!,
        name,
        short: name,
      })),
    };
    expect(labels(many)).toEqual(many.series.map(({ name }) => name));
    expect(tableUnder(many)).toHaveLength(7);
  });

  it("groups a pair by what is compared, and draws one score of both as their bars", () => {
    const [first, second] = one().series;
    const columns = ["Atlantis", "Lemuria"].map((name) => ({ name, note: "" }));
    const pairs: Chart = { ...one(), form: "pairs", columns, series: [first!, second!] };
    expect(drawn(pairs)[0]?.chart).toMatchObject({
      type: "bar",
      axis_config: { categories: ["Criminality", "Like for like"] },
      series: [{ name: "Atlantis" }, { name: "Lemuria" }],
    });
    expect(tableUnder(pairs)).toHaveLength(3);
    const single = { ...pairs, series: [first!] };
    expect(drawn(single)[0]?.chart.axis_config.categories).toEqual(["Atlantis 5.33", "Lemuria 5.20"]);
    expect(tableUnder(single)).toEqual([]);
  });

  it("draws no chart of one number: of bars of two directions the one with several, and the table of all", () => {
    const bars: Chart = { ...complete(), form: "bars" };
    expect(drawn(bars).map(({ title }) => title)).toEqual(["Criminality: higher is worse"]);
    expect(tableUnder(bars)).toHaveLength(4);
  });

  it("is a table where a label is too long or twice the same, or a number missing", () => {
    const [first, second] = one().series;
    const showing = (...series: Chart["series"]): Chart => ({ ...one(), form: "bars", series });
    const other = { ...second!, values: [5.33] };
    expect(nativeCharts(showing(first!, other))).not.toBeNull();
    expect(nativeCharts(showing(first!, { ...other, values: [null] }, other))).toBeNull();
    expect(nativeCharts(showing(first!, first!))).toBeNull();
    expect(nativeCharts(showing({ ...first!, short: "x".repeat(21) }, other))).toBeNull();
    expect(nativeCharts({ ...showing(first!, other), name: "x".repeat(51) })).toBeNull();
    expect(nativeCharts(aChart()), "a line with a gap").toMatchObject({
      blocks: [{ title: "Criminality: higher is worse" }],
    });
  });

  it("draws every kind of picture of the shipped countries, and says where high begins", () => {
    const charts = everyMessage(VENUES["a Slack channel"]).flatMap(({ briefing }) =>
      briefing.blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : [])),
    );
    expect(new Set(charts.map(({ form }) => form))).toEqual(new Set(["bars", "lines", "pairs", "ranks"]));
    const undrawn = charts.filter((chart) => nativeCharts(chart) === null && chart.name.length <= LIMITS.chartTitle);
    expect(undrawn.map(({ name }) => name)).toEqual([]);
    for (const block of charts.flatMap(drawn)) {
      const { categories, x_label: x = "", y_label: y } = block.chart.axis_config;
      const names = [...categories, ...block.chart.series.map(({ name }) => name)];
      expect([x, y, ...names].join("\n"), block.title).toMatch(/above 5\.50 is high|\d high$/mu);
    }
  });
});

function drawn(chart: Chart): readonly DataVisualization[] {
  return nativeCharts(chart)?.blocks ?? [];
}

/** Two directions, and no score missing. */
function complete(): Chart {
  const chart = aChart();
  return {
    ...chart,
    series: chart.series.map((each) => ({ ...each, values: each.values.map((value) => value ?? 4.2) })),
  };
}

/** Its first direction. */
function one(): Chart {
  const { series, readings, ...chart } = aChart();
  return { ...chart, series: series.slice(0, 2), readings: readings.slice(0, 1) };
}

/** How many values of a series are drawn. */
function shownOf({ form }: Chart): number {
  return form === "bars" || form === "ranks" ? 1 : Infinity;
}

/** The rows of the table that a private reply has with the chart. */
function tableUnder(chart: Chart): readonly string[] {
  const briefing = { title: "", summary: "", blocks: [{ kind: "chart", chart } as const] };
  const table = renderSlack(briefing, words, { chartOf: nativeCharts }).blocks.find(({ type }) => type === "table");
  return table?.type === "table" ? table.rows.map((row) => JSON.stringify(row)) : [];
}
