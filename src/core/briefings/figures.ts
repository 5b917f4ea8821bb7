/** Figures: all scores of an edition, a score over the editions, and a score beside a neighbour's. */
import { text } from "#core/document/blocks.ts";
import type { Action, Block, Briefing } from "#core/document/briefing.ts";
import { nameOf, says, type Context } from "./context.ts";
import { firstBasis } from "#core/profile/figures.ts";
import type { Country, CountryFigures, Measure } from "#core/profile/profile.ts";
import { figuresOf } from "#core/profile/figures.ts";
import { MEASURES } from "#core/profile/profile.ts";
import { formatScore, headlineRows, measureName, scoreRow } from "./scores.ts";
import { stamp } from "./stamp.ts";

/** Every score of one edition; of the pack's own when none is asked. */
export function composeScores(context: Context, asked: number | null): Briefing {
  const country = context.country;
  const edition = asked ?? context.pack.edition;
  const figures = figuresOf(country, edition);
  const known = country.editions.map((candidate) => candidate.edition);
  const title = says(context, "scores.title", {
    country: context.pack.country,
    edition: figures === undefined ? context.pack.edition : edition,
  });
  if (figures === undefined)
    return missing(context, title, says(context, "scores.missing", { edition, known: known.join(", ") }));
  const others = known.filter((candidate) => candidate !== edition);
  return briefing(context, { title, command: `scores ${edition}`, shows: others.map((other) => `scores ${other}`) }, [
    { kind: "scores", caption: says(context, "overview.headline", { edition }), rows: headlineRows(context, figures) },
    ...context.taxonomy.pillars.map((pillar): Block => ({
      kind: "scores",
      caption: pillar.name,
      rows: context.taxonomy.indicators.flatMap(({ slug, name, pillar: of }) => {
        const score = figures.indicators[slug];
        return of === pillar.slug && score !== undefined
          ? [scoreRow(context, { label: name, score, high: pillar.high })]
          : [];
      }),
    })),
    ...(known.length > 1 ? [caveat(context)] : []),
  ]);
}

/** The headline, or one indicator or pillar, over the editions; ours on the first edition's basis is labelled so. */
export function composeTrend(context: Context, slug: string | null): Briefing {
  const country = context.country;
  const title = says(context, "trend.title", { country: context.pack.country });
  const lines = measuredLines(context, slug);
  const rows = lines.map(({ name, score }) => [name, ...country.editions.map((figures) => cell(score(figures)))]);
  const basis = lines.flatMap(({ measure }) => (measure === undefined ? [] : [basisRow(context, country, measure)]));
  const columns = [says(context, "scores.columns.measure"), ...country.editions.map(({ edition }) => String(edition))];
  return briefing(context, { title, command: `trend ${slug ?? ""}`.trim(), shows: slug === null ? [] : [slug] }, [
    {
      kind: "table",
      caption: says(context, "trend.caption", { topic: topicName(context, slug) }),
      columns,
      rows: [...rows, ...basis],
    },
    ...(basis.length > 0
      ? [{ kind: "paragraph", spans: [text(says(context, "trend.basis", { first: context.pack.edition }))] } as const]
      : []),
    caveat(context),
  ]);
}

/** One edition's scores, the pack's own, of this country and another whose figures are at hand. */
export function composeCompare(context: Context, asked: string, slug: string | null): Briefing {
  const own = context.country;
  const other = context.pack.figures.countries.find((country) => country.slug === asked && country !== own);
  if (other === undefined) return whichCountry(context, asked.slice(0, 40), slug);
  const title = says(context, "compare.title", { country: own.name, other: other.name });
  const { edition } = context.pack;
  const rows = measuredLines(context, slug).map(({ name, score }) => [
    name,
    ...[own, other].map((country) => cell(score(figuresOf(country, edition)))),
  ]);
  const caption = says(context, "compare.caption", { topic: topicName(context, slug), edition });
  return briefing(
    context,
    { title, command: `compare ${other.slug} ${slug ?? ""}`.trim(), shows: slug === null ? [] : [slug] },
    [{ kind: "table", caption, columns: [says(context, "scores.columns.measure"), own.name, other.name], rows }],
  );
}

/** No country was named, or one without figures: the ones at hand, as words and as buttons. */
function whichCountry(context: Context, asked: string, slug: string | null): Briefing {
  const [own, ...others] = context.pack.figures.countries;
  const known = others.map(({ name }) => name).join(", ");
  const words =
    asked === ""
      ? says(context, "compare.which", { known })
      : says(context, "compare.missing", { country: asked, known });
  const items = others.map((country): Action => {
    const command = `compare ${country.slug} ${slug ?? ""}`.trim();
    return { kind: "show", label: country.name, pack: context.pack.slug, text: command };
  });
  const { blocks, ...head } = missing(context, own?.name ?? context.pack.country, words);
  return { ...head, blocks: [...blocks.slice(0, -1), { kind: "actions", items }, stamp(context)] };
}

interface Line {
  readonly name: string;
  readonly measure?: Measure;
  readonly score: (figures: CountryFigures | undefined) => number | undefined;
}

/** The rows a topic stands for: itself, a section's indicators, or the headline. */
function measuredLines(context: Context, slug: string | null): readonly Line[] {
  const topic = slug === null ? undefined : context.topics.get(slug);
  const byMeasure = (measure: Measure): Line => ({
    name: measureName(context, measure),
    measure,
    score: (figures) => figures?.headline[measure],
  });
  if (topic === undefined) return MEASURES.map(byMeasure);
  if (topic.kind === "pillar") return [byMeasure(topic.pillar.slug)];
  const indicators =
    topic.kind === "indicator"
      ? [topic.indicator]
      : context.taxonomy.indicators.filter(({ section }) => section === topic.slug);
  return indicators.map(({ slug, name }) => ({ name, score: (figures) => figures?.indicators[slug] }));
}

function basisRow(context: Context, country: Country, measure: Measure): readonly string[] {
  const first = context.pack.edition;
  const name = says(context, "trend.basis.name", { measure: measureName(context, measure), first });
  return [name, ...country.editions.map((figures) => cell(firstBasis(context.taxonomy, figures, first)[measure]))];
}

function topicName(context: Context, slug: string | null): string {
  return slug === null ? MEASURES.map((measure) => measureName(context, measure)).join(", ") : nameOf(context, slug);
}

function caveat(context: Context): Block {
  const { editions } = context.country;
  const counts = editions.map(({ indicators }) => Object.keys(indicators).length);
  const values = {
    first: editions[0]?.edition ?? context.pack.edition,
    early: counts[0] ?? 0,
    late: counts.at(-1) ?? 0,
  };
  return { kind: "paragraph", spans: [text(says(context, "trend.caveat", values))] };
}

function cell(score: number | undefined): string {
  return score === undefined ? "–" : formatScore(score);
}

function missing(context: Context, title: string, words: string): Briefing {
  return {
    title,
    summary: words,
    blocks: [{ kind: "heading", text: title }, { kind: "notice", spans: [text(words)] }, stamp(context)],
  };
}

function briefing(
  context: Context,
  head: { title: string; command: string; shows: readonly string[] },
  blocks: readonly Block[],
): Briefing {
  const pack = context.pack.slug;
  const shows = head.shows.map((words): Action => ({
    kind: "show",
    label: labelOf(context, words),
    pack,
    text: words,
  }));
  const share: Action = { kind: "share", label: says(context, "action.share"), pack, text: head.command };
  return {
    title: head.title,
    summary: head.title,
    blocks: [
      { kind: "heading", text: head.title },
      ...blocks,
      { kind: "actions", items: [...shows, share] },
      stamp(context),
    ],
  };
}

/** `scores 2023` is labelled by its edition, a topic by its name. */
function labelOf(context: Context, words: string): string {
  const edition = /^scores (\d+)$/.exec(words)?.[1];
  return edition === undefined ? nameOf(context, words) : says(context, "scores.caption", { edition });
}
