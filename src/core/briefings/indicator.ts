/** One indicator: what it means, its score in context, everything the profile said, and where to read on. */
import { text, type Action, type Block, type Briefing } from "#core/document/briefing.ts";
import { findingsOf, indicatorsOf, nameOf, pillarOf, says, type Desk } from "./context.ts";
import { findingBlocks } from "./findings.ts";
import type { Indicator } from "#core/profile/profile.ts";
import { figuresOf, formatScore, ownCountry, ownFigures, placeAmong, regionScores, scoreRow } from "./scores.ts";
import { stamp } from "./stamp.ts";

/** How many neighbouring indicators to offer. */
const NEIGHBOURS = 3;

export function composeIndicator(desk: Desk, indicator: Indicator): Briefing {
  const { pack, taxonomy } = desk;
  const score = ownFigures(desk).indicators[indicator.slug];
  const findings = findingsOf(desk, indicator.slug);
  const elsewhere = pack.findings.filter((finding) => finding.also.includes(indicator.slug));
  const title = says(desk, "section.title", { section: indicator.name, country: pack.country });
  const summary =
    score === undefined
      ? newerNote(desk, indicator)
      : says(desk, "summary.indicator", {
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
      ...(score === undefined ? [notice(summary)] : scoreBlocks(desk, indicator, score)),
      ...laterScores(desk, indicator),
      ...listed(desk, says(desk, "indicator.findings"), findings),
      ...listed(desk, says(desk, "indicator.also"), elsewhere),
      readOn(desk, indicator),
      { kind: "actions", items: indicatorActions(desk, indicator) },
      stamp(desk),
    ],
  };
}

function scoreBlocks(desk: Desk, indicator: Indicator, score: number): readonly Block[] {
  const { pack } = desk;
  const pillar = pillarOf(desk, indicator.pillar);
  return [
    {
      kind: "scores",
      caption: says(desk, "indicator.score", { edition: pack.edition }),
      rows: [scoreRow(desk, { label: indicator.name, score, high: pillar.high })],
    },
    {
      kind: "paragraph",
      spans: [text(`${placeInCountry(desk, indicator, score)} ${placeInRegion(desk, indicator, score)}`)],
    },
  ];
}

function placeInCountry(desk: Desk, indicator: Indicator, score: number): string {
  const { indicators } = ownFigures(desk);
  const pillar = pillarOf(desk, indicator.pillar);
  const peers = desk.taxonomy.indicators.filter((peer) => peer.pillar === indicator.pillar);
  const scores = peers.flatMap((peer) => indicators[peer.slug] ?? []);
  const values = { position: placeAmong(score, scores), count: scores.length, pillar: pillar.name.toLowerCase() };
  return says(desk, "indicator.rank.country", values);
}

function placeInRegion(desk: Desk, indicator: Indicator, score: number): string {
  const scores = regionScores(desk, indicator, desk.pack.edition);
  const values = { position: placeAmong(score, scores), count: scores.length, region: desk.pack.figures.region };
  return says(desk, "indicator.rank.region", values);
}

/** What other editions scored it: the profile is old, the reader should know that newer figures exist. */
function laterScores(desk: Desk, indicator: Indicator): readonly Block[] {
  const later = ownCountry(desk).editions.filter(({ edition }) => edition > desk.pack.edition);
  const scores = later.flatMap(({ edition }) => {
    const score = figuresOf(ownCountry(desk), edition)?.indicators[indicator.slug];
    return score === undefined ? [] : [says(desk, "indicator.later.one", { edition, score: formatScore(score) })];
  });
  if (scores.length === 0) return [];
  return [{ kind: "paragraph", spans: [text(says(desk, "indicator.later", { scores: scores.join(", ") }))] }];
}

function listed(desk: Desk, name: string, findings: Desk["pack"]["findings"]): readonly Block[] {
  if (findings.length === 0) return [];
  return [{ kind: "subheading", text: name }, ...findingBlocks(desk, findings)];
}

function newerNote(desk: Desk, { name, since }: Indicator): string {
  return says(desk, "indicator.newer", { indicator: name, since, edition: desk.pack.edition });
}

function notice(words: string): Block {
  return { kind: "notice", spans: [text(words)] };
}

function readOn(desk: Desk, indicator: Indicator): Block {
  const names = neighboursOf(desk, indicator).map(({ name }) => name);
  return { kind: "paragraph", spans: [text(says(desk, "indicator.next", { indicators: names.join(", ") }))] };
}

function indicatorActions(desk: Desk, indicator: Indicator): readonly Action[] {
  const pack = desk.pack.slug;
  const show = (slug: string): Action => ({ kind: "show", label: nameOf(desk, slug), pack, text: slug });
  const section = indicator.section === null ? [] : [show(indicator.section)];
  return [
    ...neighboursOf(desk, indicator).map((neighbour) => show(neighbour.slug)),
    ...section,
    { kind: "share", label: says(desk, "action.share"), pack, text: indicator.slug },
  ];
}

/** The others of its section; for one that is alone there, the others of its pillar. */
function neighboursOf(desk: Desk, indicator: Indicator): readonly Indicator[] {
  const others = (candidates: readonly Indicator[]) => candidates.filter(({ slug }) => slug !== indicator.slug);
  const beside = others(indicatorsOf(desk, indicator.section ?? ""));
  const pillar = others(
    desk.taxonomy.indicators.filter(({ pillar, section }) => pillar === indicator.pillar && section !== null),
  );
  return (beside.length > 0 ? beside : pillar).slice(0, NEIGHBOURS);
}
