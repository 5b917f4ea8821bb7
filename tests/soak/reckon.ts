/** What was asked and what came of it, by the rules that the simulation goes by. */
import { findArrivals, findAskedFaults, findFaults, type Delivery, type Rows } from "#tests/simulation/balance.ts";
import type { AskedAt } from "./deeds.ts";
import type { Failures } from "./failures.ts";
import type { Logs } from "./logs.ts";
import type { Platforms } from "./platforms.ts";
import type { Series } from "./readings.ts";
import type { Trouble } from "./troubles.ts";

export interface Balance {
  /** What does not add up; empty when all does. */
  readonly faults: readonly string[];
  /** Rows of a table: what, and how much of it. */
  readonly table: readonly (readonly [what: string, howMuch: string])[];
}

export interface Reckoned {
  readonly platforms: Platforms;
  readonly rows: Rows;
  readonly asked: readonly AskedAt[];
  readonly troubles: readonly Trouble[];
  readonly failures: Failures;
  readonly series: readonly Series[];
  readonly logs: Logs;
}

/** No request, no lease and no look at one's own clock lasts longer than this, in milliseconds. */
const AROUND_MS = 90_000;

export function reckon(reckoned: Reckoned): Balance {
  const { rows, asked, platforms, failures } = reckoned;
  const { slack, teams } = platforms;
  const harmful = reckoned.troubles.filter(({ what }) => what !== "clock");
  const pauses = harmful.filter(({ what }) => what === "database");
  const disturbed = asked.filter(({ at }) => isDisturbed(at, at, harmful));
  const withoutStore = new Set(asked.filter(({ at }) => isDisturbed(at, at, pauses)));
  // Who died or was cut from the database after answering could not note that it had.
  const unclear = new Set([...failures.unclear, ...disturbed.map(({ channel }) => channel)]);
  // No two troubles come at once: nobody dies while the database is away.
  const witness = { unclear, unclearNotices: unclear, forgotten: new Set<string>(), heldUp: true };
  const common = {
    ...{ rows, slack, teams, now: Date.now(), lives: Infinity },
    mayBeUnknown: ({ channel, due_at: from, settled_at: until }: Delivery) =>
      (channel !== null && failures.unclear.has(channel)) || isDisturbed(from, until ?? Infinity, harmful),
  };
  const calm = asked.filter((one) => !withoutStore.has(one));
  return {
    faults: [
      ...findFaults({ ...common, asked: calm, witness: { ...witness, storeFailed: false } }),
      ...findAskedFaults({
        ...common,
        asked: [...withoutStore],
        witness: { ...witness, storeFailed: true },
      }),
      ...rows.deliveries.flatMap(givenUp),
      ...slack.faults.map((fault) => `Slack would not have shown an answer: ${fault}`),
    ],
    table: tabulate(reckoned),
  };
}

function isDisturbed(from: number, until: number, troubles: readonly Trouble[]): boolean {
  return troubles.some((trouble) => trouble.from - AROUND_MS < until && from < trouble.until + AROUND_MS);
}

/** All trouble passes within the time that a digest may be late. */
function givenUp({ subscription, platform, state, reason }: Delivery): readonly string[] {
  const isGivenUp = state === "failed" || state === "skipped";
  return isGivenUp ? [`the digest of ${subscription} (${platform}) is ${state}: ${reason}`] : [];
}

function tabulate({ rows, asked, platforms, troubles, failures, series, logs }: Reckoned): Balance["table"] {
  const { slack, teams } = platforms;
  const lateness = rows.deliveries
    .flatMap((delivery) => findArrivals(delivery, platforms).map((at) => Math.round((at - delivery.due_at) / 1000)))
    .toSorted((one, other) => one - other);
  const at = (part: number): number => lateness[Math.floor((lateness.length - 1) * part)] ?? 0;
  const count = (kinds: readonly string[]) => [...Map.groupBy(kinds, (kind) => kind)].toSorted(byName);
  return [
    ...count(asked.map(({ kind, taken }) => `${kind}, ${taken ? "taken" : "not taken"}`)).map(numbered),
    ...count(rows.deliveries.map(({ platform, state }) => `digest in ${platform}, ${state}`)).map(numbered),
    ["digests came after (s; half, 95 %, all)", `${at(0.5)}, ${at(0.95)}, ${at(1)}`],
    ["calls to Slack, to Teams", `${slack.calls.length}, ${teams.calls.length}`],
    ...[...failures.counts].toSorted(byName).map(([kind, times]) => [`failed: ${kind}`, String(times)] as const),
    ...count(troubles.map(({ what }) => `trouble: ${what}`)).map(numbered),
    ...[...logs.sentences].map(([sentence, times]) => [`log: ${sentence}`, String(times)] as const),
    ...series.flatMap(({ who, pid, megabytes, files, keptOpen }) => [
      [`memory of ${who} (${pid}), MB`, megabytes.join(" ")] as const,
      [`files of ${who} (${pid})`, files.join(" ")] as const,
      [`connections of clients to ${who} (${pid})`, keptOpen.join(" ")] as const,
    ]),
  ];
}

function numbered([what, all]: readonly [string, readonly unknown[]]): readonly [string, string] {
  return [what, String(all.length)];
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one.localeCompare(other);
}
