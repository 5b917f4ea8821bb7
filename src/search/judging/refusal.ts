/** Why a question is not answered, and what an abstention points at instead. */
import type { Gap, NotTold } from "#core/briefings/abstention.ts";
import type { AbstentionReason } from "#core/reply.ts";
import type { Nearness } from "#search/index/examples.ts";
import type { Lexicon } from "#search/reading/lexicon.ts";
import type { Unit } from "#search/reading/units.ts";
import { COVERAGE, SHOWN } from "#search/tuning/answering.ts";
import { LIKENESS } from "#search/tuning/likeness.ts";
import { BREVITY } from "#search/tuning/reading.ts";
import type { Case, Ranked, Verdict } from "./case.ts";
import { isEdition } from "#search/judging/figures/reading.ts";
import { namesEdition } from "#search/judging/figures/figures.ts";
import { isIndicatorsName, isPillar, neighboursNamed } from "#search/judging/figures/subjects.ts";
import {
  asksElsewhere,
  hasSubject,
  isInPassing,
  namesLater,
  reasonFor,
  reasonOfExamples,
} from "#search/judging/reasons/reasons.ts";
import { tellsAsked, touchesTopics } from "./told.ts";
import { has, telling } from "./unit-shares.ts";

/** In so many words a question says what kind of thing it asks. */
const OPENING = 5;

/** Whoever wrote the example knows better than any rule; small talk in a thread may still ask for more of its topic. */
export function refuseAsExample(question: Case): Verdict | null {
  const { sameExample, frame } = question;
  return sameExample?.kind === "refusal" && frame === null ? abstain(question, sameExample.reason) : null;
}

/** However well the findings cover it, it is much more like the examples that are not answered. */
export function refuseAlike(question: Case): Verdict | null {
  const spared = [goesOn, isBareTopic, namesFigure, isToldInConversation, tellsJustThat, comparesApart];
  const isSpared = spared.some((spares) => spares(question));
  return isLikeRefused(question.nearness) && !isSpared ? refuseForItsReason(question) : null;
}

/** It is about nothing that any profile has. */
export function refuseEveryday(question: Case): Verdict | null {
  const { everydayWords } = question.reading;
  if (everydayWords === 0 || namesTopicInThread(question)) return null;
  return !hasSubject(question) || isInPassing(question) ? abstain(question, "off-topic") : null;
}

/** `And with animals?` */
function namesTopicInThread({ leaning, reading: { units } }: Case): boolean {
  return leaning.kind !== "none" && units.length > 0 && units.every(({ topics }) => topics.length > 0);
}

/** `Why is it so high there?` behind another country's figures: only its figures are here. */
export function refuseThere(question: Case): Verdict | null {
  const { frame, reading } = question;
  const isElsewhere = frame !== null && frame.shows === "figures" && frame.countries.length > 0;
  const isMeant = reading.words.some(({ raw }) => reading.asking.there.test(raw)) && !reading.namesOwnCountry;
  return isElsewhere && isMeant && !reading.cues.has("score") ? abstain(question, "another-country") : null;
}

/** After what the edition describes. */
export function refuseLater(question: Case): Verdict | null {
  if (!namesLater(question)) return null;
  // Of an edition that is here another country's figures are not.
  if (isOfOtherCountry(question)) return abstain(question, "another-country");
  return abstain(question, reasonOfExamples(question) === "off-topic" ? "off-topic" : "after-edition");
}

function isOfOtherCountry(question: Case): boolean {
  const { countries, years, cues } = question.reading;
  const isOfThem = asksElsewhere(question) || (countries.length > 0 && cues.has("score"));
  return (
    isOfThem &&
    neighboursNamed(question).length === 0 &&
    !cues.has("later") &&
    years.every((year) => isEdition(year, question))
  );
}

/** `Who controls it?` outside a thread: nobody can tell what it is. */
export function refusePronoun(question: Case): Verdict | null {
  const { reading, frame, lexicon } = question;
  const { cues, units, words } = reading;
  const isAlone =
    frame === null &&
    cues.has("pronoun") &&
    words.length <= BREVITY.pronounWords &&
    units.length <= BREVITY.pronounUnits &&
    units.every(({ meanings }) => meanings.some((meaning) => lexicon.aspects.has(meaning)));
  return isAlone ? abstain(question, "not-in-profile") : null;
}

export function refuseForItsReason(question: Case): Verdict {
  return abstain(question, reasonFor(question));
}

export function abstain(question: Case, reason: AbstentionReason): Verdict {
  const { reading, leaning, ranking, frame } = question;
  const near = ranking.ranked.filter((each) => each.coverage > SHOWN.near && isNear(each, question));
  // `How do I get some across?` in a conversation is about its topic, whatever its words are near to.
  const spokenOf = leaning.kind === "none" ? [] : leaning.topics.slice(0, 1);
  const named = namedBy(question, { isDeed: reason === "operational-detail", spokenOf });
  // `How many victims a year?` of trafficking is about that, though victims have a topic of their own.
  const about = [...new Set(leaning.kind === "alone" ? [...spokenOf, ...named] : [...named, ...spokenOf])];
  const guessed = near.map(({ indicator }) => indicator);
  const nearest = [...new Set([...about, ...guessed])].slice(0, SHOWN.most);
  return {
    kind: "abstain",
    reason,
    wanted: wantedBy(question, reason),
    gap: gapOf(question),
    // What a conversation is about is not changed by a guess.
    topic: (frame === null ? nearest : about)[0] ?? null,
    nearest,
    nearby: near.slice(0, SHOWN.nearby).map(({ position }) => position),
    countries: reading.countries,
  };
}

/** `How would I get a fake ID?` of smuggled people is no word of goods, of which the profile tells nothing. */
function namedBy(
  question: Case,
  { isDeed, spokenOf }: { readonly isDeed: boolean; readonly spokenOf: readonly string[] },
): readonly string[] {
  const { reading, index } = question;
  const { units } = reading;
  const named = units.filter((unit) => !isPartOfFrame(unit, question)).flatMap(({ topics }) => topics);
  const isTold = (slug: string): boolean => index.firstOf.has(slug) || index.pillarOf.has(slug);
  return isDeed && spokenOf.length > 0 ? named.filter(isTold) : named;
}

/** What is asked of the victims of trafficking is asked of trafficking, whose findings speak of them. */
function isPartOfFrame(unit: Unit, { frame, reading, index }: Case): boolean {
  if (frame === null || reading.aspects.length === 0 || unit.topics.some((slug) => frame.topics.includes(slug)))
    return false;
  if (isIndicatorsName(unit, reading)) return false;
  return [...index.pack.findings.entries()].some(
    ([at, { indicator }]) => frame.topics.includes(indicator) && unit.tokens.some(({ token }) => has(at, token, index)),
  );
}

const GAPS: Readonly<Record<string, Gap>> = {
  names: "name",
  when: "when",
  "where-from": "where",
  "where-to": "where",
  "through-where": "where",
  "where-inside": "where",
  causes: "why",
};

/** What of it is asked for, by the word that asks: of a number, which may be of anything, by its own. */
function gapOf({ asked, reading }: Case): Gap | null {
  if (reading.words.some(({ raw }) => reading.asking.many.test(raw))) return "number";
  return GAPS[asked.aspects[0] ?? ""] ?? null;
}

/** A price, or what is to come. */
function wantedBy({ reading }: Case, reason: AbstentionReason): NotTold | null {
  const isPrice = reading.cues.has("price") && !reading.cues.has("honest");
  if (isPrice && (reason === "operational-detail" || reason === "not-in-profile")) return "price";
  const isOfProfile = reason === "after-edition" || reason === "not-in-profile";
  const opening = reading.words.slice(0, OPENING);
  return isOfProfile && opening.some(({ raw }) => reading.asking.future.test(raw)) ? "forecast" : null;
}

/** Where nothing but what a conversation is about is asked of, what is told of something else is not near. */
function isNear(each: Ranked, question: Case): boolean {
  const { leaning, index } = question;
  const isOfTopic = leaning.kind !== "alone" || touchesTopics(each.position, leaning.topics, index);
  return isOfTopic && sharesSubject(each, question);
}

/** A figure that is asked of prisons is not near to one that is told of cannabis. */
function sharesSubject({ position }: Ranked, { reading: { units }, lexicon, index }: Case): boolean {
  const pieces = units.flatMap((unit) => subjectsOf(unit, lexicon));
  const heaviest = Math.max(0, ...pieces.map((piece) => telling(piece, index)));
  const main = pieces.filter((piece) => telling(piece, index) >= heaviest * SHOWN.mainSubject);
  return main.length === 0 || main.some(({ tokens }) => tokens.some(({ token }) => has(position, token, index)));
}

/** What of a unit is a subject that the pack has: its parts where as a whole it is but an aspect, as a statistic is. */
function subjectsOf(unit: Unit, lexicon: Lexicon): readonly Unit[] {
  if (unit.country !== null) return [];
  const isAspect = unit.meanings.length > 0 && unit.meanings.every((meaning) => lexicon.aspects.has(meaning));
  if (isAspect && unit.topics.length === 0) return unit.parts.flatMap((part) => subjectsOf(part, lexicon));
  return unit.tokens.length > 0 ? [unit] : [];
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

/** `Do border guards have the kit they need?`: what is asked for is told by a finding that leads, and has nearly all of its words. */
function tellsJustThat({ reading: { cues }, asked, index, ranking: { ranked } }: Case): boolean {
  const [best] = ranked;
  // A number is no such finding's.
  if (best === undefined || cues.has("amount")) return false;
  return ranked.some(({ position, coverage, score }) => {
    const finding = index.pack.findings[position];
    if (finding === undefined || coverage < COVERAGE.exact || score < best.score * SHOWN.asNear) return false;
    const degree = tellsAsked(finding, asked);
    // `Where is the plant?`: of an opening word alone all of the rest must be there.
    return degree === "first" || (degree === "also" && asked.aspects.length === 0 && coverage > COVERAGE.nextDoor);
  });
}

/** What the conversation's topic tells, by nearly all of its words. */
function isToldInConversation({ leaning, ranking, index }: Case): boolean {
  if (leaning.kind === "none") return false;
  return ranking.ranked.some(({ indicator, position, coverage }) => {
    const section = index.pack.findings[position]?.section ?? "";
    return coverage > COVERAGE.exact && (leaning.topics.includes(indicator) || leaning.topics.includes(section));
  });
}

/** Two or three words that the findings have: whoever lists what not to answer uses them too. */
function isBareTopic({ reading, ranking }: Case): boolean {
  return reading.words.length <= BREVITY.bare && (ranking.ranked[0]?.coverage ?? 0) > COVERAGE.exact;
}

/** Beside a country from elsewhere whose figures are here: whoever listed what not to answer had none of it. */
function comparesApart(question: Case): boolean {
  const { reading, index } = question;
  if (!reading.cues.has("compare")) return false;
  const known = index.pack.figures.countries;
  return neighboursNamed(question).some((country) => known.every(({ slug }) => slug !== country.slug));
}

/** The score of something that is scored, or that and an edition: what is not told of it is not asked for. */
function namesFigure(question: Case): boolean {
  const { reading, index } = question;
  const isScored = reading.units.some(({ topics }) => topics.some((slug) => index.scored.has(slug) || isPillar(slug)));
  return isScored && (reading.cues.has("score") || namesEdition(question));
}
