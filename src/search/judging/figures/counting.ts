/** How many: countries on one side of the one that is named, or scores by which one country is on one side of another. */
import type { CountedSide, FigureQuestion, FigureSubject, OrderAsked } from "#core/profile/figure-question.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import type { Case } from "#search/judging/case.ts";

/** `How many countries score higher than Ruritania?` */
export function countIn({ reading }: Case): { readonly asked?: OrderAsked } {
  const side = reading.namesOwnCountry ? sideCounted(reading) : null;
  return side === null ? {} : { asked: { kind: "count", side } };
}

/**
 * `How many countries score higher than Karvonia?`, `in how many indicators is Karvonia worse?`: null where nothing is counted, or
 * more than one country is named beside the own one.
 */
export function countAgainst(
  question: Case,
  { subject, edition }: { readonly subject: FigureSubject; readonly edition: number | null },
): FigureQuestion | null {
  const { reading } = question;
  const side = sideCounted(reading);
  const [other, ...more] = reading.countries;
  if (side === null || other === undefined || more.length > 0) return null;
  const countsNations = reading.words.some(({ raw }) => reading.asking.nations.test(raw));
  if (countsNations)
    return reading.namesOwnCountry
      ? null
      : { kind: "rank", subject, edition, of: other, asked: { kind: "count", side } };
  // Of one indicator there is nothing to count.
  if (subject.kind === "indicator") return null;
  const tally = { side, of: namedFirst(question, other) };
  return { kind: "compare", subject, countries: [other], edition, tally };
}

function sideCounted({ words, asking }: QuestionReading): CountedSide | null {
  const has = (list: "many" | "above" | "below" | "worse" | "better"): boolean =>
    words.some(({ raw }) => asking[list].test(raw));
  if (!has("many")) return null;
  if (has("worse")) return "worse";
  if (has("better")) return "better";
  return has("below") ? "lower" : has("above") ? "higher" : null;
}

/** The one that is set against the other: with the own one unnamed, that is the other. */
function namedFirst({ reading, index }: Case, other: string): string {
  const own = reading.words.findIndex(({ stem }) => index.ownStems.has(stem));
  const beside = reading.units.find(({ country }) => country === other)?.from ?? Number.POSITIVE_INFINITY;
  return reading.namesOwnCountry && own >= 0 && own < beside ? index.pack.slug : other;
}

/** `Is it worse than Karvonia?`, `is Karvonia worse?`: which of the two is said to be on which side; null where that is left open. */
export function claimAgainst(question: Case): { readonly side: CountedSide; readonly of: string } | null {
  const { reading, lexicon } = question;
  const { words, countries, asks, asking } = reading;
  const at = words.findIndex(({ raw }) => asking.against.test(raw));
  const side = SIDES.find(([list]) => asking[list].test(words[at]?.raw ?? ""))?.[1];
  const isOpen = words.some(({ raw }) => asking.open.test(raw) && !lexicon.than.includes(raw));
  if (!asks || isOpen || countries.length !== 1 || side === undefined) return null;
  const of = claimedOf(question, at);
  return of === null ? null : { side, of };
}

const CYRILLIC = /^\p{Script=Cyrillic}/u;

const SIDES = [
  ["worse", "worse"],
  ["better", "better"],
  ["below", "lower"],
  ["above", "higher"],
] as const;

/** The country that is said to be so, by the word at that place: the other one is behind a `than`. */
function claimedOf({ reading, lexicon, index }: Case, at: number): string | null {
  const { words, units, countries, asking, cues } = reading;
  const [other = null] = countries;
  const from = units.find(({ country }) => country === other)?.from ?? -1;
  const than = words.findIndex(({ raw }, place) => place > at && lexicon.than.includes(raw));
  if (than >= 0 && than <= from) return index.pack.slug;
  // In Russian and Kyrgyz the country stands where it likes, and no verb comes first.
  if (words.some(({ raw }, place) => place === at && CYRILLIC.test(raw))) return other;
  // `Is it higher in Karvonia than here?`
  if (from > at) return than >= 0 ? other : null;
  // `Compared with Karvonia, is it worse?`
  const isOpened = words.slice(0, 1).some(({ raw }) => asking.opening.test(raw));
  return isOpened && !cues.has("pronoun") ? other : null;
}
