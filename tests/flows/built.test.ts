/** The bot built into a few files, from which it starts faster than from its sources. */
import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderOfBuild } from "#app/build/find.ts";

const run = promisify(execFile);
const root = mkdtempSync(join(tmpdir(), "briefing-built-"));
const BUILDING_MS = 90_000;
/** Lets nothing come from the sources but what it takes to find the build. */
const ONLY_BUILT = `
import { registerHooks } from "node:module";
registerHooks({
  load(url, context, next) {
    if (/\\/src\\/(?!main|app\\/build|app\\/lifetime)/.test(url)) throw new Error("It loads " + url);
    return next(url, context);
  },
});
`;

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("A build", () => {
  const place = join(root, "small");
  const write = (file: string, text: string): void => writeFileSync(join(place, file), text);
  beforeAll(() => {
    for (const room of ["src/core", "adapters"]) mkdirSync(join(place, room), { recursive: true });
    write("package-lock.json", "{}");
    write("src/main.ts", "");
    write("src/core/bot.ts", "1");
  });

  it.each<[string, () => void]>([
    ["a source", () => write("src/core/bot.ts", "22")],
    ["a package", () => write("package-lock.json", "{ }")],
    ["the number of sources", () => write("adapters/new.ts", "")],
    ["the place of one", () => cpSync(join(place, "adapters/new.ts"), join(place, "src/new.ts"))],
  ])("is another one after a change of %s", (_, change) => {
    const before = folderOfBuild(place);
    expect(folderOfBuild(place)).toBe(before);
    change();
    expect(folderOfBuild(place)).not.toBe(before);
  });

  it("stays when anything else changes", () => {
    const before = folderOfBuild(place);
    write("src/README.md", "");
    expect(folderOfBuild(place)).toBe(before);
  });
});

/** As `npm start` says: not every option of a process is one of a thread. */
function flagsOfStart(): readonly string[] {
  const { scripts } = z
    .object({ scripts: z.object({ start: z.string() }) })
    .parse(JSON.parse(readFileSync("package.json", "utf8")));
  return scripts.start.split(" ").filter((word) => word.startsWith("--"));
}

describe("The bot", { timeout: BUILDING_MS }, () => {
  const place = join(root, "whole");
  const builtAlone = join(root, "built-alone.mjs");
  const say = async (words: readonly string[], ...flags: string[]): Promise<string> =>
    (await run(process.execPath, [...flags, "src/main.ts", "briefing", ...words], { cwd: place })).stdout;

  const DRAWN = ["scores 2025", "trend", "compare tajikistan", "rank heroin"];
  const SAID: readonly (readonly string[])[] = [["drugs"], ["scores", "2025"]];
  const pictures = (from: string, ...flags: string[]) =>
    Promise.all(
      DRAWN.map(async (words, at) => {
        const file = join(root, `${from}-${at}.png`);
        await say([...words.split(" "), "--png", file], ...flags);
        return readFileSync(file).toString("base64");
      }),
    );
  let fromSources: { readonly pictures: readonly string[]; readonly said: readonly string[] };

  beforeAll(async () => {
    mkdirSync(place);
    writeFileSync(builtAlone, ONLY_BUILT);
    for (const name of ["src", "adapters", "content", "package.json", "package-lock.json", "manifest.json"])
      cpSync(name, join(place, name), { recursive: true, preserveTimestamps: true });
    symlinkSync(join(process.cwd(), "node_modules"), join(place, "node_modules"));
    fromSources = { pictures: await pictures("sources"), said: await Promise.all(SAID.map((words) => say(words))) };
    await expect(say(["drugs"], `--import=${builtAlone}`)).rejects.toThrow("It loads");
    await run(process.execPath, ["src/app/build/make.ts"], { cwd: place });
  }, BUILDING_MS);

  it("draws from a build, whose thread has parts of the chart library alone, what it draws from its sources", async () => {
    expect(await pictures("built", ...flagsOfStart(), `--import=${builtAlone}`)).toEqual(fromSources.pictures);
  });

  it("says from a build what it says from its sources, and goes back to these when one of them changes", async () => {
    const built = await Promise.all(SAID.map((words) => say(words, `--import=${builtAlone}`)));
    expect(built).toEqual(fromSources.said);
    expect(readdirSync(join(place, "dist"))).toHaveLength(1);
    const damaged = join(folderOfBuild(place), "cli.mjs");
    const whole = readFileSync(damaged);
    writeFileSync(damaged, whole.subarray(0, whole.length / 2));
    const both = await run(process.execPath, ["src/main.ts", "briefing", "drugs"], { cwd: place });
    expect([both.stdout, both.stderr.includes("starting from the sources")]).toEqual([fromSources.said[0], true]);
    writeFileSync(damaged, whole);
    writeFileSync(join(place, "src/added.ts"), "");
    await expect(say(["drugs"], `--import=${builtAlone}`)).rejects.toThrow("It loads");
    expect(await say(["drugs"])).toBe(fromSources.said[0]);
    expect(existsSync(folderOfBuild(place))).toBe(false);
  });
});
