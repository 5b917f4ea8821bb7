/** What a failed Web API call means for the message it was to send. */
import { z } from "zod";
import type { NotSent, RefusalAdvice } from "#core/ports.ts";
import { networkCode, neverLeft } from "#shared/network.ts";
import type { FormRefusals } from "#shared/refused-form.ts";
import { shapeOf, type SlackPayload } from "./drawing/render.ts";

/** https://docs.slack.dev/reference/methods/chat.postMessage#errors: those that need somebody to act. */
const ADVICE: Readonly<Record<string, RefusalAdvice>> = {
  not_in_channel: "invite",
  // Slack's word for a private channel that the bot is not in; it does not tell that it exists.
  channel_not_found: "invite",
  is_archived: "channel-gone",
  channel_is_archived: "channel-gone",
  access_denied: "permission",
  ekm_access_denied: "permission",
  missing_scope: "permission",
  no_permission: "permission",
  not_allowed_token_type: "permission",
  team_access_not_granted: "permission",
  messages_tab_disabled: "blocked",
  user_disabled: "blocked",
  user_not_found: "blocked",
};

/** They are about the token, and so about everything at once: nothing was taken, and all may be once Slack takes one again. */
const OF_THE_TOKEN = new Set([
  "account_inactive",
  "app_uninstalled",
  "invalid_auth",
  "not_authed",
  "token_expired",
  "token_revoked",
]);

export function isOfTheToken(reason: string): boolean {
  return OF_THE_TOKEN.has(reason);
}

/** They pass by themselves, and the message was not taken. */
const PASSING = new Set([
  "message_limit_exceeded",
  "rate_limited",
  "ratelimited",
  "service_unavailable",
  "team_added_to_org",
]);
/**
 * They are about the message and not about where it goes: the same words in another form may be taken.
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors
 */
const OF_THE_FORM = new Set([
  "attachment_payload_limit_exceeded",
  "invalid_arguments",
  "invalid_attachments",
  "invalid_blocks",
  "invalid_blocks_format",
  "invalid_payload",
  "msg_blocks_too_long",
  "msg_too_long",
  "no_text",
  "too_many_attachments",
]);
/** "Part of the operation may have succeeded": https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const DOUBTFUL = new Set(["fatal_error", "internal_error", "request_timeout"]);
/** The SDK's errors by their codes, so that only the files that make clients load the SDK. */
const SlackFailure = z.discriminatedUnion("code", [
  z.object({ code: z.literal("slack_webapi_platform_error"), data: z.object({ error: z.string() }) }),
  z.object({ code: z.literal("slack_webapi_rate_limited_error"), retryAfter: z.number() }),
  z.object({ code: z.literal("slack_webapi_http_error"), statusCode: z.number() }),
  z.object({ code: z.literal("slack_webapi_request_error"), original: z.unknown() }),
]);

/** A response address did not take an answer, or nobody knows whether it did. */
export class ResponseFault extends Error {
  override readonly name = "ResponseFault";
  readonly failure: NotSent;

  constructor(failure: NotSent, options?: ErrorOptions) {
    super(`Slack did not take an answer at its response address: ${failure.reason}`, options);
    this.failure = failure;
  }
}

/** Whether to try later, to give up, or to look whether it arrived. What is not Slack's failure at all is thrown again. */
export function classifyError(error: unknown): NotSent {
  if (error instanceof ResponseFault) return error.failure;
  const read = SlackFailure.safeParse(error);
  if (!read.success) {
    if (isUntimedRateLimit(error)) return { kind: "later", afterMs: null, wholeTenant: true, reason: "ratelimited" };
    throw error;
  }
  const failure = read.data;
  switch (failure.code) {
    case "slack_webapi_platform_error":
      return classifyRefusal(failure.data.error);
    case "slack_webapi_rate_limited_error":
      return { kind: "later", afterMs: failure.retryAfter * 1000, wholeTenant: true, reason: "ratelimited" };
    case "slack_webapi_http_error": {
      const reason = `HTTP ${failure.statusCode}`;
      if (failure.statusCode === 413) return { kind: "unsendable", reason };
      // A gateway that answers 4xx has turned the request away; with 5xx it may have been passed on.
      return failure.statusCode < 500
        ? { kind: "later", afterMs: null, wholeTenant: true, reason }
        : { kind: "unknown", reason };
    }
    case "slack_webapi_request_error":
      return classifyNetwork(failure.original);
  }
}

function classifyRefusal(reason: string): NotSent {
  if (PASSING.has(reason) || isOfTheToken(reason))
    return { kind: "later", afterMs: null, wholeTenant: reason !== "message_limit_exceeded", reason };
  if (DOUBTFUL.has(reason)) return { kind: "unknown", reason };
  if (OF_THE_FORM.has(reason)) return { kind: "unsendable", reason };
  const restricted = reason.startsWith("restricted_action");
  return { kind: "refused", reason, advice: ADVICE[reason] ?? (restricted ? "permission" : "unknown") };
}

/** What is done about a message whose form Slack refuses, whoever sends it. */
export function formRefusals({
  bot,
  log,
}: Pick<FormRefusals<SlackPayload>, "bot" | "log">): FormRefusals<SlackPayload> {
  return { bot, log, platform: "slack", reasonOf: formRefusal, shapeOf };
}

/** Slack's word where it refused a message for what it is, null for any other failure; throws what is not Slack's. */
function formRefusal(error: unknown): string | null {
  const failure = classifyError(error);
  return failure.kind === "unsendable" ? failure.reason : null;
}

/**
 * What a response address's answer means; null when the message was taken. A refusal comes with a status, or with 200
 * and `"ok":false`. https://docs.slack.dev/interactivity/handling-user-interaction
 */
export function classifyResponse(status: number, body: string, retryAfter: string | null): NotSent | null {
  const word = /"error"\s*:\s*"(\w{1,60})"/u.exec(body)?.[1] ?? /^\w{1,60}$/u.exec(body.trim())?.[0] ?? "";
  const isRefused = status >= 300 || /"ok"\s*:\s*false/u.test(body);
  if (!isRefused) return null;
  if (OF_THE_FORM.has(word)) return { kind: "unsendable", reason: word };
  const reason = `HTTP ${status} ${word}`.trim();
  if (status === 429) return { kind: "later", afterMs: secondsToMs(retryAfter), wholeTenant: false, reason };
  if (status === 408 || status >= 500) return { kind: "unknown", reason };
  return { kind: "refused", reason, advice: "unknown" };
}

function secondsToMs(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

/** Of what `fetch` rejects with. */
export function classifyNetwork(original: unknown): NotSent {
  const code = networkCode(original);
  if (code !== null && neverLeft(code)) return { kind: "later", afterMs: null, wholeTenant: true, reason: code };
  return { kind: "unknown", reason: code ?? "no answer" };
}

// The SDK has no class for a 429 without Retry-After.
function isUntimedRateLimit(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("Retry header did not contain a valid timeout");
}
