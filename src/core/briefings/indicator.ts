/** One indicator: what it means, its score in context, everything the profile said, and where to read on. */
import { notice, page, paragraph } from "#core/document/blocks.ts";
import type { Action, Block, Briefing } from "#core/document/briefing.ts";
import type { Finding, Indicator } from "#core/profile/profile.ts";
import { citeActions, idsOf } from "./citation.ts";
import { findingsOf, indicatorsOf, pillarOf, says, shareAction, showTopic, type Context } from "./context.ts";
import { placeInCountry, placeInRegion } from "./figure-places.ts";
import { findingBlocks } from "./findings.ts";
import { formatScore, scoreRow } from "./scores.ts";
import { stamp } from "./stamp.ts";

/** How many neighbouring indicators to offer. */
const NEIGHBOURS = 3;

export function composeIndicator(context: Context, indicator: Indicator): Briefing {
  const { pack } = context;
  const score = context.figures.indicators[indicator.slug];
  const findings = findingsOf(context, indicator.slug);
  const elsewhere = pack.findings.filter((finding) => finding.also.includes(indicator.slug));
  const title = says(context, "section.title", { section: indicator.name, country: pack.country });
  const summary = score === undefined ? newerNote(context, indicator) : scoreSummary(context, indicator, score);
  return page({ title, summary }, [
    paragraph(indicator.definition),
    ...(score === undefined ? [notice(summary)] : scoreBlocks(context, indicator, score)),
    ...laterScores(context, indicator.slug),
    ...listed(context, says(context, "indicator.findings"), findings),
    ...listed(context, says(context, "indicator.also"), elsewhere),
    readOn(context, indicator),
    { kind: "actions", items: indicatorActions(context, indicator, idsOf([...findings, ...elsewhere])) },
    stamp(context),
  ]);
}

function scoreSummary(context: Context, { name }: Indicator, score: number): string {
  const { country, edition } = context.pack;
  const { high } = context.taxonomy.scale;
  return says(context, "summary.indicator", { indicator: name, country, score: formatScore(score), high, edition });
}

function scoreBlocks(context: Context, indicator: Indicator, score: number): readonly Block[] {
  const { high } = pillarOf(context, indicator.pillar);
  const places = [
    placeInCountry(context, indicator, context.figures),
    placeInRegion(context, context.pack.edition, (figures) => figures?.indicators[indicator.slug]),
  ];
  return [
    {
      kind: "scores",
      caption: says(context, "indicator.score", { edition: context.pack.edition }),
      rows: [scoreRow(context, { label: indicator.name, score, high })],
    },
    paragraph(places.filter((place) => place !== null).join(" ")),
  ];
}

/** What other editions scored it: the profile is old, the reader should know that newer figures exist. */
export function laterScores(context: Context, slug: string): readonly Block[] {
  const later = context.country.editions.filter(({ edition }) => edition > context.pack.edition);
  const scores = later.flatMap(({ edition, indicators }) => {
    const score = indicators[slug];
    return score === undefined ? [] : [says(context, "indicator.later.one", { edition, score: formatScore(score) })];
  });
  return scores.length === 0 ? [] : [paragraph(says(context, "indicator.later", { scores: scores.join(", ") }))];
}

function listed(context: Context, name: string, findings: readonly Finding[]): readonly Block[] {
  if (findings.length === 0) return [];
  return [{ kind: "subheading", text: name }, ...findingBlocks(context, findings)];
}

function newerNote(context: Context, { name, since }: Indicator): string {
  return says(context, "indicator.newer", { indicator: name, since, edition: context.pack.edition });
}

function readOn(context: Context, indicator: Indicator): Block {
  const names = neighboursOf(context, indicator).map(({ name }) => name);
  return paragraph(says(context, "indicator.next", { indicators: names.join(", ") }));
}

function indicatorActions(context: Context, indicator: Indicator, shown: readonly string[]): readonly Action[] {
  const { slug, section } = indicator;
  const topics = [...neighboursOf(context, indicator).map((each) => each.slug), ...(section === null ? [] : [section])];
  return [
    ...topics.map((topic) => showTopic(context, topic)),
    ...citeActions(context, shown),
    shareAction(context, slug),
  ];
}

/** The others of its section; for one that is alone there, the others of its pillar. */
function neighboursOf(context: Context, indicator: Indicator): readonly Indicator[] {
  const others = (candidates: readonly Indicator[]) => candidates.filter(({ slug }) => slug !== indicator.slug);
  const beside = others(indicatorsOf(context, indicator.section ?? ""));
  const pillar = others(
    context.taxonomy.indicators.filter(({ pillar, section }) => pillar === indicator.pillar && section !== null),
  );
  return (beside.length > 0 ? beside : pillar).slice(0, NEIGHBOURS);
}
