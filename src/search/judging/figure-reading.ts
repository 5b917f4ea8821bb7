/** What exactly is asked of the figures: which of them, of what, in which edition, beside whom. */
import { subjectOf } from "#core/conversation/frame.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import type { Country, Measure, PillarSlug } from "#core/profile/profile.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import type { Unit } from "#search/reading/units.ts";
import { COVERAGE } from "#search/tuning.ts";
import type { Case } from "./case.ts";

const PILLARS: readonly PillarSlug[] = ["markets", "actors", "resilience"];
/** Meanings of up or down, better or worse. */
const CHANGES: ReadonlySet<string> = new Set(["spread", "decline", "improvement"]);

/** What the figures are asked of: the first of these that is there. */
const SUBJECTS: readonly ((question: Case) => FigureSubject | null)[] = [
  namedIndicator,
  namedMarket,
  namedMeasure,
  namedSection,
  namedPillar,
  subjectOfFrame,
  ambiguousIndicator,
  wholeCountry,
  indicatorOfFindings,
];

/** Null when it asks for what has no figures. */
export function readFigures(question: Case): FigureQuestion | null {
  const { reading, index } = question;
  const { cues } = reading;
  const countries = neighboursNamed(question);
  const isForeign = countries.length === 0 && reading.countries.length > 0 && !reading.namesOwnCountry;
  if (isForeign || reading.units.some(isAbsent)) return null;
  const subject = subjectIn(question);
  const edition = editionIn(question);
  if (countries.length > 0) return { kind: "compare", subject, countries: reading.countries, edition };
  if (asksForRank(question)) return { kind: "rank", subject, edition };
  // With nobody named, the neighbours are all of them.
  if (cues.has("compare") && !comparesEditions(reading))
    return { kind: "compare", subject, countries: slugsOf(index.pack.figures.countries.slice(1)), edition };
  if (asksForExtreme(question)) return extremeOf(question, edition);
  return comparesEditions(reading) ? { kind: "trend", subject } : { kind: "score", subject, edition };
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
export function asksForRank({ reading, leaning, frame }: Case): boolean {
  const { cues, words, units, asking } = reading;
  if (frame?.shows === "order" && asksForOtherEnd({ reading, leaning, frame })) return true;
  const [first, second] = words;
  if (first?.raw === "rank" && units.some(({ from }) => from === 1) && second !== undefined) return true;
  return (
    cues.has("rank") && (cues.has("extreme") || cues.has("score") || words.some(({ raw }) => asking.order.test(raw)))
  );
}

/** The most or the least of nothing narrower than a pillar or a section: markets, actors, crimes, indicators. */
export function asksForExtreme({ reading, index, leaning, frame }: Case): boolean {
  const { cues, units, words, asking } = reading;
  if (!cues.has("extreme")) return false;
  if (asksForOtherEnd({ reading, leaning, frame })) return true;
  const isPart = (slug: string): boolean => isPillar(slug) || index.pillarOf.has(slug);
  return (
    units.every((unit) => unit.country === null && (unit.topics.some(isPart) || isGeneral(unit, reading))) &&
    (units.length > 0 || words.some(({ raw }) => asking.general.test(raw) || asking.everything.test(raw)))
  );
}

/** `And the lowest?` behind figures. */
export function asksForOtherEnd({ reading, leaning, frame }: Pick<Case, "reading" | "leaning" | "frame">): boolean {
  if (frame === null || leaning.kind === "none" || !reading.cues.has("extreme") || reading.units.length > 0)
    return false;
  return frame.shows !== "findings" || leaning.topics.some(isPillar);
}

export function isEdition(year: number, { index }: Case): boolean {
  return index.pack.figures.countries[0]?.editions.some(({ edition }) => edition === year) ?? false;
}

function slugsOf(countries: readonly Country[]): readonly string[] {
  return countries.map(({ slug }) => slug);
}

export function neighboursNamed({ reading, index }: Case): readonly Country[] {
  return index.pack.figures.countries.slice(1).filter(({ slug }) => reading.countries.includes(slug));
}

export function measureOf({ words, asking }: QuestionReading): Measure | null {
  return asking.measures.find(([, pattern]) => words.some(({ raw }) => pattern.test(raw)))?.[0] ?? null;
}

/** Up or down, better or worse. */
export function tellsChange({ meanings }: Unit): boolean {
  return meanings.some((meaning) => CHANGES.has(meaning));
}

/** Of nothing narrower than a pillar. */
export function isWide(unit: Unit, reading: QuestionReading): boolean {
  return unit.topics.some(isPillar) || isGeneral(unit, reading);
}

function isGeneral({ from, to }: Unit, { words, asking }: QuestionReading): boolean {
  return words.slice(from, to).every(({ raw }) => asking.general.test(raw));
}

/** A subject that the vocabulary knows and the pack has not: another index, a football match. */
function isAbsent({ tokens, meanings, everyday, topics }: Unit): boolean {
  return tokens.length === 0 && topics.length === 0 && (meanings.length > 0 || everyday);
}

export function isPillar(slug: string): slug is PillarSlug {
  return PILLARS.some((pillar) => pillar === slug);
}

function comparesEditions({ cues, hasDecimals, years, words, asking }: QuestionReading): boolean {
  if (words.some(({ raw }) => asking.before.test(raw))) return true;
  const moments = new Set(years).size + (words.some(({ raw }) => asking.now.test(raw)) ? 1 : 0);
  return cues.has("trend") || cues.has("like-for-like") || hasDecimals || moments > 1;
}

function extremeOf({ reading, index, leaning, frame }: Case, edition: number | null): FigureQuestion {
  const goesOn = asksForOtherEnd({ reading, leaning, frame });
  const measure = measureOf(reading) ?? (goesOn ? (frame?.measure ?? null) : null);
  const topics = goesOn && leaning.kind !== "none" ? leaning.topics : topicsOf(reading);
  const named = topics.find((slug) => index.pillarOf.has(slug)) ?? null;
  const isOfMarkets = reading.words.some(({ raw }) => reading.asking.crimes.test(raw));
  const pillar =
    (named === null ? null : index.pillarOf.get(named)) ??
    (measure === null || measure === "criminality" ? (isOfMarkets ? "markets" : null) : measure);
  // A pillar that is one section is asked for as the pillar.
  const section = [...index.pillarOf.values()].filter((of) => of === pillar).length > 1 ? named : null;
  // What is worst is lowest where a high score is better.
  const isLowest = reading.cues.has("weakest") || (pillar === "resilience" && !reading.cues.has("strongest"));
  return { kind: "extreme", pillar, section, end: isLowest ? "lowest" : "highest", edition };
}

function subjectIn(question: Case): FigureSubject {
  for (const find of SUBJECTS) {
    const subject = find(question);
    if (subject !== null) return subject;
  }
  return { kind: "headline", measure: null };
}

/** The topics of its subject. */
function topicsOf({ units }: QuestionReading): readonly string[] {
  return units.flatMap(({ topics }) => topics);
}

/** The topics of its subject, then those of ordinary words. */
function allTopicsOf(reading: QuestionReading): readonly string[] {
  return [...topicsOf(reading), ...reading.topics];
}

/** A measure is meant rather than an indicator that ordinary words name. */
function namedIndicator({ reading, index }: Case): FigureSubject | null {
  const slug = allTopicsOf(reading).find((topic) => index.scored.has(topic));
  if (slug === undefined) return null;
  return measureOf(reading) === null || topicsOf(reading).includes(slug) ? { kind: "indicator", slug } : null;
}

function namedMarket({ reading, index }: Case): FigureSubject | null {
  const slug = topicsOf(reading).find((topic) => index.pillarOf.get(topic) === "markets");
  return slug === undefined ? null : { kind: "section", slug };
}

function namedMeasure({ reading }: Case): FigureSubject | null {
  const measure = measureOf(reading);
  return measure === null ? null : { kind: "headline", measure };
}

function namedSection({ reading, index }: Case): FigureSubject | null {
  const slug = allTopicsOf(reading).find((topic) => index.pillarOf.has(topic));
  return slug === undefined ? null : { kind: "section", slug };
}

function namedPillar({ reading }: Case): FigureSubject | null {
  const measure = allTopicsOf(reading).find(isPillar);
  return measure === undefined ? null : { kind: "headline", measure };
}

function subjectOfFrame({ leaning, frame, index }: Case): FigureSubject | null {
  if (leaning.kind === "none" || frame === null) return null;
  return subjectOf({ ...frame, topics: leaning.topics }, (slug) => index.scored.has(slug));
}

/** A word that fits several indicators: the most apt one. */
function ambiguousIndicator({ reading, index, lexicon }: Case): FigureSubject | null {
  const found = lexicon.ambiguous.find(reading.words).find(({ value }) => index.scored.has(value));
  return found === undefined ? null : { kind: "indicator", slug: found.value };
}

/** Nothing is named but that something changed. */
function wholeCountry({ reading }: Case): FigureSubject | null {
  const changes = (["trend", "like-for-like"] as const).flatMap((cue) => reading.cues.get(cue) ?? []);
  const isManner = (unit: Unit): boolean => changes.some(({ from, to }) => from <= unit.from && unit.to <= to);
  const namesNothing = reading.units.every((unit) => tellsChange(unit) || isWide(unit, reading) || isManner(unit));
  return namesNothing ? { kind: "headline", measure: null } : null;
}

/** What the best finding is about, unless only places are named: beside a neighbour it would be about the neighbour. */
function indicatorOfFindings(question: Case): FigureSubject | null {
  const { reading, index, lexicon, ranking } = question;
  if (neighboursNamed(question).length > 0) return null;
  const [best] = ranking.ranked;
  if (best === undefined || best.coverage <= COVERAGE.figureSubject || !index.scored.has(best.indicator)) return null;
  const isPlaceOnly = reading.units.every(({ meanings }) => meanings.some((meaning) => lexicon.places.has(meaning)));
  return isPlaceOnly ? null : { kind: "indicator", slug: best.indicator };
}
