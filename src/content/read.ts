/** One file of the content: YAML, then its schema. */
import { lstatSync, readFileSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import { load, YAMLException } from "js-yaml";
import type { z } from "zod";
import { isNoFolder, kindAt, listFolder, spellingsOf, yamlFilesIn, type UnreadPath } from "./on-disk.ts";
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
  /** All YAML files of a folder, which has to be there. */
  readAll<S extends z.ZodType>(folder: string, schema: S): readonly Sourced<z.infer<S>>[];
  /** Whether it was read, or tried to. */
  readonly isRead: (path: string) => boolean;
  /** For what stands in the content and nothing has read. */
  readonly nameUnread: (unread: UnreadPath) => void;
  readonly problems: readonly string[];
}

export function createReader(): Reader {
  const problems: string[] = [];
  const read = new Set<string>();
  const complain = (path: string, problem: string, of = "file"): void =>
    void problems.push(`${quoted(path)}:1: the whole ${of}: ${problem}`);
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
    nameUnread(unread) {
      const isFolder = unread.kind === "circle" || unread.kind === "closed" || unread.kind === "deep";
      complain(unread.path, problemOf(unread), isFolder ? "folder" : "file");
    },
    readAll(folder, schema) {
      read.add(folder);
      const listed = listFolder(folder);
      if (listed.entries === null && isNoFolder(listed.code))
        complain(folder, `expected a folder, found ${insteadOf(folder, listed.code)}`, "folder");
      return yamlFilesIn(folder)
        .map((path) => readExactly(path, schema))
        .filter((file) => file !== null);
    },
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
    // It would wait for somebody to write.
    if (kindAt(file) === "other") return complain(1, NO_TEXT);
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

const NO_TEXT = "expected a file, found a pipe or a device";
const NO_FILE = "expected a file, found a link that leads nowhere";

function problemOf(unread: UnreadPath): string {
  switch (unread.kind) {
    case "file":
      return "expected a place where the bot reads files, found none";
    case "folder":
      return "expected a file, found a folder";
    case "lost":
      return NO_FILE;
    case "other":
      return NO_TEXT;
    case "circle":
      return "expected a folder, found a link back to one that it stands in";
    case "deep":
      return "expected a country's folder beside index and wording, with no dot in front, found one where nothing is read";
    case "closed":
      return `expected a folder that can be read, found ${unread.code}`;
  }
}

function unreadable(file: string, code: string): string {
  if (isNoFolder(code) && isLost(file)) return NO_FILE;
  if (code === "EISDIR") return "expected a file, found a folder";
  return code === "ENOENT" ? "expected a file, found none" : `expected a file that can be read, found ${code}`;
}

function insteadOf(folder: string, code: string): string {
  if (code === "ENOTDIR") return "a file";
  return isLost(folder) ? "a link that leads nowhere" : "none";
}

function isLost(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
