/** What the search worked out of the content, in a file from one start to the next: building it takes most of a second. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Log } from "#core/ports.ts";
import type { Library } from "#core/profile/profile.ts";
import { ABSTENTION_REASONS } from "#core/reply.ts";
import type { IndexTables, KeptTables } from "#search/index/indexes.ts";
import { createKeptFile, filesIn, hashOf } from "./kept-file.ts";

const FILE = "search.tables";
const SEARCH = fileURLToPath(new URL("../../search", import.meta.url));
const PACKAGE = fileURLToPath(new URL("../../../package.json", import.meta.url));

/** To look at more than their outline would take longer than to make them. */
const Tables = z.custom<IndexTables>(
  (value) => typeof value === "object" && value !== null && "lexicon" in value && "tokens" in value && "packs" in value,
);

interface KeptTablesParts {
  readonly folder: string;
  readonly library: Library;
  readonly log: Log;
}

/** Of this content and this code in `folder`. */
export function createKeptTables({ folder, library, log }: KeptTablesParts): KeptTables {
  const parse = (value: unknown): IndexTables => Tables.parse(value);
  return createKeptFile({ file: join(folder, FILE), key: () => keyOf(library), parse, owner: "the search", log });
}

/** All that the tables depend on. */
function keyOf({ vocabulary, taxonomy, asking, refusals, packs }: Library): Buffer {
  const content = JSON.stringify([vocabulary, taxonomy, asking, refusals, packs, ABSTENTION_REASONS]);
  return hashOf([content, process.versions.v8, readFileSync(PACKAGE), ...filesIn(SEARCH, ".ts")]);
}
