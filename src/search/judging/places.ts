/** Questions that name another country: whether what is said of it here is what was asked. */
import type { Case } from "./judge.ts";
import type { Lexicon } from "#search/reading/lexicon.ts";
import type { Ranked } from "./rank.ts";
import type { QuestionReading, Unit } from "#search/reading/question.ts";
import { COVERAGE } from "#search/tuning.ts";

/** `Does Uzbekistan have ...`: it is asked about itself. */
const ASKED_OF = /^(?:does|do|did|has|have)$/u;

/** A country that is named must be in the answer: what holds here need not hold there. `least` is asked of any answer. */
export function placesCovered({ reading, index, lexicon }: Case, first: Ranked, least: number): boolean {
  const { units, words, elsewhere, countries } = reading;
  if (countries.length === 0) return true;
  if (!speaksOfCountries(reading, first)) return false;
  if (elsewhere !== null) {
    if (units.length === 1) return false;
    const neighbour = index.pack.figures.countries.some(({ slug }) => slug === elsewhere);
    return first.coverage >= (neighbour ? COVERAGE.nextDoor : COVERAGE.there);
  }
  // `Tajik police`: its institutions are asked about, not its border with this country.
  const theirs = units.some(
    ({ country, from, to }) =>
      country !== null &&
      (ASKED_OF.test(words[from - 1]?.raw ?? "") ||
        units.some((next) => next.from === to && isInstitution(next, lexicon))),
  );
  return first.coverage >= (theirs ? COVERAGE.there : least);
}

/** Whether the finding has every country that is named. */
export function speaksOfCountries({ units }: QuestionReading, { has }: Ranked): boolean {
  return units.every(({ country }, at) => country === null || (has[at] ?? 0) > COVERAGE.country);
}

function isInstitution({ meanings }: Unit, { institutions }: Lexicon): boolean {
  return meanings.some((meaning) => institutions.has(meaning));
}
