/** Decides what a question deserves, from what it says and from how well the findings cover it. */
import { answerAspect, askedOf } from "./aspects.ts";
import type { Case, Evidence, Verdict } from "./case.ts";
import { answerWithFigures, answerWithTrend, compareCountries } from "#search/judging/figures/figures.ts";
import {
  answerOfCountry,
  compareAgain,
  goBackAnEdition,
  goOnWithFigures,
  refuseWhyChanged,
} from "#search/judging/figures/going-on.ts";
import { answerBesideTopic, answerBetweenTopics, answerWhyScored } from "#search/judging/figures/scored-topics.ts";
import { answerAlike, answerAsExample, answerWithFindings } from "./findings.ts";
import {
  refuseAfterwards,
  refuseCountBehindScore,
  refuseOneOfThem,
  refuseOwned,
  refusePointedAt,
  refuseScoreOfPart,
  refuseUntold,
} from "./details.ts";
import { leansOn, passOverRemark } from "./leaning.ts";
import { judgePerson } from "./people.ts";
import { answerPremise } from "./premise.ts";
import { rankFindings } from "./rank.ts";
import {
  refuseForItsReason,
  refuseAlike,
  refuseAsExample,
  refuseEveryday,
  refuseLater,
  refusePronoun,
  refuseThere,
} from "./refusal.ts";
import { refuseRecipe } from "#search/judging/reasons/recipes.ts";
import { tellByWhom, tellExcepted } from "./told.ts";

/** In this order: the first that gives a verdict has judged, the others are not asked. */
const RULES: readonly ((question: Case) => Verdict | null)[] = [
  passOverRemark,
  answerOfCountry,
  tellByWhom,
  tellExcepted,
  compareAgain,
  refuseWhyChanged,
  answerBetweenTopics,
  answerBesideTopic,
  goBackAnEdition,
  goOnWithFigures,
  refuseThere,
  refuseAsExample,
  refuseOneOfThem,
  answerAsExample,
  compareCountries,
  answerWhyScored,
  judgePerson,
  refuseOwned,
  refuseAfterwards,
  refuseRecipe,
  answerAspect,
  refuseAlike,
  refuseEveryday,
  refuseScoreOfPart,
  refuseCountBehindScore,
  answerWithFigures,
  refuseLater,
  refusePronoun,
  answerPremise,
  refuseUntold,
  refusePointedAt,
  answerWithFindings,
  answerAlike,
];

/** For a country that only figures are here of: what the findings of another one tell is not asked. */
const FIGURE_RULES: typeof RULES = [
  passOverRemark,
  compareAgain,
  goBackAnEdition,
  goOnWithFigures,
  refuseRecipe,
  answerWithFigures,
  answerWithTrend,
];

export function judge(evidence: Evidence): Verdict {
  return judgeBy(RULES, evidence);
}

export function judgeFigures(evidence: Evidence): Verdict {
  return judgeBy(FIGURE_RULES, evidence);
}

function judgeBy(rules: typeof RULES, evidence: Evidence): Verdict {
  const leaning = leansOn(evidence);
  const asked = askedOf(evidence, leaning);
  const question: Case = { ...evidence, leaning, asked, ranking: rankFindings(evidence, { leaning, asked }) };
  for (const rule of rules) {
    const verdict = rule(question);
    if (verdict !== null) return verdict;
  }
  return refuseForItsReason(question);
}
