/**
 * A program: builds the page where its files are others than those of the last build. In a process of its own, before the
 * bot's: what the build takes of memory is gone with it.
 */
import { existsSync, mkdtempSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BUILDS, builtFolder, PAGE, PARTS } from "./built-page.ts";

const folder = builtFolder();
if (!existsSync(folder)) {
  const { build } = await import("vite");
  mkdirSync(BUILDS, { recursive: true });
  // Whoever looks meanwhile finds a whole page or none; two that build at once make the same.
  const made = mkdtempSync(join(BUILDS, "building-"));
  await build({
    ...{ configFile: false, root: PAGE, base: PARTS, logLevel: "error" },
    build: { outDir: made, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 4000 },
  });
  const former = readdirSync(BUILDS).filter((name) => !name.startsWith("building-"));
  if (existsSync(folder)) rmSync(made, { recursive: true });
  else renameSync(made, folder);
  for (const name of former) if (join(BUILDS, name) !== folder) rmSync(join(BUILDS, name), { recursive: true });
}
