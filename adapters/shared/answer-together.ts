/** Answers that become ready in one turn of the event loop are written one after another at its end. */
import type { ServerResponse } from "node:http";

/** Ends an answer whose head is written. */
export type EndAnswer = (res: ServerResponse, bytes: Buffer) => void;

/**
 * Whoever waits for an answer is woken by its first byte, which costs the writer more than the writing. Written one by one between
 * the reading of other requests, each answer wakes somebody; written together, the first one does, and what they ask next
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
