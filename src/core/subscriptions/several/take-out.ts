/** What is left of a subscription's topics once some are taken out. */
import type { Indicator, Taxonomy } from "#core/profile/profile.ts";

/** Slugs of pillars, sections or indicators; all when empty. */
type Selection = readonly string[];

/**
 * Null where it has none of them. Empty where nothing is left. What was named and is not touched stays named as it was;
 * of the rest, a section that is left whole is named as a section.
 */
export function takeOut(taxonomy: Taxonomy, from: Selection, out: Selection): Selection | null {
  const indicators = taxonomy.indicators.filter(({ section }) => section !== null);
  const had = indicators.filter((indicator) => from.length === 0 || isIn(indicator, from));
  const left = had.filter((indicator) => !isIn(indicator, out));
  if (left.length === had.length) return null;
  const kept = from.filter((slug) => indicators.every((each) => !isIn(each, [slug]) || left.includes(each)));
  const rest = left.filter((indicator) => !isIn(indicator, kept));
  const sections = taxonomy.sections.flatMap(({ slug }) => {
    const its = rest.filter(({ section }) => section === slug);
    const isWhole = its.length === indicators.filter(({ section }) => section === slug).length;
    return isWhole && its.length > 0 ? [slug] : its.map((indicator) => indicator.slug);
  });
  return [...kept, ...sections];
}

function isIn({ slug, section, pillar }: Indicator, selection: Selection): boolean {
  return [slug, section, pillar].some((name) => name !== null && selection.includes(name));
}
