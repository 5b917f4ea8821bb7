/** An address of a Teams conversation that an older version wrote, or that nothing can read: it must not cost more than itself. */
import { createRunFrames } from "#app/memory/conversations.ts";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Log } from "#core/ports.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { createTick } from "#schedule/tick.ts";
import { createLog } from "#server/log.ts";
import { createMetrics, type Metrics } from "#server/metrics.ts";
import { listenOnLoopback } from "#playground/platform/for-tests.ts";
import { createReferences, type ConversationReferences } from "#store/references.ts";
import { createVault } from "#store/vault.ts";
import { contentOf, createTestBot } from "#tests/fixtures/bot.ts";
import { made } from "#tests/fixtures/made.ts";
import { openStage, QUICK, saveSubscriptions, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { channel, DAY, subscription, NOBODY_ELSE } from "#tests/fixtures/subscriptions.ts";
import { CHANNEL, GROUP, startSetting, type Setting } from "#tests/teams/harness.ts";
import { teamsText } from "#tests/teams/words.ts";

const TENANT = "6f0b1c52-0000-4000-8000-00000000cafe";
const KEY = Buffer.alloc(32, 7).toString("base64");
const OTHER_KEY = Buffer.alloc(32, 8).toString("base64");

let stage: ScheduleStage;
let references: ConversationReferences;
let setting: Setting;
let metrics: Metrics;
let logged: string[];
let log: Log;

beforeEach(async () => {
  stage = await openStage();
  logged = [];
  log = createLog("info", (line) => logged.push(line));
  metrics = createMetrics();
  references = referencesOf(KEY);
  await restart();
});
afterEach(async () => {
  await setting[Symbol.asyncDispose]();
  await stage.close();
});

function referencesOf(key: string): ConversationReferences {
  return createReferences({ database: stage.database, vault: createVault(key, "production"), now: stage.clock.now });
}

/** The bot over whatever is stored, with nothing in memory. */
async function restart(): Promise<void> {
  const content = contentOf();
  const subscriptions = createSubscriptions({
    ...{ content, store: made({ digests: stage.store }), clock: stage.clock, log, defaultZone: "UTC" },
    ...{ newId: () => "new", ...NOBODY_ELSE },
  });
  setting = await startSetting({
    bot: createTestBot({ now: stage.clock.now, handlers: { subscriptions } }),
    store: made({
      references: {
        save: (conversation, reference) => references.save(conversation, reference),
        load: (conversation) => references.load(conversation),
        list: (platform, where) => references.list(platform, where),
      },
    }),
  });
}

function tick(policy = QUICK) {
  const parts = {
    content: contentOf(),
    store: stage.store,
    clock: stage.clock,
    log,
    metrics: metrics.digests,
    frames: createRunFrames(),
  };
  const settings = { policy, random: () => 0 };
  return createTick({ ...parts, senders: { teams: setting.teams.sender }, settings }).tick();
}

/** Both have spoken to the bot, and are due. */
async function twoDue(): Promise<readonly [Subscription, Subscription]> {
  for (const place of [CHANNEL, GROUP]) await setting.people.install(place);
  setting.people.state.clear();
  const due = [
    subscription("broken", { conversation: channel(CHANNEL, TENANT, "teams") }),
    subscription("whole", { conversation: { ...channel(GROUP, TENANT, "teams"), kind: "group" } }),
  ] as const;
  await saveSubscriptions(stage.store, due);
  return due;
}

async function counted(): Promise<string> {
  const server = await listenOnLoopback(async (request, response) => metrics.handle(request, response));
  const text = await (await fetch(server.url)).text();
  await server.close();
  return text;
}

const standingOf = async (of: Subscription) => (await stage.store.subscriptions.find(of.id))?.standing;

it.each([
  { url: "https://smba.example.org/emea/" },
  { serviceUrl: 7, bot: "28:briefing", conversationType: null },
  "https://smba.example.org/emea/",
])(
  "one of another shape, %j, counts as not known: its digest is refused with what to do, the others go",
  async (stored) => {
    const [broken] = await twoDue();
    await references.save(broken.conversation, stored);
    expect(await tick()).toMatchObject({ due: 2, sent: 1, failed: 1 });
    expect(setting.people.state.messages.map(({ conversation }) => conversation)).toContain(GROUP);
    expect(setting.people.state.messages.map(({ conversation }) => conversation)).not.toContain(CHANNEL);
    expect(await standingOf(broken)).toEqual({
      kind: "refused",
      reason: "no conversation reference",
      advice: "reinstall",
    });
    expect(logged.join("")).toMatch(/"delivery":"broken\/2026-11-23","reason":"no conversation reference"/u);
    expect(await counted()).toMatch(/^briefing_digests_failed_total 1$/mu);
  },
);

it("after a word to the bot and resume, the conversation is reached again", async () => {
  const [broken] = await twoDue();
  await references.save(broken.conversation, { url: "https://smba.example.org/emea/" });
  await tick();
  await setting[Symbol.asyncDispose]();
  await restart();
  await setting.people.install(GROUP);
  const newest = () => teamsText(setting.sent().at(-1)!);
  await setting.people.sendMessage({ conversation: CHANNEL, text: "@Briefing status" });
  expect(newest()).toContain("install it again. Then type @Briefing resume.");
  await setting.people.sendMessage({ conversation: CHANNEL, text: "@Briefing resume" });
  expect(newest()).toContain("Next digest");
  stage.clock.move(7 * DAY);
  expect(await tick()).toMatchObject({ due: 2, sent: 2 });
});

it("one that cannot be looked up just now keeps its digest: nothing has left, so it is sent once it can", async () => {
  await twoDue();
  const load = references.load.bind(references);
  let faults = 2;
  references.load = (conversation) =>
    faults-- > 0 ? Promise.reject(new Error("the database is away")) : load(conversation);
  expect(await tick()).toMatchObject({ sent: 2, unknown: 0, again: 2 });
  expect(setting.logged.join("\n")).toContain("the database is away");
});

it("one that was sealed with another key refuses nobody: the right key may come back", async () => {
  const [broken, whole] = await twoDue();
  references = referencesOf(OTHER_KEY);
  const policy = { ...QUICK, firstWaitMs: 8000, longestWaitMs: 8000, graceMs: 8000 };
  expect(await tick(policy)).toMatchObject({ sent: 0, unknown: 0, failed: 2 });
  for (const each of [broken, whole]) expect((await standingOf(each))?.kind).toBe("active");
  expect(setting.logged.join("\n")).toContain("sealed with another ENCRYPTION_KEY");
  references = referencesOf(KEY);
  stage.clock.move(7 * DAY);
  expect(await tick()).toMatchObject({ due: 2, sent: 2 });
});
