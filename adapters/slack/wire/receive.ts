/** Slack's requests over HTTP: checked, parsed once, given to Bolt, answered in the body. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { parse as parseForm } from "node:querystring";
import type { Receiver, ReceiverEvent } from "@slack/bolt";
import { lazy } from "#core/lazy.ts";
import type { Clock, Log } from "#core/ports.ts";
import { createBodyReader, createEndAnswer, leaveUnread, type ReadBody } from "#shared/body.ts";
import { createTurnedAway } from "#shared/turned-away.ts";
import { acknowledgeEventsWhenTaken, type Processing } from "./acknowledge.ts";
import type { Direct } from "./direct.ts";
import { checkSignature, checkSigned } from "./verify.ts";

/** By HTTP here, or over a socket. */
export interface Way {
  readonly receiver: Receiver;
  /** Answers requests to `/slack/events`. Never rejects. */
  readonly handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  /** True, or why Slack cannot be heard at the moment. */
  readonly connected: () => true | string;
}

/** Bolt hands an answer through as it is: nothing, words, or JSON to be. */
type AckBody = string | object | undefined;

interface ReceiverParts {
  /** What goes to its listener without Bolt; nothing when absent. */
  readonly direct?: Direct;
  /** Makes the app that `init` is called by, once, when there is something for it; tried again where that failed. */
  readonly open?: (receiver: Receiver) => Promise<void>;
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** One answer to a request: the first one counts. */
interface Answer {
  readonly ack: ReceiverEvent["ack"];
  readonly send: (status: number, body: AckBody) => void;
}

/** An interaction brings back the message it was on, which stays far below this. */
const BODY_BYTES = 1024 * 1024;
/** What all large bodies together may fill while they are read. */
const BODY_ROOM = 8 * BODY_BYTES;
/** Slack checks the certificate by a form that it does not sign, and of a few fields. */
const UNSIGNED_BYTES = 1024;
/** Slack gives up after 3 s: https://docs.slack.dev/interactivity/implementing-slash-commands#responding */
const PATIENCE_MS = 3000;
const LOOK_EVERY_MS = 250;

/**
 * Bolt's own receiver takes several times the CPU of this one: it parses twice, compares signatures through two more
 * HMACs and sets a timer for each request. https://docs.slack.dev/tools/bolt-js/concepts/receiver
 */
export function createReceiver({ signingSecret, clock, log, direct = () => null, open }: ReceiverParts): Way {
  // Anyone can sign with an empty secret.
  if (signingSecret === "") {
    throw new Error("SLACK_SIGNING_SECRET is empty. Copy it from api.slack.com/apps, your app, Basic Information.");
  }
  let app: Processing | null = null;
  const opening = lazy(async () => open?.(receiver));
  const answers = createAnswers(log);
  const tellTurnedAway = createTurnedAway(log, "Turned away a request that is not Slack's");
  const parts = { secret: signingSecret, clock, readBody: createBodyReader(BODY_ROOM) };
  const receiver: Receiver = {
    init: (given) => void (app = acknowledgeEventsWhenTaken(given)),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(answers.stop()),
  };
  const byApp = async (event: ReceiverEvent): Promise<void> => {
    if (app === null) await opening.get();
    await app?.processEvent(event);
  };
  return {
    receiver,
    connected: () => true,
    async handle(req, res) {
      const arrived = await admit(req, parts);
      if (arrived.kind === "gone") return;
      if (arrived.kind === "answered") {
        if (arrived.status === 401) tellTurnedAway({ reason: arrived.body });
        return answers.end(res, arrived.status, arrived.body);
      }
      const answer = answers.open(res);
      try {
        const event = { body: arrived.body, ack: answer.ack, ...retryOf(req) };
        await (direct(event) ?? byApp(event));
        answer.send(404, "Nothing here answers this kind of request.");
      } catch (error) {
        log.error({ err: error }, "A request from Slack failed");
        answer.send(500, "Something failed inside. The bot's log says what.");
      } finally {
        answers.close(answer);
      }
    },
  };
}

type Arrived =
  | { readonly kind: "event"; readonly body: Record<string, unknown> }
  /** It needs nobody's answer but this one. */
  | { readonly kind: "answered"; readonly status: number; readonly body: AckBody }
  | { readonly kind: "gone" };

interface Admitting {
  readonly secret: string;
  readonly clock: Clock;
  readonly readBody: ReadBody;
}

/** What is read and signed as Slack does; everything else, and Slack's own checks, are answered at once. */
async function admit(req: IncomingMessage, parts: Admitting): Promise<Arrived> {
  const unread = await answerUnread(req, parts);
  if (unread !== null) return unread;
  const read = await parts.readBody(req, BODY_BYTES);
  if (read.kind === "gone") return read;
  if (read.kind === "refused") return answered(read.status, read.sentence);
  const fault = checkSignature({ headers: req.headers, body: read.bytes, secret: parts.secret });
  return fault === null ? understand(read.bytes, isForm(req)) : answered(401, fault);
}

/** What cannot be Slack's by its headers is not listened to; null when it may be. */
async function answerUnread(req: IncomingMessage, { clock, readBody }: Admitting): Promise<Arrived | null> {
  if (req.method !== "POST") return null;
  if (!isForm(req) && !hasType(req, "application/json"))
    return answered(415, "Slack sends a form or JSON; this is neither.");
  const fault = checkSigned(req.headers, clock.now());
  if (fault === null) return null;
  return (await isCertificateCheck(req, readBody)) ? answered(200, "") : answered(401, fault);
}

function understand(bytes: Buffer, form: boolean): Arrived {
  const body = parseBody(bytes.toString(), form);
  if (body === null) return answered(400, "The body is not what Slack sends: it cannot be read.");
  if (body["ssl_check"] !== undefined) return answered(200, "");
  // https://docs.slack.dev/reference/events/url_verification
  if (body["type"] === "url_verification") return answered(200, { challenge: body["challenge"] });
  return { kind: "event", body };
}

async function isCertificateCheck(req: IncomingMessage, readBody: ReadBody): Promise<boolean> {
  if (!(Number(req.headers["content-length"]) <= UNSIGNED_BYTES) || !isForm(req)) return false;
  const read = await readBody(req, UNSIGNED_BYTES);
  return read.kind === "body" && read.bytes.includes("ssl_check=1");
}

function answered(status: number, body: AckBody): Arrived {
  return { kind: "answered", status, body };
}

/** Answers that are written, and the watch over those that are owed. One timer for all: one each costs more than the answer. */
function createAnswers(log: Log) {
  const owed = new Map<Answer, number>();
  const serialised = new WeakMap<object, Buffer>();
  const endAnswer = createEndAnswer();
  const end = (res: ServerResponse, status: number, body: AckBody): void => {
    if (res.destroyed || res.headersSent) return;
    const isText = typeof body === "string" || body === undefined;
    const sent = isText ? Buffer.from(body ?? "") : serialise(serialised, body);
    leaveUnread(res, { isStranger: status === 401 });
    res.writeHead(status, {
      "content-type": isText ? "text/plain; charset=utf-8" : "application/json; charset=utf-8",
      "content-length": sent.byteLength,
      ...(status === 405 ? { allow: "POST" } : null),
    });
    return status === 200 ? endAnswer(res, sent) : void res.end(sent);
  };
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    timer = owed.size > 0 ? setTimeout(look, LOOK_EVERY_MS).unref() : undefined;
    for (const [answer, since] of owed) {
      // The oldest comes first.
      if (performance.now() - since < PATIENCE_MS) return;
      owed.delete(answer);
      log.error({ afterMs: PATIENCE_MS }, "A request from Slack got no answer in time");
      answer.send(503, "The bot did not answer in time.");
    }
  };
  return {
    end,
    open(res: ServerResponse): Answer {
      const answer = createAnswer(log, (status, body) => end(res, status, body));
      owed.set(answer, performance.now());
      timer ??= setTimeout(look, LOOK_EVERY_MS).unref();
      return answer;
    },
    close: (answer: Answer): void => void owed.delete(answer),
    stop: (): void => clearTimeout(timer),
  };
}

function createAnswer(log: Log, end: Answer["send"]): Answer {
  let sent = false;
  const send = (status: number, body: AckBody): void => {
    if (sent) return;
    sent = true;
    end(status, body);
  };
  return {
    send,
    ack(body?: AckBody) {
      if (sent) log.warn({}, "A request from Slack was answered twice; the first answer counts");
      send(200, body);
      return Promise.resolve();
    },
  };
}

/**
 * Answers are never changed once given, and common ones are given often: they are kept as bytes, since encoding a string that
 * is not Latin costs more than writing it. In memory of their own: a small buffer holds all of what those of a moment share.
 */
function serialise(serialised: WeakMap<object, Buffer>, body: object): Buffer {
  const known = serialised.get(body) ?? Buffer.from(new TextEncoder().encode(JSON.stringify(body)).buffer);
  serialised.set(body, known);
  return known;
}

function isForm(req: IncomingMessage): boolean {
  return hasType(req, "application/x-www-form-urlencoded");
}

function hasType(req: IncomingMessage, type: string): boolean {
  return req.headers["content-type"]?.startsWith(type) === true;
}

/** Interactions come as JSON in a form's `payload`. Null when it is not an object. */
function parseBody(raw: string, form: boolean): Record<string, unknown> | null {
  if (!form) return parseObject(raw);
  const fields = parseForm(raw);
  const { payload } = fields;
  if (payload === undefined) return fields;
  return typeof payload === "string" ? parseObject(payload) : null;
}

function parseObject(raw: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** https://docs.slack.dev/apis/events-api#retries */
function retryOf(req: IncomingMessage): Pick<ReceiverEvent, "retryNum" | "retryReason"> {
  const number = req.headers["x-slack-retry-num"];
  if (typeof number !== "string") return {};
  return { retryNum: Number(number), retryReason: String(req.headers["x-slack-retry-reason"] ?? "") };
}
