/** A program: builds the bot where its sources are others than those of the last build (docs/decisions/143). */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { rolldown, type Plugin } from "rolldown";
import { BOT_BUILDS, folderOfBuild, BEGINNINGS, CHECKOUT } from "./find.ts";

/** What the start loads file by file from these is most of its files. Others have code of the system, are shared with an SDK, or load late. */
const PACKAGES = ["@orama/stemmers", "js-yaml", "kysely", "node-cron", "p-timeout", "zod"];
const DAY_MS = 24 * 60 * 60 * 1000;
/** A process may still run from a former build, and load a part of it late. */
const KEPT_DAYS = 7;

/** Whatever stands beside a source is found from there, not from the build. */
const besideSources: Plugin = {
  name: "beside-sources",
  transform(code, id) {
    if (!code.includes("import.meta.url")) return null;
    const source = relative(join(BOT_BUILDS, "build"), id).replaceAll("\\", "/");
    const moved = code.replaceAll("import.meta.url", `new URL(${JSON.stringify(source)}, import.meta.url).href`);
    // Lines stay where they are.
    return { code: moved, map: null };
  },
};

function isOutside(id: string): boolean {
  const isOfOurs = /^(?:[./#]|[A-Za-z]:)/u.test(id);
  return !isOfOurs && !PACKAGES.some((name) => id === name || id.startsWith(`${name}/`));
}

const folder = folderOfBuild();
if (!existsSync(folder)) {
  mkdirSync(BOT_BUILDS, { recursive: true });
  // Whoever looks meanwhile finds a whole build or none; two that build at once make the same.
  const made = mkdtempSync(join(BOT_BUILDS, "building-"));
  const input = Object.fromEntries(
    Object.entries(BEGINNINGS).map(([name, path]) => [name, join(CHECKOUT, "src", path)]),
  );
  const bundle = await rolldown({
    ...{ input, cwd: CHECKOUT, platform: "node", external: isOutside },
    plugins: [besideSources],
    logLevel: "warn",
  });
  await bundle.write({
    dir: made,
    format: "esm",
    sourcemap: true,
    entryFileNames: "[name].mjs",
    chunkFileNames: "[name]-[hash].mjs",
  });
  await bundle.close();
  if (existsSync(folder)) rmSync(made, { recursive: true });
  else renameSync(made, folder);
  for (const name of readdirSync(BOT_BUILDS)) {
    const former = join(BOT_BUILDS, name);
    if (Date.now() - statSync(former).mtimeMs > KEPT_DAYS * DAY_MS) rmSync(former, { recursive: true, force: true });
  }
}
