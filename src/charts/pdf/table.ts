/** A table down the pages: names left, numbers under each other, the head again on each page. */
import { FAINT_INK, GRID } from "#charts/palette.ts";
import { heightOf, keepRoom, LEFT, put, WIDTH, type Pages, type TextStyle } from "./pages.ts";

const CELL: TextStyle = { size: 9.5 };
const HEAD: TextStyle = { size: 8.5, bold: true, colour: FAINT_INK };
const NUMBER = 46;
const LAST = 120;
const GAP = 6;
const PADDING = 3.5;
/** A table no longer than this, in points, is not parted. */
const LONGEST_WHOLE = 320;

export function drawTable(pages: Pages, [head = [], ...rows]: readonly (readonly string[])[]): void {
  const widths = widthsOf(head.length);
  const { doc, root } = pages;
  const table = doc.struct("Table");
  root.add(table);
  const drawHead = (): void => drawRow(pages, { table, cells: head, widths, tag: "TH", style: HEAD });
  keepRoom(pages, roomOf(pages, [head, ...rows]));
  drawHead();
  for (const cells of rows) {
    const { page } = doc;
    keepRoom(pages, rowHeight(pages, cells, { widths, style: CELL }));
    if (doc.page !== page) drawHead();
    drawRow(pages, { table, cells, widths, tag: "TD", style: CELL });
  }
  table.end();
}

/** How much of a page it begins with: all of it, or the head and the first rows of a longer one. */
export function roomOf(pages: Pages, [head = [], ...rows]: readonly (readonly string[])[]): number {
  const widths = widthsOf(head.length);
  const heights = rows.map((cells) => rowHeight(pages, cells, { widths, style: CELL }));
  const whole = heights.reduce((sum, height) => sum + height, 30);
  return whole > LONGEST_WHOLE ? 60 : whole;
}

/** The first column takes what the numbers and the places leave. */
function widthsOf(count: number): readonly number[] {
  const numbers = Array.from({ length: Math.max(count - 2, 0) }, () => NUMBER);
  const first = WIDTH - numbers.length * NUMBER - LAST - (count - 1) * GAP;
  return [first, ...numbers, LAST];
}

interface Shape {
  readonly widths: readonly number[];
  readonly style: TextStyle;
}

interface Row extends Shape {
  readonly table: ReturnType<Pages["doc"]["struct"]>;
  readonly cells: readonly string[];
  readonly tag: "TH" | "TD";
}

function rowHeight(pages: Pages, cells: readonly string[], { widths, style }: Shape): number {
  const heights = cells.map((words, at) => heightOf(pages, words || " ", { ...style, width: widths[at] ?? NUMBER }));
  return Math.max(...heights) + 2 * PADDING;
}

function drawRow(pages: Pages, { table, cells, widths, tag, style }: Row): void {
  const { doc } = pages;
  const top = doc.y;
  const height = rowHeight(pages, cells, { widths, style });
  const lefts = widths.map((_, at) => widths.slice(0, at).reduce((sum, width) => sum + width + GAP, 0));
  const row = cells.map((words, at) =>
    doc.struct(tag, {}, () => {
      doc.y = top + PADDING;
      const align = at === 0 ? "left" : "right";
      put(pages, words || " ", { ...style, indent: lefts[at] ?? 0, width: widths[at] ?? NUMBER, align });
    }),
  );
  table.add(doc.struct("TR", {}, row));
  doc.y = top + height;
  doc.markContent("Artifact");
  doc
    .moveTo(LEFT, doc.y)
    .lineTo(LEFT + WIDTH, doc.y)
    .lineWidth(0.5)
    .stroke(GRID);
  doc.endMarkedContent();
}
