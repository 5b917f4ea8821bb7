/** Topics (pillars, sections, indicators) by slug, by name and by the words people use for them. */
import { createSpellings, editDistance, fold, likeness, type Spellings } from "./fold.ts";
import type { Indicator, Pillar, Section, Taxonomy } from "./profile.ts";

interface Named {
  readonly slug: string;
  readonly name: string;
  /** What else means the very thing. */
  readonly meant: readonly string[];
}

export type Topic =
  | (Named & { readonly kind: "pillar"; readonly pillar: Pillar })
  | (Named & { readonly kind: "section"; readonly section: Section })
  | (Named & { readonly kind: "indicator"; readonly indicator: Indicator });

export type Match =
  | { readonly kind: "one"; readonly slug: string }
  | { readonly kind: "several"; readonly slugs: readonly string[] }
  | { readonly kind: "none" };

export interface Topics {
  readonly all: readonly Topic[];
  get(slug: string): Topic | undefined;
  /** The topic whose slug, name or alias `folded` is exactly (see `fold`). */
  named(folded: string): string | undefined;
  /** Exact slug, name or alias, then prefix, then a typo. */
  find(words: string): Match;
  /** The topics whose words look most like `words`, at most `count`; none where no word is near. */
  nearest(words: string, count: number): readonly string[];
}

/** The most choices worth offering for one word. */
const CHOICES = 6;
/** Words that look less alike than this are not worth offering for one another: slips stay above it, chance below. */
const LEAST_LIKENESS = 0.6;
/** A prefix shorter than this would match by accident. */
const SHORTEST_PREFIX = 3;

export function createTopics(taxonomy: Taxonomy): Topics {
  const all = listTopics(taxonomy);
  const bySlug = new Map(all.map((topic) => [topic.slug, topic]));
  const terms = listTerms(all);
  const spellings = createSpellings(terms.keys());
  const ambiguous = new Map(taxonomy.ambiguous.map(({ word, slugs }) => [fold(word), slugs]));
  return {
    all,
    get: (slug) => bySlug.get(slug),
    named: (folded) => terms.get(folded),
    find(words) {
      const asked = fold(words);
      if (asked === "") return { kind: "none" };
      const exact = terms.get(asked);
      if (exact !== undefined) return { kind: "one", slug: exact };
      const known = ambiguous.get(asked);
      if (known !== undefined) return { kind: "several", slugs: known };
      const prefixed = byPrefix(terms, spellings, asked);
      return prefixed.kind === "none" ? byTypo(terms, spellings, asked) : prefixed;
    },
    nearest: (words, count) => byLikeness(terms, fold(words)).slice(0, count),
  };
}

function listTopics(taxonomy: Taxonomy): readonly Topic[] {
  return [
    ...taxonomy.pillars.map((pillar): Topic => ({ kind: "pillar", ...namedOf(pillar), pillar })),
    ...taxonomy.sections.map((section): Topic => ({ kind: "section", ...namedOf(section), section })),
    ...taxonomy.indicators.map((indicator): Topic => ({ kind: "indicator", ...namedOf(indicator), indicator })),
  ];
}

function namedOf({ slug, name, meant }: Named): Named {
  return { slug, name, meant };
}

function listTerms(topics: readonly Topic[]): ReadonlyMap<string, string> {
  const terms = new Map<string, string>();
  const add = (term: string, slug: string): void => {
    if (!terms.has(term)) terms.set(term, slug);
  };
  // Slugs of all come before names of any, names before aliases: the contract wins over the convenience.
  for (const topic of topics) add(fold(topic.slug), topic.slug);
  for (const topic of topics) add(fold(topic.name), topic.slug);
  for (const topic of topics) for (const alias of aliasesOf(topic)) add(fold(alias), topic.slug);
  return terms;
}

function aliasesOf(topic: Topic): readonly string[] {
  switch (topic.kind) {
    case "pillar":
      return topic.pillar.aliases;
    case "section":
      return topic.section.aliases;
    case "indicator":
      return topic.indicator.aliases;
  }
}

function byPrefix(terms: ReadonlyMap<string, string>, spellings: Spellings, asked: string): Match {
  if (asked.length < SHORTEST_PREFIX) return { kind: "none" };
  return match([...new Set(spellings.beginningWith(asked).flatMap((term) => terms.get(term) ?? []))]);
}

function byTypo(terms: ReadonlyMap<string, string>, spellings: Spellings, asked: string): Match {
  const allowed = allowedEdits(asked);
  if (allowed === 0) return { kind: "none" };
  const meant = spellings
    .near(asked, allowed)
    .filter(({ spelling, distance }) => distance <= allowedEdits(spelling) && isSlipInEach(asked, spelling));
  const least = Math.min(...meant.map(({ distance }) => distance));
  const nearest = meant.filter(({ distance }) => distance === least);
  return match([...new Set(nearest.flatMap(({ spelling }) => terms.get(spelling) ?? []))]);
}

/** Word by word, where there are as many: organ trafficking is no slip of human trafficking. */
function isSlipInEach(asked: string, term: string): boolean {
  const [typed, meant] = [asked.split(" "), term.split(" ")];
  if (typed.length !== meant.length) return true;
  return typed.every((word, at) => {
    const other = meant[at] ?? "";
    const allowed = Math.max(1, allowedEdits(other));
    return editDistance(word, other, allowed) <= allowed;
  });
}

function match(slugs: readonly string[]): Match {
  const [first] = slugs;
  if (first === undefined) return { kind: "none" };
  return slugs.length === 1 ? { kind: "one", slug: first } : { kind: "several", slugs: slugs.slice(0, CHOICES) };
}

/** Longer words survive more slips before they could be another word. */
function allowedEdits(term: string): number {
  if (term.length < 4) return 0;
  if (term.length < 6) return 1;
  return term.length < 11 ? 2 : 3;
}

function byLikeness(terms: ReadonlyMap<string, string>, asked: string): readonly string[] {
  const scores = new Map<string, number>();
  for (const [term, slug] of terms) scores.set(slug, Math.max(scores.get(slug) ?? 0, likeness(asked, term)));
  const alike = [...scores].filter(([, score]) => score >= LEAST_LIKENESS);
  return alike.toSorted((a, b) => b[1] - a[1]).map(([slug]) => slug);
}
