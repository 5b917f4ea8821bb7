/** Many sources in a few files, which a process reads in a part of the time. */
import { join, relative } from "node:path";
import { rolldown, type OutputOptions, type Plugin, type RolldownBuild } from "rolldown";
import { BOT_BUILDS, CHECKOUT } from "./find.ts";

/** What the start loads file by file from these is most of its files. Others have code of the system, are shared with an SDK, or load late. */
const PACKAGES = ["@orama/stemmers", "js-yaml", "kysely", "node-cron", "p-timeout", "zod"];
/** What the thread that draws begins with: a file of its own, with the parts of the chart library that are used. */
const DRAWING = { path: "src/charts/worker.ts", url: 'new URL("./worker.ts", import.meta.url)', name: "draw" } as const;
const OF_LIBRARY = ["echarts", "zrender", "tslib"];

/** Whatever stands beside a source is found from there, not from the build. */
const besideSources: Plugin = {
  name: "beside-sources",
  transform(code, id) {
    if (!code.includes("import.meta.url")) return null;
    const source = relative(join(BOT_BUILDS, "build"), id).replaceAll("\\", "/");
    const moved = code
      .split(DRAWING.url)
      .map((part) => part.replaceAll("import.meta.url", `new URL(${JSON.stringify(source)}, import.meta.url).href`))
      .join(`new URL("./${DRAWING.name}.mjs", import.meta.url)`);
    // Lines stay where they are.
    return { code: moved, map: null };
  },
};

/** The parts of the chart library, where a process without a build reads all of it in one file. */
const libraryParts: Plugin = {
  name: "library-parts",
  resolveId: (id) => (id === "./library/whole.ts" ? join(CHECKOUT, "src/charts/library/parts.ts") : null),
};

function isOutside(id: string, inside = PACKAGES): boolean {
  const isOfOurs = /^(?:[./#]|[A-Za-z]:)/u.test(id);
  return !isOfOurs && !inside.some((name) => id === name || id.startsWith(`${name}/`));
}

/** `input` has a source by the name of its file; `dir` is a folder of `BOT_BUILDS`. Lines stay where they are. */
export async function bundle(input: Readonly<Record<string, string>>, dir: string): Promise<void> {
  const plugins = [besideSources];
  await write(await rolldown({ ...SETTINGS, input, plugins, external: (id) => isOutside(id) }), dir);
}

/** The thread that draws, beside them: half as long, as all of it is read before its first picture; its map tells the names. */
export async function bundleDrawing(dir: string): Promise<void> {
  const made = await rolldown({
    ...SETTINGS,
    input: { [DRAWING.name]: join(CHECKOUT, DRAWING.path) },
    plugins: [besideSources, libraryParts],
    external: (id) => isOutside(id, [...PACKAGES, ...OF_LIBRARY]),
  });
  await write(made, dir, true);
}

const SETTINGS = { cwd: CHECKOUT, platform: "node", logLevel: "warn" } as const;

async function write(made: RolldownBuild, dir: string, minify: OutputOptions["minify"] = false): Promise<void> {
  await made.write({
    minify,
    dir,
    format: "esm",
    sourcemap: true,
    entryFileNames: "[name].mjs",
    chunkFileNames: "[name]-[hash].mjs",
  });
  await made.close();
}
