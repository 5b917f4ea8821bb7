import type { NotSent, RefusalAdvice } from "#core/ports.ts";
import { neverLeft } from "#shared/network.ts";
import type { FormRefusals } from "#shared/refused-form.ts";

import type { TeamsActivity } from "./drawing/card.ts";
import { shapeOf } from "./drawing/render.ts";

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

/**
 * What a failed post means for the message: comes later, is refused until somebody acts, or may have arrived.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export function classifyError({ status, code, retryAfterMs }: ConnectorFault): NotSent {
  if (status === null) return unanswered(code);
  const reason = `${status} ${code}`;
  const later = LATER[status];
  if (later !== undefined)
    return { kind: "later", reason, afterMs: later.asked ? retryAfterMs : null, wholeTenant: later.wholeTenant };
  if (status === 408 || status >= 500) return { kind: "unknown", reason };
  // What is wrong with a request that says nothing of the place is the message in it.
  if (status === 413 || (status === 400 && ADVICE_BY_CODE[code] === undefined)) return { kind: "unsendable", reason };
  const gone = status === 404 || status === 410;
  return { kind: "refused", reason, advice: ADVICE_BY_CODE[code] ?? (gone ? "channel-gone" : "unknown") };
}

/** Whether nothing was shown, and will not be by trying the same again. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof ConnectorFault)) return false;
  const { kind } = classifyError(error);
  return kind === "refused" || kind === "unsendable";
}

/** What is done about a message whose form Teams refuses, whoever sends it. */
export function formRefusals({
  bot,
  log,
}: Pick<FormRefusals<TeamsActivity>, "bot" | "log">): FormRefusals<TeamsActivity> {
  return { bot, log, platform: "teams", reasonOf: formRefusal, shapeOf };
}

/** The platform's word where it refused a message for what it is; null for any other failure. */
function formRefusal(error: unknown): string | null {
  const failure = error instanceof ConnectorFault ? classifyError(error) : null;
  return failure?.kind === "unsendable" ? failure.reason : null;
}

/** `asked`: how long to wait is for the platform to say. */
const LATER: Readonly<Record<number, { readonly asked: boolean; readonly wholeTenant: boolean }>> = {
  // Our own token was not taken, which no channel can help: it goes on once the credentials are right.
  401: { asked: false, wholeTenant: true },
  412: { asked: true, wholeTenant: false },
  // A digest is one message a conversation, so what is exceeded is what the tenant as a whole may get.
  429: { asked: true, wholeTenant: true },
  503: { asked: true, wholeTenant: false },
};

/** The connection failed: before a request could have gone out, or when it may have arrived. */
function unanswered(code: string): NotSent {
  return neverLeft(code) || isWithoutToken(code)
    ? { kind: "later", afterMs: null, wholeTenant: true, reason: code }
    : { kind: "unknown", reason: code };
}

/** How the code begins where no access token came; what Microsoft says follows. Without a token nothing leaves. */
export const NO_TOKEN = "no access token";

export function isWithoutToken(code: string): boolean {
  return code.startsWith(NO_TOKEN);
}

/** The platform's words for a refusal; the first that stands in an error's body is its code. */
export const ADVICE_BY_CODE: Readonly<Record<string, RefusalAdvice>> = {
  BotNotInConversationRoster: "reinstall",
  MessageWritesBlocked: "blocked",
  ConversationBlockedByUser: "blocked",
  BotDisabledByAdmin: "permission",
  NotEnoughPermissions: "permission",
  ForbiddenOperationException: "permission",
  ConversationNotFound: "channel-gone",
  ActivityNotFoundInConversation: "channel-gone",
};
