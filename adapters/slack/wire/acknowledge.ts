/**
 * Slack is told that something has come once it is kept: what is acknowledged is not delivered again, and a process may
 * die in between. https://docs.slack.dev/apis/events-api#responding
 */
import type { Receiver } from "@slack/bolt";

/** Bolt's app as receivers use it. */
export type Processing = Parameters<Receiver["init"]>[0];

/** Half of Slack's three seconds: a store that takes longer costs the certainty, not the answer. */
const TAKEN_WITHIN_MS = 1500;

export interface Acknowledgement {
  /** To be called when it is kept, or cannot be; only the first call counts. */
  readonly taken: () => void;
}

/** Acknowledges when it is `taken`, or after a second and a half. `acknowledge` must not reject. */
export function whenTaken(acknowledge: () => Promise<void>): Acknowledgement {
  let isDone = false;
  const taken = (): void => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    void acknowledge();
  };
  const timer = setTimeout(taken, TAKEN_WITHIN_MS).unref();
  return { taken };
}

/** Slack shows an error after 3 s; what takes longer than this is said by the response address instead. */
const ANSWER_WITHIN_MS = 2000;

/**
 * Acknowledges with the answer that it is given, or without one when none has come in time. Resolves with whether this
 * answer was carried: only the first call counts. `ack` must not reject.
 */
export function acknowledgeInTime<Answer>(
  ack: (answer?: Answer) => Promise<void>,
): (answer?: Answer) => Promise<boolean> {
  let isDone = false;
  const acknowledge = async (answer?: Answer): Promise<boolean> => {
    if (isDone) return false;
    isDone = true;
    clearTimeout(timer);
    await ack(answer);
    return answer !== undefined;
  };
  const timer = setTimeout(() => void acknowledge(), ANSWER_WITHIN_MS).unref();
  return acknowledge;
}

/** Bolt acknowledges an event before any listener has seen it; here a listener does, or the end of its work. */
export function acknowledgeEventsWhenTaken(app: Processing): Processing {
  const waiting: Processing = Object.create(app);
  waiting.processEvent = async (event) => {
    if (event.body["type"] !== "event_callback") return app.processEvent(event);
    const { taken } = whenTaken(() => Promise.resolve(event.ack()));
    const failures: unknown[] = [];
    const failed = (error: unknown): void => void failures.push(error);
    const customProperties = { ...event.customProperties, taken, failed };
    await app.processEvent({ ...event, ack: () => Promise.resolve(), customProperties });
    // Bolt itself takes a listener's failure for an answer.
    if (failures.length > 0) throw failures[0];
    taken();
  };
  return waiting;
}

/** What a listener calls with the error for which Slack has to send its event again. */
export function readFailed(context: Readonly<Record<string, unknown>>): (error: unknown) => void {
  const { failed } = context;
  return (error) => {
    if (typeof failed === "function") failed(error);
  };
}

/** What a listener calls when its event is kept. */
export function readTaken(context: Readonly<Record<string, unknown>>): () => void {
  const { taken } = context;
  return () => {
    if (typeof taken === "function") taken();
  };
}
