/** What figures are asked of: an indicator, a section, a measure of the whole country. */
import { subjectOf } from "#core/conversation/frame.ts";
import type { FigureSubject } from "#core/profile/figure-question.ts";
import { PILLAR_SLUGS, type Country, type Measure, type PillarSlug } from "#core/profile/profile.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import type { Unit } from "#search/reading/units.ts";
import { COVERAGE } from "#search/tuning/answering.ts";
import type { Case } from "#search/judging/case.ts";

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

export function subjectIn(question: Case): FigureSubject {
  for (const find of SUBJECTS) {
    const subject = find(question);
    if (subject !== null) return subject;
  }
  return { kind: "headline", measure: null };
}

/** The topics of its subject. */
export function topicsOf({ units }: QuestionReading): readonly string[] {
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
  const isOfCountry = (phrase: { readonly from: number; readonly to: number }): boolean =>
    reading.units.some(({ country, from, to }) => country !== null && from <= phrase.from && phrase.to <= to);
  const found = lexicon.ambiguous
    .find(reading.words)
    .find((phrase) => index.scored.has(phrase.value) && !isOfCountry(phrase));
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
  if (neighboursNamed(question).length > 0 || (reading.countries.length > 0 && asksOfOthers(question))) return null;
  const [best] = ranking.ranked;
  if (best === undefined || best.coverage <= COVERAGE.figureSubject || !index.scored.has(best.indicator)) return null;
  const isPlaceOnly = reading.units.every(({ meanings }) => meanings.some((meaning) => lexicon.places.has(meaning)));
  return isPlaceOnly ? null : { kind: "indicator", slug: best.indicator };
}

/** Those with figures: the pack's neighbours, and countries from elsewhere where figures are what is asked for. */
export function neighboursNamed(question: Case): readonly Country[] {
  const { reading, index, world, lexicon } = question;
  const beside = index.pack.figures.countries.slice(1);
  const isApart = (slug: string): boolean => !beside.some((country) => country.slug === slug);
  // By its name: its people, its goods and its towns are what findings speak of.
  const named = asksOfFigures(question) ? lexicon.names.find(reading.words).map(({ value }) => value) : [];
  // `Why from Ruritania rather than from elsewhere?` compares ways, not scores.
  const isCompared = reading.cues.has("compare") && !reading.cues.has("why");
  const elsewhere = reading.countries.filter(
    (slug) => named.includes(slug) && isApart(slug) && (isCompared || !isBound(slug, reading)),
  );
  return [
    ...beside.filter(({ slug }) => reading.countries.includes(slug)),
    ...elsewhere.flatMap((slug) => world.find(slug) ?? []),
  ];
}

/** Whether figures are asked of countries that there are none of, which nothing goes to or comes from. */
export function asksOfOthers(question: Case): boolean {
  const { reading } = question;
  const { cues, words, asking } = reading;
  const isAsked = cues.has("compare") || cues.has("score") || words.some(({ raw }) => asking.against.test(raw));
  return isAsked && asksOfFigures(question) && !reading.countries.some((slug) => isBound(slug, reading));
}

/** Not by another word for it. */
export function isIndicatorsName({ from, to, topics }: Unit, { words }: QuestionReading): boolean {
  const name = words.slice(from, to).map(({ raw }) => raw);
  return topics.some((slug) => slug.startsWith(name.join("-")));
}

/** Something goes there, or comes from there. */
export function isBound(slug: string, { units, words, asking }: QuestionReading): boolean {
  return units.some(({ country, from }) => country === slug && asking.bound.test(words[from - 1]?.raw ?? ""));
}

/** A country from elsewhere is named for many a reason: as where things go to, or come from. */
function asksOfFigures(question: Case): boolean {
  const { reading, frame, leaning, lexicon } = question;
  const { cues, words, asking, units } = reading;
  // The police in Canada are none of a score's, as those of the neighbours are not, but for an indicator by its own name.
  const isOfThem = units.some(
    (unit) => unit.meanings.some((name) => lexicon.institutions.has(name)) && !isIndicatorsName(unit, reading),
  );
  const isAgainst = words.some(({ raw }) => asking.against.test(raw));
  // `Worse than in Chile`
  if (isOfThem && !cues.has("score") && !(isAgainst && cues.has("compare"))) return false;
  if (cues.has("compare") || cues.has("score") || isAgainst) return true;
  const isOfFrame = frame !== null && (frame.shows !== "findings" || namesCountriesAlone(question.reading));
  return isOfFrame && leaning.kind !== "none";
}

/** `Karvonia?` */
export function namesCountriesAlone({ units }: QuestionReading): boolean {
  return units.length > 0 && units.every(({ country }) => country !== null);
}

export function measureOf({ words, asking, cues }: QuestionReading): Measure | null {
  const pointing = cues.get("pronoun") ?? [];
  // `This market` is the one that was spoken of.
  const own = words.filter((_, at) => !pointing.some(({ from, to }) => to - from > 1 && from <= at && at < to));
  return asking.measures.find(([, pattern]) => own.some(({ raw }) => pattern.test(raw)))?.[0] ?? null;
}

/** Up or down, better or worse. */
export function tellsChange({ meanings }: Unit): boolean {
  return meanings.some((meaning) => CHANGES.has(meaning));
}

/** Of nothing narrower than a pillar. */
export function isWide(unit: Unit, reading: QuestionReading): boolean {
  return unit.topics.some(isPillar) || isGeneral(unit, reading);
}

export function isGeneral({ from, to }: Unit, { words, asking }: QuestionReading): boolean {
  return words.slice(from, to).every(({ raw }) => asking.general.test(raw));
}

export function isPillar(slug: string): slug is PillarSlug {
  return PILLAR_SLUGS.some((pillar) => pillar === slug);
}
