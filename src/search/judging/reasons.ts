/** The reason that a refusal gives: likeness to examples may have decided that there is one, the words decide which. */
import type { AbstentionReason } from "#core/reply.ts";
import type { AskingPatterns } from "#search/reading/asking.ts";
import type { FoundPhrase } from "#search/reading/phrase-table.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import type { Unit } from "#search/reading/units.ts";
import type { Word } from "#search/reading/words.ts";
import { neighboursNamed } from "#search/judging/figures/subjects.ts";
import { LIKENESS } from "#search/tuning.ts";
import type { Case } from "./case.ts";

/** Cues of somebody who means to do it. */
const DEEDS = ["recipe", "price", "first-person-how", "wish", "role", "cloak", "means", "evasion"] as const;
/** So many words may stand between those that make one turn of phrase. */
const BETWEEN = 4;
/** `What about Iran, ...` names it among so many words. */
const OPENING = 3;
const MOST_WORDS_IN_PASSING = 11;
/** Beside a country that is asked about in bare words. */
const MOST_TOPICS = 2;

/** What the words must say for a reason to be given; what they need not say, because it is no claim of theirs, stands as it is. */
const BORNE_OUT: Readonly<Record<AbstentionReason, (question: Case) => boolean>> = {
  "after-edition": namesTime,
  "operational-detail": asksForDeed,
  "another-country": meansElsewhere,
  "about-a-person": asksAboutPerson,
  "not-in-profile": () => true,
  "off-topic": isElse,
};

/** That of the examples it is like where its words bear it out, else what its words suggest. */
export function reasonFor(question: Case): AbstentionReason {
  const alike = reasonOfExamples(question);
  if (alike === null || !BORNE_OUT[alike](question)) return reasonByWords(question);
  // What is not told of any time is, of a later one, later than the profile first of all.
  if (alike === "not-in-profile" && namesLater(question) && !namesForeign(question)) return "after-edition";
  return isElsewhere(question, alike) ? "another-country" : alike;
}

/** Null when it is like nothing that is refused. */
export function reasonOfExamples({ nearness }: Case): AbstentionReason | null {
  return nearness !== null && nearness.refused > LIKENESS.refusedForItsReason ? nearness.reason : null;
}

/** Later than the edition, for certain. */
export function namesLater({ reading, index }: Case): boolean {
  return reading.cues.has("later") || reading.years.some((year) => year > index.pack.edition);
}

/** Whether any of it could be in a profile at all. */
export function hasSubject({ reading, lexicon }: Case): boolean {
  return reading.units.some(({ tokens, meanings, topics }) => {
    if (meanings.length > 0 && meanings.every((meaning) => lexicon.places.has(meaning))) return false;
    return tokens.length > 0 || meanings.length > 0 || topics.length > 0;
  });
}

/** `How fast can a falcon fly?`: one word of the profile beside others that are of none, and nothing that is told of it is asked. */
export function isInPassing({ reading, asked, sameExample }: Case): boolean {
  const { units, words, cues, namesOwnCountry, countries } = reading;
  const told = units.filter(({ tokens, country }) => tokens.length > 0 && country === null);
  const asksMore = asked.aspects.length > 0 || namesOwnCountry || countries.length > 0 || cues.has("score");
  return told.length === 1 && words.length <= MOST_WORDS_IN_PASSING && !asksMore && sameExample === null;
}

/** Later, or today as the asker sees it. */
function namesTime(question: Case): boolean {
  return namesLater(question) || question.lexicon.present.find(question.reading.words).length > 0;
}

/** It asks how to do it: routes to use, prices, how to hide, whom to pay. */
export function isRecipe(question: Case): boolean {
  const { reading } = question;
  const isDaily = reading.everydayWords > 0 && (!hasSubject(question) || isInPassing(question));
  if ((isDaily || !isOfField(question)) && !reading.cues.has("deed")) return false;
  // `By how much is Karvonia worse on heroin?`
  if (isSetAgainst(question)) return false;
  if (reading.cues.has("price")) return true;
  const recipes = reading.cues.get("recipe") ?? [];
  if (recipes.some((recipe) => !isScore(recipe, reading) && !isOfOthers(recipe, reading))) return true;
  return isOfField(question) && meansToDo(reading);
}

/** A neighbour is better or worse, which nobody can do. */
function isSetAgainst(question: Case): boolean {
  const { words, asking, cues } = question.reading;
  const isAgainst = words.some(({ raw }) => asking.against.test(raw));
  return isAgainst && !cues.has("first-person-how") && neighboursNamed(question).length > 0;
}

/** In a conversation the field is what that is about. */
function isOfField({ reading: { units }, leaning }: Case): boolean {
  return leaning.kind !== "none" || units.some(({ tokens, meanings }) => tokens.length > 0 || meanings.length > 0);
}

/** `How did they get hold of it?` */
function isOfOthers({ from }: FoundPhrase, { cues }: QuestionReading): boolean {
  return cues.get("pronoun")?.some(({ to }) => to === from) === true;
}

/** `How do I make fake papers?`, whatever stands beside it; what is honest or scored is asked about in such words as well. */
function meansToDo({ cues, words, asking }: QuestionReading): boolean {
  const isMine = cues.has("first-person-how") || undertakes(words, asking);
  const isDeed = cues.has("deed");
  if (isDeed && (isMine || cues.has("role"))) return true;
  if (cues.has("honest") || cues.has("score")) return false;
  return isMine || cues.has("role") || (isDeed && cues.has("wish")) || isDressed({ cues, words, asking });
}

/** Told as a story, asked for its best way, given as an order, or wished to go unseen: two of these, or one and a deed. */
function isDressed({ cues, words, asking }: Pick<QuestionReading, "cues" | "words" | "asking">): boolean {
  const isStory = cues.has("cloak") && words.some(({ raw }) => asking.conditional.test(raw));
  const isUnseen = cues.has("evasion") || shunsNotice(words, asking);
  const isOrder = asking.bids.test(words[0]?.raw ?? "");
  const isForWay = cues.has("means") || asksHow(words, { asking, isOrder });
  const isWish = (isStory || isUnseen) && cues.has("wish");
  const dresses = [isStory, isUnseen, isOrder, isForWay, isWish].filter(Boolean).length;
  return dresses > 1 || (cues.has("deed") && (isStory || isForWay));
}

/** `Где в Оше достать`, `кимден алсам`: how one does it; `как банды могут вывезти` is how others do. */
function undertakes(words: readonly Word[], { whereby, undertaken, finite }: AskingPatterns): boolean {
  return words.some(({ raw }, at) => {
    if (!whereby.test(raw)) return false;
    const next = words.slice(at + 1, at + 1 + BETWEEN);
    const deed = next.findIndex((word) => undertaken.test(word.raw) && !finite.test(word.raw));
    return deed >= 0 && !next.slice(0, deed).some((word) => finite.test(word.raw));
  });
}

/** `Without anyone asking`, `чтобы на посту не нашли`. */
function shunsNotice(words: readonly Word[], asking: AskingPatterns): boolean {
  return words.some(
    ({ raw }, at) =>
      asking["so-that"].test(raw) &&
      words.slice(at + 1, at + 1 + BETWEEN).some((word) => asking.denying.test(word.raw)),
  );
}

/** `Recruit couriers how`, `is it possible, and how?`: at its end; behind an order anywhere. */
function asksHow(
  words: readonly Word[],
  { asking, isOrder }: { readonly asking: AskingPatterns; readonly isOrder: boolean },
): boolean {
  const { whereby, which, circumstances, bids, opening } = asking;
  const last = words.length > 1 ? words.slice(-1) : [];
  // `Unregistered pistol buy`
  if (last.some(({ raw }) => bids.test(raw)) && !words.some(({ raw }) => opening.test(raw))) return true;
  return (isOrder ? words.slice(1) : last).some(
    ({ raw }) => whereby.test(raw) || (isOrder && (which.test(raw) || circumstances.test(raw))),
  );
}

/** To score heroin is one thing, its scores another, and so is its score in an edition or in two bare words. */
function isScore({ from, to }: FoundPhrase, { cues, words, years }: QuestionReading): boolean {
  const score = cues.get("score")?.find((found) => found.from === from);
  if (score === undefined) return false;
  return years.length > 0 || words.length === to - from || words[from]?.raw !== words[from]?.stem;
}

/** A way, a place or a partner for doing it, or the asker's own part in it. */
function asksForDeed({ reading, lexicon }: Case): boolean {
  const { cues, words } = reading;
  if (DEEDS.some((cue) => cues.has(cue))) return true;
  return lexicon.doing.find(words).length > 0;
}

function namesForeign({ reading: { countries, namesOwnCountry } }: Case): boolean {
  return countries.length > 0 && !namesOwnCountry;
}

/** Anything in it is of no profile: bears that are left in the mountains are only not told of. */
function isElse(question: Case): boolean {
  const { units, everydayWords } = question.reading;
  return everydayWords > 0 || !hasSubject(question) || units.some(({ tokens }) => tokens.length === 0);
}

/** Another country is named, or a place that can be in none but another. */
function meansElsewhere({ reading, lexicon }: Case): boolean {
  if (namesHome(reading, lexicon)) return false;
  return reading.countries.length > 0 || lexicon.abroad.find(reading.words).length > 0;
}

/** The country itself, or a place of it: `Why do cartels from abroad own the casinos in the south?` */
function namesHome({ namesOwnCountry, units }: Case["reading"], { home }: Case["lexicon"]): boolean {
  return namesOwnCountry || units.some(({ meanings }) => meanings.some((meaning) => home.has(meaning)));
}

/** Somebody is named, or asked about as people are. */
function asksAboutPerson({ reading: { cues, words }, lexicon }: Case): boolean {
  const isAsked = cues.has("person") || cues.has("identity") || cues.has("who") || cues.has("names");
  return isAsked || cues.has("forename") || lexicon.somebody.find(words).length > 0;
}

/** `What about Iran, do they have it there?`: the country is what is asked about. */
function pointsThere({ reading: { units, words, cues, asking } }: Case): boolean {
  const named = units.find(({ country }) => country !== null);
  if (named === undefined) return false;
  const isOpening = named.from < OPENING && cues.get("pronoun")?.some(({ from }) => from >= named.to) === true;
  return isOpening || words.slice(named.to).some(({ raw }) => asking.there.test(raw));
}

/** `Latvia money laundering risk`: a country and a topic, of which nothing but that country's can be meant. */
function namesNothingElse({ reading: { units, words, asking } }: Case): boolean {
  const named = units.filter(({ country }) => country !== null);
  const others = units.filter(({ country }) => country === null);
  const isOnWay = named.some(({ from }) => asking.bound.test(words[from - 1]?.raw ?? ""));
  if (named.length !== 1 || isOnWay || others.length > MOST_TOPICS) return false;
  return others.length > 0 && others.every(({ tokens }) => tokens.length > 0);
}

/** Of a country that is named, whatever it is that was asked of it. */
function isElsewhere(question: Case, reason: AbstentionReason): boolean {
  const { elsewhere } = question.reading;
  const isHome = namesHome(question.reading, question.lexicon);
  if (reason === "not-in-profile")
    return (
      elsewhere !== null || (!isHome && (asksOfThem(question) || pointsThere(question) || namesNothingElse(question)))
    );
  return elsewhere !== null && reason === "off-topic";
}

/** `Tajik police`, `does Uzbekistan have`: its institutions are asked about, not its border with this country. */
export function asksOfThem({ reading: { units, words }, lexicon }: Case): boolean {
  const isInstitution = ({ meanings, parts }: Unit): boolean =>
    meanings.some((name) => lexicon.institutions.has(name)) || parts.slice(0, 1).some(isInstitution);
  return units.some(
    ({ country, from, to }) =>
      country !== null &&
      (lexicon.asking["asked-of"].test(words[from - 1]?.raw ?? "") ||
        units.some((next) => next.from === to && isInstitution(next))),
  );
}

function reasonByWords(question: Case): AbstentionReason {
  const { countries, namesOwnCountry, everydayWords } = question.reading;
  if (countries.length > 0 && !namesHome(question.reading, question.lexicon)) return "another-country";
  if (namesLater(question) && hasSubject(question)) return "after-edition";
  return (hasSubject(question) || namesOwnCountry) && everydayWords === 0 ? "not-in-profile" : "off-topic";
}
