import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { shownIn } from "#core/conversation/frame.ts";
import { placeBelow } from "#core/conversation/memory.ts";
import type { Sender } from "#core/ports.ts";
import { plainText } from "#core/document/plain-text.ts";
import { forgetRemoved } from "#store/forget-removed.ts";
import { NO_METRICS, openStage, QUICK, saveSubscriptions, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { channel, DAY, HOUR, MONDAY, placeOf, subscription } from "#tests/fixtures/subscriptions.ts";

const daily = { rhythm: { kind: "daily" }, time: "09:00", zone: "Asia/Bishkek" } as const;

function never(): never {
  throw new Error("Nothing arrived");
}

let stage: ScheduleStage;
beforeEach(async () => {
  stage = await openStage({ policy: QUICK });
});
afterEach(() => stage.close());

describe("A tick", () => {
  it("sends each digest that is due, once, and says what it did", async () => {
    await saveSubscriptions(stage.store, [
      subscription("a"),
      subscription("b", { conversation: channel("19:x", "tenant", "teams") }),
    ]);
    expect(await stage.tick.tick()).toMatchObject({
      due: 2,
      queued: 2,
      missed: 0,
      claimed: 2,
      sent: 2,
      late: 0,
      failed: 0,
    });
    expect(await stage.tick.tick()).toMatchObject({ due: 0, claimed: 0, sent: 0 });
    expect(new Set(stage.slack.arrived.map(({ to, delivery }) => `${to.channel} ${delivery}`))).toEqual(
      new Set(["19:x b/2026-11-23", "C-a a/2026-11-23"]),
    );
  });

  it("leaves word of what each digest is about, for the thread below it", async () => {
    await saveSubscriptions(stage.store, [subscription("a")]);
    await stage.tick.tick();
    const [{ to, briefing } = never()] = stage.slack.arrived;
    const begun = await stage.frames.load(placeBelow(to, "1.1"), stage.clock.now() + 1);
    expect(begun?.frame.topics.length).toBeGreaterThan(0);
    // With the one that it opens with, and the one of its other topic.
    expect(begun?.frame.shown).toHaveLength(2 + shownIn(briefing).length);
    expect(begun?.frame.shown).toEqual(expect.arrayContaining([...shownIn(briefing)]));
  });

  it("sends the digest of the next number each time", async () => {
    await saveSubscriptions(stage.store, [subscription("a")]);
    await stage.tick.tick();
    stage.clock.move(7 * DAY);
    await stage.tick.tick();
    expect(stage.slack.arrived.map(({ briefing }) => briefing.title)).toEqual([
      "Kyrgyzstan's 2021 profile, 23 November 2026: Judicial system and detention · Cocaine trade",
      "Kyrgyzstan's 2021 profile, 30 November 2026: Fauna crimes · Political leadership and governance · International cooperation",
    ]);
  });

  it("after downtime within the grace sends late and says so", async () => {
    await saveSubscriptions(stage.store, [subscription("a")]);
    stage.clock.move(5 * HOUR);
    expect(await stage.tick.tick()).toMatchObject({ sent: 1, late: 1 });
    expect(plainText(stage.slack.arrived[0]!.briefing)).toContain(
      "Sent late: it was due on Monday 23 November 2026, 09:00",
    );
    expect(await stage.statusOf(placeOf(subscription("a")))).toEqual(["2026-11-23 sent late"]);
  });

  it("after long downtime sends no burst of old ones, and what was missed is not lost from the rotation", async () => {
    await saveSubscriptions(stage.store, [subscription("a", { schedule: daily })]);
    stage.clock.move(3 * DAY + 7 * HOUR);
    expect(await stage.tick.tick()).toMatchObject({ queued: 0, missed: 4, sent: 0 });
    stage.clock.move(17 * HOUR);
    await stage.tick.tick();
    expect(stage.slack.arrived.map(({ briefing }) => briefing.title)).toEqual([
      "Kyrgyzstan's 2021 profile, 27 November 2026: Judicial system and detention · Cocaine trade",
    ]);
  });

  it("owes nothing twice when the clock is set back", async () => {
    await saveSubscriptions(stage.store, [subscription("a", { schedule: daily })]);
    await stage.tick.tick();
    stage.clock.move(-2 * HOUR);
    await stage.tick.tick();
    stage.clock.move(2 * HOUR);
    await stage.tick.tick();
    expect(stage.slack.arrived).toHaveLength(1);
  });

  it("goes on sending when the clock is set back", async () => {
    const next = { day: "2026-11-23", dueAt: MONDAY };
    await saveSubscriptions(stage.store, [subscription("a")]);
    stage.clock.move(2 * HOUR);
    await stage.tick.tick();
    stage.clock.move(-HOUR);
    await saveSubscriptions(stage.store, [subscription("b", { standing: { kind: "active", next } })]);
    expect(await stage.tick.tick()).toMatchObject({ sent: 1 });
  });

  it("opens the next digest with what changed in the content", async () => {
    await stage.store.contents.remember("old", "kyrgyzstan", { "heroin-trade.gone": "0" });
    await saveSubscriptions(stage.store, [subscription("a", { content: "old" })]);
    await stage.tick.tick();
    expect(plainText(stage.slack.arrived[0]!.briefing)).toContain("Withdrawn (1): heroin-trade.gone");
    stage.clock.move(7 * DAY);
    await stage.tick.tick();
    expect(plainText(stage.slack.arrived[1]!.briefing)).not.toContain("The content changed");
  });

  it("goes on once the store can be read again", async () => {
    await stage.store.contents.remember("old", "kyrgyzstan", { "heroin-trade.gone": "0" });
    await saveSubscriptions(stage.store, [subscription("a", { content: "old" })]);
    const { contents } = stage.store;
    const recall = contents.recall.bind(contents);
    let faults = 1;
    contents.recall = (version) => (faults-- > 0 ? Promise.reject(new Error("the database is away")) : recall(version));
    expect(await stage.tick.tick()).toMatchObject({ sent: 1, again: 1 });
    expect(plainText(stage.slack.arrived[0]!.briefing)).toContain("Withdrawn (1): heroin-trade.gone");
  });

  it("follows zone rules that are others than those its agendas were reckoned by", async () => {
    const stale = { day: "2026-11-23", dueAt: MONDAY + HOUR };
    await saveSubscriptions(stage.store, [subscription("a", { standing: { kind: "active", next: stale } })]);
    expect(await stage.tick.tick()).toMatchObject({ sent: 1 });
  });

  it("passes over a subscription whose zone is not known here, and sends the others", async () => {
    const schedule = { ...daily, zone: "America/Nowhere" };
    await saveSubscriptions(stage.store, [subscription("a"), subscription("bad", { schedule }), subscription("c")]);
    expect(await stage.tick.tick()).toMatchObject({ due: 3, sent: 2 });
    expect(await stage.tick.tick()).toMatchObject({ due: 0 });
    const parked = await stage.store.subscriptions.find("bad");
    expect(parked?.standing).toEqual({
      kind: "refused",
      advice: "unreadable",
      reason: "Invalid time zone specified: America/Nowhere",
    });
  });

  it("passes over a subscription that cannot be read, and sends the others", async () => {
    await saveSubscriptions(
      stage.store,
      ["a", "bad", "c"].map((id) => subscription(id)),
    );
    await stage.database.db.updateTable("subscriptions").set({ topics: "{" }).where("id", "=", "bad").execute();
    expect(await stage.tick.tick()).toMatchObject({ due: 3, sent: 2, failed: 1 });
    expect(await stage.statusOf(placeOf(subscription("bad")))).toEqual(["2026-11-23 failed"]);
    stage.clock.move(7 * DAY);
    expect(await stage.tick.tick()).toMatchObject({ due: 2, sent: 2 });
  });

  it("ends a digest whose pack is gone with one word to its channel, and none of another country's", async () => {
    const lost = subscription("a", { pack: "gone" });
    await saveSubscriptions(stage.store, [lost, subscription("b")]);
    expect(await stage.tick.tick()).toMatchObject({ sent: 2, failed: 0 });
    const last = stage.slack.arrived.find(({ delivery }) => delivery.startsWith("a/"));
    expect(plainText(last!.briefing)).toContain(
      "No more digests on “gone” will come here: the bot no longer has that profile. It has:",
    );
    expect(await stage.store.subscriptions.find("a")).toBeNull();
    expect(await stage.store.subscriptions.find("b")).not.toBeNull();
    stage.clock.move(7 * DAY);
    expect(await stage.tick.tick()).toMatchObject({ sent: 1 });
  });

  it("tells it again where it did not arrive, and ends the digest no sooner", async () => {
    await saveSubscriptions(stage.store, [subscription("a", { pack: "gone" })]);
    let tries = 0;
    stage.slack.behave = () =>
      ++tries === 1
        ? { kind: "later", afterMs: null, wholeTenant: false, reason: "busy" }
        : { kind: "sent", messageId: "1.1" };
    expect(await stage.another({ policy: QUICK }).tick()).toMatchObject({ again: 1, sent: 1 });
    expect(await stage.store.subscriptions.find("a")).toBeNull();
  });

  it("leaves what a platform that is off would send until it is on", async () => {
    await saveSubscriptions(stage.store, [subscription("a")]);
    expect(await stage.another({}, {}).tick()).toMatchObject({ queued: 1, claimed: 0 });
    expect(await stage.tick.tick()).toMatchObject({ sent: 1 });
  });
});

describe("Taken out while a digest is on its way", () => {
  it.each([
    ["a workspace, whose digest arrives,", null, { kind: "sent", messageId: "1.1" }],
    ["a chat, whose digest arrives,", ["C-a"], { kind: "sent", messageId: "1.1" }],
    [
      "a chat, whose digest is refused,",
      ["C-a"],
      { kind: "refused", reason: "BotNotInConversationRoster", advice: "channel-gone" },
    ],
    [
      "a workspace, whose digest is held back,",
      null,
      { kind: "later", afterMs: 5, wholeTenant: true, reason: "ratelimited" },
    ],
    ["a chat, whose digest may have arrived,", ["C-a"], { kind: "unknown", reason: "socket hang up" }],
  ] as const)("%s leaves nothing of its own, and the others go on", async (_, channels, outcome) => {
    const { platform, tenant } = channel("C-a");
    const other = subscription("b", { conversation: channel("C-b", "T2") });
    await saveSubscriptions(stage.store, [subscription("a"), other]);
    stage.slack.behave = async ({ to }) => {
      if (to.channel !== "C-a") return { kind: "sent", messageId: "2.2" };
      await forgetRemoved(stage.database, { platform, tenant, channels });
      return outcome;
    };
    expect(await stage.tick.tick()).toMatchObject({ claimed: 2, sent: 1, failed: 0, unknown: 0 });
    stage.clock.move(7 * DAY);
    expect(await stage.tick.tick()).toMatchObject({ due: 1, sent: 1 });
    expect(stage.slack.attempts.filter((delivery) => delivery.startsWith("a/"))).toEqual(["a/2026-11-23"]);
    const { db } = stage.database;
    for (const rows of [
      db.selectFrom("deliveries").select("subscription as of"),
      db.selectFrom("subscriptions").select("id as of"),
    ])
      expect(new Set((await rows.execute()).map(({ of }) => of))).toEqual(new Set(["b"]));
  });
});

describe("Many that are due together", () => {
  const many = Array.from({ length: 5 }, (_, index) => subscription(`s${index}`));

  it("begin to be sent before the last of them is queued", async () => {
    const { ledger } = stage.store;
    const queueDue = ledger.queueDue.bind(ledger);
    const sent = Promise.withResolvers<void>();
    let asked = 0;
    ledger.queueDue = async (batch) => {
      if (++asked === many.length) await sent.promise;
      return queueDue(batch);
    };
    stage.slack.behave = () => {
      sent.resolve();
      return { kind: "sent", messageId: "1" };
    };
    await saveSubscriptions(stage.store, many);
    const tick = stage.another({ batch: 1 });
    await tick.beat();
    expect(await tick.tick()).toMatchObject({ sent: many.length });
  });

  it("are composed once where they owe the same, and their buttons are about each one's own", async () => {
    await saveSubscriptions(stage.store, [...many, subscription("other", { number: 1 })]);
    await stage.tick.tick();
    const blocks = stage.slack.arrived.map(({ briefing }) => briefing.blocks);
    const [openings, buttons] = [0, -2].map((at) => new Set(blocks.map((each) => each.at(at))));
    expect(openings?.size).toBe(2);
    const texts = [...(buttons ?? [])].map((block) => JSON.stringify(block));
    expect(texts.filter((text) => many.some(({ id }) => text.includes(`pause #${id}"`)))).toHaveLength(many.length);
  });

  it("are written down although one of them hangs", async () => {
    const answer = Promise.withResolvers<void>();
    stage.slack.behave = async ({ to }) => {
      if (to.channel === "C-s0") await answer.promise;
      return { kind: "sent", messageId: "1" };
    };
    await saveSubscriptions(stage.store, many);
    const running = stage.tick.tick();
    const isWritten = async () => (await stage.store.ledger.recent("s1", 1))[0]?.state === "sent";
    await vi.waitUntil(isWritten, { timeout: 10_000 });
    answer.resolve();
    expect(await running).toMatchObject({ sent: many.length });
  });
});

describe("What is measured", () => {
  it("is the lag of the oldest open digest, nought when none is left, and what stays unknown", async () => {
    const lags: number[] = [];
    let unknown = 0;
    const metrics = {
      ...NO_METRICS,
      lagSeconds: { set: (seconds: number) => lags.push(seconds) },
      unknown: { inc: (count: number) => (unknown += count) },
    };
    const measured = await openStage({ policy: QUICK }, metrics);
    await saveSubscriptions(measured.store, [subscription("a"), subscription("b")]);
    measured.slack.find = () => Promise.resolve({ kind: "cannot-tell", reason: "missing_scope" });
    measured.slack.behave = ({ to }) =>
      to.channel === "C-a" ? { kind: "unknown", reason: "timeout" } : { kind: "sent", messageId: "1" };
    measured.clock.move(HOUR);
    await measured.tick.tick();
    await measured.close();
    expect(Math.max(...lags)).toBeGreaterThan(3600);
    expect(lags.at(-1)).toBe(0);
    expect(unknown).toBe(1);
  });
});

describe("Stopping", () => {
  it("waits for what is on its way, begins nothing new and gives the rest back", async () => {
    const begun = Promise.withResolvers<void>();
    const arrive = Promise.withResolvers<void>();
    stage.slack.behave = async () => {
      begun.resolve();
      await arrive.promise;
      return { kind: "sent", messageId: "1" };
    };
    const paces = { slack: { inFlight: 2, channelMs: 0, tenantMs: 0 } };
    const tick = stage.another({ paces });
    await saveSubscriptions(
      stage.store,
      Array.from({ length: 10 }, (_, index) => subscription(`s${index}`)),
    );
    const running = tick.tick();
    await begun.promise;
    const stopped = tick.stop(5000);
    arrive.resolve();
    await stopped;
    expect(await running).toMatchObject({ sent: 2 });
    expect(stage.slack.attempts).toHaveLength(2);
    stage.slack.behave = () => ({ kind: "sent", messageId: "1" });
    expect(await stage.tick.tick()).toMatchObject({ sent: 8 });
  });

  it("gives back at once what is prepared and has not left", async () => {
    const begin = stage.store.ledger.begin.bind(stage.store.ledger);
    let stopped = Promise.resolve();
    const sender: Sender = {
      ...stage.slack,
      prepare(message) {
        stopped = tick.stop(60_000);
        return stage.slack.prepare(message);
      },
    };
    const tick = stage.another({}, { slack: sender });
    stage.store.ledger.begin = () => Promise.reject(new Error("nothing new is begun"));
    await saveSubscriptions(stage.store, [subscription("a")]);
    expect(await tick.tick()).toMatchObject({ claimed: 1, sent: 0 });
    await stopped;
    stage.store.ledger.begin = begin;
    expect(await stage.tick.tick()).toMatchObject({ sent: 1 });
  });
});
