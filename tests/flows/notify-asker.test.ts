/** A question whose answer never went out: the asker is told to ask again, once, by whichever process comes next. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDigests } from "#app/digests.ts";
import { createRunFrames } from "#app/memory/conversations.ts";
import type { Store } from "#app/memory/store.ts";
import { createAnswerOnce } from "#app/memory/answer-once.ts";
import type { Bot, Sender } from "#core/ports.ts";
import { PLATFORMS } from "#core/request.ts";
import type { Senders } from "#schedule/parts.ts";
import { createUnnoted, type MessageNote } from "#schedule/owed/unnoted.ts";
import { createAskerNotifier } from "#schedule/owed/notify.ts";
import { createAnswerStore, type AnswerStore, createGivenAnswerStore } from "#store/answers.ts";
import { openDatabase, type Database } from "#store/database.ts";
import { migrate } from "#store/migrate.ts";
import { createReferences } from "#store/references.ts";
import { createVault } from "#store/vault.ts";
import { contentOf, createTestBot, SILENT } from "#tests/fixtures/bot.ts";
import { slackSenderTo } from "#tests/fixtures/senders.ts";
import { createStore, NO_METRICS, runningClock } from "#tests/fixtures/schedule.ts";
import { MONDAY } from "#tests/fixtures/subscriptions.ts";
import { openWorkspace, type Workspace } from "#tests/slack/workspace.ts";
import { teamsText } from "#tests/teams/words.ts";
import { CHANNEL, GROUP, PERSONAL, startSetting } from "#tests/teams/harness.ts";
import { made } from "#tests/fixtures/made.ts";
import { createChannelPacks } from "#store/channel-packs.ts";
import { createChartStore } from "#store/charts.ts";
import { createFrameStore } from "#store/frames.ts";

const MINUTE = 60_000;
const NOTICE = "The bot was interrupted before it could answer, and it keeps no messages.";

let database: Database;
let messages: AnswerStore;
let clock: ReturnType<typeof runningClock>;

beforeEach(async () => {
  database = await openDatabase({ path: ":memory:" });
  await migrate(database);
  messages = createAnswerStore(database);
  clock = runningClock(MONDAY);
});
afterEach(() => database.close());

const once = (): Bot["once"] => createAnswerOnce({ store: made({ answers: messages }), clock, log: SILENT });
const keep = ({ key }: MessageNote): never => {
  throw new Error(`The store was not told of ${key}`);
};
/** What the next process does every minute. */
const tellThem = async (senders: Senders, minutesLater: number): Promise<void> => {
  clock.move(minutesLater * MINUTE);
  await createAskerNotifier({
    ...{
      content: contentOf(),
      messages,
      senders,
      clock,
      log: SILENT,
      metrics: NO_METRICS,
      unnoted: { keep, has: () => false },
    },
  }).notifyAll();
};

function storeOf(database: Database): Store {
  const vault = createVault(null, "local");
  return {
    answers: messages,
    frames: createFrameStore(database),
    given: createGivenAnswerStore(database),
    channelPacks: createChannelPacks(database),
    charts: createChartStore(database),
    digests: createStore(database, clock),
    references: createReferences({ database, vault, now: clock.now }),
    migrate: () => Promise.resolve(),
    ready: () => Promise.resolve(true),
    forgetAll: () => Promise.resolve(),
    forgetRemoved: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

describe("In Slack, a mention", () => {
  const PLACE = "C0BRIEFINGS";
  let at: Workspace;
  let senders: Senders;
  let end: PromiseWithResolvers<void>;
  const said = () => at.fake.state.messages.filter(({ blocks }) => blocks.length > 0);

  beforeEach(async () => {
    end = Promise.withResolvers();
    at = await openWorkspace({ once: once() });
    senders = { slack: slackSenderTo({ token: at.fake.token, apiUrl: at.fake.apiUrl() }, clock) };
  });
  afterEach(async () => {
    end.resolve();
    await at.close();
  });

  /** An answer that is never given, as when the process is killed. */
  const askInVain = async (): Promise<string> => {
    const reached = Promise.withResolvers<void>();
    at.bot.before(() => {
      reached.resolve();
      return end.promise;
    });
    const { ts } = await at.fake.sendMention({ channel: PLACE, text: "@Briefing heroin?" });
    await reached.promise;
    return ts;
  };

  it("that was answered is not spoken of again", async () => {
    await at.fake.sendMention({ channel: PLACE, text: "@Briefing heroin?" });
    await expect.poll(() => said()).toHaveLength(1);
    await tellThem(senders, 5);
    expect(said()).toHaveLength(1);
  });

  it("that was not is followed by one notice in its thread, not before an answer could still come", async () => {
    const question = await askInVain();
    await tellThem(senders, 1);
    expect(said()).toEqual([]);
    await Promise.all([tellThem(senders, 3), tellThem(senders, 0)]);
    expect(said()).toMatchObject([{ thread: question }]);
    expect(at.newest(PLACE)).toContain(NOTICE);
    await tellThem(senders, 1);
    expect(said()).toHaveLength(1);
  });

  it("that was not is told of once Slack takes messages again", async () => {
    await askInVain();
    at.fake.failNext("chat.postMessage", { kind: "rate-limit", retryAfterSeconds: 5 });
    await tellThem(senders, 5);
    expect(said()).toEqual([]);
    await tellThem(senders, 1);
    expect(said()).toHaveLength(1);
  });

  it("is told of though another one cannot be, and though another platform is away", async () => {
    await askInVain();
    const broken = { platform: "teams", tenant: "T", channel: "19:x", thread: null, kind: "channel" } as const;
    for (const key of ["broken", "broken too"])
      await messages.take({ key, pack: "kyrgyzstan", conversation: broken }, clock.now() - 1000);
    const fail = () => Promise.reject(new Error("no way"));
    const away = { tenants: () => Promise.resolve("all" as const), prepare: fail, send: fail, reach: fail, find: fail };
    await tellThem({ ...senders, teams: away }, 5);
    expect(said()).toHaveLength(1);
    await messages.take({ key: "off", pack: "kyrgyzstan", conversation: broken }, clock.now());
    await tellThem(senders, 5);
    expect(await messages.listOpen({ after: 0, before: clock.now() }, 10)).toMatchObject([{ key: "off" }]);
  });

  it("is told of by the minute of the running bot, which counts it", async () => {
    await askInVain();
    clock.move(5 * MINUTE);
    const told: string[] = [];
    const digests = createDigests({
      frames: createRunFrames(),
      ...{ content: contentOf(), clock, log: SILENT, zone: "UTC" },
      store: made(storeOf(database)),
      metrics: { ...NO_METRICS, interrupted: { inc: ({ outcome }) => void told.push(outcome) } },
    });
    const { schedule } = digests;
    for (const platform of PLATFORMS) if (senders[platform]) await digests.join(platform, senders[platform]);
    await schedule.start();
    await expect.poll(() => told).toEqual(["sent"]);
    await schedule.stop(1000);
    expect(at.newest(PLACE)).toContain(NOTICE);
  });

  it("of another workspace is left to the bot that has its token", async () => {
    await askInVain();
    const { slack = expect.fail() } = senders;
    await tellThem({ slack: { ...slack, tenants: () => Promise.resolve(["T0OTHERS"]) } }, 5);
    expect(said()).toEqual([]);
    await tellThem({ slack: { ...slack, tenants: () => Promise.resolve([at.fake.state.teams[0]?.id ?? ""]) } }, 1);
    expect(said()).toHaveLength(1);
  });

  it("that came before Slack had told whose token it is is told of once that is known", async () => {
    const place = { platform: "slack", tenant: "", channel: PLACE, thread: null, kind: "channel" } as const;
    await messages.take({ key: "early", pack: "kyrgyzstan", conversation: place }, clock.now());
    const { slack = expect.fail() } = senders;
    await tellThem({ slack: { ...slack, tenants: () => Promise.resolve([]) } }, 5);
    // A bot of another workspace on the same store finds no such channel.
    at.fake.failNext("chat.postMessage", { kind: "refuse", error: "channel_not_found" });
    await tellThem({ slack: { ...slack, tenants: () => Promise.resolve(["T0OTHERS"]) } }, 1);
    expect(said()).toEqual([]);
    await tellThem({ slack: { ...slack, tenants: () => Promise.resolve([at.fake.state.teams[0]?.id ?? ""]) } }, 1);
    expect(said()).toHaveLength(1);
    expect(await messages.listOpen({ after: 0, before: clock.now() }, 10)).toEqual([]);
  });

  it("of long ago is let be", async () => {
    await askInVain();
    await tellThem(senders, 61);
    expect(said()).toEqual([]);
  });
});

describe("In Teams, a message", () => {
  it("that Teams took no answer to is followed by one notice", async () => {
    await using setting = await startSetting({ bot: { ...createTestBot(), once: once() } });
    setting.people.failNext("replyToActivity", { kind: "refuse", status: 403, error: "MessageWritesBlocked" });
    await setting.people.sendMessage({ conversation: CHANNEL, text: "@Briefing drugs" });
    const senders = { teams: setting.teams.sender };
    await tellThem(senders, 5);
    await tellThem(senders, 1);
    expect(setting.sent().map((activity) => teamsText(activity))).toEqual([expect.stringContaining(NOTICE)]);
  });

  it("whose answer only the asker was to see is spoken of to them alone", async () => {
    await using setting = await startSetting({ bot: { ...createTestBot(), once: once() } });
    await setting.people.sendMessage({ conversation: PERSONAL, text: "help" });
    setting.people.failNext("sendToConversation", { kind: "refuse", status: 500, error: "ServiceError" });
    const recipient = { id: "28:briefing", name: "Briefing", isTargeted: true };
    const targeted = { type: "message", id: "1:targeted", text: "drugs", recipient };
    await setting.people.sendActivity(targeted, { conversation: GROUP });
    await tellThem({ teams: setting.teams.sender }, 5);
    const said = setting.people.state.messages.filter(({ from }) => from.id === "28:briefing");
    expect(said.map(({ conversation }) => conversation)).toEqual([PERSONAL, PERSONAL]);
    expect(
      setting
        .sent()
        .map((activity) => teamsText(activity))
        .at(-1),
    ).toContain(NOTICE);
  });
});

const away = () => Promise.reject(new Error("the store is away"));

it("Whoever is to be told, and the store does not say whether it was taken down, is told by the same process later", async () => {
  await using setting = await startSetting({
    bot: { ...createTestBot(), once: once() },
    store: made(storeOf(database)),
  });
  setting.people.failNext("replyToActivity", { kind: "refuse", status: 400, error: "BadArgument" });
  setting.people.failNext("replyToActivity", { kind: "refuse", status: 400, error: "BadArgument" });
  await setting.people.sendMessage({ conversation: PERSONAL, text: "heroin" });
  const kept: MessageNote[] = [];
  const unheard: AnswerStore = {
    ...messages,
    begin: async (...open) => {
      await messages.begin(...open);
      return away();
    },
  };
  const parts = {
    content: contentOf(),
    clock,
    log: SILENT,
    metrics: NO_METRICS,
    senders: { teams: setting.teams.sender },
  };
  clock.move(4 * MINUTE);
  const unnoted = { keep: (note: MessageNote) => void kept.push(note), has: () => false };
  await createAskerNotifier({ ...parts, messages: unheard, unnoted }).notifyAll();
  for (const { write } of kept) await write();
  await tellThem(parts.senders, 1);
  expect(
    setting
      .sent()
      .map((sent) => teamsText(sent))
      .join("\n"),
  ).toContain(NOTICE);
});

describe("A question whose answer is cut off while the store is away is told of by the process itself", () => {
  const withoutStore = (senders: Senders) => {
    const parts = { content: contentOf(), clock, log: SILENT, metrics: NO_METRICS };
    const unnoted = createUnnoted({ ...parts, senders });
    const answers = { take: away, keep: away, settle: away, release: away };
    return { unnoted, once: createAnswerOnce({ store: made({ answers }), clock, log: SILENT, unnoted }) };
  };

  it("in Slack", async () => {
    const senders: { slack?: Sender } = {};
    const { unnoted, once } = withoutStore(senders);
    await using stack = new AsyncDisposableStack();
    const at = stack.adopt(await openWorkspace({ once }), (opened) => opened.close());
    senders.slack = slackSenderTo({ token: at.fake.token, apiUrl: at.fake.apiUrl() }, clock);
    at.fake.failNext("chat.postMessage", { kind: "drop", work: "undone" });
    const { ts } = await at.fake.sendMention({ channel: "C0BRIEFINGS", text: "@Briefing heroin?" });
    await expect.poll(() => unnoted.size).toBe(1);
    await unnoted.stop(5000);
    expect(at.fake.state.messages.filter(({ blocks }) => blocks.length > 0)).toMatchObject([{ thread: ts }]);
    expect(at.newest("C0BRIEFINGS")).toContain(NOTICE);
  });

  it("in Teams, where the store does not know the way to it either", async () => {
    const senders: { teams?: Sender } = {};
    const { unnoted, once } = withoutStore(senders);
    await using setting = await startSetting({
      ...{ bot: { ...createTestBot(), once }, store: { get: away, peek: () => undefined } },
    });
    senders.teams = setting.teams.sender;
    setting.people.failNext("replyToActivity", { kind: "drop", work: "undone" });
    await setting.people.sendMessage({ conversation: CHANNEL, text: "@Briefing drugs" });
    await unnoted.stop(5000);
    expect(setting.sent().map((activity) => teamsText(activity))).toEqual([expect.stringContaining(NOTICE)]);
  });
});
