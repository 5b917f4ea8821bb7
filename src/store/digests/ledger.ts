/** The ledger of deliveries: claim, begin, settle. Every step says whose claim it is and does nothing to another's. */
import { sql, type RawBuilder } from "kysely";
import type { Claim, Claimed, Ledger, Outlook, PlatformClaim, Served, Unserved } from "#core/digests/ports.ts";
import { deliveryId, readState, type Delivery } from "#core/digests/delivery.ts";
import { prepareForEach, prepareOnce } from "#store/compile-once.ts";
import { inTransaction, type Database } from "#store/database.ts";
import { queueDue } from "./queue-due.ts";
import { reconsider } from "./reconsider.ts";
import { settle } from "./settle.ts";
import { toSubscription } from "./subscription-rows.ts";
import type { SubscriptionRow } from "#store/tables.ts";

interface ClaimedRow {
  subscription: string;
  day: string;
  number: number;
  due_at: number;
  attempt: number;
}

/** As many as an operator would look at. */
const MOST_UNSERVED = 50;
const NOTHING_OPEN: Outlook = { nextAt: null, oldestDueAt: null };
/** More than a year: no rhythm comes back to a day as old as that. */
const KEPT_MS = 400 * 86_400_000;

export function createLedger(database: Database): Ledger {
  const { db } = database;
  const queries = takingQueries(database);
  return {
    queueDue: queueDue(database),
    reconsider: reconsider(database),
    claim: (claim) => take(database, claim, { state: "claimed", queries }),
    claimUnclear: (claim) => take(database, claim, { state: "checking", queries }),
    begin: (deliveries, claim) => begin(database, deliveries, claim),
    async release(deliveries, owner, at) {
      if (deliveries.length === 0) return;
      await sql`
        update deliveries set state = 'pending', owner = null, lease_until = null, after_at = ${at}
        from ${keysOf(deliveries)} where ${isKeyed} and state = 'claimed' and owner = ${owner}`.execute(db);
    },
    settle: settle(database),
    ...readings(database),
    async forgetOld(now) {
      const before = now - KEPT_MS;
      await db.deleteFrom("deliveries").where("settled_at", "<", before).execute();
      for (const log of ["notes", "channel_pack_notes"] as const)
        await db.deleteFrom(log).where("at", "<", before).execute();
    },
  };
}

function readings({ db, runSafely: run }: Database): Pick<Ledger, "outlook" | "unserved" | "recent"> {
  const outlook = prepareForEach((served: Served) => {
    const query = sql<Outlook>`
      select min(case when state in ('claimed', 'sending') then lease_until else after_at end) as "nextAt",
        min(due_at) as "oldestDueAt"
      from deliveries where settled_at is null and ${isServed(served)}`;
    return { compile: () => query.compile(db) };
  });
  const unserved = prepareForEach((served: Served, { now }: { readonly now: number }) => {
    const query = sql<Unserved>`
      select platform, tenant, count(*) as waiting from deliveries
      where settled_at is null and state = 'pending' and after_at <= ${now} and not ${isServed(served)}
      group by platform, tenant order by waiting desc, tenant limit cast(${MOST_UNSERVED} as integer)`;
    return { compile: () => query.compile(db) };
  });
  return {
    async outlook(served) {
      const [row] = await run(outlook(served, {}));
      return row ?? NOTHING_OPEN;
    },
    unserved: (served, now) => run(unserved(served, { now })),
    async recent(subscription, count) {
      const rows = await db
        .selectFrom("deliveries")
        .select(["day", "due_at", "state", "late", "reason", "settled_at"])
        .where("subscription", "=", subscription)
        .orderBy("day", "desc")
        .limit(count)
        .execute();
      return rows.map((row) => ({
        day: row.day,
        dueAt: row.due_at,
        state: readState(row.state),
        late: row.late === 1,
        reason: row.reason,
        settledAt: row.settled_at,
      }));
    },
  };
}

type Taken = "claimed" | "checking";

interface Take {
  readonly state: Taken;
  readonly queries: ReturnType<typeof takingQueries>;
}

type TakeShape = Pick<PlatformClaim, "served" | "withoutTenants"> & { readonly state: Taken };
type TakeValues = Pick<PlatformClaim, "owner" | "leaseUntil" | "limit" | "now">;

function takingQueries({ db, kind }: Pick<Database, "db" | "kind">) {
  const lock = kind === "postgres" ? sql`for update skip locked` : sql``;
  const readyTo = (state: Taken, now: number): RawBuilder<unknown> => {
    if (state === "claimed") return sql`state = 'pending' and settled_at is null and after_at <= ${now}`;
    const free = sql`(lease_until is null or lease_until <= ${now})`;
    return sql`settled_at is null and ${free} and (state = 'sending' or (state = 'checking' and after_at <= ${now}))`;
  };
  const giveBack = prepareOnce(({ now }: { readonly now: number }) => {
    const query = sql`
      update deliveries set state = 'pending', owner = null, lease_until = null
      where state = 'claimed' and settled_at is null and lease_until <= ${now}`;
    return { compile: () => query.compile(db) };
  });
  const claim = prepareForEach(({ state, served, withoutTenants }: TakeShape, values: TakeValues) => {
    const { owner, leaseUntil, limit, now } = values;
    const others = withoutTenants.length === 0 ? sql`` : sql`and tenant not in (${sql.join(withoutTenants)})`;
    const query = sql<ClaimedRow>`
      update deliveries set state = ${state}, owner = ${owner}, lease_until = ${leaseUntil}
      from (
        select subscription as s, day as d from deliveries
        where ${readyTo(state, now)} and ${isServed(served)} ${others}
        order by after_at limit cast(${limit} as integer) ${lock}
      ) as c
      where deliveries.subscription = c.s and deliveries.day = c.d
      returning deliveries.subscription, deliveries.day, number, due_at, attempt`;
    return { compile: () => query.compile(db) };
  });
  return { giveBack, claim };
}

/** Takes rows in one statement; in PostgreSQL rows that another replica is taking are passed over, not waited for. */
async function take(database: Database, claim: PlatformClaim, { state, queries }: Take): Promise<readonly Claimed[]> {
  const { owner, leaseUntil, limit, served, withoutTenants, now } = claim;
  if (limit <= 0) return [];
  return inTransaction(database, async (tx) => {
    // What a dead process had claimed and not begun was certainly not sent.
    if (state === "claimed") await tx.executeQuery(queries.giveBack({ now }));
    const shape = { state, served, withoutTenants };
    const { rows } = await tx.executeQuery(queries.claim(shape, { owner, leaseUntil, limit, now }));
    if (rows.length === 0) return [];
    const ids = [...new Set(rows.map(({ subscription }) => subscription))];
    const found = await tx.selectFrom("subscriptions").selectAll().where("id", "in", ids).execute();
    const read = new Map(found.map((row) => [row.id, readRow(row)]));
    return rows
      .toSorted((one, other) => one.due_at - other.due_at)
      .map((row) => ({ delivery: toDelivery(row), ...(read.get(row.subscription) ?? { subscription: null }) }));
  });
}

/** Whether a delivery is for one of these tenants. */
function isServed(served: Served): RawBuilder<unknown> {
  const either = Object.entries(served).flatMap(([platform, tenants]) => {
    if (tenants === "all") return [sql`platform = ${platform}`];
    return tenants.length === 0 ? [] : [sql`(platform = ${platform} and tenant in (${sql.join(tenants)}))`];
  });
  return either.length === 0 ? sql`(1 = 0)` : sql`(${sql.join(either, sql` or `)})`;
}

/** One row that cannot be read must not keep the others of its batch from being sent. */
function readRow(row: SubscriptionRow): Omit<Claimed, "delivery"> {
  try {
    return { subscription: toSubscription(row) };
  } catch (error) {
    return { subscription: null, unreadable: error instanceof Error ? error.message : String(error) };
  }
}

async function begin({ db }: Database, deliveries: readonly Delivery[], claim: Pick<Claim, "owner" | "leaseUntil">) {
  if (deliveries.length === 0) return new Set<string>();
  const { rows } = await sql<{ subscription: string; day: string }>`
    update deliveries set state = 'sending', attempt = attempt + 1, lease_until = ${claim.leaseUntil}
    from ${keysOf(deliveries)} where ${isKeyed} and state = 'claimed' and owner = ${claim.owner}
    returning deliveries.subscription, deliveries.day`.execute(db);
  return new Set(rows.map(({ subscription, day }) => deliveryId(subscription, day)));
}

/** To be joined: behind an `in` SQLite looks for the subscription alone, and through all that it was ever sent. */
function keysOf(deliveries: readonly Delivery[]): RawBuilder<unknown> {
  const keys = deliveries.map(({ subscription, day }) => sql`(${subscription}, ${day})`);
  return sql`(values ${sql.join(keys)}) as v`;
}

const isKeyed = sql`deliveries.subscription = v.column1 and deliveries.day = v.column2`;

function toDelivery({ subscription, day, number, due_at, attempt }: ClaimedRow): Delivery {
  return { id: deliveryId(subscription, day), subscription, day, number, dueAt: due_at, attempt };
}
