/** How a headline like for like comes about: the Index's own formula, with the country's own numbers, each by its name. */
import { paragraph } from "#core/document/blocks.ts";
import type { Block, Column } from "#core/document/briefing.ts";
import type { FigureSubject } from "#core/profile/figure-question.ts";
import { firstBasis } from "#core/profile/figures.ts";
import type { CountryFigures, Indicator, Measure, PillarSlug } from "#core/profile/profile.ts";
import { lowered, says, type Context } from "#core/briefings/context.ts";
import { formatHeadline, formatScore, measureName } from "#core/briefings/scores.ts";
import type { Part } from "./answer-part.ts";
import { inWords } from "./places.ts";
import { HEADLINE } from "./scores.ts";

/** Of an indicator there is nothing to calculate: then it is that of criminality. */
export function measureAsked(subject: FigureSubject): Measure {
  return subject.kind === "headline" ? (subject.measure ?? "criminality") : "criminality";
}

export function calculationOf(context: Context, subject: FigureSubject, figures: CountryFigures): Part {
  const measure = measureAsked(subject);
  const { edition: first } = context.pack;
  const { edition } = figures;
  const name = measureName(context, measure);
  const published = formatHeadline(figures.headline[measure]);
  const ours = formatHeadline(firstBasis(context.taxonomy, figures, first)[measure]);
  const values = { measure: name, edition, first, published };
  const verdict =
    ours === published
      ? says(context, "calculation.same", values)
      : says(context, "calculation.verdict", { ...values, ours });
  return {
    topic: HEADLINE,
    name,
    verdict,
    editions: [edition],
    blocks: [...formula(context, measure, figures), paragraph(says(context, "calculation.rounding"))],
  };
}

function formula(context: Context, measure: Measure, figures: CountryFigures): readonly Block[] {
  const means = firstBasis(context.taxonomy, figures, context.pack.edition);
  const pillars: readonly PillarSlug[] = measure === "criminality" ? ["markets", "actors"] : [measure];
  const columns: readonly Column[] = [
    { name: says(context, "scores.columns.measure"), kind: "text" },
    { name: says(context, "calculation.columns.formula"), kind: "text" },
    { name: says(context, "calculation.columns.mean"), kind: "number" },
  ];
  const rows = pillars.map((pillar) => {
    const terms = counted(context, pillar).map(
      ({ slug, short }) => `${lowered(short)}\u00A0${formatScore(figures.indicators[slug] ?? Number.NaN)}`,
    );
    return [measureName(context, pillar), `(${terms.join(" + ")}) / ${terms.length}`, formatHeadline(means[pillar])];
  });
  const halves = (["markets", "actors"] as const).map(
    (pillar) => `${lowered(says(context, `scores.ends.${pillar}`))}\u00A0${formatHeadline(means[pillar])}`,
  );
  const both = `(${halves.join(" + ")}) / 2`;
  const whole = [measureName(context, "criminality"), both, formatHeadline(means.criminality)];
  return [
    { kind: "table", caption: "", columns, rows: measure === "criminality" ? [...rows, whole] : rows },
    ...leftOut(context, pillars, figures),
  ];
}

/** The indicators of the first edition. */
function counted({ taxonomy, pack }: Context, pillar: PillarSlug): readonly Indicator[] {
  return taxonomy.indicators.filter((each) => each.pillar === pillar && each.since <= pack.edition);
}

/** What came later and is not counted. */
function leftOut(context: Context, pillars: readonly PillarSlug[], figures: CountryFigures): readonly Block[] {
  const { taxonomy, pack } = context;
  const younger = taxonomy.indicators.filter(
    ({ slug, pillar, since }) =>
      pillars.includes(pillar) && since > pack.edition && figures.indicators[slug] !== undefined,
  );
  if (younger.length === 0) return [];
  const names = inWords(
    context,
    younger.map(({ phrase }) => phrase),
  );
  return [paragraph(says(context, "calculation.left-out", { first: pack.edition, names }))];
}
