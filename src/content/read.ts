/** One file of the content: YAML, then its schema. */
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { load, YAMLException } from "js-yaml";
import type { z } from "zod";
import { schemaProblems, describeProblem } from "./problem.ts";

/** What a file holds, with the name to give when something about it is wrong. */
export interface Sourced<T> {
  readonly file: string;
  readonly value: T;
}

/** Reads files and keeps what is wrong with them, so that all of it can be told at once. */
export interface Reader {
  /** Null when the file is not as its schema says; the reason is then in `problems`. */
  read<S extends z.ZodType>(file: string, schema: S): Sourced<z.infer<S>> | null;
  readonly problems: readonly string[];
}

export function createReader(): Reader {
  const problems: string[] = [];
  return {
    problems,
    read(path, schema) {
      const file = quoted(path);
      const value = parseYaml(file, problems);
      if (value === undefined) return null;
      const checked = schema.safeParse(value);
      if (checked.success) return { file, value: checked.data };
      problems.push(...schemaProblems(file, value, checked.error.issues).map(describeProblem));
      return null;
    },
  };
}

/** A name as short as it can be from where the bot runs. */
export function quoted(path: string): string {
  const near = relative(".", path);
  return near === "" || near.startsWith("..") ? path : near;
}

/** The value that the file spells, or undefined when it does not spell any. */
function parseYaml(file: string, problems: string[]): unknown {
  try {
    return load(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof YAMLException) {
      const line = (error.mark?.line ?? 0) + 1;
      problems.push(`${file}:${line}: the whole file: expected YAML, found a mistake in it: ${error.reason}`);
      return undefined;
    }
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EISDIR")) {
      problems.push(`${file}:1: the whole file: expected a file, found none`);
      return undefined;
    }
    throw error;
  }
}
