/** Load as light as a tool written in C: prepared bytes on open sockets, one request after another on each. */
import { connect, type Socket } from "node:net";
import pTimeout from "p-timeout";

export interface Request {
  readonly bytes: Buffer;
  /** When it is done, where that is not its answer: the message that was posted for it. */
  readonly done?: Promise<void>;
}

export interface Load {
  readonly port: number;
  readonly concurrency: number;
  /** The next request; each is made once. */
  readonly next: () => Request;
  readonly count: number;
}

export interface Burst {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds, in the order in which they ended. */
  readonly latencies: readonly number[];
}

/** An answer that has not come then is lost. */
const LOST_MS = 10_000;

/** Rejects on an answer that is not 2xx, and on one that does not come. */
export async function burst({ port, concurrency, next, count }: Load): Promise<Burst> {
  const sockets = await Promise.all(Array.from({ length: concurrency }, () => open(port)));
  const latencies: number[] = [];
  let begun = 0;
  const start = performance.now();
  const drive = async (socket: Socket): Promise<void> => {
    const answers = readAnswers(socket);
    while (begun < count) {
      begun += 1;
      const { bytes, done } = next();
      const at = performance.now();
      const answered = answers.next();
      socket.write(bytes);
      await answered;
      if (done !== undefined)
        await pTimeout(done, { milliseconds: LOST_MS, message: `Nothing came of ${bytes.toString()}` });
      latencies.push(performance.now() - at);
    }
    socket.destroy();
  };
  await Promise.all(sockets.map(drive));
  return { requests: begun, seconds: (performance.now() - start) / 1000, latencies };
}

/** One answer at a time; by the length that its head announces, or by the last chunk. */
function readAnswers(socket: Socket): { next(): Promise<void> } {
  let waiting: PromiseWithResolvers<void> | null = null;
  let held: Buffer = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const length = lengthOf(held);
    if (length === null || held.length < length) return;
    const isGood = held.toString("latin1", 9, 10) === "2";
    const said = isGood ? "" : held.toString("utf8", 0, 500);
    held = held.subarray(length);
    if (isGood) waiting?.resolve();
    else waiting?.reject(new Error(said));
  });
  socket.on("error", (error) => waiting?.reject(error));
  socket.on("close", () => waiting?.reject(new Error("A server closed a connection")));
  return {
    next() {
      waiting = Promise.withResolvers<void>();
      return waiting.promise;
    },
  };
}

const HEAD_END = "\r\n\r\n";

/** Bytes of the answer at the start of `held`; null where it is not known yet. */
function lengthOf(held: Buffer): number | null {
  const head = held.indexOf(HEAD_END);
  if (head < 0) return null;
  const text = held.toString("latin1", 0, head).toLowerCase();
  const at = text.indexOf("content-length:");
  if (at >= 0) return head + HEAD_END.length + Number.parseInt(text.slice(at + 15), 10);
  if (!text.includes("transfer-encoding: chunked")) return head + HEAD_END.length;
  const end = held.indexOf("\r\n0\r\n\r\n", head);
  if (end >= 0) return end + 7;
  return held.indexOf("\r\n\r\n0\r\n\r\n", head) === head ? head + 9 : null;
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.setNoDelay(true);
    socket.once("error", reject);
  });
}
