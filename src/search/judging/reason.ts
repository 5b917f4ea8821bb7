/** Why a question is not answered. */
import type { AbstentionReason } from "#core/reply.ts";
import type { Case } from "./judge.ts";
import type { Lexicon } from "#search/reading/lexicon.ts";
import { reasonOfExamples } from "./likeness.ts";
import type { QuestionReading } from "#search/reading/question.ts";

/** The reason of the examples that it is like, else what its words suggest. */
export function reasonFor({ reading, lexicon, nearness }: Case): AbstentionReason {
  const reason = reasonOfExamples(nearness);
  return reason === null ? reasonByWords(reading, lexicon) : withItsCountry(reason, reading);
}

/** Of a country that is named, whatever it is that was asked of it; of none, when none is. */
function withItsCountry(reason: AbstentionReason, reading: QuestionReading): AbstentionReason {
  const { namesOwnCountry, countries, elsewhere } = reading;
  if (reason === "another-country" && (namesOwnCountry || countries.length === 0)) return "not-in-profile";
  return elsewhere !== null && (reason === "off-topic" || reason === "not-in-profile") ? "another-country" : reason;
}

function reasonByWords(reading: QuestionReading, lexicon: Lexicon): AbstentionReason {
  if (reading.countries.length > 0 && !reading.namesOwnCountry) return "another-country";
  return (hasSubject(reading, lexicon) || reading.namesOwnCountry) && reading.everydayWords === 0
    ? "not-in-profile"
    : "off-topic";
}

/** Whether any of it could be in a profile at all. */
export function hasSubject({ units }: QuestionReading, { places }: Lexicon): boolean {
  return units.some(({ tokens, meanings, topics }) => {
    if (meanings.length > 0 && meanings.every((meaning) => places.has(meaning))) return false;
    return tokens.length > 0 || meanings.length > 0 || topics.length > 0;
  });
}

/** After what the edition describes. */
export function isLater({ reading, index }: Case): boolean {
  return reading.cues.has("later") || reading.years.some((year) => year > index.pack.edition);
}
