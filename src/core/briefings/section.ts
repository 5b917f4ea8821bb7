/** A section: its key finding and its indicators, each with score and first finding (in full, all of them). */
import { page, paragraph, strong } from "#core/document/blocks.ts";
import type { Block, Briefing } from "#core/document/briefing.ts";
import type { Section } from "#core/profile/profile.ts";
import type { Detail } from "#core/request.ts";
import { findingsOf, indicatorsOf, says, waysOn, type Context } from "./context.ts";
import { findingBlocks } from "./findings.ts";
import { indicatorScores } from "./scores.ts";
import { stamp } from "./stamp.ts";

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
    waysOn(context, { topic: section.slug, detail, parts: indicators }),
    stamp(context),
  ]);
}
