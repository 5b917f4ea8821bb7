/** The store hangs, or another process holds its lock: whoever asks is answered soon, without what it would remember. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAnswerOnce } from "#app/memory/answer-once.ts";
import { createBot, createHandlers } from "#app/bot.ts";
import { keepChannelPacks, keepFrames, keepGivenAnswers } from "#app/memory/conversations.ts";
import { limitMemory, type Memory } from "#app/memory/limit-memory.ts";
import type { Lazy } from "#core/lazy.ts";
import { plainText } from "#core/document/plain-text.ts";
import type { Bot } from "#core/ports.ts";
import type { Incoming } from "#core/request.ts";
import { createAnswerStore, createGivenAnswerStore } from "#store/answers.ts";
import { createChannelPacks } from "#store/channel-packs.ts";
import { openDatabase, type Database, type DatabaseOptions } from "#store/database.ts";
import { createFrameStore } from "#store/frames.ts";
import { migrate } from "#store/migrate.ts";
import { contentOf, SILENT, UNCOUNTED } from "#tests/fixtures/bot.ts";
import { TYPED } from "#tests/fixtures/frames.ts";
import { made } from "#tests/fixtures/made.ts";
import { startPostgres, type Postgres } from "#tests/fixtures/postgres.ts";
import { channel } from "#tests/fixtures/subscriptions.ts";
import { openWorkspace } from "#tests/slack/workspace.ts";
import { CHANNEL, startSetting } from "#tests/teams/harness.ts";

const clock = { now: Date.now };
let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

/** Of the test that runs. */
let store: Lazy<Memory>;
const content = contentOf();
const { handlers, answers } = createHandlers({
  ...{ content, clock, log: SILENT, store: { get: () => store.get(), peek: () => store.peek() } },
  subscriptions: () => Promise.reject(new Error("Nothing is ordered here")),
});
// No test waits for the index.
beforeAll(() => answers.warm());

/** The real bot over a database that works so far. */
async function openBot(options: DatabaseOptions): Promise<{ readonly bot: Bot; readonly database: Database }> {
  const database = await openDatabase(options);
  await migrate(database);
  const memory = {
    answers: createAnswerStore(database),
    frames: createFrameStore(database),
    given: createGivenAnswerStore(database),
    channelPacks: createChannelPacks(database),
  };
  store = limitMemory(made(memory), SILENT);
  const bot = createBot({
    ...{ content, handlers, clock, log: SILENT, metrics: UNCOUNTED },
    once: createAnswerOnce({ store, clock, log: SILENT }),
    given: keepGivenAnswers(store, { clock, log: SILENT }),
    frames: keepFrames(store, SILENT),
    packOf: keepChannelPacks(store, SILENT),
  });
  return { bot, database };
}

const QUESTION = "@Briefing are heroin seizures going up?";
/** The database itself gives nothing up as long as a test runs. */
const NEVER_MS = 600_000;
const MEANWHILE = { timeout: 20_000 };

describe("While PostgreSQL is stopped", () => {
  let goOn: () => void;
  let bot: Bot;
  let database: Database;
  beforeEach(async () => {
    goOn = () => undefined;
    ({ bot, database } = await openBot({ url: await postgres.createDatabase(), statementMs: NEVER_MS }));
    await bot.handle(asked("drugs", bot));
  });
  afterEach(async () => {
    goOn();
    await database.close();
  });

  it("a mention in Slack is answered soon", async () => {
    const at = await openWorkspace(bot);
    goOn = await postgres.hold();
    await at.fake.sendMention({ channel: "C0BRIEFINGS", text: QUESTION });
    await expect.poll(() => at.newest("C0BRIEFINGS"), MEANWHILE).toContain("Seizures");
    await at.close();
  });

  it("a mention in Teams is", async () => {
    await using setting = await startSetting({ bot });
    goOn = await postgres.hold();
    void setting.people.sendMessage({ conversation: CHANNEL, text: QUESTION });
    await expect.poll(() => setting.sent().length, MEANWHILE).toBe(1);
  });

  it("and many who ask at once do not wait for one another", async () => {
    goOn = await postgres.hold();
    const people = Array.from({ length: 20 }, (_, index) => `U${index}`);
    const replies = await Promise.all(people.map((person) => bot.handle(asked("drugs", bot, person))));
    expect(new Set(replies.map(({ kind }) => kind))).toEqual(new Set(["briefing"]));
  });
});

describe("While another process holds SQLite's lock", () => {
  let folder: string;
  let bot: Bot;
  let database: Database;
  let other: Sqlite.Database;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "briefing-lock-"));
    const path = join(folder, "briefing.db");
    ({ bot, database } = await openBot({ path }));
    await bot.handle(asked("arms", bot));
    other = new Sqlite(path);
    other.exec("begin immediate");
  });
  afterEach(async () => {
    other.close();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const say = async (text: string) => plainText((await bot.handle(asked(text, bot))).briefing);

  it("whoever asks is answered, and what that was about is leant on before and after the lock is free", async () => {
    expect(await say("heroin")).toContain("heroin");
    expect(await say("and its score?")).toContain("The heroin trade in Kyrgyzstan scored high: 7.0 of 10");
    other.exec("rollback");
    const written = () => database.db.selectFrom("frames").select("frame").execute();
    await expect.poll(async () => JSON.stringify(await written())).toContain("heroin-trade");
    expect(await say("and its rank?")).toMatch(/heroin trade/iu);
  });
});

function asked(text: string, bot: Bot, person = "U1"): Incoming {
  const conversation = { ...channel("C1"), thread: "1.1" };
  return {
    pack: null,
    command: bot.parse(text),
    conversation,
    asker: { id: person, name: "", zone: null },
    key: null,
    ...TYPED,
  };
}
