import type { IncomingMessage } from "node:http";

/** An interaction brings back the message it was on, which stays far below this. */
const MAX_BYTES = 1024 * 1024;

export type ReadBody =
  | { readonly kind: "body"; readonly body: Buffer }
  | { readonly kind: "refused"; readonly status: number; readonly sentence: string }
  /** The sender hung up; there is nobody to answer. */
  | { readonly kind: "gone" };

const TOO_LARGE: ReadBody = { kind: "refused", status: 413, sentence: "The body is larger than anything Slack sends." };

/** The bytes as they came, since the signature is over them; at most 1 MiB. */
export function readBody(req: IncomingMessage): Promise<ReadBody> {
  if (req.method !== "POST") {
    req.resume();
    return Promise.resolve({ kind: "refused", status: 405, sentence: "Slack sends POST requests here; send one." });
  }
  if (Number(req.headers["content-length"] ?? 0) > MAX_BYTES) return Promise.resolve(TOO_LARGE);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on("data", (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > MAX_BYTES) {
        req.pause();
        return resolve(TOO_LARGE);
      }
      chunks.push(chunk);
    });
    req.on("end", () => {
      const [only] = chunks;
      resolve({ kind: "body", body: chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks) });
    });
    req.on("error", () => resolve({ kind: "gone" }));
    req.on("close", () => resolve({ kind: "gone" }));
  });
}
