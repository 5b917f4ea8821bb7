/** What every composer works from: one pack, what holds for the Index, the bot's wording and the time. */
import type { Finding, Indicator, Library, Pack, Pillar, Section, Taxonomy } from "#core/profile/profile.ts";
import type { Topics } from "#core/profile/topics.ts";
import { say, type SayValues, type Wording, type WordingKey } from "#core/wording/wording.ts";

export interface Context {
  readonly pack: Pack;
  readonly taxonomy: Taxonomy;
  readonly wording: Wording;
  readonly topics: Topics;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** `say` with the context's wording. */
export function says<K extends WordingKey>(context: Context, key: K, ...values: SayValues<K>): string {
  return say(context.wording, key, ...values);
}

/** The pack of that slug; the first one when there is none (a button may outlive its pack). */
export function findPack(library: Library, slug: string): Pack {
  const pack = library.packs.find((candidate) => candidate.slug === slug) ?? library.packs[0];
  if (pack === undefined) throw new Error("A library without packs was loaded");
  return pack;
}

export function sectionsOf(context: Context, pillar: Pillar): readonly Section[] {
  return context.taxonomy.sections.filter((section) => section.pillar === pillar.slug);
}

/** The indicators of a section in the edition of the pack, in the Index's order. */
export function indicatorsOf(context: Context, section: string): readonly Indicator[] {
  return context.taxonomy.indicators.filter((indicator) => indicator.section === section);
}

export function pillarOf(context: Context, slug: string): Pillar {
  const pillar = context.taxonomy.pillars.find((candidate) => candidate.slug === slug);
  if (pillar === undefined) throw new Error(`There is no pillar ${slug}`);
  return pillar;
}

export function nameOf(context: Context, slug: string): string {
  return context.topics.get(slug)?.name ?? slug;
}

export function findingsOf(context: Context, indicator: string): readonly Finding[] {
  return context.pack.findings.filter((finding) => finding.indicator === indicator);
}

/** The command as people type it: `/slug`. */
export function commandOf(context: Context): string {
  return `/${context.pack.slug}`;
}
