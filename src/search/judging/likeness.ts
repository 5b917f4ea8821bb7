/** What the examples say of a question. */
import type { Nearness } from "#search/index/examples.ts";
import { LIKENESS } from "#search/tuning.ts";

/** Hardly another question than an example that is answered. */
export function isAllButTheSame(nearness: Nearness | null): boolean {
  return nearness !== null && nearness.answered > LIKENESS.allButTheSame;
}

/** Like questions that are answered, more than like any that are not. */
export function isLikeAnswered(nearness: Nearness | null): boolean {
  return (
    nearness !== null &&
    nearness.answered > LIKENESS.answered &&
    nearness.answered - nearness.refused > LIKENESS.answeredNearer
  );
}

/** In a thread less likeness will do, with the findings of its topic. */
export function isLikeAnsweredBy(nearness: Nearness | null, findings: readonly number[]): boolean {
  if (nearness === null) return false;
  const nearest = Math.max(0, ...findings.map((number) => nearness.findings[number] ?? 0));
  return nearest > LIKENESS.answeredInThread && nearness.refused - nearest < LIKENESS.refusedNearerInThread;
}

/** However well the findings cover it, it is much more like the examples that are not answered. */
export function isRefused(nearness: Nearness | null): boolean {
  if (nearness === null || nearness.refused < LIKENESS.refused) return false;
  const margin = nearness.reason === "operational-detail" ? LIKENESS.recipeNearer : LIKENESS.refusedNearer;
  return nearness.refused - nearness.answered > margin;
}

/** The reason of the examples that it is like; null when it is like nothing that is refused. */
export function reasonOfExamples(nearness: Nearness | null): Nearness["reason"] {
  return nearness !== null && nearness.refused > LIKENESS.refusedForItsReason ? nearness.reason : null;
}
