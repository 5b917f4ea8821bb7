/** Something that was worked out, in a file from one start to the next; nothing but time depends on its being there. */
import { createHash, randomUUID, type BinaryLike } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { deserialize, serialize } from "node:v8";
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

/** The file is the key, the hash of what follows, and what is kept. */
const HASH_BYTES = 32;

/** Several processes may share the file. */
export function createKeptFile<T>({ file, key, parse, owner, log }: KeptFileParts<T>): KeptFile<T> {
  return {
    read() {
      try {
        const whole = readFileSync(file);
        const [keptKey, hash] = [whole.subarray(0, HASH_BYTES), whole.subarray(HASH_BYTES, 2 * HASH_BYTES)];
        const made = whole.subarray(2 * HASH_BYTES);
        if (!keptKey.equals(key())) {
          log.info({ file }, `What ${owner} kept is of other content or of another version, and is made anew`);
          return null;
        }
        if (!hash.equals(hashOf([made]))) throw new Error("It is not as it was written");
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
        await writeFile(draft, Buffer.concat([key(), hashOf([bytes]), bytes]));
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

/** What stands in the files of a folder, and how they are called. */
export function filesIn(folder: string, ending: string): readonly BinaryLike[] {
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
