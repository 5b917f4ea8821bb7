/** What is wrong with the content, said so that whoever edited it finds the place. */
import { readFileSync } from "node:fs";
import type { z } from "zod";
import { lineOf, type Path } from "./place.ts";

export interface Problem {
  /** As it was opened, from the folder the bot runs in. */
  readonly file: string;
  /** Where in the file: keys and positions from the top. */
  readonly path: Path;
  readonly expected: string;
  readonly found: string;
}

/** The content cannot be used; the message lists every problem, one a line. */
export class ContentError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The content has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${problems.join("\n")}`,
    );
    this.name = "ContentError";
    this.problems = problems;
  }
}

/** `file:line: field: expected this, found that`. Reads the file again: lines are only worth their cost when something is wrong. */
export function describeProblem({ file, path, expected, found }: Problem): string {
  const field = path.length === 0 ? "the whole file" : path.join(".");
  return `${file}:${lineOf(readFileSync(file, "utf8"), path)}: ${field}: expected ${expected}, found ${found}`;
}

/** The problems that a schema found with a value of `file`. */
export function schemaProblems(file: string, value: unknown, issues: readonly z.core.$ZodIssue[]): readonly Problem[] {
  return issues.map((issue) => {
    const path = issue.path.map((key) => (typeof key === "symbol" ? String(key) : key));
    if (issue.code === "unrecognized_keys") {
      return {
        file,
        path: [...path, issue.keys[0] ?? ""],
        expected: "a field that the bot knows",
        found: issue.keys.join(", "),
      };
    }
    return {
      file,
      path,
      expected: expectation(issue),
      found: issue.code === "invalid_key" ? String(path.at(-1)) : describeValue(valueAt(value, path)),
    };
  });
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return nameOf(issue.expected);
    case "invalid_value":
      return `one of ${issue.values.join(", ")}`;
    case "too_small":
      return `at least ${issue.minimum}${issue.origin === "number" ? "" : " of them"}`;
    case "too_big":
      return `at most ${issue.maximum}${issue.origin === "number" ? "" : " of them"}`;
    case "invalid_key":
      return issue.issues.map((inner) => inner.message).join(", ");
    case "invalid_format":
      return issue.format === "url" ? "an https address" : issue.message;
    case "not_multiple_of":
    case "unrecognized_keys":
    case "invalid_union":
    case "invalid_element":
    case "custom":
      return issue.message;
  }
}

function nameOf(type: string): string {
  const names: Readonly<Record<string, string>> = {
    string: "text",
    object: "named fields",
    record: "named fields",
    array: "a list",
    int: "a whole number",
  };
  return names[type] ?? `a ${type}`;
}

function describeValue(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (typeof value === "object") return "named fields";
  const quoted = JSON.stringify(value);
  return quoted.length > 60 ? `${quoted.slice(0, 59)}…` : quoted;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}
