/** The listed questions: each under something that can be answered or refused, and under one thing only. */
import { ABSTENTION_REASONS } from "#core/reply.ts";
import type { ContentFiles, PackFiles } from "#content/files.ts";
import type { Problem } from "#content/problem.ts";
import type { Sourced } from "#content/read.ts";
import type { QuestionsFile } from "#content/schema.ts";

/** Those of the index, which are all refused, and those of each pack beside them. */
export function questionProblems({ refusals, packs }: ContentFiles): readonly Problem[] {
  const reasons = new Set<string>(ABSTENTION_REASONS);
  return [
    ...listProblems(refusals, { known: reasons, expected: "a reason not to answer" }),
    ...packs.flatMap((pack) => packProblems(pack, refusals)),
  ];
}

function packProblems({ sections, questions }: PackFiles, refusals: ContentFiles["refusals"]): readonly Problem[] {
  const findings = sections.flatMap(({ value }) => Object.values(value.findings).flat());
  const known = new Set<string>([...findings.map(({ id }) => id), "figures", ...ABSTENTION_REASONS]);
  const expected = "the id of a finding, figures, or a reason not to answer";
  return listProblems(questions, { known, expected, before: refusals });
}

interface Lists {
  readonly known: ReadonlySet<string>;
  readonly expected: string;
  /** Lists that are read with these: what stands there needs not stand here. */
  readonly before?: readonly Sourced<QuestionsFile>[];
}

function listProblems(
  files: readonly Sourced<QuestionsFile>[],
  { known, expected, before = [] }: Lists,
): readonly Problem[] {
  const keys = new Map<string, string>();
  const holders = new Map(before.flatMap(({ value }) => Object.entries(value).flatMap(holdersOf)));
  return files.flatMap(({ file, value }) =>
    Object.entries(value).flatMap(([key, listed]): readonly Problem[] => {
      const other = keys.get(key);
      keys.set(key, other ?? file);
      const problem = (wanted: string, found: string): Problem => ({ file, path: [key], expected: wanted, found });
      if (!known.has(key)) return [problem(expected, key)];
      if (other !== undefined) return [problem("a list of its own", `${key}, which ${other} has`)];
      return listed.flatMap((question) => {
        const holder = holders.get(question.toLowerCase());
        holders.set(question.toLowerCase(), key);
        return holder === undefined
          ? []
          : [problem("questions of its own", `${question}, which is listed under ${holder}`)];
      });
    }),
  );
}

function holdersOf([key, listed]: readonly [string, readonly string[]]): readonly (readonly [string, string])[] {
  return listed.map((question) => [question.toLowerCase(), key] as const);
}
