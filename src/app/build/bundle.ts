/** Many sources in a few files, which a process reads in a part of the time. */
import { isAbsolute, join, relative, sep } from "node:path";
import { minifySync } from "rolldown/utils";
import { rolldown, type Plugin, type RolldownBuild } from "rolldown";
import { BOT_BUILDS, CHECKOUT } from "./find.ts";

/** What the start loads file by file from these is most of its files. Others have code of the system, or load late. */
const PACKAGES = [
  ...["@orama/stemmers", "js-yaml", "kysely", "node-cron", "p-timeout", "pino", "zod"],
  // With all that they are made of: a thousand files as a few.
  ...["@slack/bolt", "@slack/logger", "@slack/web-api", "botbuilder", "undici"],
];
/** What the thread that draws begins with: a file of its own, with the parts of the chart library that are used. */
const DRAWING = { path: "src/charts/worker.ts", url: 'new URL("./worker.ts", import.meta.url)', name: "draw" } as const;
const OF_LIBRARY = ["echarts", "zrender", "tslib"];

/** Whatever stands beside a source is found from there, not from the build. */
const besideSources: Plugin = {
  name: "beside-sources",
  transform(code, id) {
    if (!code.includes("import.meta.url") || !isAbsolute(id)) return null;
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

/** Half of a text, and of the time to read it, is comments and room between names. With `names`, a stack of calls can be read. */
function lean(isLean: (modules: readonly string[]) => boolean, { names }: { names: boolean }): Plugin {
  const kept = names ? { compress: false, mangle: false } : {};
  return {
    name: "lean",
    renderChunk(text, { fileName, moduleIds }) {
      if (!isLean(moduleIds)) return null;
      const { code, map } = minifySync(fileName, text, { ...kept, module: true, sourcemap: true });
      return { code, map: map ?? null };
    },
  };
}

/** A text with but one letter beyond these is kept with two bytes for each, and is slow to decode. */
const ascii: Plugin = {
  name: "ascii",
  renderChunk: (code) => ({ code: code.replaceAll(/[^\0-\x7f]/gu, escaped), map: null }),
};

/** A letter may be two units. */
function escaped(letter: string): string {
  return letter
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}

/** Of what stays in a folder of packages: Node warns of what is outdated in any other code. */
const IN_PACKAGES = `${sep}node_modules${sep}`;

/** Whatever a package that is inside is made of is inside, too. */
function outsideOf(inside: readonly string[]): (id: string, importer: string | undefined) => boolean {
  return (id, importer) => {
    if (importer?.includes(IN_PACKAGES) === true) return false;
    const isOfOurs = /^(?:[./#]|[A-Za-z]:)/u.test(id);
    return !isOfOurs && !inside.some((name) => id === name || id.startsWith(`${name}/`));
  };
}

function isOfPackages(ids: readonly string[]): boolean {
  return ids.length > 0 && ids.every((id) => id.includes(IN_PACKAGES));
}

/** `input` has a source by the name of its file; `dir` is a folder of `BOT_BUILDS`; `name` is the build's. Lines stay where they are. */
export async function bundle(input: Readonly<Record<string, string>>, dir: string, name: string): Promise<void> {
  const plugins = [besideSources, lean(isOfPackages, { names: true }), ascii];
  await write(
    await rolldown({
      ...SETTINGS,
      ...{ input, plugins, external: outsideOf(PACKAGES) },
      transform: { define: { "import.meta.build": JSON.stringify(name) } },
    }),
    dir,
  );
}

/** The thread that draws, beside them: half as long, as all of it is read before its first picture; its map tells the names. */
export async function bundleDrawing(dir: string): Promise<void> {
  const made = await rolldown({
    ...SETTINGS,
    input: { [DRAWING.name]: join(CHECKOUT, DRAWING.path) },
    plugins: [besideSources, libraryParts, lean(() => true, { names: false }), ascii],
    external: outsideOf([...PACKAGES, ...OF_LIBRARY]),
  });
  await write(made, dir);
}

const SETTINGS = { cwd: CHECKOUT, platform: "node", logLevel: "warn" } as const;

async function write(made: RolldownBuild, dir: string): Promise<void> {
  await made.write({
    dir,
    minify: false,
    format: "esm",
    sourcemap: true,
    entryFileNames: "[name].mjs",
    chunkFileNames: ({ moduleIds }) => `${isOfPackages(moduleIds) ? "node_modules/" : ""}[name]-[hash].mjs`,
  });
  await made.close();
}
