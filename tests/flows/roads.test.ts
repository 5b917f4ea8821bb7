/**
 * How many of our files each road runs through on the running server, as V8 counts: a hop more is a file more that
 * whoever follows the road has to open. A ceiling is raised only with the reason beside it.
 */
import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { SHIPPED } from "#tests/fixtures/library.ts";

const CHANNEL = "C0BRIEFINGS";
const Ran = z.array(z.object({ file: z.string(), functions: z.number() }));

let bot: ChildProcess;
let folder: string;
let address: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "briefing-roads-"));
  const { PATH = "", HOME = "" } = process.env;
  // Asked for by `dev`, it runs from the sources whatever was built: of a build's few files there is nothing to count.
  bot = fork("src/main.ts", ["dev"], {
    // What a full minute brings is no hop of a road that it happens to fall into.
    execArgv: ["--import=./tests/fixtures/coverage.mjs", "--import=./tests/fixtures/no-minutes.mjs"],
    env: { PATH, HOME, PORT: "0", DATA_FOLDER: folder, DEFAULT_PACK: SHIPPED },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  address = await new Promise<string>((resolve) => {
    bot.stdout?.on("data", (chunk: Buffer) => {
      const found = /http:\/\/localhost:\d+/.exec(chunk.toString());
      if (found !== null) resolve(found[0]);
    });
  });
  const ready = async () => expect((await fetch(`${address}/readyz`)).status).toBe(200);
  await vi.waitFor(ready, { timeout: 20_000 });
});

afterAll(async () => {
  const ended = new Promise((resolve) => bot.once("exit", resolve));
  bot.kill();
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

/**
 * These run every few seconds by themselves: the pulse of the process, its memory, and the look at whether its clock was set,
 * and whether countries were brought in. And once, when the start is over, what was compiled in it is kept.
 */
const BY_THEMSELVES = new Set([
  ...["src/server/health.ts", "src/app/environment/give-back.ts", "src/schedule/cron.ts"],
  ...["src/figures/folder.ts", "src/app/opening.ts"],
]);

/** Our files that have run since this was last asked, but for the emulated platforms, and what runs by itself. */
async function filesRun(): Promise<readonly string[]> {
  const ran = new Promise((resolve) => bot.once("message", resolve));
  bot.send("which");
  const files = Ran.parse(await ran).map(({ file }) => file);
  const ownWays = files.filter((file) => !file.startsWith("adapters/playground/") && !BY_THEMSELVES.has(file));
  return ownWays.toSorted();
}

async function api(path: string, body: object): Promise<void> {
  const headers = { "content-type": "application/json" };
  const sent = await fetch(`${address}/playground/api/${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  expect(await sent.json()).toEqual({ notice: null });
}

async function seen(words: string): Promise<void> {
  const state = async (): Promise<string> => (await fetch(`${address}/playground/api/state`)).text();
  await expect.poll(state, { timeout: 10_000 }).toContain(words);
}

/** What a road runs through, until its answer is seen. */
async function road(go: () => Promise<void>): Promise<readonly string[]> {
  await untilIdle();
  await go();
  const files = await filesRun();
  expect(files).toContainEqual(expect.stringMatching(/^src\/core\//));
  expect(files).not.toContainEqual(expect.stringMatching(/^dist\//));
  return files;
}

/** What is made ready behind the start, for every pack, or what still follows an answer, is none of the next road's hops. */
async function untilIdle(): Promise<void> {
  // On a busy machine a step of that may wait for a second.
  let quiet = 0;
  const idle = async () => {
    const files = await filesRun();
    quiet = files.length === 0 ? quiet + 1 : 0;
    expect(quiet, files.join("\n")).toBeGreaterThan(1);
  };
  await vi.waitFor(idle, { timeout: 80_000, interval: 1000 });
}

/** A tick looks for whoever is owed an answer as well, and the log tells what was sent: before a digest is seen, or after it. */
const BESIDE_DIGESTS = new Set([
  ...["src/schedule/owed/notify.ts", "src/store/answers.ts", "src/server/log.ts", "src/server/output.ts"],
  // The page moves the clock over HTTP; a digest comes by no request.
  "src/server/http.ts",
  // What its thread is about is written a moment later.
  ...["src/store/frames.ts", "src/store/connection/gather-writes.ts", "src/app/core.ts", "src/core/lazy.ts"],
  // The index is looked at once more when the start is over.
  ...["src/search/answers.ts", "src/search/index/indexes.ts"],
]);

describe("A stranger who follows the road of", () => {
  // 24 without the memory of conversations: what each answer is about is kept behind it (four files of the core's room,
  // the app's guard for a store that is away, the store's own two and its parts); 33 without who may share and delete what
  // is said, how often one person is heard, and how to cite it; 36 without the check of what an acknowledgement may
  // carry, which tells nothing back, the limit of time on what is remembered, the refusal of a store that must not be
  // used, whether a command changes something and is done once, the watch over what may only leave in time, and the
  // acknowledgement that waits for what is kept; 43 without whose token it is, by which a shared channel is known, the way
  // past Bolt, the queries that are compiled once, the answers that are kept as they went out, the files that are handed
  // over, the countries that were brought in, and the writes of a turn that are put together; 50 without the frames that are
  // written a moment later, and the watch over a store that fails, with its log; 53 without the five buttons that are drawn
  // at most, the ends of a group of scores that the first line names, and the address below which a proxy puts the server;
  // 56 without tables apart from other blocks, and what SQLite's driver was taken apart into (two): the SQL that a connection
  // has compiled, and whose statement runs when; 59 without who goes on with a need,
  // and the map that is bounded.
  it("the first slash command after a start opens at most 61 files", async () => {
    const files = await road(async () => {
      await api("slack/send", { channel: CHANNEL, text: "/kyrgyzstan drugs" });
      await seen("Cannabis trade");
    });
    expect(files.length, files.join("\n")).toBeLessThanOrEqual(61);
  });

  // 42 without the memory, and without what tells small talk, need and questions about the bot from a question first (eight),
  // commands about figures (two), aspects, reasons, units, places, what is leant on and what is contradicted (six), the
  // figures' subjects and ends (two), and who may share and delete, how often one person is heard, and citing (five);
  // 72 without what is done about a refused form, what makes a person's words visible, the limit of time on what is
  // remembered, the refusal of a store that must not be used, the watch over what may only leave in time, and the
  // acknowledgement that waits for what is kept; 78 without the ids by which an answer can be shared, the English stemmer,
  // the numbers that stand for words and phrases in the index, and what is done about a post's pictures; 86 without the one
  // attempt of ours at Slack's Web API, whose token it is, files, other countries and the writes of a turn, as above; 92 without
  // the frames that are written a moment later, posts without fetch, and the watch over a store that fails, with its log; 96
  // without what a question's pieces weigh, the room of figures, which patterns may match from a place on, and the buttons;
  // 104 without what is said together, and what is like the examples that ask for figures; 106 without what is only quoted,
  // and what goes on with figures that were shown; 108 without who stands first in an order, countries
  // beside each other, orders that are asked for politely, and the digests of some days (two); 113 without the room in
  // which short questions about figures are read word by word, and what is said of topics that are asked about by their scores; 120
  // without what asks for the meaning of a term, what is a remark, countries that share a name, premises, and the details that a finding lacks;
  // 125 without the patterns of small talk that are kept as tables (two), figures by nothing but a command and a topic, whether
  // findings have what is asked for, and whether they tell of one of a kind, what asks how to go about a deed, and SQLite's
  // driver, as above; 133 without corrections, what they do to a thread, who goes on with a need (three),
  // and the map that is bounded.
  it("a mention's question opens at most 137 files", async () => {
    const files = await road(async () => {
      await api("slack/send", { channel: CHANNEL, text: "@Briefing are heroin seizures going up?" });
      await seen("Seizures");
    });
    expect(files.length, files.join("\n")).toBeLessThanOrEqual(137);
  });

  // 36 without the word that each digest leaves for the thread below it (five), and without what figures come to in a
  // sentence, which its headline says as every answer does (one); 42 without what is done about a refused form, what
  // makes words visible, SQLite's driver, which waits beside other work, the refusal of a store that must not be used, the
  // clock that all replicas go by, and the watch over what may only leave in time.
  // Four of them deal out what it brings: what is dealt, the dealing, the former rotation, and its question; the 53rd and
  // those after it read the columns of a rhythm and the portions that are dealt, and what is done about a post's pictures; the
  // last are each platform's word on whom it serves, queries that are compiled once, the writes of a turn, our own attempt
  // at the Web API, and the countries that were brought in; 66 without plans that are handed on with the content, posts
  // without fetch, frames that are written a moment later, and the watch over a store that fails; 70 without the facts that
  // come alone, the room that a cycle has left, the cycles themselves, and the buttons that are drawn at most; 74 without the
  // findings that a digest opens on, and the filling of those after them; 76 without which digest of a channel tells the
  // headline scores, for which its subscriptions are read; 77 without the wait for the disk, and SQLite's driver, as above;
  // 80 without the map that is bounded.
  it("a digest opens at most 81 files", async () => {
    await api("slack/send", { channel: CHANNEL, text: "/kyrgyzstan subscribe daily 09:00 UTC" });
    await seen("every day at 09:00");
    const files = await road(async () => {
      await api("clock", { step: "day" });
      await seen("Next, on");
    });
    const own = files.filter((file) => !BESIDE_DIGESTS.has(file));
    expect(own.length, own.join("\n")).toBeLessThanOrEqual(81);
  });
});
