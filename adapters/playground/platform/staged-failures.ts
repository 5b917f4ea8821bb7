/** Failures that a test tells a fake platform to show, to see what the bot makes of them. */
import type { ServerResponse } from "node:http";

export type StagedFailure =
  /** 429; `null` leaves the Retry-After header out. */
  | { readonly kind: "rate-limit"; readonly retryAfterSeconds: number | null }
  /** The platform's own refusal by its word; `status` only where the platform answers with one (else 200 or 400). */
  | { readonly kind: "refuse"; readonly error: string; readonly status?: number }
  /** Does the work, and answers `ms` milliseconds late. */
  | { readonly kind: "delay"; readonly ms: number }
  /** Closes the connection without an answer, before or after the work was done. */
  | { readonly kind: "drop"; readonly work: "undone" | "done" };

export type FailureRule<Call> = (call: Call) => StagedFailure | null;

export interface StagedFailures<Call> {
  /** Asked before each call; the last rule set counts. */
  readonly setRule: (rule: FailureRule<Call>) => void;
  /** The next call of that name fails once; several are used up in order. */
  readonly failNext: (name: string, failure: StagedFailure) => void;
  readonly failureOf: (call: Call) => StagedFailure | null;
}

/** `nameOf` gives the name that `failNext` goes by. */
export function createStagedFailures<Call>(nameOf: (call: Call) => string): StagedFailures<Call> {
  let standing: FailureRule<Call> | null = null;
  const once: { readonly name: string; readonly failure: StagedFailure }[] = [];
  return {
    setRule(rule) {
      standing = rule;
    },
    failNext(name, failure) {
      once.push({ name, failure });
    },
    failureOf(call) {
      const index = once.findIndex(({ name }) => name === nameOf(call));
      const [next] = index < 0 ? [] : once.splice(index, 1);
      return next?.failure ?? standing?.(call) ?? null;
    },
  };
}

/** Does the work as the failure lets it, and answers. */
export async function answerUnder(
  failure: StagedFailure | null,
  res: ServerResponse,
  how: {
    readonly work: () => void | Promise<void>;
    readonly refuse: (error: string, status: number | undefined) => void;
  },
): Promise<void> {
  switch (failure?.kind) {
    case undefined:
      return how.work();
    case "refuse":
      return how.refuse(failure.error, failure.status);
    case "rate-limit":
      if (failure.retryAfterSeconds !== null) res.setHeader("retry-after", String(failure.retryAfterSeconds));
      return how.refuse("ratelimited", 429);
    case "delay":
      await new Promise((resolve) => {
        setTimeout(resolve, failure.ms);
      });
      return how.work();
    case "drop":
      if (failure.work === "done") workUnheard(res, how.work);
      res.socket?.destroy();
  }
}

/** The work is done, but its answer is swallowed: the platform did it and the bot never heard. */
function workUnheard(res: ServerResponse, work: () => void | Promise<void>): void {
  res.writeHead = () => res;
  res.end = () => res;
  void work();
}
