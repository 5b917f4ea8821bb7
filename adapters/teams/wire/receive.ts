import type { IncomingMessage, ServerResponse } from "node:http";

import { ZodError } from "zod";

import type { Lazy } from "#core/lazy.ts";
import type { Log } from "#core/ports.ts";
import { leaveUnread, type EndAnswer, type ReadBody } from "#shared/body.ts";
import type { TellTurnedAway } from "#shared/turned-away.ts";

import type { Connector, Turn } from "./connector.ts";
import type { Token, TokenCheck } from "./token.ts";
import { checkArrival, type Admission } from "./verify.ts";

interface Receiving {
  readonly admission: Admission;
  /** Null where no token is asked for. */
  readonly checkToken: TokenCheck | null;
  readonly readBody: ReadBody;
  readonly endAnswer: EndAnswer;
  readonly connector: Lazy<Connector>;
  readonly listen: (turn: Turn) => Promise<void>;
  readonly log: Log;
  readonly tellTurnedAway: TellTurnedAway;
}

/** Bytes of a request: a message may have 100 KB of text, and comes with more about it. */
const BODY_BYTES = 512 * 1024;
/** What all large bodies together may fill while they are read. */
export const BODY_ROOM = 16 * BODY_BYTES;

/**
 * Answers one POST of the Bot Connector. What is wrong with a request is said in a sentence and a status that names
 * whose fault it is; what went wrong inside is only logged.
 */
export async function receive(req: IncomingMessage, res: ServerResponse, receiving: Receiving): Promise<void> {
  const { admission, readBody, log, tellTurnedAway } = receiving;
  // Nobody's body is read before it is known who sends it.
  const admitted = await admit(req, receiving);
  if (admitted.kind === "turned-away") return refuseRequest(res, admitted.status, admitted.sentence);
  const read = await readBody(req, BODY_BYTES);
  if (read.kind === "gone") return log.warn({}, "A request broke off");
  if (read.kind === "refused") {
    if (read.status === 405) res.setHeader("allow", "POST");
    return refuseRequest(res, read.status, read.sentence);
  }
  const checked = checkArrival(read.bytes.toString(), admitted.token, admission);
  if (checked.kind === "turned-away") {
    tellTurnedAway({ status: checked.status, why: checked.sentence });
    return refuseRequest(res, checked.status, checked.sentence);
  }
  await answer(res, checked.activity, receiving);
}

type Admitted =
  | { readonly kind: "admitted"; readonly token: Token | null }
  | { readonly kind: "turned-away"; readonly status: 401 | 503; readonly sentence: string };

async function admit(
  { method, headers }: IncomingMessage,
  { checkToken, log, tellTurnedAway }: Receiving,
): Promise<Admitted> {
  if (checkToken === null || method !== "POST") return { kind: "admitted", token: null };
  const checked = await checkToken(headers.authorization ?? "");
  switch (checked.kind) {
    case "valid":
      return { kind: "admitted", token: checked.token };
    case "refused":
      tellTurnedAway({ status: 401, why: checked.sentence });
      return { kind: "turned-away", status: 401, sentence: "The token is not valid for this bot." };
    case "unchecked":
      log.error({ err: checked.error, status: 503 }, "A token cannot be checked");
      return { kind: "turned-away", status: 503, sentence: "The token cannot be checked at the moment: try again." };
  }
}

async function answer(
  res: ServerResponse,
  activity: object,
  { connector, listen, endAnswer, log }: Receiving,
): Promise<void> {
  try {
    const isHeard = (): boolean => !res.destroyed;
    const respond = (code: number, body: unknown): void => endAnswer(res, writeHead(res, code, body));
    const response = await (await connector.get()).receive({ activity, listen, isHeard, respond });
    if (!res.headersSent) respond(response?.status ?? 200, response?.body);
  } catch (error) {
    const status = error instanceof ZodError ? 400 : 500;
    log[status < 500 ? "warn" : "error"]({ err: error, status }, "Could not take an activity");
    // What goes wrong behind an answer changes nothing about that.
    if (!res.headersSent) refuseRequest(res, status, SENTENCES[status]);
  }
}

const SENTENCES = {
  400: "The activity cannot be read: its parts are not what Teams sends.",
  500: "The activity could not be answered.",
} as const;

/** Answers with a sentence, at once: a stranger may hang up. */
function refuseRequest(res: ServerResponse, status: number, sentence: string): void {
  leaveUnread(res, { isStranger: status === 401 });
  res.end(writeHead(res, status, { error: sentence }));
}

const EMPTY = Buffer.alloc(0);

/** Gives the bytes that are to follow the head. */
function writeHead(res: ServerResponse, status: number, body: unknown): Buffer {
  const isEmpty = body === undefined || body === null;
  const bytes = isEmpty ? EMPTY : Buffer.from(JSON.stringify(body));
  const type = isEmpty ? {} : { "content-type": "application/json; charset=utf-8" };
  res.writeHead(status, { ...type, "content-length": bytes.length });
  return bytes;
}
