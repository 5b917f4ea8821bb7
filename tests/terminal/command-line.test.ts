/** The terminal as the contract for scripts: what is printed where, and what the process ends with. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { readConfig } from "#app/config.ts";
import { createListings } from "#app/listings.ts";
import { openStore, type Store } from "#app/memory/store.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import type { Bot } from "#core/ports.ts";
import { createChannelPack } from "#core/subscriptions/channel-pack.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import { openDatabase, type Database } from "#store/database.ts";
import { migrate } from "#store/migrate.ts";
import { made } from "#tests/fixtures/made.ts";
import { createStore } from "#tests/fixtures/schedule.ts";
import { runTerminal } from "#terminal/start.ts";
import { contentOf, createTestBot, SILENT, UNCOUNTED } from "#tests/fixtures/bot.ts";
import { changeTo, channel, HOUR, MONDAY, placeOf, subscription } from "#tests/fixtures/subscriptions.ts";

const BOT = createTestBot();

async function* nothing(): AsyncGenerator<string> {}

async function run(words: readonly string[], { bot = BOT, store }: { bot?: Bot; store?: Store } = {}) {
  const printed: string[] = [];
  const complained: string[] = [];
  const list = createListings(async () => {
    if (store === undefined) throw new Error("No store was needed");
    return store;
  }, contentOf());
  const payloads = { slack: async () => ({}), teams: async () => ({}) };
  const saving = { savePicture: () => Promise.resolve(), saveFile: () => Promise.resolve("") };
  const orders = { orderFigures: () => Promise.resolve(0), writeManifests: () => Promise.resolve(0) };
  const parts = { bot, payloads, list, digests: () => [], ...saving, ...orders, input: nothing() };
  const code = await runTerminal(words, {
    open: () => Promise.resolve(parts),
    doctor: () => Promise.resolve({ lines: ["well"], json: { problems: 0 }, hasProblem: words.includes("--json") }),
    check: () => ({ problems: ["content/a.yaml:1: a mistake"] }),
    print: (line) => void printed.push(line),
    complain: (line) => void complained.push(line),
  });
  return { code, printed: printed.join("\n"), complained: complained.join("\n") };
}

async function openTestStore(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), "briefing-terminal-"));
  const store = await openStore(readConfig({ DATA_FOLDER: folder }), {
    ...{ clock: { now: () => MONDAY }, log: SILENT, metrics: UNCOUNTED },
  });
  await store.migrate();
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  return store;
}

describe("The exit code", () => {
  let database: Database;
  let bot: Bot;
  beforeAll(async () => {
    database = await openDatabase({ path: ":memory:" });
    await migrate(database);
    const content = contentOf();
    const clock = { now: () => MONDAY };
    const nobody = () => Promise.resolve(null);
    const parts = { content, clock, log: SILENT, defaultZone: "UTC", newId: () => "a" };
    const channelPacks = { packOf: nobody, choose: nobody };
    bot = createTestBot({
      handlers: {
        subscriptions: createSubscriptions({
          ...parts,
          ...{ announce: nobody, reach: nobody },
          store: made({ digests: createStore(database, clock) }),
        }),
        here: createChannelPack({ content, now: clock.now, store: made({ channelPacks }) }),
      },
    });
  });
  afterAll(() => database.close());

  it.each([
    [["drugs"], 0],
    [[], 0],
    [["help"], 0],
    [["doctor"], 0],
    [["doctor", "--json"], 1],
    [["content", "check"], 1],
    [["zzzqq"], 3],
    [["trend", "zzzqq"], 3],
    [["scores", "zzzqq", "2023", "--json"], 3],
    [["compare", "atlantis"], 3],
    [["scores", "1999"], 3],
    [["rank", "heroin", "1999", "--png", "figure.png"], 3],
    [["compare", "tajikistan", "heroin"], 0],
    [["export", "zzzqq"], 3],
    [["export", "zzzqq", "--out", "pack.pdf"], 3],
    [["export", "drugs", "docx"], 3],
    [["export", "xlsx"], 3],
    [["export", "drugs", "pdf", "csv"], 0],
    [["export", "drugs", "pdf"], 0],
    [["cite", "zzzqq"], 3],
    [["cite", "drugs.zzzqq"], 3],
    [["cite", "heroin"], 0],
    [["here", "zzzqq"], 3],
    [["here"], 0],
    [["preview", "zzzqq"], 3],
    [["preview", "drugs"], 0],
    [["subscribe", "zzzqq"], 3],
    [["status", "zzzqq"], 3],
    [["unsubscribe", "zzzqq", "--json"], 3],
    [["is there corruption in the cabinet?"], 0],
    [["zzzqq", "--as", "slack"], 3],
    [["zzzqq", "--png", "figure.png"], 3],
    [["drugs", "--pack", "atlantis"], 3],
    [["drugs", "--png", "figure.png"], 1],
    [["drugs", "--as", "fax"], 2],
    [["drugs", "--threads"], 2],
    [["reports", "--as", "slack"], 2],
    [["audit", "--since", "yesterday"], 2],
    [["drugs", "--fast"], 2],
  ])("of %j is %i", async (words, code) => {
    expect((await run(words, { bot })).code).toBe(code);
  });

  it("is 1 where the answer is an apology", async () => {
    const failing = { ...BOT, handle: () => Promise.resolve(BOT.apology()) };
    expect((await run(["drugs"], { bot: failing })).code).toBe(1);
  });
});

describe("A country that is not loaded", () => {
  it("is told with those that are, and nobody else's answer is given for it", async () => {
    const { printed, complained } = await run(["drugs", "--pack", "atlantis\u001B[2J"]);
    expect([printed, complained]).toEqual([
      "",
      expect.stringMatching(/^--pack: there is no country atlantis␛\[2J here; there is .*kyrgyzstan/),
    ]);
  });
});

describe("--help", () => {
  it.each([[["--help"]], [["-h"]], [["digest", "--help"]]])(
    "of %j names every command, option and exit code",
    async (words) => {
      const { code, printed } = await run(words);
      expect(code).toBe(0);
      const all =
        "ask digest doctor audit reports unanswered content.check --pack --json --as --png --threads --start --weeks --since";
      for (const name of all.split(" ")) expect(printed).toMatch(new RegExp(`^ +.*${name}`, "m"));
      expect(printed).toMatch(/ends with 0 .* 1 .* 2 .*\n?.* 3 /);
    },
  );
});

describe("What whoever runs the bot looks through", () => {
  it("is one JSON value where that is asked for, also when there is nothing", async () => {
    const store = await openTestStore();
    const json = async (name: string): Promise<unknown> => JSON.parse((await run([name, "--json"], { store })).printed);
    expect(await json("reports")).toEqual({ count: 0, reports: [], feedback: [] });
    expect(await json("unanswered")).toEqual({ unanswered: [] });
    expect(await json("audit")).toEqual({ changes: [] });
    const report = {
      pack: "kyrgyzstan",
      topic: "drugs",
      findings: ["heroin-trade.transit-share"],
      comment: "old",
      at: MONDAY,
    };
    await store.answers.saveReport(report, channel("C1"));
    await store.answers.countUnanswered({ pack: "kyrgyzstan", reason: "off-topic", topic: null, now: MONDAY });
    expect(await json("reports")).toMatchObject({ count: 1, reports: [{ ...report, at: "2026-11-23T03:00:00.000Z" }] });
    expect(await json("unanswered")).toEqual({
      unanswered: [{ pack: "kyrgyzstan", reason: "off-topic", topic: null, count: 1 }],
    });
  });

  it("has who changed which digest when, and what it was before, newest first", async () => {
    const store = await openTestStore();
    const before = subscription("a", { topics: ["drugs"] });
    const after: Subscription = { ...before, schedule: { ...before.schedule, time: "10:00" } };
    const by = { id: "U2", name: "Omar\u001B[2J" };
    const note = { what: "changed", by, at: MONDAY + HOUR } as const;
    const change = async (made: ReturnType<typeof changeTo>) =>
      store.digests.subscriptions.change(placeOf(before), () => ({ changes: [made] }));
    await change(changeTo(before));
    await change(changeTo(after, { before, note }));
    await store.channelPacks.choose(channel("C-a"), "atlantis", { by, at: MONDAY + 2 * HOUR });
    const { printed } = await run(["audit"], { store });
    expect(printed.split("\n")).toEqual([
      "2026-11-23T05:00:00.000Z  slack T1 C-a  here  Omar␛[2J (U2)  default -> atlantis",
      "2026-11-23T04:00:00.000Z  slack T1 C-a  kyrgyzstan  changed  Omar␛[2J (U2)  subscribe weekly monday 09:00 Asia/Bishkek drugs -> subscribe weekly monday 10:00 Asia/Bishkek drugs",
      "2026-11-23T03:00:00.000Z  slack T1 C-a  kyrgyzstan  subscribed  Aida (U1)  subscribe weekly monday 09:00 Asia/Bishkek drugs",
      "3 changes",
    ]);
    const later = await run(["audit", "--json", "--since", "2026-11-24"], { store });
    expect(JSON.parse(later.printed)).toEqual({ changes: [] });
    const all: unknown = JSON.parse((await run(["audit", "--json"], { store })).printed);
    expect(all).toMatchObject({
      changes: [
        { what: "here", by, channel: "C-a", before: null, after: "atlantis" },
        { at: "2026-11-23T04:00:00.000Z", what: "changed", by, channel: "C-a", before: { topics: ["drugs"] } },
        { what: "subscribed", before: null, after: { order: "subscribe weekly monday 09:00 Asia/Bishkek drugs" } },
      ],
    });
  });
});
