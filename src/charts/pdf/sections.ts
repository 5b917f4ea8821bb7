/** The sections of an evidence pack, one after another down its pages. */
import { chartRows, type Chart } from "#core/document/chart.ts";
import { findingGroups, scoreRows, type EvidencePack, type EvidenceFinding } from "#core/document/evidence.ts";
import { FAINT_INK, INK } from "#charts/palette.ts";
import { drawPixels } from "#charts/png.ts";
import { drawSvg } from "#charts/svg.ts";
import { encodeOpaque } from "./opaque-png.ts";
import {
  ACCENT,
  headingHeight,
  heightOf,
  keepRoom,
  LEFT,
  put,
  space,
  writeText,
  writeHeading,
  type Pages,
  type TextStyle,
} from "./pages.ts";
import { drawTable, roomOf } from "./table.ts";

const BODY: TextStyle = { size: 10.5 };
const SMALL: TextStyle = { size: 8.5, colour: FAINT_INK };
/** Where the words of a numbered finding begin. */
const HANGING = 24;
/** A label over its words, with the room below them. */
const LABEL = 22;
/** What the sources take, which stand together. */
const SOURCES = 210;
/** In points: a picture is drawn 520 wide, with twice the pixels of that. */
const PICTURE_WIDTH = 360;

export function drawHead(pages: Pages, { title, words, asked, keyFinding }: EvidencePack): void {
  writeText(pages, title, { tag: "H1", size: 24, bold: true, colour: ACCENT });
  space(pages, 2);
  writeText(pages, words.edition, { size: 10, colour: FAINT_INK });
  space(pages, 14);
  if (asked !== null) drawLabelled(pages, [words.asked, asked], { size: 12 });
  const top = pages.doc.y;
  drawLabelled(pages, [words.keyFinding, keyFinding], { size: 13, indent: 14 });
  drawRule(pages, top);
}

/** A bar beside what stands between there and here, for the eye alone. */
function drawRule({ doc }: Pages, top: number): void {
  doc.markContent("Artifact");
  doc.rect(LEFT, top + 2, 3, doc.y - top - 12).fill(ACCENT);
  doc.endMarkedContent();
}

function drawLabelled(pages: Pages, [label, words]: readonly [string, string], style: TextStyle): void {
  writeText(pages, label, { ...style, size: 9, bold: true, colour: FAINT_INK });
  space(pages, 1);
  writeText(pages, words, style);
  space(pages, 10);
}

/** Numbered through; one group needs no heading of its own. */
export function drawFindings(pages: Pages, evidence: EvidencePack): void {
  const groups = findingGroups(evidence);
  if (groups.length === 0) return;
  const isGrouped = groups.length > 1;
  const [firstName = "", firsts = []] = groups[0] ?? [];
  const under = isGrouped ? headingHeight(pages, { words: firstName, level: 3 }) : 0;
  writeHeading(pages, { words: evidence.words.findings, level: 2 }, under + firstHeight(pages, firsts));
  for (const [name, findings] of groups) {
    if (isGrouped) writeHeading(pages, { words: name, level: 3 }, firstHeight(pages, findings));
    const list = pages.doc.struct("L");
    pages.root.add(list);
    for (const finding of findings) drawFinding({ ...pages, root: list }, finding);
    list.end();
  }
  for (const note of evidence.notes) {
    space(pages, 4);
    writeText(pages, note, { ...BODY, tag: "Note", colour: FAINT_INK });
  }
}

/** Its number, the claim, and below it how sure it is, where it stands and its id. Never parted. */
function drawFinding(pages: Pages, finding: EvidenceFinding): void {
  const { number, textInList, certainty, sure } = finding;
  const source = sourceOf(finding);
  keepRoom(pages, findingHeight(pages, finding));
  const { doc, root } = pages;
  const label = doc.struct("Lbl", {}, () => {
    const { y } = doc;
    put(pages, `${number}.`, { ...BODY, bold: true, width: HANGING });
    doc.y = y;
  });
  const body = doc.struct("LBody", {}, () => {
    put(pages, textInList, SAID);
    putSource(pages, { sure, certainty }, { rest: source, style: UNDER });
  });
  root.add(doc.struct("LI", {}, [label, body]));
  space(pages, 5);
}

const SAID: TextStyle = { ...BODY, indent: HANGING };
const UNDER: TextStyle = { ...SMALL, indent: HANGING };

function firstHeight(pages: Pages, [first]: readonly EvidenceFinding[]): number {
  return first === undefined ? 0 : findingHeight(pages, first);
}

function findingHeight(pages: Pages, finding: EvidenceFinding): number {
  return heightOf(pages, finding.textInList, SAID) + heightOf(pages, finding.sure + sourceOf(finding), UNDER) + 6;
}

function sourceOf({ section, id }: EvidenceFinding): string {
  return ` · ${section.name} · ${id}`;
}

/** How sure it is stands out where it is less than stated. */
function putSource(
  pages: Pages,
  { sure, certainty }: Pick<EvidenceFinding, "sure" | "certainty">,
  { rest, style }: { readonly rest: string; readonly style: TextStyle },
): void {
  const mark: TextStyle = certainty === "stated" ? style : { ...style, bold: true, colour: INK };
  put(pages, sure, { ...mark, continued: true });
  put(pages, rest, style);
}

export function drawScores(pages: Pages, evidence: EvidencePack): void {
  if (evidence.scores.length === 0) return;
  const rows = scoreRows(evidence);
  writeHeading(pages, { words: evidence.words.scores, level: 2 }, roomOf(pages, rows));
  drawTable(pages, rows);
  space(pages, 6);
  writeText(pages, evidence.words.reading, SMALL);
}

/** As the messages show them; what they show stands in their alternative text. */
export function drawCharts(pages: Pages, { charts, words }: EvidencePack): void {
  if (charts.length === 0) return;
  for (const [at, chart] of charts.entries()) {
    const picture = drawPixels(drawSvg(chart));
    const height = (picture.height / picture.width) * PICTURE_WIDTH;
    if (at === 0) writeHeading(pages, { words: words.charts, level: 2 }, height + 10);
    keepRoom(pages, height + 10);
    const { doc, root } = pages;
    root.add(
      doc.struct("Figure", { alt: alternative(chart) }, () => {
        doc.image(encodeOpaque(picture), LEFT, doc.y, { width: PICTURE_WIDTH });
        // It leaves the cursor where it was.
        doc.y += height;
      }),
    );
    space(pages, 10);
  }
}

function alternative(chart: Chart): string {
  const rows = chartRows(chart).map((row) => row.join(" | "));
  return [chart.title, ...rows, chart.reading, chart.caveat].filter(Boolean).join("\n");
}

export function drawMissing(pages: Pages, { missing, words }: EvidencePack): void {
  if (missing.length === 0) return;
  const [first = ""] = missing;
  writeHeading(pages, { words: words.missing, level: 2 }, heightOf(pages, first, BODY) + 3);
  for (const sentence of missing) {
    keepRoom(pages, heightOf(pages, sentence, BODY) + 3);
    writeText(pages, sentence, BODY);
    space(pages, 3);
  }
}

export function drawEnd(pages: Pages, { citations, sources, words }: EvidencePack, hash: string): void {
  const [first = { text: "" }] = citations;
  writeHeading(pages, { words: words.citations, level: 2 }, heightOf(pages, first.text, BODY) + LABEL);
  for (const { title, text } of citations) {
    keepRoom(pages, heightOf(pages, text, BODY) + LABEL);
    drawLabelled(pages, [title, text], BODY);
  }
  keepRoom(pages, SOURCES);
  writeHeading(pages, { words: words.sources, level: 2 }, 0);
  const lines: readonly (readonly [string, string | undefined])[] = [
    [sources.credit, undefined],
    [sources.profileUrl, sources.profileUrl],
    [sources.newestUrl, sources.newestUrl],
    [sources.figures, undefined],
    [sources.figuresUrl, sources.figuresUrl],
    [sources.funding, undefined],
    [sources.affiliation, undefined],
    [`${words.hash}: ${hash}`, undefined],
    [words.hashNote, undefined],
  ];
  for (const [line, link] of lines) {
    keepRoom(pages, heightOf(pages, line, { size: 9 }) + 2);
    const style: TextStyle = { size: 9, colour: link === undefined ? INK : ACCENT };
    writeText(pages, line, link === undefined ? style : { ...style, link, tag: "Link" });
    space(pages, 2);
  }
}
