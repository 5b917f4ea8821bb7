/** Questions that figures answer: scores, ranks, changes over the editions, neighbours, the worst and the best. */
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import type { Measure, PillarSlug } from "#core/profile/profile.ts";
import type { Leaning } from "./follow-up.ts";
import type { Case } from "./judge.ts";
import type { Ranking } from "./rank.ts";
import type { QuestionReading, Unit } from "#search/reading/question.ts";
import { COVERAGE, LIKENESS } from "#search/tuning.ts";

const PILLARS: readonly PillarSlug[] = ["markets", "actors", "resilience"];

/** Whether it asks for figures rather than for what the profile said. */
export function asksFigures(question: Case, leaning: Leaning): boolean {
  const { reading, index } = question;
  const { cues } = reading;
  if (isLikeFigures(question)) return true;
  if (cues.has("score") || cues.has("like-for-like") || reading.hasDecimals) return true;
  if (reading.years.some((year) => year > index.pack.edition && !isEdition(year, question))) return false;
  if (cues.has("later")) return false;
  if (new Set(reading.years.filter((year) => isEdition(year, question))).size > 1) return true;
  if (countriesOf(question).length > 0 && (cues.has("compare") || reading.words.some(({ raw }) => AGAINST.test(raw))))
    return true;
  if (cues.has("compare") && comparesWhole(question)) return true;
  if (cues.has("extreme") && isGeneral(reading, question)) return true;
  if (
    measureOf(reading) !== null &&
    reading.units.some(isChange) &&
    reading.units.every((unit) => isChange(unit) || isWide(unit, reading))
  ) {
    return true;
  }
  // What another edition said is not here; what it scored is.
  if (reading.words.some(({ raw }) => SAID.test(raw))) return cues.has("trend") && !hasAspect(reading);
  const edition = reading.years.some((year) => year !== index.pack.edition && isEdition(year, question));
  if (edition && reading.units.length === 0) return leaning.kind === "alone";
  if (edition && !hasAspect(reading)) return reading.units.filter(({ topics }) => topics.length > 0).length < 2;
  return cues.has("trend") && !hasAspect(reading);
}

/** Like the examples of the figures, more than like any other. */
function isLikeFigures({ nearness, reading }: Case): boolean {
  const { cues, countries, namesOwnCountry } = reading;
  // Another country's affairs are not asked for by its name alone.
  if (countries.length > 0 && !namesOwnCountry && !cues.has("compare") && !cues.has("score")) return false;
  if (nearness === null || nearness.figures < LIKENESS.figures || nearness.figures < nearness.refused) return false;
  const named = measureOf(reading) !== null || cues.has("score");
  return nearness.figures > Math.max(...nearness.findings) + (named ? 0 : LIKENESS.figuresNearer);
}

/** The country beside its neighbours, in nothing narrower than a measure. */
function comparesWhole({ reading, lexicon }: Case): boolean {
  const isPlace = ({ meanings }: Unit): boolean => meanings.some((meaning) => lexicon.places.has(meaning));
  const several = reading.cues.get("compare")?.some(({ from, to }) => to - from > 1) ?? false;
  return (
    (several || reading.units.some(isPlace)) && reading.units.every((unit) => isWide(unit, reading) || isPlace(unit))
  );
}

/** Null when it names nothing that has figures. */
export function readFigures(question: Case, leaning: Leaning, ranking: Ranking): FigureQuestion | null {
  const { reading } = question;
  const { cues } = reading;
  const subject = subjectOf(question, leaning, ranking);
  if (subject === null || reading.units.some(isElsewhere)) return null;
  const asked = reading.years.find((year) => isEdition(year, question)) ?? null;
  const countries = countriesOf(question);
  const strangers = reading.countries.some((slug) => !countries.some((country) => country.slug === slug));
  if (strangers && countries.length === 0 && !reading.namesOwnCountry) return null;
  if (countries.length > 0) return { kind: "compare", subject, countries, edition: asked };
  // With nobody named, the neighbours are all of them.
  if (cues.has("compare") && !cues.has("like-for-like") && !cues.has("trend")) {
    return { kind: "compare", subject, countries: question.index.pack.figures.countries.slice(1), edition: asked };
  }
  if (cues.has("extreme") && isGeneral(reading, question)) return extremeOf(reading, question, asked);
  if (cues.has("trend") || cues.has("like-for-like") || reading.hasDecimals || new Set(reading.years).size > 1)
    return { kind: "trend", subject };
  return { kind: "score", subject, edition: asked };
}

function isEdition(year: number, { index }: Case): boolean {
  return index.pack.figures.countries[0]?.editions.some(({ edition }) => edition === year) ?? false;
}

function countriesOf({ reading, index }: Case): readonly (typeof index.pack.figures.countries)[number][] {
  const [own, ...others] = index.pack.figures.countries;
  return others.filter((country) => country !== own && reading.countries.includes(country.slug));
}

/** Nothing narrower than a pillar or a section: markets, actors, crimes, indicators. */
function isGeneral(reading: QuestionReading, { index }: Case): boolean {
  return (
    reading.units.every(({ topics, country, from, to }) => {
      if (country !== null) return false;
      if (topics.some((slug) => isPillar(slug) || index.pillarOf.has(slug))) return true;
      return reading.words.slice(from, to).every(({ raw }) => GENERAL.test(raw));
    }) &&
    (reading.units.length > 0 || reading.words.some(({ raw }) => GENERAL.test(raw)))
  );
}

const CHANGES: ReadonlySet<string> = new Set(["spread", "decline", "improvement"]);
const AGAINST = /^(?:worse|better|higher|lower|хуже|лучше|выше|ниже)$/u;
const SAID = /^(?:say|said|says|profile|report|говор|пиш|сказ)/u;

/** Words that stand for whatever the Index measures. */
const GENERAL =
  /^(?:market|indicator|crime|criminal|actor|threat|area|problem|score|institution|resilien|criminality|type|pillar|building|block|overall|general|total|whole|situation|country|рын|преступ|криминал|показател|угроз|актор|индикатор|общ|цел|стран|көрсөткүч|жалпы|өлкө)/u;

/** More than a topic and its change: seizures, use, control. Then the profile's words answer better than a trend. */
function hasAspect(reading: QuestionReading): boolean {
  const changes = reading.cues.get("trend") ?? [];
  return reading.units.some((unit) => {
    if (unit.topics.length > 0 || isChange(unit) || isWide(unit, reading)) return false;
    return !changes.some(({ from, to }) => from <= unit.from && unit.to <= to);
  });
}

/** Up or down, better or worse. */
function isChange({ meanings }: Unit): boolean {
  return meanings.some((meaning) => CHANGES.has(meaning));
}

function isWide({ topics, from, to }: Unit, { words }: QuestionReading): boolean {
  return topics.some(isPillar) || words.slice(from, to).every(({ raw }) => GENERAL.test(raw));
}

function subjectOf({ reading, index, lexicon }: Case, leaning: Leaning, { ranked }: Ranking): FigureSubject | null {
  const indicators = index.scored;
  const own = reading.units.flatMap(({ topics }) => topics);
  const slugs = [...own, ...reading.topics];
  const indicator = slugs.find((slug) => indicators.has(slug));
  const measure = measureOf(reading);
  if (indicator !== undefined && (measure === null || own.includes(indicator)))
    return { kind: "indicator", slug: indicator };
  const narrow = own.find((slug) => index.pillarOf.has(slug) && index.pillarOf.get(slug) === "markets");
  if (narrow !== undefined) return { kind: "section", slug: narrow };
  if (measure !== null) return { kind: "headline", measure };
  const section = slugs.find((slug) => index.pillarOf.has(slug));
  if (section !== undefined) return { kind: "section", slug: section };
  const pillar = slugs.find(isPillar);
  if (pillar !== undefined) return { kind: "headline", measure: pillar };
  if (leaning.kind !== "none" && indicators.has(leaning.topic)) return { kind: "indicator", slug: leaning.topic };
  const apt = lexicon.ambiguous.find(reading.words).find(({ value }) => indicators.has(value));
  if (apt !== undefined) return { kind: "indicator", slug: apt.value };
  const changes = ["trend", "like-for-like"] as const;
  const toldBy = changes.flatMap((cue) => reading.cues.get(cue) ?? []);
  const isManner = ({ from, to }: Unit): boolean => toldBy.some((cue) => cue.from <= from && to <= cue.to);
  if (reading.units.every((unit) => isChange(unit) || isWide(unit, reading) || isManner(unit)))
    return { kind: "headline", measure: null };
  const [best] = ranked;
  const placesOnly = reading.units.every(({ meanings }) => meanings.some((meaning) => lexicon.places.has(meaning)));
  if (best !== undefined && best.coverage > COVERAGE.figureSubject && !placesOnly && indicators.has(best.indicator))
    return { kind: "indicator", slug: best.indicator };
  return { kind: "headline", measure: null };
}

/** A subject that the vocabulary knows and the pack has not: another index, a football match. */
function isElsewhere({ tokens, meanings, everyday, topics }: Unit): boolean {
  return tokens.length === 0 && topics.length === 0 && (meanings.length > 0 || everyday);
}

function isPillar(slug: string): slug is PillarSlug {
  return PILLARS.some((pillar) => pillar === slug);
}

function measureOf({ words }: QuestionReading): Measure | null {
  const has = (pattern: RegExp): boolean => words.some(({ raw }) => pattern.test(raw));
  if (has(/^(?:resilien|устойчив|жизнестойк|туруктуу)/u)) return "resilience";
  if (has(/^(?:actor|актор)/u)) return "actors";
  if (has(/^(?:market|рын)/u)) return "markets";
  return has(/^(?:criminality|преступност|криминальност|кылмыштуулук)/u) ? "criminality" : null;
}

function extremeOf(reading: QuestionReading, { index }: Case, edition: number | null): FigureQuestion {
  const measure = measureOf(reading);
  const named = reading.units.flatMap(({ topics }) => topics).find((slug) => index.pillarOf.has(slug)) ?? null;
  const pillar =
    (named === null ? null : index.pillarOf.get(named)) ??
    (measure === null || measure === "criminality" ? "markets" : measure);
  // A pillar that is one section is asked for as the pillar.
  const section = [...index.pillarOf.values()].filter((of) => of === pillar).length > 1 ? named : null;
  // What is worst is lowest where a high score is better.
  const lowest = reading.cues.has("weakest") || (pillar === "resilience" && !reading.cues.has("strongest"));
  return { kind: "extreme", pillar, section, end: lowest ? "lowest" : "highest", edition };
}
