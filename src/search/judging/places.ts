/** Whether a finding holds of the places that a question names. */
import { COVERAGE } from "#search/tuning/answering.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import { readWords } from "#search/reading/words.ts";
import { tellsAsked } from "./told.ts";
import type { Case, Ranked } from "./case.ts";
import { asksOfThem } from "#search/judging/reasons/reasons.ts";

/** The meaning of what is of the country itself. */
const OWN = "local";

/** A country that is named must be in the answer: what holds here need not hold there. */
export function isOfItsCountry(question: Case, best: Ranked): boolean {
  const { reading, index } = question;
  const { units, elsewhere, countries } = reading;
  if (isInPlaceAbroad(question)) return false;
  if (countries.length === 0) return true;
  if (!speaksOfCountries(reading, best)) return !asksOfOthersThere(question, best) && saysWhere(question, best);
  if (elsewhere !== null) {
    if (units.length === 1 || tellsSomethingElse(question, best)) return false;
    if (!namesInText(question, best, elsewhere)) return false;
    const isNeighbour = index.pack.figures.countries.some(({ slug }) => slug === elsewhere);
    return best.coverage >= (isNeighbour ? COVERAGE.nextDoor : COVERAGE.there);
  }
  return best.coverage >= (asksOfThem(question) ? COVERAGE.there : COVERAGE.first);
}

/** `Karvonia's routes`: what may be searched for by its name need not be told of it. */
function namesInText({ index, lexicon }: Case, { position }: Ranked, country: string): boolean {
  const words = readWords(index.pack.findings[position]?.text ?? "", lexicon.stemmer);
  return lexicon.countries.find(words).some(({ value }) => value === country);
}

/** What is asked of another country is told of it, and of no town of it that is named; `can nationals work there` is asked of one's own. */
export function isToldOfThere(question: Case, { coverage }: Ranked): boolean {
  const { elsewhere, units } = question.reading;
  const isOfOwn = units.some(({ meanings }) => meanings.includes(OWN));
  return !isInPlaceAbroad(question) && (elsewhere === null || isOfOwn || coverage >= COVERAGE.there);
}

/** `Gangs in Tashkent`: its towns have no finding of their own. */
function isInPlaceAbroad({ reading: { units, words, asking, namesOwnCountry }, lexicon }: Case): boolean {
  if (namesOwnCountry) return false;
  const isOfThem = (at: number): boolean =>
    units.some(({ to, meanings }) => to === at && meanings.some((meaning) => lexicon.institutions.has(meaning)));
  return lexicon.abroad
    .find(words)
    .some(({ from }) => asking.within.test(words[from - 1]?.raw ?? "") && isOfThem(from - 1));
}

/** `Who leads the gangs in Tajikistan?`: who is in the gangs here does not answer it. */
function tellsSomethingElse({ asked, index }: Case, { position }: Ranked): boolean {
  const finding = index.pack.findings[position];
  return asked.aspects.length > 0 && finding !== undefined && tellsAsked(finding, asked) === null;
}

/** `Who controls the routes through Tajikistan?`: where they lead is told, and not who controls them. */
function asksOfOthersThere(question: Case, best: Ranked): boolean {
  const isExact = question.asked.aspects.some((aspect) => question.lexicon.exact.has(aspect));
  return isExact && tellsSomethingElse(question, best);
}

/** Aspects that ask for a way: a country right behind their words is on it. */
const WAYS: ReadonlySet<string> = new Set(["where-from", "where-to", "through-where"]);

/** `Do most go to Italy?`: where they go is told, though Italy is not. */
export function saysWhere(
  { reading: { units, words, asking, aspects }, index, ranking: { weights } }: Case,
  best: Ranked,
): boolean {
  if (index.tells.place[best.position] !== true) return false;
  const abroad = units.flatMap(({ country }, at) => (country === null ? [] : [at]));
  const isBound = (at: number): boolean => {
    const { from = 0, to = 0 } = units[at] ?? {};
    const isLed = [from - 1, ...(to - from > 1 ? [from] : [])].some((place) =>
      asking.bound.test(words[place]?.raw ?? ""),
    );
    const isOnWay = aspects.some(({ value, to: end }) => WAYS.has(value) && end === from);
    return isLed || isOnWay || (abroad.includes(at - 1) && asking.joints.test(words[from - 1]?.raw ?? ""));
  };
  const others = [...units.keys()].filter((at) => !abroad.includes(at));
  const sum = (parts: readonly number[]): number => parts.reduce((all, part) => all + part, 0);
  const covered = sum(others.map((at) => (best.shares[at] ?? 0) * (weights[at] ?? 0)));
  return abroad.every(isBound) && covered >= COVERAGE.there * sum(others.map((at) => weights[at] ?? 0));
}

/** Whether the finding has every country that is named. */
export function speaksOfCountries({ units }: QuestionReading, { shares }: Ranked): boolean {
  return units.every(({ country }, at) => country === null || (shares[at] ?? 0) > COVERAGE.country);
}
