/** Many sources in a few files, which a process reads in a part of the time. */
import { join, relative } from "node:path";
import { rolldown, type Plugin } from "rolldown";
import { BOT_BUILDS, CHECKOUT } from "./find.ts";

/** What the start loads file by file from these is most of its files. Others have code of the system, are shared with an SDK, or load late. */
const PACKAGES = ["@orama/stemmers", "js-yaml", "kysely", "node-cron", "p-timeout", "zod"];

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

/** `input` has a source by the name of its file; `dir` is a folder of `BOT_BUILDS`. Lines stay where they are. */
export async function bundle(input: Readonly<Record<string, string>>, dir: string): Promise<void> {
  const made = await rolldown({
    ...{ input, cwd: CHECKOUT, platform: "node", external: isOutside },
    plugins: [besideSources],
    logLevel: "warn",
  });
  await made.write({
    dir,
    format: "esm",
    sourcemap: true,
    entryFileNames: "[name].mjs",
    chunkFileNames: "[name]-[hash].mjs",
  });
  await made.close();
}
