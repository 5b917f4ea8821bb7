/** What the bot counts, in Prometheus' form at `/metrics`. */
import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";
import type { DigestMetrics } from "#schedule/metrics.ts";
import type { Handler } from "./http.ts";

export interface Metrics {
  readonly digests: DigestMetrics;
  /** Requests answered: by platform, kind of reply, and the abstention's reason. */
  readonly answers: Counter<"platform" | "kind" | "reason">;
  /** Questions that got no answer because one person asked very many, by platform. */
  readonly unheeded: Counter<"platform">;
  /** Messages whose form a platform refused: by platform, and whether their words were taken (`plain`) or not (`lost`). */
  readonly refusedForms: Counter<"platform" | "outcome">;
  /** Faults of ours: `where` each was met. */
  readonly faults: Counter<"where">;
  /** Lines of the log that standard output did not take. */
  readonly lostLines: Counter;
  /** 1 while the store fails, and how often it did. */
  readonly storeAway: Gauge;
  readonly storeFailures: Counter;
  readonly handle: Handler;
}

/** What is not named any more is not shown any more. */
function gaugeOf(gauge: Gauge<"platform" | "tenant">): DigestMetrics["unserved"] {
  return {
    set(unserved) {
      gauge.reset();
      for (const { platform, tenant, waiting } of unserved) gauge.set({ platform, tenant }, waiting);
    },
  };
}

function storeMetrics(registers: Registry[]): Pick<Metrics, "storeAway" | "storeFailures"> {
  const failures = { name: "briefing_store_failures_total", help: "Failures of the store that were met" };
  return {
    storeAway: new Gauge({ name: "briefing_store_away", help: "1 while the store fails", registers }),
    storeFailures: new Counter({ ...failures, registers }),
  };
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter({ name: `briefing_${name}_total`, help, labelNames: [...labelNames], registers });
  const answers = counter("answers", "Requests answered", ["platform", "kind", "reason"]);
  const unheeded = counter("unheeded", "Questions without an answer because one person asked very many", ["platform"]);
  const refusedForms = counter("refused_forms", "Messages whose form a platform refused", ["platform", "outcome"]);
  const faults = counter("faults", "Faults that were met and logged", ["where"]);
  const digests = {
    due: counter("digests_due", "Subscriptions whose time had come"),
    claimed: counter("digests_claimed", "Deliveries taken in hand"),
    sent: counter("digests_sent", "Digests sent"),
    late: counter("digests_late", "Digests sent later than punctual"),
    failed: counter("digests_failed", "Digests that could not be sent"),
    unknown: counter("digests_unknown", "Digests of which nobody can tell whether they arrived"),
  };
  const interrupted = counter("interrupted", "Messages without an answer whose senders were written to", ["outcome"]);
  const clockOffsetSeconds = new Gauge({
    name: "briefing_clock_offset_seconds",
    help: "How far this machine's clock is ahead of the database's",
    registers,
  });
  const clockJumps = counter("clock_jumps", "Times that the machine's clock was set, or the machine had slept");
  const lagSeconds = new Gauge({
    name: "briefing_digests_lag_seconds",
    help: "How far the oldest open digest is behind its time",
    registers,
  });
  const unserved = new Gauge({
    name: "briefing_digests_unserved",
    help: "Digests due to a tenant that no token of this process serves",
    labelNames: ["platform", "tenant"],
    registers,
  });
  return {
    digests: { ...digests, interrupted, unserved: gaugeOf(unserved), lagSeconds, clockOffsetSeconds, clockJumps },
    answers,
    unheeded,
    refusedForms,
    faults,
    lostLines: counter("log_lines_lost", "Lines of the log that standard output did not take"),
    ...storeMetrics(registers),
    async handle(_request, response) {
      const text = await registry.metrics();
      response.writeHead(200, { "content-type": registry.contentType }).end(text);
    },
  };
}
