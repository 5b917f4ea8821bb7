/** `content/` as the core knows it: everything in it, or a `ContentError` that says what to mend. */
import { join } from "node:path";
import { lowered } from "#core/briefings/context.ts";
import { createOrderLexicon } from "#core/profile/order-lexicon.ts";
import { createNations } from "#core/profile/nations.ts";
import type { Finding, Library, Pack, Taxonomy } from "#core/profile/profile.ts";
import { declaredWords, type Wording } from "#core/wording/wording.ts";
import { askingWordsOf, AskingWordsFile } from "./asking-words.ts";
import { AspectsFile, aspectsOf } from "./aspects.ts";
import { AboutFile, AsidesFile } from "./asides-schema.ts";
import { crossProblems } from "#content/checks/check.ts";
import { textAlone, textInList } from "#content/findings/two-texts.ts";
import { FigureWordsFile, figureWordsOf } from "./figure-words.ts";
import { countryOf } from "./figures.ts";
import type { ContentFiles, KeptContent, PackFiles } from "./files.ts";
import { ContentError, describeProblem } from "./problem.ts";
import { ZoneWordsFile, zoneWordsOf } from "#content/zones/words.ts";
import { OrderWordsFile, orderWordsOf } from "./order-words.ts";
import { packFoldersIn, unreadIn, unreadPacksIn } from "./pack-folders.ts";
import { createReader, type Reader, quoted, type Sourced } from "./read.ts";
import * as schema from "./schema.ts";
import { VocabularyFile } from "./vocabulary-schema.ts";

/**
 * Reads and checks a content folder: `index/` and `wording/`, and every other folder in it as a pack.
 * `morePacks` are pack folders that lie elsewhere. Throws a `ContentError` that lists every problem;
 * there is no half-loaded library.
 */
export function loadLibrary(folder: string, morePacks: readonly string[] = []): Library {
  return libraryOf(readChecked(folder, morePacks));
}

/** The same of what was read and checked before, where that is kept. */
export function loadKept(folder: string, kept: KeptContent): Library {
  const before = kept.read();
  if (before !== null) return libraryOf(before);
  const files = readChecked(folder, []);
  void kept.keep(files);
  return libraryOf(files);
}

function readChecked(folder: string, morePacks: readonly string[]): ContentFiles {
  const files = readContent(folder, morePacks);
  const problems = crossProblems(files).map(describeProblem);
  if (problems.length > 0) throw new ContentError(problems);
  return files;
}

function libraryOf(files: ContentFiles): Library {
  return {
    taxonomy: taxonomyOf(files),
    facts: Object.entries(files.about.value).map(([slug, fact]) => ({ slug, ...fact })),
    asides: files.asides.map(({ value }) => value),
    wording: wordingOf(files),
    asking: askingWordsOf(files.asking),
    figureWords: figureWordsOf(files.figureWords),
    orders: createOrderLexicon(orderWordsOf(files.orders)),
    zoneWords: zoneWordsOf(files.zones),
    countries: files.countries.value,
    nations: createNations(files.vocabulary.value, files.countries.value),
    vocabulary: files.vocabulary.value,
    refusals: listsOf(files.refusals),
    packs: files.packs.map(packOf).toSorted((one, other) => one.slug.localeCompare(other.slug, "en")),
  };
}

/** What the library holds, in a line a pack. */
export function describeCheck(library: Library): string {
  const { sections, indicators, pillars } = library.taxonomy;
  const aliases = [...pillars, ...sections, ...indicators].reduce((count, topic) => count + topic.aliases.length, 0);
  return [
    `index: ${pillars.length} pillars, ${sections.length} sections, ${indicators.length} indicators, ${aliases} aliases, ${countOf(library.refusals)} listed questions; wording: ${Object.keys(library.wording).length} sentences`,
    ...library.packs.map(describePack),
  ].join("\n");
}

function describePack(pack: Pack): string {
  const indicators = new Set(pack.findings.map((finding) => finding.indicator)).size;
  const people = pack.findings.filter((finding) => finding.people.length > 0).length;
  const editions = [
    ...new Set(pack.figures.countries.flatMap((country) => country.editions.map((figures) => figures.edition))),
  ];
  return (
    `${pack.slug}: edition ${pack.edition}, ${Object.keys(pack.keyFindings).length} sections, ${indicators} indicators, ${pack.findings.length} findings ` +
    `(${people} naming people), ${countOf(pack.questions)} listed questions; figures of ${pack.figures.countries.length} countries for ${editions.join(", ")}`
  );
}

function countOf(lists: Pack["questions"]): number {
  return Object.values(lists).reduce((count, listed) => count + listed.length, 0);
}

function readContent(folder: string, morePacks: readonly string[]): ContentFiles {
  const reader = createReader();
  const index = readIndex(reader, join(folder, "index"));
  const wording = reader.readAll(join(folder, "wording"), schema.WordingFile);
  const folders = packFoldersIn(folder, (name) => index === null || isCountryOf(index.vocabulary.value, name));
  const packs = [...folders, ...morePacks].map((pack) => readPack(reader, pack));
  const whole = packs.filter((pack) => pack !== null);
  const slugs = whole.map(({ profile }) => profile.value.slug);
  for (const unread of [...unreadIn(folder, reader.isRead), ...unreadPacksIn(folder, slugs)]) reader.nameUnread(unread);
  if (reader.problems.length > 0 || index === null) throw new ContentError(reader.problems);
  if (whole.length === 0)
    throw new ContentError([`${quoted(folder)}:1: the whole folder: expected a pack, found none`]);
  if (wording.length === 0)
    throw new ContentError([`${quoted(folder)}:1: wording: expected files with sentences, found none`]);
  if (index.asking.length === 0)
    throw new ContentError([
      `${quoted(join(folder, "index", "words"))}:1: the whole folder: expected a file a language, found none`,
    ]);
  return { ...index, wording, packs: whole };
}

function isCountryOf(vocabulary: VocabularyFile, name: string): boolean {
  return name in vocabulary.countries || name in vocabulary["rare-countries"];
}

/** What holds in any country; null where a file is not as its schema says. */
function readIndex(reader: Reader, folder: string): Omit<ContentFiles, "wording" | "packs"> | null {
  const whole = {
    pillars: reader.read(join(folder, "pillars.yaml"), schema.PillarsFile),
    sections: reader.read(join(folder, "sections.yaml"), schema.SectionsFile),
    indicators: reader.read(join(folder, "indicators.yaml"), schema.IndicatorsFile),
    ambiguous: reader.read(join(folder, "ambiguous.yaml"), schema.AmbiguousFile),
    aspects: reader.read(join(folder, "aspects.yaml"), AspectsFile),
    vocabulary: reader.read(join(folder, "vocabulary.yaml"), VocabularyFile),
    countries: reader.read(join(folder, "countries.yaml"), schema.CountriesFile),
    scale: reader.read(join(folder, "scale.yaml"), schema.ScaleFile),
    about: reader.read(join(folder, "about.yaml"), AboutFile),
  };
  const byLanguage = {
    asides: reader.readAll(join(folder, "asides"), AsidesFile),
    asking: reader.readAll(join(folder, "words"), AskingWordsFile),
    figureWords: reader.readAll(join(folder, "figures"), FigureWordsFile),
    orders: reader.readAll(join(folder, "orders"), OrderWordsFile),
    zones: reader.readAll(join(folder, "zones"), ZoneWordsFile),
    refusals: reader.readAll(join(folder, "questions"), schema.QuestionsFile),
  };
  return isWhole(whole) ? { ...whole, ...byLanguage } : null;
}

function isWhole<T extends object>(files: T): files is { [File in keyof T]: NonNullable<T[File]> } {
  return Object.values(files).every((file) => file !== null);
}

function readPack(reader: Reader, folder: string): PackFiles | null {
  const profile = reader.read(join(folder, "profile.yaml"), schema.ProfileFile);
  const figures = reader.read(join(folder, "figures.yaml"), schema.FiguresFile);
  const sections = reader.readAll(join(folder, "sections"), schema.SectionFile);
  const questions = reader.readAll(join(folder, "questions"), schema.QuestionsFile);
  return profile && figures ? { profile, figures, sections, questions } : null;
}

function taxonomyOf({ pillars, sections, indicators, ambiguous, aspects, scale }: ContentFiles): Taxonomy {
  return {
    pillars: pillars.value.pillars,
    sections: sections.value.sections,
    indicators: indicators.value.indicators.map(({ article, ...each }) => ({
      ...each,
      phrase: [...(article === undefined ? [] : [article]), lowered(each.name)].join(" "),
      short: each.short ?? each.name,
    })),
    aspects: aspectsOf(aspects.value),
    ambiguous: Object.entries(ambiguous.value).map(([word, slugs]) => ({ word, slugs })),
    scale: scale.value,
  };
}

function wordingOf({ wording }: ContentFiles): Wording {
  // Without a prototype it is a table of hashes from the first key on: 700 changes of an object's shape take 10 ms.
  const sentences: Record<string, string> = Object.assign(Object.create(null), ...wording.map(({ value }) => value));
  if (isWording(sentences)) return sentences;
  throw new Error("The wording was used before it was checked");
}

function isWording(sentences: Readonly<Record<string, string>>): sentences is Wording {
  return [...declaredWords().keys()].every((key) => sentences[key] !== undefined);
}

function listsOf(files: readonly Sourced<schema.QuestionsFile>[]): Pack["questions"] {
  return Object.fromEntries(files.flatMap(({ value }) => Object.entries(value)));
}

function packOf({ profile, figures, sections, questions }: PackFiles): Pack {
  const { pillars, ...about } = profile.value;
  const { markets, actors, resilience } = pillars;
  const keyFindings = sections.map(({ value }) => [value.section, value.keyFinding] as const);
  return {
    kind: "profile",
    ...about,
    pillarFindings: { markets: textAlone(markets), actors: textAlone(actors), resilience: textAlone(resilience) },
    keyFindings: Object.fromEntries(keyFindings.map(([slug, text]) => [slug, textAlone(text)])),
    headlinesInList: Object.fromEntries(
      [...Object.entries(pillars), ...keyFindings].map(([slug, text]) => [slug, textInList(text)]),
    ),
    findings: withEachOther(sections.flatMap(({ value }) => findingsOf(value))),
    figures: { ...figures.value, countries: figures.value.countries.map(countryOf) },
    questions: listsOf(questions),
  };
}

function findingsOf({ section, findings }: schema.SectionFile): readonly Finding[] {
  return Object.entries(findings).flatMap(([indicator, items]) =>
    items.map((item) => ({
      ...item,
      text: textAlone(item.text),
      textInList: textInList(item.text),
      also: [...item.also, ...item.covers],
      with: [...item.with, ...item.contradicts],
      indicator,
      section,
    })),
  );
}

/** Whoever is named by another names it as well. */
function withEachOther(findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => {
    const both = (field: "with" | "contradicts"): readonly string[] => {
      const naming = findings.filter((other) => other[field].includes(finding.id)).map(({ id }) => id);
      return [...new Set([...finding[field], ...naming])];
    };
    return { ...finding, with: both("with"), contradicts: both("contradicts") };
  });
}
