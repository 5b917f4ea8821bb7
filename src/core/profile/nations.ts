/** Countries by name, whether there are figures of them or not: those that the vocabulary knows. */
import { fold } from "./fold.ts";
import type { SearchWords } from "./vocabulary.ts";

export interface Nations {
  /** Whether there is a country of that slug. */
  has(slug: string): boolean;
  /** Slug of the country that `folded` names. */
  named(folded: string): string | undefined;
  /** Whether its name is an ordinary word as well, that a question in plain words is not read by: one that is a bird, a man or a jar. */
  isRare(slug: string): boolean;
}

/** By the slug and the first name that is listed: the others are of its people and its towns. */
export function createNations({
  countries,
  "rare-countries": rare,
}: Pick<SearchWords, "countries" | "rare-countries">): Nations {
  const slugs = new Map(
    Object.entries({ ...rare, ...countries }).flatMap(([slug, [first = slug]]) =>
      [slug, first].map((name): [string, string] => [fold(name), slug]),
    ),
  );
  const known = new Set(slugs.values());
  return {
    has: (slug) => known.has(slug),
    named: (folded) => slugs.get(folded),
    isRare: (slug) => rare[slug] !== undefined,
  };
}
