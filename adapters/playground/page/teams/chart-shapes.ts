/** The shapes of stand-in charts: plain SVG and HTML, roughly as Teams lays its own out. */
import { type Json, jsonList, textOf } from "#playground/payload/json.ts";

/** https://adaptivecards.microsoft.com/?topic=chart-colors-reference, near enough. */
const COLOURS: Readonly<Record<string, string>> = {
  categoricalBlue: "#637cef",
  categoricalMarigold: "#d58a00",
  categoricalPurple: "#a864b8",
  categoricalTeal: "#2aa0a4",
  categoricalRed: "#d13438",
  categoricalLime: "#5d9b00",
  neutral: "#7a7a7a",
};
const [WIDTH, HEIGHT] = [460, 230];
const PAD = { left: 44, right: 44, top: 14, bottom: 40 };
const HIGHEST = 10;

interface Point {
  readonly x: string;
  readonly y: number;
}

interface Series {
  readonly legend: string;
  readonly colour: string;
  readonly points: readonly Point[];
}

export function groupedChart(json: Json): Element {
  const series = jsonList(json["data"]).map(seriesOf);
  const axis = axisOf(json);
  const labels = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))];
  const step = (WIDTH - PAD.left - PAD.right) / Math.max(labels.length, 1);
  const width = Math.min((step * 0.8) / Math.max(series.length, 1), 28);
  const svg = canvas(
    json,
    labels.map((label, at) => ({ label, x: PAD.left + (at + 0.5) * step })),
  );
  for (const [nth, { colour, points }] of series.entries())
    for (const { x, y } of points) {
      const left = PAD.left + labels.indexOf(x) * step + step * 0.1 + nth * width;
      const top = heightOf(y, axis);
      svg.append(
        shape("rect", { x: left, y: top, width: width - 2, height: heightOf(axis.low, axis) - top, fill: colour }),
      );
      svg.append(words(String(y), { x: left + width / 2, y: top - 4, "text-anchor": "middle" }));
    }
  return withLegend(svg, series);
}

/** Numbers show under the pointer there, so none stand here either. */
export function lineChart(json: Json): Element {
  const series = jsonList(json["data"]).map(seriesOf);
  const axis = axisOf(json);
  const labels = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))];
  const step = (WIDTH - PAD.left - PAD.right) / Math.max(labels.length - 1, 1);
  const placeOf = ({ x, y }: Point): readonly [number, number] => [
    PAD.left + labels.indexOf(x) * step,
    heightOf(y, axis),
  ];
  const svg = canvas(
    json,
    labels.map((label, at) => ({ label, x: PAD.left + at * step })),
  );
  for (const { colour, points } of series) {
    const places = points.map(placeOf);
    const line = { points: places.map((place) => place.join(",")).join(" "), fill: "none", stroke: colour };
    svg.append(shape("polyline", { ...line, "stroke-width": "2" }));
    for (const [cx, cy] of places) svg.append(shape("circle", { cx, cy, r: 3, fill: colour }));
  }
  return withLegend(svg, series);
}

export function barChart(json: Json): Element {
  const list = document.createElement("dl");
  list.className = "teams-bars";
  for (const point of jsonList(json["data"])) {
    const { x, y } = pointOf(point);
    const name = document.createElement("dt");
    name.textContent = x;
    const value = document.createElement("dd");
    const bar = document.createElement("span");
    bar.style.width = `${(y / HIGHEST) * 80}%`;
    bar.style.background = colourOf(point);
    value.append(bar, String(y));
    list.append(name, value);
  }
  return list;
}

function seriesOf(json: Json): Series {
  return { legend: textOf(json["legend"]), colour: colourOf(json), points: jsonList(json["values"]).map(pointOf) };
}

function pointOf(json: Json): Point {
  return { x: textOf(json["x"]), y: typeof json["y"] === "number" ? json["y"] : 0 };
}

function colourOf(json: Json): string {
  return COLOURS[textOf(json["color"])] ?? "#7a7a7a";
}

interface Axis {
  readonly low: number;
  readonly high: number;
}

function axisOf({ yMin, yMax }: Json): Axis {
  return { low: typeof yMin === "number" ? yMin : 0, high: typeof yMax === "number" ? yMax : HIGHEST };
}

function heightOf(value: number, { low, high }: Axis): number {
  return HEIGHT - PAD.bottom - ((value - low) / (high - low)) * (HEIGHT - PAD.bottom - PAD.top);
}

function canvas(json: Json, labels: readonly { readonly label: string; readonly x: number }[]): SVGElement {
  const axis = axisOf(json);
  const name = textOf(json["title"]);
  const svg = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": name, class: "teams-plot" });
  for (const tick of [axis.low, axis.high]) {
    const y = heightOf(tick, axis);
    svg.append(shape("line", { x1: PAD.left, x2: WIDTH - PAD.right, y1: y, y2: y, class: "teams-grid" }));
    svg.append(words(String(tick), { x: PAD.left - 6, y: y + 4, "text-anchor": "end" }));
  }
  for (const { label, x } of labels)
    for (const [row, part] of label.split(/ (?=\()/u).entries())
      svg.append(words(part, { x, y: HEIGHT - 22 + row * 14, "text-anchor": "middle" }));
  return svg;
}

function withLegend(svg: SVGElement, series: readonly Series[]): Element {
  const whole = document.createElement("div");
  const legend = document.createElement("ul");
  legend.className = "teams-legend";
  for (const each of series) {
    const item = document.createElement("li");
    const mark = document.createElement("span");
    mark.style.background = each.colour;
    item.append(mark, each.legend);
    legend.append(item);
  }
  whole.append(svg, legend);
  return whole;
}

type Attributes = Readonly<Record<string, string | number>>;

function shape(name: string, attributes: Attributes): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  return made;
}

function words(text: string, attributes: Attributes): SVGElement {
  const made = shape("text", attributes);
  made.textContent = text;
  return made;
}
