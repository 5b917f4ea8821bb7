/** What figures of several countries come to side by side, in a sentence. */
import { figuresOf, regionScores } from "#core/profile/figures.ts";
import type { Block } from "#core/document/briefing.ts";
import type { CountedSide, FigureSubject } from "#core/profile/figure-question.ts";
import type { Country, Measure } from "#core/profile/profile.ts";
import { countryPhrase, lowered, pillarOf, says, type Context } from "#core/briefings/context.ts";
import { scoreCell, underDirections } from "#core/briefings/scores.ts";
import { inWords } from "#core/briefings/figures/places.ts";
import { indicatorLine, linesOf, scoreFormatOf, subjectName, type Line } from "#core/briefings/figures/tables.ts";

/** `In the 2021 edition, the heroin trade scored worse in Karvonia (8.5 of 10) than in Ruritania (7.0).` */
export function besideVerdict(
  context: Context,
  line: Line,
  { countries, edition }: { readonly countries: readonly Country[]; readonly edition: number },
): string {
  return says(context, "verdict.edition", { edition, words: besideWords(context, line, { countries, edition }) });
}

/** The same without its edition, for where that was said. */
export function besideWords(
  context: Context,
  line: Line,
  { countries, edition }: { readonly countries: readonly Country[]; readonly edition: number },
): string {
  const { high } = context.taxonomy.scale;
  const format = scoreFormatOf(line);
  const scores = countries
    .flatMap((country) => {
      const score = line.score(figuresOf(country, edition));
      return score === undefined ? [] : [{ name: countryPhrase(context, country.name), score, told: format(score) }];
    })
    .toSorted((one, other) => other.score - one.score);
  const [highest, next] = scores;
  const subject = line.phrase;
  if (highest === undefined) return "";
  if (scores.every(({ score }) => score === highest.score)) {
    const names = inWords(context, namesIn(scores));
    return says(context, "verdict.equal", { subject, countries: names, score: highest.told, high });
  }
  if (next === undefined || scores.length > 2) return inOrder(context, line, scores);
  const values = { subject, one: highest.name, first: highest.told, other: next.name, second: next.told, high };
  return says(context, line.high === "worse" ? "verdict.worse" : "verdict.better", values);
}

interface Told {
  readonly name: string;
  readonly score: number;
  readonly told: string;
}

/** Of more than two the order, and what it is to stand first. */
function inOrder(context: Context, { phrase: subject, high }: Line, scores: readonly Told[]): string {
  const order = [...Map.groupBy(scores, ({ told }) => told)].map(([score, having]) => {
    const countries = inWords(context, namesIn(having));
    return says(context, having.length > 1 ? "figures.level" : "figures.highest", { countries, score });
  });
  const key = high === "worse" ? "verdict.worst" : "verdict.best";
  return says(context, key, { subject, countries: inWords(context, order) });
}

function namesIn(scores: readonly Told[]): readonly string[] {
  return scores.map(({ name }) => name);
}

/** Several scores of the same countries in one edition. */
interface Beside {
  readonly lines: readonly Line[];
  readonly countries: readonly Country[];
  readonly edition: number;
}

/** Of several scores, in how many which country is the higher one; null where that is nobody, or countries are many. */
export function higherVerdict(context: Context, group: string, { lines, countries, edition }: Beside): string | null {
  if (countries.length !== 2) return null;
  const pairs = lines.flatMap(({ score }) => {
    const [one, other] = countries.map((country) => score(figuresOf(country, edition)));
    return one === undefined || other === undefined ? [] : [{ one, other }];
  });
  const [own = "", beside = ""] = countries.map(({ name }) => name);
  const ownHigher = pairs.filter(({ one, other }) => one > other).length;
  const otherHigher = pairs.filter(({ one, other }) => other > one).length;
  const level = pairs.length - ownHigher - otherHigher;
  if (ownHigher + otherHigher === 0) return null;
  const isOwn = ownHigher >= otherHigher;
  const [country, other] = isOwn ? [own, beside] : [beside, own];
  const count = Math.max(ownHigher, otherHigher);
  const side = says(context, sideOf(lines));
  const values = { group, edition, country, other, count, of: pairs.length, side };
  if (count === pairs.length && count > 1)
    return count === 2 ? says(context, "verdict.beside.both", values) : says(context, "verdict.beside.all", values);
  if (ownHigher === otherHigher)
    return level === 0
      ? says(context, "verdict.beside.each", values)
      : says(context, "verdict.beside.each.level", { ...values, level });
  return level === 0
    ? says(context, "verdict.beside", values)
    : says(context, "verdict.beside.level", { ...values, level });
}

/** What a higher score of all is: the worse one, the better, or of some each. */
function sideOf(lines: readonly Line[]) {
  const [first] = lines;
  if (first === undefined || lines.some(({ high }) => high !== first.high)) return "side.higher";
  return `side.${first.high}` as const;
}

/** Of several scores and more than two countries, who has the highest in how many; level ones each count. */
export function mostHighest(context: Context, group: string, { lines, countries, edition }: Beside): string {
  const counts = new Map<string, number>();
  const told = lines.flatMap((line) => {
    const scores = regionScores({ countries }, edition, line.score);
    return scores.length === 0 ? [] : [scores.filter(({ score }) => score === scores[0]?.score)];
  });
  for (const { name } of told.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [first, ...others] = [...counts].toSorted(([, one], [, other]) => other - one);
  if (first === undefined) return "";
  const named = ([name, count]: readonly [string, number]) => ({ country: countryPhrase(context, name), count });
  const words = inWords(context, [
    says(context, "verdict.section.highest", { of: told.length, ...named(first) }),
    ...others.map((each) => says(context, "verdict.section.then", named(each))),
  ]);
  const isLevel = told.flat().length > told.length;
  return says(context, isLevel ? "verdict.section.level" : "verdict.section", { group, edition, countries: words });
}

interface Tally {
  readonly tally: { readonly side: CountedSide; readonly of: string };
  /** Two, the own one first. */
  readonly countries: readonly Country[];
  readonly edition: number;
}

const OTHER_SIDE = { worse: "better", better: "worse", higher: "lower", lower: "higher" } as const;

/** In how many scores one country is on that side of the other, and which those are. */
export function tallyOf(
  context: Context,
  subject: FigureSubject,
  { tally: { side, of }, countries, edition }: Tally,
): { readonly verdict: string; readonly blocks: readonly Block[] } {
  const [one, other] = countries.toSorted((first, second) => Number(second.slug === of) - Number(first.slug === of));
  const pairs = tallyLines(context, subject).flatMap((line) => {
    const [first, second] = [one, other].map((country) => country && line.score(figuresOf(country, edition)));
    return first === undefined || second === undefined ? [] : [{ line, first, second }];
  });
  const on = (asked: CountedSide) => pairs.filter(({ line, first, second }) => isOn(asked, line, first - second));
  const counted = on(side);
  const opposite = on(OTHER_SIDE[side]).length;
  const number = (count: number): string => (count === 0 ? says(context, "tally.none") : String(count));
  const isAll = subject.kind === "headline" && subject.measure === null;
  const values = { of: pairs.length, group: lowered(subjectName(context, subject)) };
  const [country, beside] = [one, other].map((each) => countryPhrase(context, each?.name ?? ""));
  const words = says(context, "tally.verdict", {
    ...{
      country: country ?? "",
      other: beside ?? "",
      side: says(context, `side.${side}`),
      count: number(counted.length),
    },
    ...{ among: isAll ? says(context, "tally.all", values) : says(context, "tally.group", values) },
    ...{ opposite: says(context, `side.${OTHER_SIDE[side]}`), there: number(opposite) },
    ...{ level: number(pairs.length - counted.length - opposite) },
  });
  const verdict = says(context, "verdict.edition", { edition, words });
  if (counted.length === 0) return { verdict, blocks: [] };
  const caption = says(context, "tally.caption", { country: country ?? "", side: says(context, `side.${side}`) });
  const lines = counted.map(({ line }) => line);
  return { verdict, blocks: [talliedTable(context, lines, { caption, countries, edition })] };
}

/** The own country first, as in every comparison; those of which a high score is bad apart from those of which it is good. */
function talliedTable(
  context: Context,
  lines: readonly Line[],
  { caption, countries, edition }: Omit<Beside, "lines"> & { readonly caption: string },
): Block {
  const names = countries.map(({ name }) => ({ name, kind: "number" as const }));
  const rows = [...Map.groupBy(lines, ({ high }) => high).values()].flat().map((line) => {
    const scores = countries.map((country) => scoreCell(context, line.score(figuresOf(country, edition))));
    return { high: line.high, cells: [line.name, ...scores] };
  });
  const columns = [{ name: says(context, "scores.columns.measure"), kind: "text" as const }, ...names];
  return { kind: "table", caption, columns, ...underDirections(context, rows) };
}

/** Whether one of two countries is on that side of the other in all of the figures, or in none; else, and where one has none, null. */
export function holdsBeside({ side, of }: Tally["tally"], { lines, countries, edition }: Beside): boolean | null {
  const [one, other, ...others] = countries.toSorted(
    (first, second) => Number(second.slug === of) - Number(first.slug === of),
  );
  if (others.length > 0 || one?.slug !== of) return null;
  const [holds, ...more] = new Set(
    lines.map((line) => {
      const [first, second] = [one, other].map((country) => country && line.score(figuresOf(country, edition)));
      return first === undefined || second === undefined ? null : isOn(side, line, first - second);
    }),
  );
  return more.length > 0 ? null : (holds ?? null);
}

/** The indicators below a subject: of the whole headline all there are. */
export function tallyLines(context: Context, subject: FigureSubject): readonly Line[] {
  if (subject.kind !== "headline") return linesOf(context, subject);
  const isBelow = (pillar: Measure): boolean =>
    subject.measure === null ||
    subject.measure === pillar ||
    (subject.measure === "criminality" && pillarOf(context, pillar).high === "worse");
  return context.taxonomy.indicators
    .filter(({ pillar }) => isBelow(pillar))
    .map((indicator) => indicatorLine(context, indicator));
}

function isOn(side: CountedSide, { high }: Line, difference: number): boolean {
  const isHigher = side === "higher" || side === high;
  return isHigher ? difference > 0 : difference < 0;
}
