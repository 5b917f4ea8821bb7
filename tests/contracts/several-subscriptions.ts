/** What either database must do for several subscriptions of a place, many people, and a running older version. */
import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import type { Place, Subscriptions } from "#core/digests/ports.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { ZONES } from "#tests/fixtures/zones.ts";
import { pause, skip, type Act } from "#core/subscriptions/changes.ts";
import { placeOrder, type PlacedOrder } from "#core/subscriptions/several/place-order.ts";
import { undo } from "#core/subscriptions/several/undo.ts";
import type { Database } from "#store/database.ts";
import { createLedger } from "#store/digests/ledger.ts";
import { toRow } from "#store/digests/subscription-rows.ts";
import { createSubscriptionStore } from "#store/digests/subscriptions.ts";
import { changeTo, channel, DAY, MONDAY, subscription } from "#tests/fixtures/subscriptions.ts";

const HERE: Place = { pack: "kyrgyzstan", conversation: channel("C1") };
const QUEUE = { now: MONDAY, limit: 9, served: { slack: "all" }, except: [] } as const;
const zones = ZONES;
const act = (id: string, now = MONDAY): Act => ({ id, by: { id: "U1", name: "Aida" }, now, zones });
const digest = (id: string, topics: readonly string[] = []) =>
  subscription(id, { conversation: HERE.conversation, topics });

export function severalSubscriptionsContract(fresh: () => Promise<Database>): void {
  let database: Database;
  let store: Subscriptions;
  beforeEach(async () => {
    database = await fresh();
    store = createSubscriptionStore(database);
  });

  const save = async (...all: readonly Subscription[]): Promise<void> => {
    for (const each of all) await store.change(HERE, () => ({ changes: [changeTo(each)] }));
  };
  /** As `subscribe` does: decided by what is there. */
  const order = (id: string, topics: readonly string[]): Promise<PlacedOrder> => {
    const { schedule } = digest(id);
    const { standing: _, ...made } = digest(id, topics);
    const complete = () => ({ schedule, topics });
    return store.change(HERE, (found) =>
      placeOrder(found, { id: null, topics, complete, make: (wanted) => ({ ...made, ...wanted }) }, act(id)),
    );
  };
  const idsHere = async () => (await store.list(HERE.conversation)).map(({ id }) => id);

  describe("several subscriptions of a place", () => {
    it("are five at most, also when eight people order at once, and none has the topics of another", async () => {
      const topics = ["drugs", "trade", "people", "markets", "actors", "resilience", "drugs", "trade"];
      const placed = await Promise.all(topics.map((topic, index) => order(`s${index}`, [topic])));
      const kinds = Object.groupBy(placed, ({ kind }) => kind);
      expect(kinds.new).toHaveLength(5);
      const kept = await store.list(HERE.conversation);
      expect(new Set(kept.map((each) => each.topics.join(" "))).size).toBe(5);
      expect(kept).toHaveLength(5);
    });

    it("leave their place to another once they end, and are listed in the order in which they were made", async () => {
      await save(digest("a"), digest("b", ["drugs"]), digest("c", ["trade"]));
      await store.change(HERE, ({ subscriptions: [first] }) => ({
        changes: [changeTo(null, { before: first ?? null })],
      }));
      await save({ ...digest("d", ["people"]), createdAt: MONDAY });
      expect(await idsHere()).toEqual(["b", "c", "d"]);
      const rows = await database.db.selectFrom("subscriptions").select(["id", "slot"]).orderBy("slot").execute();
      expect(rows.map(({ id, slot }) => `${id}${slot}`)).toEqual(["d0", "b1", "c2"]);
    });

    it("are there though one of them cannot be read, which keeps its place", async () => {
      await save(digest("a"), digest("b", ["drugs"]));
      await database.db.updateTable("subscriptions").set({ topics: "no list" }).where("id", "=", "a").execute();
      expect(await idsHere()).toEqual(["b"]);
      await save(digest("c", ["trade"]));
      expect(await database.db.selectFrom("subscriptions").select("slot").orderBy("slot").execute()).toHaveLength(3);
    });

    it("are all due", async () => {
      await save(digest("a"), digest("b", ["drugs"]));
      const due = {
        owed: null,
        missed: [],
        next: { day: "2026-11-30", dueAt: MONDAY + 7 * DAY },
        number: 1,
        lastDay: null,
      };
      expect(await createLedger(database).queueDue({ ...QUEUE, decide: () => due })).toMatchObject({
        due: 2,
      });
    });
  });

  describe("the log of changes", () => {
    it("has what each was before and after, newest first, and forgets as the notes do", async () => {
      await save(digest("a", ["drugs"]));
      await store.change(HERE, ({ subscriptions: [a] }) => ({ changes: [pause(a!, act("pausing", MONDAY + 1))!] }));
      const log = await store.log(0, 10);
      expect(log).toMatchObject([
        {
          ...{ what: "paused", act: "pausing", subscription: "a", isUndone: false, at: MONDAY + 1 },
          ...{ before: digest("a", ["drugs"]), after: { standing: { kind: "paused", by: "Aida" } } },
          place: { pack: "kyrgyzstan", conversation: { platform: "slack", tenant: "T1", channel: "C1" } },
        },
        { what: "subscribed", before: null, after: digest("a", ["drugs"]) },
      ]);
      expect(await store.log(MONDAY + 1, 10)).toHaveLength(1);
      await createLedger(database).forgetOld(MONDAY + 400 * DAY + 1);
      expect(await store.log(0, 10)).toHaveLength(1);
    });

    it("has what the platform refused, and of what was refused who set it up", async () => {
      await save(digest("a"));
      expect(await store.stopped("a")).toBeNull();
      const decide = () => {
        throw new Error("Invalid time zone specified: Mars/Base");
      };
      await createLedger(database).queueDue({ ...QUEUE, decide });
      expect((await store.log(0, 1))[0]).toMatchObject({
        what: "refused",
        act: null,
        after: { standing: { kind: "refused" } },
      });
      await database.db.updateTable("subscriptions").set({ topics: "no list" }).execute();
      expect(await store.stopped("a")).toMatchObject({
        ...{ pack: "kyrgyzstan", conversation: HERE.conversation, createdBy: { name: "Aida" }, advice: "unreadable" },
      });
    });
  });

  describe("undoing", () => {
    const takeBack = (id: string) => store.change(HERE, (found) => undo(found, id, act(`undoing ${id}`)));

    it("is done once, whoever presses at once on whichever replica", async () => {
      await save(digest("a"), digest("b", ["drugs"]));
      await store.change(HERE, ({ subscriptions }) => ({
        changes: subscriptions.map((before) => changeTo(null, { before, act: "ending", withdraw: "unsubscribed" })),
      }));
      expect(await idsHere()).toEqual([]);
      const outcomes = await Promise.all(Array.from({ length: 4 }, () => takeBack("ending")));
      expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(["already", "already", "already", "undone"]);
      expect((await idsHere()).toSorted()).toEqual(["a", "b"]);
      expect((await store.log(0, 9)).filter(({ isUndone }) => isUndone)).toHaveLength(2);
    });

    it("gives a digest back that was queued and not begun, and a day that was skipped", async () => {
      const ledger = createLedger(database);
      await save(digest("a"));
      const next = { day: "2026-11-30", dueAt: MONDAY + 7 * DAY };
      const owed = { day: "2026-11-23", dueAt: MONDAY, number: 0 };
      const decide = () => ({ owed, missed: [], next, number: 1, lastDay: "2026-11-23" });
      await ledger.queueDue({ ...QUEUE, decide });
      for (const [id, alter] of Object.entries({ pausing: pause, skipping: skip })) {
        await store.change(HERE, ({ subscriptions: [a] }) => ({ changes: [alter(a!, act(id, MONDAY + 5))!] }));
        expect(await store.change(HERE, (found) => undo(found, id, act("undoing", MONDAY + 9)))).toMatchObject({
          kind: "undone",
        });
      }
      expect(await ledger.recent("a", 9)).toMatchObject([{ day: "2026-11-23", state: "pending", settledAt: null }]);
      expect(await store.find("a")).toMatchObject({ number: 1, standing: { next }, lastDay: "2026-11-23" });
    });
  });

  describe("a running older version", () => {
    // What it asks of the database, word for word.
    const here = sql`platform = 'slack' and tenant = 'T1' and channel = 'C1' and pack = 'kyrgyzstan'`;
    const insert = async (made: Subscription): Promise<unknown> => {
      const row = Object.entries(toRow(made));
      const columns = sql.join(row.map(([column]) => sql.ref(column)));
      const values = sql.join(row.map(([, value]) => value));
      const query = sql`insert into subscriptions (${columns}) values (${values})`.execute(database.db);
      return query.catch((error: unknown) => (error instanceof Error && "code" in error ? error.code : error));
    };

    it("makes the first of a place, and no second beside one that it or a newer one made", async () => {
      await insert(digest("old"));
      expect(["23505", "SQLITE_CONSTRAINT_UNIQUE"]).toContain(await insert(digest("old too")));
      await save(digest("new", ["drugs"]));
      expect(["23505", "SQLITE_CONSTRAINT_UNIQUE"]).toContain(await insert(digest("old again")));
      expect((await idsHere()).toSorted()).toEqual(["new", "old"]);
    });

    it("changes the one that it reads, and leaves the others and their log alone", async () => {
      await save(digest("a"), digest("b", ["drugs"]));
      const { rows } = await sql<{ id: string }>`select * from subscriptions where ${here}`.execute(database.db);
      expect(rows).toHaveLength(2);
      await sql`update subscriptions set time = '10:00' where id = ${rows[0]!.id}`.execute(database.db);
      await sql`insert into notes (place, at, what, by_id, by_name)
        values ('["slack","T1","C1","kyrgyzstan"]', ${MONDAY + 1}, 'changed', 'U2', 'Beka')`.execute(database.db);
      const times = (await store.list(HERE.conversation)).map(({ schedule }) => schedule.time);
      expect(times.toSorted()).toEqual(["09:00", "10:00"]);
      expect((await store.log(0, 9))[0]).toMatchObject({
        what: "changed",
        by: { name: "Beka" },
        act: null,
        before: null,
      });
      expect(await store.change(HERE, (found) => undo(found, null, act("undo")))).toEqual({
        kind: "nothing",
        changes: [],
      });
    });
  });
}
