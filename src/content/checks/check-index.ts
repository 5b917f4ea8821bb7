/** The index: every word points at one place, every place is there. */
import type { ContentFiles } from "#content/files.ts";
import type { Path } from "#content/place.ts";
import type { Problem } from "#content/problem.ts";

type IndexFiles = Pick<ContentFiles, "pillars" | "sections" | "indicators" | "ambiguous" | "scale">;

interface TopicEntry {
  readonly slug: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly meant: readonly string[];
  readonly file: string;
  readonly path: Path;
}

export function indexProblems(files: IndexFiles): readonly Problem[] {
  const topics = topicsOf(files);
  return [
    ...slugProblems(topics),
    ...aliasProblems(topics),
    ...meantProblems(topics),
    ...ambiguousProblems(files, topics),
    ...placeProblems(files),
    ...scaleProblems(files),
  ];
}

/** The slugs of all pillars, sections and indicators. */
export function topicSlugs(files: IndexFiles): ReadonlySet<string> {
  return new Set(topicsOf(files).map(({ slug }) => slug));
}

/** One spelling for comparison: case, hyphens and the Russian ё do not tell words apart. */
function fold(word: string): string {
  return word
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replaceAll(/[-\s]+/g, " ")
    .trim();
}

function topicsOf({ pillars, sections, indicators }: IndexFiles): readonly TopicEntry[] {
  return [
    ...placed(pillars.file, "pillars", pillars.value.pillars),
    ...placed(sections.file, "sections", sections.value.sections),
    ...placed(indicators.file, "indicators", indicators.value.indicators),
  ];
}

function placed(
  file: string,
  key: string,
  items: readonly Pick<TopicEntry, "slug" | "name" | "aliases" | "meant">[],
): readonly TopicEntry[] {
  return items.map(({ slug, name, aliases, meant }, at) => ({ slug, name, aliases, meant, file, path: [key, at] }));
}

function slugProblems(topics: readonly TopicEntry[]): readonly Problem[] {
  const seen = new Set<string>();
  return topics.flatMap(({ slug, file, path }) => {
    const twice = seen.has(slug);
    seen.add(slug);
    return twice
      ? [{ file, path: [...path, "slug"], expected: "a slug of its own", found: `${slug} for the second time` }]
      : [];
  });
}

function aliasProblems(topics: readonly TopicEntry[]): readonly Problem[] {
  const holders = new Map<string, string>();
  for (const { slug, name } of topics) {
    holders.set(fold(slug), slug);
    holders.set(fold(name), slug);
  }
  return topics.flatMap(({ slug, aliases, file, path }) =>
    aliases.flatMap((alias, at) => {
      const holder = holders.get(fold(alias));
      holders.set(fold(alias), holder ?? slug);
      if (holder === undefined) return [];
      return [
        {
          file,
          path: [...path, "aliases", at],
          expected: "a word that points at one place",
          found: `${alias}, which ${holder} has`,
        },
      ];
    }),
  );
}

/** What means one thing is no other word of the index: it may be an alias of its own topic. */
function meantProblems(topics: readonly TopicEntry[]): readonly Problem[] {
  const holders = new Map<string, string>();
  for (const { slug, name, aliases } of topics)
    for (const word of [slug, name, ...aliases].map(fold)) holders.set(word, holders.get(word) ?? slug);
  return topics.flatMap(({ slug, meant, file, path }) =>
    meant.flatMap((word, at) => {
      const holder = holders.get(fold(word)) ?? slug;
      holders.set(fold(word), holder);
      const expected = "a word that means one thing";
      return holder === slug
        ? []
        : [{ file, path: [...path, "meant", at], expected, found: `${word}, which ${holder} has` }];
    }),
  );
}

function ambiguousProblems(
  { ambiguous: { file, value } }: IndexFiles,
  topics: readonly TopicEntry[],
): readonly Problem[] {
  const slugs = new Set(topics.map(({ slug }) => slug));
  const certain = new Map(
    topics.flatMap(({ slug, name, aliases }) => [slug, name, ...aliases].map((word) => [fold(word), slug])),
  );
  const taken = Object.keys(value)
    .filter((word) => certain.has(fold(word)))
    .map((word) => ({
      file,
      path: [word],
      expected: "a word that no topic has for itself",
      found: `${word}, which ${certain.get(fold(word))} has`,
    }));
  const strange = Object.entries(value).flatMap(([word, fits]) =>
    fits
      .map((slug, at) => ({ file, path: [word, at], expected: "the slug of a topic, once", found: slug }))
      .filter(({ found }, at) => !slugs.has(found) || fits.indexOf(found) !== at),
  );
  return [...taken, ...strange];
}

/** An indicator lies in its section, and both in the same pillar. */
function placeProblems({ sections, indicators }: IndexFiles): readonly Problem[] {
  const pillarOf = new Map<string, string>(sections.value.sections.map(({ slug, pillar }) => [slug, pillar]));
  return indicators.value.indicators.flatMap(({ section, pillar }, at) => {
    if (section === null) return [];
    const expected = pillarOf.get(section);
    const path = ["indicators", at];
    if (expected === undefined)
      return [{ file: indicators.file, path: [...path, "section"], expected: "the slug of a section", found: section }];
    return expected === pillar
      ? []
      : [
          {
            file: indicators.file,
            path: [...path, "pillar"],
            expected: `${expected}, as its section says`,
            found: pillar,
          },
        ];
  });
}

function scaleProblems({ scale: { file, value } }: IndexFiles): readonly Problem[] {
  const { low, high, line } = value;
  return low < line && line < high
    ? []
    : [{ file, path: ["line"], expected: `a number between ${low} and ${high}`, found: String(line) }];
}
