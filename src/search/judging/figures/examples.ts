/** Whether a question is like the examples that ask for figures. */
import type { Cue } from "#core/profile/vocabulary.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import { LIKENESS } from "#search/tuning/likeness.ts";
import type { Case } from "#search/judging/case.ts";
import { isPillar, measureOf } from "./subjects.ts";

/** Turns of phrase that ask for figures of whatever is named. */
const ASKING = [
  "trend",
  "compare",
  "rank",
  "extreme",
  "weakest",
  "strongest",
  "amount",
  "gravity",
  "like-for-like",
] as const satisfies readonly Cue[];

/** Like the examples of the figures, more than like any other. */
export function isLikeFigures({ nearness, reading }: Case): boolean {
  if (nearness === null || nearness.figures < LIKENESS.figures || nearness.figures < nearness.refused) return false;
  if (!mayAskFigures(reading)) return false;
  const isNamed = measureOf(reading) !== null || reading.cues.has("score");
  return nearness.figures > Math.max(...nearness.findings) + (isNamed ? 0 : LIKENESS.figuresNearer);
}

function mayAskFigures(reading: QuestionReading): boolean {
  const { cues, countries, namesOwnCountry } = reading;
  if (cues.has("why")) return false;
  if (cues.has("score")) return true;
  // Another country's affairs are not asked for by its name alone.
  if (countries.length > 0 && !namesOwnCountry && !cues.has("compare")) return false;
  return !namesTopicAlone(reading) || reading.years.length > 0;
}

/** `Tell me about cannabis`: of a topic alone what the profile says is asked, though its scores are in the examples. */
function namesTopicAlone({ units, cues }: QuestionReading): boolean {
  return (
    units.every(({ topics }) => topics.length > 0 && !topics.some(isPillar)) && !ASKING.some((cue) => cues.has(cue))
  );
}
