/** How many questions of one person are answered in a minute: each process counts by itself, and forgets with its end. */
import type { Bot, Clock } from "#core/ports.ts";
import type { BotMetrics } from "./bot.ts";

const MINUTE_MS = 60_000;
const QUESTIONS = 30;
/** Whoever was heard longest ago is forgotten first. */
const PEOPLE = 5000;

interface Heard {
  /** When the questions of the last minute were asked, oldest first. */
  readonly at: readonly number[];
  /** When the person was last told that these were too many. */
  readonly toldAt: number;
}

/** Thirty questions in any sixty seconds; then one sentence, and silence for the rest of the minute. */
export function createPatience(clock: Clock, { unheeded }: Pick<BotMetrics, "unheeded">): Bot["heed"] {
  const people = createRecent<Heard>(PEOPLE);
  return ({ id }, { platform, tenant }) => {
    const person = `${platform} ${tenant} ${id}`;
    const now = clock.now();
    // What lies ahead was noted before the clock was set back.
    const isRecent = (then: number): boolean => then <= now && now - then < MINUTE_MS;
    const before = people.get(person);
    if (before === undefined) {
      people.set(person, { at: [now], toldAt: -Infinity });
      return "answer";
    }
    const at = before.at.filter((each) => isRecent(each));
    const isTold = isRecent(before.toldAt);
    const isHeld = isTold || at.length >= QUESTIONS;
    people.set(
      person,
      isHeld ? { at, toldAt: isTold ? before.toldAt : now } : { at: [...at, now], toldAt: before.toldAt },
    );
    if (!isHeld) return "answer";
    unheeded.inc({ platform });
    return isTold ? "silence" : "too-many";
  };
}

interface Recent<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/**
 * At least the `count` that were set last, at most twice as many: forgetting half of them at once costs nothing, looking
 * for the oldest of a map passes over all that were deleted before it.
 */
function createRecent<Value>(count: number): Recent<Value> {
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();
  return {
    get: (key) => young.get(key) ?? old.get(key),
    set(key, value) {
      if (young.size >= count) [young, old] = [new Map(), young];
      young.set(key, value);
    },
  };
}
