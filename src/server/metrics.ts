/** What the bot counts, in Prometheus' form at `/metrics`. */
import { createRequire } from "node:module";
import type * as Prometheus from "prom-client";
import type { DigestMetrics } from "#schedule/metrics.ts";
import type { Handler } from "./http.ts";

const require = createRequire(import.meta.url);
// Only what counts: the package's entry brings OpenTelemetry and clusters too, a tenth of the start.
const Counter: typeof Prometheus.Counter = require("prom-client/lib/counter.js");
const Gauge: typeof Prometheus.Gauge = require("prom-client/lib/gauge.js");
const Registry: typeof Prometheus.Registry = require("prom-client/lib/registry.js");

export interface Metrics {
  readonly digests: DigestMetrics;
  /** Requests answered: by platform, kind of reply, and the abstention's reason. */
  readonly answers: Prometheus.Counter<"platform" | "kind" | "reason">;
  /** Questions that got no answer because one person asked very many, by platform. */
  readonly unheeded: Prometheus.Counter<"platform">;
  /** Messages whose form a platform refused: by platform, and whether their words were taken (`plain`) or not (`lost`). */
  readonly refusedForms: Prometheus.Counter<"platform" | "outcome">;
  /** Faults of ours: `where` each was met. */
  readonly faults: Prometheus.Counter<"where">;
  /** Lines of the log that standard output did not take. */
  readonly lostLines: Prometheus.Counter;
  /** 1 while the store fails, and how often it did. */
  readonly storeAway: Prometheus.Gauge;
  readonly storeFailures: Prometheus.Counter;
  /** Begins to count what the process itself takes: memory, CPU, delays of the loop. At the latest when it is first asked for. */
  readonly watchProcess: () => void;
  readonly handle: Handler;
}

/** What is not named any more is not shown any more. */
function gaugeOf(gauge: Prometheus.Gauge<"platform" | "tenant">): DigestMetrics["unserved"] {
  return {
    set(unserved) {
      gauge.reset();
      for (const { platform, tenant, waiting } of unserved) gauge.set({ platform, tenant }, waiting);
    },
  };
}

function storeMetrics(registers: Prometheus.Registry[]): Pick<Metrics, "storeAway" | "storeFailures"> {
  const failures = { name: "briefing_store_failures_total", help: "Failures of the store that were met" };
  return {
    storeAway: new Gauge({ name: "briefing_store_away", help: "1 while the store fails", registers }),
    storeFailures: new Counter({ ...failures, registers }),
  };
}

/** Begins once, however often it is called. */
function createProcessWatch(register: Prometheus.Registry): () => void {
  let isWatched = false;
  return () => {
    if (isWatched) return;
    isWatched = true;
    const collect: typeof Prometheus.collectDefaultMetrics = require("prom-client/lib/defaultMetrics.js");
    collect({ register });
  };
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const watchProcess = createProcessWatch(registry);
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter({ name: `briefing_${name}_total`, help, labelNames: [...labelNames], registers });
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge({ name: `briefing_${name}`, help, labelNames: [...labelNames], registers });
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
  const clockOffsetSeconds = gauge("clock_offset_seconds", "How far this machine's clock is ahead of the database's");
  const clockJumps = counter("clock_jumps", "Times that the machine's clock was set, or the machine had slept");
  const lagSeconds = gauge("digests_lag_seconds", "How far the oldest open digest is behind its time");
  const unserved = gauge("digests_unserved", "Digests due to a tenant that no token of this process serves", [
    "platform",
    "tenant",
  ]);
  let writing: Promise<string> | undefined;
  /** Whoever asks while it is being written gets the same: it takes milliseconds, and anybody may ask. */
  const written = (): Promise<string> => (writing ??= registry.metrics().finally(() => (writing = undefined)));
  return {
    digests: { ...digests, interrupted, unserved: gaugeOf(unserved), lagSeconds, clockOffsetSeconds, clockJumps },
    answers,
    unheeded,
    refusedForms,
    faults,
    lostLines: counter("log_lines_lost", "Lines of the log that standard output did not take"),
    ...storeMetrics(registers),
    watchProcess,
    async handle(_request, response) {
      watchProcess();
      const text = await written();
      response.writeHead(200, { "content-type": registry.contentType }).end(text);
    },
  };
}
