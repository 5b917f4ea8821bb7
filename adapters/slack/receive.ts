/** Slack's requests over HTTP: checked, parsed once, given to Bolt, answered in the body. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { parse as parseForm } from "node:querystring";
import type { Receiver, ReceiverEvent } from "@slack/bolt";
import type { Clock, Log } from "#core/ports.ts";
import { readBody } from "#shared/body.ts";
import { checkSignature } from "./verify.ts";
import { watchUnanswered } from "./unanswered.ts";

export interface SlackReceiver {
  /** For `new App({ receiver })`. */
  readonly receiver: Receiver;
  /** Answers one request to `/slack/events`. Never rejects. */
  readonly handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
}

/** Bolt hands an answer through as it is: nothing, words, or JSON to be. */
type AckBody = string | object | undefined;

interface Parts {
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Bolt's own receiver takes several times the CPU of this one: it parses twice, compares signatures through two more
 * HMACs and sets a timer for each request. https://docs.slack.dev/tools/bolt-js/concepts/receiver
 */
export function createSlackReceiver({ signingSecret, clock, log }: Parts): SlackReceiver {
  let app: Parameters<Receiver["init"]>[0] | null = null;
  const watch = watchUnanswered(log);
  return {
    receiver: {
      init: (given) => void (app = given),
      start: () => Promise.resolve(),
      stop: () => Promise.resolve(watch.stop()),
    },
    async handle(req, res) {
      const read = await readBody(req);
      if (read.kind === "gone") return;
      if (read.kind === "refused") return answer(res, read.status, read.sentence);
      const form = isForm(req);
      if (!form && !isJson(req)) return answer(res, 415, "Slack sends a form or JSON; this is neither.");
      const fault = checkSignature({ headers: req.headers, body: read.body, secret: signingSecret, now: clock.now() });
      if (fault !== null) {
        // Slack checks the certificate with a request that it does not sign.
        if (form && read.body.includes("ssl_check=1")) return answer(res, 200, "");
        log.warn({ reason: fault }, "Turned away a request that is not Slack's");
        return answer(res, 401, fault);
      }
      const body = parseBody(read.body.toString(), form);
      if (body === null) return answer(res, 400, "The body is not what Slack sends: it cannot be read.");
      if (body["ssl_check"] !== undefined) return answer(res, 200, "");
      // https://docs.slack.dev/reference/events/url_verification
      if (body["type"] === "url_verification") return answer(res, 200, { challenge: body["challenge"] });
      if (app === null) return answer(res, 503, "The bot is still starting. Try again in a moment.");
      const answered = createAnswer(res, log);
      watch.add(answered);
      try {
        await app.processEvent({ body, ack: answered.ack, ...retryOf(req) });
        answered.send(404, "Nothing here answers this kind of request.");
      } catch (error) {
        log.error({ err: error }, "A request from Slack failed");
        answered.send(500, "Something failed inside. The bot's log says what.");
      } finally {
        watch.remove(answered);
      }
    },
  };
}

/** One answer to a request: the first one counts. */
function createAnswer(res: ServerResponse, log: Log) {
  let sent = false;
  const send = (status: number, body: AckBody): void => {
    if (sent) return;
    sent = true;
    answer(res, status, body);
  };
  const ack: ReceiverEvent["ack"] = (body?: AckBody) => {
    if (sent) log.warn({}, "A request from Slack was answered twice; the first answer counts");
    send(200, body);
    return Promise.resolve();
  };
  return { ack, send };
}

function answer(res: ServerResponse, status: number, body: AckBody): void {
  if (res.destroyed || res.headersSent) return;
  const words = typeof body === "string" || body === undefined;
  // A string leaves in one write together with the head; bytes would take a second.
  const sent = words ? (body ?? "") : serialise(body);
  if (status === 413) res.shouldKeepAlive = false;
  res.writeHead(status, {
    "content-type": words ? "text/plain; charset=utf-8" : "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(sent),
    ...(status === 405 ? { allow: "POST" } : {}),
  });
  res.end(sent);
}

const serialised = new WeakMap<object, string>();

/** Answers are never changed once given, and common ones are given often. */
function serialise(body: object): string {
  const known = serialised.get(body) ?? JSON.stringify(body);
  serialised.set(body, known);
  return known;
}

function isForm(req: IncomingMessage): boolean {
  return req.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
}

function isJson(req: IncomingMessage): boolean {
  return req.headers["content-type"]?.startsWith("application/json") === true;
}

/** Interactions come as JSON in a form's `payload`. Null when it is not an object. */
function parseBody(raw: string, form: boolean): Record<string, unknown> | null {
  if (!form) return parseObject(raw);
  const fields = parseForm(raw);
  const { payload } = fields;
  if (payload === undefined) return { ...fields };
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
