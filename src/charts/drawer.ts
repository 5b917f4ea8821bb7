/** Draws in a thread of its own, which is there only while it is needed. */
import { Worker } from "node:worker_threads";
import type { Chart } from "#core/document/chart.ts";
import type { EvidencePack } from "#core/document/evidence.ts";
import type { Drawable, DrawingOrder, Drawn } from "./worker.ts";

export interface Drawer {
  /** A PNG. Rejects where it cannot be drawn, or takes longer than ten seconds. */
  draw(chart: Chart): Promise<Uint8Array>;
  /** The largest PNG of few colours that has room in so many bytes, without its verdict. Rejects as `draw` does, and where none has. */
  drawSmall(chart: Chart, mostBytes: number): Promise<Uint8Array>;
  /** A PDF, with the hash of what it holds printed in it. Rejects as `draw` does. */
  drawPdf(evidence: EvidencePack, hash: string): Promise<Uint8Array>;
  stop(): Promise<void>;
}

/** The libraries take some 60 MB, and pictures are asked for in bursts. */
const IDLE_MS = 60_000;
const PATIENCE_MS = 10_000;

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that ends, by a fault or for lack of memory, fails what it had in hand; the next picture starts another. */
export function createDrawer(): Drawer {
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last = 0;
  const waiting = new Map<number, Waiting>();
  const end = async (problem: string): Promise<void> => {
    const ended = thread;
    thread = null;
    clearTimeout(idle);
    for (const { reject } of waiting.values()) reject(new Error(problem));
    waiting.clear();
    await ended?.terminate();
  };
  const start = (): Worker => {
    const started = new Worker(new URL("./worker.ts", import.meta.url), { execArgv: argumentsOf(process.execArgv) });
    // A process that ends does not wait for it.
    started.unref();
    started.on("message", (drawn: Drawn) => settle(waiting, drawn));
    const ended = (problem: string): void => {
      if (thread === started) void end(problem);
    };
    started.on("error", (error) => ended(error instanceof Error ? error.message : String(error)));
    started.on("exit", (code) => ended(`the thread that draws ended with ${code}`));
    return started;
  };
  const draw = async (drawing: Drawable): Promise<Uint8Array> => {
    thread ??= start();
    clearTimeout(idle);
    idle = setTimeout(() => void end("nothing was drawn for a while"), IDLE_MS).unref();
    const id = ++last;
    const order: DrawingOrder = { id, drawing };
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    waiting.set(id, { resolve, reject });
    const patience = setTimeout(() => void end("a picture took too long to draw"), PATIENCE_MS).unref();
    thread.postMessage(order);
    return promise.finally(() => clearTimeout(patience));
  };
  return {
    draw: (chart) => draw({ kind: "png", chart }),
    drawSmall: (chart, mostBytes) => draw({ kind: "small", chart, mostBytes }),
    drawPdf: (evidence, hash) => draw({ kind: "pdf", evidence, hash }),
    stop: () => end("the bot stops"),
  };
}

/**
 * What is loaded into the process, but for its compiled code: the thread keeps that itself, and starts a tenth faster. With an option
 * that is the whole process's, such as `--v8-pool-size`, no thread starts: https://nodejs.org/api/worker_threads.html#new-workerfilename-options
 */
function argumentsOf(all: readonly string[]): string[] {
  return all.filter((each) => each.startsWith("--import=") && !each.endsWith("/compile-cache.mjs"));
}

function settle(waiting: Map<number, Waiting>, drawn: Drawn): void {
  const asked = waiting.get(drawn.id);
  waiting.delete(drawn.id);
  if ("bytes" in drawn) asked?.resolve(drawn.bytes);
  else asked?.reject(new Error(drawn.problem));
}
