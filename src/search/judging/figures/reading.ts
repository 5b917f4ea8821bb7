/** What exactly is asked of the figures: which of them, of what, in which edition, beside whom. */
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import type { FoundPhrase } from "#search/reading/phrase-table.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import { isAbsent } from "#search/reading/units.ts";
import type { Case } from "#search/judging/case.ts";
import { countAgainst, countIn } from "./counting.ts";
import { asksForExtreme, asksForOtherEnd, extremeOf } from "./extremes.ts";
import { measureOf, neighboursNamed, subjectIn } from "./subjects.ts";

/** The aspects that a trend and a score show. */
export const CHANGE = "rising-or-falling";
export const AMOUNT = "how-much";

/** Null when it asks for what has no figures. */
export function readFigures(question: Case): FigureQuestion | null {
  const { reading } = question;
  const { cues } = reading;
  const countries = neighboursNamed(question);
  const isForeign = countries.length === 0 && reading.countries.length > 0 && !reading.namesOwnCountry;
  if (isForeign || reading.units.some(isAbsent)) return null;
  const subject = subjectIn(question);
  const edition = editionIn(question);
  if (countries.length > 0)
    return (
      countAgainst(question, { subject, edition }) ?? {
        kind: "compare",
        subject,
        countries: reading.countries,
        edition,
      }
    );
  if (asksForRank(question)) return { kind: "rank", subject, edition, ...scopeOf(question), ...countIn(question) };
  if (cues.has("compare") && !comparesEditions(reading))
    return { kind: "compare", subject, countries: besideWhom(question), edition };
  if (asksForExtreme(question)) return extremeOf(question, edition);
  return comparesEditions(reading) ? { kind: "trend", subject } : { kind: "score", subject, edition };
}

/** `Which country has the most heroin in the world?`, where the world's figures are here. */
function scopeOf({ reading: { words, asking }, world }: Case): { readonly scope?: "world" } {
  const isOfWorld = world.countries.length > 0 && words.some(({ raw }) => asking.world.test(raw));
  return isOfWorld ? { scope: "world" } : {};
}

/** With nobody named, the neighbours are all of them; a country without a profile stands beside the one that has it. */
function besideWhom({ index: { pack }, world }: Case): readonly string[] {
  const others = pack.kind === "figures" ? world.countries.slice(0, 1) : pack.figures.countries.slice(1);
  return others.map(({ slug }) => slug);
}

/** The one that is named, else the newest where that is asked for; a score of a year that has none is said to be none. */
function editionIn(question: Case): number | null {
  const { reading, index } = question;
  const named = reading.years.find((year) => isEdition(year, question));
  if (named !== undefined) return named;
  const editions = index.pack.figures.countries[0]?.editions.map(({ edition }) => edition) ?? [];
  if (namesNewest(reading)) return editions.at(-1) ?? null;
  return reading.cues.has("score") ? (reading.years[0] ?? null) : null;
}

export function namesNewest({ words, asking }: QuestionReading): boolean {
  return words.some(({ raw }) => asking.newest.test(raw));
}

/** The order of the countries: `which country is worse`, `rank heroin`. */
export function asksForRank(question: Case): boolean {
  const { reading } = question;
  const { cues, words, units, asking } = reading;
  if (goesOnToOrder(question)) return true;
  const [first, second] = words;
  if (first?.raw === "rank" && units.some(({ from }) => from === 1) && second !== undefined) return true;
  return (
    cues.has("rank") && (cues.has("extreme") || cues.has("score") || words.some(({ raw }) => asking.order.test(raw)))
  );
}

function goesOnToOrder(question: Case): boolean {
  const { frame, reading } = question;
  if (frame === null || frame.shows === "findings") return false;
  return namesRegionAlone(reading) || (frame.shows === "order" && asksForOtherEnd(question));
}

/** `How far has it slid since the 2023 edition?`: what an edition has of another year are its scores. */
export function namesEditions({ reading, index }: Case): boolean {
  const { words, asking, units, aspects } = reading;
  const isScored = units.some(({ topics }) => topics.some((slug) => index.scored.has(slug)));
  const isOfThem =
    words.some(({ raw }) => asking.editions.test(raw)) && !words.some(({ raw }) => asking.said.test(raw));
  const isNamed = ({ from, to }: FoundPhrase): boolean =>
    units.some((unit) => unit.topics.length > 0 && unit.from <= from && to <= unit.to);
  const asksOther = aspects.some((phrase) => ![AMOUNT, CHANGE].includes(phrase.value) && !isNamed(phrase));
  return isOfThem && (isScored || measureOf(reading) !== null) && !asksOther;
}

/** `And in the region?` behind a score. */
export function namesRegionAlone({ words, units, asking }: QuestionReading): boolean {
  const isOfIt = ({ raw }: { readonly raw: string }): boolean => asking.region.test(raw);
  return words.some(isOfIt) && units.every(({ from, to }) => words.slice(from, to).some(isOfIt));
}

export function isEdition(year: number, { index }: Case): boolean {
  return index.pack.figures.countries[0]?.editions.some(({ edition }) => edition === year) ?? false;
}

function comparesEditions({ cues, hasDecimals, years, words, asking }: QuestionReading): boolean {
  if (words.some(({ raw }) => asking.before.test(raw))) return true;
  if (words.some(({ raw }) => asking.editions.test(raw)) && words.some(({ raw }) => asking.everything.test(raw)))
    return true;
  const moments = new Set(years).size + (words.some(({ raw }) => asking.now.test(raw)) ? 1 : 0);
  return cues.has("trend") || cues.has("like-for-like") || hasDecimals || moments > 1;
}
