/** What the search worked out of the content, in a file from one start to the next: building it takes most of a second. */
import { createHash, randomUUID, type BinaryLike } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deserialize, serialize } from "node:v8";
import { z } from "zod";
import type { Log } from "#core/ports.ts";
import type { Library } from "#core/profile/profile.ts";
import { ABSTENTION_REASONS } from "#core/reply.ts";
import type { IndexTables, KeptTables } from "#search/index/indexes.ts";

const FILE = "search.tables";
const SEARCH = fileURLToPath(new URL("../../search", import.meta.url));
const PACKAGE = fileURLToPath(new URL("../../../package.json", import.meta.url));
/** The file is the key, the hash of what follows, and the tables. */
const HASH_BYTES = 32;

/** By their hash they are what this code wrote: to look at more than their outline would take longer than to make them. */
const Tables = z.custom<IndexTables>(
  (value) => typeof value === "object" && value !== null && "lexicon" in value && "tokens" in value && "packs" in value,
);

/** Of this content and this code in `folder`; several processes may share it, and nothing depends on its being there. */
export function createKeptTables({
  folder,
  library,
  log,
}: {
  readonly folder: string;
  readonly library: Library;
  readonly log: Log;
}): KeptTables {
  const file = join(folder, FILE);
  return {
    read() {
      try {
        const kept = readFileSync(file);
        const [key, hash, tables] = [
          kept.subarray(0, HASH_BYTES),
          kept.subarray(HASH_BYTES, 2 * HASH_BYTES),
          kept.subarray(2 * HASH_BYTES),
        ];
        if (!key.equals(keyOf(library))) {
          log.info({ file }, "What the search kept is of other content or of another version, and is made anew");
          return null;
        }
        if (!hash.equals(hashOf([tables]))) throw new Error("It is not as it was written");
        return Tables.parse(deserialize(tables));
      } catch (error) {
        if (!isMissing(error)) log.warn({ file, err: error }, "What the search kept cannot be read, and is made anew");
        return null;
      }
    },
    async keep(tables) {
      // Under a name of its own first: whoever reads meanwhile, or is cut off, finds a whole file or none.
      const draft = `${file}.${randomUUID()}`;
      try {
        const bytes = serialize(tables);
        await mkdir(folder, { recursive: true });
        await writeFile(draft, Buffer.concat([keyOf(library), hashOf([bytes]), bytes]));
        await rename(draft, file);
      } catch (error) {
        log.info({ file, err: error }, "What the search made cannot be kept: the next start makes it anew");
        await rm(draft, { force: true }).catch((left: unknown) =>
          log.info({ draft, err: left }, "A draft is left behind"),
        );
      }
    },
  };
}

/** All that the tables depend on. */
function keyOf({ vocabulary, taxonomy, asking, refusals, packs }: Library): Buffer {
  const content = JSON.stringify([vocabulary, taxonomy, asking, refusals, packs, ABSTENTION_REASONS]);
  const code = readdirSync(SEARCH, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .toSorted()
    .map((name) => readFileSync(join(SEARCH, name)));
  return hashOf([content, process.versions.v8, readFileSync(PACKAGE), ...code]);
}

function hashOf(parts: readonly BinaryLike[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
