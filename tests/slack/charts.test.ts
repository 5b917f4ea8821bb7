import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chartRows, type Chart } from "#core/document/chart.ts";
import { altWithNumbers } from "#shared/alt-text.ts";
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
      expect(inOrder(shown)).toEqual(inOrder(valuesOf(chart)));
      expect(native.chart.type).toBe("bar");
    }
  });

  it("is no second time a table, but for the rows that no bar shows", () => {
    const more = [{ name: "World (of 193)", cells: aChart().columns.map(() => "72nd") }];
    for (const form of ["bars", "pairs", "lines"] as const) {
      const chart: Chart = { ...aChart(), form, series: aChart().series.slice(0, 2), more: [] };
      const drawn = (each: Chart) =>
        renderSlack({ title: "", summary: "", blocks: [{ kind: "chart", chart: each }] }, words, nativeChart).blocks;
      expect(drawn(chart).map(({ type }) => type)).not.toContain("table");
      const below = drawn({ ...chart, more }).at(-1);
      const rows = below?.type === "table" ? below.rows.length : 0;
      expect(rows).toBe(2);
      expect(JSON.stringify(below)).toContain("World (of 193)");
    }
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
