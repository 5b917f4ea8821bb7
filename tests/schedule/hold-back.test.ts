import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStage, QUICK, saveSubscriptions, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { channel, subscription } from "#tests/fixtures/subscriptions.ts";

let stage: ScheduleStage;
beforeEach(async () => {
  stage = await openStage({ policy: QUICK });
});
afterEach(() => stage.close());

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

  it.each(["another replica", "a later tick"])(
    "of a tenant for long gives its claims back, so that %s has them",
    { timeout: 10_000 },
    async (who) => {
      const longMs = 30_000;
      stage.slack.behave = () => ({ kind: "later", afterMs: longMs, wholeTenant: true, reason: "ratelimited" });
      const paces = { slack: { inFlight: 1, channelMs: 0, tenantMs: 0 } };
      const settings = { paces, horizonMs: longMs / 2, leaseMs: 2 * longMs };
      const held = stage.another(settings);
      await saveSubscriptions(
        stage.store,
        ["a", "b", "c"].map((id) => subscription(id)),
      );
      expect(await held.tick()).toMatchObject({ claimed: 3, again: 1, sent: 0 });
      expect(stage.slack.attempts).toHaveLength(1);
      stage.slack.behave = () => ({ kind: "sent", messageId: "1" });
      stage.clock.move(longMs);
      const next = who === "a later tick" ? held : stage.another(settings);
      expect(await next.tick()).toMatchObject({ claimed: 3, sent: 3 });
    },
  );

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
    let inFlight = 0;
    let most = 0;
    stage.slack.behave = async () => {
      most = Math.max(most, ++inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      inFlight--;
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
