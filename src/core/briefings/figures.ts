/** Figures: all scores of an edition, a score over the editions, and a score beside a neighbour's. */
import { text, type Action, type Block, type Briefing } from "#core/document/briefing.ts";
import { nameOf, says, type Desk } from "./context.ts";
import { firstBasis } from "#core/profile/figures.ts";
import type { Country, CountryFigures, Measure } from "#core/profile/profile.ts";
import { figuresOf, formatScore, headlineRows, measureName, MEASURES, ownCountry, scoreRow } from "./scores.ts";
import { stamp } from "./stamp.ts";

/** Every score of one edition; of the pack's own when none is asked. */
export function composeScores(desk: Desk, asked: number | null): Briefing {
  const country = ownCountry(desk);
  const edition = asked ?? desk.pack.edition;
  const figures = figuresOf(country, edition);
  const known = country.editions.map((candidate) => candidate.edition);
  const title = says(desk, "scores.title", {
    country: desk.pack.country,
    edition: figures === undefined ? desk.pack.edition : edition,
  });
  if (figures === undefined)
    return missing(desk, title, says(desk, "scores.missing", { edition, known: known.join(", ") }));
  const others = known.filter((candidate) => candidate !== edition);
  return briefing(desk, { title, command: `scores ${edition}`, shows: others.map((other) => `scores ${other}`) }, [
    { kind: "scores", caption: says(desk, "overview.headline", { edition }), rows: headlineRows(desk, figures) },
    ...desk.taxonomy.pillars.map((pillar): Block => ({
      kind: "scores",
      caption: pillar.name,
      rows: desk.taxonomy.indicators.flatMap(({ slug, name, pillar: of }) => {
        const score = figures.indicators[slug];
        return of === pillar.slug && score !== undefined
          ? [scoreRow(desk, { label: name, score, high: pillar.high })]
          : [];
      }),
    })),
    ...(known.length > 1 ? [caveat(desk)] : []),
  ]);
}

/** The headline, or one indicator or pillar, over the editions; ours on the first edition's basis is labelled so. */
export function composeTrend(desk: Desk, slug: string | null): Briefing {
  const country = ownCountry(desk);
  const title = says(desk, "trend.title", { country: desk.pack.country });
  const lines = measuredLines(desk, slug);
  const rows = lines.map(({ name, score }) => [name, ...country.editions.map((figures) => cell(score(figures)))]);
  const basis = lines.flatMap(({ measure }) => (measure === undefined ? [] : [basisRow(desk, country, measure)]));
  const columns = [says(desk, "scores.columns.measure"), ...country.editions.map(({ edition }) => String(edition))];
  return briefing(desk, { title, command: `trend ${slug ?? ""}`.trim(), shows: slug === null ? [] : [slug] }, [
    {
      kind: "table",
      caption: says(desk, "trend.caption", { topic: topicName(desk, slug) }),
      columns,
      rows: [...rows, ...basis],
    },
    ...(basis.length > 0
      ? [{ kind: "paragraph", spans: [text(says(desk, "trend.basis", { first: desk.pack.edition }))] } as const]
      : []),
    caveat(desk),
  ]);
}

/** One edition's scores, the pack's own, of this country and another whose figures are at hand. */
export function composeCompare(desk: Desk, asked: string, slug: string | null): Briefing {
  const own = ownCountry(desk);
  const other = desk.pack.figures.countries.find((country) => country.slug === asked && country !== own);
  if (other === undefined) return whichCountry(desk, asked.slice(0, 40), slug);
  const title = says(desk, "compare.title", { country: own.name, other: other.name });
  const { edition } = desk.pack;
  const rows = measuredLines(desk, slug).map(({ name, score }) => [
    name,
    ...[own, other].map((country) => cell(score(figuresOf(country, edition)))),
  ]);
  const caption = says(desk, "compare.caption", { topic: topicName(desk, slug), edition });
  return briefing(
    desk,
    { title, command: `compare ${other.slug} ${slug ?? ""}`.trim(), shows: slug === null ? [] : [slug] },
    [{ kind: "table", caption, columns: [says(desk, "scores.columns.measure"), own.name, other.name], rows }],
  );
}

/** No country was named, or one without figures: the ones at hand, as words and as buttons. */
function whichCountry(desk: Desk, asked: string, slug: string | null): Briefing {
  const [own, ...others] = desk.pack.figures.countries;
  const known = others.map(({ name }) => name).join(", ");
  const words =
    asked === "" ? says(desk, "compare.which", { known }) : says(desk, "compare.missing", { country: asked, known });
  const items = others.map((country): Action => {
    const command = `compare ${country.slug} ${slug ?? ""}`.trim();
    return { kind: "show", label: country.name, pack: desk.pack.slug, text: command };
  });
  const { blocks, ...head } = missing(desk, own?.name ?? desk.pack.country, words);
  return { ...head, blocks: [...blocks.slice(0, -1), { kind: "actions", items }, stamp(desk)] };
}

interface Line {
  readonly name: string;
  readonly measure?: Measure;
  readonly score: (figures: CountryFigures | undefined) => number | undefined;
}

/** The rows a topic stands for: itself, a section's indicators, or the headline. */
function measuredLines(desk: Desk, slug: string | null): readonly Line[] {
  const topic = slug === null ? undefined : desk.topics.get(slug);
  const byMeasure = (measure: Measure): Line => ({
    name: measureName(desk, measure),
    measure,
    score: (figures) => figures?.headline[measure],
  });
  if (topic === undefined) return MEASURES.map(byMeasure);
  if (topic.kind === "pillar") return [byMeasure(topic.pillar.slug)];
  const indicators =
    topic.kind === "indicator"
      ? [topic.indicator]
      : desk.taxonomy.indicators.filter(({ section }) => section === topic.slug);
  return indicators.map(({ slug, name }) => ({ name, score: (figures) => figures?.indicators[slug] }));
}

function basisRow(desk: Desk, country: Country, measure: Measure): readonly string[] {
  const first = desk.pack.edition;
  const name = says(desk, "trend.basis.name", { measure: measureName(desk, measure), first });
  return [name, ...country.editions.map((figures) => cell(firstBasis(desk.taxonomy, figures, first)[measure]))];
}

function topicName(desk: Desk, slug: string | null): string {
  return slug === null ? MEASURES.map((measure) => measureName(desk, measure)).join(", ") : nameOf(desk, slug);
}

function caveat(desk: Desk): Block {
  const { editions } = ownCountry(desk);
  const counts = editions.map(({ indicators }) => Object.keys(indicators).length);
  const values = { first: editions[0]?.edition ?? desk.pack.edition, early: counts[0] ?? 0, late: counts.at(-1) ?? 0 };
  return { kind: "paragraph", spans: [text(says(desk, "trend.caveat", values))] };
}

function cell(score: number | undefined): string {
  return score === undefined ? "–" : formatScore(score);
}

function missing(desk: Desk, title: string, words: string): Briefing {
  return {
    title,
    summary: words,
    blocks: [{ kind: "heading", text: title }, { kind: "notice", spans: [text(words)] }, stamp(desk)],
  };
}

function briefing(
  desk: Desk,
  head: { title: string; command: string; shows: readonly string[] },
  blocks: readonly Block[],
): Briefing {
  const pack = desk.pack.slug;
  const shows = head.shows.map((words): Action => ({ kind: "show", label: labelOf(desk, words), pack, text: words }));
  const share: Action = { kind: "share", label: says(desk, "action.share"), pack, text: head.command };
  return {
    title: head.title,
    summary: head.title,
    blocks: [
      { kind: "heading", text: head.title },
      ...blocks,
      { kind: "actions", items: [...shows, share] },
      stamp(desk),
    ],
  };
}

/** `scores 2023` is labelled by its edition, a topic by its name. */
function labelOf(desk: Desk, words: string): string {
  const edition = /^scores (\d+)$/.exec(words)?.[1];
  return edition === undefined ? nameOf(desk, words) : says(desk, "scores.caption", { edition });
}
