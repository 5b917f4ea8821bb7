/** Which indicators an edition was the first to score, and how high. */
import type { Block } from "#core/document/briefing.ts";
import { figuresOf } from "#core/profile/figures.ts";
import type { CountryFigures, Indicator } from "#core/profile/profile.ts";
import { countryPhrase, says, type Context } from "#core/briefings/context.ts";
import type { Part } from "#core/briefings/figures/answer-part.ts";
import { barsIn, firstOf, scored } from "./groups.ts";
import { inWords } from "#core/briefings/figures/places.ts";
import { HEADLINE } from "#core/briefings/figures/scores.ts";

/** Any later edition's than the profile's, where none was named. */
export function addedIn({ taxonomy, pack }: Context, edition: number | null): readonly Indicator[] {
  return taxonomy.indicators.filter(({ since }) => (edition === null ? since > pack.edition : since === edition));
}

export function added(context: Context, edition: number | null): Part {
  const indicators = addedIn(context, edition);
  const [first] = indicators;
  const figures = first === undefined ? undefined : figuresOf(context.country, first.since);
  if (first === undefined || figures === undefined) return noneAdded(context, edition ?? context.pack.edition);
  const { since } = first;
  const ordered = scored(indicators, figures);
  const name = says(context, "added.group", { since });
  const verdict = says(context, "added.verdict", {
    ...firstOf(context, ordered, figures),
    ...{ count: indicators.length, since, country: countryPhrase(context, context.country.name) },
  });
  return {
    topic: HEADLINE,
    name,
    verdict,
    editions: [since],
    blocks: bars(context, { verdict, name, ordered, figures }),
  };
}

function bars(
  context: Context,
  shown: {
    readonly verdict: string;
    readonly name: string;
    readonly ordered: readonly Indicator[];
    readonly figures: CountryFigures;
  },
): readonly Block[] {
  const { verdict: title, name: group, ordered: indicators, figures } = shown;
  return barsIn(context, { title, group }, { indicators, figures });
}

/** With the editions that did add some. */
function noneAdded(context: Context, since: number): Part {
  const later = Map.groupBy(addedIn(context, null), (indicator) => indicator.since);
  const known = [...later].map(([edition, { length: count }]) =>
    says(context, "added.known", { count, since: edition }),
  );
  const words = known.length === 0 ? says(context, "added.never") : inWords(context, known);
  return {
    topic: HEADLINE,
    name: says(context, "added.group", { since }),
    verdict: says(context, "added.none", { since, known: words }),
    editions: [],
    blocks: [],
  };
}
