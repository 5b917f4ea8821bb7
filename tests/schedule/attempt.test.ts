import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plainText } from "#core/document/plain-text.ts";
import { openStage, QUICK, saveSubscriptions, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { DAY, HOUR, placeOf, subscription } from "#tests/fixtures/subscriptions.ts";

let stage: ScheduleStage;
beforeEach(async () => {
  stage = await openStage({ policy: QUICK });
});
afterEach(() => stage.close());

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
    expect((await stage.store.subscriptions.find("a"))?.standing.kind).toBe("active");
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
    expect(await told.promise).toContain("U1: The Kyrgyzstan digest could not be posted");
    expect(await told.promise).toContain("archived or gone. Restore it");
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
