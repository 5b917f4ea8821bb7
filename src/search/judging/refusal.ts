/** Why a question is not answered, and what an abstention points at instead. */
import type { AbstentionReason } from "#core/reply.ts";
import type { Nearness } from "#search/index/examples.ts";
import { BREVITY, COVERAGE, LIKENESS, SHOWN } from "#search/tuning.ts";
import type { Case, Verdict } from "./case.ts";

/** Whoever wrote the example knows better than any rule; small talk in a thread may still ask for more of its topic. */
export function refuseAsExample(question: Case): Verdict | null {
  const { sameExample, previous } = question;
  return sameExample?.kind === "refusal" && previous === null ? abstain(question, sameExample.reason) : null;
}

/** It asks how to do it: routes to use, prices, how to hide, whom to pay. */
export function refuseRecipe(question: Case): Verdict | null {
  return isRecipe(question) ? abstain(question, "operational-detail") : null;
}

/** However well the findings cover it, it is much more like the examples that are not answered. */
export function refuseAlike(question: Case): Verdict | null {
  const isSpared = goesOn(question) || isBareTopic(question) || namesFigure(question);
  return isLikeRefused(question.nearness) && !isSpared ? refuseForItsReason(question) : null;
}

/** It is about nothing that any profile has. */
export function refuseEveryday(question: Case): Verdict | null {
  return !hasSubject(question) && question.reading.everydayWords > 0 ? abstain(question, "off-topic") : null;
}

/** After what the edition describes. */
export function refuseLater(question: Case): Verdict | null {
  const { reading, index, nearness } = question;
  const isLater = reading.cues.has("later") || reading.years.some((year) => year > index.pack.edition);
  if (!isLater) return null;
  return abstain(question, reasonOfExamples(nearness) === "off-topic" ? "off-topic" : "after-edition");
}

/** `Who controls it?` outside a thread: nobody can tell what it is. */
export function refusePronoun(question: Case): Verdict | null {
  const { reading, previous, lexicon } = question;
  const { cues, units, words } = reading;
  const isAlone =
    previous === null &&
    cues.has("pronoun") &&
    words.length <= BREVITY.pronounWords &&
    units.length <= BREVITY.pronounUnits &&
    units.every(({ meanings }) => meanings.some((meaning) => lexicon.aspects.has(meaning)));
  return isAlone ? abstain(question, "not-in-profile") : null;
}

/** For the reason of the examples that it is like, else for what its words suggest. */
export function refuseForItsReason(question: Case): Verdict {
  const reason = reasonOfExamples(question.nearness);
  return abstain(question, reason === null ? reasonByWords(question) : withItsCountry(reason, question));
}

export function abstain({ reading, previous, ranking }: Case, reason: AbstentionReason): Verdict {
  const near = ranking.ranked.filter(({ coverage }) => coverage > SHOWN.near);
  const named = reading.units.flatMap(({ topics }) => topics);
  const nearest = [...new Set([...named, ...near.map(({ indicator }) => indicator)])].slice(0, SHOWN.most);
  return {
    kind: "abstain",
    reason,
    topic: nearest[0] ?? previous,
    nearest,
    nearby: near.slice(0, SHOWN.nearby).map(({ position }) => position),
  };
}

function isRecipe({ reading }: Case): boolean {
  const { cues, units, words, years } = reading;
  const isOfField = units.some(({ tokens, meanings }) => tokens.length > 0 || meanings.length > 0);
  if (!isOfField && !cues.has("deed")) return false;
  if (cues.has("price")) return true;
  // To score heroin is one thing, its score in an edition another.
  const recipes = cues.get("recipe") ?? [];
  if (recipes.some(({ from }) => years.length === 0 || words[from]?.stem !== "score")) return true;
  if (cues.has("honest") || cues.has("score")) return false;
  return cues.has("first-person-how") || (cues.has("wish") && cues.has("deed"));
}

function isLikeRefused(nearness: Nearness | null): boolean {
  if (nearness === null || nearness.refused < LIKENESS.refused) return false;
  const margin = nearness.reason === "operational-detail" ? LIKENESS.recipeNearer : LIKENESS.refusedNearer;
  return nearness.refused - nearness.answered > margin;
}

/** `Tell me more`: small talk elsewhere, in a thread it asks for more of its topic. */
function goesOn({ reading, leaning }: Case): boolean {
  return leaning.kind === "alone" && reading.units.length === 0;
}

/** Two or three words that the findings have: whoever lists what not to answer uses them too. */
function isBareTopic({ reading, ranking }: Case): boolean {
  return reading.words.length <= BREVITY.bare && (ranking.ranked[0]?.coverage ?? 0) > COVERAGE.exact;
}

/** The score of something that is scored: what is not told of it is not asked for. */
function namesFigure({ reading, index }: Case): boolean {
  return reading.cues.has("score") && reading.units.some(({ topics }) => topics.some((slug) => index.scored.has(slug)));
}

/** Whether any of it could be in a profile at all. */
function hasSubject({ reading, lexicon }: Case): boolean {
  return reading.units.some(({ tokens, meanings, topics }) => {
    if (meanings.length > 0 && meanings.every((meaning) => lexicon.places.has(meaning))) return false;
    return tokens.length > 0 || meanings.length > 0 || topics.length > 0;
  });
}

/** Null when it is like nothing that is refused. */
function reasonOfExamples(nearness: Nearness | null): AbstentionReason | null {
  return nearness !== null && nearness.refused > LIKENESS.refusedForItsReason ? nearness.reason : null;
}

/** Of a country that is named, whatever it is that was asked of it; of none, when none is. */
function withItsCountry(reason: AbstentionReason, { reading }: Case): AbstentionReason {
  const { namesOwnCountry, countries, elsewhere } = reading;
  if (reason === "another-country" && (namesOwnCountry || countries.length === 0)) return "not-in-profile";
  return elsewhere !== null && (reason === "off-topic" || reason === "not-in-profile") ? "another-country" : reason;
}

function reasonByWords(question: Case): AbstentionReason {
  const { countries, namesOwnCountry, everydayWords } = question.reading;
  if (countries.length > 0 && !namesOwnCountry) return "another-country";
  return (hasSubject(question) || namesOwnCountry) && everydayWords === 0 ? "not-in-profile" : "off-topic";
}
