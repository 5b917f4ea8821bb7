/** Decides what a question deserves, from what it says and from how well the findings cover it. */
import type { QuestionReading } from "#search/reading/question.ts";
import { FOLLOW_UP } from "#search/tuning.ts";
import type { Case, Evidence, Leaning, Verdict } from "./case.ts";
import { answerWithFigures } from "./figures.ts";
import { answerAlike, answerAsExample, answerWithFindings } from "./findings.ts";
import { judgePerson } from "./people.ts";
import { rankFindings } from "./rank.ts";
import {
  refuseForItsReason,
  refuseAlike,
  refuseAsExample,
  refuseEveryday,
  refuseLater,
  refusePronoun,
  refuseRecipe,
} from "./refusal.ts";

/** In this order: the first that gives a verdict has judged, the others are not asked. */
const RULES: readonly ((question: Case) => Verdict | null)[] = [
  refuseAsExample,
  answerAsExample,
  judgePerson,
  refuseRecipe,
  refuseAlike,
  refuseEveryday,
  answerWithFigures,
  refuseLater,
  refusePronoun,
  answerWithFindings,
  answerAlike,
];

/** Turns of phrase that need nothing but the thread's topic: `how bad?`. */
const OPENINGS = [
  "gravity",
  "trend",
  "score",
  "degree",
  "extreme",
  "compare",
  "amount",
  "date",
  "names",
  "where",
  "why",
] as const;

export function judge(evidence: Evidence): Verdict {
  const leaning = leansOn(evidence.previous, evidence.reading);
  const question: Case = { ...evidence, leaning, ranking: rankFindings(evidence, leaning) };
  for (const rule of RULES) {
    const verdict = rule(question);
    if (verdict !== null) return verdict;
  }
  return refuseForItsReason(question);
}

/** `previous` is the topic of the thread. */
function leansOn(previous: string | null, reading: QuestionReading): Leaning {
  if (previous === null) return { kind: "none" };
  const isTied = reading.cues.has("follow-up");
  if (hasSubjectOfItsOwn(reading)) return isTied ? { kind: "tied", topic: previous } : { kind: "none" };
  // Courtesy, laughter and greetings ask about nothing, in a thread as elsewhere.
  if (!isTied && !asksSomething(reading)) return { kind: "none" };
  const isAlone = isTied || reading.units.length < FOLLOW_UP.units;
  return { kind: isAlone ? "alone" : "tied", topic: previous };
}

/** A neighbour to compare with is no subject: the score is still the thread's. */
function hasSubjectOfItsOwn({ units, cues }: QuestionReading): boolean {
  const asksFigures = cues.has("score") || cues.has("compare");
  return units.some(({ topics, country }) => topics.length > 0 || (!asksFigures && country !== null));
}

/** A word that the profile knows, or an opening. */
function asksSomething({ units, cues }: QuestionReading): boolean {
  return units.some(({ tokens }) => tokens.length > 0) || OPENINGS.some((cue) => cues.has(cue));
}
