import { afterEach, beforeEach, expect, it } from "vitest";
import { plainText } from "#core/document/plain-text.ts";
import { notifyMaker } from "#schedule/notify-maker.ts";
import { contentOf, SILENT } from "#tests/fixtures/bot.ts";
import { openStage, saveSubscriptions, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { channel, DAY, MONDAY, subscription } from "#tests/fixtures/subscriptions.ts";

const QUEUE = { now: MONDAY, limit: 9, served: { slack: "all" }, except: [] } as const;

let stage: ScheduleStage;

beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

/** What the maker of "a" is told where nothing arrives anywhere else; once. */
function tellings(): Promise<readonly string[]> {
  const told: string[] = [];
  const first = Promise.withResolvers<readonly string[]>();
  stage.slack.behave = ({ to, briefing }) => {
    if (to.channel !== "U1") return { kind: "refused", reason: "is_archived", advice: "channel-gone" };
    told.push(plainText(briefing));
    first.resolve(told);
    return { kind: "sent", messageId: "1" };
  };
  return first.promise;
}

it("Whoever made a refused subscription is told where it is in words, not by the platform's id", async () => {
  const told = tellings();
  const refused = subscription("a");
  await saveSubscriptions(stage.store, [refused]);
  await stage.tick.tick();
  expect((await told)[0]).toContain("in a channel or group chat. Please mend it there.\n\nEvery Monday at 09:00");
  expect((await told)[0]).not.toContain(refused.conversation.channel);
});

it("also of one in a direct message of two people, and once, though it is due again", async () => {
  const told = tellings();
  await saveSubscriptions(stage.store, [
    subscription("a", { conversation: { ...channel("D0OTHERS"), kind: "direct" } }),
  ]);
  await stage.tick.tick();
  await told;
  stage.clock.move(7 * DAY);
  await stage.tick.tick();
  expect(await told).toHaveLength(1);
});

it.each([
  ["a zone that is not known", { zone: "Mars/Base" }, "has stopped: the time zone Mars/Base is not known."],
  ["topics that cannot be read", { topics: "drugs" }, "has stopped: its entry cannot be read."],
])("also of one that is parked for %s", async (_, broken, words) => {
  const told = tellings();
  await saveSubscriptions(stage.store, [subscription("a")]);
  await stage.database.db.updateTable("subscriptions").set(broken).execute();
  await stage.tick.tick();
  expect((await told)[0]).toContain("The Kyrgyzstan digest has stopped");
  expect((await told)[0]).toContain(words);
});

it("Nobody is told of one that somebody paused", async () => {
  await saveSubscriptions(stage.store, [subscription("a", { standing: { kind: "paused", by: "Aida" } })]);
  expect(await stage.store.subscriptions.stopped("a")).toBeNull();
});

it("One that only another bot can reach is left to that one, which stops it and tells its maker", async () => {
  const told = tellings();
  const ours = await stage.slack.tenants();
  stage.slack.tenants = () => Promise.resolve(["T0OTHERS"]);
  await saveSubscriptions(stage.store, [subscription("a"), subscription("b")]);
  await stage.database.db.updateTable("subscriptions").set({ zone: "Mars/Base" }).execute();
  // One at a time, so that what is left stands in nobody's way.
  expect(await stage.another({ batch: 1 }).tick()).toMatchObject({ due: 0 });
  expect(await stage.store.subscriptions.stopped("a")).toBeNull();
  stage.slack.tenants = () => Promise.resolve(ours);
  await stage.tick.tick();
  await told;
  await expect.poll(() => stage.slack.attempts.length).toBe(2);
});

it("Nobody is told by a bot that has lost its token since", async () => {
  await saveSubscriptions(stage.store, [subscription("a")]);
  await stage.database.db.updateTable("subscriptions").set({ zone: "Mars/Base" }).execute();
  await stage.store.ledger.queueDue({ ...QUEUE, decide: () => expect.unreachable("its zone is not known") });
  stage.slack.tenants = () => Promise.resolve([]);
  const logged: string[] = [];
  const log = { ...SILENT, warn: (fields: object) => void logged.push(JSON.stringify(fields)) };
  const parts = { content: contentOf(), store: stage.store, senders: { slack: stage.slack }, clock: stage.clock };
  await notifyMaker("a", { ...parts, log });
  expect(stage.slack.attempts).toEqual([]);
  expect(logged.join("")).toContain("no token of this process reaches T1");
});
