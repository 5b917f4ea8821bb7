/** What stands around every picture: the verdict, what is counted, and whose figures they are. */
import type { Chart } from "#core/document/chart.ts";
import type { EChartsOption } from "echarts";
import { FAINT_INK, FRAME, INK, PAPER } from "./palette.ts";
import { FONT, wrap, type Style } from "./text.ts";

/** Of a picture, in pixels before it is drawn at twice its size; in a message it is read on a phone. */
const WIDTH = { alone: 520, message: 400 } as const;
const MARGIN = { alone: 18, message: 14 } as const;

/** From edge to edge within the margins. */
export function innerOf({ narrow }: Pick<Chart, "narrow">): number {
  const place = placeOf(narrow);
  return WIDTH[place] - 2 * MARGIN[place];
}

function placeOf(narrow: boolean | undefined): "message" | "alone" {
  return narrow === true ? "message" : "alone";
}

const TITLE: Style & { readonly line: number } = { size: 18, bold: true, line: 23 };
const SMALL: Style & { readonly line: number } = { size: 13, line: 17 };
const GAP = 8;

/** The option of a plot without the frame, and how much room it has. */
export interface Plot {
  readonly height: number;
  readonly option: (area: Area) => EChartsOption;
}

/** Where the plot is, in pixels from the picture's edges. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly height: number;
}

export interface Framed {
  readonly width: number;
  readonly height: number;
  readonly option: EChartsOption;
}

export function framed(chart: Chart, plot: Plot): Framed {
  const [inner, margin] = [innerOf(chart), MARGIN[placeOf(chart.narrow)]];
  const width = inner + 2 * margin;
  const title = chart.title === "" ? [] : balanced(chart.title, inner);
  const under = wrap(subtitle(chart), inner, SMALL);
  const notes = [...marksOf(chart), chart.caveat, chart.source]
    .filter((words) => words !== "")
    .flatMap((words) => wrap(words, inner, SMALL));
  const below = margin + title.length * TITLE.line + (title.length === 0 ? 0 : 4);
  const top = below + under.length * SMALL.line + GAP;
  const foot = notes.length * SMALL.line;
  const height = top + plot.height + GAP + foot + margin;
  const area = { left: margin, right: margin, top, bottom: height - top - plot.height, height: plot.height };
  const { graphic = [], ...option } = plot.option(area);
  const shown = [
    box(width, height),
    wordsAt(title, { ...TITLE, x: margin, y: margin, fill: INK }),
    wordsAt(under, { ...SMALL, x: margin, y: below, fill: FAINT_INK }),
    wordsAt(notes, { ...SMALL, x: margin, y: height - margin - foot, fill: FAINT_INK }),
  ];
  return {
    width,
    height,
    option: {
      animation: false,
      backgroundColor: PAPER,
      textStyle: { fontFamily: FONT },
      ...option,
      graphic: [...shown, ...(Array.isArray(graphic) ? graphic : [graphic])],
    },
  };
}

/** In as many lines as it needs, and those as even as they get, so that no last word stands alone. */
function balanced(title: string, width: number): readonly string[] {
  // `8.5 of 10` is one thing.
  const words = title.replaceAll(/(?<=\d) (\p{L}{1,3}) (?=\d)/gu, "\u00A0$1\u00A0");
  const lines = wrap(words, width, TITLE);
  for (let narrower = width - STEP; narrower > width / 2; narrower -= STEP) {
    if (wrap(words, narrower, TITLE).length > lines.length) return wrap(words, narrower + STEP, TITLE);
  }
  return lines;
}
const STEP = 8;

/** What is counted, and which way is worse; two directions are told where they stand. */
function subtitle({ form, name, caption, heads, reading, readings, scale }: Chart): string {
  const kept = [form === "lines" ? heads.value : "", scale.cut].map((words) => words.replaceAll(" ", "\u00A0"));
  const which = readings.length > 1 ? "" : reading;
  return [caption === "" ? name : caption, ...kept, which].filter((words) => words !== "").join(" · ");
}

/** What the asterisks behind names mean. */
function marksOf({ series }: Chart): readonly string[] {
  return [...new Set(series.flatMap(({ marked }) => (marked === undefined ? [] : [`* ${marked.note}`])))];
}

/** Its corners are square: behind round ones would be seen whatever it lies on. */
function box(width: number, height: number) {
  const shape = { x: 0.5, y: 0.5, width: width - 1, height: height - 1 };
  return { type: "rect" as const, shape, style: { fill: "none", stroke: FRAME, lineWidth: 1 }, silent: true };
}

/** Lines of words at a place of the picture. */
export function wordsAt(
  lines: readonly string[],
  {
    x,
    y,
    size,
    bold = false,
    line,
    fill,
    align = "left",
  }: Style & {
    readonly x: number;
    readonly y: number;
    readonly line: number;
    readonly fill: string;
    readonly align?: "left" | "right" | "center";
  },
) {
  return {
    type: "text" as const,
    x,
    y,
    silent: true,
    z: 10,
    style: {
      text: lines.join("\n"),
      fontFamily: FONT,
      fontSize: size,
      fontWeight: bold ? ("bold" as const) : ("normal" as const),
      lineHeight: line,
      fill,
      // Words stay legible where a line passes behind them.
      stroke: PAPER,
      lineWidth: 4,
      align,
      verticalAlign: "top" as const,
    },
  };
}
