import { setTimeout as pause } from "node:timers/promises";

import pTimeout, { TimeoutError } from "p-timeout";

import type { Bot, Log } from "#core/ports.ts";
import { sendInSomeForm, type BothForms } from "#shared/refused-form.ts";

import type { FileActivity, TeamsActivity, TeamsWords } from "./drawing/card.ts";
import { classifyError, ConnectorFault, formRefusals } from "./errors.ts";
import type { Turn } from "./wire/connector.ts";

/** How long an answer may take before Teams shows that the bot is typing, in milliseconds. */
const TYPING_AFTER = 500;
/** Longer an answer does not wait for the sign that it is coming. */
const TYPING_WITHIN = 1000;

/** Teams gives a turn ten to fifteen seconds: https://learn.microsoft.com/azure/bot-service/bot-builder-howto-long-operations-guidance */
const ANSWER_WITHIN = 8000;
const ATTEMPTS = 3;
const WAIT_AT_MOST = 4000;

/** Does the work; while it takes long the bot is seen typing. */
export async function whileTyping<Result>(turn: Turn, log: Log, work: () => Promise<Result>): Promise<Result> {
  let typing: Promise<void> | undefined;
  const timer = setTimeout(() => {
    typing = turn.typing().catch((error: unknown) => log.warn({ err: error }, "Could not show that the bot is typing"));
  }, TYPING_AFTER);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    // Dots that arrive after the answer would promise another one.
    if (typing !== undefined) await pTimeout(typing, { milliseconds: TYPING_WITHIN, fallback: () => undefined });
  }
}

/** Rejects when an answer takes longer than Teams waits for one: an apology in time is better than silence. */
export function inTime<Result>(work: Promise<Result>): Promise<Result> {
  return pTimeout(work, {
    milliseconds: ANSWER_WITHIN,
    // Made when it is thrown: a stack for each answer costs more than the wait.
    fallback: () => {
      throw new TimeoutError(`no answer within ${ANSWER_WITHIN} ms`);
    },
  });
}

/** A message as it goes to Teams: a card, and its words where the card is refused. */
export type TeamsForms = BothForms<TeamsActivity, TeamsWords>;

interface Sending {
  readonly bot: Pick<Bot, "refusedForm">;
  readonly log: Log;
}

/**
 * Sends an answer and gives its id, or null when it was not to be had. Tries again only after an answer that says the
 * message was not taken: one that may have arrived is not sent twice.
 */
export async function sendSurely(turn: Turn, message: TeamsForms, sending: Sending): Promise<string | null> {
  try {
    return await sendInSomeForm(message, (form) => persist(() => turn.send(form)), formRefusals(sending));
  } catch (error) {
    sending.log.error({ err: error }, "Could not send an answer");
    return null;
  }
}

/** Sends a card of Teams' own, which has no words to go in its place. Tries again as `sendSurely` does; rejects as `Turn.send`. */
export function sendFile(turn: Turn, file: FileActivity): Promise<string> {
  return persist(() => turn.send(file));
}

/** Deletes a message of the bot's, trying again as `sendSurely` does; whether it is gone. */
export async function removeSurely(turn: Turn, id: string, log: Log): Promise<boolean> {
  try {
    await persist(() => turn.remove(id));
    return true;
  } catch (error) {
    log.error({ err: error }, "Could not delete an answer");
    return false;
  }
}

async function persist<T>(act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      const outcome = error instanceof ConnectorFault ? classifyError(error) : null;
      if (outcome?.kind !== "later" || attempt === ATTEMPTS) throw error;
      await pause(Math.min(outcome.afterMs ?? attempt * 500, WAIT_AT_MOST) * (1 + Math.random() / 4));
    }
  }
}
