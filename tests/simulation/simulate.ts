/** One world from its beginning to its reckoning: a morning full of trouble, or now and then a whole year. */
import { getTasks } from "node-cron";
import { deliveryId } from "#core/digests/delivery.ts";
import type { ZonedContent } from "#core/digests/zone.ts";
import { ZONES } from "#tests/fixtures/zones.ts";
import { createGrammar } from "#core/parse.ts";
import { createTopics } from "#core/profile/topics.ts";
import { occurrenceAfterDay } from "#core/digests/schedule.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { loadTestLibrary, SHIPPED } from "#tests/fixtures/library.ts";
import { findFaults, findYearFaults, type Reckoning } from "./balance.ts";
import { countOpenWork, createTables, openSharedDatabase, readRows } from "./database.ts";
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
/** Monday 23 November 2026, 08:55 in Bishkek. */
const START = Date.parse("2026-11-23T02:55:00Z");
const TROUBLE_MS = 10 * MINUTE;
/** By then whoever was stopped goes on, whoever died is up again, and platforms have repeated all that they will. */
const AFTERMATH_MS = 5 * MINUTE;
/** So long it may take until everything has its outcome, and then nothing more is to happen for so long. */
const QUIET_MS = 22 * MINUTE;
const CALM_MS = 2 * MINUTE;
const YEAR_MS = 366 * 24 * 60 * MINUTE;
/** Nobody who answers waits so long for the store. */
const STORE_WAITS_MS = 900;
/** One of so many seeds is a year, the first of them early. */
const YEARS = 500;
const FIRST_YEAR = 200;

const content = openTestContent();
const grammar = createGrammar(content.library, content.topics);
const tables = await createTables();
const networks = new WeakMap<World, Network>();
fakeRuntime((being, url, init) => {
  const network = networks.get(being.world);
  if (network === undefined) throw new Error(`${being.name} lives in a world without a network`);
  return network.carry(being, url, init);
});

function openTestContent(): ZonedContent {
  const library = loadTestLibrary();
  return { library, topics: createTopics(library.taxonomy), zones: ZONES, defaultPack: SHIPPED };
}

/** The same seed has the same story, to the letter. */
export async function simulate(seed: number): Promise<Outcome> {
  const world = createWorld(seed, START);
  const faults = seed % YEARS === FIRST_YEAR ? await liveOneYear(world) : await liveOneMorning(world);
  // node-cron keeps what nobody destroyed, and with it the whole world.
  for (const task of getTasks().values()) void task.destroy();
  return { seed, faults, story: world.story.lines };
}

async function liveOneMorning(world: World): Promise<readonly string[]> {
  const stage = await openStage(world, {
    troubleMs: TROUBLE_MS,
    orders: orderForOneMorning(world, START + 5 * MINUTE),
  });
  stage.processes.start(world.random.pick([1, 2, 2]));
  world.after(MINUTE / 3, world.outside, () => stage.people.act(TROUBLE_MS - 2 * MINUTE));
  await world.runUntil(START + TROUBLE_MS + AFTERMATH_MS);
  await untilSettled(world, stage, START + TROUBLE_MS + QUIET_MS - CALM_MS);
  return findFaults(stage.reckoning());
}

/** Once nothing is open any more, only what must not come is waited for. */
async function untilSettled(world: World, stage: Stage, latest: number): Promise<void> {
  // Whose clock was set back tells people later by as much that they have no answer.
  const behind = (): number => Math.max(0, ...stage.processes.running.map(({ being }) => -being.ahead));
  while (stage.openWork() > 0 && world.now() < latest + behind()) await world.runUntil(world.now() + MINUTE);
  await world.runUntil(world.now() + CALM_MS);
}

/** The machine sleeps between what is due: it wakes a little before, or hours after. */
async function liveOneYear(world: World): Promise<readonly string[]> {
  const orders = orderForOneYear(world, (schedule) => occurrenceAfterDay(content.zones, schedule, "2026-11-23"));
  const stage = await openStage(world, { troubleMs: YEAR_MS, orders });
  stage.processes.start(1);
  await world.runUntil(START + MINUTE);
  while (world.now() < START + YEAR_MS) {
    const next = stage.nextDueAt() ?? Infinity;
    const wakes = next + (world.random.chance(0.1) ? 2 * 60 * MINUTE : -90_000);
    stage.processes.sleepUntil(Math.min(wakes, START + YEAR_MS));
    await world.runUntil(Math.max(wakes, world.now()) + CALM_MS);
    await untilSettled(world, stage, world.now() + 2 * 60 * MINUTE);
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
  /** How many digests are due and have no outcome, and how many messages. */
  openWork(): number;
  reckoning(): Reckoning;
}

async function openStage(world: World, { troubleMs, orders }: Staging): Promise<Stage> {
  const faults = drawFaults(world, START + troubleMs);
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
    content,
    grammar,
    database,
    slackToken: platforms.slack.token,
    ...{ begun, messages },
  });
  networks.set(world, createWires({ world, faults, platforms, processes, witness }));
  const people = createPeople({ world, faults, ...platforms });
  await as(world.outside, () => placeOrders(world, database.connect(world.outside), orders));
  const { file } = database;
  return {
    processes,
    people,
    nextDueAt: () =>
      file.prepare<[], number | null>("select min(next_due_at) from subscriptions").pluck().get() ?? null,
    openWork: () =>
      processes.running.reduce((sum, { unnoted }) => sum + unnoted.size, countOpenWork(file, world.now())),
    reckoning: (): Reckoning => ({
      ...{ rows: readRows(file), ...platforms, asked: people.asked, witness, now: world.now() },
      mayBeUnknown: ({ subscription, day, channel }) =>
        !witness.begun.has(deliveryId(subscription, day)) || witness.left.has(`teams ${channel}`),
    }),
  };
}
