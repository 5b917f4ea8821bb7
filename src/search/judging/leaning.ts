/** How far a question leans on what its conversation was about; what is said there and asks nothing. */
import type { Cue } from "#core/profile/vocabulary.ts";
import { ofEnd, ofGroup, type Frame } from "#core/conversation/frame.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import { FOLLOW_UP } from "#search/tuning/threads.ts";
import { isOfAspect } from "./aspects.ts";
import type { AskingPatterns } from "#search/reading/asking.ts";
import type { Word } from "#search/reading/words.ts";
import type { Case, Evidence, Leaning, Verdict } from "./case.ts";
import { isEdition, namesNewest } from "#search/judging/figures/reading.ts";
import { isPillar, namesCountriesAlone } from "#search/judging/figures/subjects.ts";

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
  "who",
  "why",
] as const;

/** `This`, `and then` go on with what was said. */
const FEWEST_WORDS = 3;
/** A word that the profile happens to have may stand in it: `adding it to my notes`. */
const MOST_TOLD = 1;
/** More words would be of something. */
const MOST_BESIDE_OPEN = 2;
/** Turns of phrase that ask, besides those that need nothing but a topic. */
const ASKING: readonly Cue[] = ["more", "who", "identity", "price", "recipe", "first-person-how", "later"];

export function leansOn({ frame, reading, index, lexicon }: Evidence): Leaning {
  if (frame === null || leavesSubject(reading, lexicon)) return { kind: "none" };
  // A later version of the content may have a topic no more.
  const topics = meantIn(frame, reading).filter(
    (slug) => index.scored.has(slug) || index.pillarOf.has(slug) || isPillar(slug),
  );
  const isTied = isTiedTo(frame, reading);
  if (hasSubjectOfItsOwn(reading, frame)) return isTied ? { kind: "tied", topics } : { kind: "none" };
  // Courtesy, laughter and greetings ask about nothing, in a thread as elsewhere.
  if (!isTied && !asksSomething(frame, reading)) return { kind: "none" };
  const isAlone = isTied || reading.units.length < FOLLOW_UP.units;
  return { kind: isAlone ? "alone" : "tied", topics };
}

/** Another end or edition is asked of all that has an end; whatever else, of what stands there. */
function meantIn(frame: Frame, reading: QuestionReading): readonly string[] {
  if (reading.cues.has("score")) return ofEnd(frame).topics;
  if (reading.cues.has("extreme")) return ofGroup(frame).topics;
  return reading.years.length > 0 || namesNewest(reading) ? frame.topics : ofEnd(frame).topics;
}

/** `Moving on: who runs the prisons?`, said in whichever of its sentences. */
function leavesSubject({ sentences }: QuestionReading, { cues }: Evidence["lexicon"]): boolean {
  const leaving: Cue = "new-subject";
  return sentences.some((words) => cues.find(words).some(({ value }) => value === leaving));
}

function isTiedTo(frame: Frame, reading: QuestionReading): boolean {
  const isOfFigures = frame.shows !== "findings" || reading.years.length > 0;
  return (
    reading.cues.has("follow-up") ||
    reading.corrects ||
    ((isOfFigures || namesCountriesAlone(reading)) && namesOtherOnly(reading))
  );
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
function hasSubjectOfItsOwn(reading: QuestionReading, { shows }: Frame): boolean {
  const { units, cues, words, asking } = reading;
  // `Тажикстанда начарыраакпы?` behind figures
  const isAgainst = shows !== "findings" && words.some(({ raw }) => asking.against.test(raw));
  const asksFigures = isAgainst || cues.has("score") || cues.has("compare") || cues.has("rank");
  return units.some((unit) => {
    const { topics, country } = unit;
    if (isOfAspect(unit, reading)) return false;
    return topics.length > 0 || (!asksFigures && country !== null);
  });
}

/** An edition, the country itself behind figures, a word that the profile knows, an aspect, or an opening. */
function asksSomething(frame: Frame, reading: QuestionReading): boolean {
  const { units, cues, aspects, years } = reading;
  if (years.length > 0 || namesNewest(reading) || isBareQuestion(reading)) return true;
  if (frame.shows !== "findings" && reading.namesOwnCountry) return true;
  return aspects.length > 0 || units.some(({ tokens }) => tokens.length > 0) || OPENINGS.some((cue) => cues.has(cue));
}

/** `Which ones?`, `how?` */
function isBareQuestion({ units, words, everydayWords, asking }: QuestionReading): boolean {
  const [first, ...others] = words;
  const isOpen = first !== undefined && asking.open.test(first.raw);
  return isOpen && units.length === 0 && everydayWords === 0 && others.length <= MOST_BESIDE_OPEN;
}

/** What is said to others in a conversation and asks nothing: `Interesting, I'll put that in the second paragraph`. */
export function passOverRemark(question: Case): Verdict | null {
  const { frame, reading } = question;
  if (frame === null || reading.asks || reading.words.length < FEWEST_WORDS) return null;
  return asksNothing(question) && namesNothing(question) ? { kind: "remark" } : null;
}

function asksNothing({ reading: { cues, aspects, words, asking } }: Case): boolean {
  if (aspects.length > 0 || [...OPENINGS, ...ASKING].some((cue) => cues.has(cue))) return false;
  if (words.some(({ raw }, at) => asking.supposing.test(raw) && isOfAskerAt(words[at - 1], asking))) return false;
  return words.some(({ raw }) => asking.asker.test(raw)) || !words.some(({ raw }) => asking.open.test(raw));
}

/** `I think` begins with the verb where the language lets the pronoun be left out. */
function isOfAskerAt(before: Word | undefined, asking: AskingPatterns): boolean {
  return before === undefined || asking.asker.test(before.raw);
}

/** No topic, country or edition; of who says it a little more may be said. */
function namesNothing(question: Case): boolean {
  const { units, words, asking, years, namesOwnCountry, cues } = question.reading;
  if (namesOwnCountry || years.some((year) => isEdition(year, question))) return false;
  if (units.some(({ topics, country }) => topics.length > 0 || country !== null)) return false;
  const isOfAsker = words.some(({ raw }) => asking.asker.test(raw));
  const told = units.filter(({ tokens, meanings }) => tokens.length > 0 || meanings.length > 0).length;
  return told === 0 ? isOfAsker || cues.has("pronoun") : isOfAsker && told <= MOST_TOLD;
}
