/** What each digest brings: reckoned from what was chosen and its number alone, nothing is remembered. */
import type { Finding, Indicator } from "#core/profile/profile.ts";
import { createCycles, SINGLE_EVERY, type Cycles } from "./cycles.ts";
import { queueFacts } from "./striking.ts";
import { formerCycle, formerDigest } from "./former-rotation.ts";
import { subjectsOf, type Selection, type Subject } from "./portions.ts";

export interface DigestPlan {
  /** What it is about, in the order of its title; empty only where nothing that was chosen is there. */
  readonly topics: readonly Indicator[];
  /** What it opens with: one finding, or several that only together are true; empty where there is no text at all. */
  readonly lead: readonly Finding[];
  readonly more: readonly Finding[];
  /** A single striking fact, to be shown with its figure. */
  readonly isSingle: boolean;
  /** With it everything has come that was chosen and may be told: the number of digests that this took. Else null. */
  readonly completed: number | null;
}

/** From which numbers on a subscription follows which rotation. */
export interface Begun {
  /** The second rotation. */
  readonly rotationFrom: number;
  /** The third, in which each topic's most striking fact has its turn. */
  readonly factsFrom: number;
  /** Today's, in which what is striking is kept for openings. */
  readonly openingsFrom: number;
}

/** Which digest of a subscription. What it began before there was a rotation is null until that cycle's end is reckoned. */
export interface DigestTurn {
  /** Counting from 0 since the subscription began. */
  readonly number: number;
  readonly rotationFrom: number | null;
  readonly factsFrom: number | null;
  readonly openingsFrom: number | null;
}

/** The digests of one selection; those of a cycle are dealt when first asked for. */
export interface Rotation {
  plan(turn: DigestTurn): DigestPlan;
  /** Where today's rotation begins: where the cycle of a former one that is under way ends. */
  begunFor(turn: DigestTurn): Begun;
}

export function openRotation(selection: Selection): Rotation {
  const topics = subjectsOf(selection);
  const second = createCycles(topics, { phase: 0, facts: null, isFormer: true });
  const thirdFrom = cyclesFrom(topics, "former");
  const todaysFrom = cyclesFrom(topics, "today");
  const begunFor = ({ number, rotationFrom, factsFrom, openingsFrom }: DigestTurn): Begun => {
    const length = rotationFrom === null ? formerCycle(selection) : 1;
    const from = rotationFrom ?? Math.ceil(number / length) * length;
    const facts = factsFrom ?? from + second.endFrom(Math.max(0, number - from));
    const isBegun = factsFrom !== null && number > facts;
    const openings = openingsFrom ?? (isBegun ? facts + thirdFrom(facts).endFrom(number - facts) : facts);
    return { rotationFrom: from, factsFrom: facts, openingsFrom: openings };
  };
  return {
    begunFor,
    // A cycle that was begun goes on to its end as it was begun.
    plan(turn) {
      const { number } = turn;
      const { rotationFrom, factsFrom, openingsFrom } = begunFor(turn);
      if (number >= openingsFrom) return todaysFrom(openingsFrom).plan(number - openingsFrom);
      if (number >= factsFrom) return thirdFrom(factsFrom).plan(number - factsFrom);
      return number < rotationFrom ? formerDigest(selection, number) : second.plan(number - rotationFrom);
    },
  };
}

/** By where in the fours the first one begins. */
function cyclesFrom(topics: readonly Subject[], manner: "former" | "today"): (from: number) => Cycles {
  const made = new Map<number, Cycles>();
  return (from) => {
    // The first of what nobody has had yet is no single fact: everything would not come within its rounds.
    const isSingle = manner === "today" && from % SINGLE_EVERY === SINGLE_EVERY - 1;
    const phase = isSingle ? 0 : from % SINGLE_EVERY;
    const begin = { phase, facts: queueFacts(topics), isFormer: manner === "former" };
    const cycles = made.get(phase) ?? createCycles(topics, begin);
    made.set(phase, cycles);
    return cycles;
  };
}
