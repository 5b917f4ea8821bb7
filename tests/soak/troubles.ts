/** What befalls the machines while a soak lasts, one thing after another, round after round. */
import { setTimeout as pause } from "node:timers/promises";
import type { Random } from "#tests/simulation/random.ts";
import type { Replica } from "./replica.ts";

/** Milliseconds since 1970 UTC, both. */
export interface Trouble {
  readonly what: "clock" | "database" | "killed" | "stopped";
  readonly who: string;
  readonly from: number;
  readonly until: number;
}

export interface TroubleParts {
  readonly replicas: readonly Replica[];
  readonly random: Random;
  /** See `SoakDatabase`. */
  readonly holdDatabase: ((ms: number) => Promise<void>) | null;
  readonly tell: (sentence: string) => void;
}

const DATABASE_MS = 20_000;
const SUPERVISOR_MS = 3000;
const CLOCK_MS = 25_000;
const CALM_MS = 10_000;

/** Goes on for `ms`, and then until the last one is over. */
export async function makeTrouble(parts: TroubleParts, ms: number): Promise<readonly Trouble[]> {
  const { replicas, random, holdDatabase, tell } = parts;
  const any = (): Replica => replicas[random.whole(0, replicas.length - 1)]!;
  const kinds: readonly (readonly [Trouble["what"], (replica: Replica) => Promise<unknown>])[] = [
    ["killed", killAndStart],
    ["clock", (replica) => setClock(replica, aheadMs(random, holdDatabase !== null))],
    ...(holdDatabase === null ? [] : [["database", () => holdDatabase(DATABASE_MS)] as const]),
    ["stopped", (replica) => replica.hold(random.whole(75_000, 95_000))],
  ];
  const troubles: Trouble[] = [];
  const until = Date.now() + ms;
  for (let round = 0; ; round++) {
    const [what, befall] = kinds[round % kinds.length]!;
    await pause(CALM_MS);
    if (Date.now() > until) return troubles;
    const replica = any();
    const who = what === "database" ? "the database" : replica.name;
    tell(`${who}: ${what}`);
    const from = Date.now();
    await befall(replica);
    tell(`${who}: over`);
    troubles.push({ what, who, from, until: Date.now() });
  }
}

async function killAndStart(replica: Replica): Promise<void> {
  await replica.kill();
  await pause(SUPERVISOR_MS);
  await replica.start();
}

async function setClock(replica: Replica, aheadMs: number): Promise<void> {
  replica.setClock(aheadMs);
  await pause(CLOCK_MS);
  replica.setClock(0);
}

/** A SQLite file has no clock but its process's: set ahead it would be right to send before the time. */
function aheadMs(random: Random, isShared: boolean): number {
  return isShared ? random.pick([-600_000, -90_000, 90_000]) : -90_000;
}
