/** Two figures of the country against each other: `is heroin higher than cannabis?`, `was AML worse than prevention in 2023?` */
import type { CountedSide } from "#core/profile/figure-question.ts";
import type { Command } from "#core/request.ts";
import type { ShortQuestion } from "./asked.ts";
import { editionOf, figuresCommand } from "./questions.ts";

/** Which of two is higher, with nothing claimed and no edition named, is answered with what the profile says of both. */
export function between(asked: ShortQuestion): Command | undefined {
  const { pair, named, says } = asked;
  if (pair === null || named.countries.length > 0 || named.editions.length > 1) return undefined;
  const side = sideIn(asked);
  if (side === null || says("region", "world", "nations")) return undefined;
  const isClaim = isClaimed(asked);
  if (!isClaim && named.editions.length === 0) return undefined;
  const claim = isClaim ? { claim: side } : {};
  return figuresCommand({ kind: "between", subjects: pair, edition: editionOf(named), ...claim }, false);
}

/** Null where several are named. */
function sideIn({ says }: ShortQuestion): CountedSide | null {
  const [side, ...more] = SIDES.flatMap(([list, each]) => (says(list) ? [each] : []));
  return side === undefined || more.length > 0 ? null : side;
}

/** In Russian and Kyrgyz nothing but the question mark, or the verb's ending, tells it from a statement. */
export function isClaimed({ opens, says, leadsWithTopic, isAsked }: ShortQuestion): boolean {
  return opens("whether") || (leadsWithTopic && (isAsked || says("whether")) && !says("what", "who", "size"));
}

const SIDES: readonly (readonly ["above" | "below" | "better-than" | "worse-than", CountedSide])[] = [
  ["above", "higher"],
  ["below", "lower"],
  ["better-than", "better"],
  ["worse-than", "worse"],
];
