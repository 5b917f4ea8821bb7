import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { altText, chartRows, type Chart } from "#core/document/chart.ts";
import { picturedChart, pictureOf } from "#slack/drawing/charts.ts";
import { LIMITS } from "#slack/drawing/limits.ts";
import { nativeCharts, type DataVisualization } from "#slack/drawing/native-charts.ts";
import { formsOf, type RenderWords, renderSlack } from "#slack/drawing/render.ts";
import { ANYTHING, briefings, ORDINARY } from "#tests/contracts/briefings.ts";
import { aChart, anyChart } from "#tests/contracts/charts.ts";
import { LABELS, leftOut, rendererContract } from "#tests/contracts/renderer.ts";
import { briefingFor } from "#tests/fixtures/bot.ts";
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

  it("never has two directions in one chart, and the table of every number below", () => {
    const drawn = fc.sample(anyChart(ORDINARY.words, 5), 2000).filter((chart) => nativeCharts(chart) !== null);
    expect(new Set(drawn.map(({ form }) => form))).toEqual(new Set(["bars", "lines", "pairs", "ranks"]));
    for (const chart of drawn) {
      expect(nativeCharts(chart)?.blocks.length).toBeLessThanOrEqual(chart.readings.length);
      expect(tableUnder(chart)).toHaveLength(1 + chart.series.length);
    }
  });

  it("is one chart a direction, titled with what a high bar means, and with how many are high where that has room", () => {
    const [crime, resilience] = drawn(complete());
    expect(crime?.title).toMatch(/^Criminality: higher is worse/u);
    expect(resilience?.title).toMatch(/^Resilience: higher is better/u);
    expect(tableUnder(complete())).toHaveLength(4);
    const tallied = one().readings.map((reading) => ({ ...reading, tally: "1 of 2 high" }));
    const [said] = drawn({ ...complete(), readings: [...tallied, complete().readings[1]!] });
    expect(said?.title).toBe("Criminality: higher is worse; 1 of 2 high");
    const long = { ...one(), name: "Criminality in a long year", reading: "higher is worse", readings: tallied };
    expect(drawn(long)[0]?.title).toBe("Criminality in a long year: higher is worse");
    expect(drawn(long)[0]?.chart.axis_config.x_label).toBe("5.50 line; 1 of 2 high");
  });

  it("has a bar for each score and for nothing else, and says where high begins in the title, else under the bars", () => {
    const scale = { ...one().scale, lineName: "above 5.50 is high" };
    for (const { title, chart } of drawn({ ...complete(), form: "pairs", scale })) {
      expect(title).toMatch(/^(?:Criminality: higher is worse|Resilience: higher is better); above 5\.50 is high$/u);
      expect(chart.axis_config.x_label).toBeUndefined();
      for (const { data } of chart.series) expect(data).toHaveLength(title.startsWith("Crim") ? 2 : 1);
    }
    const long = { ...one(), scale, name: "Criminality in many words", reading: "higher is worse" };
    expect(drawn(long).map(({ title, chart }) => [title, chart.axis_config.x_label])).toEqual([
      ["Criminality in many words: higher is worse", "above 5.50 is high"],
    ]);
  });

  it("draws a trend as bars of each edition, which begin at nothing, each series with its change", () => {
    const [crime, resilience] = drawn(complete());
    expect(crime?.chart).toEqual({
      type: "bar",
      series: [
        { name: "Criminality −0.13", data: pointsIn(["2021 5.33/5.33", 5.33], ["2023 5.20/5.64", 5.2]) },
        { name: "Like for like +0.31", data: pointsIn(["2021 5.33/5.33", 5.33], ["2023 5.20/5.64", 5.64]) },
      ],
      axis_config: { categories: ["2021 5.33/5.33", "2023 5.20/5.64"], y_label: "Score (of 10)" },
    });
    expect(resilience?.chart.series.map(({ name }) => name)).toEqual(["Resilience −0.40"]);
  });

  it("puts the editions of each side by side where there are more indicators than editions", () => {
    const series = [1, 2, 3].map((at) => ({ ...one().series[0]!, short: `Trade ${at}`, values: [at, at + 1] }));
    const [shown] = drawn({ ...one(), series });
    expect(shown?.chart.series.map(({ name }) => name)).toEqual(EDITIONS);
    expect(shown?.chart.axis_config.categories).toEqual([
      "Trade 1 1.00/2.00",
      "Trade 2 2.00/3.00",
      "Trade 3 3.00/4.00",
    ]);
  });

  it("says in the legend by how much a series changed", () => {
    const [first, second] = one().series;
    const named = (...values: readonly number[]) =>
      drawn({
        ...one(),
        columns: values.map((_, at) => ({ name: `${2021 + at}`, note: "" })),
        series: [{ ...second!, short: "Alike", values }],
      })[0]?.chart.series[0]?.name;
    expect(named(5, 5), "its score, where that stayed").toBe("Alike 5.00");
    expect(named(5, 6, 5), "no change that came and went").toBe("Alike");
    expect(named(5, 4.5)).toBe("Alike −0.50");
    const long = { ...second!, short: "x".repeat(20) };
    expect(drawn({ ...one(), series: [long, first!] })[0]?.chart.series[0]?.name).toBe(long.short);
  });

  it("says beside very many bars where high begins, as their names stand aslant into what is below them", async () => {
    const { blocks } = await briefingFor("scores resilience");
    const [axes] = blocks
      .flatMap((block) => (block.kind === "chart" ? drawn(block.chart) : []))
      .map(({ chart }) => chart.axis_config);
    expect(axes?.categories).toHaveLength(12);
    expect(axes).toMatchObject({ y_label: "Score (of 10); above 5.50 is high" });
    expect(axes).not.toHaveProperty("x_label");
  });

  it("says under editions how many indicators each counts, and of which series where others stand beside it", () => {
    const chart = complete();
    const heads = { ...chart.heads, counts: "14, 20 indicators" };
    const under = (...mixed: readonly number[]) =>
      drawn({ ...chart, heads, series: chart.series.map((each, at) => ({ ...each, mixed: mixed.includes(at) })) }).map(
        ({ chart: { axis_config } }) => axis_config.x_label,
      );
    expect(under(0, 1)).toEqual(["14, 20 indicators", undefined]);
    expect(under(0), "like for like beside it").toEqual(["Criminality: 14, 20 indicators", undefined]);
    expect(under()).toEqual([undefined, undefined]);
  });

  it("says each number behind the name of its bar where it has room there, and what is high at all that are or at none", () => {
    const [first, second] = one().series;
    const bars: Chart = { ...one(), form: "bars", series: [first!, { ...second!, values: [5.64] }] };
    expect(labelsOf(bars)).toEqual(["Criminality 5.33", "Like for like 5.64"]);
    const scale = { ...one().scale, above: "high" };
    const short = { ...second!, short: "Alike", values: [5.64] };
    expect(labelsOf({ ...bars, scale, series: [first!, short] })).toEqual(["Criminality 5.33", "Alike high 5.64"]);
    const long = { ...second!, short: "Known by long names", values: [6] };
    expect(labelsOf({ ...bars, scale, series: [first!, short, long] })).toEqual([
      "Criminality 5.33",
      "Alike 5.64",
      "Known by long names",
    ]);
  });

  it("has a star behind each number that is high where the word has no room, and says under the bars what it means", () => {
    const [first, second] = one().series;
    const columns = ["Atlantis", "Lemuria"].map((name) => ({ name, note: "" }));
    const scale = { ...one().scale, above: "high", lineName: "above 5.50 is high" };
    const high = { ...second!, short: "Actors", values: [6.25, 6.13] };
    const chart: Chart = { ...one(), form: "pairs", columns, scale, series: [{ ...first!, short: "Overall" }, high] };
    expect(labelsOf(chart)).toEqual(["Overall 5.33/5.20", "Actors 6.25*/6.13*"]);
    expect(drawn(chart)[0]?.chart.axis_config.x_label).toBe("* above 5.50 is high");
    const long = { ...high, short: "Criminal actors" };
    expect(labelsOf({ ...chart, series: [chart.series[0]!, long] }), "at all or at none").toEqual([
      "Overall 5.33/5.20",
      "Criminal actors",
    ]);
  });

  it("groups a pair by what is compared, the countries in one order and so in one colour each in every chart", () => {
    const columns = ["Atlantis", "Lemuria"].map((name) => ({ name, note: "" }));
    const charts = drawn({ ...complete(), form: "pairs", columns });
    expect(charts.map(categoriesOf)).toEqual([["Criminality", "Like for like"], ["Resilience 4.20/3.80"]]);
    const legends = (shown: readonly DataVisualization[]) =>
      shown.map(({ chart }) => chart.series.map(({ name }) => name));
    expect(legends(charts)).toEqual(charts.map(() => ["Atlantis", "Lemuria"]));
    const heads = { ...complete().heads, left: "left", right: "right" };
    const sided = drawn({ ...complete(), form: "pairs", columns, heads });
    expect(legends(sided)).toEqual(sided.map(() => ["Atlantis (left)", "Lemuria (right)"]));
    const long = [columns[0]!, { name: "Hyperborea-Thule", note: "" }];
    expect(legends(drawn({ ...one(), form: "pairs", columns: long, heads })), "both or none").toEqual([
      ["Atlantis", "Hyperborea-Thule"],
    ]);
  });

  it("marks the country that an order is about, whose bar Slack draws as all others", () => {
    const [first, second] = one().series;
    const series = [
      { ...second!, short: "Lemuria", own: false, values: [6] },
      { ...first!, short: "Atlantis", values: [5] },
    ];
    expect(labelsOf({ ...one(), form: "ranks", series })).toEqual(["Lemuria 6.00", "→ Atlantis 5.00"]);
    const others = series.map((each) => ({ ...each, own: false }));
    expect(labelsOf({ ...one(), form: "ranks", series: others })).toEqual(["Lemuria 6.00", "Atlantis 5.00"]);
  });

  it("draws no chart of one number alone, which its table has", () => {
    const bars: Chart = { ...complete(), form: "bars" };
    expect(drawn(bars).map(categoriesOf)).toEqual([["Criminality 5.33", "Like for like 5.33"]]);
    expect(tableUnder(bars).join("\n")).toMatch(/Resilience[^]*4\.20/u);
    expect(drawn({ ...bars, series: bars.series.slice(0, 1) })).toEqual([]);
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
    const gap = one().series.map((each, at) => ({ ...each, values: at === 0 ? [5.33, null] : each.values }));
    expect(nativeCharts({ ...one(), series: gap }), "an edition without a score").toBeNull();
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
      expect([block.title, x, y, ...names].join("\n")).toMatch(/above 5\.50 is high/u);
    }
  });
});

function drawn(chart: Chart): readonly DataVisualization[] {
  return nativeCharts(chart)?.blocks ?? [];
}

/** What stands under its bars. */
function categoriesOf({ chart }: DataVisualization): readonly string[] {
  return chart.axis_config.categories;
}

function labelsOf(chart: Chart): readonly string[] {
  return drawn(chart).slice(0, 1).flatMap(categoriesOf);
}

const EDITIONS = ["2021", "2023"];

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

function pointsIn(...points: readonly (readonly [string, number])[]) {
  return points.map(([label, value]) => ({ label, value }));
}

/** The rows of the table that a private reply has with the chart. */
function tableUnder(chart: Chart): readonly string[] {
  const briefing = { title: "", summary: "", blocks: [{ kind: "chart", chart } as const] };
  const table = renderSlack(briefing, words, { chartOf: nativeCharts }).blocks.find(({ type }) => type === "table");
  return table?.type === "table" ? table.rows.map((row) => JSON.stringify(row)) : [];
}
