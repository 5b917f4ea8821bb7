/** What the examples say of a question. Thresholds are tuned on the development sets. */
import type { Nearness } from "#search/index/examples.ts";

const ALL_BUT_THE_SAME = 0.65;
const ANSWERED = 0.38;
const ANSWERED_IN_THREAD = 0.2;
const REFUSED = 0.7;
const REFUSED_FOR_ITS_REASON = 0.4;
/** By how much the one must be nearer than the other. */
const ANSWERED_NEARER = 0.15;
const REFUSED_NEARER = 0.1;
/** Recipes are asked for in the words of the findings, and their turns of phrase are known besides. */
const RECIPE_NEARER = 0.25;

/** Hardly another question than an example that is answered. */
export function isAllButTheSame(nearness: Nearness | null): boolean {
  return nearness !== null && nearness.answered > ALL_BUT_THE_SAME;
}

/** Like questions that are answered, more than like any that are not. */
export function isLikeAnswered(nearness: Nearness | null): boolean {
  return nearness !== null && nearness.answered > ANSWERED && nearness.answered - nearness.refused > ANSWERED_NEARER;
}

/** In a thread less likeness will do, with the findings of its topic. */
export function isLikeAnsweredBy(nearness: Nearness | null, findings: readonly number[]): boolean {
  if (nearness === null) return false;
  const nearest = Math.max(0, ...findings.map((number) => nearness.findings[number] ?? 0));
  return nearest > ANSWERED_IN_THREAD && nearness.refused - nearest < REFUSED_NEARER;
}

/** However well the findings cover it, it is much more like the examples that are not answered. */
export function isRefused(nearness: Nearness | null): boolean {
  if (nearness === null || nearness.refused < REFUSED) return false;
  const margin = nearness.reason === "operational-detail" ? RECIPE_NEARER : REFUSED_NEARER;
  return nearness.refused - nearness.answered > margin;
}

/** The reason of the examples that it is like; null when it is like nothing that is refused. */
export function reasonOfExamples(nearness: Nearness | null): Nearness["reason"] {
  return nearness !== null && nearness.refused > REFUSED_FOR_ITS_REASON ? nearness.reason : null;
}
