/** What is said beside questions about the country: every pattern can be read, every name is one that the bot knows. */
import { GUESSED, ORDER_NAMES } from "#core/conversation/command-words.ts";
import { DEFINITION } from "#core/conversation/facts.ts";
import { partsOfHint } from "#core/conversation/hints.ts";
import { isPattern, readList, type Lists } from "#core/conversation/patterns/pattern.ts";
import { TONES } from "#core/profile/aside-words.ts";
import { SUBSCRIPTION_VERBS } from "#core/request.ts";
import type { AsidesFile } from "#content/asides-schema.ts";
import type { ContentFiles } from "#content/files.ts";
import type { Path } from "#content/place.ts";
import type { Problem } from "#content/problem.ts";
import type { Sourced } from "#content/read.ts";

const COMMANDS: ReadonlySet<string> = new Set([
  ...SUBSCRIPTION_VERBS,
  "help",
  "about",
  "privacy",
  "overview",
  "everything",
  "scores",
  ...ORDER_NAMES,
  ...Object.keys(GUESSED),
]);
const EXPECTED: Readonly<Record<string, string>> = {
  facts: `the slug of a fact in about.yaml, or ${DEFINITION}`,
  hints: "the slug of a fact in about.yaml, or a tone",
  commands: "the name of a command",
};

export function asideProblems({ about, asides }: Pick<ContentFiles, "about" | "asides">): readonly Problem[] {
  const facts = new Set(Object.keys(about.value));
  const asked = new Set(asides.flatMap(({ value }) => Object.keys(value.facts)));
  const silent = [...facts].filter((slug) => !asked.has(slug));
  return [
    ...asides.flatMap((file) => fileProblems(file, facts)),
    ...silent.map((slug) => ({
      file: about.file,
      path: [slug],
      expected: "questions for it in asides/",
      found: "none",
    })),
  ];
}

function fileProblems({ file, value }: Sourced<AsidesFile>, facts: ReadonlySet<string>): readonly Problem[] {
  const names = [
    ...strangeNames("facts", value.facts, new Set([...facts, DEFINITION])),
    ...strangeNames("hints", value.hints, new Set([...facts, ...TONES])),
    ...strangeNames("commands", value.commands, COMMANDS),
  ];
  const shared = listProblems(["lists"], value.lists);
  const own = listProblems(["need", "lists"], value.need.lists);
  const phrases = phrasesOf(value).flatMap(([path, sources]) => patternProblems(path, sources, shared.lists));
  const plain = plainPatterns(value).flatMap(([path, sources]) => patternProblems(path, sources, {}));
  const signs = [
    ...patternProblems(["need", "signs"], value.need.signs, own.lists),
    ...patternProblems(["need", "together"], value.need.together.flatMap(partsOfHint), own.lists),
    ...patternProblems(["need", "pleas"], value.need.pleas.flatMap(partsOfHint), own.lists),
    ...patternProblems(["need", "turned"], value.need.turned.flatMap(partsOfHint), own.lists),
    ...Object.entries(value.need.kinds).flatMap(([kind, sources]) =>
      patternProblems(["need", "kinds", kind], sources.flatMap(partsOfHint), own.lists),
    ),
  ];
  const problems = [...names, ...shared.problems, ...own.problems, ...phrases, ...plain, ...signs];
  return problems.map((problem) => ({ file, ...problem }));
}

type Found = Omit<Problem, "file">;
type Sources = readonly (readonly [path: Path, sources: readonly string[]])[];

function strangeNames(path: string, named: object, allowed: ReadonlySet<string>): readonly Found[] {
  return Object.keys(named)
    .filter((name) => !allowed.has(name))
    .map((found) => ({ path: [path, found], expected: EXPECTED[path] ?? "a name", found }));
}

function inside(field: string, record: Readonly<Record<string, readonly string[]>>): Sources {
  return Object.entries(record).map(([key, sources]) => [[field, key], sources]);
}

/** What may name the file's lists. */
function phrasesOf({ fillers, smalltalk, facts, hints }: AsidesFile): Sources {
  const parts = Object.entries(hints).map(([slug, sources]) => [slug, sources.flatMap(partsOfHint)] as const);
  return [
    [["fillers"], fillers],
    ...inside("smalltalk", smalltalk),
    ...inside("facts", facts),
    ...inside("hints", Object.fromEntries(parts)),
  ];
}

function plainPatterns({ commands, sections }: AsidesFile): Sources {
  return [...inside("commands", commands), ...inside("sections", sections)];
}

/** The lists that can be read, and what is wrong with the others; each may name those before it. */
function listProblems(field: Path, named: Readonly<Record<string, readonly string[]>>) {
  const problems: Found[] = [];
  const lists: Record<string, ReturnType<typeof sureList>> = {};
  for (const [name, sources] of Object.entries(named)) {
    problems.push(...patternProblems([...field, name], sources, lists));
    lists[name] = sureList(sources, lists);
  }
  return { lists, problems };
}

function patternProblems(path: Path, sources: readonly string[], lists: Lists): readonly Found[] {
  return sources
    .filter((source) => !isPattern(source, lists))
    .map((found) => ({ path, expected: "words, closed brackets and lists that there are", found }));
}

/** A list with a mistake of its own is told about where it stands. */
function sureList(sources: readonly string[], lists: Lists) {
  return readList(
    sources.filter((source) => isPattern(source, lists)),
    lists,
  );
}
