/** What the Index means by a topic, what it counts as part of that, and how the country scored. */
import { lead, message, paragraph, show } from "#core/document/blocks.ts";
import type { Block, Briefing } from "#core/document/briefing.ts";
import type { Topic } from "#core/profile/topics.ts";
import {
  buttonName,
  indicatorsOf,
  lowered,
  phraseOf,
  pillarOf,
  says,
  shareAction,
  withShare,
  type Context,
} from "#core/briefings/context.ts";
import { inWords } from "#core/briefings/figures/places.ts";
import { headlineVerdict, scoreVerdict } from "#core/briefings/figures/scored.ts";
import { lineWords, readingOf } from "#core/briefings/scores.ts";
import { stamp } from "#core/briefings/stamp.ts";

/** Throws when there is no topic of that slug. */
export function composeDefinition(context: Context, slug: string): Briefing {
  const topic = context.topics.get(slug);
  if (topic === undefined) throw new Error(`There is no topic ${slug}`);
  const { definition, pillar } = definedBy(topic);
  const means = says(context, "definition.lead", { topic: phraseOf(context, slug), definition: lowered(definition) });
  const pack = context.pack.slug;
  const editions = topic.kind === "indicator" ? editionsOf(context, slug) : [context.pack.edition];
  return message({ title: topic.name, summary: means }, [
    lead(means),
    ...partsOf(context, topic),
    withShare(
      [show(pack, slug, buttonName(context, slug)), show(pack, `trend ${slug}`, says(context, "action.trend"))],
      [],
      shareAction(context, `define ${topic.name}`),
    ),
    stamp(context, {
      editions,
      reading: [lineWords(context), readingOf(context, pillarOf(context, pillar).high)],
    }),
  ]);
}

function definedBy(topic: Topic): { readonly definition: string; readonly pillar: string } {
  switch (topic.kind) {
    case "pillar":
      return { definition: topic.pillar.definition, pillar: topic.slug };
    case "section":
      return topic.section;
    case "indicator":
      return topic.indicator;
  }
}

function editionsOf({ country }: Context, slug: string): readonly number[] {
  return country.editions.flatMap(({ edition, indicators }) => (indicators[slug] === undefined ? [] : [edition]));
}

/** The score of one, from the profile's edition on; of several which they are. */
function partsOf(context: Context, topic: Topic): readonly Block[] {
  const { figures, taxonomy, pack } = context;
  switch (topic.kind) {
    case "pillar": {
      const own = taxonomy.indicators.filter(({ pillar, since }) => pillar === topic.slug && since <= pack.edition);
      return [...scoredNames(context, own), paragraph(headlineVerdict(context, topic.pillar.slug, figures))];
    }
    case "section":
      return scoredNames(context, indicatorsOf(context, topic.slug));
    case "indicator": {
      const { slug, since } = topic.indicator;
      const first = context.country.editions.find(({ indicators }) => indicators[slug] !== undefined);
      const scored = figures.indicators[slug] === undefined ? first : figures;
      return scored === undefined
        ? [paragraph(says(context, "indicator.since", { since }))]
        : [paragraph(scoreVerdict(context, topic.indicator, scored))];
    }
  }
}

/** Nothing of one alone, which the definition has named. */
function scoredNames(context: Context, indicators: readonly { readonly phrase: string }[]): readonly Block[] {
  if (indicators.length < 2) return [];
  const names = inWords(
    context,
    indicators.map(({ phrase }) => phrase),
  );
  const { edition } = context.pack;
  return [paragraph(says(context, "definition.parts", { edition, count: indicators.length, names }))];
}
