/** The thread that draws, so that no answer waits for a picture. The libraries are read when it starts. */
import { enableCompileCache } from "node:module";
import { parentPort } from "node:worker_threads";
import type { Chart } from "#core/document/chart.ts";

// As in `main.ts`, for this thread: read from it, the libraries are there in two thirds of the time.
enableCompileCache();
const [{ drawPng }, { drawSvg }] = await Promise.all([import("./png.ts"), import("./svg.ts")]);

/** What it is asked for, and what it answers. */
export interface DrawingOrder {
  readonly id: number;
  readonly chart: Chart;
}
export type Drawn =
  | { readonly id: number; readonly png: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly problem: string };

parentPort?.on("message", ({ id, chart }: DrawingOrder) => {
  try {
    const png = Uint8Array.from(drawPng(drawSvg(chart)));
    const drawn: Drawn = { id, png };
    parentPort?.postMessage(drawn, [png.buffer]);
  } catch (error) {
    const drawn: Drawn = { id, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    parentPort?.postMessage(drawn);
  }
});
