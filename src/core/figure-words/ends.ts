/** Which stands at an end of an order: `who's first?`, `the best?`, `top 5`, `second highest market`. */
import {
  CHANGES,
  SCALE_ENDS,
  groupOf,
  type FigureQuestion,
  type OrderAsked,
  type ScaleEnd,
} from "#core/profile/figure-question.ts";
import { PILLAR_SLUGS } from "#core/profile/profile.ts";
import type { Command } from "#core/request.ts";
import type { ShortQuestion } from "./asked.ts";
import { whose } from "./bounds.ts";
import { editionOf, figuresCommand, headline } from "./questions.ts";

/** Of countries, or of the indicators of a country. */
export function ends(asked: ShortQuestion): Command | undefined {
  const { named, says } = asked;
  const end = endIn(asked);
  if (asked.subject.kind === "indicator" && says("largest") && !isOfScores(asked)) return undefined;
  if (end === null || named.countries.length > 1 || says("above", "below", "many", ...CHANGES)) return undefined;
  return isOrder(asked) ? ofCountries(asked, end) : ofIndicators(asked, end);
}

/** `The biggest gang` is none. */
function isOfScores({ says, isOfCountries, claimed }: ShortQuestion): boolean {
  return isOfCountries || claimed !== null || says("region", "world", "scores", "indicators");
}

/** A place without an end is counted from the highest; whoever has the most has the highest score. */
function endIn({ says, place, isOfCountries }: ShortQuestion): ScaleEnd | null {
  const named = SCALE_ENDS.find((end) => says(end));
  if (named !== undefined) return named;
  if (isOfCountries && says("most")) return "highest";
  if (says("last", "weakest")) return "lowest";
  return says("first", "strongest") || place !== null ? "highest" : null;
}

/** Of one figure there is no lowest but among countries; of a country's markets there is. */
function isOrder(asked: ShortQuestion): boolean {
  const { says, named, isOfCountries, isNamed } = asked;
  if (isOfCountries || says("region", "world")) return true;
  if (isOfItsGroup(asked) || claimsTopic(asked)) return false;
  return named.countries.length > 0 || isOfOneFigure(asked) || (!isNamed && isClaim(asked));
}

function isOfOneFigure({ subject, says, named }: ShortQuestion): boolean {
  if (subject.kind === "indicator") return true;
  const isOfMany = says("indicators") || (named.ownCountry && says("scores"));
  return subject.kind === "headline" && subject.measure === "criminality" && !isOfMany;
}

/** `Worst market in Karvonia`: within the country that is named. */
function isOfItsGroup({ subject, says, named, isNamed, number, claimed, opens }: ShortQuestion): boolean {
  if (named.countries.length !== 1 || subject.kind === "indicator") return false;
  const isGroup = says("indicators") || number !== null || claimed !== null || isNamed;
  return isGroup && (!opens("whether") || claimed !== null);
}

/** `Is cocaine the lowest?`: of the country's own indicators. */
function claimsTopic(asked: ShortQuestion): boolean {
  const { subject, leadsWithTopic, says } = asked;
  if (subject.kind !== "indicator" || !leadsWithTopic || says("what", "who", "many")) return false;
  return asksWhether(asked);
}

/** In Russian and Kyrgyz the question mark alone may tell. */
export function asksWhether({ opens, text, isAsked }: ShortQuestion): boolean {
  return opens("whether") || (isAsked && CYRILLIC.test(text));
}

const CYRILLIC = /\p{Script=Cyrillic}/u;

/** That a country stands there is asked of it, or said of it: `it is first in the region, right?` */
function isClaim({ named, says, opens }: ShortQuestion): boolean {
  const isSaid = named.ownCountry && says("whether") && !opens("what");
  return named.countries.length > 0 || opens("whether") || isSaid;
}

function ofCountries(asked: ShortQuestion, end: ScaleEnd): Command | undefined {
  const { named, says, isNamed, isOfCountries, place } = asked;
  const [of] = named.countries;
  const { count } = howMany(asked);
  if (asked.number !== null && (count === undefined || place !== null)) return undefined;
  const isOfSome = named.ownCountry || of !== undefined || !isOfCountries;
  const claimed = isClaim(asked) && isOfSome ? ({ claimed: true } as const) : {};
  const order: OrderAsked =
    count === undefined ? { kind: "at", place: place ?? 1, end, ...claimed } : { kind: "top", count, end, ...claimed };
  const scope = says("world") ? ({ scope: "world" } as const) : {};
  const about = { subject: subjectIn(asked), edition: editionOf(named), ...scope, ...whose(of) };
  return figuresCommand({ kind: "rank", ...about, asked: order }, !isNamed);
}

function ofIndicators(asked: ShortQuestion, end: ScaleEnd): Command | undefined {
  const { isNamed, says, named, text, subject } = asked;
  if (named.ownCountry && asked.opens("whether") && asked.claimed === null && !claimsTopic(asked)) return undefined;
  const [of] = named.countries;
  const some = { ...howMany(asked), ...claimedIn(asked), ...whose(of), edition: editionOf(named) };
  // Of one indicator it is asked where it stands among those of its pillar.
  if (subject.kind === "indicator" && asked.pillar !== null)
    return figuresCommand({ kind: "extreme", pillar: asked.pillar, section: null, end, ...some }, false);
  // Behind an order of countries, or a figure of one kind, those are meant.
  const leans = !isNamed && !says("indicators", "weakest");
  if (end === "best" && !isNamed) {
    const questions = PILLAR_SLUGS.map((pillar): FigureQuestion => {
      const best = pillar === "resilience" ? "highest" : "lowest";
      return { kind: "extreme", pillar, section: null, end: best, ...some };
    });
    return { kind: "choose-figures", by: "pillar", asked: text, questions, leans };
  }
  const question: FigureQuestion = { kind: "extreme", ...groupOf(subjectIn(asked)), end, ...some };
  return { kind: "figures", question, leans, ...(leans ? { asked: text } : {}) };
}

/** The indicator that is said to stand there. */
function claimedIn(asked: ShortQuestion): { readonly claimed?: string } {
  const { claimed, subject } = asked;
  if (claimsTopic(asked) && subject.kind === "indicator") return { claimed: subject.slug };
  return claimed === null || !(isClaim(asked) || asked.isAsked) ? {} : { claimed };
}

/** What is weak or strong where nothing was named is what should withstand. */
function subjectIn({ says, subject, isNamed }: ShortQuestion): ShortQuestion["subject"] {
  return says("weakest", "strongest") && !isNamed ? headline("resilience") : subject;
}

function howMany({ number, place, says }: ShortQuestion): {
  readonly count?: number | "half";
  readonly place?: number;
} {
  if (says("half")) return { count: "half" };
  const isCount = number !== null && Number.isInteger(number) && number > 1;
  return { ...(isCount ? { count: number } : {}), ...(place === null ? {} : { place }) };
}
