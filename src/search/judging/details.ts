/** Whether a question asks for something in particular that is not told: a thing that no finding has, a price, a bank by its name. */
import type { Cue } from "#core/profile/vocabulary.ts";
import type { Unit } from "#search/reading/units.ts";
import { COVERAGE, SHOWN } from "#search/tuning/answering.ts";
import { FINDING } from "#search/tuning/ranking.ts";
import { isEdition } from "#search/judging/figures/reading.ts";
import { isGeneral } from "#search/judging/figures/subjects.ts";
import { tellsAsked } from "./told.ts";
import type { Case, Ranked, Verdict } from "./case.ts";
import {
  asksForWords,
  claimsCount,
  countsElsewhere,
  isJoined,
  lacksChosen,
  lacksSuperlative,
  namesNoCountry,
  namesNoneOfClass,
  namesNoPart,
  namesOthers,
  soughtBy,
  type Sought,
} from "./particulars.ts";
import { abstain, refuseForItsReason } from "./refusal.ts";
import { sharesOf } from "./unit-shares.ts";

const YEAR = /\b(?:19|20)\d\d\b/g;

/** However well the rest is covered: the nearest that there is shows beside the refusal. */
export function refuseUntold(question: Case): Verdict | null {
  const [best] = question.ranking.ranked;
  if (best === undefined) return null;
  const kinds = [
    namesUntoldThing,
    namesUntoldYear,
    lacksDetail,
    tellsOtherAspect,
    namesNoneOfClass,
    namesNoCountry,
    lacksChosen,
    lacksSuperlative,
    namesNoPart,
    countsElsewhere,
    asksForWords,
    claimsCount,
  ];
  if (namesOthers(question, best)) return abstain(question, "about-a-person");
  const sought = soughtBy(question, best);
  return kinds.some((asks) => asks(sought, best)) ? refuseForItsReason(question) : null;
}

/** `The score of Osh`: the country is scored, its parts are not. */
export function refuseScoreOfPart(question: Case): Verdict | null {
  const { reading, lexicon } = question;
  const { units, words, asking, cues } = reading;
  if (!cues.has("score")) return null;
  const isOfTopic = units.some(({ topics }) => topics.length > 0);
  const isPart = ({ meanings, from }: Unit): boolean =>
    meanings.some((meaning) => lexicon.home.has(meaning)) &&
    (!isOfTopic || asking.within.test(words[from - 1]?.raw ?? ""));
  return units.some(isPart) ? abstain(question, "not-in-profile") : null;
}

/** `How many experts scored heroin?`: who gave a score is counted, which no figure tells. */
export function refuseCountBehindScore({ reading, ...question }: Case): Verdict | null {
  const { cues, units, words, asking } = reading;
  const [counts] = cues.get("amount") ?? [];
  const [score] = cues.get("score") ?? [];
  if (counts === undefined || score === undefined) return null;
  const isCounted = ({ from, to, topics, country }: Unit): boolean =>
    from === counts.to && to <= score.from && topics.length === 0 && country === null;
  const isOther = (unit: Unit): boolean =>
    isCounted(unit) && !isGeneral(unit, reading) && !asking.nations.test(words[unit.from]?.raw ?? "");
  return units.some(isOther) ? abstain({ reading, ...question }, "not-in-profile") : null;
}

/** Snow leopards, of which the profile has no more than the topic that they are of. */
function namesUntoldThing({ reading, lexicon, index, ranking }: Case): boolean {
  return reading.units.some((unit, at) => {
    if (!unit.meanings.some((meaning) => lexicon.things.has(meaning)) || isJoined(unit, reading)) return false;
    return sharesOf(unit, index, ranking.weights[at] ?? 0).every((share) => share <= FINDING.topic);
  });
}

/** `Why was the cartel broken up in 2012?`: of a year before the edition something is told, or what happened in it is not. */
function namesUntoldYear(question: Case, best: Ranked): boolean {
  const { reading, index, ranking } = question;
  const years = reading.years.filter((year) => year < index.pack.edition && !isEdition(year, question));
  if (years.length === 0) return false;
  const near = ranking.ranked.filter(({ score }) => score >= best.score * SHOWN.asNear);
  return !years.some((year) => near.some(({ position }) => tellsYear(index.pack.findings[position]?.text ?? "", year)));
}

/** It names the year, or two years with that between them. */
function tellsYear(text: string, year: number): boolean {
  const told = (text.match(YEAR) ?? []).map(Number);
  return told.length > 0 && Math.min(...told) <= year && year <= Math.max(...told);
}

function lacksDetail({ reading: { units }, lexicon }: Case, { shares }: Ranked): boolean {
  return units.some(
    ({ meanings }, at) =>
      meanings.some((meaning) => lexicon.details.has(meaning)) && (shares[at] ?? 0) < COVERAGE.counted,
  );
}

/** `Who owns the plant?`: what the plant makes is no answer. */
function tellsOtherAspect({ asked, reading, lexicon, index, near }: Sought): boolean {
  const [aspect = ""] = asked.aspects;
  // What is taken over from the turn before may be left.
  const isSaid = reading.aspects.some(({ value }) => value === aspect);
  if (!isSaid || !lexicon.exact.has(aspect)) return false;
  const exactly = { aspects: asked.aspects, also: lexicon.alsoAsked.get(aspect) ?? [] };
  return near.every(({ position }) => {
    const finding = index.pack.findings[position];
    return finding !== undefined && tellsAsked(finding, exactly) === null;
  });
}

/** `Where is my car?`, in a conversation too: a thing of the asker's own, and nothing else. */
export function refuseOwned(question: Case): Verdict | null {
  const { units, words, asking, namesOwnCountry } = question.reading;
  if (namesOwnCountry || units.length === 0 || question.asked.aspects.length > 0) return null;
  const isOwned = ({ from, topics }: Unit): boolean =>
    topics.length === 0 && asking.owned.test(words[from - 1]?.raw ?? "");
  return units.every(isOwned) ? abstain(question, "off-topic") : null;
}

/** `Which of them is the worst?` behind an answer in words: of its banks, its gangs or its laws none is told to be. */
export function refuseOneOfThem(question: Case): Verdict | null {
  const { frame, leaning, reading, index } = question;
  const { units, cues, words, asking, years, countries } = reading;
  if (frame?.told === undefined || frame.shows !== "findings" || leaning.kind !== "alone") return null;
  if ([...units, ...years, ...countries].length > 0 || !cues.has("pronoun")) return null;
  const has = (list: "singling" | "nations"): boolean => words.some(({ raw }) => asking[list].test(raw));
  const isOfOne = leaning.topics.every((slug) => index.scored.has(slug));
  return isOfOne && cues.has("extreme") && has("singling") && !has("nations")
    ? abstain(question, "not-in-profile")
    : null;
}

/** Cues that ask for what the edition may tell of a time. */
const ASKING_MORE: readonly Cue[] = ["why", "score", "trend", "compare", "rank", "who", "where"];

/** `Was it renewed afterwards?` behind a finding: what became of it the edition does not tell. */
export function refuseAfterwards(question: Case): Verdict | null {
  const { frame, leaning, reading } = question;
  const { words, units, years, cues, asking } = reading;
  if (frame?.shows !== "findings" || leaning.kind === "none" || years.length > 0) return null;
  const isOfIt = units.length === 0 || cues.has("pronoun");
  if (!isOfIt || units.some(({ topics, country }) => topics.length > 0 || country !== null)) return null;
  if (ASKING_MORE.some((cue) => cues.has(cue))) return null;
  const isLater = words.some(
    ({ raw }, at) => at > 0 && asking.afterwards.test(raw) && !asking.open.test(words[at + 1]?.raw ?? ""),
  );
  return isLater ? abstain(question, "after-edition") : null;
}

/** `Who buys those goods?`: what is pointed at was told, and nothing that is told of it, or of its topic, says who. */
export function refusePointedAt(question: Case): Verdict | null {
  const { frame, leaning, reading, asked, index, ranking } = question;
  if (frame?.told === undefined || leaning.kind !== "tied" || asked.aspects.length === 0) return null;
  const [only, ...more] = reading.units;
  const isPointed = reading.cues.get("pronoun")?.some(({ to }) => to === only?.from) === true;
  const isSaid = reading.aspects.some(({ value, from, to }) => value === asked.aspects[0] && to - from > 1);
  if (!isPointed || !isSaid || more.length > 0) return null;
  const [best] = ranking.ranked;
  const near = ranking.ranked.filter(({ score }) => score >= (best?.score ?? 0) * SHOWN.asNear);
  const isTold = ({ position }: { readonly position: number }): boolean =>
    tellsAsked(index.pack.findings[position] ?? { aspects: [] }, asked) !== null;
  return near.some(isTold) ? null : abstain(question, "not-in-profile");
}
