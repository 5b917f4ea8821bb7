import type { SendOutcome } from "#core/ports.ts";

/** A post that the Bot Connector did not take, or of which nobody knows whether it did. */
export class ConnectorFault extends Error {
  override readonly name = "ConnectorFault";
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  /** The platform's word, such as `BotNotInConversationRoster`, or the network's, such as `ECONNREFUSED`. */
  readonly code: string;
  readonly retryAfterMs: number | null;

  constructor(fault: Pick<ConnectorFault, "status" | "code" | "retryAfterMs">, options?: ErrorOptions) {
    super(`the Bot Connector answered ${fault.status ?? "nothing"}: ${fault.code}`, options);
    this.status = fault.status;
    this.code = fault.code;
    this.retryAfterMs = fault.retryAfterMs;
  }
}

type NotSent = Exclude<SendOutcome, { kind: "sent" }>;

/**
 * What a failed post means for the message: comes later, is refused until somebody acts, or may have arrived.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export function classifyError({ status, code, retryAfterMs }: ConnectorFault): NotSent {
  const reason = status === null ? code : `${status} ${code}`;
  if (status === null) {
    return NEVER_LEFT.has(code)
      ? { kind: "later", afterMs: null, wholeTenant: true, reason }
      : { kind: "unknown", reason };
  }
  // A digest is one message a conversation, so what is exceeded is what the tenant as a whole may get.
  if (status === 429) return { kind: "later", afterMs: retryAfterMs, wholeTenant: true, reason };
  if (status === 503 || status === 412) return { kind: "later", afterMs: retryAfterMs, wholeTenant: false, reason };
  // Our own token was not taken, which no channel can help: it goes on once the credentials are right.
  if (status === 401) return { kind: "later", afterMs: null, wholeTenant: true, reason };
  if (status === 408 || status >= 500) return { kind: "unknown", reason };
  return {
    kind: "refused",
    reason,
    advice: ADVICE[code] ?? (status === 404 || status === 410 ? "channel-gone" : "unknown"),
  };
}

/** The connection failed before a request could have gone out. */
const NEVER_LEFT: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "NO_TOKEN",
]);

type Advice = Extract<SendOutcome, { kind: "refused" }>["advice"];

/** The platform's words for a refusal; the first that stands in an error's body is its code. */
export const ADVICE: Readonly<Record<string, Advice>> = {
  BotNotInConversationRoster: "reinstall",
  MessageWritesBlocked: "blocked",
  ConversationBlockedByUser: "blocked",
  BotDisabledByAdmin: "permission",
  NotEnoughPermissions: "permission",
  ForbiddenOperationException: "permission",
  ConversationNotFound: "channel-gone",
  ActivityNotFoundInConversation: "channel-gone",
};
