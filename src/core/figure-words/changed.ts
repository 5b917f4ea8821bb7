/** What became of scores: which of several rose, by how much one did, whether it is so that anything improved. */
import { CHANGES, type ScoreChange } from "#core/profile/figure-question.ts";
import type { Command } from "#core/request.ts";
import type { ShortQuestion } from "./asked.ts";
import { isClaimed } from "./between.ts";
import { quantityIn, whose } from "./bounds.ts";
import { figuresCommand, headline } from "./questions.ts";

/** `How many indicators rose?`, `which market fell most`, `which country improved most`, `did anything improve?` */
export function changes(asked: ShortQuestion): Command | undefined {
  const { named, says, subject, text } = asked;
  const change = changeIn(asked);
  const [of, ...more] = named.countries;
  if (change === undefined || more.length > 0 || named.missing !== null || !asksForChanges(asked)) return undefined;
  const among = isAmongCountries(asked) ? "countries" : "indicators";
  if (among === "countries" && of !== undefined) return undefined;
  const most = isOfMost(asked);
  const question = {
    kind: "changes",
    subject,
    change,
    most,
    among,
    ...(says("percent") ? ({ percent: true } as const) : {}),
    ...rangeIn(named.editions, says("since")),
  } as const;
  const leans = leansIn(asked);
  const claimed = quantityIn(asked);
  if (claimed === undefined) return figuresCommand({ ...question, ...whose(of) }, leans);
  // `Has anything improved?` behind what the profile says of a topic is asked of that.
  const isOfTopic = leans && named.editions.length === 0;
  const told = { kind: "figures", question: { ...question, claimed, ...whose(of) }, leans } as const;
  return isOfTopic ? { ...told, asked: text } : told;
}

function isAmongCountries(asked: ShortQuestion): boolean {
  return asked.isOfCountries || (asked.says("region") && isOfMost(asked));
}

function leansIn(asked: ShortQuestion): boolean {
  const { isNamed, named, says } = asked;
  return !isNamed && named.countries.length === 0 && (isAmongCountries(asked) || !says("indicators"));
}

/** `Did most indicators fall?` asks of how many it is so. */
function isOfMost(asked: ShortQuestion): boolean {
  const { says } = asked;
  return says("highest") || changeAtAnEnd(asked) !== undefined || (says("most") && quantityIn(asked) !== "most");
}

/** Of one indicator there are none to choose from, but in several countries. */
function asksForChanges(asked: ShortQuestion): boolean {
  const { says, opens, subject, isOfCountries } = asked;
  const isOfSome = quantityIn(asked) !== undefined;
  if (says("size") || (opens("whether") && !isOfSome)) return false;
  if (isOfCountries) return true;
  return subject.kind !== "indicator" && (isOfSome || asksWhich(asked));
}

/** What changed, and nothing more said, is a question for the whole of it. */
function asksWhich(asked: ShortQuestion): boolean {
  const { says, opens, isNamed, named } = asked;
  if (isOfMost(asked) || says("many", "percent", "indicators")) return true;
  const isOfOne = isNamed || named.countries.length > 0;
  return opens("what") && (says(...TELLING) || (says("changed") && isOfOne));
}

const TELLING = ["rose", "fell", "improved", "worsened", "unchanged"] as const;

/** `By how much did resilience fall?`, `how much did heroin change since 2023`: of one score. */
export function changedBy(asked: ShortQuestion): Command | undefined {
  const { named, says, subject, isNamed, isOfCountries } = asked;
  const [of, ...more] = named.countries;
  if (changeIn(asked) === undefined || !says("size") || isOfCountries || more.length > 0) return undefined;
  if (named.missing !== null || says("region", "world", "nations")) return undefined;
  const range = trendRange(asked);
  return figuresCommand({ kind: "trend", subject, ...range, asked: { kind: "size" }, ...whose(of) }, !isNamed);
}

/** `By how much?` behind a course or a comparison, with nothing else said. */
export function sizeAlone({ says, named, isNamed, number, text }: ShortQuestion): Command | undefined {
  const isSize = says("size") && says("difference") && text.split(" ").length <= MOST_WORDS_OF_SIZE;
  const namesNothing = !isNamed && !named.ownCountry && named.countries.length + named.editions.length === 0;
  if (!isSize || !namesNothing || number !== null || says(...BESIDE_SIZE)) return undefined;
  const question = { kind: "trend", subject: headline(null), asked: { kind: "size" } } as const;
  return { kind: "figures", question, leans: true, asked: text };
}

/** `And by how much exactly?` */
const MOST_WORDS_OF_SIZE = 5;
/** What would make it another question. */
const BESIDE_SIZE = [
  "many",
  "average",
  "median",
  "region",
  "world",
  "nations",
  "indicators",
  "above",
  "below",
] as const;

/** `Has criminality risen?`, `did heroin go up between 2021 and 2023?` Of a market or an actor alone the profile's own words tell. */
export function claimedChange(asked: ShortQuestion): Command | undefined {
  const { named, says, subject, isNamed } = asked;
  const change = changeIn(asked);
  const [of, ...more] = named.countries;
  if (change === undefined || !isClaimed(asked) || more.length > 0 || !isNamed || !isOfScore(asked)) return undefined;
  if (named.missing !== null || asked.isOfCountries || says("region", "world", "most", "tied", "any")) return undefined;
  const claim = { kind: "claim", change } as const;
  return figuresCommand({ kind: "trend", subject, ...trendRange(asked), asked: claim, ...whose(of) }, false);
}

/** `Is it safer than it was in 2021?` Of more than one score it is told what became of each. */
export function thanThen(asked: ShortQuestion): Command | undefined {
  const { named, says, subject, isNamed, isOfCountries } = asked;
  const [of, ...more] = named.countries;
  const isThen = says("then") && named.editions.length === 1 && changeIn(asked) !== undefined;
  if (!isThen || more.length > 0 || isOfCountries || says("region", "world", "average", "any")) return undefined;
  return figuresCommand({ kind: "trend", subject, ...trendRange(asked), ...whose(of) }, !isNamed && !named.ownCountry);
}

/** Of one score, and of nothing but scores. */
function isOfScore({ subject, named, says }: ShortQuestion): boolean {
  if (subject.kind === "headline") return subject.measure !== null;
  const isScored = named.editions.length > 0 || named.countries.length > 0 || says("scores");
  return subject.kind === "indicator" && isScored;
}

/** `Was heroin higher in 2023 than in 2021?` says that it rose, as does `is it higher than it was in 2021?` */
function changeIn({ says, named, number }: ShortQuestion): ScoreChange | undefined {
  const told = changeAtAnEnd({ says }) ?? CHANGES.findLast((change) => says(change));
  const isOfTimes = named.editions.length === 2 || (named.editions.length === 1 && says("then"));
  if (told !== undefined || !isOfTimes || number !== null) return told;
  return SIDES.find(([list]) => says(list))?.[1];
}

/** `The worst change since 2021`: what worsened most. */
function changeAtAnEnd({ says }: Pick<ShortQuestion, "says">): ScoreChange | undefined {
  if (!says("changed")) return undefined;
  if (says("worst")) return "worsened";
  return says("best") ? "improved" : undefined;
}

const SIDES = [
  ["above", "rose"],
  ["below", "fell"],
  ["better-than", "improved"],
  ["worse-than", "worsened"],
] as const satisfies readonly (readonly [string, ScoreChange])[];

/** Of one year without `since` the end is meant. */
function rangeIn(
  editions: readonly number[],
  isSince: boolean,
): { readonly from: number | null; readonly to: number | null } {
  const [first = null, second = null] = editions.toSorted((one, other) => one - other);
  return second === null && !isSince ? { from: null, to: first } : { from: first, to: second };
}

function trendRange({ named, says }: ShortQuestion): { readonly from?: number; readonly to?: number } {
  const { from, to } = rangeIn(named.editions, says("since", "then"));
  return { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
}
