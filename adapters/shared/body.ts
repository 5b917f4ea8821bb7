/** The body of a request, and that of its answer, as both platforms' adapters read and write them. */
import type { IncomingMessage, ServerResponse } from "node:http";

export type BodyReading =
  | { readonly kind: "body"; readonly bytes: Buffer }
  /** With a sentence on what to do; what was not read is still to come. */
  | { readonly kind: "refused"; readonly status: 405 | 413 | 503; readonly sentence: string }
  /** The sender hung up; there is nobody to answer. */
  | { readonly kind: "gone" };

/** Reads the bytes as they came, since a signature may be over them; at most `limit` of them. Never rejects. */
export type ReadBody = (req: IncomingMessage, limit: number) => Promise<BodyReading>;

/** As much of each body as costs nothing: most are smaller. */
const FREE_BYTES = 16 * 1024;

/**
 * Large bodies that are being read at the same time may fill `room` bytes together: whoever signs nothing can still
 * send what looks signed, and its end tells whether it is.
 */
export function createBodyReader(room: number): ReadBody {
  let taken = 0;
  return async (req, limit) => {
    if (req.method !== "POST") return { kind: "refused", status: 405, sentence: "Requests here are POST; send one." };
    const announced = req.headers["content-length"] ?? null;
    const needed = Math.max(0, Math.min(Number(announced ?? limit), limit) - FREE_BYTES);
    if (needed > 0 && taken + needed > room) return { kind: "refused", status: 503, sentence: BUSY };
    taken += needed;
    const read = await readAtMost(limit, req);
    taken -= needed;
    if (read === "gone") return { kind: "gone" };
    return read === "too large"
      ? { kind: "refused", status: 413, sentence: tooLarge(limit) }
      : { kind: "body", bytes: read };
  };
}

/** What raw-body does, at a third of its cost: it turns every length, stream state and error into one of its own. */
function readAtMost(limit: number, req: IncomingMessage): Promise<Buffer | "too large" | "gone"> {
  if (Number(req.headers["content-length"] ?? 0) > limit) return Promise.resolve("too large");
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) return chunks.push(chunk);
      req.pause();
      return resolve("too large");
    });
    req.on("end", () => resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)));
    // Node ends a body that is shorter than announced with an error; after its end neither changes anything.
    req.on("error", () => resolve("gone"));
    req.on("close", () => resolve("gone"));
  });
}

const BUSY = "Too much is being sent at once; send it again in a moment.";

/**
 * To be said before an answer that does not wait for the body: what is left of it would be taken for the next request.
 * Nothing more of a stranger's is taken off the wire, and whoever still sends may miss the answer.
 */
export function leaveUnread(res: ServerResponse, { isStranger }: { readonly isStranger: boolean }): void {
  const { req } = res;
  if (req.complete) return;
  res.shouldKeepAlive = false;
  if (isStranger) res.once("finish", () => req.socket.destroy());
}

function tooLarge(limit: number): string {
  return `A body here may have ${limit} bytes; this one has more.`;
}

/** Ends an answer whose head is written. */
export type EndAnswer = (res: ServerResponse, bytes: Buffer) => void;

/**
 * Answers that become ready in one turn of the event loop are written one after another at its end. Whoever waits for an
 * answer is woken by its first byte, which costs the writer more than the writing. Written one by one between the reading
 * of other requests, each answer wakes somebody; written together, the first one does, and what is asked next
 * arrives together, too. A single answer waits for nothing: the end of a turn follows upon its reading.
 */
export function createEndAnswer(): EndAnswer {
  let ready: { readonly res: ServerResponse; readonly bytes: Buffer }[] = [];
  const endAll = (): void => {
    const all = ready;
    ready = [];
    for (const { res, bytes } of all) if (!res.destroyed) res.end(bytes);
  };
  return (res, bytes) => {
    if (ready.length === 0) setImmediate(endAll);
    ready.push({ res, bytes });
  };
}
