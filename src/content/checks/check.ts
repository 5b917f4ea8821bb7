/** What no single file can tell: that the files of the content fit together. */
import type { ContentFiles, PackFiles } from "#content/files.ts";
import { brokenText, textAlone } from "#content/findings/two-texts.ts";
import type { Problem } from "#content/problem.ts";
import { aspectProblems } from "./check-aspects.ts";
import { asideProblems } from "./check-asides.ts";
import { bearingProblems } from "./check-bearings.ts";
import { figuresProblems } from "./check-figures.ts";
import { indexProblems, topicSlugs } from "./check-index.ts";
import { questionProblems } from "./check-questions.ts";
import { vocabularyProblems } from "./check-vocabulary.ts";
import { wordingProblems } from "./check-wording.ts";
import { findingsIn, type PlacedFinding } from "./placed-finding.ts";

/** Everything that does not fit: references to nothing, things said twice, gaps. */
export function crossProblems(files: ContentFiles): readonly Problem[] {
  return [
    ...indexProblems(files),
    ...wordingProblems(files.wording),
    ...aspectProblems(files),
    ...vocabularyProblems(files),
    ...questionProblems(files),
    ...asideProblems(files),
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
  const indicators = files.indicators.value.indicators;
  const known = new Set(indicators.map(({ slug }) => slug));
  const ofEdition = new Set(indicators.filter(({ since }) => since <= profile.value.edition).map(({ slug }) => slug));
  const findings = sections.flatMap(findingsIn);
  const strange = findings.filter(({ indicator, path }) => !ofEdition.has(indicator) && path.at(-1) === 0);
  return [
    ...strange.map(({ file, path, indicator }) => ({
      file,
      path: path.slice(0, -1),
      expected: `an indicator of the ${profile.value.edition} edition`,
      found: indicator,
    })),
    ...idProblems(findings),
    ...textProblems(findings),
    ...bearingProblems(findings, known),
  ];
}

function idProblems(findings: readonly PlacedFinding[]): readonly Problem[] {
  const files = new Map<string, string>();
  return findings.flatMap(({ id, indicator, file, path }) => {
    const before = firstHolder(files, id, file);
    const problem = (expected: string, found: string): Problem => ({ file, path: [...path, "id"], expected, found });
    if (before !== undefined) return [problem("an id of its own", `${id}, which ${before} has`)];
    return id.startsWith(`${indicator}.`) ? [] : [problem(`an id that begins with ${indicator}.`, id)];
  });
}

/** A claim is made once, and names whom it says it names. */
function textProblems(findings: readonly PlacedFinding[]): readonly Problem[] {
  const ids = new Map<string, string>();
  return findings.flatMap(({ id, text, people, file, path }) => {
    const before = firstHolder(ids, textAlone(text), id);
    const problem = (expected: string, found: string): Problem => ({ file, path: [...path, "text"], expected, found });
    if (before !== undefined) return [problem("a claim of its own", `the text of ${before}`)];
    const broken = brokenText(text);
    if (broken !== null) return [problem("a sentence alone and in a list", JSON.stringify(broken))];
    return people
      .map((person, at) => ({
        file,
        path: [...path, "people", at],
        expected: "a name that the text has",
        found: person,
      }))
      .filter(({ found }) => !text.includes(found));
  });
}

/** Who had it before; takes it when nobody did. */
function firstHolder(holders: Map<string, string>, key: string, holder: string): string | undefined {
  const before = holders.get(key);
  if (before === undefined) holders.set(key, holder);
  return before;
}
