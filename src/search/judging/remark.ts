/** What is said to others in a conversation and asks nothing: `Interesting, I'll put that in the second paragraph`. */
import type { Cue } from "#core/profile/vocabulary.ts";
import { isEdition } from "#search/judging/figures/reading.ts";
import type { AskingPatterns } from "#search/reading/asking.ts";
import type { Word } from "#search/reading/words.ts";
import type { Case, Verdict } from "./case.ts";
import { OPENINGS } from "./leaning.ts";

/** `This`, `and then` go on with what was said. */
const FEWEST_WORDS = 3;
/** A word that the profile happens to have may stand in it: `adding it to my notes`. */
const MOST_TOLD = 1;
/** Turns of phrase that ask, besides those that need nothing but a topic. */
const ASKING: readonly Cue[] = ["more", "who", "identity", "price", "recipe", "first-person-how", "later"];

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
