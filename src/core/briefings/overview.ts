/** The profile on one screen, a pillar of it, and a section of that. */
import { lead, message, paragraph, show, strong, text } from "#core/document/blocks.ts";
import type { Action, Block, Briefing, Span } from "#core/document/briefing.ts";
import { firstBasis } from "#core/profile/figures.ts";
import type { Indicator, Pillar, Section } from "#core/profile/profile.ts";
import type { Detail } from "#core/request.ts";
import { citeActions, idsIn } from "./citation.ts";
import { findingsOf, indicatorsOf, pillarOf, says, sectionsOf, waysOn, type Context } from "./context.ts";
import { worstFirst } from "#core/briefings/figures/several/groups.ts";
import { headlineVerdict } from "./figures/scored.ts";
import { composeIndicator } from "./indicator.ts";
import { composeUnknown } from "./pages.ts";
import { findingBlocks, together } from "./findings.ts";
import { caveats, linesOf } from "./figures/tables.ts";
import { headlineScores } from "#core/briefings/figures/order/world-places.ts";
import { formatHeadline, lineWords, profileAndNewest, readingOf, scoresSince } from "./scores.ts";
import { stamp } from "./stamp.ts";

/** The page of a pillar, a section or an indicator, by its slug; of what is none, what is near. */
export function composeTopic(context: Context, slug: string, detail: Detail): Briefing {
  const topic = context.topics.get(slug);
  switch (topic?.kind) {
    case "pillar":
      return composePillar(context, topic.pillar, detail);
    case "section":
      return composeSection(context, topic.section, detail);
    case "indicator":
      return composeIndicator(context, topic.indicator, detail);
    case undefined:
      return composeUnknown(context, slug, context.topics.nearest(slug, 3));
  }
}

/** The profile on one screen; in full, the key finding of every section. */
export function composeOverview(context: Context, detail: Detail): Briefing {
  const { pack, taxonomy, figures } = context;
  const title = says(context, "overview.title", { country: pack.country, edition: pack.edition });
  const summary = headlineVerdict(context, null, figures);
  return message({ title, summary }, [
    lead(`${summary}${newestWords(context)}`),
    ...headlineScores(context),
    keyLines(context, detail === "full" ? taxonomy.sections : taxonomy.pillars),
    waysOn(context, {
      topic: "",
      detail,
      all: says(context, "action.all.sections", { count: taxonomy.sections.length }),
      parts: detail === "full" ? taxonomy.sections : taxonomy.pillars,
    }),
    stamp(context, {
      editions: editionsShown(context),
      reading: [
        lineWords(context),
        ...(editionsShown(context).length > 1 ? [says(context, "reading.mixed")] : []),
        says(context, "stamp.places"),
      ],
    }),
  ]);
}

/** What became of both in the newest edition; begins with a space. */
function newestWords(context: Context): string {
  const [, newest] = profileAndNewest(context);
  if (newest === undefined) return "";
  const [criminality, resilience] = [newest.headline.criminality, newest.headline.resilience].map(formatHeadline);
  const values = { edition: newest.edition, criminality: criminality ?? "", resilience: resilience ?? "" };
  const basis = formatHeadline(firstBasis(context.taxonomy, newest, context.pack.edition).criminality);
  return basis === values.criminality
    ? ` ${says(context, "overview.lead.newest", values)}`
    : ` ${says(context, "overview.lead.newest.basis", { ...values, basis })}`;
}

function editionsShown(context: Context): readonly number[] {
  return profileAndNewest(context).map(({ edition }) => edition);
}

/** A pillar: what it comes to, and its scores, the worst first; in full, the key finding of each of its sections. */
export function composePillar(context: Context, pillar: Pillar, detail: Detail): Briefing {
  const { pack, figures } = context;
  const sections = sectionsOf(context, pillar);
  const [section, ...others] = sections;
  if (detail === "full" && section !== undefined && others.length === 0)
    return composeSection(context, section, detail);
  const title = says(context, "pillar.title", { pillar: pillar.name, country: pack.country });
  const summary = pack.pillarFindings[pillar.slug];
  const score = headlineVerdict(context, pillar.slug, figures);
  const indicators = worstFirst(
    sections.flatMap(({ slug }) => indicatorsOf(context, slug)),
    figures,
    pillar.high,
  );
  const lines = linesOf(context, { kind: "headline", measure: pillar.slug });
  const brief = [
    paragraph(pack.headlinesInList[pillar.slug] ?? summary),
    scoresSince(context, indicators, pillar),
    ...caveats(context, lines, [context.country]),
  ];
  const parts = others.length > 0 ? sections : indicators;
  return message({ title, summary }, [
    lead(score),
    ...(detail === "full" ? [keyLines(context, sections)] : brief),
    waysOn(context, { topic: pillar.slug, detail, all: null, parts, also: pillarMenu(context, pillar, detail) }),
    stamp(context, {
      ...(detail === "full" ? {} : { editions: editionsShown(context) }),
      reading: [lineWords(context), readingOf(context, pillar.high)],
    }),
  ]);
}

/** What is less likely than a section of it. */
function pillarMenu(context: Context, pillar: Pillar, detail: Detail): readonly Action[] {
  const { slug } = pillar;
  const sections = sectionsOf(context, pillar);
  const all =
    sections.length > 1
      ? says(context, "action.all.sections", { count: sections.length })
      : says(context, "action.all", { count: countFindings(sections.flatMap((section) => wholeOf(context, section))) });
  const way = (words: string, label: string): Action => show(context.pack.slug, words, label);
  return [
    ...(detail === "full" ? [] : [way(`${slug} all`, all)]),
    way(`trend ${slug}`, says(context, "action.trend")),
    way(`rank ${slug}`, says(context, "action.rank")),
  ];
}

/** The headline of each pillar or section, below a score that names the country. */
function keyLines({ pack }: Context, parts: readonly { readonly slug: string; readonly name: string }[]): Block {
  const line = (name: string, slug: string): readonly Span[] => [
    strong(name),
    text(`: ${pack.headlinesInList[slug] ?? ""}`),
  ];
  return { kind: "bullets", items: parts.map(({ name, slug }) => line(name, slug)) };
}

/** Its key finding and the scores of its indicators; in full, what the profile said of each. */
export function composeSection(context: Context, section: Section, detail: Detail): Briefing {
  const { pack, figures } = context;
  const title = says(context, "section.title", { section: section.name, country: pack.country });
  const key = pack.keyFindings[section.slug] ?? "";
  const { high } = pillarOf(context, section.pillar);
  const indicators = worstFirst(indicatorsOf(context, section.slug), figures, high);
  const [first = "", ...others] = sentencesOf(key);
  const whole = wholeOf(context, section);
  // On one screen the key finding has said it.
  const said = detail === "brief" ? [] : whole;
  const all = says(context, "action.all", { count: countFindings(whole) });
  return message({ title, summary: key }, [
    lead(first),
    ...(others.length === 0 ? [] : [paragraph(others.join(" "))]),
    scoresSince(context, indicators),
    ...said,
    waysOn(context, { topic: section.slug, detail, all, parts: indicators, also: citeActions(context, idsIn(said)) }),
    stamp(context, {
      editions: editionsShown(context),
      sections: [section.name],
      reading: [lineWords(context), readingOf(context, high)],
    }),
  ]);
}

/** One thought in bold is read at a glance; those behind it stand under it. */
function sentencesOf(words: string): readonly string[] {
  return words.split(/(?<=\.) (?=\p{Lu})/u);
}

/** What the profile said of each of its indicators. */
function wholeOf(context: Context, section: Section): readonly Block[] {
  const key = context.pack.keyFindings[section.slug] ?? "";
  return indicatorsOf(context, section.slug).flatMap((indicator) => saidOf(context, indicator, key));
}

function countFindings(blocks: readonly Block[]): number {
  return new Set(idsIn(blocks)).size;
}

function saidOf(context: Context, { slug, name }: Pick<Indicator, "slug" | "name">, key: string): readonly Block[] {
  return [
    { kind: "subheading", text: name },
    ...findingBlocks(context, together(context, findingsOf(context, slug)), { under: key }),
  ];
}
