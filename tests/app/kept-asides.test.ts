import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { createKeptAsides, type KeptAsides } from "#app/kept/asides.ts";
import { createGrammar, parseText } from "#core/parse.ts";
import { createTopics } from "#core/profile/topics.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";
import { createNotedLog, type NotedLog } from "#tests/fixtures/noted.ts";

const library = loadTestLibrary();
const topics = createTopics(library.taxonomy);
let folder: string;
let log: NotedLog;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "briefing-kept-"));
  log = createNotedLog();
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

function openKept(of = "this content"): KeptAsides {
  return createKeptAsides({ folder, library, hash: () => Buffer.from(of), log });
}

describe("How small talk and needs are read", () => {
  it("is the same at the next start, which takes what this one kept", async () => {
    const first = openKept();
    await first.warm();
    const next = openKept();
    expect(next.get()).toEqual(first.get());
    const grammar = createGrammar(library, topics, { asideTables: next.get });
    expect(parseText("thanks a lot", grammar)).toEqual({ kind: "smalltalk", tone: "thanks" });
    expect(parseText("they took my passport and I cannot leave", grammar)).toMatchObject({ kind: "need" });
    expect(log.said).toEqual([]);
  });

  it("is not waited for by a text that comes while it is made, and kept all the same", async () => {
    const kept = openKept();
    const warmed = kept.warm();
    const made = kept.get();
    await warmed;
    expect(openKept().get()).toEqual(made);
  });

  it("is made anew, and it is said, when what was kept is of other content", async () => {
    await openKept("other content").warm();
    await openKept().warm();
    expect(log.said).toEqual([
      "info: What the reading of small talk kept is of something else by now, and is made anew",
    ]);
    expect(readdirSync(folder)).toEqual(["asides.tables"]);
  });
});
