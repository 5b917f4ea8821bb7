/** People who ask, order and press all the time, and platforms that deliver it to whichever replica is open. */
import { setTimeout as pause } from "node:timers/promises";
import type { Random } from "#tests/simulation/random.ts";
import { createSlackDeeds, createTeamsDeeds, type AskedAt, type Deed, type Note } from "./deeds.ts";
import type { Platforms } from "./platforms.ts";
import type { Replica } from "./replica.ts";

export interface People {
  readonly asked: readonly AskedAt[];
  /** Resolves when the time is over and all that was sent is answered or given up. */
  act(ms: number): Promise<void>;
}

export interface PeopleParts {
  readonly platforms: Platforms;
  readonly replicas: readonly Replica[];
  readonly random: Random;
}

/** Between two things that people ask, on average. */
const ASK_EVERY_MS = 500;
const ORDER_EVERY_MS = 20_000;
/** Of each round, on each platform. */
const ORDERS = 4;

export function createPeople({ platforms, replicas, random }: PeopleParts): People {
  const asked: AskedAt[] = [];
  const note: Note = (one) => {
    const noted = { thread: null, taken: false, said: "", at: Date.now(), ...one };
    asked.push(noted);
    return noted;
  };
  const doing = new Set<Promise<void>>();
  let number = 0;
  const begin = (deed: Deed): void => {
    const done = deed(++number, note).finally(() => doing.delete(done));
    doing.add(done);
  };
  const parts = { platforms, random, toAny: () => pointAtAny(platforms, replicas, random) };
  const [slack, teams] = [createSlackDeeds(parts), createTeamsDeeds(parts)];
  const asks = [...slack.asks, ...teams.asks];
  const ask = (): void => begin(asks[random.whole(0, asks.length - 1)]!);
  const order = (): void => {
    for (let orders = 0; orders < ORDERS; orders++) [slack.order, teams.order].forEach((one) => begin(one));
  };
  return {
    asked,
    async act(ms) {
      const until = performance.now() + ms;
      await Promise.all([
        repeat(ask, () => random.between(0, 2 * ASK_EVERY_MS), until),
        repeat(order, () => ORDER_EVERY_MS, until),
      ]);
      await Promise.all(doing);
    },
  };
}

async function repeat(act: () => void, waitMs: () => number, until: number): Promise<void> {
  while (performance.now() < until) {
    act();
    await pause(waitMs());
  }
}

/** What is sent next goes to an open replica; where none is open, to one that hangs or is not there. */
function pointAtAny({ slack, teams }: Platforms, replicas: readonly Replica[], random: Random): void {
  const open = replicas.filter(({ isOpen }) => isOpen);
  const known = open.length > 0 ? open : replicas;
  const { url } = known[random.whole(0, known.length - 1)]!;
  slack.pointAt(`${url}/slack/events`);
  teams.pointAt(`${url}/api/messages`);
}
