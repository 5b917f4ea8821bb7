import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "src", "adapters"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => /\.tsx?$/.test(file) && spawnSync("test", ["-e", file]).status === 0);
const read = (file: string): string => readFileSync(file, "utf8");
const under = (folder: string): readonly string[] => files.filter((file) => file.startsWith(folder));

/** A folder of its own with the project's settings, so that nothing is ever planted in the live tree. */
function createCopy(): string {
  const folder = mkdtempSync(join(tmpdir(), "briefing-architecture-"));
  for (const name of ["package.json", "tsconfig.json", ".oxlintrc.json"]) cpSync(name, join(folder, name));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  return folder;
}

function write(folder: string, file: string, source: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), source);
}

/** A file, what it must not hold, and the rule that says so. */
const PLANTS: readonly (readonly [file: string, source: string, rule?: string])[] = [
  ["src/core/planted.ts", 'import { z } from "zod";'],
  ["src/core/planted.ts", 'import { readFileSync } from "node:fs";'],
  ["src/core/planted.ts", 'export type { Tables } from "#store/tables.ts";'],
  ["src/core/planted.ts", "export const planted = () => Date.now();", "no-restricted-properties"],
  ["src/core/planted.ts", "export const planted = () => Math.random();", "no-restricted-properties"],
  ["src/core/planted.ts", "export const planted = process.env;", "no-restricted-globals"],
  ["src/core/wording/planted.ts", 'import type { Pack } from "#core/profile/profile.ts";'],
  ["src/core/profile/planted.ts", 'import type { Block } from "#core/document/briefing.ts";'],
  ["src/core/document/planted.ts", 'import type { Context } from "#core/briefings/context.ts";'],
  ["src/core/request.ts", 'import type { Context } from "#core/briefings/context.ts";'],
  ["src/core/ports.ts", 'import type { Delivery } from "#core/digests/delivery.ts";'],
  ["src/core/conversation/planted.ts", 'import type { Context } from "#core/briefings/context.ts";'],
  ["src/core/reply.ts", 'import type { Frame } from "#core/conversation/frame.ts";'],
  ["src/core/briefings/planted.ts", 'import { handle } from "#core/handle.ts";'],
  ["src/core/briefings/planted.ts", 'import type { Delivery } from "#core/digests/delivery.ts";'],
  ["src/core/digests/planted.ts", 'import { orderText } from "#core/subscriptions/form.ts";'],
  ["src/core/figure-words/planted.ts", 'import { composeFigures } from "#core/briefings/figures.ts";'],
  ["src/core/orders/planted.ts", 'import { readVerb } from "#core/subscriptions/read-verb.ts";'],
  ["src/core/export/planted.ts", 'import type { Delivery } from "#core/digests/delivery.ts";'],
  ["src/core/briefings/planted.ts", 'import { composeEvidence } from "#core/export/compose.ts";'],
  ["src/evidence-files/planted.ts", 'import { drawPdf } from "#charts/pdf/draw.ts";'],
  ["src/core/subscriptions/planted.ts", 'import { parseText } from "#core/parse.ts";'],
  ["src/content/planted.ts", 'import { openDatabase } from "#store/database.ts";'],
  ["src/store/planted.ts", 'import type { Slack } from "#slack/start.ts";'],
  ["src/schedule/planted.ts", 'import { openDatabase } from "#store/database.ts";'],
  ["src/charts/planted.ts", 'import { composeFigures } from "#core/briefings/figures.ts";'],
  ["src/server/planted.ts", 'import { createBot } from "#app/bot.ts";'],
  ["src/server/planted.ts", 'import { createBot } from "../app/bot.ts";'],
  ["src/search/planted.ts", 'import { openDatabase } from "#store/database.ts";'],
  ["src/search/reading/planted.ts", 'import type { PackIndex } from "#search/index/pack-index.ts";'],
  ["src/search/index/planted.ts", 'import { judge } from "#search/judging/judge.ts";'],
  ["src/search/judging/planted.ts", 'import { createAnswers } from "#search/answers.ts";'],
  ["src/app/planted.ts", 'import { made } from "../../tests/fixtures/made.ts";'],
  ["src/main.ts", 'import { handle } from "#core/handle.ts";'],
  ["adapters/shared/planted.ts", 'import { renderSlack } from "#slack/drawing/render.ts";'],
  ["adapters/slack/planted.ts", 'import { renderTeams } from "#teams/drawing/render.ts";'],
  ["adapters/slack/drawing/planted.ts", 'import { createPosts } from "#slack/post.ts";'],
  ["adapters/teams/drawing/planted.ts", 'import type { Turn } from "#teams/wire/connector.ts";'],
  ["adapters/teams/planted.ts", 'import { openDatabase } from "#store/database.ts";'],
  ["adapters/terminal/planted.ts", 'import { renderSlack } from "#slack/drawing/render.ts";'],
  ["adapters/playground/planted.ts", 'import { renderSlack } from "#slack/drawing/render.ts";'],
  ["adapters/playground/payload/planted.ts", 'import { createFakeSlack } from "#playground/slack/fake-slack.ts";'],
  [
    "adapters/playground/slack/planted.ts",
    'import { createFakeConnector } from "#playground/teams/fake-connector.ts";',
  ],
  ["adapters/playground/page/planted.ts", 'import { createFakeSlack } from "#playground/slack/fake-slack.ts";'],
  ["adapters/playground/page/slack/planted.ts", 'import { TeamsSide } from "#playground/page/teams/side.tsx";'],
  ["src/store/cycle.ts", 'import { other } from "./cycle-too.ts";\nexport const one = () => other;', "no-cycle"],
];

describe("Who may import whom", () => {
  let complaints: ReadonlyMap<string, string>;

  beforeAll(() => {
    const folder = createCopy();
    // Types are not needed to see an import, and take the longest.
    const settings = z.looseObject({ options: z.unknown() }).parse(JSON.parse(read(".oxlintrc.json")));
    write(folder, ".oxlintrc.json", JSON.stringify({ ...settings, options: {} }));
    PLANTS.forEach(([file, source], index) => write(folder, numbered(file, index), `${source}\n`));
    write(
      folder,
      "src/store/cycle-too.ts",
      `import { one } from "./${numbered("cycle.ts", PLANTS.length - 1)}";\nexport const other = () => one;\n`,
    );
    const { stdout } = spawnSync("node_modules/.bin/oxlint", ["--format", "json"], { cwd: folder, encoding: "utf8" });
    rmSync(folder, { recursive: true });
    const Report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) });
    const { diagnostics } = Report.parse(JSON.parse(stdout));
    complaints = new Map(
      [...Map.groupBy(diagnostics, ({ filename }) => filename)].map(([file, of]) => [
        file,
        of.map(({ code }) => code).join(" "),
      ]),
    );
  });

  it.each(PLANTS.map(([file, source], index) => ({ file, source, index })))(
    "refuses $file: $source",
    ({ file, index }) => {
      const rule = PLANTS[index]?.[2] ?? "no-restricted-imports";
      expect(complaints.get(numbered(file, index))).toContain(rule);
    },
  );
});

/** Several plants for one file stand beside each other, in the same room; a file that has rules of its own keeps its name. */
function numbered(file: string, index: number): string {
  return /planted|cycle/.test(file) ? file.replace(/(\.tsx?)$/, `-${index}$1`) : file;
}

/** A kind planted in each closed list, and the files that must not compile until they know it. */
const KINDS: readonly (readonly [file: string, after: RegExp, planted: string, users: readonly string[]])[] = [
  [
    "src/core/document/briefing.ts",
    /export type Block =\n/,
    '  | { readonly kind: "planted"; readonly text: string }\n',
    ["adapters/slack/drawing/blocks.ts", "adapters/teams/drawing/blocks.ts", "src/core/document/plain-text.ts"],
  ],
  [
    "src/core/document/chart.ts",
    /CHART_FORMS = \[/,
    '"planted", ',
    ["adapters/slack/drawing/native-charts.ts", "adapters/teams/drawing/charts.ts", "src/charts/svg.ts"],
  ],
  [
    "src/core/request.ts",
    /PLATFORMS = \[/,
    '"planted", ',
    [
      "src/core/briefings/context.ts",
      "src/core/request.ts",
      "src/core/subscriptions/standing.ts",
      "src/schedule/pace.ts",
    ],
  ],
];

it("A kind of block, chart or platform that nobody knows does not compile until whoever draws or treats it knows it", () => {
  const folder = createCopy();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const part of ["src", "adapters", "content"]) cpSync(part, join(folder, part), { recursive: true });
  for (const [file, after, planted] of KINDS) {
    expect(read(file)).toMatch(after);
    write(folder, file, read(file).replace(after, `$&${planted}`));
  }
  const { stdout } = spawnSync("node_modules/.bin/tsc", { cwd: folder, encoding: "utf8" });
  const broken = new Set([...stdout.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map(([, name = ""]) => name));
  expect([...broken].toSorted()).toEqual(KINDS.flatMap(([, , , users]) => users).toSorted());
});

describe("The house", () => {
  it("is looked at at all", () => {
    expect(under("src/core/").length).toBeGreaterThan(30);
    expect(under("adapters/").length).toBeGreaterThan(60);
  });

  it("gives the core no clock of its own", () => {
    const clocks = /new Date\(\)|performance\.now|Temporal\.Now/;
    expect(under("src/core/").filter((file) => clocks.test(read(file)))).toEqual([]);
  });

  it("names no country in code: the pack does", () => {
    expect(files.filter((file) => /kyrgyzstan|bishkek/i.test(read(file)))).toEqual([]);
  });

  it("keeps nothing in a module: what changes belongs to whoever made it", () => {
    const kept = /^(export )?(let |const \w+(: [^=]+)? = new (Weak)?(Map|Set)(<.*>)?\(\))/m;
    expect(files.filter((file) => kept.test(read(file)))).toEqual([]);
  });

  it("reads the environment in one place", () => {
    const readers = files.filter((file) => /process\.env/.test(read(file)));
    expect(readers).toEqual(["src/main.ts"]);
  });

  it("calls the same job by the same name in both adapters", () => {
    const jobs =
      "start listeners read reply answer-press files form errors sender post drawing/render drawing/blocks drawing/spans drawing/fit drawing/limits wire/receive wire/verify";
    for (const name of jobs.split(" "))
      for (const adapter of ["slack", "teams"]) expect(files).toContain(`adapters/${adapter}/${name}.ts`);
  });

  it("has no folder that wants rooms", () => {
    const folders = Object.entries(Object.groupBy(files, (file) => dirname(file)));
    expect(folders.filter(([, held = []]) => held.length > 16).map(([folder]) => folder)).toEqual([]);
  });

  it("gives every exported name one home, but for the same job in both adapters", () => {
    const homes = new Map<string, string[]>();
    for (const file of files) {
      const names = read(file).matchAll(
        /^export (?:async )?(?:interface|type|class|function\*?|const|let)\s+([A-Za-z_$][\w$]*)/gm,
      );
      for (const [, name = ""] of names) homes.set(name, [...(homes.get(name) ?? []), file]);
    }
    const job = (file: string): string => file.replace(/^adapters\/(slack|teams)\//, "both/");
    const shared = [...homes].filter(([, at]) => new Set(at.map(job)).size > 1);
    expect(shared.map(([name, at]) => `${name}: ${at.join(", ")}`)).toEqual([]);
  });
});
