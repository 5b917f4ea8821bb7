/** One world from its beginning to its reckoning: a morning full of trouble, or now and then a whole year. */
import { getTasks } from "node-cron";
import { deliveryId } from "#core/digests/delivery.ts";
import { createDigestPlans } from "#core/digests/plans.ts";
import type { ZonedContent } from "#core/digests/zone.ts";
import { ZONES } from "#tests/fixtures/zones.ts";
import { createGrammar } from "#core/parse.ts";
import { createTopics } from "#core/profile/topics.ts";
import { occurrenceAfterDay } from "#core/digests/schedule.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { createIndexes } from "#search/index/indexes.ts";
import { keptTables } from "#tests/fixtures/kept.ts";
import { loadTestLibrary, SHIPPED } from "#tests/fixtures/library.ts";
import { findFaults, findYearFaults, type Reckoning } from "./balance.ts";
import { createTables, openSharedDatabase } from "./database.ts";
import { fakeRuntime } from "./faked.ts";
import { drawFaults } from "./faults.ts";
import { as, type Network } from "./network.ts";
import { orderForOneMorning, orderForOneYear, placeOrders } from "./orders.ts";
import { createPeople, type People } from "./people.ts";
import { createPlatforms } from "./platforms.ts";
import { createProcesses, type Processes } from "./processes.ts";
import { createWires, createWitness, forgetBegun, forgetMessages, markUnclear } from "./wires.ts";
import { createWorld, type World, type Being } from "./world.ts";

export interface Outcome {
  readonly seed: number;
  /** What does not add up; empty when all does. */
  readonly faults: readonly string[];
  readonly story: readonly string[];
}

const MINUTE = 60_000;
/** Monday 23 November 2026, 09:00 in Bishkek. */
const NINE = Date.parse("2026-11-23T03:00:00Z");
/** What is open may take so long until it has its outcome. */
const QUIET_MS = 20 * MINUTE;
const YEAR_MS = 366 * 24 * 60 * MINUTE;

/** A morning's size. */
interface Morning {
  readonly beginsAt: number;
  /** So long things go wrong, and people act in most of it. */
  readonly troubleMs: number;
  readonly actMs: number;
  readonly mostDeeds: number;
  /** Digests on each platform that are due, and the minutes after nine in which they are. */
  readonly mostDigests: number;
  readonly dueWithinMinutes: number;
  /** Once nothing is open, so long nothing more is to happen. */
  readonly calmMs: number;
}

const BRIEF: Morning = {
  ...{ beginsAt: NINE - 2 * MINUTE, troubleMs: 5 * MINUTE, actMs: 3 * MINUTE, mostDeeds: 4 },
  ...{ mostDigests: 4, dueWithinMinutes: 2, calmMs: 65_000 },
};
const LONG: Morning = {
  ...{ beginsAt: NINE - 5 * MINUTE, troubleMs: 10 * MINUTE, actMs: 8 * MINUTE, mostDeeds: 6 },
  ...{ mostDigests: 12, dueWithinMinutes: 7, calmMs: 2 * MINUTE },
};
/** One of so many seeds is a long morning, and one a year, the first of them early. */
const LONG_ONES = 40;
const YEARS = 2000;
const FIRST_YEAR = 200;

/** Nobody who answers waits so long for the store. */
const STORE_WAITS_MS = 900;
const content = openTestContent();
const grammar = createGrammar(content.library, content.topics);
// No part of any world: made of the content alone.
const indexes = createIndexes(content.library, keptTables());
const tables = await createTables();
const networks = new WeakMap<World, Network>();
fakeRuntime((being, url, init) => {
  const network = networks.get(being.world);
  if (network === undefined) throw new Error(`${being.name} lives in a world without a network`);
  return network.carry(being, url, init);
});

function openTestContent(): ZonedContent {
  const library = loadTestLibrary();
  return {
    library,
    topics: createTopics(library.taxonomy),
    zones: ZONES,
    plans: createDigestPlans(),
    defaultPack: SHIPPED,
  };
}

/** The same seed has the same story, to the letter. */
export async function simulate(seed: number): Promise<Outcome> {
  const isYear = seed % YEARS === FIRST_YEAR;
  const morning = seed % LONG_ONES === 0 ? LONG : BRIEF;
  const world = createWorld(seed, morning.beginsAt);
  const faults = isYear ? await liveOneYear(world) : await liveOneMorning(world, morning);
  // node-cron keeps what nobody destroyed, and with it the whole world.
  for (const task of getTasks().values()) void task.destroy();
  return { seed, faults, story: world.story.lines };
}

async function liveOneMorning(world: World, morning: Morning): Promise<readonly string[]> {
  const { beginsAt, troubleMs, actMs, calmMs } = morning;
  const due = { at: NINE, most: morning.mostDigests, withinMinutes: morning.dueWithinMinutes };
  const stage = await openStage(world, { troubleMs, orders: orderForOneMorning(world, due) });
  stage.processes.start(world.random.pick([1, 2, 2]));
  world.after(MINUTE / 3, world.outside, () => stage.people.act(actMs - MINUTE / 3, morning.mostDeeds));
  await world.runUntil(beginsAt + troubleMs);
  await untilSettled(world, stage, { latest: beginsAt + troubleMs + QUIET_MS, calmMs });
  return findFaults(stage.reckoning());
}

/** Once nothing is open any more, only what must not come is waited for. */
async function untilSettled(
  world: World,
  stage: Stage,
  { latest, calmMs }: { readonly latest: number; readonly calmMs: number },
): Promise<void> {
  // Whose clock was set back tells people later by as much that they have no answer.
  const behind = (): number => Math.max(0, ...stage.processes.running.map(({ being }) => -being.ahead));
  while (stage.isOpen() && world.now() < latest + behind()) await world.runUntil(world.now() + MINUTE / 3);
  await world.runUntil(world.now() + calmMs);
}

/** The machine sleeps between what is due: it wakes a little before, or hours after. */
async function liveOneYear(world: World): Promise<readonly string[]> {
  const { beginsAt, calmMs } = BRIEF;
  const orders = orderForOneYear(world, (schedule) => occurrenceAfterDay(content.zones, schedule, "2026-11-23"));
  const stage = await openStage(world, { troubleMs: YEAR_MS, orders });
  stage.processes.start(1);
  await world.runUntil(beginsAt + MINUTE);
  while (world.now() < beginsAt + YEAR_MS) {
    const next = stage.nextDueAt() ?? Infinity;
    const wakes = next + (world.random.chance(0.1) ? 2 * 60 * MINUTE : -90_000);
    stage.processes.sleepUntil(Math.min(wakes, beginsAt + YEAR_MS));
    await world.runUntil(Math.max(wakes, world.now()) + 2 * MINUTE);
    await untilSettled(world, stage, { latest: world.now() + 2 * 60 * MINUTE, calmMs });
  }
  return [...findFaults(stage.reckoning()), ...findYearFaults(stage.reckoning(), orders)];
}

interface Staging {
  readonly troubleMs: number;
  readonly orders: readonly Subscription[];
}

interface Stage {
  readonly processes: Processes;
  readonly people: People;
  /** When the next digest is due, by its subscription; null where there is none. */
  nextDueAt(): number | null;
  /** Whether a digest is due or a message taken that has no outcome, a process is stopped, or somebody has more to do. */
  isOpen(): boolean;
  reckoning(): Reckoning;
}

async function openStage(world: World, { troubleMs, orders }: Staging): Promise<Stage> {
  const faults = drawFaults(world, world.now() + troubleMs);
  const platforms = as(world.outside, () => createPlatforms(world, faults));
  const witness = createWitness();
  const messages = { untold: new Map(), telling: new Map() };
  faults.onHold = (being) => {
    witness.heldUp = true;
    forgetBegun(witness, being);
  };
  faults.onKill = (being) => {
    markUnclear(witness, being);
    forgetMessages(witness, messages, being);
    forgetBegun(witness, being);
  };
  const database = openSharedDatabase(tables, (being) => {
    const fate = faults.databaseFate(being);
    if (fate.lost !== null || fate.ways[0] > STORE_WAITS_MS) witness.storeFailed = true;
    return fate;
  });
  const begun = (id: string, by: Being): void => void witness.begun.set(id, by);
  const processes = createProcesses(world, faults, {
    ...{ content, grammar, indexes },
    database,
    slackToken: platforms.slack.token,
    ...{ begun, messages },
  });
  networks.set(world, createWires({ world, faults, platforms, processes, witness }));
  const people = createPeople({ world, faults, ...platforms });
  await as(world.outside, () => placeOrders(world, database.connect(world.outside), orders));
  const { look } = database;
  return {
    processes,
    people,
    nextDueAt: () => look.nextDueAt(),
    isOpen: () =>
      people.busy > 0 ||
      processes.running.some(({ being, unnoted }) => being.heldUntil > world.now() || unnoted.size > 0) ||
      look.openWork(world.now()) > 0,
    reckoning: (): Reckoning => ({
      ...{ rows: look.rows(), ...platforms, asked: people.asked, witness, now: world.now() },
      lives: processes.lives,
      mayBeUnknown: ({ subscription, day, channel }) =>
        !witness.begun.has(deliveryId(subscription, day)) || witness.left.has(`teams ${channel}`),
    }),
  };
}
