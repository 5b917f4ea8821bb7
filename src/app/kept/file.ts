/** Something that was worked out, in a file from one start to the next; nothing but time depends on its being there. */
import { createHash, randomUUID, type BinaryLike } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { crc32 } from "node:zlib";
import type { Log } from "#core/ports.ts";

export interface KeptFile<T> {
  /** Null where nothing is kept, or nothing that was made of the same by the same code. */
  read(): T | null;
  /** Does not reject: what cannot be kept is made anew by the next start. */
  keep(made: T): Promise<void>;
}

interface KeptFileParts<T> {
  readonly file: string;
  /** The hash of all that it depends on. */
  readonly key: () => Buffer;
  /** Throws on what it is not; by its hash it is what this code wrote. */
  readonly parse: (value: unknown) => T;
  /** Whose it is, to begin a sentence of the log with. */
  readonly owner: string;
  readonly log: Log;
}

/** The file is the key, the sum of what follows, and what is kept. The sum is against what a disk does, not a person. */
const KEY_BYTES = 32;
const SUM_BYTES = 4;
const HEAD_BYTES = KEY_BYTES + SUM_BYTES;

/** Several processes may share the file. */
export function createKeptFile<T>({ file, key, parse, owner, log }: KeptFileParts<T>): KeptFile<T> {
  return {
    read() {
      try {
        const whole = readFileSync(file);
        const made = whole.subarray(HEAD_BYTES);
        if (!whole.subarray(0, KEY_BYTES).equals(key())) {
          log.info({ file }, `What ${owner} kept is of something else by now, and is made anew`);
          return null;
        }
        if (!whole.subarray(KEY_BYTES, HEAD_BYTES).equals(sumOf(made))) throw new Error("It is not as it was written");
        return parse(deserialize(made));
      } catch (error) {
        if (!isMissing(error)) log.warn({ file, err: error }, `What ${owner} kept cannot be read, and is made anew`);
        return null;
      }
    },
    async keep(made) {
      // Under a name of its own first: whoever reads meanwhile, or is cut off, finds a whole file or none.
      const draft = `${file}.${randomUUID()}`;
      try {
        const bytes = serialize(made);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(draft, Buffer.concat([key(), sumOf(bytes), bytes]));
        await rename(draft, file);
      } catch (error) {
        log.info({ file, err: error }, `What ${owner} made cannot be kept: the next start makes it anew`);
        await rm(draft, { force: true }).catch((left: unknown) =>
          log.info({ draft, err: left }, "A draft is left behind"),
        );
      }
    },
  };
}

function sumOf(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(SUM_BYTES);
  sum.writeUInt32LE(crc32(bytes));
  return sum;
}

declare global {
  interface ImportMeta {
    /** The name of the build, which changes with any source; undefined where the sources run. */
    readonly build?: string;
  }
}

/** What changes with the code in some folders and files. A build has its name, so that it reads no source. */
export function codeIn(places: readonly string[], build = import.meta.build): readonly BinaryLike[] {
  if (build !== undefined) return [build];
  return places.flatMap((place) => (place.endsWith(".ts") ? [readFileSync(place)] : filesIn(place, ".ts")));
}

/** What stands in the files of a folder, and how they are called. */
function filesIn(folder: string, ending: string): readonly BinaryLike[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .toSorted()
    .flatMap((name) => [name, readFileSync(join(folder, name))]);
}

export function hashOf(parts: readonly BinaryLike[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
