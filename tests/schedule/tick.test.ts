import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { POLICY } from "#core/digests/delivery.ts";
import { plainText } from "#core/document/plain-text.ts";
import { createAnnounce } from "#schedule/announce.ts";
import { NO_METRICS } from "#schedule/metrics.ts";
import {
  createFakeSender,
  openStage,
  saveSubscriptions,
  SILENT,
  type ScheduleStage,
} from "#tests/fixtures/schedule.ts";
import { channel, DAY, HOUR, MONDAY, placeOf, subscription } from "#tests/fixtures/subscriptions.ts";

const QUICK = { ...POLICY, firstWaitMs: 20, longestWaitMs: 40, checkAfterMs: 20 };
const daily = { rhythm: { kind: "daily" }, time: "09:00", zone: "Asia/Bishkek" } as const;

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

  it("sends the digest of the next number each time", async () => {
    await saveSubscriptions(stage.store, [subscription("a")]);
    await stage.tick.tick();
    stage.clock.move(7 * DAY);
    await stage.tick.tick();
    expect(stage.slack.arrived.map(({ briefing }) => briefing.title)).toEqual([
      "Kyrgyzstan, digest 1 of 13",
      "Kyrgyzstan, digest 2 of 13",
    ]);
  });

  it("after downtime within the grace sends late and says so", async () => {
    await saveSubscriptions(stage.store, [subscription("a")]);
    stage.clock.move(5 * HOUR);
    expect(await stage.tick.tick()).toMatchObject({ sent: 1, late: 1 });
    expect(plainText(stage.slack.arrived[0]!.briefing)).toContain(
      "Sent late: this was due Monday 23 November 2026, 09:00",
    );
    expect(await stage.statusOf(placeOf(subscription("a")))).toEqual(["2026-11-23 sent late"]);
  });

  it("after long downtime sends no burst of old ones, and what was missed is not lost from the rotation", async () => {
    await saveSubscriptions(stage.store, [subscription("a", { schedule: daily })]);
    stage.clock.move(3 * DAY + 7 * HOUR);
    expect(await stage.tick.tick()).toMatchObject({ queued: 0, missed: 4, sent: 0 });
    stage.clock.move(17 * HOUR);
    await stage.tick.tick();
    expect(stage.slack.arrived.map(({ briefing }) => briefing.title)).toEqual(["Kyrgyzstan, digest 1 of 13"]);
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
    const parked = await stage.store.subscriptions.find(placeOf(subscription("bad")));
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

  it("sends no other country's digest when a pack is gone", async () => {
    await saveSubscriptions(stage.store, [subscription("a", { pack: "gone" })]);
    const policy = { ...QUICK, firstWaitMs: 8000, longestWaitMs: 8000, graceMs: 8000 };
    expect(await stage.another({ policy }).tick()).toMatchObject({ sent: 0, failed: 1 });
    expect(stage.slack.attempts).toEqual([]);
  });

  it("leaves what a platform that is off would send until it is on", async () => {
    await saveSubscriptions(stage.store, [subscription("a")]);
    expect(await stage.another({}, {}).tick()).toMatchObject({ queued: 1, claimed: 0 });
    expect(await stage.tick.tick()).toMatchObject({ sent: 1 });
  });
});

describe("A digest that does not go through at once", () => {
  it("is tried again after a passing fault, with growing waits", async () => {
    let faults = 3;
    stage.slack.behave = () =>
      faults-- > 0
        ? { kind: "later", afterMs: null, wholeTenant: false, reason: "service_unavailable" }
        : { kind: "sent", messageId: "1" };
    await saveSubscriptions(stage.store, [subscription("a")]);
    expect(await stage.tick.tick()).toMatchObject({ sent: 1, again: 3 });
    expect(stage.slack.attempts).toHaveLength(4);
  });

  it("is given up when it is too old, and the subscription goes on", async () => {
    stage.slack.behave = () => ({ kind: "later", afterMs: 7 * HOUR, wholeTenant: false, reason: "down" });
    await saveSubscriptions(stage.store, [subscription("a")]);
    expect(await stage.tick.tick()).toMatchObject({ failed: 1 });
    expect((await stage.store.subscriptions.find(placeOf(subscription("a"))))?.standing.kind).toBe("active");
  });

  it("is never begun when it has become too old in the queue", async () => {
    await saveSubscriptions(stage.store, [subscription("a")]);
    await stage.another({}, {}).tick();
    stage.clock.move(7 * HOUR);
    expect(await stage.tick.tick()).toMatchObject({ skipped: 1, sent: 0 });
    expect(stage.slack.attempts).toEqual([]);
  });

  it("is not sent again when it had arrived after all", async () => {
    stage.slack.behave = (message) => {
      stage.slack.arrived.push(message);
      return { kind: "unknown", reason: "timeout" };
    };
    await saveSubscriptions(stage.store, [subscription("a")]);
    expect(await stage.tick.tick()).toMatchObject({ sent: 1, again: 1 });
    expect(stage.slack.attempts).toHaveLength(1);
  });

  it("is sent again when it had not arrived", async () => {
    let lost = 1;
    stage.slack.behave = () => (lost-- > 0 ? { kind: "unknown", reason: "timeout" } : { kind: "sent", messageId: "1" });
    await saveSubscriptions(stage.store, [subscription("a")]);
    expect(await stage.tick.tick()).toMatchObject({ sent: 1 });
    expect(stage.slack.attempts).toHaveLength(2);
  });

  it("is looked up again when the platform does not answer the look-up", async () => {
    let faults = 2;
    stage.slack.behave = (message) => {
      stage.slack.arrived.push(message);
      return { kind: "unknown", reason: "timeout" };
    };
    stage.slack.find = () => {
      if (faults-- === 2) throw new Error("a fault of ours");
      return Promise.resolve(faults < 0 ? { kind: "found", messageId: "1" } : { kind: "later", reason: "ratelimited" });
    };
    await saveSubscriptions(stage.store, [subscription("a")]);
    expect(await stage.tick.tick()).toMatchObject({ sent: 1, again: 3 });
    expect(stage.slack.attempts).toHaveLength(1);
  });

  it("is settled as unknown where nobody can tell, and not sent twice", async () => {
    stage.slack.behave = () => ({ kind: "unknown", reason: "timeout" });
    stage.slack.find = () => Promise.resolve({ kind: "cannot-tell", reason: "missing_scope" });
    await saveSubscriptions(stage.store, [subscription("a")]);
    expect(await stage.tick.tick()).toMatchObject({ unknown: 1 });
    expect(stage.slack.attempts).toHaveLength(1);
    expect(await stage.statusOf(placeOf(subscription("a")))).toEqual(["2026-11-23 unknown"]);
  });

  it("that throws counts as unclear and does not reach the others", async () => {
    stage.slack.behave = ({ to }) => {
      if (to.channel === "C-a") throw new Error("a fault of ours");
      return { kind: "sent", messageId: "1" };
    };
    stage.slack.find = () => Promise.resolve({ kind: "cannot-tell", reason: "x" });
    await saveSubscriptions(stage.store, [subscription("a"), subscription("b")]);
    expect(await stage.tick.tick()).toMatchObject({ sent: 1, unknown: 1 });
  });

  it("that the platform refuses stops the subscription and tells who made it", async () => {
    const told = Promise.withResolvers<string>();
    stage.slack.behave = ({ to, briefing }) => {
      if (to.kind !== "direct") return { kind: "refused", reason: "is_archived", advice: "channel-gone" };
      told.resolve(`${to.channel}: ${plainText(briefing)}`);
      return { kind: "sent", messageId: "1" };
    };
    await saveSubscriptions(stage.store, [subscription("a")]);
    expect(await stage.tick.tick()).toMatchObject({ failed: 1 });
    expect(await told.promise).toContain("U1: A digest could not be posted");
    expect(await told.promise).toContain("archived or gone (is_archived)");
    stage.clock.move(7 * DAY);
    expect(await stage.tick.tick()).toMatchObject({ due: 0 });
  });

  it("that the platform refuses tells nobody before that is written", async () => {
    const told: string[] = [];
    const { ledger } = stage.store;
    const settle = ledger.settle.bind(ledger);
    let written = false;
    ledger.settle = async (...outcomes) => {
      await new Promise((resolve) => setImmediate(resolve));
      const lost = await settle(...outcomes);
      written = true;
      return lost;
    };
    const heard = Promise.withResolvers<void>();
    stage.slack.behave = ({ to }) => {
      if (to.kind !== "direct") return { kind: "refused", reason: "is_archived", advice: "channel-gone" };
      told.push(written ? "after" : "before");
      heard.resolve();
      return { kind: "sent", messageId: "1" };
    };
    await saveSubscriptions(stage.store, [subscription("a")]);
    await stage.tick.tick();
    await heard.promise;
    expect(told).toEqual(["after"]);
  });
});

describe("Holding back", () => {
  it("of one workspace leaves the others alone, and ends when the platform said", async () => {
    const at: Record<string, number> = {};
    let heldUntil = 0;
    stage.slack.behave = ({ to }) => {
      if (to.tenant === "T1" && heldUntil === 0) {
        heldUntil = stage.clock.now() + 400;
        return { kind: "later", afterMs: 400, wholeTenant: true, reason: "ratelimited" };
      }
      at[to.channel] = stage.clock.now();
      return { kind: "sent", messageId: "1" };
    };
    const paces = { slack: { inFlight: 1, channelMs: 0, tenantMs: 0 } };
    const all = ["a", "b", "c"].flatMap((id) => [
      subscription(id),
      subscription(`${id}2`, { conversation: channel(`other-${id}`, "T2") }),
    ]);
    await saveSubscriptions(stage.store, all);
    expect(await stage.another({ paces }).tick()).toMatchObject({ sent: 6, again: 1 });
    for (const id of ["a", "b", "c"]) {
      expect(at[`C-${id}`]).toBeGreaterThanOrEqual(heldUntil);
      expect(at[`other-${id}`]).toBeLessThan(heldUntil);
    }
  });

  it("follows what a platform says when it is asked whether a digest arrived", async () => {
    const at: Record<string, number> = {};
    let heldUntil = 0;
    stage.slack.behave = ({ to }) => {
      if (to.channel === "C-a" && heldUntil === 0) return { kind: "unknown", reason: "timeout" };
      at[to.channel] = stage.clock.now();
      return { kind: "sent", messageId: "1" };
    };
    stage.slack.find = async () => {
      if (heldUntil > 0) return { kind: "absent" };
      heldUntil = stage.clock.now() + 600;
      await saveSubscriptions(stage.store, [subscription("b")]);
      void stage.tick.beat();
      return { kind: "later", reason: "ratelimited", afterMs: 600 };
    };
    await saveSubscriptions(stage.store, [subscription("a")]);
    await stage.tick.tick();
    expect(at["C-a"]).toBeGreaterThanOrEqual(heldUntil);
    expect(at["C-b"]).toBeGreaterThanOrEqual(heldUntil);
  });

  it("keeps a second between two messages to one channel", async () => {
    const times: number[] = [];
    stage.slack.behave = () => {
      times.push(stage.clock.now());
      return { kind: "sent", messageId: "1" };
    };
    const paces = { slack: { inFlight: 9, channelMs: 200, tenantMs: 0 } };
    const same = channel("same");
    await saveSubscriptions(stage.store, [
      subscription("a", { conversation: same }),
      subscription("b", { conversation: same, pack: "ruritania" }),
    ]);
    await stage.another({ paces }).tick();
    // Seen from the platform: the first may have been slower on its way.
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(150);
  });

  it("never has more on the way to one workspace than allowed", async () => {
    let flying = 0;
    let most = 0;
    stage.slack.behave = async () => {
      most = Math.max(most, ++flying);
      await new Promise((resolve) => setImmediate(resolve));
      flying--;
      return { kind: "sent", messageId: "1" };
    };
    const paces = { slack: { inFlight: 4, channelMs: 0, tenantMs: 0 } };
    await saveSubscriptions(
      stage.store,
      Array.from({ length: 40 }, (_, index) => subscription(`s${index}`)),
    );
    expect(await stage.another({ paces }).tick()).toMatchObject({ sent: 40 });
    expect(most).toBe(4);
  });
});

describe("What is measured", () => {
  it("is the lag of the oldest open digest, nought when none is left, and what stays unknown", async () => {
    const lags: number[] = [];
    let unknown = 0;
    const metrics = {
      ...NO_METRICS,
      lagSeconds: (seconds: number) => lags.push(seconds),
      unknown: (count: number) => (unknown += count),
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
});

describe("An announcement", () => {
  const briefing = { title: "t", summary: "s", blocks: [] };

  it("gives the platform's refusal while somebody waits for the answer", async () => {
    const slack = createFakeSender();
    slack.behave = () => ({ kind: "refused", reason: "not_in_channel", advice: "invite" });
    const announce = createAnnounce({ senders: { slack }, platforms: ["slack"], waitMs: 1000, log: SILENT });
    expect(await announce(channel("C1"), "d", briefing)).toMatchObject({ kind: "refused", advice: "invite" });
  });

  it("is not waited for longer than the answer may take, and not made where replies are public or private by nature", async () => {
    const slack = createFakeSender();
    slack.behave = () => new Promise(() => undefined);
    const announce = createAnnounce({
      senders: { slack, teams: slack },
      platforms: ["slack"],
      waitMs: 10,
      log: SILENT,
    });
    expect(await announce(channel("C1"), "d", briefing)).toBeNull();
    expect(await announce(channel("19:x", "t", "teams"), "d", briefing)).toBeNull();
    expect(await announce({ ...channel("D1"), kind: "direct" }, "d", briefing)).toBeNull();
    expect(slack.attempts).toHaveLength(1);
  });
});
