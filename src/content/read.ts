/** One file of the content: YAML, then its schema. */
import { lstatSync, readFileSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import { load, YAMLException } from "js-yaml";
import type { z } from "zod";
import { spellingsOf } from "./on-disk.ts";
import { schemaProblems, describeProblem } from "./problem.ts";
import { decodeUtf8 } from "./utf8.ts";

/** What a file holds, with the name to give when something about it is wrong. */
export interface Sourced<T> {
  readonly file: string;
  readonly value: T;
}

/** Reads files and keeps what is wrong with them, so that all of it can be told at once. */
export interface Reader {
  /** Null when the file is not as its schema says; the reason is then in `problems`. */
  readExactly<S extends z.ZodType>(file: string, schema: S): Sourced<z.infer<S>> | null;
  /** The same, also where the file spells its ending otherwise: `.yml`. */
  read<S extends z.ZodType>(file: string, schema: S): Sourced<z.infer<S>> | null;
  /** Whether it was read, or tried to. */
  readonly isRead: (path: string) => boolean;
  /** For a file of the content that nothing has read. */
  readonly nameUnread: (path: string) => void;
  readonly problems: readonly string[];
}

export function createReader(): Reader {
  const problems: string[] = [];
  const read = new Set<string>();
  const complain = (path: string, problem: string): void =>
    void problems.push(`${quoted(path)}:1: the whole file: ${problem}`);
  const readExactly: Reader["readExactly"] = (path, schema) => {
    read.add(path);
    const file = quoted(path);
    const value = parseYaml(file, problems);
    if (value === undefined) return null;
    const checked = schema.safeParse(value);
    if (checked.success) return { file, value: checked.data };
    problems.push(...schemaProblems(file, value, checked.error.issues).map(describeProblem));
    return null;
  };
  return {
    problems,
    readExactly,
    isRead: (path) => read.has(path),
    nameUnread: (path) =>
      complain(path, isLost(path) ? NO_FILE : "expected a place where the bot reads files, found none"),
    read(path, schema) {
      const [meant = path, ...others] = spellingsOf(dirname(path), basename(path, ".yaml"));
      if (others.length === 0) return readExactly(meant, schema);
      const all = [meant, ...others];
      for (const each of all) read.add(each);
      complain(meant, `expected one file of that name, found ${all.map((each) => basename(each)).join(", ")}`);
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
  const complain = (line: number, problem: string): void =>
    void problems.push(`${file}:${line}: the whole file: ${problem}`);
  try {
    const decoded = decodeUtf8(readFileSync(file));
    if (decoded.text === null) return complain(decoded.line, `expected UTF-8, found ${decoded.found}`);
    return load(decoded.text);
  } catch (error) {
    if (error instanceof YAMLException)
      return complain((error.mark?.line ?? 0) + 1, `expected YAML, found a mistake in it: ${error.reason}`);
    if (!(error instanceof Error) || !("code" in error)) throw error;
    return complain(1, unreadable(file, String(error.code)));
  }
}

const NO_FILE = "expected a file, found a link that leads nowhere";

function unreadable(file: string, code: string): string {
  if (isLost(file)) return NO_FILE;
  const isMissing = code === "ENOENT" || code === "EISDIR";
  return isMissing ? "expected a file, found none" : `expected a file that can be read, found ${code}`;
}

function isLost(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
