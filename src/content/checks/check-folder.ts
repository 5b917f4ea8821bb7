/** The check of a content folder for the command line: everything that the start would refuse. */
import { describeCheck, loadLibrary } from "#content/load.ts";
import { ContentError } from "#content/problem.ts";

export type ContentCheck =
  | { readonly ok: true; readonly summary: string }
  | { readonly ok: false; readonly problems: readonly string[] };

/** What there is in `folder`, in a line a pack, or what to mend, each problem as `file:line: field: expected, found`. */
export function checkContent(folder: string): ContentCheck {
  const summaries: string[] = [];
  const problems = problemsOf(() => summaries.push(describeCheck(loadLibrary(folder))));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, summary: summaries.join("\n") };
}

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof ContentError) return error.problems;
    throw error;
  }
}
