/** The content as it was read and checked, in a file from one start to the next: its YAML takes longer than all the rest. */
import type { BinaryLike } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { ContentFiles, KeptContent } from "#content/files.ts";
import { pathsOf } from "#content/pack-folders.ts";
import type { Log } from "#core/ports.ts";
import { codeIn, createKeptFile, hashOf } from "./file.ts";

const FILE = "content.read";
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** What reads and checks it. */
const CODE = ["../../content", "../../core/profile", "../../core/wording"].map(here);
const PACKAGE = here("../../../package.json");

const Read = z.custom<ContentFiles>((value) => typeof value === "object" && value !== null && "packs" in value);

interface KeptContentParts {
  /** Where it is kept. */
  readonly folder: string;
  /** Where the content is. */
  readonly content: string;
  readonly log: Log;
  /** The name of the build that it is for; of this one when absent. */
  readonly build?: string | undefined;
}

export interface HashedContent extends KeptContent {
  /** Of the files, of what reads them, and of the packages. */
  readonly hash: () => Buffer;
}

/** Of the files of the content as they are when it is first asked for, byte by byte. */
export function createKeptContent({ folder, content, log, build }: KeptContentParts): HashedContent {
  let known: Buffer | undefined;
  const hash = (): Buffer =>
    (known ??= hashOf([process.versions.v8, readFileSync(PACKAGE), ...codeIn(CODE, build), ...contentIn(content)]));
  const parse = (value: unknown): ContentFiles => Read.parse(value);
  const kept = createKeptFile({ file: join(folder, FILE), key: hash, parse, owner: "the reading of the content", log });
  return { ...kept, hash };
}

function contentIn(folder: string): readonly BinaryLike[] {
  const { files, others } = pathsOf(folder);
  return [...others, ...files.flatMap((file) => [file, readFileSync(file)])];
}
