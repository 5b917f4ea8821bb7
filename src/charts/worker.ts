/** The thread that draws, so that no answer waits for a picture. The libraries are read when it starts. */
import { enableCompileCache, flushCompileCache } from "node:module";
import { parentPort } from "node:worker_threads";
import type { Chart } from "#core/document/chart.ts";
import type { EvidencePack } from "#core/document/evidence.ts";

// As in `main.ts`, for this thread: read from it, the libraries are there in two thirds of the time.
enableCompileCache();
const [{ drawPng }, { drawSvg }] = await Promise.all([import("./png.ts"), import("./svg.ts")]);

/** By then it is drawn. */
const KEPT_AFTER_MS = 1000;

/** What it is asked for, and what it answers. */
export type Drawable =
  | { readonly kind: "png"; readonly chart: Chart }
  | { readonly kind: "small"; readonly chart: Chart; readonly mostBytes: number }
  /** `hash` is printed in it. */
  | { readonly kind: "pdf"; readonly evidence: EvidencePack; readonly hash: string };
export interface DrawingOrder {
  readonly id: number;
  readonly drawing: Drawable;
}
export type Drawn =
  | { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly problem: string };

parentPort?.on("message", (order: DrawingOrder) => void answer(order));
// What the first picture compiles is kept for the threads after this one: at the end of a process that is killed nothing is.
parentPort?.once("message", () => setTimeout(flushCompileCache, KEPT_AFTER_MS).unref());

async function answer({ id, drawing }: DrawingOrder): Promise<void> {
  try {
    const bytes = Uint8Array.from(await draw(drawing));
    const drawn: Drawn = { id, bytes };
    parentPort?.postMessage(drawn, [bytes.buffer]);
  } catch (error) {
    const drawn: Drawn = { id, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    parentPort?.postMessage(drawn);
  }
}

async function draw(drawing: Drawable): Promise<Uint8Array> {
  if (drawing.kind === "png") return drawPng(drawSvg(drawing.chart));
  if (drawing.kind === "small") {
    const { drawSmall } = await import("./small-png.ts");
    return drawSmall(drawing.chart, drawing.mostBytes);
  }
  // Pictures are asked for far more often: they do not wait for what only a PDF needs.
  const { drawPdf } = await import("./pdf/draw.ts");
  return drawPdf(drawing.evidence, drawing.hash);
}
