/** Countries as files in a folder, one each: for a deployment of one process. */
import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FigureStore } from "#core/profile/world.ts";
import type { ImportedCountry } from "#core/profile/world.ts";
import { readCountry, writeCountry } from "./stored-country.ts";

const ENDING = ".json";

export function createFigureFolder(folder: string): FigureStore {
  const fileOf = (slug: string): string => join(folder, `${slug}${ENDING}`);
  return {
    // Two hundred small files are looked at in two milliseconds, and through the thread pool in eighty.
    async version() {
      const hash = createHash("sha256");
      for (const name of namesIn(folder)) {
        const { mtimeMs, size, ino } = statSync(join(folder, name));
        hash.update(JSON.stringify([name, mtimeMs, size, ino]));
      }
      return hash.digest("hex");
    },
    async load() {
      const broken: string[] = [];
      const countries = namesIn(folder).flatMap((name): readonly ImportedCountry[] => {
        const file = join(folder, name);
        try {
          return [readCountry(readFileSync(file, "utf8"))];
        } catch (error) {
          broken.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
          return [];
        }
      });
      return { countries, broken };
    },
    async save(countries, onWritten) {
      await mkdir(folder, { recursive: true });
      // All of them aside first: a full disk leaves what was there, and whoever reads meanwhile finds whole files.
      const drafts = countries.map((country) => ({ country, draft: `${fileOf(country.slug)}.${randomUUID()}` }));
      try {
        for (const [at, { country, draft }] of drafts.entries()) {
          await writeFile(draft, writeCountry(country));
          onWritten?.(at + 1);
        }
        for (const { country, draft } of drafts) await rename(draft, fileOf(country.slug));
      } finally {
        await Promise.all(drafts.map(({ draft }) => rm(draft, { force: true })));
      }
    },
    async remove(slugs) {
      await Promise.all(slugs.map((slug) => rm(fileOf(slug), { force: true })));
    },
    close: () => Promise.resolve(),
  };
}

/** A folder that is not there holds nothing. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(ENDING))
      .toSorted();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
