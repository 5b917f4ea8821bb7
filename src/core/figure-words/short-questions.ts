/** Short questions about figures, of which every word is known: `who is best?`, `top 3 markets`, `is heroin above 6?`. */
import type { CountedSide, OrderAsked } from "#core/profile/figure-question.ts";
import type { Command } from "#core/request.ts";
import { readAsked, type ShortQuestion } from "./asked.ts";
import { between } from "./between.ts";
import { bounded, countedCountries, countedScores, distant, near, whose } from "./bounds.ts";
import { changedBy, changes, claimedChange, sizeAlone, thanThen } from "./changed.ts";
import { isVerb, type FigureGrammar } from "./commands.ts";
import { asksWhether, ends } from "./ends.ts";
import { namesElsewhere } from "./phrases.ts";
import { editionOf, figuresCommand } from "./questions.ts";

/** Each reads one kind; the first that does has read. */
const KINDS: readonly ((asked: ShortQuestion) => Command | undefined)[] = [
  onBasis,
  added,
  average,
  near,
  distant,
  countedScores,
  countedCountries,
  bounded,
  changedBy,
  changes,
  claimedChange,
  thanThen,
  sizeAlone,
  difference,
  tie,
  ends,
  counted,
  placed,
  height,
  judged,
  listed,
  scored,
];

/** Undefined where it has a word that is not known, or asks nothing of these kinds. `pack` is the slug of the one that is asked. */
export function parseShortQuestion(
  { words, isAsked }: { readonly words: readonly string[]; readonly isAsked: boolean },
  grammar: FigureGrammar,
  pack: string | null,
): Command | undefined {
  if (isVerb(words[0] ?? "")) return undefined;
  const asked = readAsked({ words, isAsked }, grammar, pack);
  if (asked === null) return undefined;
  if (asked.pair !== null) return between(asked);
  if (judgesNumber(asked)) return undefined;
  for (const read of KINDS) {
    const command = read(asked);
    if (command !== undefined) return asked.says("elsewhere") ? elsewhere(command) : command;
  }
  return undefined;
}

export function isAsked(text: string): boolean {
  return text.trimEnd().endsWith("?");
}

/** The same of `text` where it is asked for sure: with a question mark, or behind `ask`. */
export function parseAskedFigures(
  text: string,
  words: readonly string[],
  { grammar, pack }: { readonly grammar: FigureGrammar; readonly pack: string | null },
): Command | undefined {
  const isBehindAsk = words[0] === "ask";
  if (!isBehindAsk && !isAsked(text)) return undefined;
  return parseShortQuestion({ words: isBehindAsk ? words.slice(1) : words, isAsked: true }, grammar, pack);
}

/** `Rank heroin in Asia`, `worst in Asia`: in the order that there is, which says so. */
export function inNamedArea(
  command: Command | undefined,
  words: readonly string[],
  phrases: FigureGrammar["phrases"],
): Command | undefined {
  if (command?.kind !== "figures" || !namesElsewhere(words, phrases)) return command;
  return elsewhere(command) ?? command;
}

/** Undefined for what is no order. */
function elsewhere(command: Command): Command | undefined {
  if (command.kind !== "figures") return undefined;
  const { question } = command;
  return question.kind === "rank" || question.kind === "average"
    ? { ...command, question: { ...question, elsewhere: true } }
    : undefined;
}

/** `Markets on the 2021 basis in 2023`, `how is like for like calculated?` */
function onBasis(asked: ShortQuestion): Command | undefined {
  const { named, subject, says } = asked;
  const [edition = null, ...more] = named.editions;
  if (!named.onFirstBasis || more.length > 0 || isOfOthers(asked)) return undefined;
  const isMeasure = subject.kind === "headline" && subject.measure !== null;
  const isMeant = says("calculated") ? subject.kind === "headline" : isMeasure && edition !== null;
  return isMeant ? figuresCommand({ kind: "calculation", subject, edition }, false) : undefined;
}

function isOfOthers({ isOfCountries, says, named }: ShortQuestion): boolean {
  return isOfCountries || named.countries.length > 0 || says("region", "world");
}

/** `Which indicators were added in 2023?` */
function added({ named, says, opens, topics }: ShortQuestion): Command | undefined {
  const isOfIndicators = says("indicators") || (named.editions.length > 0 && !opens("whether"));
  if (!says("added") || !isOfIndicators || topics.length > 0 || named.countries.length > 0) return undefined;
  return figuresCommand({ kind: "added", edition: editionOf(named) }, false);
}

/** `Average heroin score in the region`, `is Karvonia above the average?`; how many they are on average is no score. */
function average({ named, says, opens, subject, isNamed }: ShortQuestion): Command | undefined {
  const [of, ...more] = named.countries;
  if (!says("average", "median") || more.length > 0 || (says("many") && !says("scores"))) return undefined;
  const scope = says("world") ? ({ scope: "world" } as const) : {};
  const middle = says("median") ? ({ middle: true } as const) : {};
  const isClaim = (opens("whether") || named.ownCountry || of !== undefined) && says("above") !== says("below");
  const claimed = isClaim ? ({ claimed: says("above") ? "above" : "below" } as const) : {};
  return figuresCommand(
    { kind: "average", subject, edition: editionOf(named), ...scope, ...claimed, ...middle, ...whose(of) },
    !isNamed,
  );
}

/** `The heroin gap with Karvonia`, `by how much is Karvonia worse?` */
function difference({ named, says, subject, isNamed, isOfCountries }: ShortQuestion): Command | undefined {
  const { countries } = named;
  if (!says("difference") || isOfCountries || countries.length !== 1) return undefined;
  return figuresCommand(
    { kind: "compare", subject, countries, edition: editionOf(named), difference: true },
    !isNamed && !named.ownCountry,
  );
}

/** `Is that a tie?`, `is Ruritania tied with anyone on heroin?` */
function tie({ named, says, opens, subject, isNamed, isOfCountries }: ShortQuestion): Command | undefined {
  const [of, ...more] = named.countries;
  if (!says("tied") || more.length > 0) return undefined;
  const isOfBoth = named.ownCountry && of !== undefined;
  const isOfAll = isOfCountries && opens("what") && !named.ownCountry && of === undefined;
  const tied: OrderAsked = {
    ...({ kind: "tie" } as const),
    ...(isOfBoth ? { with: of } : {}),
    ...(isOfAll ? { all: true } : {}),
  };
  return figuresCommand(
    { kind: "rank", subject, edition: editionOf(named), ...(isOfBoth ? {} : whose(of)), asked: tied },
    !isNamed,
  );
}

/** `Its rank?` */
function placed({ named, says, subject, isNamed, opens }: ShortQuestion): Command | undefined {
  const [of, ...more] = named.countries;
  if (!says("placed") || more.length > 0 || says("whether") !== opens("whether")) return undefined;
  const scope = says("world") ? ({ scope: "world" } as const) : {};
  return figuresCommand({ kind: "rank", subject, edition: editionOf(named), ...scope, ...whose(of) }, !isNamed);
}

/** `Which countries have a lower criminality than Ruritania?`, `who beats us on resilience` */
function counted({ named, says, subject, isNamed, isOfCountries, number }: ShortQuestion): Command | undefined {
  const [of, ...more] = named.countries;
  const [side, ...others] = SIDES.flatMap(([list, each]) => (says(list) ? [each] : []));
  if (!isOfCountries || number !== null || more.length > 0 || side === undefined || others.length > 0) return undefined;
  const order = { kind: "count", side } as const;
  const scope = says("world") ? ({ scope: "world" } as const) : {};
  return figuresCommand(
    { kind: "rank", subject, edition: editionOf(named), ...scope, ...whose(of), asked: order },
    !isNamed,
  );
}

const SIDES = [
  ["above", "higher"],
  ["below", "lower"],
  ["better-than", "better"],
  ["worse-than", "worse"],
] as const satisfies readonly (readonly [string, CountedSide])[];

/** `Heroin scores in all countries`, `list of scores for AML in the region` */
function listed({ named, says, opens, subject, isNamed, isOfCountries, number }: ShortQuestion): Command | undefined {
  const isOfAll = (isOfCountries || says("region")) && says("scores", "every") && !says("who");
  if (!isOfAll || !isNamed || opens("whether") || number !== null || named.countries.length > 0) return undefined;
  return figuresCommand({ kind: "rank", subject, edition: editionOf(named) }, false);
}

/** `Is crime in Ruritania high?` Of a market or an actor the profile's own words tell. */
function height(asked: ShortQuestion): Command | undefined {
  const { named, says, subject, isNamed, opens, number } = asked;
  const isMeasure = isNamed && subject.kind === "headline" && number === null;
  if (!says("high") || !isMeasure || !opens("whether") || isOfOthers(asked)) return undefined;
  return figuresCommand({ kind: "score", subject, edition: editionOf(named) }, false);
}

/** `Is a score of 10 good or bad?` is asked of the scale. */
function judgesNumber(asked: ShortQuestion): boolean {
  return asked.says("judged") && asked.number !== null && !asked.says("above", "below", "line") && asksWhether(asked);
}

/** `Is that high?` behind a score: that one; behind an answer in words it is asked of these. */
function judged(asked: ShortQuestion): Command | undefined {
  const { named, says, subject, isNamed, number, text } = asked;
  const isOfFigure = says("judged") && !says("any") && number === null && !named.ownCountry;
  if (!isOfFigure || isNamed || isOfOthers(asked) || !asksWhether(asked)) return undefined;
  const question = { kind: "score", subject, edition: editionOf(named) } as const;
  return { kind: "figures", question, leans: true, asked: text };
}

/** `Criminality of Karvonia in 2025`. Of a market in a country that findings speak of the profile's own words tell. */
function scored({
  named,
  says,
  opens,
  subject,
  isNamed,
  isOfCountries,
  namesRare,
}: ShortQuestion): Command | undefined {
  const { countries, apart } = named;
  const [country, ...more] = countries;
  const isMeasure = subject.kind === "headline" && subject.measure !== null;
  const isMeant = isMeasure || namesRare || more.length > 0;
  if (country === undefined || isOfCountries || !isNamed || !isMeant) return undefined;
  if (opens("whether") || says("above", "below", "many", "better-than", "worse-than")) return undefined;
  const edition = editionOf(named);
  // One that only figures are here of answers for itself.
  return apart.includes(country) && more.length === 0
    ? { kind: "figures", question: { kind: "score", subject, edition }, leans: false, country }
    : figuresCommand({ kind: "compare", subject, countries, edition }, false);
}
