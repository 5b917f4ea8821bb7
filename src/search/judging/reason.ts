/** Why a question is not answered. */
import type { AbstentionReason } from "#core/reply.ts";
import type { Case } from "./judge.ts";
import type { Lexicon } from "#search/reading/lexicon.ts";
import { listedReason } from "./likeness.ts";
import { placeWithin } from "./places.ts";
import type { Reading } from "#search/reading/question.ts";

/** The reason of the listed questions that it is like, else what its words suggest. */
export function reasonFor({ reading, lexicon, nearness }: Case): AbstentionReason {
  const listed = listedReason(nearness);
  return listed === null ? reasonByWords(reading, lexicon) : withItsCountry(listed, reading);
}

/** Of a country that is named, whatever it is that was asked of it; of none, when none is. */
function withItsCountry(listed: AbstentionReason, reading: Reading): AbstentionReason {
  const { own, countries } = reading;
  if (listed === "another-country" && (own || countries.length === 0)) return "not-in-profile";
  const elsewhere = placeWithin(reading) !== undefined && !own;
  return elsewhere && (listed === "off-topic" || listed === "not-in-profile") ? "another-country" : listed;
}

function reasonByWords(reading: Reading, lexicon: Lexicon): AbstentionReason {
  if (reading.countries.length > 0 && !reading.own) return "another-country";
  return (hasSubject(reading, lexicon) || reading.own) && reading.everyday === 0 ? "not-in-profile" : "off-topic";
}

/** Whether any of it could be in a profile at all. */
export function hasSubject({ units }: Reading, { places }: Lexicon): boolean {
  return units.some(({ tokens, meanings, topics }) => {
    if (meanings.length > 0 && meanings.every((meaning) => places.has(meaning))) return false;
    return tokens.length > 0 || meanings.length > 0 || topics.length > 0;
  });
}

/** After what the edition describes. */
export function isLater({ reading, index }: Case): boolean {
  return reading.cues.has("later") || reading.years.some((year) => year > index.pack.edition);
}
