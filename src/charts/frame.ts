/** What stands around every picture: the verdict, what is counted, and whose figures they are. */
import type { Chart } from "#core/document/chart.ts";
import type { EChartsOption } from "echarts";
import { FAINT_INK, FRAME, INK, PAPER } from "./palette.ts";
import { FONT, wrap, type Style } from "./text.ts";

/** Of a picture, in pixels before it is drawn at twice its size: as wide as Slack shows one, and read on a phone. */
const WIDTH = 520;
const MARGIN = 18;
export const INNER = WIDTH - 2 * MARGIN;

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
  const title = wrap(chart.title, INNER, TITLE);
  const under = wrap(subtitle(chart), INNER, SMALL);
  const notes = [chart.caveat, chart.source]
    .filter((words) => words !== "")
    .flatMap((words) => wrap(words, INNER, SMALL));
  const top = MARGIN + title.length * TITLE.line + 4 + under.length * SMALL.line + GAP;
  const foot = notes.length * SMALL.line;
  const height = top + plot.height + GAP + foot + MARGIN;
  const area = { left: MARGIN, right: MARGIN, top, bottom: height - top - plot.height, height: plot.height };
  const { graphic = [], ...option } = plot.option(area);
  const shown = [
    box(height),
    wordsAt(title, { ...TITLE, x: MARGIN, y: MARGIN, fill: INK }),
    wordsAt(under, { ...SMALL, x: MARGIN, y: MARGIN + title.length * TITLE.line + 4, fill: FAINT_INK }),
    wordsAt(notes, { ...SMALL, x: MARGIN, y: height - MARGIN - foot, fill: FAINT_INK }),
  ];
  return {
    width: WIDTH,
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

/** What is counted, and which way is worse. */
function subtitle({ name, caption, heads, reading, scale }: Chart): string {
  const kept = [heads.value, scale.cut].map((words) => words.replaceAll(" ", "\u00A0"));
  return [caption === "" ? name : caption, ...kept, reading].filter((words) => words !== "").join(" · ");
}

function box(height: number) {
  const shape = { x: 0.5, y: 0.5, width: WIDTH - 1, height: height - 1, r: 8 };
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
