/** The briefings that walk down the profile: overview, pillar and section. */
import { strong, text, type Action, type Block, type Briefing } from "#core/document/briefing.ts";
import { findingsOf, indicatorsOf, nameOf, pillarOf, says, sectionsOf, type Context } from "./context.ts";
import { findingBlocks } from "./findings.ts";
import type { Indicator, Pillar, Section } from "#core/profile/profile.ts";
import type { Detail } from "#core/request.ts";
import { headlineRows, measureRow, ownFigures, scoreRow } from "./scores.ts";
import { stamp } from "./stamp.ts";

/** The profile on one screen; in full, the key finding of every section. */
export function composeOverview(context: Context, detail: Detail): Briefing {
  const { pack, taxonomy } = context;
  const title = says(context, "overview.title", { country: pack.country, edition: pack.edition });
  const keys =
    detail === "full"
      ? taxonomy.sections.map((section) => keyLine(section.name, pack.keyFindings[section.slug] ?? ""))
      : taxonomy.pillars.map((pillar) => keyLine(pillar.name, pack.pillarFindings[pillar.slug]));
  return {
    title,
    summary: pack.summary,
    blocks: [
      { kind: "heading", text: title },
      { kind: "paragraph", spans: [text(pack.summary)] },
      headline(context),
      { kind: "subheading", text: says(context, "overview.keys") },
      { kind: "bullets", items: keys },
      { kind: "paragraph", spans: [text(says(context, "help.words", { sections: namesOf(taxonomy.sections) }))] },
      actions(context, { ...offered("", detail), parts: taxonomy.sections }),
      stamp(context),
    ],
  };
}

/** A pillar, which is too long to show whole: its overall score, and a key finding and the indicators of each of its sections. */
export function composePillar(context: Context, pillar: Pillar): Briefing {
  const { pack } = context;
  const title = says(context, "pillar.title", { pillar: pillar.name, country: pack.country });
  const sections = sectionsOf(context, pillar);
  return {
    title,
    summary: pack.pillarFindings[pillar.slug],
    blocks: [
      { kind: "heading", text: title },
      { kind: "paragraph", spans: [text(pillar.definition)] },
      { kind: "paragraph", spans: [text(pack.pillarFindings[pillar.slug])] },
      {
        kind: "scores",
        caption: says(context, "pillar.score", { edition: pack.edition }),
        rows: [measureRow(context, ownFigures(context), pillar.slug)],
      },
      indicatorScores(
        context,
        sections.flatMap((section) => indicatorsOf(context, section.slug)),
      ),
      { kind: "subheading", text: says(context, "pillar.sections") },
      {
        kind: "bullets",
        items: sections.map((section) => keyLine(section.name, pack.keyFindings[section.slug] ?? "")),
      },
      actions(context, { topic: pillar.slug, all: null, parts: sections }),
      stamp(context),
    ],
  };
}

/** A section: its key finding and its indicators, each with score and first finding (in full, all of them). */
export function composeSection(context: Context, section: Section, detail: Detail): Briefing {
  const { pack } = context;
  const title = says(context, "section.title", { section: section.name, country: pack.country });
  const key = pack.keyFindings[section.slug] ?? "";
  const indicators = indicatorsOf(context, section.slug);
  return {
    title,
    summary: key,
    blocks: [
      { kind: "heading", text: title },
      { kind: "paragraph", spans: [strong(says(context, "section.key")), text(`: ${key}`)] },
      indicatorScores(context, indicators),
      ...sectionFindings(context, section, detail),
      actions(context, { ...offered(section.slug, detail), parts: indicators }),
      stamp(context),
    ],
  };
}

function namesOf(parts: readonly { readonly name: string }[]): string {
  return parts.map(({ name }) => name).join(", ");
}

function headline(context: Context): Block {
  const figures = ownFigures(context);
  return {
    kind: "scores",
    caption: says(context, "overview.headline", { edition: figures.edition }),
    rows: headlineRows(context, figures),
  };
}

function indicatorScores(context: Context, indicators: readonly Indicator[]): Block {
  const scores = ownFigures(context).indicators;
  return {
    kind: "scores",
    caption: says(context, "section.scores", { edition: context.pack.edition }),
    rows: indicators.map((indicator) =>
      scoreRow(context, {
        label: indicator.name,
        score: scores[indicator.slug] ?? Number.NaN,
        high: pillarOf(context, indicator.pillar).high,
      }),
    ),
  };
}

function sectionFindings(context: Context, section: Section, detail: Detail): readonly Block[] {
  return indicatorsOf(context, section.slug).flatMap((indicator) => {
    const findings = findingsOf(context, indicator.slug);
    const shown = detail === "full" ? findings : findings.slice(0, 1);
    return [{ kind: "subheading", text: indicator.name }, ...findingBlocks(context, shown)] satisfies Block[];
  });
}

function keyLine(name: string, finding: string) {
  return [strong(name), text(`: ${finding}`)];
}

interface Offer {
  /** What is on the screen; empty for the overview. */
  readonly topic: string;
  /** What asks for all of it; null when this is all, or all is too much for one message. */
  readonly all: string | null;
  readonly parts: readonly { readonly slug: string }[];
}

/** What was asked, and what would ask for more of it. */
function offered(topic: string, detail: Detail): Pick<Offer, "topic" | "all"> {
  const all = `${topic} all`.trim();
  return detail === "full" ? { topic: all, all: null } : { topic, all };
}

/** A way to each part, then all of it, then sharing what is on the screen. */
function actions(context: Context, { topic, all, parts }: Offer): Block {
  const pack = context.pack.slug;
  const shows = parts.map((part): Action => ({
    kind: "show",
    label: nameOf(context, part.slug),
    pack,
    text: part.slug,
  }));
  const rest: Action[] = all === null ? [] : [{ kind: "show", label: says(context, "action.all"), pack, text: all }];
  return {
    kind: "actions",
    items: [...shows, ...rest, { kind: "share", label: says(context, "action.share"), pack, text: topic }],
  };
}
