/** What goes wrong, drawn from the seed: each world has some kinds of fault, and none after its quiet begins. */
import type { DatabaseFate } from "./database.ts";
import type { Passage } from "./network.ts";
import type { Being, World } from "./world.ts";

export interface Faults {
  /** Called when a process is stopped, and when one is killed. */
  onHold: (being: Being) => void;
  onKill: (being: Being) => void;
  /** May kill a being or hold it, or set its clock, before something happens to it. */
  strike(being: Being): void;
  databaseFate(being: Being): DatabaseFate;
  /** Of a request from a process to a platform. */
  passageOut(): Passage;
  /** Of a request from a platform to a process. */
  passageIn(): Passage;
  /** How far the clock of a process that is born now is ahead, in milliseconds. */
  aheadAtBirth(): number;
  /** Whether a platform takes a message only in its words. */
  refusesForm(): boolean;
  /** Whether a platform delivers something once more that was acknowledged. */
  redelivers(): boolean;
  /** Whether a process dies right after it has answered a platform. */
  diesAnswering(): boolean;
  kill(being: Being): void;
  stop(being: Being): void;
}

/** How likely each kind of fault is, of each step, piece of work or request. */
interface Kinds {
  readonly crash: number;
  readonly stop: number;
  readonly clockStep: number;
  readonly connection: number;
  readonly cut: number;
  readonly held: number;
  readonly gateway: number;
  readonly redelivery: number;
  readonly refusal: number;
  /** A death just after an answer: whatever it has acknowledged and not kept is gone. */
  readonly lastWords: number;
  /** A stop between what the database has done and its being heard of. */
  readonly stopUnheard: number;
  /** How often the database is away for a while. */
  readonly outages: number;
  /** The most that a clock is off, in milliseconds. */
  readonly skew: number;
  /** The longest way to a platform, in milliseconds; that to the database is a tenth of it. */
  readonly slowest: number;
}

/** Most worlds are spared most kinds, so that each kind is met alone and with any other. */
function drawKinds({ random }: World): Kinds {
  return {
    crash: random.pick([0, 0, 0.002, 0.01]),
    stop: random.pick([0, 0, 0.003, 0.015]),
    clockStep: random.pick([0, 0, 0, 0.002]),
    connection: random.pick([0, 0, 0.01, 0.05]),
    cut: random.pick([0, 0, 0.05, 0.2]),
    held: random.pick([0, 0, 0.05, 0.3]),
    gateway: random.pick([0, 0, 0.02, 0.1]),
    redelivery: random.pick([0, 0, 0.3]),
    refusal: random.pick([0, 0, 0.1]),
    lastWords: random.pick([0, 0, 0.15]),
    stopUnheard: random.pick([0, 0, 0.02]),
    outages: random.pick([0, 0, 0, 1, 3]),
    skew: random.pick([0, 0, 0, 90_000]),
    slowest: random.pick([5, 30, 200]),
  };
}

const CUTS: readonly [Passage["fate"], ...Passage["fate"][]] = [
  { kind: "unreachable" },
  { kind: "lost", on: "there" },
  { kind: "lost", on: "back" },
];
/** A gateway turns a request away, or passes it on and loses the answer. */
const GATEWAYS: readonly [Passage["fate"], ...Passage["fate"][]] = [
  { kind: "turned-back", status: 503, headers: {}, body: "" },
  { kind: "lost", on: "back" },
];
const NOTHING = (): void => undefined;
const ARRIVES = { kind: "arrives" } as const;

/** `quietAt`: from then on nothing new goes wrong. */
export function drawFaults(world: World, quietAt: number): Faults {
  const { random } = world;
  const kinds = drawKinds(world);
  const outages = drawOutages(world, kinds.outages, quietAt);
  const outageNow = (): Outage | undefined =>
    outages.find(({ from, until }) => from <= world.now() && world.now() < until);
  const happens = (kind: Exclude<keyof Kinds, "skew" | "slowest" | "outages">): boolean =>
    kinds[kind] > 0 && world.now() < quietAt && random.chance(kinds[kind]);
  /** Mostly short, now and then long. */
  const way = (longest: number): number =>
    random.chance(0.02) ? random.between(longest, longest * 20) : random.between(0.1, longest);
  const ways = (longest: number): readonly [number, number] => [way(longest), way(longest)];
  const heldBack = (): Passage["fate"] => {
    const headers = { "retry-after": String(random.whole(1, 40)) };
    return { kind: "turned-back", status: 429, headers, body: "{}" };
  };
  const fateOut = (): Passage["fate"] => {
    if (outageNow()?.cuts === true && random.chance(CUT_TOO)) return random.pick(CUTS);
    if (happens("cut")) return random.pick(CUTS);
    if (happens("held")) return heldBack();
    return happens("gateway") ? random.pick(GATEWAYS) : ARRIVES;
  };
  const faults: Faults = {
    onHold: () => undefined,
    onKill: () => undefined,
    strike(being) {
      if (happens("crash")) faults.kill(being);
      else if (happens("stop")) faults.stop(being);
      else if (happens("clockStep")) setClock(being, Math.round(random.pick(CLOCK_STEPS) * random.next()));
    },
    databaseFate(being) {
      if (being === world.outside) return { ways: [0, 0], lost: null, done: NOTHING };
      const outage = outageNow();
      if (outage !== undefined) return fateIn(outage, being);
      const lost = happens("connection") ? random.pick(["before", "after"] as const) : null;
      if (lost !== null) world.story.tell(being.name, `loses its connection to the database, ${lost} the work is done`);
      return {
        ways: ways(kinds.slowest / 10),
        lost,
        done: happens("stopUnheard") ? () => faults.stop(being) : NOTHING,
      };
    },
    passageOut: () => ({ ways: ways(kinds.slowest), fate: fateOut() }),
    passageIn: () => ({ ways: ways(kinds.slowest), fate: ARRIVES }),
    aheadAtBirth: () => Math.round(random.between(-kinds.skew, kinds.skew)),
    refusesForm: () => happens("refusal"),
    redelivers: () => happens("redelivery"),
    diesAnswering: () => happens("lastWords"),
    stop(being) {
      hold(being, Math.round(random.between(5000, 150_000)));
      faults.onHold(being);
    },
    kill(being) {
      kill(being);
      faults.onKill(being);
    },
  };
  return faults;
}

/** The database is away for everybody. */
interface Outage {
  /** Milliseconds since 1970 UTC, both. */
  readonly from: number;
  readonly until: number;
  /** It answers nothing, as a server that is stopped; else it refuses. */
  readonly hangs: boolean;
  /** The ways to the platforms are cut at the same time. */
  readonly cuts: boolean;
}

/** Of the requests to platforms, while those are cut as well. */
const CUT_TOO = 0.6;
/** The limit of a statement; see `src/store/connection/postgres.ts`. */
const STATEMENT_MS = 8000;

/** Mostly for seconds, now and then for many minutes. */
function drawOutages(world: World, count: number, quietAt: number): readonly Outage[] {
  const { random } = world;
  return Array.from({ length: count }, () => {
    const from = random.between(world.now(), quietAt);
    const until = Math.min(quietAt, from + random.between(1000, random.pick([10_000, 30_000, 600_000])));
    return { from, until, hangs: random.chance(0.5), cuts: random.chance(0.5) };
  });
}

function fateIn({ until, hangs }: Outage, { name, world }: Being): DatabaseFate {
  world.story.tell(name, hangs ? "waits for a database that hangs" : "is refused by the database");
  if (!hangs) return { ways: [1, 0], lost: "before", done: NOTHING };
  const left = until - world.now();
  return left < STATEMENT_MS
    ? { ways: [left, 1], lost: null, done: NOTHING }
    : { ways: [STATEMENT_MS, 0], lost: "before", done: NOTHING };
}

/** The furthest that a clock is set: minutes either way, or hours back. */
const CLOCK_STEPS: readonly [number, ...number[]] = [-600_000, 120_000, -7_200_000];

function kill(being: Being): void {
  being.dead = true;
  being.world.story.tell(being.name, "is killed");
}

function hold(being: Being, ms: number): void {
  being.heldUntil = being.world.now() + ms;
  being.world.story.tell(being.name, `is stopped for ${ms} ms`);
}

function setClock(being: Being, ms: number): void {
  being.ahead += ms;
  being.world.story.tell(being.name, `has its clock set by ${ms} ms`);
}
