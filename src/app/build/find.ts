/** The bot in a few files, of which it starts in half the time: where they are, and whether they are of the sources as they are now. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const CHECKOUT = fileURLToPath(new URL("../../../", import.meta.url));
/** One folder in it a build. */
export const BOT_BUILDS = join(CHECKOUT, "dist");
/** What a process begins with, by the name of its file in a build. */
export const BEGINNINGS = { cli: "app/cli.ts", open: "app/environment/open.ts", serve: "app/serve.ts" } as const;

/**
 * A folder whose name changes with any source, and with any package. By size and time of change, not by what stands in them:
 * reading some four hundred files would take a tenth of the start.
 */
export function folderOfBuild(root = CHECKOUT): string {
  const hash = createHash("sha256").update(markOf(root, "package-lock.json"));
  for (const room of ["src", "adapters"]) for (const file of sourcesIn(root, room)) hash.update(markOf(root, file));
  return join(root, "dist", hash.digest("hex").slice(0, 16));
}

/** `readdirSync` takes several times as long to go through folders by itself. */
function sourcesIn(root: string, folder: string): readonly string[] {
  return readdirSync(`${root}/${folder}`, { withFileTypes: true })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return sourcesIn(root, path);
      return entry.name.endsWith(".ts") ? [path] : [];
    });
}

function markOf(root: string, file: string): string {
  const { size, mtimeMs } = statSync(`${root}/${file}`);
  return `${file} ${size} ${mtimeMs}\n`;
}

/** Null where the sources have changed since it was built, or nothing was. */
export function findBuild(): string | null {
  if (!existsSync(BOT_BUILDS)) return null;
  const folder = folderOfBuild();
  return existsSync(folder) ? folder : null;
}
