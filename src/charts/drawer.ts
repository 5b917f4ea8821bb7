/** Draws in a thread of its own, which is there only while it is needed. */
import { Worker } from "node:worker_threads";
import type { Chart } from "#core/document/chart.ts";
import type { EvidencePack } from "#core/document/evidence.ts";
import type { Drawable, DrawingOrder, Drawn } from "./worker.ts";

export interface Drawer {
  /** A PNG. Rejects where it cannot be drawn, takes longer than ten seconds, or has waited as long for its turn. */
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
  readonly order: DrawingOrder;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
  /** Until its turn, and then until it is drawn. */
  patience?: NodeJS.Timeout;
}

/** What is asked for is drawn in turn. */
export function createDrawer(): Drawer {
  const turns = createTurns();
  let idle: NodeJS.Timeout | undefined;
  let last = 0;
  const draw = (drawing: Drawable): Promise<Uint8Array> => {
    clearTimeout(idle);
    idle = setTimeout(() => void turns.end("nothing was drawn for a while"), IDLE_MS).unref();
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    turns.put({ order: { id: ++last, drawing }, resolve, reject });
    return promise;
  };
  return {
    draw: (chart) => draw({ kind: "png", chart }),
    drawSmall: (chart, mostBytes) => draw({ kind: "small", chart, mostBytes }),
    drawPdf: (evidence, hash) => draw({ kind: "pdf", evidence, hash }),
    async stop() {
      clearTimeout(idle);
      turns.drop("the bot stops");
      await turns.end("the bot stops");
    },
  };
}

/**
 * The thread has one order at a time, whose patience begins then: what waits behind it is no fault of the thread. One that ends, by a
 * fault, for lack of memory or of patience, fails what it had in hand; the next picture starts another.
 */
function createTurns() {
  let thread: Worker | null = null;
  let inHand: Waiting | null = null;
  const queue = new Set<Waiting>();
  const next = (): void => {
    const [waiting] = queue;
    if (inHand !== null || waiting === undefined) return;
    queue.delete(waiting);
    inHand = waiting;
    wait(waiting, () => void end("a picture took too long to draw"));
    thread ??= start({ drawn, ended });
    thread.postMessage(waiting.order);
  };
  const settle = (how: (waiting: Waiting) => void): void => {
    const settled = inHand;
    inHand = null;
    clearTimeout(settled?.patience);
    if (settled !== null) how(settled);
    next();
  };
  const end = async (problem: string): Promise<void> => {
    const ending = thread;
    thread = null;
    settle(({ reject }) => reject(new Error(problem)));
    await ending?.terminate();
  };
  const drawn = (by: Worker, answer: Drawn): void => {
    if (thread === by && answer.id === inHand?.order.id) settle((waiting) => tell(waiting, answer));
  };
  const ended = (by: Worker, problem: string): void => {
    if (thread === by) void end(problem);
  };
  return {
    end,
    put(waiting: Waiting): void {
      queue.add(waiting);
      wait(waiting, () => {
        queue.delete(waiting);
        waiting.reject(new Error("too much is being drawn: its turn did not come"));
      });
      next();
    },
    drop(problem: string): void {
      for (const { reject } of queue) reject(new Error(problem));
      queue.clear();
    },
  };
}

/** From now on, and no more for what it was waited for before. */
function wait(waiting: Waiting, tooLong: () => void): void {
  clearTimeout(waiting.patience);
  waiting.patience = setTimeout(tooLong, PATIENCE_MS).unref();
}

interface Listening {
  readonly drawn: (by: Worker, answer: Drawn) => void;
  readonly ended: (by: Worker, problem: string) => void;
}

function start({ drawn, ended }: Listening): Worker {
  const started = new Worker(new URL("./worker.ts", import.meta.url), { execArgv: argumentsOf(process.execArgv) });
  // A process that ends does not wait for it.
  started.unref();
  started.on("message", (answer: Drawn) => drawn(started, answer));
  started.on("error", (error) => ended(started, error instanceof Error ? error.message : String(error)));
  started.on("exit", (code) => ended(started, `the thread that draws ended with ${code}`));
  return started;
}

/**
 * What is loaded into the process, but for its compiled code: the thread keeps that itself, and starts a tenth faster. With an option
 * that is the whole process's, such as `--v8-pool-size`, no thread starts: https://nodejs.org/api/worker_threads.html#new-workerfilename-options
 */
function argumentsOf(all: readonly string[]): string[] {
  return all.filter((each) => each.startsWith("--import=") && !each.endsWith("/compile-cache.mjs"));
}

function tell({ resolve, reject }: Waiting, answer: Drawn): void {
  if ("bytes" in answer) resolve(answer.bytes);
  else reject(new Error(answer.problem));
}
