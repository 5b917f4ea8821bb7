/** Countries by name, whether there are figures of them or not: those that the vocabulary knows. */
import { fold } from "./fold.ts";
import type { CountrySpellings } from "./profile.ts";
import type { SearchWords } from "./vocabulary.ts";

export interface Nations {
  /** Whether there is a country of that slug. */
  has(slug: string): boolean;
  /** Slug of the country that `folded` names. */
  named(folded: string): string | undefined;
  /** Slugs of the two at most whose names have `folded` in them: `congo`. */
  partly(folded: string): readonly string[];
  /** Whether its name is an ordinary word as well, that a question in plain words is not read by: one that is a bird, a man or a jar. */
  isRare(slug: string): boolean;
}

/** A shorter part of a name is a word of its own. */
const SHORTEST_PART = 5;
const MOST_SHARING = 2;

/** By the slug, the first name that is listed, as the others are of its people and its towns, and what people call it for short. */
export function createNations(
  { countries, "rare-countries": rare }: Pick<SearchWords, "countries" | "rare-countries">,
  spellings: CountrySpellings,
): Nations {
  const slugs = new Map(
    Object.entries({ ...rare, ...countries }).flatMap(([slug, [first = slug]]) =>
      [slug, first].map((name): [string, string] => [fold(name), slug]),
    ),
  );
  const known = new Set(slugs.values());
  for (const { slug, names } of Object.values(spellings))
    for (const name of names) if (known.has(slug) && !slugs.has(fold(name))) slugs.set(fold(name), slug);
  return {
    has: (slug) => known.has(slug),
    named: (folded) => slugs.get(folded),
    partly: (folded) => {
      if (folded.length < SHORTEST_PART) return [];
      const having = [...known].filter((slug) => slug.split("-").includes(folded));
      return having.length > MOST_SHARING ? [] : having;
    },
    isRare: (slug) => rare[slug] !== undefined,
  };
}
