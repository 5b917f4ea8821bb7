import { inflateSync } from "node:zlib";
import { afterAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { createDrawer } from "#charts/drawer.ts";
import {
  BAR,
  BESIDE,
  COUNTRIES,
  FAINT_INK,
  IN_BAR,
  INK,
  LINE,
  LINES,
  OF_DIRECTION,
  OWN,
  PAPER,
} from "#charts/palette.ts";
import { spread } from "#charts/spread.ts";
import { drawSvg } from "#charts/svg.ts";
import { chartValue, underItsTitle, underItsWords, type Chart } from "#core/document/chart.ts";
import * as fc from "fast-check";
import { aChart } from "#tests/contracts/charts.ts";
import { briefingFor } from "#tests/fixtures/bot.ts";
import { everyMessage, VENUES } from "#tests/fixtures/messages.ts";

const charts = everyMessage(VENUES["a terminal"]).flatMap(({ kind, briefing }) =>
  kind === "figures" ? briefing.blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : [])) : [],
);
/** One of each form, in few and in many series. */
const samples = [...Map.groupBy(charts, ({ form, series }) => `${form} ${series.length}`).values()].map(
  ([one]) => one!,
);

/** The words in an SVG, line by line as they were broken. */
function wordsIn(svg: string): string {
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/gu)].map(([, words = ""]) => words);
  return texts
    .join(" ")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/gu, " ");
}

function widthOf(svg: string | undefined): number {
  return Number(/<svg width="(\d+)"/u.exec(svg ?? "")?.[1]);
}

describe("A picture of figures", () => {
  it("shows the verdict, every number, every name, both directions, the line and the source", () => {
    expect(new Set(samples.map(({ form }) => form)).size).toBe(4);
    for (const chart of samples) {
      const words = wordsIn(drawSvg(chart));
      const said = (part: string): string => part.replaceAll(/\s+/gu, " ").trim();
      expect(words, chart.title).toContain(said(chart.title));
      expect(words).toContain(said(chart.source));
      expect(words).toContain(chart.scale.lineName);
      for (const series of chart.series) {
        for (const value of series.values)
          if (value !== null) expect(words, chart.title).toContain(chartValue(series, value));
        const { marked } = series;
        // At the end of a line, in one line: there a longer name is its short one.
        const names = [
          marked === undefined ? series.name : `${marked.name}*`,
          ...(chart.form === "lines" ? [series.short] : []),
        ];
        if (series.basis === "published")
          expect(
            names.some((name) => words.includes(said(name))),
            chart.title,
          ).toBe(true);
        if (marked !== undefined) expect(words).toContain(`* ${marked.note}`);
      }
      if (chart.readings.length > 1)
        for (const { words: reading } of chart.readings) expect(words.toLowerCase()).toContain(reading);
      for (const { note } of chart.columns) expect(words).toContain(note);
    }
  });

  it("draws what is calculated dashed and with an open mark, beside what is published", () => {
    const svg = drawSvg(aChart());
    const dashed = [...svg.matchAll(/<path[^>]*stroke-dasharray="6,4"[^>]*>/gu)];
    expect(dashed).toHaveLength(1);
    expect(wordsIn(svg)).toContain("5.64 Criminality, like for like");
    // At the edition that both begin with, what is published lies on top.
    const marks = [...svg.matchAll(/<path[^>]*A1 1[^>]*>/gu)].map(([path]) => /fill="([^"]+)"/u.exec(path)?.[1]);
    expect(marks.indexOf(PAPER), "calculated").toBeLessThan(marks.indexOf(OF_DIRECTION.worse));
  });

  it("dots, from one set of indicators to another, only what is made of other indicators", async () => {
    const { blocks } = await briefingFor("trend");
    const { chart } = blocks.find((block) => block.kind === "chart")!;
    const dotted = (svg: string): readonly string[] =>
      [...svg.matchAll(/<path[^>]*stroke-dasharray="2,4"[^>]*>/gu)].map(
        ([path]) => /stroke="([^"]+)"/u.exec(path)?.[1] ?? "",
      );
    expect(dotted(drawSvg(chart))).toEqual([OF_DIRECTION.worse]);
  });

  it("draws a line wider by each that lies on it, so that both are seen", () => {
    const one = charts.find(({ form, heads }) => form === "lines" && heads.sides !== undefined)!;
    const [first] = one.series;
    const lineOf = (values: readonly number[], own = false) => ({
      ...first!,
      basis: "published" as const,
      own,
      values,
    });
    const widths = (...series: Chart["series"]): readonly number[] => {
      const svg = drawSvg({
        ...one,
        series,
        columns: one.columns.map((column) => ({ ...column, note: "" })),
      });
      const drawn = [
        ...svg.matchAll(/<path d="M[^"]*L[^"]*" fill="none"[^>]* stroke="[^"]+" stroke-width="([\d.]+)"/gu),
      ];
      return drawn.flatMap(([, width]) => (Number(width) < 2.5 ? [] : Number(width))).toSorted((x, y) => x - y);
    };
    const level = one.columns.map(() => 6.5);
    const apart = one.columns.map((_, at) => 4 + at / 2);
    expect(widths(lineOf(level), lineOf(apart))).toEqual([2.5, 2.5]);
    expect(widths(lineOf(level), lineOf(level))).toEqual([2.5, 6.5]);
    expect(widths(lineOf(level, true), lineOf(level))).toEqual([3.5, 6.5]);
    expect(Math.max(...widths(lineOf(level), lineOf(level), lineOf(level)))).toBe(10.5);
  });

  it("is drawn narrower under the words of a message, under its name alone, so that its words are larger", () => {
    for (const chart of samples) {
      const [alone, stands, titled] = [chart, underItsWords(chart), underItsTitle(chart)].map((each) => drawSvg(each));
      expect(widthOf(alone)).toBe(520);
      expect([stands, titled].map(widthOf)).toEqual([400, 400]);
      for (const svg of [stands, titled]) {
        expect(wordsIn(svg ?? "")).toContain(chart.name);
        if (!chart.name.startsWith(chart.title)) expect(wordsIn(svg ?? "")).not.toContain(chart.title);
      }
    }
  });

  it("gives the own country one colour in every form of it, which is no direction's, and others the same grey as bars", () => {
    const of = (form: Chart["form"]) =>
      charts.filter(({ form: its, series, heads }) => its === form && series.length > 1 && heads.sides !== undefined);
    for (const chart of [...of("ranks"), ...charts.filter(({ form }) => form === "pairs")].slice(0, 40)) {
      const fills = [...drawSvg(chart).matchAll(/<path[^>]* fill="(#[0-9a-f]{6})"[^>]*ssr_type="chart"/gu)];
      expect(fills.length).toBeGreaterThan(0);
      for (const [, fill] of fills) expect([OWN, BESIDE]).toContain(fill);
    }
    expect(of("lines").length).toBeGreaterThan(0);
    for (const chart of of("lines").slice(0, 20)) {
      expect(chart.series[0]?.own).toBe(true);
      expect(drawSvg(chart)).toContain(`stroke="${OWN}"`);
      expect(drawSvg(chart)).not.toContain(OF_DIRECTION.worse);
    }
  });

  it("says at each line which way is worse where its axis has both, and of what the like for like is", async () => {
    const { blocks } = await briefingFor("trend");
    const { chart } = blocks.find((block) => block.kind === "chart")!;
    const words = wordsIn(drawSvg(chart));
    expect(words).toContain("5.48, just under 5.50 Criminality, like for like");
    expect(words).toMatch(/5\.25 Criminality higher is worse.*3\.79 Resilience higher is better/u);
  });

  it("has a number at each whole step of its axis, also beside that of the line", async () => {
    const { blocks } = await briefingFor("trend drugs");
    const { chart } = blocks.find((block) => block.kind === "chart")!;
    expect(wordsIn(drawSvg(chart))).toContain("1 2 3 4 5 6 7 8 5.50");
  });

  it("says of the headline's bars what is low, but not of what is just under the line", async () => {
    const { blocks } = await briefingFor("scores");
    const { chart } = blocks.find((block) => block.kind === "chart")!;
    const words = wordsIn(drawSvg(chart));
    for (const said of ["low 4.40", "high 6.25", "low 4.17"]) expect(words).toContain(said);
    expect(words).not.toContain("low 5.33");
  });

  it("breaks an order across its bars where countries are left out", () => {
    const ranks = charts.find(({ form }) => form === "ranks")!;
    const [first, ...others] = ranks.series;
    const broken = { ...ranks, series: [first!, { ...others[0]!, before: "145 not shown" }, ...others.slice(1)] };
    const breaks = (chart: Chart) => drawSvg(chart).match(/stroke-dasharray="2,5"/gu)?.length ?? 0;
    expect([breaks(ranks), breaks(broken)]).toEqual([0, 1]);
    expect(wordsIn(drawSvg(broken))).toContain("145 not shown");
  });

  it("says of every bar at the line or above it which it is, and of no other", () => {
    const bars = charts.filter(({ form }) => form === "bars" || form === "ranks");
    const near = bars.flatMap((chart) =>
      chart.series.flatMap((series) => {
        const [value = null] = series.values;
        const { line } = chart.scale;
        return value !== null && value >= line ? [{ chart, series, value, line }] : [];
      }),
    );
    expect(new Set(near.map(({ value, line }) => value === line)).size).toBe(2);
    for (const { chart, series, value, line } of near.slice(0, 60))
      expect(wordsIn(drawSvg(chart))).toContain(
        `${value === line ? "on the line" : "high"} ${chartValue(series, value)}`,
      );
    for (const chart of bars.slice(0, 60)) {
      const above = chart.series.filter(({ values: [value] }) => (value ?? 0) > chart.scale.line);
      expect([...wordsIn(drawSvg({ ...chart, title: "" })).matchAll(/(?<!\p{L})high \d/gu)]).toHaveLength(above.length);
    }
  });

  it("keeps words in other scripts and with signs of markup as they are", () => {
    const chart: Chart = { ...aChart(), title: "Кылмыштуулук <өстү> & {ң} ү" };
    expect(wordsIn(drawSvg(chart))).toContain("Кылмыштуулук <өстү> & {ң} ү");
  });
});

describe("The colours of pictures", () => {
  const marks = [
    ...Object.values(BAR).flatMap(Object.values),
    ...Object.values(LINES).flat(),
    ...COUNTRIES,
    LINE,
    BESIDE,
  ];

  it("stand out from the paper by 3 to 1, words by 4.5 to 1", () => {
    for (const colour of marks) expect(contrast(colour, PAPER), colour).toBeGreaterThanOrEqual(3);
    for (const colour of [INK, FAINT_INK, ...Object.values(LINES).flat(), ...COUNTRIES])
      expect(contrast(colour, PAPER), colour).toBeGreaterThanOrEqual(4.5);
  });

  it("leave the number in a bar legible, by 4.5 to 1", () => {
    for (const bar of Object.values(BAR))
      for (const tone of ["high", "low"] as const)
        expect(contrast(IN_BAR[tone], bar[tone]), bar[tone]).toBeGreaterThanOrEqual(4.5);
    expect(contrast(INK, BESIDE)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(PAPER, OWN)).toBeGreaterThanOrEqual(4.5);
  });

  it("tell what is high from the rest by lightness alone", () => {
    for (const { high, low } of Object.values(BAR)) expect(contrast(high, low)).toBeGreaterThanOrEqual(2);
  });

  it("tell the country that it is about from the others, and from what is high, by lightness too", () => {
    expect(contrast(OWN, BESIDE)).toBeGreaterThanOrEqual(3);
    for (const { high } of Object.values(BAR)) expect(contrast(OWN, high)).toBeGreaterThanOrEqual(1.5);
  });

  it("tell the two directions apart for people with each kind of colour blindness", () => {
    for (const sight of Object.values(SIGHTS)) {
      expect(distance(seen(OF_DIRECTION.worse, sight), seen(OF_DIRECTION.better, sight))).toBeGreaterThan(40);
      for (const tone of ["high", "low"] as const)
        expect(distance(seen(BAR.worse[tone], sight), seen(BAR.better[tone], sight))).toBeGreaterThan(20);
    }
  });
});

describe("The thread that draws", () => {
  const drawer = createDrawer();
  afterAll(() => drawer.stop());

  it("gives a PNG at twice the size, with words in it", async () => {
    const png = Buffer.from(await drawer.draw(aChart()));
    expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(1040);
    // Without a font nothing but lines would be drawn, in few shades.
    const blank: Chart = { ...aChart(), title: "", name: "", caveat: "", source: "" };
    expect(inkIn(png)).toBeGreaterThan(inkIn(Buffer.from(await drawer.draw(blank))) * 1.2);
  });

  it("fails what it takes too long for, and what has waited too long for its turn, and draws the rest", async () => {
    await drawer.draw(aChart());
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const early = [drawer.draw(aChart()), drawer.draw(aChart()), drawer.draw(aChart())];
    vi.advanceTimersByTime(9000);
    const all = Promise.allSettled([...early, drawer.draw(aChart())]);
    vi.advanceTimersByTime(1000);
    const told = (await all).map((each) => (each.status === "fulfilled" ? "drawn" : String(each.reason)));
    expect(told).toEqual([
      expect.stringContaining("took too long to draw"),
      "drawn",
      expect.stringContaining("turn did not come"),
      "drawn",
    ]);
  });

  it("draws the next one after it was stopped in the middle", async () => {
    const lost = drawer.draw(aChart());
    const settled = Promise.allSettled([lost]);
    await drawer.stop();
    expect((await settled)[0].status).toBe("rejected");
    expect((await drawer.draw(aChart())).byteLength).toBeGreaterThan(1000);
  });
});

describe("Labels that would cover each other", () => {
  it("move apart in their order, and stay where they have room", () => {
    const labels = fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 200 }), height: fc.integer({ min: 5, max: 40 }) }),
    );
    fc.assert(
      fc.property(labels, (asked) => {
        const placed = spread(asked);
        expect(placed).toHaveLength(asked.length);
        for (const [index, { at, height }] of placed.entries()) {
          const next = placed[index + 1];
          if (next !== undefined) expect(next.at).toBeGreaterThanOrEqual(at + height - 1e-6);
        }
        const [only] = asked;
        if (asked.length === 1) expect(placed[0]?.at).toBe(only?.at);
      }),
    );
  });
});

/** How many bytes of its pixels are not paper. */
function inkIn(png: Buffer): number {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const length = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + length));
  }
  return inflateSync(Buffer.concat(parts)).filter((byte) => byte !== 0 && byte !== 255).length;
}

type Rgb = readonly [number, number, number];

function rgb(hex: string): Rgb {
  const part = (from: number): number => Number.parseInt(hex.slice(from, from + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

const linear = (part: number): number => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other].map(luminance).toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = rgb(hex).map(linear);
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** Machado, Oliveira and Fernandes 2009, full severity: https://www.inf.ufrgs.br/~oliveira/pubs_files/CVD_Simulation/CVD_Simulation.html */
const SIGHTS: Readonly<Record<string, readonly [Rgb, Rgb, Rgb]>> = {
  protanopia: [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
  ],
  deuteranopia: [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_82, 0.042_94, 0.968_881],
  ],
  tritanopia: [
    [1.255_528, -0.076_749, -0.178_779],
    [-0.078_411, 0.930_809, 0.147_602],
    [0.004_733, 0.691_367, 0.303_9],
  ],
};

function seen(hex: string, sight: readonly [Rgb, Rgb, Rgb]): Rgb {
  const [r, g, b] = rgb(hex).map(linear);
  const row = ([x, y, z]: Rgb): number => Math.min(Math.max(x * (r ?? 0) + y * (g ?? 0) + z * (b ?? 0), 0), 1);
  return [row(sight[0]), row(sight[1]), row(sight[2])];
}

/** CIE76, of linear sRGB: what differs by 10 is told apart at a glance. */
function distance(one: Rgb, other: Rgb): number {
  const [a, b] = [lab(one), lab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number): number => (t > 216 / 24_389 ? Math.cbrt(t) : (t * 24_389) / 27 / 116 + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
