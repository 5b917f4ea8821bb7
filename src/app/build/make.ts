/** A program: builds the bot where its sources are others than those of the last build (docs/decisions/143). */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { bundle, bundleDrawing } from "./bundle.ts";
import { BOT_BUILDS, folderOfBuild, BEGINNINGS, CHECKOUT } from "./find.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A process may still run from a former build, and load a part of it late. */
const KEPT_DAYS = 7;

const folder = folderOfBuild();
if (!existsSync(folder)) {
  mkdirSync(BOT_BUILDS, { recursive: true });
  // Whoever looks meanwhile finds a whole build or none; two that build at once make the same.
  const made = mkdtempSync(join(BOT_BUILDS, "building-"));
  const input = Object.fromEntries(
    Object.entries(BEGINNINGS).map(([name, path]) => [name, join(CHECKOUT, "src", path)]),
  );
  await bundle(input, made, basename(folder));
  await bundleDrawing(made);
  if (existsSync(folder)) rmSync(made, { recursive: true });
  else renameSync(made, folder);
  for (const name of readdirSync(BOT_BUILDS)) {
    const former = join(BOT_BUILDS, name);
    if (Date.now() - statSync(former).mtimeMs > KEPT_DAYS * DAY_MS) rmSync(former, { recursive: true, force: true });
  }
}
