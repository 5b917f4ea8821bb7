/** The profile on one screen, a pillar of it, and a section of that. */
import { page, paragraph, strong, text } from "#core/document/blocks.ts";
import type { Block, Briefing, Span } from "#core/document/briefing.ts";
import type { Pillar, Section } from "#core/profile/profile.ts";
import type { Detail } from "#core/request.ts";
import { citeActions, idsIn } from "./citation.ts";
import { findingsOf, indicatorsOf, says, sectionsOf, waysOn, type Context } from "./context.ts";
import { findingBlocks } from "./findings.ts";
import { headlineRows, indicatorScores, measureRow } from "./scores.ts";
import { stamp } from "./stamp.ts";

/** The profile on one screen; in full, the key finding of every section. */
export function composeOverview(context: Context, detail: Detail): Briefing {
  const { pack, taxonomy, figures } = context;
  const title = says(context, "overview.title", { country: pack.country, edition: pack.edition });
  const sections = taxonomy.sections.map(({ name }) => name).join(", ");
  const caption = says(context, "overview.headline", { edition: figures.edition });
  return page({ title, summary: pack.summary }, [
    paragraph(pack.summary),
    { kind: "scores", caption, rows: headlineRows(context, figures) },
    { kind: "subheading", text: says(context, "overview.keys") },
    keyLines(context, detail === "full" ? taxonomy.sections : taxonomy.pillars),
    paragraph(says(context, "help.words", { sections })),
    waysOn(context, { topic: "", detail, parts: taxonomy.sections }),
    stamp(context),
  ]);
}

/** A pillar, which is too long to show whole: its overall score, and a key finding and the indicators of each of its sections. */
export function composePillar(context: Context, pillar: Pillar): Briefing {
  const { pack, figures } = context;
  const title = says(context, "pillar.title", { pillar: pillar.name, country: pack.country });
  const sections = sectionsOf(context, pillar);
  const indicators = sections.flatMap((section) => indicatorsOf(context, section.slug));
  const summary = pack.pillarFindings[pillar.slug];
  const caption = says(context, "pillar.score", { edition: pack.edition });
  return page({ title, summary }, [
    paragraph(pillar.definition),
    paragraph(summary),
    { kind: "scores", caption, rows: [measureRow(context, figures, pillar.slug)] },
    indicatorScores(context, indicators),
    { kind: "subheading", text: says(context, "pillar.sections") },
    keyLines(context, sections),
    waysOn(context, { topic: pillar.slug, detail: "whole", parts: sections }),
    stamp(context),
  ]);
}

/** The headline of each pillar or section. */
function keyLines({ pack }: Context, parts: readonly { readonly slug: string; readonly name: string }[]): Block {
  const findings: Readonly<Record<string, string>> = { ...pack.keyFindings, ...pack.pillarFindings };
  const line = (name: string, slug: string): readonly Span[] => [strong(name), text(`: ${findings[slug] ?? ""}`)];
  return { kind: "bullets", items: parts.map(({ name, slug }) => line(name, slug)) };
}

/** Its key finding and its indicators, each with score and first finding; in full, all of them. */
export function composeSection(context: Context, section: Section, detail: Detail): Briefing {
  const title = says(context, "section.title", { section: section.name, country: context.pack.country });
  const key = context.pack.keyFindings[section.slug] ?? "";
  const indicators = indicatorsOf(context, section.slug);
  const said = indicators.flatMap(({ slug, name }): readonly Block[] => {
    const findings = findingsOf(context, slug);
    const shown = detail === "full" ? findings : findings.slice(0, 1);
    return [{ kind: "subheading", text: name }, ...findingBlocks(context, shown)];
  });
  return page({ title, summary: key }, [
    paragraph(strong(says(context, "section.key")), `: ${key}`),
    indicatorScores(context, indicators),
    ...said,
    waysOn(context, { topic: section.slug, detail, parts: indicators, also: citeActions(context, idsIn(said)) }),
    stamp(context),
  ]);
}
