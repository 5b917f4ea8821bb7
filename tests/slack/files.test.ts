import { afterEach, describe, expect, it, vi } from "vitest";
import type { StagedFailure } from "#playground/platform/staged-failures.ts";
import { createTestBot } from "#tests/fixtures/bot.ts";
import { exportsAt, PUBLIC_URL } from "#tests/fixtures/exports.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

const PLACE = "C0BRIEFINGS";
const missingScope: StagedFailure = { kind: "refuse", error: "missing_scope" };

let at: Workspace;
afterEach(() => at.close());

async function open(publicUrl: string | null): Promise<Workspace> {
  at = await openWorkspace(createTestBot(), undefined, exportsAt(publicUrl));
  return at;
}

const posted = () => at.fake.state.messages.filter(({ user }) => user === at.fake.state.teams[0]?.botUser);
const wordsOf = (message: { readonly blocks: readonly unknown[] } | undefined) => JSON.stringify(message?.blocks);
const slash = (text: string) => at.fake.sendSlash({ channel: PLACE, command: "/kyrgyzstan", text });
const settled = (count: number) => vi.waitFor(() => expect(posted()).toHaveLength(count));

describe("An evidence pack asked for in private", () => {
  it("comes into the asker's own chat with the bot, and is said where it was asked", async () => {
    await open(null);
    await slash("export drugs csv");
    await settled(2);
    const [file, said] = posted();
    expect(file?.channel).toMatch(/^D/u);
    expect(wordsOf(file)).toContain("kyrgyzstan-drugs-2021.csv");
    expect(new TextDecoder().decode(at.fake.files.all[0]?.bytes ?? undefined)).toContain("heroin-trade.transit-share");
    expect(said).toMatchObject({ channel: PLACE, onlyFor: expect.stringMatching(/^U/u) });
    expect(wordsOf(said)).toContain("Sent to your direct messages");
  });

  it("comes by a button as by the word that it carries", async () => {
    await open(null);
    await slash("export drugs docx");
    await settled(1);
    const [choice] = posted();
    expect(wordsOf(choice)).toContain("Evidence packs come as PDF, Markdown, CSV or JSON, not as “docx”.");
    await at.fake.pressButton({ channel: PLACE, ts: choice!.ts, actionId: "show:3" });
    await vi.waitFor(() => expect(at.fake.files.all[0]?.name).toBe("kyrgyzstan-drugs-2021.json"));
    await settled(2);
  });
});

describe("An evidence pack asked for in a thread", () => {
  it("stands in that thread with its words, about what was asked there, and nothing else is posted", async () => {
    await open(null);
    await at.fake.sendMention({ channel: PLACE, text: "heroin" });
    await settled(1);
    const thread = posted()[0]!.thread!;
    await at.fake.sendMention({ channel: PLACE, text: "export markdown", thread });
    await settled(2);
    const [, file] = posted();
    expect(file).toMatchObject({ channel: PLACE, thread });
    expect(wordsOf(file)).toContain("Evidence pack: Heroin trade, Kyrgyzstan (Markdown)");
    expect(wordsOf(file)).toContain("kyrgyzstan-heroin-trade-2021.md");
  });
});

describe("A file that Slack does not take", () => {
  const failures: readonly { why: string; method: string; failure: StagedFailure; words: RegExp }[] = [
    {
      why: "the scope for files is left out",
      ...{
        method: "files.getUploadURLExternal",
        failure: missingScope,
        words: /administrator.*files:write, im:write/u,
      },
    },
    {
      why: "the scope for chats is left out",
      ...{ method: "conversations.open", failure: missingScope, words: /administrator.*files:write, im:write/u },
    },
    {
      why: "Slack holds it back",
      method: "files.getUploadURLExternal",
      ...{ failure: { kind: "rate-limit", retryAfterSeconds: 30 }, words: /try again in a few minutes/u },
    },
    {
      why: "its file service holds it back",
      ...{
        method: "upload",
        failure: { kind: "refuse", error: "busy", status: 429 },
        words: /again in a few minutes/u,
      },
    },
    {
      why: "its file service refuses it",
      ...{ method: "upload", failure: { kind: "refuse", error: "no", status: 400 }, words: /could not be sent/u },
    },
  ];

  it.each(failures)("is at a signed address that ends by itself: $why", async ({ method, failure }) => {
    await open(PUBLIC_URL);
    at.fake.failNext(method, failure);
    await slash("export drugs csv");
    await settled(1);
    const words = wordsOf(posted()[0]);
    expect(words).toContain(`${PUBLIC_URL}/exports/pack?`);
    expect(words).toContain("2026-11-23 12:00 UTC");
  });

  it.each(failures)("is said in words where there is no address: $why", async ({ method, failure, words }) => {
    await open(null);
    at.fake.failNext(method, failure);
    await slash("export drugs csv");
    await settled(1);
    expect(wordsOf(posted()[0])).toMatch(words);
  });

  it("is said as well where the file cannot be written", async () => {
    const write = () => Promise.reject(new Error("the thread that draws ended"));
    at = await openWorkspace(createTestBot(), undefined, { ...exportsAt(null), write });
    await slash("export drugs");
    await settled(1);
    expect(wordsOf(posted()[0])).toMatch(/could not be sent/u);
  });

  it("is said in the thread that it was asked in", async () => {
    await open(null);
    at.fake.failNext("files.completeUploadExternal", missingScope);
    await at.fake.sendMention({ channel: PLACE, text: "export drugs csv" });
    await settled(1);
    expect(wordsOf(posted()[0])).toMatch(/administrator/u);
    expect(posted()[0]?.thread).not.toBeNull();
  });
});
