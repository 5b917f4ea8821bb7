/** What a reader of a pack must not take for an oversight: what the profile does not say of its topic. */
import { findingsOf, lowered, says, type Context } from "#core/briefings/context.ts";
import { inWords } from "#core/briefings/figures/places.ts";
import type { Aspect, Indicator } from "#core/profile/profile.ts";
import type { Scope } from "./scope.ts";

/** An aspect that this share of the pillar's other indicators tell is one that a reader looks for. */
const EXPECTED = 1 / 3;

/** `asked` is the slug of an aspect that somebody asked for; null where nobody did. */
export function missingFrom(context: Context, scope: Scope, asked: string | null): readonly string[] {
  const { edition, dataYear: year } = context.pack;
  const later = context.country.editions.flatMap((figures) => (figures.edition > edition ? [figures.edition] : []));
  return [
    says(context, "export.missing.later", { edition, year }),
    ...(later.length === 0
      ? []
      : [says(context, "export.missing.text", { editions: inWords(context, later.map(String)) })]),
    ...untold(context, scope),
    ...unsaid(context, scope, asked),
  ];
}

/** Indicators without a finding: those of later editions, and those that the profile passes over. */
function untold(context: Context, { indicators, findings }: Scope): readonly string[] {
  const told = new Set(findings.flatMap(({ indicator, covers }) => [indicator, ...covers]));
  const names = indicators.filter(({ slug }) => !told.has(slug)).map(({ name }) => name);
  return names.length === 0 ? [] : [says(context, "export.missing.indicators", { names: names.join(", ") })];
}

/** Of one indicator: what was asked of it, and what is told of others like it. */
function unsaid(context: Context, { indicators, findings }: Scope, asked: string | null): readonly string[] {
  const [indicator, ...others] = indicators;
  const told = new Set(findings.flatMap(({ aspects }) => aspects));
  const isOne = indicator !== undefined && others.length === 0 && findings.length > 0;
  const missing = context.taxonomy.aspects.filter(
    (aspect) => !told.has(aspect.slug) && (aspect.slug === asked || (isOne && isExpected(context, indicator, aspect))),
  );
  const names = missing.map(({ name }) => lowered(name));
  return names.length === 0 ? [] : [says(context, "export.missing.aspects", { names: names.join("; ") })];
}

function isExpected(context: Context, { slug, pillar }: Indicator, aspect: Aspect): boolean {
  const others = context.taxonomy.indicators.filter(
    (each) => each.pillar === pillar && each.slug !== slug && findingsOf(context, each.slug).length > 0,
  );
  const telling = others.filter((each) =>
    findingsOf(context, each.slug).some(({ aspects }) => aspects.includes(aspect.slug)),
  );
  return telling.length > others.length * EXPECTED;
}
