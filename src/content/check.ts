/** What no single file can tell: that the files of the content fit together. */
import type { ContentFiles, PackFiles } from "./files.ts";
import type { Path } from "./place.ts";
import type { Problem } from "./problem.ts";
import { figuresProblems } from "./check-figures.ts";
import { indexProblems, topicSlugs } from "./check-index.ts";
import { wordingProblems } from "./check-wording.ts";

/** Everything that does not fit: references to nothing, things said twice, gaps. */
export function crossProblems(files: ContentFiles): readonly Problem[] {
  return [
    ...indexProblems(files),
    ...wordingProblems(files.wording),
    ...packSlugProblems(files),
    ...files.packs.flatMap((pack) => [...packProblems(pack, files), ...figuresProblems(pack, files.indicators.value)]),
  ];
}

function packSlugProblems(files: ContentFiles): readonly Problem[] {
  const taken = new Map<string, string>([...topicSlugs(files)].map((slug) => [slug, "a topic"]));
  return files.packs.flatMap(({ profile: { file, value } }) => {
    const holder = taken.get(value.slug);
    taken.set(value.slug, `the pack in ${file}`);
    return holder === undefined
      ? []
      : [{ file, path: ["slug"], expected: "a slug of its own", found: `${value.slug}, which is ${holder}` }];
  });
}

function packProblems(pack: PackFiles, files: ContentFiles): readonly Problem[] {
  return [...coverageProblems(pack, files), ...sectionProblems(pack, files), ...findingProblems(pack, files)];
}

/** Every section has its file and every indicator of the edition at least one finding. */
function coverageProblems({ profile, sections }: PackFiles, files: ContentFiles): readonly Problem[] {
  const bySection = new Map(sections.map((section) => [section.value.section, section.file]));
  const covered = new Set(sections.flatMap((section) => Object.keys(section.value.findings)));
  const bare = files.indicators.value.indicators.filter(
    ({ slug, section, since }) => section !== null && since <= profile.value.edition && !covered.has(slug),
  );
  return [
    ...files.sections.value.sections
      .filter(({ slug }) => !bySection.has(slug))
      .map(({ slug }) => ({
        file: profile.file,
        path: [],
        expected: `a file in sections/ for ${slug}`,
        found: "none",
      })),
    ...bare.map(({ slug, section }) => ({
      file: bySection.get(section ?? "") ?? profile.file,
      path: ["findings"],
      expected: `a finding for ${slug}`,
      found: "none",
    })),
  ];
}

function sectionProblems({ sections }: PackFiles, files: ContentFiles): readonly Problem[] {
  const known = new Set(files.sections.value.sections.map(({ slug }) => slug));
  const seen = new Map<string, string>();
  return sections.flatMap(({ file, value: { section } }) => {
    const before = seen.get(section);
    seen.set(section, file);
    if (!known.has(section)) return [{ file, path: ["section"], expected: "the slug of a section", found: section }];
    return before === undefined
      ? []
      : [{ file, path: ["section"], expected: "one file a section", found: `${section}, which ${before} has` }];
  });
}

function findingProblems({ profile, sections }: PackFiles, files: ContentFiles): readonly Problem[] {
  const known = new Map(files.indicators.value.indicators.map((indicator) => [indicator.slug, indicator]));
  const ids = new Map<string, string>();
  const texts = new Map<string, string>();
  return sections.flatMap(({ file, value }) =>
    Object.entries(value.findings).flatMap(([indicator, findings]) => {
      const problem = (path: Path, expected: string, found: string): Problem => ({
        file,
        path: ["findings", indicator, ...path],
        expected,
        found,
      });
      const own = known.get(indicator);
      if (own === undefined || own.since > profile.value.edition)
        return [problem([], "the slug of an indicator of the edition", indicator)];
      return findings.flatMap(({ id, also, text, people }, at) => {
        const before = firstHolder(ids, id, file);
        const same = firstHolder(texts, text, id);
        return [
          ...(id.startsWith(`${indicator}.`) ? [] : [problem([at, "id"], `an id that begins with ${indicator}.`, id)]),
          ...(before === undefined ? [] : [problem([at, "id"], "an id of its own", `${id}, which ${before} has`)]),
          ...(same === undefined ? [] : [problem([at, "text"], "a claim of its own", `the text of ${same}`)]),
          ...people
            .map((person, position) => ({ person, position }))
            .filter(({ person }) => !text.includes(person))
            .map(({ person, position }) => problem([at, "people", position], "a name that the text has", person)),
          ...also
            .map((slug, position) => ({ slug, position }))
            .filter(({ slug }) => !known.has(slug) || slug === indicator)
            .map(({ slug, position }) => problem([at, "also", position], "the slug of another indicator", slug)),
        ];
      });
    }),
  );
}

/** Who had it before; takes it when nobody did. */
function firstHolder(holders: Map<string, string>, key: string, holder: string): string | undefined {
  const before = holders.get(key);
  if (before === undefined) holders.set(key, holder);
  return before;
}
