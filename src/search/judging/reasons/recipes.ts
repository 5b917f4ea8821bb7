/** Whether a question asks how to commit or go about a deed: routes to use, prices, how to hide, whom to pay. */
import type { AbstentionReason } from "#core/reply.ts";
import type { AskingPatterns } from "#search/reading/asking.ts";
import type { FoundPhrase } from "#search/reading/phrase-table.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import type { Word } from "#search/reading/words.ts";
import { neighboursNamed } from "#search/judging/figures/subjects.ts";
import type { Case, Verdict } from "#search/judging/case.ts";
import { abstain } from "#search/judging/refusal.ts";
import { hasSubject, isInPassing, namesLater } from "./reasons.ts";

/** So many words may stand between those that make one turn of phrase. */
const BETWEEN = 4;
/** What makes more of a price than a number. */
const DEALING = ["deed", "recipe", "first-person-how", "wish", "role", "cloak", "means", "evasion"] as const;
/** The meaning of people at large. */
const ANYBODY = "public";
/** An order of which the deed stands last is no longer. */
const BARE_ORDER = 5;
/** `So that the bank does not ask` */
const UNTIL_DENIED = 6;

/** It asks how to do it: routes to use, prices, how to hide, whom to pay. */
export function refuseRecipe(question: Case): Verdict | null {
  // `By how much is Karvonia worse on heroin?`
  if (isSetAgainst(question)) return null;
  if (isPriceAlone(question.reading) && isOfField(question)) return abstain(question, reasonOfPrice(question));
  if (!isRecipe(question)) return null;
  return abstain(question, isLaterDeed(question) ? "after-edition" : "operational-detail");
}

/** What is told of no time is, of a later one, later first of all. */
function reasonOfPrice(question: Case): AbstentionReason {
  if (isInPassing(question) && question.reading.everydayWords > 0) return "off-topic";
  return namesLater(question) ? "after-edition" : "not-in-profile";
}

/** What others did since is no advice to anybody. */
function isLaterDeed(question: Case): boolean {
  const { cues, years } = question.reading;
  return years.length > 0 && namesLater(question) && !cues.has("first-person-how") && !cues.has("wish");
}

function isRecipe(question: Case): boolean {
  const { reading } = question;
  const isDaily = reading.everydayWords > 0 && (!hasSubject(question) || isInPassing(question));
  if ((isDaily || !isOfField(question)) && !reading.cues.has("deed")) return false;
  if (reading.cues.has("price")) return !isPriceAlone(reading);
  const recipes = reading.cues.get("recipe") ?? [];
  if (recipes.some((recipe) => isAsked(recipe, reading))) return true;
  return isOfField(question) && meansToDo(reading);
}

function isAsked(recipe: FoundPhrase, reading: QuestionReading): boolean {
  return !isScore(recipe, reading) && !isOfOthers(recipe, reading) && !isCount(recipe, reading);
}

/** `Any idea how many were sacked?` counts. */
function isCount({ from, to }: FoundPhrase, { cues }: QuestionReading): boolean {
  return cues.get("amount")?.some((count) => from < count.from && count.from < to && to < count.to + 1) === true;
}

/** `Street price of heroin`: what it costs is told of nothing, and nobody says that he would buy. */
function isPriceAlone({ cues, words, asking }: QuestionReading): boolean {
  return cues.has("price") && !DEALING.some((cue) => cues.has(cue)) && !undertakes(words, asking);
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

/** `How did they get hold of it?`, `how do slave dealers get away with it?` */
function isOfOthers({ from }: FoundPhrase, { cues, units, words, asking }: QuestionReading): boolean {
  if (cues.get("pronoun")?.some(({ to }) => to === from) === true) return true;
  const others = units.find(({ to }) => to === from);
  // `How do people cook it?` is asked by whoever would.
  if (others === undefined || others.meanings.includes(ANYBODY) || cues.has("first-person-how")) return false;
  return asking.deeds.test(words[others.from - 1]?.raw ?? "");
}

/** `How do I make fake papers?`, whatever stands beside it; what is honest or scored is asked about in such words as well. */
function meansToDo({ cues, words, asking }: QuestionReading): boolean {
  const isMine = cues.has("first-person-how") || undertakes(words, asking);
  const isDeed = cues.has("deed");
  if (isDeed && (isMine || cues.has("role"))) return true;
  if (isHonest({ cues, words, asking }) || cues.has("score")) return false;
  return isMine || cues.has("role") || (isDeed && cues.has("wish")) || isDressed({ cues, words, asking });
}

/** In `how could it be split so that the bank does not report it?` the report is no honest one. */
function isHonest({ cues, words, asking }: Pick<QuestionReading, "words" | "asking" | "cues">): boolean {
  return cues.has("honest") && !(asksPassively(words, asking) && shunsNotice(words, asking));
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
      words.slice(at + 1, at + 1 + UNTIL_DENIED).some((word) => asking.denying.test(word.raw)),
  );
}

/** `Recruit couriers how`, `is it possible, and how?`: at its end; behind an order anywhere. */
function asksHow(
  words: readonly Word[],
  { asking, isOrder }: { readonly asking: AskingPatterns; readonly isOrder: boolean },
): boolean {
  const { whereby, which, circumstances, bids, opening } = asking;
  if (asksPassively(words, asking)) return true;
  const last = words.length > 1 ? words.slice(-1) : [];
  // `Unregistered pistol buy`
  const isBare = words.length <= BARE_ORDER;
  if (isBare && last.some(({ raw }) => bids.test(raw)) && !words.some(({ raw }) => opening.test(raw))) return true;
  return (isOrder ? words.slice(1) : last).some(
    ({ raw }) => whereby.test(raw) || (isOrder && (which.test(raw) || circumstances.test(raw))),
  );
}

/** `How could a payment be split?`: by whom is not said. */
function asksPassively(
  [how, could, ...more]: readonly Word[],
  { whereby, conditional, done }: AskingPatterns,
): boolean {
  const isAsked = whereby.test(how?.raw ?? "") && conditional.test(could?.raw ?? "");
  return isAsked && more.slice(0, UNTIL_DENIED).some(({ raw }) => done.test(raw));
}

/** To score heroin is one thing, its scores another, and so is its score in an edition or in two bare words. */
function isScore({ from, to }: FoundPhrase, { cues, words, years }: QuestionReading): boolean {
  const score = cues.get("score")?.find((found) => found.from === from);
  if (score === undefined) return false;
  return years.length > 0 || words.length === to - from || words[from]?.raw !== words[from]?.stem;
}
