/** The briefings that walk down the profile: overview, pillar and section. */
import { strong, text, type Action, type Block, type Briefing } from "#core/document/briefing.ts";
import { findingsOf, indicatorsOf, nameOf, pillarOf, says, sectionsOf, type Desk } from "./context.ts";
import { findingBlocks } from "./findings.ts";
import type { Indicator, Pillar, Section } from "#core/profile/profile.ts";
import type { Detail } from "#core/request.ts";
import { headlineRows, measureRow, ownFigures, scoreRow } from "./scores.ts";
import { stamp } from "./stamp.ts";

/** The profile on one screen; in full, the key finding of every section. */
export function composeOverview(desk: Desk, detail: Detail): Briefing {
  const { pack, taxonomy } = desk;
  const title = says(desk, "overview.title", { country: pack.country, edition: pack.edition });
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
      headline(desk),
      { kind: "subheading", text: says(desk, "overview.keys") },
      { kind: "bullets", items: keys },
      { kind: "paragraph", spans: [text(says(desk, "help.words", { sections: namesOf(taxonomy.sections) }))] },
      actions(desk, { ...offered("", detail), parts: taxonomy.sections }),
      stamp(desk),
    ],
  };
}

/** A pillar, which is too long to show whole: its overall score, and a key finding and the indicators of each of its sections. */
export function composePillar(desk: Desk, pillar: Pillar): Briefing {
  const { pack } = desk;
  const title = says(desk, "pillar.title", { pillar: pillar.name, country: pack.country });
  const sections = sectionsOf(desk, pillar);
  return {
    title,
    summary: pack.pillarFindings[pillar.slug],
    blocks: [
      { kind: "heading", text: title },
      { kind: "paragraph", spans: [text(pillar.definition)] },
      { kind: "paragraph", spans: [text(pack.pillarFindings[pillar.slug])] },
      {
        kind: "scores",
        caption: says(desk, "pillar.score", { edition: pack.edition }),
        rows: [measureRow(desk, ownFigures(desk), pillar.slug)],
      },
      indicatorScores(
        desk,
        sections.flatMap((section) => indicatorsOf(desk, section.slug)),
      ),
      { kind: "subheading", text: says(desk, "pillar.sections") },
      {
        kind: "bullets",
        items: sections.map((section) => keyLine(section.name, pack.keyFindings[section.slug] ?? "")),
      },
      actions(desk, { topic: pillar.slug, all: null, parts: sections }),
      stamp(desk),
    ],
  };
}

/** A section: its key finding and its indicators, each with score and first finding (in full, all of them). */
export function composeSection(desk: Desk, section: Section, detail: Detail): Briefing {
  const { pack } = desk;
  const title = says(desk, "section.title", { section: section.name, country: pack.country });
  const key = pack.keyFindings[section.slug] ?? "";
  const indicators = indicatorsOf(desk, section.slug);
  return {
    title,
    summary: key,
    blocks: [
      { kind: "heading", text: title },
      { kind: "paragraph", spans: [strong(says(desk, "section.key")), text(`: ${key}`)] },
      indicatorScores(desk, indicators),
      ...sectionFindings(desk, section, detail),
      actions(desk, { ...offered(section.slug, detail), parts: indicators }),
      stamp(desk),
    ],
  };
}

function namesOf(parts: readonly { readonly name: string }[]): string {
  return parts.map(({ name }) => name).join(", ");
}

function headline(desk: Desk): Block {
  const figures = ownFigures(desk);
  return {
    kind: "scores",
    caption: says(desk, "overview.headline", { edition: figures.edition }),
    rows: headlineRows(desk, figures),
  };
}

function indicatorScores(desk: Desk, indicators: readonly Indicator[]): Block {
  const scores = ownFigures(desk).indicators;
  return {
    kind: "scores",
    caption: says(desk, "section.scores", { edition: desk.pack.edition }),
    rows: indicators.map((indicator) =>
      scoreRow(desk, {
        label: indicator.name,
        score: scores[indicator.slug] ?? Number.NaN,
        high: pillarOf(desk, indicator.pillar).high,
      }),
    ),
  };
}

function sectionFindings(desk: Desk, section: Section, detail: Detail): readonly Block[] {
  return indicatorsOf(desk, section.slug).flatMap((indicator) => {
    const findings = findingsOf(desk, indicator.slug);
    const shown = detail === "full" ? findings : findings.slice(0, 1);
    return [{ kind: "subheading", text: indicator.name }, ...findingBlocks(desk, shown)] satisfies Block[];
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
function actions(desk: Desk, { topic, all, parts }: Offer): Block {
  const pack = desk.pack.slug;
  const shows = parts.map((part): Action => ({ kind: "show", label: nameOf(desk, part.slug), pack, text: part.slug }));
  const rest: Action[] = all === null ? [] : [{ kind: "show", label: says(desk, "action.all"), pack, text: all }];
  return {
    kind: "actions",
    items: [...shows, ...rest, { kind: "share", label: says(desk, "action.share"), pack, text: topic }],
  };
}
