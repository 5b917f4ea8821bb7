/** Pages of a PDF and what flows down them: words, each under the tag that tells a screen reader what it is. */
import { buffer } from "node:stream/consumers";
import Pdf from "pdfkit";
import type { EvidencePack } from "#core/document/evidence.ts";
import { FONT_FILES } from "#charts/png.ts";
import { FAINT_INK, INK } from "#charts/palette.ts";

type Document = InstanceType<typeof Pdf>;
type Element = ReturnType<Document["struct"]>;

export interface Pages {
  readonly doc: Document;
  /** What whatever is drawn next belongs to. */
  readonly root: Element;
}

/** In points, 72 an inch: A4, and what is left of it. */
const MARGIN = { top: 56, bottom: 64, left: 62, right: 62 };
const PAGE_WIDTH = 595.28;
export const LEFT = MARGIN.left;
export const WIDTH = PAGE_WIDTH - MARGIN.left - MARGIN.right;
/** Of headings and links. */
export const ACCENT = "#1d3a4f";
const FOOT = 34;
/** ISO 14289, for screen readers. https://pdfkit.org/docs/accessibility.html */
const ACCESSIBLE: object = { tagged: true, subset: "PDF/UA", displayTitle: true };

export interface TextStyle {
  /** What a screen reader is told that it is, such as `H1`; a paragraph where it is absent. */
  readonly tag?: string;
  readonly size: number;
  readonly bold?: boolean;
  readonly colour?: string;
  /** From the left margin. */
  readonly indent?: number;
  readonly width?: number;
  readonly align?: "left" | "right";
  /** Where it leads to. */
  readonly link?: string;
  /** What is put next goes on in its line. */
  readonly continued?: boolean;
}

export function openPages({ title, language, accessed, sources }: EvidencePack): Pages {
  const doc = new Pdf({
    ...{ size: "A4", margins: MARGIN, bufferPages: true, pdfVersion: "1.7" },
    ...ACCESSIBLE,
    lang: language,
    info: { Title: title, Author: sources.credit, CreationDate: new Date(accessed), ModDate: new Date(accessed) },
  });
  doc.registerFont("regular", FONT_FILES.regular).registerFont("bold", FONT_FILES.bold).font("regular");
  const root = doc.struct("Document");
  doc.addStructure(root);
  return { doc, root };
}

/** Page numbers at the foot of each page, and the whole as bytes. */
export async function finish({ doc, root }: Pages, { title, words }: EvidencePack): Promise<Uint8Array> {
  root.end();
  const { count } = doc.bufferedPageRange();
  for (let at = 0; at < count; at++) {
    doc.switchToPage(at);
    // Below the margin PDFKit would begin another page.
    doc.page.margins.bottom = 0;
    const y = doc.page.height - FOOT - 8;
    const number = words.page.replace("{page}", String(at + 1)).replace("{pages}", String(count));
    doc.markContent("Artifact", { type: "Pagination", attached: ["Bottom"] });
    doc.font("regular").fontSize(8.5).fillColor(FAINT_INK);
    doc.text(title, LEFT, y, { width: WIDTH * 0.7, lineBreak: false, ellipsis: true, height: 12 });
    doc.text(number, LEFT, y, { width: WIDTH, align: "right", lineBreak: false });
    doc.endMarkedContent();
  }
  doc.end();
  return buffer(doc);
}

/** Begins another page where less than so many points are left of this one. */
export function keepRoom({ doc }: Pages, points: number): void {
  if (doc.y + points > doc.page.height - MARGIN.bottom) doc.addPage();
}

export function space({ doc }: Pages, points: number): void {
  doc.y += points;
}

/** How high words are in a style. */
export function heightOf({ doc }: Pages, words: string, { size, bold = false, indent = 0, width }: TextStyle): number {
  doc.font(bold ? "bold" : "regular").fontSize(size);
  return doc.heightOfString(words, { width: width ?? WIDTH - indent, lineGap: gapOf(size) });
}

/** A paragraph, under a tag of its own. */
export function writeText(pages: Pages, words: string, style: TextStyle): void {
  pages.root.add(pages.doc.struct(style.tag ?? "P", {}, () => put(pages, words, style)));
}

/** Words at the cursor, which moves below them. */
export function put({ doc }: Pages, words: string, style: TextStyle): void {
  const {
    size,
    bold = false,
    colour = INK,
    indent = 0,
    width = WIDTH - indent,
    align = "left",
    continued = false,
  } = style;
  doc
    .font(bold ? "bold" : "regular")
    .fontSize(size)
    .fillColor(colour);
  const link = style.link === undefined ? {} : { link: style.link };
  doc.text(words, LEFT + indent, doc.y, { width, align, continued, lineGap: gapOf(size), ...link });
}

interface Heading {
  readonly words: string;
  readonly level: 2 | 3;
}

/** Room above a heading and below it, and the size of its letters, in points. */
const HEADINGS = { 2: { above: 16, below: 5, size: 15 }, 3: { above: 8, below: 3, size: 11.5 } } as const;

/** A section's name, on the page of what `follows` it: so many points, never parted. */
export function writeHeading(pages: Pages, { words, level }: Heading, follows: number): void {
  const { above, below, size } = HEADINGS[level];
  keepRoom(pages, headingHeight(pages, { words, level }) + follows);
  space(pages, above);
  writeText(pages, words, { tag: `H${level}`, size, bold: true, colour: level === 2 ? ACCENT : INK });
  space(pages, below);
}

/** What a heading takes with the room around it. */
export function headingHeight(pages: Pages, { words, level }: Heading): number {
  const { above, below, size } = HEADINGS[level];
  return above + heightOf(pages, words, { size, bold: true }) + below;
}

function gapOf(size: number): number {
  return size * 0.12;
}
