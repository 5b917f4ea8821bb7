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
