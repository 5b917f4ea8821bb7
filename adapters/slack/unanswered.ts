import type { Log } from "#core/ports.ts";

/** Slack gives up after 3 s: https://docs.slack.dev/interactivity/implementing-slash-commands#responding */
const PATIENCE_MS = 3000;
const LOOK_EVERY_MS = 250;

interface Unanswered {
  readonly send: (status: number, sentence: string) => void;
}

/** Closes requests that nothing answered in time. One timer for all: one each costs more than the answer. */
export function watchUnanswered(log: Log) {
  const since = new Map<Unanswered, number>();
  const timer = setInterval(() => {
    for (const [request, start] of since) {
      // The oldest comes first.
      if (performance.now() - start < PATIENCE_MS) return;
      since.delete(request);
      log.error({ afterMs: PATIENCE_MS }, "A request from Slack got no answer in time");
      request.send(503, "The bot did not answer in time.");
    }
  }, LOOK_EVERY_MS).unref();
  return {
    add: (request: Unanswered): void => void since.set(request, performance.now()),
    remove: (request: Unanswered): void => void since.delete(request),
    stop: (): void => clearInterval(timer),
  };
}
