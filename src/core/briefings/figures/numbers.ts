/** The numbers that an answer about figures shows, one by one: for scripts. */
import type { FigureNumber, FigureRank } from "#core/profile/figure-number.ts";
import type { FigureQuestion, FigureSubject } from "#core/profile/figure-question.ts";
import { figuresOf, firstBasis, regionScores, standing } from "#core/profile/figures.ts";
import type { Country, CountryFigures, Indicator, Measure } from "#core/profile/profile.ts";
import { pillarOf, type Context } from "#core/briefings/context.ts";
import { areaOf } from "./areas.ts";
import { tallyLines } from "#core/briefings/figures/beside/beside.ts";
import { linesBetween } from "#core/briefings/figures/several/between.ts";
import { addedIn } from "#core/briefings/figures/several/added.ts";
import { measureAsked } from "./calculation.ts";
import { ofCountries } from "#core/briefings/figures/several/change-notes.ts";
import { spanOf } from "#core/briefings/figures/several/changes.ts";
import { endsOf } from "./headline.ts";
import { isWholeHeadline } from "./scores.ts";
import { everyLine } from "#core/briefings/figures/beside/tables.ts";
import { indicatorLine, linesOf, type Line } from "./tables.ts";

interface Asked {
  readonly figures: CountryFigures;
  /** Of a comparison, without the own one. */
  readonly others: readonly Country[];
}

/** By country, then by subject, then by edition; what is calculated stands behind what is published. */
export function numbersOf(
  context: Context,
  question: FigureQuestion,
  { figures, others }: Asked,
): readonly FigureNumber[] {
  const { country } = context;
  const all = country.editions.map(({ edition }) => edition);
  const here = [figures.edition];
  switch (question.kind) {
    case "score":
      return scoresOf(context, question.subject, figures);
    case "trend":
      return listed(context, linesOf(context, question.subject), {
        countries: [country],
        editions: all.filter(isIn(question)),
      });
    case "compare":
      return ofComparison(context, question, { figures, others });
    case "rank": {
      const { subject } = question;
      const narrowed: FigureSubject = isWholeHeadline(subject) ? { kind: "headline", measure: "criminality" } : subject;
      const area = areaOf(context, question.scope ?? "region");
      const numbers = listed(context, linesOf(context, narrowed), { countries: area.countries, editions: here });
      return area.scope === "world" ? numbers.map((each) => placedInWorld(each, numbers)) : numbers;
    }
    case "calculation": {
      const measured: FigureSubject = { kind: "headline", measure: measureAsked(question.subject) };
      const place = { country, edition: figures.edition };
      return [
        ...listed(context, partsOf(context, measured), { countries: [country], editions: here }),
        ...linesOf(context, measured).flatMap((line) => calculated(context, line, place)),
      ];
    }
    case "extreme":
      return listed(context, groupOf(context, question), { countries: [country], editions: here });
    case "changes":
      return ofChanges(context, question);
    case "added":
      return ofAdded(context, question.edition);
    case "average":
      return ofAverage(context, question, here);
    case "between":
      return listed(context, linesBetween(context, question), { countries: [country], editions: here });
  }
}

/** One figure in all editions, where none was named; else those of one. */
function ofComparison(
  context: Context,
  { subject, tally, edition, over, detail }: Extract<FigureQuestion, { kind: "compare" }>,
  { figures, others }: Asked,
): readonly FigureNumber[] {
  const countries = [context.country, ...others];
  const here = [figures.edition];
  if (detail === "full") return listed(context, everyLine(context), { countries, editions: here });
  if (tally !== undefined) return listed(context, tallyLines(context, subject), { countries, editions: here });
  const lines = linesOf(context, subject);
  const isOfAll = (lines.length === 1 || over === true) && edition === null;
  const editions = isOfAll ? context.country.editions.map((each) => each.edition) : here;
  return listed(context, lines, { countries, editions });
}

function ofAdded(context: Context, edition: number | null): readonly FigureNumber[] {
  const lines = addedIn(context, edition).map((each) => indicatorLine(context, each));
  const editions = [...new Set(lines.map(({ since }) => since))];
  return listed(context, lines, { countries: [context.country], editions });
}

function ofAverage(
  context: Context,
  { subject, scope }: Extract<FigureQuestion, { kind: "average" }>,
  editions: readonly number[],
): readonly FigureNumber[] {
  const { countries } = areaOf(context, scope ?? "region");
  const lines = linesOf(context, subject);
  return listed(context, isWholeHeadline(subject) ? endsOf(lines) : lines, { countries, editions });
}

function ofChanges(context: Context, question: Extract<FigureQuestion, { kind: "changes" }>): readonly FigureNumber[] {
  const { first, last } = spanOf(context, question);
  const isOfCountries = question.among === "countries";
  const lines = isOfCountries
    ? linesOf(context, ofCountries(question)).slice(0, 1)
    : tallyLines(context, question.subject);
  const countries = isOfCountries ? areaOf(context, "region").countries : [context.country];
  return listed(context, lines, { countries, editions: [...new Set([first, last])] });
}

function isIn({ from = 0, to = Number.POSITIVE_INFINITY }: { readonly from?: number; readonly to?: number }) {
  return (edition: number): boolean => from <= edition && edition <= to;
}

/** In the order of all countries every subject has its place. */
function placedInWorld(number: FigureNumber, all: readonly FigureNumber[]): FigureNumber {
  const peers = all.filter(({ subject }) => subject === number.subject);
  const rank = peers.filter(({ value }) => value > number.value).length + 1;
  const joint = peers.filter(({ value }) => value === number.value).length > 1;
  return { ...number, rank: { region: number.rank?.region ?? null, world: { rank, of: peers.length, joint } } };
}

/** One indicator in all editions; of anything wider the one edition. */
function scoresOf(context: Context, subject: FigureSubject, figures: CountryFigures): readonly FigureNumber[] {
  const { country } = context;
  const here = { countries: [country], editions: [figures.edition] };
  const [only, ...others] = linesOf(context, subject).filter(({ score }) => score(figures) !== undefined);
  if (subject.kind === "headline" || only === undefined || others.length > 0)
    return listed(context, partsOf(context, subject), here);
  const all = country.editions.map(({ edition }) => edition);
  return listed(context, [only], { countries: [country], editions: all });
}

function listed(
  context: Context,
  lines: readonly Line[],
  { countries, editions }: { readonly countries: readonly Country[]; readonly editions: readonly number[] },
): readonly FigureNumber[] {
  return countries.flatMap((country) =>
    lines.flatMap((line) => [
      ...editions.flatMap((edition) => published(context, line, { country, edition })),
      ...(editions.length > 1 ? editions.flatMap((edition) => calculated(context, line, { country, edition })) : []),
    ]),
  );
}

interface Place {
  readonly country: Country;
  readonly edition: number;
}

function published(context: Context, line: Line, { country, edition }: Place): readonly FigureNumber[] {
  const figures = figuresOf(country, edition);
  const value = line.score(figures);
  if (figures === undefined || value === undefined) return [];
  const ours = line.measure === undefined ? value : likeForLike(context, figures, line.measure);
  const isNew = line.since > context.pack.edition;
  const rank = rankOf(context, line, { country, edition });
  return [
    {
      ...about(context, line, { country, edition }),
      value,
      basis: "published",
      comparable: ours === value && !isNew,
      rank,
    },
  ];
}

/** Ours, where the published one counts other indicators. */
function calculated(context: Context, line: Line, { country, edition }: Place): readonly FigureNumber[] {
  const figures = figuresOf(country, edition);
  if (figures === undefined || line.measure === undefined) return [];
  const value = likeForLike(context, figures, line.measure);
  if (value === figures.headline[line.measure]) return [];
  return [{ ...about(context, line, { country, edition }), value, basis: "calculated", comparable: true, rank: null }];
}

function likeForLike({ taxonomy, pack }: Context, figures: CountryFigures, measure: Measure): number {
  return firstBasis(taxonomy, figures, pack.edition)[measure];
}

function about({ taxonomy }: Context, { slug, high }: Line, { country, edition }: Place) {
  const { low, high: top, line } = taxonomy.scale;
  return {
    country: country.slug,
    subject: slug,
    edition,
    unit: "score",
    scale: { low, high: top, line },
    high,
  } as const;
}

function rankOf({ pack }: Context, line: Line, { country, edition }: Place): FigureRank {
  const isBeside = pack.figures.countries.some(({ slug }) => slug === country.slug);
  const found = isBeside ? standing(country.name, regionScores(pack.figures, edition, line.score)) : undefined;
  const world = line.measure === undefined ? null : (figuresOf(country, edition)?.ranks[line.measure].world ?? null);
  return {
    region: found === undefined ? null : { rank: found.place, of: found.of, joint: found.ties.length > 0 },
    world,
  };
}

/** A measure with what it is the mean of; a section's indicators. */
function partsOf(context: Context, subject: FigureSubject): readonly Line[] {
  const lines = linesOf(context, subject);
  const pillars = lines.flatMap(({ measure }) => (measure === undefined ? [] : [measure]));
  const isOf = ({ pillar }: Indicator): boolean =>
    pillars.includes(pillar) || (pillars.includes("criminality") && pillarOf(context, pillar).high === "worse");
  return [
    ...lines,
    ...(pillars.length === 0 ? [] : context.taxonomy.indicators.filter(isOf)).map((each) =>
      indicatorLine(context, each),
    ),
  ];
}

function groupOf(context: Context, { pillar, section }: Extract<FigureQuestion, { kind: "extreme" }>): readonly Line[] {
  const isOf = (indicator: Indicator): boolean => {
    if (section !== null) return indicator.section === section;
    return pillar === null ? pillarOf(context, indicator.pillar).high === "worse" : indicator.pillar === pillar;
  };
  return context.taxonomy.indicators.filter(isOf).map((each) => indicatorLine(context, each));
}
