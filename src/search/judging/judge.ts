/** Decides what a question deserves, from what it says and from how well the findings cover it. */
import type { QuestionReading } from "#search/reading/question.ts";
import { FOLLOW_UP } from "#search/tuning.ts";
import { answerAspect, askedOf, isOfAspect } from "./aspects.ts";
import type { Case, Evidence, Leaning, Verdict } from "./case.ts";
import { isPillar, namesNewest } from "./figure-reading.ts";
import { answerWithFigures, goOnWithFigures } from "./figures.ts";
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
  refuseThere,
} from "./refusal.ts";

/** In this order: the first that gives a verdict has judged, the others are not asked. */
const RULES: readonly ((question: Case) => Verdict | null)[] = [
  goOnWithFigures,
  refuseThere,
  refuseAsExample,
  answerAsExample,
  judgePerson,
  refuseRecipe,
  answerAspect,
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
  "rank",
  "amount",
  "date",
  "names",
  "where",
  "why",
] as const;

export function judge(evidence: Evidence): Verdict {
  const leaning = leansOn(evidence);
  const asked = askedOf(evidence, leaning);
  const question: Case = { ...evidence, leaning, asked, ranking: rankFindings(evidence, { leaning, asked }) };
  for (const rule of RULES) {
    const verdict = rule(question);
    if (verdict !== null) return verdict;
  }
  return refuseForItsReason(question);
}

function leansOn({ frame, reading, index }: Evidence): Leaning {
  if (frame === null) return { kind: "none" };
  // A later version of the content may have a topic no more.
  const topics = frame.topics.filter((slug) => index.scored.has(slug) || index.pillarOf.has(slug) || isPillar(slug));
  const isOfFigures = frame.shows !== "findings" || reading.years.length > 0;
  const isTied = reading.cues.has("follow-up") || (isOfFigures && namesOtherOnly(reading));
  if (hasSubjectOfItsOwn(reading)) return isTied ? { kind: "tied", topics } : { kind: "none" };
  // Courtesy, laughter and greetings ask about nothing, in a thread as elsewhere.
  const isOwnFigure = frame.shows !== "findings" && reading.namesOwnCountry;
  if (!isTied && !isOwnFigure && !asksSomething(reading)) return { kind: "none" };
  const isAlone = isTied || reading.units.length < FOLLOW_UP.units;
  return { kind: isAlone ? "alone" : "tied", topics };
}

/** `Georgia?`, `for heroin`: behind figures that asks for the same of another. */
function namesOtherOnly(reading: QuestionReading): boolean {
  const { units, words, aspects } = reading;
  const named = units.reduce((sum, { from, to }) => sum + to - from, 0);
  const isOther = units.every(({ country, topics }) => country !== null || topics.length > 0);
  const isHowMuch = aspects.every(({ value }) => value === "how-much");
  return units.length > 0 && isOther && isHowMuch && words.length <= named + FOLLOW_UP.besideOther;
}

/** A neighbour to compare with is no subject: the score is still the thread's. */
function hasSubjectOfItsOwn(reading: QuestionReading): boolean {
  const { units, cues } = reading;
  const asksFigures = cues.has("score") || cues.has("compare") || cues.has("rank");
  return units.some((unit) => {
    const { topics, country } = unit;
    if (isOfAspect(unit, reading)) return false;
    return topics.length > 0 || (!asksFigures && country !== null);
  });
}

/** An edition, a word that the profile knows, an aspect, or an opening. */
function asksSomething(reading: QuestionReading): boolean {
  const { units, cues, aspects, years } = reading;
  if (years.length > 0 || namesNewest(reading)) return true;
  return aspects.length > 0 || units.some(({ tokens }) => tokens.length > 0) || OPENINGS.some((cue) => cues.has(cue));
}
