/** The figures: every indicator of every edition has its score, and the pack's own country is there. */
import type { PackFiles } from "#content/files.ts";
import type { Path } from "#content/place.ts";
import type { Problem } from "#content/problem.ts";
import type { FiguresFile, IndicatorsFile } from "#content/schema.ts";

type CheckedCountry = FiguresFile["countries"][number];
type FoundFigures = Pick<Problem, "path" | "expected" | "found">;

export function figuresProblems(
  { profile, figures: { file, value } }: PackFiles,
  { indicators }: IndicatorsFile,
): readonly Problem[] {
  const inCountries = value.countries.flatMap((country, at) =>
    [...columnProblems(country), ...scoreProblems(country, indicators)].map((found) => ({
      ...found,
      path: ["countries", at, ...found.path],
    })),
  );
  const found = [...ownProblems(value.countries[0], profile.value), ...nameProblems(value), ...inCountries];
  return found.map((problem) => ({ file, ...problem }));
}

function ownProblems(
  own: CheckedCountry | undefined,
  { slug, edition }: { slug: string; edition: number },
): readonly FoundFigures[] {
  if (own?.slug !== slug) {
    return [
      {
        path: ["countries", 0, "slug"],
        expected: `${slug}, the pack's own country, first`,
        found: own?.slug ?? "nothing",
      },
    ];
  }
  if (own.editions.includes(edition)) return [];
  return [
    {
      path: ["countries", 0, "editions"],
      expected: `the ${edition} edition among them`,
      found: own.editions.join(" | "),
    },
  ];
}

/** As many columns in every row as there are editions, and those in their order. */
function columnProblems({ editions, headline, ranks, indicators }: CheckedCountry): readonly FoundFigures[] {
  const rows: readonly { readonly path: Path; readonly row: readonly unknown[] }[] = [
    ...Object.entries(headline).map(([measure, row]) => ({ path: ["headline", measure], row })),
    ...Object.entries(ranks).flatMap(([measure, places]) =>
      Object.entries(places).map(([place, row]) => ({ path: ["ranks", measure, place], row })),
    ),
    ...Object.entries(indicators).map(([slug, row]) => ({ path: ["indicators", slug], row })),
  ];
  const ascending = editions.every((edition, at) => edition > (editions[at - 1] ?? 0));
  return [
    ...(ascending ? [] : [{ path: ["editions"], expected: "the oldest edition first", found: editions.join(" | ") }]),
    ...rows
      .filter(({ row }) => row.length !== editions.length)
      .map(({ path, row }) => ({
        path,
        expected: `${editions.length} columns, one an edition`,
        found: String(row.length),
      })),
  ];
}

/** A score for every indicator of an edition and for no other. */
function scoreProblems(
  { editions, headline, indicators }: CheckedCountry,
  known: IndicatorsFile["indicators"],
): readonly FoundFigures[] {
  const slugs = new Set(known.map(({ slug }) => slug));
  return [
    ...Object.keys(indicators)
      .filter((slug) => !slugs.has(slug))
      .map((slug) => ({ path: ["indicators", slug], expected: "the slug of an indicator", found: slug })),
    ...Object.entries(headline)
      .filter(([, row]) => row.includes(null))
      .map(([measure]) => ({ path: ["headline", measure], expected: "a score in every edition", found: "n/a" })),
    ...editions.flatMap((edition, at) =>
      known.flatMap(({ slug, since }) => {
        const score = indicators[slug]?.[at] ?? null;
        if (since <= edition && score === null)
          return [{ path: ["indicators", slug], expected: `a score for ${slug} in ${edition}`, found: "none" }];
        return since > edition && score !== null
          ? [
              {
                path: ["indicators", slug],
                expected: `n/a in ${edition}, which did not score it`,
                found: String(score),
              },
            ]
          : [];
      }),
    ),
  ];
}

/** A word names one country. */
function nameProblems({ countries }: FiguresFile): readonly FoundFigures[] {
  const holders = new Map<string, string>();
  return countries.flatMap(({ slug, name, aliases }, country) => {
    const words = [
      ...[...new Set([slug, name.toLowerCase()])].map((word) => ({ path: ["countries", country, "slug"], word })),
      ...aliases.map((word, at) => ({ path: ["countries", country, "aliases", at], word })),
    ];
    return words.flatMap(({ path, word }) => {
      const holder = holders.get(word);
      holders.set(word, holder ?? slug);
      return holder === undefined
        ? []
        : [{ path, expected: "a word that names one country", found: `${word}, which ${holder} has` }];
    });
  });
}
