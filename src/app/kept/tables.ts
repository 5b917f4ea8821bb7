/** What the search worked out of the content, in a file from one start to the next: building it takes most of a second. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Log } from "#core/ports.ts";
import { ABSTENTION_REASONS } from "#core/reply.ts";
import type { IndexTables, KeptTables } from "#search/index/indexes.ts";
import { codeIn, createKeptFile, hashOf } from "./file.ts";

const FILE = "search.tables";
const SEARCH = fileURLToPath(new URL("../../search", import.meta.url));

/** To look at more than their outline would take longer than to make them. */
const Tables = z.custom<IndexTables>(
  (value) => typeof value === "object" && value !== null && "lexicon" in value && "tokens" in value && "packs" in value,
);

interface KeptTablesParts {
  readonly folder: string;
  /** Of the content that the tables are of. */
  readonly hash: () => Buffer;
  readonly log: Log;
  /** The name of the build that they are for; of this one when absent. */
  readonly build?: string | undefined;
}

/** Of this content and this code in `folder`. */
export function createKeptTables({ folder, hash, log, build }: KeptTablesParts): KeptTables {
  const parse = (value: unknown): IndexTables => Tables.parse(value);
  const key = (): Buffer => hashOf([hash(), ABSTENTION_REASONS.join(" "), ...codeIn([SEARCH], build)]);
  return createKeptFile({ file: join(folder, FILE), key, parse, owner: "the search", log });
}
