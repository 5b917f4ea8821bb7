/** The figures: every indicator of every edition has its score, and the pack's own country is there. */
import type { PackFiles } from "./files.ts";
import type { Path } from "./place.ts";
import type { Problem } from "./problem.ts";
import type { FiguresFile, IndicatorsFile } from "./schema.ts";

export function figuresProblems(
  { profile, figures: { file, value } }: PackFiles,
  { indicators }: IndicatorsFile,
): readonly Problem[] {
  const problem = (path: Path, expected: string, found: string): Problem => ({ file, path, expected, found });
  const own = value.countries[0];
  return [
    ...(own?.slug === profile.value.slug
      ? []
      : [
          problem(
            ["countries", 0, "slug"],
            `${profile.value.slug}, the pack's own country, first`,
            own?.slug ?? "nothing",
          ),
        ]),
    ...(own?.editions.some(({ edition }) => edition === profile.value.edition) === true
      ? []
      : [problem(["countries", 0, "editions"], `the figures of edition ${profile.value.edition}`, "none")]),
    ...nameProblems(value).map(({ path, expected, found }) => problem(path, expected, found)),
    ...value.countries.flatMap(({ editions }, country) =>
      editions.flatMap((figures, at) =>
        editionProblems(figures, indicators).map(({ path, expected, found }) =>
          problem(["countries", country, "editions", at, ...path], expected, found),
        ),
      ),
    ),
    ...value.countries.flatMap(({ editions }, country) =>
      editions.every((figures, at) => figures.edition > (editions[at - 1]?.edition ?? 0))
        ? []
        : [
            problem(
              ["countries", country, "editions"],
              "editions from the oldest to the newest",
              editions.map(({ edition }) => edition).join(", "),
            ),
          ],
    ),
  ];
}

type Place = Pick<Problem, "path" | "expected" | "found">;
type EditionFigures = FiguresFile["countries"][number]["editions"][number];

function editionProblems(
  { edition, indicators, ranks }: EditionFigures,
  known: IndicatorsFile["indicators"],
): readonly Place[] {
  const scored = new Set(known.filter(({ since }) => since <= edition).map(({ slug }) => slug));
  const strange = Object.keys(indicators).filter((slug) => !scored.has(slug));
  return [
    ...[...scored]
      .filter((slug) => indicators[slug] === undefined)
      .map((slug) => ({ path: ["indicators"], expected: `a score for ${slug} in ${edition}`, found: "none" })),
    ...strange.map((slug) => ({ path: ["indicators", slug], expected: `an indicator of ${edition}`, found: slug })),
    ...Object.entries(ranks).flatMap(([measure, places]) =>
      Object.entries(places)
        .filter(([, words]) => !isRank(words))
        .map(([place, words]) => ({
          path: ["ranks", measure, place],
          expected: "a rank no larger than the number ranked",
          found: words,
        })),
    ),
  ];
}

function isRank(words: string): boolean {
  const [rank = 0, of = 0] = words.split(" of ").map(Number);
  return rank >= 1 && rank <= of;
}

/** A word names one country. */
function nameProblems({ countries }: FiguresFile): readonly Place[] {
  const holders = new Map<string, string>();
  return countries.flatMap(({ slug, name, aliases }, country) => {
    const names = new Set([slug, name.toLowerCase()]);
    const inNames = [...names]
      .filter((word) => holders.has(word))
      .map((word) => ({ path: ["countries", country, "slug"], word }));
    for (const word of names) holders.set(word, holders.get(word) ?? slug);
    const inAliases = aliases.flatMap((word, at) => {
      const taken = holders.has(word);
      holders.set(word, holders.get(word) ?? slug);
      return taken ? [{ path: ["countries", country, "aliases", at], word }] : [];
    });
    return [...inNames, ...inAliases].map(({ path, word }) => ({
      path,
      expected: "a word that names one country",
      found: `${word}, which ${holders.get(word) ?? slug} has`,
    }));
  });
}
