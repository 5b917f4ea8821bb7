/** The few HTTP things that both fakes and the page's own API need, on node:http alone. */
import type { IncomingMessage, ServerResponse } from "node:http";

export type Handle = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** What the bot answered; `status` 0 means that it did not, and `text` says why. */
export interface BotAnswer {
  readonly status: number;
  readonly text: string;
}

const LARGEST_BODY = 4_000_000;

/** The whole body as text. Rejects when it is larger than 4 MB or the caller goes away. */
export async function bodyText(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_BODY) throw new Error("The body is larger than 4 MB");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Answers with JSON and a content length, unless the connection is gone. */
export function answerJson(res: ServerResponse, status: number, body: object): void {
  const json = JSON.stringify(body);
  if (res.destroyed) return;
  res.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(json),
  });
  res.end(json);
}

/** Posts to the bot and waits at most `patienceMs`; never rejects. */
export async function postToBot(
  url: string,
  message: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
  patienceMs: number,
): Promise<BotAnswer> {
  try {
    const answer = await fetch(url, { method: "POST", ...message, signal: AbortSignal.timeout(patienceMs) });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    return { status: 0, text: wasTimeout(error) ? "operation_timeout" : "dispatch_failed" };
  }
}

function wasTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === "TimeoutError";
}
