/** An evidence pack as PDF, by PDFKit without a browser: tagged for screen readers, in the fonts of the pictures. https://pdfkit.org */
import type { EvidencePack } from "#core/document/evidence.ts";
import { finish, openPages } from "./pages.ts";
import { drawCharts, drawEnd, drawFindings, drawHead, drawMissing, drawScores } from "./sections.ts";

/** `hash` is printed with its sources. The same pack on the same day gives the same bytes. */
export async function drawPdf(evidence: EvidencePack, hash: string): Promise<Uint8Array> {
  const pages = openPages(evidence);
  drawHead(pages, evidence);
  drawFindings(pages, evidence);
  drawScores(pages, evidence);
  drawCharts(pages, evidence);
  drawMissing(pages, evidence);
  drawEnd(pages, evidence, hash);
  return finish(pages, evidence);
}
