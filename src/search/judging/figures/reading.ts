/** What exactly is asked of the figures: which of them, of what, in which edition, beside whom. */
import type { FigureQuestion, FigureSubject, OrderAsked } from "#core/profile/figure-question.ts";
import type { Country } from "#core/profile/profile.ts";
import type { FoundPhrase } from "#search/reading/phrase-table.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import { isAbsent } from "#search/reading/units.ts";
import type { Case } from "#search/judging/case.ts";
import { claimAgainst, countAgainst, countIn } from "./counting.ts";
import { asksForExtreme, asksForOtherEnd, endMeant, extremeOf } from "./extremes.ts";
import { asksOfOthers, measureOf, neighboursNamed, subjectIn, tellsChange } from "./subjects.ts";

/** The aspects that a trend and a score show. */
export const CHANGE = "rising-or-falling";
export const AMOUNT = "how-much";

/** Null when it asks for what has no figures. */
export function readFigures(question: Case): FigureQuestion | null {
  const { reading } = question;
  const { cues } = reading;
  if (reading.units.some(isAbsent)) return null;
  const countries = neighboursNamed(question);
  const subject = subjectIn(question);
  const edition = editionIn(question);
  if (countries.length === 0 && isForeign(reading)) return ofOthers(question, { subject, edition });
  if (countries.length > 0) return besideNamed(question, countries, { subject, edition });
  if (asksForRank(question))
    return { kind: "rank", subject, edition, ...scopeOf(question), ...endIn(question, subject), ...countIn(question) };
  if (cues.has("compare") && !comparesEditions(reading))
    return { kind: "compare", subject, countries: besideWhom(question), edition };
  if (asksForExtreme(question)) return extremeOf(question, edition);
  return comparesEditions(reading) || reading.units.some(tellsChange)
    ? { kind: "trend", subject, ...rangeIn(question) }
    : { kind: "score", subject, edition };
}

function isForeign({ countries, namesOwnCountry }: QuestionReading): boolean {
  return countries.length > 0 && !namesOwnCountry;
}

/** Of whom there are no figures is said, and what the own country's are. */
function ofOthers(question: Case, asked: Subject): FigureQuestion | null {
  return asksOfOthers(question) ? { kind: "compare", ...asked, countries: question.reading.countries } : null;
}

interface Subject {
  readonly subject: FigureSubject;
  readonly edition: number | null;
}

/** The place of the one that is named, how many stand before or behind it, or both sides. */
function besideNamed(question: Case, [named, ...more]: readonly Country[], asked: Subject): FigureQuestion {
  if (named !== undefined && more.length === 0 && asksForPlaceOf(question))
    return { kind: "rank", ...asked, of: named.slug, ...scopeOf(question) };
  const claim = more.length === 0 ? claimAgainst(question) : null;
  const comparison = { kind: "compare", ...asked, countries: question.reading.countries } as const;
  return countAgainst(question, asked) ?? (claim === null ? comparison : { ...comparison, claim });
}

/** `Tajikistan's rank for heroin?`: its own place, not the two beside each other. */
function asksForPlaceOf({ reading: { cues, namesOwnCountry, words, asking } }: Case): boolean {
  const has = (list: "against" | "placed"): boolean => words.some(({ raw }) => asking[list].test(raw));
  return has("placed") && !cues.has("compare") && !has("against") && !namesOwnCountry;
}

/** `Which country has the worst score for heroin?`: who stands at that end. */
function endIn(question: Case, subject: FigureSubject): { readonly asked?: OrderAsked } {
  const { reading } = question;
  if (!reading.cues.has("extreme") || reading.namesOwnCountry) return {};
  return { asked: { kind: "at", place: 1, end: endMeant(reading, highOf(subject, question)) } };
}

function highOf(subject: FigureSubject, { index }: Case): "worse" | "better" {
  const slug = subject.kind === "headline" ? subject.measure : subject.slug;
  return index.highIsBetter.has(slug ?? "") ? "better" : "worse";
}

/** `Since 2023`, `between 2021 and 2023`: the editions that are named; all of them where none is. */
function rangeIn(question: Case): { readonly from?: number; readonly to?: number } {
  const { years, words, asking } = question.reading;
  const named = [...new Set(years.filter((year) => isEdition(year, question)))].toSorted((one, other) => one - other);
  const [from, ...later] = named;
  const isSince = words.some(({ raw }) => asking.since.test(raw));
  if (from === undefined || (later.length === 0 && !isSince)) return {};
  const to = later.at(-1);
  return to === undefined ? { from } : { from, to };
}

/** `Which country has the most heroin in the world?` */
function scopeOf({ reading: { words, asking } }: Case): { readonly scope?: "world" } {
  const isOfWorld = words.some(({ raw }) => asking.world.test(raw));
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
