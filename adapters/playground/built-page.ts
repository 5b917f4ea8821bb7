/** Where the built page is, and whether it is of the files as they are now. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The address below which all parts of the page are. */
export const PARTS = "/playground/page/";
export const PAGE = fileURLToPath(new URL("page/", import.meta.url));
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** One folder in it a build. */
export const BUILDS = join(ROOT, "node_modules/.playground-page");

/** A folder whose name changes with any file of the page, with how it is built, and with any package. */
export function builtFolder(): string {
  const hash = createHash("sha256").update(readFileSync(join(ROOT, "package-lock.json")));
  hash.update(readFileSync(new URL("build-page.ts", import.meta.url)));
  const files = readdirSync(PAGE, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files.map(({ parentPath, name }) => join(parentPath, name)).toSorted())
    hash.update(`\0${file.slice(PAGE.length)}\0`).update(readFileSync(file));
  return join(BUILDS, hash.digest("hex").slice(0, 16));
}
