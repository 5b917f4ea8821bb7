import { describe, expect, it } from "vitest";
import type { FileReply } from "#core/reply.ts";
import { runTerminal } from "#terminal/start.ts";
import { createTestBot } from "#tests/fixtures/bot.ts";

async function run(...words: readonly string[]) {
  const printed: string[] = [];
  const complained: string[] = [];
  const saved: (readonly [FileReply["order"], string | null])[] = [];
  const parts = {
    bot: createTestBot(),
    payloads: { slack: async () => null, teams: async () => null },
    digests: () => null,
    list: () => Promise.resolve({ lines: [], json: {} }),
    savePicture: () => Promise.resolve(),
    orderFigures: () => Promise.resolve(0),
    writeManifests: () => Promise.resolve(0),
    async saveFile({ order }: FileReply, name: string | null) {
      saved.push([order, name]);
      return name ?? "kyrgyzstan-drugs-2021.csv";
    },
    input: (async function* nothing() {})(),
  };
  const code = await runTerminal(words, {
    open: () => Promise.resolve(parts),
    doctor: () => Promise.resolve({ lines: [], json: {}, hasProblem: false }),
    check: () => ({ problems: [] }),
    print: (line) => void printed.push(line),
    complain: (line) => void complained.push(line),
  });
  return { code, saved, last: printed.at(-1), complained: complained.join("\n") };
}

describe("`export` at a terminal", () => {
  it("writes a file and prints its name last, its own or the one asked for", async () => {
    const own = await run("export", "drugs", "csv");
    expect(own).toMatchObject({ code: 0, last: "kyrgyzstan-drugs-2021.csv" });
    expect(own.saved).toMatchObject([[{ topic: "drugs", format: "csv" }, null]]);
    expect(await run("export", "drugs", "csv", "--out", "/tmp/a.csv")).toMatchObject({ code: 0, last: "/tmp/a.csv" });
  });

  it("prints the pack and writes nothing where JSON of the reply is asked for", async () => {
    const { saved, last } = await run("export", "drugs", "--json");
    expect(saved).toEqual([]);
    expect(JSON.parse(last ?? "")).toMatchObject({
      kind: "file",
      order: { topic: "drugs" },
      evidence: { edition: 2021 },
    });
  });

  it("fails where there is no file in the answer, and says so", async () => {
    const complained = expect.stringContaining("no file");
    expect(await run("drugs", "--out", "/tmp/a")).toMatchObject({ code: 1, saved: [], complained });
    // A format that there is not is a word that nothing reads.
    expect(await run("export", "drugs", "docx", "--out", "/tmp/a")).toMatchObject({ code: 3, saved: [], complained });
    expect(await run("export", "--out", "a", "--json")).toMatchObject({ code: 2 });
  });
});
