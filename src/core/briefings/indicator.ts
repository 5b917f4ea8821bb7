/** One indicator: what it means, its score in context, everything the profile said, and where to read on. */
import { text, type Action, type Block, type Briefing } from "#core/document/briefing.ts";
import { findingsOf, indicatorsOf, nameOf, pillarOf, says, type Context } from "./context.ts";
import { findingBlocks } from "./findings.ts";
import type { Indicator } from "#core/profile/profile.ts";
import { figuresOf, formatScore, ownCountry, ownFigures, placeAmong, regionScores, scoreRow } from "./scores.ts";
import { stamp } from "./stamp.ts";

/** How many neighbouring indicators to offer. */
const NEIGHBOURS = 3;

export function composeIndicator(context: Context, indicator: Indicator): Briefing {
  const { pack, taxonomy } = context;
  const score = ownFigures(context).indicators[indicator.slug];
  const findings = findingsOf(context, indicator.slug);
  const elsewhere = pack.findings.filter((finding) => finding.also.includes(indicator.slug));
  const title = says(context, "section.title", { section: indicator.name, country: pack.country });
  const summary =
    score === undefined
      ? newerNote(context, indicator)
      : says(context, "summary.indicator", {
          indicator: indicator.name,
          country: pack.country,
          score: formatScore(score),
          high: taxonomy.scale.high,
          edition: pack.edition,
        });
  return {
    title,
    summary,
    blocks: [
      { kind: "heading", text: title },
      { kind: "paragraph", spans: [text(indicator.definition)] },
      ...(score === undefined ? [notice(summary)] : scoreBlocks(context, indicator, score)),
      ...laterScores(context, indicator),
      ...listed(context, says(context, "indicator.findings"), findings),
      ...listed(context, says(context, "indicator.also"), elsewhere),
      readOn(context, indicator),
      { kind: "actions", items: indicatorActions(context, indicator) },
      stamp(context),
    ],
  };
}

function scoreBlocks(context: Context, indicator: Indicator, score: number): readonly Block[] {
  const { pack } = context;
  const pillar = pillarOf(context, indicator.pillar);
  return [
    {
      kind: "scores",
      caption: says(context, "indicator.score", { edition: pack.edition }),
      rows: [scoreRow(context, { label: indicator.name, score, high: pillar.high })],
    },
    {
      kind: "paragraph",
      spans: [text(`${placeInCountry(context, indicator, score)} ${placeInRegion(context, indicator, score)}`)],
    },
  ];
}

function placeInCountry(context: Context, indicator: Indicator, score: number): string {
  const { indicators } = ownFigures(context);
  const pillar = pillarOf(context, indicator.pillar);
  const peers = context.taxonomy.indicators.filter((peer) => peer.pillar === indicator.pillar);
  const scores = peers.flatMap((peer) => indicators[peer.slug] ?? []);
  const values = { position: placeAmong(score, scores), count: scores.length, pillar: pillar.name.toLowerCase() };
  return says(context, "indicator.rank.country", values);
}

function placeInRegion(context: Context, indicator: Indicator, score: number): string {
  const scores = regionScores(context, indicator, context.pack.edition);
  const values = { position: placeAmong(score, scores), count: scores.length, region: context.pack.figures.region };
  return says(context, "indicator.rank.region", values);
}

/** What other editions scored it: the profile is old, the reader should know that newer figures exist. */
function laterScores(context: Context, indicator: Indicator): readonly Block[] {
  const later = ownCountry(context).editions.filter(({ edition }) => edition > context.pack.edition);
  const scores = later.flatMap(({ edition }) => {
    const score = figuresOf(ownCountry(context), edition)?.indicators[indicator.slug];
    return score === undefined ? [] : [says(context, "indicator.later.one", { edition, score: formatScore(score) })];
  });
  if (scores.length === 0) return [];
  return [{ kind: "paragraph", spans: [text(says(context, "indicator.later", { scores: scores.join(", ") }))] }];
}

function listed(context: Context, name: string, findings: Context["pack"]["findings"]): readonly Block[] {
  if (findings.length === 0) return [];
  return [{ kind: "subheading", text: name }, ...findingBlocks(context, findings)];
}

function newerNote(context: Context, { name, since }: Indicator): string {
  return says(context, "indicator.newer", { indicator: name, since, edition: context.pack.edition });
}

function notice(words: string): Block {
  return { kind: "notice", spans: [text(words)] };
}

function readOn(context: Context, indicator: Indicator): Block {
  const names = neighboursOf(context, indicator).map(({ name }) => name);
  return { kind: "paragraph", spans: [text(says(context, "indicator.next", { indicators: names.join(", ") }))] };
}

function indicatorActions(context: Context, indicator: Indicator): readonly Action[] {
  const pack = context.pack.slug;
  const show = (slug: string): Action => ({ kind: "show", label: nameOf(context, slug), pack, text: slug });
  const section = indicator.section === null ? [] : [show(indicator.section)];
  return [
    ...neighboursOf(context, indicator).map((neighbour) => show(neighbour.slug)),
    ...section,
    { kind: "share", label: says(context, "action.share"), pack, text: indicator.slug },
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
