/** What may come between a claim and the message: a person who changes their mind, a store that fails. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ZONES } from "#tests/fixtures/zones.ts";
import * as changes from "#core/subscriptions/changes.ts";
import { openStage, QUICK, saveSubscriptions, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { MONDAY, placeOf, subscription } from "#tests/fixtures/subscriptions.ts";

const LEASE = 60_000;
const paces = { slack: { inFlight: 3, channelMs: 0, tenantMs: 0 } };

let stage: ScheduleStage;
beforeEach(async () => {
  stage = await openStage({ policy: QUICK, leaseMs: LEASE, paces });
});
afterEach(() => stage.close());

describe.each([
  { done: "paused", alter: changes.pause, reason: "paused" },
  { done: "removed", alter: changes.unsubscribe, reason: "unsubscribed" },
])("A subscription that is $done", ({ alter, reason }) => {
  const changeIt = () =>
    stage.store.subscriptions.change(placeOf(subscription("a")), ({ subscriptions }) => ({
      changes: subscriptions.flatMap(
        (current) => alter(current, { id: "act", by: { id: "U2", name: "Beka" }, now: MONDAY, zones: ZONES }) ?? [],
      ),
    }));

  it("between claim and send is sent nothing, and the ledger says why", async () => {
    const { ledger } = stage.store;
    const begin = ledger.begin.bind(ledger);
    ledger.begin = async (...claimed) => {
      await changeIt();
      return begin(...claimed);
    };
    await saveSubscriptions(stage.store, [subscription("a"), subscription("b")]);
    expect(await stage.tick.tick()).toMatchObject({ claimed: 2, sent: 1 });
    expect(stage.slack.attempts).toEqual(["b/2026-11-23"]);
    expect(await ledger.recent("a", 5)).toMatchObject([{ state: "skipped", reason }]);
  });

  it("while an attempt is in flight that has to be repeated is not tried again, and the ledger says why", async () => {
    stage.slack.behave = async () => {
      if (stage.slack.attempts.length > 1) return { kind: "sent", messageId: "1" };
      await changeIt();
      return { kind: "later", afterMs: 0, wholeTenant: false, reason: "ratelimited" };
    };
    await saveSubscriptions(stage.store, [subscription("a")]);
    expect(await stage.tick.tick()).toMatchObject({ again: 1, skipped: 1, sent: 0 });
    expect(stage.slack.attempts).toHaveLength(1);
    expect(await stage.store.ledger.recent("a", 5)).toMatchObject([{ state: "skipped", reason }]);
  });
});

describe("A store that fails when digests are begun", () => {
  const ids = ["a", "b", "c"];

  /** Fails once: before the database has written it, or before its answer arrives. */
  const failOnce = (when: "before" | "after"): void => {
    const { ledger } = stage.store;
    const begin = ledger.begin.bind(ledger);
    ledger.begin = async (...claimed) => {
      ledger.begin = begin;
      if (when === "after") await begin(...claimed);
      throw new Error("the database is away");
    };
  };

  it.each(["before", "after"] as const)(
    "%s it has written that: nothing is sent until the lease ends, and then everything once",
    { timeout: 10_000 },
    async (when) => {
      failOnce(when);
      await saveSubscriptions(
        stage.store,
        ids.map((id) => subscription(id)),
      );
      await expect(stage.tick.tick()).rejects.toThrow("the database is away");
      expect(await stage.tick.tick()).toMatchObject({ claimed: 0 });
      expect(stage.slack.attempts).toEqual([]);
      stage.clock.move(LEASE);
      expect(await stage.tick.tick()).toMatchObject({ claimed: 3, sent: 3 });
      expect(stage.slack.attempts.toSorted()).toEqual(ids.map((id) => `${id}/2026-11-23`));
    },
  );
});

describe("A process whose leases end while it is stopped", () => {
  it("takes no digest a second time that waits in its queue already", async () => {
    const { ledger } = stage.store;
    const claim = ledger.claim.bind(ledger);
    const taken: string[] = [];
    ledger.claim = async (...wanted) => {
      const claimed = await claim(...wanted);
      taken.push(...claimed.map(({ delivery }) => delivery.id));
      // The first send goes on while the lease of what waits ends.
      if (taken.length === 6) stage.clock.move(LEASE + 1);
      return claimed;
    };
    await saveSubscriptions(
      stage.store,
      ["a", "b", "c", "d", "e", "f"].map((id) => subscription(id)),
    );
    await stage.tick.tick();
    expect(stage.slack.arrived.map(({ delivery }) => delivery).toSorted()).toEqual(
      ["a", "b", "c", "d", "e", "f"].map((id) => `${id}/2026-11-23`),
    );
    // It was taken again indeed.
    expect(taken.length).toBeGreaterThan(6);
    expect(stage.slack.attempts).toHaveLength(6);
  });
});
