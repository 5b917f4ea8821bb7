/** What belongs to a topic: its indicators, what the profile says of them, and its headline. */
import { findingsOf, pillarOf, type Context } from "#core/briefings/context.ts";
import { together } from "#core/briefings/findings.ts";
import { scoreVerdict } from "#core/briefings/figures/scored.ts";
import type { FigureSubject } from "#core/profile/figure-question.ts";
import type { Finding, Indicator, Pillar } from "#core/profile/profile.ts";

export interface Scope {
  /** Those of later editions too. */
  readonly indicators: readonly Indicator[];
  /** Null for the whole profile. */
  readonly pillar: Pillar | null;
  readonly subject: FigureSubject;
  /** In the profile's order; none is parted from one that it misleads without. */
  readonly findings: readonly Finding[];
  /** Those among them that the profile says of something else. */
  readonly elsewhere: ReadonlySet<Finding>;
  readonly keyFinding: string;
}

/** Of the whole profile where `slug` is null, or no topic. */
export function openScope(context: Context, slug: string | null): Scope {
  const topic = slug === null ? undefined : context.topics.get(slug);
  const { pack, taxonomy } = context;
  switch (topic?.kind) {
    case undefined:
      return {
        indicators: taxonomy.indicators,
        pillar: null,
        subject: { kind: "headline", measure: null },
        ...saidOf(context, taxonomy.indicators),
        keyFinding: taxonomy.pillars.map(({ slug: each }) => pack.pillarFindings[each]).join(" "),
      };
    case "pillar": {
      const indicators = taxonomy.indicators.filter(({ pillar }) => pillar === topic.pillar.slug);
      return {
        indicators,
        pillar: topic.pillar,
        subject: { kind: "headline", measure: topic.pillar.slug },
        ...saidOf(context, indicators),
        keyFinding: pack.pillarFindings[topic.pillar.slug],
      };
    }
    case "section": {
      const indicators = taxonomy.indicators.filter(({ section }) => section === topic.slug);
      return {
        indicators,
        pillar: pillarOf(context, topic.section.pillar),
        subject: { kind: "section", slug: topic.slug },
        ...saidOf(context, indicators),
        keyFinding: pack.keyFindings[topic.slug] ?? "",
      };
    }
    case "indicator":
      return {
        indicators: [topic.indicator],
        pillar: pillarOf(context, topic.indicator.pillar),
        subject: { kind: "indicator", slug: topic.slug },
        ...saidOf(context, [topic.indicator]),
        keyFinding: findingsOf(context, topic.slug)[0]?.text ?? scoreOf(context, topic.indicator),
      };
  }
}

/** Their own findings with those that must not be parted from them, then what is said of them elsewhere. */
function saidOf(context: Context, indicators: readonly Indicator[]): Pick<Scope, "findings" | "elsewhere"> {
  const slugs = new Set(indicators.map(({ slug }) => slug));
  const own = indicators.flatMap(({ slug }) => findingsOf(context, slug));
  const others = context.pack.findings.filter(({ also }) => also.some((slug) => slugs.has(slug)));
  const all = closed(context, [...own, ...others]);
  const elsewhere = all.filter(({ indicator }) => !slugs.has(indicator));
  const here = all.filter((finding) => !elsewhere.includes(finding));
  return { findings: [...here, ...elsewhere], elsewhere: new Set(elsewhere) };
}

/** With all that must not be parted from any of them, however far that leads. */
export function closed(context: Context, findings: readonly Finding[]): readonly Finding[] {
  const whole = together(context, findings);
  return whole.length === findings.length ? whole : closed(context, whole);
}

/** What the figures come to, in the edition of the profile or the first that has it. */
function scoreOf(context: Context, indicator: Indicator): string {
  const scored = [context.figures, ...context.country.editions].find(
    ({ indicators }) => indicators[indicator.slug] !== undefined,
  );
  return scored === undefined ? indicator.definition : scoreVerdict(context, indicator, scored);
}
