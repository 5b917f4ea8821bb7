/** The body of a request, read by both platforms' adapters. */
import type { IncomingMessage } from "node:http";
import getRawBody, { type RawBodyError } from "raw-body";

export type BodyReading =
  | { readonly kind: "body"; readonly bytes: Buffer }
  /** `status` 405 or 413, with a sentence on what to do. */
  | { readonly kind: "refused"; readonly status: 405 | 413; readonly sentence: string }
  /** The sender hung up; there is nobody to answer. */
  | { readonly kind: "gone" };

/** The bytes as they came, since a signature may be over them; at most `limit` of them. Never rejects. */
export async function readBody(req: IncomingMessage, limit: number): Promise<BodyReading> {
  if (req.method !== "POST") {
    req.resume();
    return { kind: "refused", status: 405, sentence: "Requests here are POST; send one." };
  }
  try {
    const bytes = await getRawBody(req, { limit, length: req.headers["content-length"] ?? null });
    return { kind: "body", bytes };
  } catch (error) {
    return isTooLarge(error) ? { kind: "refused", status: 413, sentence: tooLarge(limit) } : { kind: "gone" };
  }
}

function tooLarge(limit: number): string {
  return `A body here may have ${limit} bytes; this one has more.`;
}

function isTooLarge(error: unknown): error is RawBodyError {
  return error instanceof Error && "type" in error && error.type === "entity.too.large";
}
