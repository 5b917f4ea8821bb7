/** Short questions about figures, of which every word is known: `who is best?`, `top 3 markets`, `is heroin above 6?`. */
import { CHANGES, groupOf, type ScoreChange } from "#core/profile/figure-question.ts";
import type { Command } from "#core/request.ts";
import { readAsked, type ShortQuestion } from "./asked.ts";
import { isVerb, type FigureGrammar } from "./commands.ts";
import { ends } from "./ends.ts";
import { editionOf, figuresCommand } from "./questions.ts";

/** Each reads one kind; the first that does has read. */
const KINDS: readonly ((asked: ShortQuestion) => Command | undefined)[] = [
  onBasis,
  added,
  average,
  counted,
  bounded,
  changes,
  tie,
  ends,
  placed,
  height,
  scored,
];

/** Undefined where it has a word that is not known, or asks nothing of these kinds. `pack` is the slug of the one that is asked. */
export function parseShortQuestion(
  words: readonly string[],
  grammar: FigureGrammar,
  pack: string | null,
): Command | undefined {
  const asked = isVerb(words[0] ?? "") ? null : readAsked(words, grammar, pack);
  if (asked === null) return undefined;
  for (const read of KINDS) {
    const command = read(asked);
    if (command !== undefined) return command;
  }
  return undefined;
}

/** `Markets on the 2021 basis in 2023`. */
function onBasis(asked: ShortQuestion): Command | undefined {
  const { named, subject } = asked;
  const [edition, ...more] = named.editions;
  if (!named.onFirstBasis || edition === undefined || more.length > 0 || isOfOthers(asked)) return undefined;
  const isMeasure = subject.kind === "headline" && subject.measure !== null;
  return isMeasure ? figuresCommand({ kind: "calculation", subject, edition }, false) : undefined;
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

function average({ named, says, subject, isNamed }: ShortQuestion): Command | undefined {
  if (!says("average") || named.countries.length > 0) return undefined;
  const scope = says("world") ? ({ scope: "world" } as const) : {};
  return figuresCommand({ kind: "average", subject, edition: editionOf(named), ...scope }, !isNamed);
}

/** `Is heroin above 5.5?` */
function bounded(asked: ShortQuestion): Command | undefined {
  const { named, says, number, place, subject, isNamed } = asked;
  if (number === null || place !== null || !says("above", "below") || says("many", "indicators")) return undefined;
  if (isOfOthers(asked) || subject.kind === "section") return undefined;
  const bound = { side: says("above") ? "above" : "below", value: number } as const;
  return figuresCommand({ kind: "score", subject, edition: editionOf(named), bound }, !isNamed);
}

/** `How many are above 5.5?`, `which markets are below 3?`: of countries an order tells. */
function counted(asked: ShortQuestion): Command | undefined {
  const { named, says, opens, number, place, subject, isNamed } = asked;
  const asksWhich = says("many", "indicators") || (opens("what") && subject.kind !== "indicator");
  if (number === null || place !== null || !asksWhich || says("above") === says("below")) return undefined;
  if (opens("whether") || isOfOthers(asked) || subject.kind === "indicator") return undefined;
  const side = says("above") ? "above" : "below";
  const end = side === "above" ? "highest" : "lowest";
  const bound = { side, value: number } as const;
  const edition = editionOf(named);
  return figuresCommand({ kind: "extreme", ...groupOf(subject), end, edition, bound }, !isNamed);
}

/** `How many indicators rose?`, `which market fell most`, `which country improved most`. */
function changes(asked: ShortQuestion): Command | undefined {
  const { named, says, subject, isNamed, isOfCountries } = asked;
  const change = changeIn(asked);
  if (change === undefined || !asksForChanges(asked)) return undefined;
  const { from, to } = rangeIn(named.editions, says("since"));
  const among = isOfCountries ? "countries" : "indicators";
  const leans = !isNamed && (isOfCountries || !says("indicators"));
  return figuresCommand({ kind: "changes", subject, change, most: says("most"), among, from, to }, leans);
}

/** Of one indicator there are none to choose from, but in several countries. */
function asksForChanges({ named, says, opens, subject, isOfCountries }: ShortQuestion): boolean {
  if (named.countries.length > 0 || named.missing !== null || opens("whether")) return false;
  // What changed, and nothing more said, is a question for the whole of it.
  const asksWhich = opens("what") && says("rose", "fell", "improved", "worsened", "unchanged");
  return isOfCountries || (subject.kind !== "indicator" && (asksWhich || says("many", "most", "indicators")));
}

function changeIn({ says }: Pick<ShortQuestion, "says">): ScoreChange | undefined {
  return CHANGES.findLast((change) => says(change));
}

/** Of one year without `since` the end is meant. */
function rangeIn(
  editions: readonly number[],
  isSince: boolean,
): { readonly from: number | null; readonly to: number | null } {
  const [first = null, second = null] = editions.toSorted((one, other) => one - other);
  return second === null && !isSince ? { from: null, to: first } : { from: first, to: second };
}

/** `Is that a tie?`, `is Ruritania tied with anyone on heroin?` */
function tie({ named, says, subject, isNamed }: ShortQuestion): Command | undefined {
  const [of, ...more] = named.countries;
  if (!says("tied") || more.length > 0) return undefined;
  const whose = of === undefined ? {} : { of };
  return figuresCommand(
    { kind: "rank", subject, edition: editionOf(named), ...whose, asked: { kind: "tie" } },
    !isNamed,
  );
}

/** `Its rank?` */
function placed({ named, says, subject, isNamed, opens }: ShortQuestion): Command | undefined {
  const [of, ...more] = named.countries;
  if (!says("placed") || more.length > 0 || says("whether") !== opens("whether")) return undefined;
  const scope = says("world") ? ({ scope: "world" } as const) : {};
  const whose = of === undefined ? {} : { of };
  return figuresCommand({ kind: "rank", subject, edition: editionOf(named), ...scope, ...whose }, !isNamed);
}

/** `Is crime in Ruritania high?` Of a market or an actor the profile's own words tell. */
function height(asked: ShortQuestion): Command | undefined {
  const { named, says, subject, isNamed, opens } = asked;
  const isMeasure = isNamed && subject.kind === "headline";
  if (!says("high") || !isMeasure || !opens("whether") || isOfOthers(asked)) return undefined;
  return figuresCommand({ kind: "score", subject, edition: editionOf(named) }, false);
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
  if (country === undefined || more.length > 0 || isOfCountries || !isNamed || !(isMeasure || namesRare))
    return undefined;
  if (opens("whether") || says("above", "below", "many")) return undefined;
  const edition = editionOf(named);
  // One that only figures are here of answers for itself.
  return apart.includes(country)
    ? { kind: "figures", question: { kind: "score", subject, edition }, leans: false, country }
    : figuresCommand({ kind: "compare", subject, countries, edition }, false);
}
