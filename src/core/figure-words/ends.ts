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
import { editionOf, figuresCommand, headline } from "./questions.ts";

/** Of countries, or of the indicators of a country. */
export function ends(asked: ShortQuestion): Command | undefined {
  const { named, says } = asked;
  const end = endIn(asked);
  if (end === null || named.countries.length > 1 || says("above", "below", "many", ...CHANGES)) return undefined;
  return isOrder(asked) ? ofCountries(asked, end) : ofIndicators(asked, end);
}

/** A place without an end is counted from the highest. */
function endIn({ says, place }: ShortQuestion): ScaleEnd | null {
  const named = SCALE_ENDS.find((end) => says(end));
  if (named !== undefined) return named;
  if (says("last", "weakest")) return "lowest";
  return says("first", "strongest") || place !== null ? "highest" : null;
}

/** Of one figure there is no lowest but among countries. */
function isOrder(asked: ShortQuestion): boolean {
  const { subject, says, named, isOfCountries, isNamed } = asked;
  const isOfOne =
    subject.kind === "indicator" ||
    (subject.kind === "headline" && subject.measure === "criminality" && !says("indicators"));
  return (
    isOfCountries || says("region", "world") || named.countries.length > 0 || isOfOne || (!isNamed && isClaim(asked))
  );
}

/** That a country stands there is asked of it, or said of it: `it is first in the region, right?` */
function isClaim({ named, says, opens }: ShortQuestion): boolean {
  return named.countries.length > 0 || opens("whether") || (named.ownCountry && says("whether"));
}

function ofCountries(asked: ShortQuestion, end: ScaleEnd): Command | undefined {
  const { named, says, subject, isNamed, isOfCountries, place } = asked;
  const [of] = named.countries;
  if (asked.number !== null) return undefined;
  const isOfSome = named.ownCountry || of !== undefined || !isOfCountries;
  const order: OrderAsked = {
    ...({ kind: "at", place: place ?? 1, end } as const),
    ...(isClaim(asked) && isOfSome ? { claimed: true } : {}),
  };
  const scope = says("world") ? ({ scope: "world" } as const) : {};
  const whose = of === undefined ? {} : { of };
  const question = { kind: "rank", subject, edition: editionOf(named), ...scope, ...whose, asked: order } as const;
  return figuresCommand(question, !isNamed);
}

function ofIndicators(asked: ShortQuestion, end: ScaleEnd): Command | undefined {
  const { isNamed, says, named, text } = asked;
  if (named.ownCountry && asked.opens("whether")) return undefined;
  const claimed = asked.claimed === null || !isClaim(asked) ? {} : { claimed: asked.claimed };
  const some = { ...howMany(asked), ...claimed, edition: editionOf(named) };
  // Behind an order of countries, or a figure of one kind, those are meant.
  const leans = !isNamed && !says("indicators", "weakest");
  if (end === "best" && !isNamed) {
    const questions = PILLAR_SLUGS.map((pillar): FigureQuestion => {
      const best = pillar === "resilience" ? "highest" : "lowest";
      return { kind: "extreme", pillar, section: null, end: best, ...some };
    });
    return { kind: "choose-figures", by: "pillar", asked: text, questions, leans };
  }
  const question: FigureQuestion = { kind: "extreme", ...groupIn(asked), end, ...some };
  return { kind: "figures", question, leans, ...(leans ? { asked: text } : {}) };
}

/** What is weak where nothing was named is what should withstand. */
function groupIn({ says, subject, isNamed }: ShortQuestion): ReturnType<typeof groupOf> {
  return says("weakest") && !isNamed ? groupOf(headline("resilience")) : groupOf(subject);
}

function howMany({ number, place }: ShortQuestion): { readonly count?: number; readonly place?: number } {
  const isCount = number !== null && Number.isInteger(number) && number > 1;
  return { ...(isCount ? { count: number } : {}), ...(place === null ? {} : { place }) };
}
