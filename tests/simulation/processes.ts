/** The processes of the bot: started, and started again when they die. */
import type { Faults } from "./faults.ts";
import { startReplica, type Replica, type ReplicaParts } from "./replica.ts";
import type { Being, World } from "./world.ts";

export interface Processes {
  /** Those that live, in the order of their names. */
  readonly running: readonly Replica[];
  /** How many have started so far. */
  readonly lives: number;
  start(count: number): void;
  /** One has answered a platform, and may die of it. */
  answered(being: Being): void;
  /** The machine sleeps until then, and whatever is to start on it waits. */
  sleepUntil(instant: number): void;
}

/** A supervisor needs this long, in milliseconds. */
const RESTART_MS = [500, 60_000] as const;
const LAST_WORDS_MS = 10;

export function createProcesses(world: World, faults: Faults, parts: ReplicaParts): Processes {
  const { random, story } = world;
  const replicas = new Map<string, { readonly replica: Replica; readonly life: number }>();
  let asleepUntil = 0;
  const boot = (name: string): void => {
    const life = (replicas.get(name)?.life ?? 0) + 1;
    const being = world.createBeing(`${name}${life}`);
    being.ahead = faults.aheadAtBirth();
    story.tell(being.name, being.ahead === 0 ? "starts" : `starts, its clock ${being.ahead} ms ahead`);
    being.heldUntil = asleepUntil;
    replicas.set(name, { replica: startReplica(being, parts), life });
  };
  const followUp = (being: Being): void =>
    void world.after(random.between(...RESTART_MS), world.outside, () => boot(being.name.replace(/\d+$/, "")));
  world.beforeStep = (being) => {
    faults.strike(being);
    if (being.dead) followUp(being);
  };
  const running = (): Replica[] =>
    [...replicas.values()].map(({ replica }) => replica).filter(({ being }) => !being.dead);
  return {
    get running() {
      return running();
    },
    get lives() {
      return [...replicas.values()].reduce((sum, { life }) => sum + life, 0);
    },
    start(count) {
      for (const [index, name] of ["A", "B", "C"].slice(0, count).entries())
        world.after(index * random.between(0, 3000), world.outside, () => boot(name));
    },
    answered(being) {
      if (!faults.diesAnswering()) return;
      world.after(random.between(0, LAST_WORDS_MS), world.outside, () => {
        if (being.dead) return;
        faults.kill(being);
        followUp(being);
      });
    },
    sleepUntil(instant) {
      asleepUntil = instant;
      for (const { being } of running()) world.sleep(being, instant);
    },
  };
}
