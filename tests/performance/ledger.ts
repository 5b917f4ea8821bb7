/** A tick with nothing to do, over a ledger of years and over an empty one: it costs what is due, not what was sent. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { createRunFrames } from "#app/memory/conversations.ts";
import { createTick } from "#schedule/tick.ts";
import { openDatabase, type Database } from "#store/database.ts";
import { migrate } from "#store/migrate.ts";
import { contentOf, SILENT } from "#tests/fixtures/bot.ts";
import { createFakeSender, createStore, NO_METRICS } from "#tests/fixtures/schedule.ts";
import type { Bench } from "./main.ts";
import { median, spreadOf, whole } from "./table.ts";

const ROWS = 5_000_000;
const PORTION = 100_000;
const TICKS = 200;

export async function runLedger({ rows, rounds, isWanted }: Bench): Promise<void> {
  if (!isWanted("ledger")) return;
  const folder = mkdtempSync(join(tmpdir(), "briefing-bench-"));
  const [full, empty] = [await open(join(folder, "full.db")), await open(join(folder, "empty.db"))];
  await fill(full);
  const [ofFull, ofEmpty] = [ticksOf(full), ticksOf(empty)];
  const measured: { readonly full: number; readonly empty: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) measured.push({ empty: await ofEmpty(), full: await ofFull() });
  await Promise.all([full.close(), empty.close()]);
  rmSync(folder, { recursive: true, force: true });
  const later = measured.slice(1);
  const ratios = later.map((round) => round.full / round.empty);
  rows.push({
    ...{ work: `a tick over ${whole(ROWS)} rows, nothing due`, peer: "an empty ledger", mark: "<= 1.2", cpu: null },
    ...{
      bot: `${median(later.map((round) => round.full)).toFixed(2)} ms`,
      beside: `${median(later.map((round) => round.empty)).toFixed(2)} ms`,
    },
    ...{ ratio: median(ratios), spread: spreadOf(ratios), isMet: median(ratios) <= 1.2 },
  });
}

async function open(path: string): Promise<Database> {
  const database = await openDatabase({ path });
  await migrate(database);
  return database;
}

/** Two years of digests that were sent. */
async function fill({ db }: Database): Promise<void> {
  for (let from = 0; from < ROWS; from += PORTION) {
    await sql`
      insert into deliveries (subscription, day, number, platform, tenant, due_at, state, attempt, after_at, owner, lease_until, message_id, late, reason, settled_at)
      with recursive numbers(n) as (select ${sql.lit(from)} union all select n + 1 from numbers where n < ${sql.lit(from + PORTION - 1)})
      select 's' || (n % 10000), 'd' || (n / 10000), n / 10000, 'slack', 'T' || (n % 200), n, 'sent', 1, n, null, null, '1.1', 0, null, n
      from numbers`.execute(db);
  }
  await sql`analyze`.execute(db);
}

/** Milliseconds of one tick, over so many. */
function ticksOf(database: Database): () => Promise<number> {
  const clock = { now: Date.now };
  const tick = createTick({
    ...{ content: contentOf(), store: createStore(database, clock), clock, log: SILENT, metrics: NO_METRICS },
    ...{ frames: createRunFrames(), senders: { slack: createFakeSender() } },
  });
  return async () => {
    const begun = performance.now();
    for (let turn = 0; turn < TICKS; turn += 1) await tick.tick();
    return (performance.now() - begun) / TICKS;
  };
}
