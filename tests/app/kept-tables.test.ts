import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { createKeptTables } from "#app/kept/tables.ts";
import { createAnswers, type Answers } from "#search/answers.ts";
import { createIndexes, type IndexTables, type KeptTables } from "#search/index/indexes.ts";
import { readQuestions } from "#tests/evaluation/evaluate.ts";
import { NOON } from "#tests/evaluation/subject.ts";
import { loadTwoPacks, SHIPPED } from "#tests/fixtures/library.ts";
import { createNotedLog, type NotedLog } from "#tests/fixtures/noted.ts";

const library = loadTwoPacks();
const openOver = (kept: KeptTables) =>
  createAnswers({ library, clock: { now: () => NOON }, indexes: createIndexes(library, kept) });
/** What a first start makes, without any file. */
let fresh: { readonly answers: Answers; readonly tables: IndexTables };
let folder: string;
let log: NotedLog;

beforeAll(async () => {
  const kept: IndexTables[] = [];
  const answers = openOver({ read: () => null, keep: async (made) => void kept.push(made) });
  await answers.warm();
  const [tables] = kept;
  if (tables === undefined) throw new Error("Nothing was to be kept");
  fresh = { answers, tables };
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "briefing-kept-"));
  log = createNotedLog();
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

function openKept({ of = "this content", at = folder } = {}): KeptTables {
  return createKeptTables({
    folder: at,
    hash: () => Buffer.from(of),
    log,
  });
}

const fileIn = (): string => join(folder, readdirSync(folder)[0] ?? "");

describe("What the search keeps from one start to the next", () => {
  it("gives the same answers as what is made anew", async () => {
    await openKept().keep(fresh.tables);
    const kept = openOver(openKept());
    for (const { ask } of readQuestions("development").slice(0, 300))
      expect(kept.askSync(SHIPPED, ask, null)).toEqual(fresh.answers.askSync(SHIPPED, ask, null));
    expect(log.said).toEqual([]);
  });

  it("is not written again by a start that could read it", async () => {
    await openKept().keep(fresh.tables);
    let written = 0;
    await openOver({ ...openKept(), keep: async () => void written++ }).warm();
    expect(written).toBe(0);
  });

  it("is made anew, and it is said, when it is of other content", async () => {
    await openKept({ of: "other content" }).keep(fresh.tables);
    await openOver(openKept()).warm();
    expect(log.said).toEqual(["info: What the search kept is of something else by now, and is made anew"]);
    expect(openKept().read()).not.toBeNull();
  });

  it.each([
    ["cut off", (whole: Buffer) => whole.subarray(0, whole.length - 100)],
    ["empty", () => Buffer.alloc(0)],
    ["changed in a letter", (whole: Buffer) => Buffer.from(whole).fill("x", whole.length - 9, whole.length - 8)],
    ["a file of somebody else's", () => Buffer.from("not ours")],
  ])("is not used, and it is said, when it is %s", async (_, harm) => {
    await openKept().keep(fresh.tables);
    writeFileSync(fileIn(), harm(readFileSync(fileIn())));
    expect(openKept().read()).toBeNull();
    expect(log.said).toHaveLength(1);
    expect(log.said[0]).toContain("made anew");
  });

  it("is whole for whoever reads while several processes write it", async () => {
    await openKept().keep(fresh.tables);
    const reads = Array.from({ length: 6 }, async () => {
      const written = openKept().keep(fresh.tables);
      const before = openKept().read();
      await written;
      return [before, openKept().read()];
    });
    expect((await Promise.all(reads)).flat().filter((each) => each === null)).toEqual([]);
    expect(readdirSync(folder)).toHaveLength(1);
    expect(log.said).toEqual([]);
  });

  it("is done without where nothing can be written", async () => {
    writeFileSync(join(folder, "file"), "");
    const kept = openKept({ at: join(folder, "file", "inside") });
    await kept.keep(fresh.tables);
    expect(kept.read()).toBeNull();
    expect(log.said[0]).toBe("info: What the search made cannot be kept: the next start makes it anew");
  });
});
