/** The listed questions: each under something that can be answered or refused, and under one thing only. */
import { ABSTENTION_REASONS } from "#core/reply.ts";
import type { PackFiles } from "#content/files.ts";
import type { Problem } from "#content/problem.ts";

export function questionProblems({ sections, questions }: PackFiles): readonly Problem[] {
  const findings = sections.flatMap(({ value }) => Object.values(value.findings).flat());
  const known = new Set<string>([...findings.map(({ id }) => id), "figures", ...ABSTENTION_REASONS]);
  const keys = new Map<string, string>();
  const holders = new Map<string, string>();
  return questions.flatMap(({ file, value }) =>
    Object.entries(value).flatMap(([key, listed]): readonly Problem[] => {
      const before = keys.get(key);
      keys.set(key, before ?? file);
      const problem = (expected: string, found: string): Problem => ({ file, path: [key], expected, found });
      if (!known.has(key)) return [problem("the id of a finding, figures, or a reason not to answer", key)];
      if (before !== undefined) return [problem("a list of its own", `${key}, which ${before} has`)];
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
