import type { IncomingMessage, ServerResponse } from "node:http";

import { ZodError } from "zod";

import type { Lazy } from "#core/lazy.ts";
import type { Log } from "#core/ports.ts";
import { readBody } from "#shared/body.ts";

import { checkArrival, type Admission } from "./verify.ts";
import type { Connector, Turn } from "./connector.ts";

interface Receiving {
  readonly admission: Admission;
  readonly connector: Lazy<Connector>;
  readonly listen: (turn: Turn) => Promise<void>;
  readonly log: Log;
}

/** Bytes of a request: a message may have 100 KB of text, and comes with more about it. */
const BODY_BYTES = 512 * 1024;

/**
 * Answers one POST of the Bot Connector. What is wrong with a request is said in a sentence and a status that names
 * whose fault it is; what went wrong inside is only logged.
 */
export async function receive(req: IncomingMessage, res: ServerResponse, receiving: Receiving): Promise<void> {
  const { admission, log } = receiving;
  const read = await readBody(req, BODY_BYTES);
  if (read.kind === "gone") return log.warn({}, "A request broke off");
  if (read.kind === "refused") {
    if (read.status === 405) res.setHeader("allow", "POST");
    return refuseRequest(res, read.status, read.sentence);
  }
  const authorization = req.headers.authorization ?? "";
  const checked = checkArrival(read.bytes.toString(), authorization, admission);
  if (checked.kind === "turned-away") {
    log.warn({ status: checked.status, why: checked.sentence }, "Turned a request away");
    return refuseRequest(res, checked.status, checked.sentence);
  }
  await answer(res, { authorization, activity: checked.activity }, receiving);
}

async function answer(
  res: ServerResponse,
  arrival: { readonly authorization: string; readonly activity: object },
  { connector, listen, log }: Receiving,
): Promise<void> {
  let entered = false;
  try {
    const response = await (
      await connector.get()
    ).receive({
      ...arrival,
      isHeard: () => !res.destroyed,
      listen(turn) {
        entered = true;
        return listen(turn);
      },
    });
    reply(res, response?.status ?? 200, response?.body);
  } catch (error) {
    const status = entered ? faultStatus(error) : refusalStatus(error);
    log[status < 500 ? "warn" : "error"]({ err: error, status }, "Could not take an activity");
    refuseRequest(res, status, SENTENCES[status]);
  }
}

const SENTENCES = {
  400: "The activity cannot be read: its parts are not what Teams sends.",
  401: "The token is not valid for this bot.",
  500: "The activity could not be answered.",
  503: "The token cannot be checked at the moment: try again.",
} as const;

function faultStatus(error: unknown): 400 | 500 {
  return error instanceof ZodError ? 400 : 500;
}

/** The SDK answers a wrong signature with its library's error, and missing keys with the network's. */
function refusalStatus(error: unknown): 401 | 503 {
  const name = error instanceof Error ? error.name : "";
  const status = typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : null;
  return status === 401 || /^(?:JsonWebToken|TokenExpired|NotBefore|Authentication)Error$/.test(name) ? 401 : 503;
}

/** Answers with a sentence and ends the connection. */
function refuseRequest(res: ServerResponse, status: number, sentence: string): void {
  // What is left of a body that was not read would be taken for the next request.
  res.setHeader("connection", "close");
  reply(res, status, { error: sentence });
}

function reply(res: ServerResponse, status: number, body: unknown): void {
  if (body === undefined || body === null) {
    res.writeHead(status, { "content-length": 0 }).end();
    return;
  }
  const bytes = Buffer.from(JSON.stringify(body));
  res
    .writeHead(status, { "content-type": "application/json; charset=utf-8", "content-length": bytes.length })
    .end(bytes);
}
