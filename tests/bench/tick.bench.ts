/** A tick costs what is due, not what exists: 1,000 due among 10,000 and among 1,000,000, on both databases. */
import { createFrameStore } from "#store/frames.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { markContent } from "#core/digests/content-change.ts";
import { createTick } from "#schedule/tick.ts";
import { openDatabase, type Database, type DatabaseOptions } from "#store/database.ts";
import { migrate } from "#store/migrate.ts";
import { SILENT, contentOf } from "#tests/fixtures/bot.ts";
import { shippedPack } from "#tests/fixtures/library.ts";
import { startPostgres } from "#tests/fixtures/postgres.ts";
import { createFakeSender, createStore, NO_METRICS } from "#tests/fixtures/schedule.ts";
import { MONDAY } from "#tests/fixtures/subscriptions.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const DUE = 1000;
const SIZES = [10_000, 1_000_000];
const ROUNDS = 9;
const WEEK = 7 * 86_400_000;
/** A round settles a thousand others; a week has minutes enough. */
const STEP = 60_000;
const PORTION = 50_000;
/** Content that has not changed since the last digest, as in all weeks but a few. */
const VERSION = markContent(shippedPack()).version;

const folder = mkdtempSync(join(tmpdir(), "briefing-bench-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("A tick over SQLite", () => {
  compare((size) => Promise.resolve({ path: join(folder, `${size}.db`) }));
});

describe("A tick over PostgreSQL", () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());
  compare(() => postgres.createDatabase().then((url) => ({ url })));
});

function compare(place: (size: number) => Promise<DatabaseOptions>): void {
  it(
    "with 1,000 due among 1,000,000 takes at most 1.5 times as long as among 10,000",
    { timeout: 600_000 },
    async () => {
      const stages = [];
      for (const size of SIZES) stages.push(await openStage(await place(size), size));
      const times: number[][] = SIZES.map(() => []);
      for (let round = 0; round < ROUNDS; round++) {
        for (const [index, stage] of stages.entries()) times[index]!.push(await stage.round(round));
      }
      const [small = 0, large = 0] = times.map(median);
      const ratios = times[1]!.map((time, round) => time / times[0]![round]!);
      console.log(
        `${small.toFixed(0)} ms and ${large.toFixed(0)} ms; ratio ${median(ratios).toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(" ")})`,
      );
      for (const stage of stages) await stage.close();
      expect(median(ratios)).toBeLessThan(1.5);
    },
  );
}

async function openStage(options: DatabaseOptions, size: number) {
  const database = await openDatabase(options);
  await migrate(database);
  await fill(database, size);
  let now = MONDAY;
  const clock = { now: () => now };
  const parts = {
    content: contentOf(),
    store: createStore(database, clock),
    clock,
    monotonic: clock.now,
    log: SILENT,
    metrics: NO_METRICS,
    frames: createFrameStore(database),
  };
  const paces = { slack: { inFlight: 1000, channelMs: 0, tenantMs: 0 } };
  const tick = createTick({
    ...parts,
    senders: { slack: createFakeSender() },
    settings: { paces, inFlight: 500 },
  });
  return {
    /** One whole tick: queue, compose, send to a platform that answers at once, settle. */
    async round(round: number): Promise<number> {
      now = MONDAY + round * STEP;
      const start = performance.now();
      const report = await tick.tick();
      const time = performance.now() - start;
      expect(report).toMatchObject({ due: DUE, sent: DUE });
      return time;
    },
    close: () => database.close(),
  };
}

/** In each of the first minutes a thousand fall due, spread over the whole table; the others at some time of the week. */
async function fill({ db, kind }: Database, size: number): Promise<void> {
  const every = sql.lit(size / DUE);
  const rounds = sql.lit(ROUNDS);
  const minute = sql`case when n % ${every} < ${rounds} then n % ${every} else ${rounds} + ((n % 10000) * 7919) % 10000 end`;
  const id = kind === "postgres" ? sql`md5(cast(n as text))` : sql`lower(hex(randomblob(16)))`;
  for (let start = 0; start < size; start += PORTION) {
    await sql`
      insert into subscriptions
      select ${id}, 'kyrgyzstan', 'slack', 'T' || (n % 50), 'C' || n, 'channel', 'Asia/Bishkek', '09:00', 'weekly', 1, '[]',
        'active', '', '', 'U1', 'Aida', cast(${MONDAY - WEEK} as bigint), 0, null, cast(${VERSION} as text), '2026-11-23',
        cast(${MONDAY} as bigint) + (${minute}) * cast(${STEP} as integer)
      from (
        with recursive numbers(n) as (select ${sql.lit(start)} union all select n + 1 from numbers where n < ${sql.lit(Math.min(size, start + PORTION) - 1)})
        select n from numbers
      ) as numbered`.execute(db);
  }
  // The agendas above are made up: they are not to be reckoned anew.
  await db
    .insertInto("settings")
    .values({ name: "zone-rules", value: process.versions["tz"] ?? "" })
    .execute();
  await sql.raw(kind === "postgres" ? "vacuum analyze subscriptions" : "analyze").execute(db);
}

function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
}
