/** What either database must do for digests and answers: the same stories, told to each. */
import { createChannelPacks } from "#store/channel-packs.ts";
import { createFrameStore } from "#store/frames.ts";
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import type { Settlement } from "#core/digests/delivery.ts";
import type { Claimed, DigestStore, Ledger, Note, Settled, Subscriptions, Unserved } from "#core/digests/ports.ts";
import type { Rhythm } from "#core/digests/schedule.ts";
import { takeDue } from "#core/digests/due.ts";
import { ZONES } from "#tests/fixtures/zones.ts";
import { ANSWERED_WITHIN_MS, type Message } from "#core/ports.ts";
import { FRAMES_AT_ONCE, placeBelow } from "#core/conversation/memory.ts";
import type { Conversation } from "#core/request.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { plainText } from "#core/document/plain-text.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import { createAnswerStore, createGivenAnswerStore } from "#store/answers.ts";
import { createContents } from "#store/digests/contents.ts";
import { StoreRefusal } from "#store/connection/refusal.ts";
import { inTransaction, type Database } from "#store/database.ts";
import { createLedger } from "#store/digests/ledger.ts";
import { forgetAll } from "#store/forget-all.ts";
import { forgetRemoved } from "#store/forget-removed.ts";
import { inspect } from "#store/inspect.ts";
import { migrate } from "#store/migrate.ts";
import { createReferences } from "#store/references.ts";
import { proveKey } from "#store/sealing/prove-key.ts";
import { createSubscriptionStore } from "#store/digests/subscriptions.ts";
import { createVault } from "#store/vault.ts";
import { contentOf, SILENT } from "#tests/fixtures/bot.ts";

import {
  changeTo,
  channel,
  DAY,
  HOUR,
  MONDAY,
  placeOf,
  subscription,
  NOBODY_ELSE,
} from "#tests/fixtures/subscriptions.ts";
import { createRunFrames } from "#app/memory/conversations.ts";
import { createTick } from "#schedule/tick.ts";
import { made } from "#tests/fixtures/made.ts";
import { createFakeSender, createStore, NO_METRICS, QUICK, type FakeSender } from "#tests/fixtures/schedule.ts";
import { frameAbout, TYPED } from "#tests/fixtures/frames.ts";

const zones = ZONES;
const GRACE = 6 * HOUR;
const WEEK = 7 * DAY;
const LEASE = 60_000;

const note = (what: Note["what"]): Note => ({ what, by: { id: "U1", name: "Aida" }, at: MONDAY });
const sent: Settlement = { kind: "sent", messageId: "1.2", late: false };
const message = (key: string): Message => ({ key, pack: "p", conversation: { ...channel("C1"), thread: "1.1" } });
const settled = (claimed: readonly Claimed[], settlement: Settlement): readonly Settled[] =>
  claimed.map(({ delivery }) => ({ delivery, settlement, content: "v1" }));
/** What became of an attempt that was begun. */
const ended = (claimed: readonly Claimed[], settlement: Settlement): readonly Settled[] =>
  settled(claimed, settlement).map((each) => ({
    ...each,
    delivery: { ...each.delivery, attempt: each.delivery.attempt + 1 },
  }));

/** `fresh` gives an empty database that is up to date; `own` one whose tables a test may change as well. Closed by the caller. */
export function storeContract(fresh: () => Promise<Database>, own: () => Promise<Database>): void {
  let database: Database;
  let ledger: Ledger;
  beforeEach(async () => {
    database = await fresh();
    ledger = createLedger(database);
  });

  const store = () => createSubscriptionStore(database);
  const save = (...all: readonly Subscription[]) =>
    Promise.all(
      all.map((each) =>
        store().change(placeOf(each), ({ subscriptions }) => ({
          changes: [changeTo(each, { before: subscriptions.find(({ id }) => id === each.id) ?? null })],
        })),
      ),
    );
  const queue = (now: number, limit = 100) =>
    ledger.queueDue({
      ...{ now, limit, served: { slack: "all", teams: "all" }, except: [] },
      decide: (agenda) => takeDue(zones, agenda, { now, graceMs: GRACE }),
    });
  const claim = (owner: string, now = MONDAY, limit = 100) =>
    ledger.claim({
      owner,
      now,
      limit,
      leaseUntil: now + LEASE,
      served: { slack: "all", teams: "all" },
      withoutTenants: [],
    });
  const begin = (claimed: readonly Claimed[], owner: string, now = MONDAY) =>
    ledger.begin(
      claimed.map(({ delivery }) => delivery),
      { owner, leaseUntil: now + LEASE },
    );
  const unclear = (owner: string, now: number, withoutTenants: readonly string[] = []) =>
    ledger.claimUnclear({
      owner,
      now,
      limit: 100,
      leaseUntil: now + LEASE,
      served: { slack: "all", teams: "all" },
      withoutTenants,
    });

  it("of a newer version is left as it is, and what has changed it is named", async () => {
    database = await own();
    await sql`insert into kysely_migration values ('098-new', ''), ('099-newer', '')`.execute(database.db);
    await sql`drop table frames`.execute(database.db);
    await sql`delete from kysely_migration where name = '006-given-answers'`.execute(database.db);
    const outcome = await migrate(database).catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(StoreRefusal);
    expect(String(outcome)).toContain("newer version of the bot (099-newer)");
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(database.db);
    expect(rows.map(({ name }) => name)).not.toContain("006-given-answers");
  });

  it("leaves those who subscribed before there was today's rotation in the one that they began under", async () => {
    database = await own();
    await save(subscription("a", { number: 4 }));
    await sql`alter table subscriptions drop column rotation_from`.execute(database.db);
    await sql`alter table subscriptions drop column facts_from`.execute(database.db);
    await sql`alter table subscriptions drop column openings_from`.execute(database.db);
    await sql`delete from kysely_migration where name >= '007-rotation'`.execute(database.db);
    await migrate(database);
    expect(await store().find("a")).toEqual(
      subscription("a", { number: 4, rotationFrom: null, factsFrom: null, openingsFrom: null }),
    );
  });

  it("keeps a write that falls between two statements of a transaction that is undone", async () => {
    const write = (name: string, db = database.db) => db.insertInto("settings").values({ name, value: "" }).execute();
    let beside: Promise<unknown> = Promise.resolve();
    const undone = inTransaction(database, async (tx) => {
      await write("inside", tx);
      beside = write("beside");
      await write("inside too", tx);
      throw new Error("changed its mind");
    });
    await expect(undone).rejects.toThrow("changed its mind");
    await beside;
    const rows = await database.db.selectFrom("settings").select("name").execute();
    expect(rows).toEqual([{ name: "beside" }]);
  });

  describe("subscriptions", () => {
    it("come back as they were saved", async () => {
      const teams = subscription("b", {
        conversation: channel("19:x@thread.tacv2", "tenant", "teams"),
        schedule: { rhythm: { kind: "monthly", date: 31 }, time: "23:30", zone: "America/Nuuk" },
        topics: ["drugs", "resilience"],
        standing: { kind: "refused", advice: "invite", reason: "not_in_channel" },
        number: 7,
        rotationFrom: 3,
        factsFrom: 5,
        openingsFrom: null,
        lastDay: "2026-10-31",
        content: "v1",
      });
      await save(subscription("a"), teams);
      expect(await store().find("a")).toEqual(subscription("a"));
      expect(await store().list(teams.conversation)).toEqual([teams]);
    });

    it("come back with every rhythm, and with the end of a pause", async () => {
      const rhythms: readonly Rhythm[] = [
        { kind: "daily" },
        { kind: "weekdays", weekdays: [1, 3, 5] },
        { kind: "fortnightly", first: "2026-12-04" },
        { kind: "ordinal", nth: "last", weekday: 5 },
        { kind: "ordinal", nth: 1, weekday: 1 },
      ];
      const rest = { by: "Aida", until: "2026-11-25" };
      const all = rhythms.map((rhythm, index) =>
        subscription(`r${index}`, {
          schedule: { rhythm, time: "09:00", zone: "Asia/Bishkek" },
          standing: { kind: "active", next: { day: "2026-11-30", dueAt: MONDAY + WEEK }, rest },
        }),
      );
      await save(...all);
      const asked = [...all.map(({ conversation }) => conversation), channel("nobody's")];
      // At the same time, as digests do that are due together.
      const listed = await Promise.all(asked.map((each) => store().list(each)));
      expect(listed).toEqual([...all.map((each) => [each]), []]);
    });

    it("are one for a place and a pack, also when two people subscribe at once", async () => {
      const one = subscription("one", { conversation: channel("same") });
      const two = subscription("two", { conversation: channel("same") });
      await Promise.all(
        [one, two].map((made) =>
          store().change(placeOf(made), ({ subscriptions: [current] }) => ({
            changes: [
              current === undefined ? changeTo(made) : changeTo({ ...current, topics: ["drugs"] }, { before: current }),
            ],
          })),
        ),
      );
      const [kept, ...others] = await store().list(channel("same"));
      expect(others).toEqual([]);
      expect(kept?.topics).toEqual(["drugs"]);
    });

    it("of one channel are one when people subscribe it at the same moment, and each of them is answered", async () => {
      const replies = await subscribeAtOnce({ subscriptions: store(), ledger }, ["Aida", "Beka", "Chynara", "Daniyar"]);
      const already = Array.from({ length: 3 }, () => "Already subscribed");
      expect(replies.map(({ briefing }) => briefing.title).toSorted()).toEqual([...already, "Subscribed"]);
      for (const { briefing } of replies) expect(plainText(briefing)).toContain("every Monday at 09:00, UTC");
      const [kept, ...others] = await store().list(channel("same"));
      expect(others).toEqual([]);
      expect((await store().notes(placeOf(kept!), 5)).map(({ what }) => what)).toEqual(["subscribed"]);
    });

    it("leave a note of who removed them", async () => {
      const gone = subscription("a");
      await save(gone);
      const ended = { ...note("unsubscribed"), at: MONDAY + 1 };
      await store().change(placeOf(gone), () => ({
        changes: [changeTo(null, { before: gone, note: ended, withdraw: "unsubscribed" })],
      }));
      expect(await store().find(gone.id)).toBeNull();
      expect((await store().notes(placeOf(gone), 5)).map(({ what, by }) => [what, by.name])).toEqual([
        ["unsubscribed", "Aida"],
        ["subscribed", "Aida"],
      ]);
    });

    it("that are paused withdraw what was queued and not begun", async () => {
      await save(subscription("a"), subscription("b"));
      await queue(MONDAY);
      const claimed = await claim("me");
      const rest: Subscription = { ...subscription("a"), standing: { kind: "paused", by: "Aida" } };
      await store().change(placeOf(rest), () => ({
        changes: [changeTo(rest, { before: subscription("a"), note: note("paused"), withdraw: "paused" })],
      }));
      expect([...(await begin(claimed, "me"))]).toEqual(["b/2026-11-23"]);
      expect(await ledger.recent("a", 5)).toMatchObject([{ state: "skipped", reason: "paused" }]);
    });
  });

  describe("the ledger", () => {
    it("gets one row for what is due, and the agenda moves on", async () => {
      await save(
        subscription("a"),
        subscription("later", { standing: { kind: "active", next: { day: "2026-11-30", dueAt: MONDAY + WEEK } } }),
      );
      expect(await queue(MONDAY)).toEqual({ due: 1, queued: 1, missed: 0, parked: [], left: [] });
      expect(await queue(MONDAY)).toEqual({ due: 0, queued: 0, missed: 0, parked: [], left: [] });
      expect(await store().find("a")).toMatchObject({
        standing: { kind: "active", next: { day: "2026-11-30", dueAt: MONDAY + WEEK } },
        number: 1,
        lastDay: "2026-11-23",
      });
    });

    it("leaves one that cannot be reckoned with to whoever reaches its maker, and takes the next instead", async () => {
      const dueAt = (at: number) => ({ standing: { kind: "active", next: { day: "2026-11-23", dueAt: at } } }) as const;
      await save(
        subscription("a", dueAt(MONDAY - 2)),
        subscription("b", { ...dueAt(MONDAY - 1), conversation: channel("C2", "T2") }),
      );
      const some = (except: readonly string[], tenant: string) =>
        ledger.queueDue({
          now: MONDAY,
          limit: 1,
          except,
          served: { slack: [tenant] },
          decide: () => expect.unreachable("cannot be reckoned with"),
        });
      expect(await some([], "T2")).toMatchObject({ due: 0, parked: [], left: ["a"] });
      expect(await store().find("a")).toMatchObject({ standing: { kind: "active" } });
      expect(await some(["a"], "T2")).toMatchObject({ due: 1, parked: [{ id: "b" }], left: [] });
      expect(await some([], "T1")).toMatchObject({ due: 1, parked: [{ id: "a" }], left: [] });
    });

    it("records what was missed in a long silence and queues at most one", async () => {
      await save(subscription("a"));
      expect(await queue(MONDAY + 3 * WEEK + HOUR)).toEqual({ due: 1, queued: 1, missed: 3, parked: [], left: [] });
      expect((await ledger.recent("a", 9)).map(({ day, state }) => `${day} ${state}`)).toEqual([
        "2026-12-14 pending",
        "2026-12-07 skipped",
        "2026-11-30 skipped",
        "2026-11-23 skipped",
      ]);
    });

    it("does not serve a day twice, whatever the agenda says", async () => {
      await save(subscription("a"));
      await queue(MONDAY);
      await save(subscription("a"));
      await queue(MONDAY);
      expect(await ledger.recent("a", 9)).toHaveLength(1);
    });

    it("is queued in batches, by several at once, without a row lost or doubled", async () => {
      await save(...Array.from({ length: 40 }, (_, index) => subscription(`s${index}`)));
      const counts = await Promise.all([queue(MONDAY, 15), queue(MONDAY, 15), queue(MONDAY, 15)]);
      const rest = await queue(MONDAY, 100);
      expect([...counts, rest].reduce((sum, { queued }) => sum + queued, 0)).toBe(40);
      expect(await claim("me")).toHaveLength(40);
    });

    it("is reckoned anew once when the zone rules are others", async () => {
      const kept = subscription("kept", {
        standing: { kind: "active", next: { day: "2026-11-30", dueAt: MONDAY + WEEK } },
      });
      await save(subscription("a"), kept);
      const decide = ({ next }: { next: { dueAt: number } }) => (next.dueAt === MONDAY ? MONDAY - HOUR : next.dueAt);
      expect(await ledger.reconsider({ rules: "2026d", decide })).toBe(1);
      expect((await store().find("a"))?.standing).toMatchObject({
        next: { dueAt: MONDAY - HOUR },
      });
      expect((await store().find(kept.id))?.standing).toMatchObject({ next: { dueAt: MONDAY + WEEK } });
      expect(await ledger.reconsider({ rules: "2026d", decide: () => 0 })).toBe(0);
    });

    it("gives each delivery to one claim only", async () => {
      await save(...Array.from({ length: 30 }, (_, index) => subscription(`s${index}`)));
      await queue(MONDAY);
      const claims = await Promise.all(["a", "b", "c"].map((owner) => claim(owner, MONDAY, 10)));
      const ids = claims.flat().map(({ delivery }) => delivery.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(await claim("d")).toHaveLength(30 - ids.length);
    });

    it("passes over tenants that are held back, and platforms that are off", async () => {
      await save(
        subscription("a"),
        subscription("b", { conversation: channel("x", "T2") }),
        subscription("c", { conversation: channel("x", "T3", "teams") }),
      );
      await queue(MONDAY);
      const claimed = await ledger.claim({
        owner: "me",
        now: MONDAY,
        limit: 9,
        leaseUntil: MONDAY + 1,
        served: { slack: "all" },
        withoutTenants: ["T1"],
      });
      expect(claimed.map(({ subscription: found }) => found?.id)).toEqual(["b"]);
    });

    it("leaves what is another tenant's to whoever serves it, and tells how much waits for nobody here", async () => {
      await save(
        subscription("a"),
        subscription("b", { conversation: channel("x", "T2") }),
        subscription("c", { conversation: channel("x", "T1", "teams") }),
        subscription("d", { conversation: channel("y", "T2") }),
      );
      await queue(MONDAY);
      const served = { slack: ["T1"], teams: [] };
      const of = { owner: "me", now: MONDAY, limit: 9, leaseUntil: MONDAY + LEASE, served, withoutTenants: [] };
      expect(await ledger.unserved(served, MONDAY - 1)).toEqual([]);
      expect(await ledger.unserved(served, MONDAY)).toEqual([
        { platform: "slack", tenant: "T2", waiting: 2 },
        { platform: "teams", tenant: "T1", waiting: 1 },
      ]);
      const claimed = await ledger.claim(of);
      expect(claimed.map(({ subscription: found }) => found?.id)).toEqual(["a"]);
      expect((await ledger.outlook({ slack: ["T3"] })).nextAt).toBeNull();
      await begin(claimed, "me");
      const [byOthers, by] = [
        { ...of, served: { slack: ["T2"] } },
        { ...of, now: MONDAY + 2 * LEASE },
      ];
      expect(await ledger.claimUnclear({ ...byOthers, now: by.now })).toEqual([]);
      expect(await ledger.claimUnclear(by)).toHaveLength(1);
    });

    it("offers again what was claimed and not begun by a process that died", async () => {
      await save(subscription("a"));
      await queue(MONDAY);
      await claim("dead");
      expect(await claim("me", MONDAY + LEASE - 1)).toEqual([]);
      expect(await claim("me", MONDAY + LEASE)).toHaveLength(1);
      expect(await unclear("me", MONDAY + LEASE)).toEqual([]);
    });

    it("holds what was begun by a process that died for a look-up, and never for a second sending", async () => {
      await save(subscription("a"));
      await queue(MONDAY);
      await begin(await claim("dead"), "dead");
      expect(await unclear("me", MONDAY + LEASE - 1)).toEqual([]);
      expect(await claim("me", MONDAY + 2 * LEASE)).toEqual([]);
      const found = await unclear("me", MONDAY + 2 * LEASE);
      expect(found.map(({ delivery }) => [delivery.id, delivery.attempt])).toEqual([["a/2026-11-23", 1]]);
      expect(await unclear("other", MONDAY + 2 * LEASE)).toEqual([]);
      expect(await ledger.settle(settled(found, { kind: "unknown", reason: "cannot look" }), "me", MONDAY)).toEqual([]);
      expect(await ledger.recent("a", 1)).toMatchObject([{ state: "unknown", reason: "cannot look" }]);
    });

    it("puts nothing back that was never begun, once somebody has begun it and it is looked up", async () => {
      await save(subscription("a"));
      await queue(MONDAY);
      const never = await claim("slow");
      await begin(await claim("quick", MONDAY + LEASE), "quick", MONDAY + LEASE);
      const found = await unclear("slow", MONDAY + 2 * LEASE);
      const retry = settled(never, { kind: "retry", at: MONDAY, reason: "no connection" });
      expect(await ledger.settle(retry, "slow", MONDAY + 2 * LEASE)).toEqual(["a/2026-11-23"]);
      expect(await claim("slow", MONDAY + 2 * LEASE)).toEqual([]);
      await ledger.settle(settled(found, { kind: "unknown", reason: "cannot look" }), "slow", MONDAY + 2 * LEASE);
      expect(await ledger.recent("a", 1)).toMatchObject([{ state: "unknown" }]);
    });

    it("takes no outcome of an attempt behind which the same process has begun another", async () => {
      await save(subscription("a"));
      await queue(MONDAY);
      const first = await claim("me");
      await begin(first, "me");
      const looked = await unclear("me", MONDAY + LEASE);
      await ledger.settle(settled(looked, { kind: "retry", at: MONDAY, reason: "it had not arrived" }), "me", MONDAY);
      const second = await claim("me", MONDAY + LEASE);
      await begin(second, "me", MONDAY + LEASE);
      const heldUp = ended(first, { kind: "retry", at: MONDAY, reason: "held up" });
      expect(await ledger.settle(heldUp, "me", MONDAY + LEASE)).toEqual(["a/2026-11-23"]);
      expect(await claim("other", MONDAY + 2 * LEASE)).toEqual([]);
      expect(await ledger.settle(ended(second, sent), "me", MONDAY + LEASE)).toEqual([]);
      expect(await ledger.recent("a", 1)).toMatchObject([{ state: "sent" }]);
    });

    it("says which outcomes came too late because somebody else had settled", async () => {
      await save(subscription("a"));
      await queue(MONDAY);
      const claimed = await claim("slow");
      await begin(claimed, "slow");
      const taken = await unclear("quick", MONDAY + LEASE);
      await ledger.settle(settled(taken, sent), "quick", MONDAY + LEASE);
      expect(await ledger.settle(ended(claimed, { kind: "failed", reason: "x" }), "slow", MONDAY + LEASE)).toEqual([
        "a/2026-11-23",
      ]);
      expect(await ledger.recent("a", 1)).toMatchObject([{ state: "sent" }]);
    });

    it("tries again no sooner than asked", async () => {
      await save(subscription("a"));
      await queue(MONDAY);
      const claimed = await claim("me");
      await begin(claimed, "me");
      await ledger.settle(ended(claimed, { kind: "retry", at: MONDAY + 5000, reason: "ratelimited" }), "me", MONDAY);
      expect((await ledger.outlook({ slack: "all" })).nextAt).toBe(MONDAY + 5000);
      expect(await claim("me", MONDAY + 4999)).toEqual([]);
      expect((await claim("me", MONDAY + 5000)).map(({ delivery }) => delivery.attempt)).toEqual([1]);
    });

    it("takes back what was claimed and cannot be sent now", async () => {
      await save(subscription("a"));
      await queue(MONDAY);
      const claimed = await claim("me");
      await ledger.release(
        claimed.map(({ delivery }) => delivery),
        "me",
        MONDAY + 900,
      );
      expect(await claim("me", MONDAY + 899)).toEqual([]);
      expect((await claim("me", MONDAY + 900)).map(({ delivery }) => delivery.attempt)).toEqual([0]);
    });

    it("remembers with the subscription which content was sent", async () => {
      await save(subscription("a"), subscription("b"));
      await queue(MONDAY);
      const claimed = await claim("me");
      await begin(claimed, "me");
      await ledger.settle(ended(claimed, sent), "me", MONDAY);
      expect((await store().find("b"))?.content).toBe("v1");
      expect((await ledger.outlook({ slack: "all" })).nextAt).toBeNull();
    });

    it("stops a subscription that the platform refuses", async () => {
      await save(subscription("a"));
      await queue(MONDAY);
      const claimed = await claim("me");
      await begin(claimed, "me");
      await ledger.settle(
        ended(claimed, { kind: "refused", advice: "invite", reason: "not_in_channel" }),
        "me",
        MONDAY,
      );
      expect((await store().find("a"))?.standing).toEqual({
        kind: "refused",
        advice: "invite",
        reason: "not_in_channel",
      });
      expect(await queue(MONDAY + WEEK)).toEqual({ due: 0, queued: 0, missed: 0, parked: [], left: [] });
      expect((await store().notes(placeOf(subscription("a")), 1))[0]?.what).toBe("refused");
    });

    it("leaves a subscription paused that a platform refuses once it was paused", async () => {
      await save(subscription("a"));
      await queue(MONDAY);
      const claimed = await claim("me");
      await begin(claimed, "me");
      const rest: Subscription = { ...subscription("a"), standing: { kind: "paused", by: "Aida" } };
      await save(rest);
      await ledger.settle(ended(claimed, { kind: "refused", advice: "invite", reason: "gone" }), "me", MONDAY);
      expect((await store().find(rest.id))?.standing).toEqual(rest.standing);
    });

    it("looks nothing up of tenants that are held back", async () => {
      const there = channel("there", "T2");
      await save(subscription("a"), subscription("b", { conversation: there }));
      await queue(MONDAY);
      await begin(await claim("dead"), "dead");
      const later = MONDAY + LEASE + 1;
      expect((await unclear("me", later, ["T1"])).map(({ delivery }) => delivery.subscription)).toEqual(["b"]);
      expect((await unclear("me", later)).map(({ delivery }) => delivery.subscription)).toEqual(["a"]);
    });

    it("forgets what was settled and noted more than 400 days ago, and nothing that is open", async () => {
      await save(subscription("a"), subscription("open"));
      await queue(MONDAY);
      const claimed = (await claim("me")).filter(({ delivery }) => delivery.subscription === "a");
      await begin(claimed, "me");
      await ledger.settle(ended(claimed, sent), "me", MONDAY);
      await ledger.forgetOld(MONDAY + 400 * DAY);
      expect(await ledger.recent("a", 5)).toHaveLength(1);
      expect(await store().notes(placeOf(subscription("a")), 5)).toHaveLength(1);
      await ledger.forgetOld(MONDAY + 400 * DAY + 1);
      expect(await ledger.recent("a", 5)).toEqual([]);
      expect(await store().notes(placeOf(subscription("a")), 5)).toEqual([]);
      expect(await ledger.recent("open", 5)).toHaveLength(1);
      expect((await ledger.outlook({ slack: "all" })).oldestDueAt).toBe(MONDAY);
      expect(await ledger.outlook({ teams: "all" })).toEqual({ nextAt: null, oldestDueAt: null });
    });

    it("records an occurrence that somebody asked to skip", async () => {
      const kept = subscription("a", {
        standing: { kind: "active", next: { day: "2026-11-30", dueAt: MONDAY + WEEK } },
      });
      await save(subscription("a"));
      const skipped = [
        { day: "2026-11-23", dueAt: MONDAY },
        { day: "2026-11-30", dueAt: MONDAY + WEEK },
      ];
      await store().change(placeOf(kept), () => ({
        changes: [changeTo(kept, { before: subscription("a"), note: note("skipped"), skipped })],
      }));
      expect(await ledger.recent("a", 5)).toMatchObject([
        { day: "2026-11-30", state: "skipped", reason: "asked" },
        { day: "2026-11-23", state: "skipped", reason: "asked" },
      ]);
      expect(await queue(MONDAY)).toMatchObject({ due: 0 });
    });

    it("owes days again that were skipped, once the subscription is set back before them, and tells what was owed", async () => {
      const next = { day: "2026-12-07", dueAt: MONDAY + 2 * WEEK };
      const served = subscription("a", { lastDay: "2026-11-23", standing: { kind: "active", next } });
      const ahead = { ...served, lastDay: "2026-11-30" };
      await save(subscription("a"));
      await queue(MONDAY);
      const skipped = [{ day: "2026-11-30", dueAt: MONDAY + WEEK }];
      const skipping = changeTo(ahead, { before: served, note: note("skipped"), skipped });
      await store().change(placeOf(served), () => ({ changes: [skipping] }));
      const setBack = changeTo(served, { before: ahead, note: note("changed") });
      const found = await store().change(placeOf(served), ({ lastOwed }) => ({ changes: [setBack], lastOwed }));
      expect([...found.lastOwed]).toEqual([["a", "2026-11-23"]]);
      expect((await ledger.recent("a", 5)).map(({ day }) => day)).toEqual(["2026-11-23"]);
    });
  });

  describe("secrets", () => {
    const vault = createVault(Buffer.alloc(32, 7).toString("base64"), "production");
    const parts = () => ({ database, vault, now: () => MONDAY });

    it("are sealed in the table and come back whole", async () => {
      const address = { serviceUrl: "https://example.org/secret" };
      await createReferences(parts()).save(channel("one", "T", "teams"), { serviceUrl: "https://example.org/old" });
      await createReferences(parts()).save(channel("one", "T", "teams"), address);
      const rows = await database.db.selectFrom("conversation_references").selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain("example.org");
      expect(await createReferences(parts()).load(channel("one", "T", "teams"))).toEqual(address);
    });

    it("are listed by tenant or by channel, and what another key has sealed is none", async () => {
      await createReferences(parts()).save(channel("one", "T", "teams"), { at: 1 });
      await createReferences(parts()).save(channel("", "T", "teams"), { at: 2 });
      const other = createVault(Buffer.alloc(32, 8).toString("base64"), "production");
      await createReferences({ ...parts(), vault: other }).save(channel("", "U", "teams"), { at: 3 });
      const references = createReferences(parts());
      expect(await references.list("teams", { channel: "" })).toEqual([
        { tenant: "T", channel: "", reference: { at: 2 } },
        { tenant: "U", channel: "", reference: null },
      ]);
      expect((await references.list("teams", { tenant: "T" })).map(({ channel }) => channel).toSorted()).toEqual([
        "",
        "one",
      ]);
    });

    it("of one conversation do not open as those of another", async () => {
      await createReferences(parts()).save(channel("one", "T", "teams"), { serviceUrl: "https://example.org" });
      expect(await createReferences(parts()).load(channel("one", "T", "teams"))).toEqual({
        serviceUrl: "https://example.org",
      });
      await database.db.updateTable("conversation_references").set({ channel: "two" }).execute();
      await expect(createReferences(parts()).load(channel("two", "T", "teams"))).rejects.toThrow(
        "another ENCRYPTION_KEY",
      );
    });
  });

  describe("what answering remembers", () => {
    it("takes a message once, however many ask at the same time", async () => {
      const answers = createAnswerStore(database);
      const seen = await Promise.all(Array.from({ length: 5 }, () => answers.take(message("C1:1.2"), MONDAY)));
      expect(seen.filter(Boolean)).toHaveLength(1);
    });

    it("knows which messages are still owed an answer, and lets one caller settle each", async () => {
      const answers = createAnswerStore(database);
      for (const [index, key] of ["early", "answered", "open", "late"].entries())
        await answers.take(message(key), MONDAY + index);
      const owed = () => answers.listOpen({ after: MONDAY, before: MONDAY + 3 }, 10);
      expect(await answers.settle("answered")).toBe(true);
      expect(await owed()).toEqual([{ ...message("open"), at: MONDAY + 2, askedAt: MONDAY + 2, isBegun: false }]);
      const settled = await Promise.all(Array.from({ length: 5 }, () => answers.settle("open")));
      expect(settled.filter(Boolean)).toHaveLength(1);
      expect(await owed()).toEqual([]);
      expect(await answers.take(message("open"), MONDAY + DAY)).toBe(false);
      await answers.forgetOld(MONDAY + 2 * DAY);
      expect(await answers.listOpen({ after: 0, before: MONDAY + DAY }, 10)).toEqual([]);
      expect(await answers.take(message("open"), MONDAY + 2 * DAY)).toBe(false);
    });

    it("lets one caller tell of a message that is owed an answer, and knows that somebody had begun to", async () => {
      const answers = createAnswerStore(database);
      await answers.take(message("open"), MONDAY);
      const list = () => answers.listOpen({ after: 0, before: MONDAY + DAY }, 10);
      const [open] = await list();
      const began = await Promise.all(Array.from({ length: 5 }, () => answers.begin(open!, MONDAY + 60_000)));
      expect(began.filter(Boolean)).toHaveLength(1);
      expect(await list()).toEqual([{ ...open!, at: MONDAY + 60_000, isBegun: true }]);
      // Somebody else has it since.
      await answers.withdraw(open!, MONDAY + 30_000);
      expect(await list()).toMatchObject([{ isBegun: true }]);
      await answers.withdraw(open!, MONDAY + 60_000);
      expect(await list()).toEqual([open]);
      await answers.begin({ ...open!, isBegun: true }, MONDAY + 60_000);
      await answers.withdraw({ ...open!, isBegun: true }, MONDAY + 60_000);
      expect(await list()).toEqual([{ ...open!, isBegun: true }]);
      await answers.settle("open");
      expect(await answers.begin(open!, MONDAY + 60_000)).toBe(false);
      await answers.withdraw(open!, MONDAY + 60_000);
      expect(await list()).toEqual([]);
    });

    it("owes nobody an answer by a message without a place", async () => {
      const answers = createAnswerStore(database);
      expect(await answers.take({ ...message("share"), conversation: null }, MONDAY)).toBe(true);
      const soon = MONDAY + ANSWERED_WITHIN_MS;
      expect(await answers.take({ ...message("share"), conversation: null }, soon)).toBe(false);
      expect(await answers.listOpen({ after: 0, before: MONDAY + DAY }, 10)).toEqual([]);
    });

    it("keeps what a conversation is about, and gives what was newest before a moment", async () => {
      const frames = createFrameStore(database);
      const arms = {
        ...frameAbout("arms-trafficking")!,
        shown: ["arms-trafficking.foreign-control"],
        extreme: { end: "lowest", pillar: "markets", section: null, topic: "arms-trafficking" },
        told: "arms-trafficking.foreign-control",
      } as const;
      await frames.saveAll([
        { place: "place", frame: arms, at: MONDAY + 1000 },
        { place: "place", frame: frameAbout("cannabis-trade")!, at: MONDAY },
        { place: "elsewhere", frame: frameAbout("cannabis-trade")!, at: MONDAY + 2000 },
        { place: "place", frame: frameAbout("heroin-trade")!, at: MONDAY },
      ]);
      expect(await frames.load("place", MONDAY + 5000)).toEqual({ frame: arms, at: MONDAY + 1000 });
      expect(await frames.load("place", MONDAY + 1000)).toMatchObject({ frame: { topics: ["heroin-trade"] } });
      expect(await frames.load("place", MONDAY)).toBeNull();
    });

    it("keeps what as many conversations are about as are written at once, each in its place", async () => {
      const frames = createFrameStore(database);
      const topics = ["heroin-trade", "cannabis-trade", "arms-trafficking"];
      const places = Array.from({ length: FRAMES_AT_ONCE }, (_, at) => ({
        place: `place ${at}`,
        topic: topics[at % 3]!,
      }));
      const placed = places.map(({ place, topic }, at) => ({ place, frame: frameAbout(topic)!, at: MONDAY + at }));
      await frames.saveAll(placed);
      await frames.saveAll(placed.map((each) => ({ ...each, frame: { ...each.frame, aspect: "seizures" } })));
      for (const [at, { place, topic }] of places.entries())
        expect(await frames.load(place, MONDAY + DAY)).toMatchObject({
          frame: { topics: [topic], aspect: "seizures" },
          at: MONDAY + at,
        });
    });

    it("forgets what a conversation was about once it is read by nobody, or thirty days old", async () => {
      const frames = createFrameStore(database);
      const count = async () => (await database.db.selectFrom("frames").selectAll().execute()).length;
      await frames.save("place", frameAbout("heroin-trade")!, MONDAY);
      const alone = { ...frameAbout("heroin-trade")!, joins: true } as const;
      await frames.save("place", alone, MONDAY + DAY);
      expect(await frames.load("place", MONDAY + DAY + 1)).toEqual({ frame: alone, at: MONDAY + DAY });
      expect(await count()).toBe(2);
      await frames.save("place", frameAbout("arms-trafficking")!, MONDAY + 2 * DAY);
      expect(await count()).toBe(1);
      await frames.forgetOld(MONDAY + 33 * DAY);
      expect(await count()).toBe(0);
    });

    it("keeps the country that a channel has chosen, for all its threads, until it is given up, and who chose for 400 days", async () => {
      const packs = createChannelPacks(database);
      const inThread = { ...channel("chosen"), thread: "1.1" };
      const by = { id: "U1", name: "Aida" };
      expect(await packs.packOf(inThread)).toBeNull();
      expect(await packs.choose(channel("chosen"), "atlantis", { by, at: MONDAY })).toBeNull();
      expect(await packs.choose(inThread, "ruritania", { by, at: MONDAY + 1 })).toBe("atlantis");
      // The same command once more changes nothing, and is no change in the log.
      expect(await packs.choose(inThread, "ruritania", { by, at: MONDAY + 2 })).toBe("ruritania");
      expect(await packs.packOf(channel("chosen"))).toBe("ruritania");
      expect(await packs.packOf(channel("other"))).toBeNull();
      await packs.choose(inThread, null, { by, at: MONDAY + 2 });
      expect(await packs.packOf(channel("chosen"))).toBeNull();
      const place = { platform: "slack", tenant: "T1", channel: "chosen" };
      expect(await packs.log(MONDAY + 1, 10)).toEqual([
        { place, by, at: MONDAY + 2, before: "ruritania", after: null },
        { place, by, at: MONDAY + 1, before: "atlantis", after: "ruritania" },
      ]);
      await createLedger(database).forgetOld(MONDAY + 401 * DAY);
      expect(await packs.log(0, 10)).toEqual([]);
    });

    it("counts what another version wrote of a conversation in another shape as nothing", async () => {
      await database.db
        .insertInto("frames")
        .values({ place: "old", at: MONDAY, frame: '{"topic":"heroin"}' })
        .execute();
      expect(await createFrameStore(database).load("old", MONDAY + 1)).toBeNull();
    });

    it("lets what nobody has said was done be done again, by one, and what was done not for seven days", async () => {
      const answers = createAnswerStore(database);
      const share = { ...message("share"), conversation: null };
      await answers.take(share, MONDAY);
      const later = MONDAY + ANSWERED_WITHIN_MS + 1;
      const again = await Promise.all(Array.from({ length: 5 }, () => answers.take(share, later)));
      expect(again.filter(Boolean)).toHaveLength(1);
      await answers.keep("share", later);
      expect(await answers.take(share, later + 7 * DAY)).toBe(false);
      expect(await answers.take(share, later + 7 * DAY + 1)).toBe(true);
    });

    it("knows which message answers which, for one caller and for thirty days", async () => {
      const given = createGivenAnswerStore(database);
      await given.note("question", "first", MONDAY);
      await given.note("question", "answer", MONDAY);
      await given.note("old", "answer", MONDAY);
      await given.note("young", "answer", MONDAY + 2 * DAY);
      const taken = await Promise.all(Array.from({ length: 5 }, () => given.take("question", MONDAY)));
      expect(taken.filter((answer) => answer !== null)).toEqual(["answer"]);
      await given.forgetOld(MONDAY + 31 * DAY);
      expect(await given.take("old", MONDAY)).toBeNull();
      expect(await given.take("young", MONDAY)).toBe("answer");
    });

    it("knows of a question that was deleted before it had an answer, however often that is told", async () => {
      const given = createGivenAnswerStore(database);
      expect(await Promise.all([1, 2].map(() => given.take("gone", MONDAY)))).toEqual([null, null]);
      expect(await given.note("gone", "answer", MONDAY)).toBe("question-gone");
      expect(await given.take("gone", MONDAY)).toBeNull();
      expect(await given.note("other", "answer", MONDAY)).toBe("noted");
      await given.forgetOld(MONDAY + 31 * DAY);
      expect(await given.note("gone", "answer", MONDAY + 31 * DAY)).toBe("noted");
    });

    it("takes a message again that was given free", async () => {
      const answers = createAnswerStore(database);
      expect(await answers.take(message("share"), MONDAY)).toBe(true);
      await answers.release("share");
      expect(await answers.listOpen({ after: 0, before: MONDAY + 1 }, 10)).toEqual([]);
      expect(await answers.take(message("share"), MONDAY)).toBe(true);
    });

    it("keeps a line by its name for thirty days", async () => {
      const answers = createAnswerStore(database);
      await answers.rememberLine("thread", "heroin-trade", MONDAY);
      await answers.rememberLine("thread", "arms-trafficking", MONDAY);
      expect(await answers.recallLine("thread", MONDAY + 29 * DAY)).toBe("arms-trafficking");
      expect(await answers.recallLine("thread", MONDAY + 31 * DAY)).toBeNull();
      await answers.forgetOld(MONDAY + 31 * DAY);
      expect(await database.db.selectFrom("thread_topics").selectAll().execute()).toEqual([]);
    });

    it("counts what stayed unanswered, lists reports and replaces an opinion", async () => {
      const answers = createAnswerStore(database);
      for (const reason of ["off-topic", "after-edition", "after-edition"])
        await answers.countUnanswered({ pack: "p", reason, topic: null, now: MONDAY });
      expect(await answers.listUnanswered(1)).toEqual([{ pack: "p", reason: "after-edition", topic: null, count: 2 }]);
      const report = {
        pack: "p",
        topic: "heroin-trade",
        findings: ["heroin-trade.x"],
        comment: "It was 2019",
        at: MONDAY,
      };
      await answers.saveReport(report, channel("C1"));
      expect(await answers.listReports(5)).toEqual([report]);
      const opinion = { answer: "a", asker: "U1", pack: "p", topic: null, findings: [], comment: "", at: MONDAY };
      await answers.saveFeedback({ ...opinion, helpful: true }, channel("C1"));
      await answers.saveFeedback({ ...opinion, helpful: false }, channel("C1"));
      expect(
        (await database.db.selectFrom("feedback").select("helpful").execute()).map(({ helpful }) => helpful),
      ).toEqual([0]);
      await answers.saveFeedback({ ...opinion, asker: "U2", helpful: true }, channel("C1"));
      expect(await answers.countFeedback()).toEqual({
        reports: 1,
        topics: [{ topic: null, helpful: 1, unhelpful: 1 }],
      });
    });

    it("knows from the first digest that was sent on where a subscription's former rotation ends, and leaves it at that", async () => {
      await save(subscription("a", { rotationFrom: null, factsFrom: null, openingsFrom: null, number: 4 }));
      await queue(MONDAY);
      const first = await claim("one");
      await begin(first, "one");
      await ledger.settle(
        ended(first, sent).map((each) => ({ ...each, begun: { rotationFrom: 13, factsFrom: 13, openingsFrom: 13 } })),
        "one",
        MONDAY,
      );
      await queue(MONDAY + 7 * DAY);
      const second = await claim("one", MONDAY + 7 * DAY);
      await begin(second, "one", MONDAY + 7 * DAY);
      await ledger.settle(
        ended(second, sent).map((each) => ({ ...each, begun: { rotationFrom: 26, factsFrom: 26, openingsFrom: 26 } })),
        "one",
        MONDAY + 7 * DAY,
      );
      expect(await store().find("a")).toMatchObject({ number: 6, rotationFrom: 13, factsFrom: 13, openingsFrom: 13 });
    });

    it("recalls the content that a digest was made from", async () => {
      const contents = createContents(database);
      await contents.remember("v1", "p", { "heroin-trade.x": "1a" });
      await contents.remember("v1", "p", { "heroin-trade.x": "1a" });
      expect(await contents.recall("v1")).toEqual({ "heroin-trade.x": "1a" });
      expect(await contents.recall("v2")).toBeNull();
    });
  });

  it("serves two bots, each with the token of its own workspace, and a third workspace's digests wait in sight", async () => {
    const tenants = ["T1", "T2", "T3"];
    await save(...tenants.map((tenant) => subscription(tenant, { conversation: channel("C1", tenant) })));
    const time = { now: MONDAY + 5000 };
    const clock = { now: () => time.now };
    const bots = tenants.slice(0, 2).map((tenant) => {
      const [sender, unserved]: [FakeSender, (readonly Unserved[])[]] = [createFakeSender(), []];
      const slack = { ...sender, tenants: () => Promise.resolve([tenant]) };
      const metrics = {
        ...NO_METRICS,
        unserved: { set: (waiting: readonly Unserved[]) => void unserved.push(waiting) },
      };
      const parts = { content: contentOf(), store: createStore(database, clock), clock, monotonic: clock.now };
      const logged: object[] = [];
      const log = { ...SILENT, warn: (fields: object) => void logged.push(fields) };
      const tick = createTick({
        ...{ ...parts, log, metrics, frames: createRunFrames(), senders: { slack } },
        settings: { policy: QUICK },
      });
      return { tick, logged, unserved, sentTo: () => sender.arrived.map(({ to }) => to.tenant) };
    });
    // Whichever comes first.
    for (let minute = 0; minute < 4; minute++) {
      await Promise.all(bots.map(({ tick }) => tick.tick()));
      time.now += 60_000;
    }
    expect(bots.map(({ sentTo }) => sentTo())).toEqual([["T1"], ["T2"]]);
    const waiting = { platform: "slack", tenant: "T3", waiting: 1 };
    for (const { unserved, logged } of bots) {
      expect(unserved.at(-1)).toEqual([waiting]);
      expect(logged).toEqual([{ waiting: [waiting] }]);
    }
    expect((await store().find("T3"))?.standing.kind).toBe("active");
  });

  describe("what is kept of a place that the bot was taken out of", () => {
    /** Something in every table that names a place. */
    const live = async (conversation: Conversation, id: string): Promise<void> => {
      const { platform, tenant, channel: place } = conversation;
      await save(subscription(id, { conversation }));
      const key = platform === "slack" ? `${tenant}:${place}:1.1` : `${place}/1`;
      const answers = createAnswerStore(database);
      await answers.take({ key, pack: "p", conversation }, MONDAY);
      await answers.rememberLine(`teams answer ${place}/${id}`, "p a", MONDAY);
      await createGivenAnswerStore(database).note(key, "2.2", MONDAY);
      await createFrameStore(database).save(
        placeBelow(conversation, "1.1"),
        frameAbout("drugs") ?? expect.unreachable(),
        MONDAY,
      );
      await createChannelPacks(database).choose(conversation, "p", { by: { id: "U1", name: "A" }, at: MONDAY });
      const report = { pack: "p", topic: "drugs", findings: [], comment: "wrong", at: MONDAY };
      await answers.saveReport(report, conversation);
      await answers.saveFeedback({ ...report, answer: `a ${id}`, asker: "U1", helpful: true }, conversation);
      const references = createReferences({ database, vault: createVault(null, "local"), now: () => MONDAY });
      for (const address of [conversation, { ...conversation, channel: "" }]) await references.save(address, {});
    };
    /** The tables that have a row which names it. */
    const naming = async (name: string): Promise<readonly string[]> => {
      const tables = await database.db.introspection.getTables();
      const found = tables.map(async ({ name: table }) => {
        const { rows } = await sql`select * from ${sql.table(table)}`.execute(database.db);
        return rows.some((row) => new RegExp(`(?<![\\w.])${name}(?![\\w.])`, "u").test(JSON.stringify(row)))
          ? [table]
          : [];
      });
      return (await Promise.all(found)).flat().toSorted();
    };

    it("goes with a workspace, and with no other one", async () => {
      await live(channel("C1", "T1"), "a");
      await live(channel("C1", "T10"), "b");
      await queue(MONDAY);
      const others = await naming("T10");
      expect(await naming("T1")).toEqual(others);
      await forgetRemoved(database, { platform: "slack", tenant: "T1", channels: null });
      expect(await naming("T1")).toEqual([]);
      expect(await naming("T10")).toEqual(others);
    });

    it("goes with conversations, and the tenant's address with the last of them", async () => {
      const places = ["19:a@x", "19:ab@x"].map((name) => channel(name, "T", "teams"));
      for (const [index, place] of places.entries()) await live(place, `s${index}`);
      await queue(MONDAY);
      const others = await naming("19:ab@x");
      await forgetRemoved(database, { platform: "teams", tenant: "T", channels: ["19:a@x"] });
      expect(await naming("19:a@x")).toEqual([]);
      expect(await naming("19:ab@x")).toEqual(others);
      await forgetRemoved(database, { platform: "teams", tenant: "T", channels: ["19:ab@x", "19:gone@x"] });
      expect(await naming("T")).toEqual([]);
    });

    it("goes with conversations where its digests had ended before, and with no others", async () => {
      // One of a name that another begins with, one with the marks of a pattern, one in another tenant.
      const gone = channel("19:a_%@x", "T", "teams");
      const others = [
        ...["19:a_%@xy", "19:abc@x"].map((name) => channel(name, "T", "teams")),
        { ...gone, tenant: "U" },
      ];
      const all = [gone, ...others].map((conversation, at) => subscription(`s${at}`, { conversation }));
      await save(...all);
      await queue(MONDAY);
      for (const each of all) {
        const ended = { ...note("unsubscribed"), at: MONDAY + 1 };
        await store().change(placeOf(each), () => ({
          changes: [changeTo(null, { before: each, note: ended, withdraw: "unsubscribed" })],
        }));
      }
      const left = async () =>
        (await database.db.selectFrom("deliveries").select("subscription").execute()).map((row) => row.subscription);
      expect((await left()).toSorted()).toEqual(["s0", "s1", "s2", "s3"]);
      await forgetRemoved(database, { platform: "teams", tenant: "T", channels: ["19:a_%@x"] });
      expect((await left()).toSorted()).toEqual(["s1", "s2", "s3"]);
    });
  });

  it("forgets all that people said, ordered and rated, and stays reachable", async () => {
    await save(subscription("s1"));
    const references = createReferences({ database, vault: createVault(null, "local"), now: () => MONDAY });
    await references.save({ ...channel("C1"), thread: null }, { way: "back" });
    await createAnswerStore(database).rememberLine("a line", "words", MONDAY);
    await forgetAll(database);
    const kept = new Set<string>();
    for (const { name } of await database.db.introspection.getTables()) {
      const { rows } = await sql`select * from ${sql.table(name)}`.execute(database.db);
      if (rows.length > 0) kept.add(name);
    }
    const staying = new Set(["conversation_references", "installations", "settings"]);
    expect([...kept].filter((name) => !staying.has(name))).toEqual([]);
    expect(await references.load({ ...channel("C1"), thread: null })).toEqual({ way: "back" });
  });

  it("is looked at without being changed: whether it can be written to, its version, its key and its tenants", async () => {
    const vaults = [7, 8].map((fill) => createVault(Buffer.alloc(32, fill).toString("base64"), "production"));
    const [ours, another] = [vaults[0]!, vaults[1]!];
    const well = { pending: [], newer: null, unwritable: null, tenants: [], zones: [] };
    expect(await inspect(database, ours)).toEqual({ ...well, key: "free" });
    const reference = createReferences({ database, vault: ours, now: () => MONDAY });
    await reference.save(channel("C1"), { serviceUrl: "https://smba.trafficmanager.net/emea/" });
    await save(subscription("a"), subscription("b"), subscription("c", { conversation: channel("C9", "T2") }));
    expect(await inspect(database, ours)).toEqual({
      ...{ ...well, key: "unproved", zones: ["Asia/Bishkek"] },
      tenants: [
        { platform: "slack", tenant: "T1", subscriptions: 2 },
        { platform: "slack", tenant: "T2", subscriptions: 1 },
      ],
    });
    await proveKey(database, ours);
    expect([(await inspect(database, ours)).key, (await inspect(database, another)).key]).toEqual([
      "proved",
      "another",
    ]);
    await sql`insert into kysely_migration values ('099-newer', '')`.execute(database.db);
    expect((await inspect(database, ours)).newer).toContain("a newer version of the bot (099-newer)");
  });
}

/** Each of them has found no subscription before any of them makes one. */
function subscribeAtOnce(store: Pick<DigestStore, "subscriptions" | "ledger">, people: readonly string[]) {
  const allLooked = Promise.withResolvers<void>();
  let looked = 0;
  const subscriptions: Subscriptions = {
    ...store.subscriptions,
    async list(conversation) {
      const found = await store.subscriptions.list(conversation);
      if (++looked === people.length) allLooked.resolve();
      await allLooked.promise;
      return found;
    },
  };
  const answer = createSubscriptions({
    content: contentOf(),
    store: made({ digests: { ...store, subscriptions } }),
    ...{ clock: { now: () => MONDAY }, log: SILENT, defaultZone: "UTC", newId: randomUUID },
    ...NOBODY_ELSE,
  });
  const conversation = channel("same");
  const command = { kind: "subscription", verb: "subscribe", rest: "" } as const;
  return Promise.all(
    people.map((name) =>
      answer({ pack: "kyrgyzstan", conversation, key: null, asker: { id: name, name, zone: null }, command, ...TYPED }),
    ),
  );
}
