/** The patterns of small talk, needs and commands as tables, in a file from one start to the next: to read them takes a third of a second. */
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { writeAsideTables, type AsideTables } from "#core/conversation/aside-tables.ts";
import type { Log } from "#core/ports.ts";
import type { Library } from "#core/profile/profile.ts";
import { codeIn, createKeptFile, hashOf } from "./file.ts";

const FILE = "asides.tables";
const CONVERSATION = fileURLToPath(new URL("../../core/conversation", import.meta.url));
/** Says which orders there are. */
const REQUEST = fileURLToPath(new URL("../../core/request.ts", import.meta.url));

const Tables = z.custom<AsideTables>(
  (value) => typeof value === "object" && value !== null && "facts" in value && "meant" in value,
);

export interface KeptAsides {
  /** Those that were kept, or made in one go where there are none. */
  readonly get: () => AsideTables;
  /** Makes them in small pieces where none were kept, and keeps them. */
  readonly warm: () => Promise<void>;
}

interface KeptAsidesParts {
  readonly folder: string;
  readonly library: Pick<Library, "asides" | "vocabulary">;
  /** Of the content that the library is. */
  readonly hash: () => Buffer;
  readonly log: Log;
  /** The name of the build that they are for; of this one when absent. */
  readonly build?: string | undefined;
}

export function createKeptAsides({ folder, library, hash, log, build }: KeptAsidesParts): KeptAsides {
  const key = (): Buffer => hashOf([hash(), ...codeIn([REQUEST, CONVERSATION], build)]);
  const parse = (value: unknown): AsideTables => Tables.parse(value);
  const kept = createKeptFile({ file: join(folder, FILE), key, parse, owner: "the reading of small talk", log });
  let tables: AsideTables | undefined;
  let writing: Generator<void, AsideTables> | undefined;
  /** Goes on where it was left; undefined while there is more to do. */
  const step = (): AsideTables | undefined => {
    tables ??= writing === undefined ? (kept.read() ?? undefined) : undefined;
    if (tables !== undefined) return tables;
    writing ??= writeAsideTables(library.asides, library.vocabulary);
    const { done, value } = writing.next();
    if (done === true) tables = value;
    return tables;
  };
  return {
    get() {
      for (;;) {
        const whole = step();
        if (whole !== undefined) return whole;
      }
    },
    async warm() {
      while (step() === undefined) await turn();
      const isNew = writing !== undefined;
      writing = undefined;
      if (isNew && tables !== undefined) await kept.keep(tables);
    },
  };
}
