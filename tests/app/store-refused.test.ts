/** A store that is there and cannot be used as it is: another key, a newer version's tables. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "#app/config.ts";
import { openStore, type Store } from "#app/memory/store.ts";
import { createLog } from "#server/log.ts";
import { openDatabase, type Database } from "#store/database.ts";
import { channel, MONDAY } from "#tests/fixtures/subscriptions.ts";

const [FIRST, SECOND, THIRD] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte).toString("base64"));
const WRONG = "ENCRYPTION_KEY is not the key that the stored addresses were sealed with";
const OVER = "ENCRYPTION_KEY_OLD can go";

let folder: string;
let logged: string[];
const stores: Store[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "briefing-refused-"));
  logged = [];
});
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  rmSync(folder, { recursive: true, force: true });
});

/** What a process with these variables sees. */
async function start(
  variables: Record<string, string | undefined>,
  purpose: "serving" | "reading" = "serving",
): Promise<Store> {
  const slack = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "0123456789abcdef0123456789abcdef" };
  const log = createLog("info", (line) => logged.push(line));
  const config = readConfig({ ...slack, DATA_FOLDER: folder, ...variables });
  const metrics = { faults: { inc: () => undefined } };
  const store = await openStore(config, { clock: { now: () => MONDAY }, log, metrics, purpose });
  stores.push(store);
  return store;
}

async function stop(): Promise<void> {
  await Promise.all(stores.splice(0).map((store) => store.close()));
}

/** A process that ends with this. */
async function run<T>(variables: Record<string, string | undefined>, act: (store: Store) => Promise<T>): Promise<T> {
  const store = await start(variables);
  await store.migrate();
  const result = await act(store);
  await stop();
  return result;
}

const place = (index: number) => channel(`19:${index}@thread.tacv2`, "tenant", "teams");
const address = (index: number) => ({ serviceUrl: `https://smba.example.org/${index}/` });
const fill = (count: number) => async (store: Store) => {
  for (let index = 0; index < count; index++) await store.references.save(place(index), address(index));
};
const said = (sentence: string): number => logged.filter((line) => line.includes(sentence)).length;

describe("With another ENCRYPTION_KEY than before", () => {
  it("the start and readiness say so, once and with what to do, and what needs no address goes on", async () => {
    await run({ ENCRYPTION_KEY: FIRST }, fill(1));
    const store = await start({ ENCRYPTION_KEY: SECOND });
    await store.migrate();
    expect(await store.ready()).toContain(`${WRONG}: set that one again, or set it as ENCRYPTION_KEY_OLD`);
    expect(said(WRONG)).toBe(1);
    expect(await store.answers.take({ key: "k", pack: "p", conversation: channel("C1") }, MONDAY)).toBe(true);
  });

  it("is known also where an earlier version kept addresses and nothing to prove a key by", async () => {
    await run({ ENCRYPTION_KEY: FIRST }, fill(2));
    const database = await openDatabase({ path: join(folder, "briefing.db") });
    await database.db.deleteFrom("settings").execute();
    await database.close();
    expect(await run({ ENCRYPTION_KEY: SECOND }, (store) => store.ready())).toContain(WRONG);
    expect(await run({ ENCRYPTION_KEY: FIRST }, (store) => store.ready())).toBe(true);
  });

  it("no address is sealed with it, so that the one before opens them all when it is set again", async () => {
    await run({ ENCRYPTION_KEY: FIRST }, fill(2));
    const second = await start({ ENCRYPTION_KEY: SECOND });
    await expect(second.references.save(place(0), address(7))).rejects.toThrow(WRONG);
    await expect(second.references.load(place(0))).rejects.toThrow("another ENCRYPTION_KEY");
    await stop();
    expect(await run({ ENCRYPTION_KEY: FIRST }, (store) => store.references.load(place(0)))).toEqual(address(0));
  });

  it("before any address was kept nothing is lost: it is the key from then on", async () => {
    await run({ ENCRYPTION_KEY: FIRST }, (store) => store.ready());
    await run({ ENCRYPTION_KEY: SECOND }, fill(1));
    expect(await run({ ENCRYPTION_KEY: SECOND }, (store) => store.ready())).toBe(true);
    expect(await run({ ENCRYPTION_KEY: FIRST }, (store) => store.ready())).toContain(WRONG);
  });
});

describe("With an ENCRYPTION_KEY that is lost", () => {
  it("a new one is taken once what the lost one sealed is deleted", async () => {
    await run({ ENCRYPTION_KEY: FIRST }, fill(2));
    const database = await openDatabase({ path: join(folder, "briefing.db") });
    await database.db.deleteFrom("conversation_references").execute();
    await database.close();
    await run({ ENCRYPTION_KEY: SECOND }, fill(1));
    expect(await run({ ENCRYPTION_KEY: SECOND }, (store) => store.references.load(place(0)))).toEqual(address(0));
  });
});

describe("With ENCRYPTION_KEY_OLD beside the new key", () => {
  const load = (index: number) => (store: Store) => store.references.load(place(index));

  it("a thousand addresses are sealed anew, and then the old one is not needed", async () => {
    await run({ ENCRYPTION_KEY: FIRST }, fill(1000));
    await start({ ENCRYPTION_KEY: SECOND, ENCRYPTION_KEY_OLD: FIRST }).then((store) => store.migrate());
    await expect.poll(() => said(OVER), { timeout: 20_000 }).toBe(1);
    expect(logged.join("")).toContain('"renewed":1000');
    await stop();
    const store = await start({ ENCRYPTION_KEY: SECOND });
    await store.migrate();
    expect(await store.ready()).toBe(true);
    for (const index of [0, 500, 999]) expect(await store.references.load(place(index))).toEqual(address(index));
  });

  it("every address opens at once, whichever key has sealed it", async () => {
    await run({ ENCRYPTION_KEY: FIRST }, fill(3));
    const both = await start({ ENCRYPTION_KEY: THIRD, ENCRYPTION_KEY_OLD: `${SECOND}, ${FIRST}` });
    expect(await both.references.load(place(1))).toEqual(address(1));
    await both.references.save(place(1), address(9));
    expect(await both.references.load(place(1))).toEqual(address(9));
  });

  it("is not told to go while an address is sealed with a key that is not there", async () => {
    await run({ ENCRYPTION_KEY: FIRST }, fill(2));
    const database = await openDatabase({ path: join(folder, "briefing.db") });
    const { sealed } = await database.db
      .selectFrom("conversation_references")
      .select("sealed")
      .limit(1)
      .executeTakeFirstOrThrow();
    await database.db
      .updateTable("conversation_references")
      .set({ sealed: `${sealed.slice(0, -8)}AAAAAAA=` })
      .where("sealed", "=", sealed)
      .execute();
    await database.close();
    await start({ ENCRYPTION_KEY: SECOND, ENCRYPTION_KEY_OLD: FIRST }).then((store) => store.migrate());
    await expect.poll(() => said('"unreadable":1'), { timeout: 10_000 }).toBe(1);
    expect(said(OVER)).toBe(0);
  });

  it("one that was wrong before is of no use, which is said", async () => {
    await run({ ENCRYPTION_KEY: FIRST }, fill(1));
    const variables = { ENCRYPTION_KEY: SECOND, ENCRYPTION_KEY_OLD: THIRD };
    expect(await run(variables, (store) => store.ready())).toContain(WRONG);
    expect(await run({ ENCRYPTION_KEY: FIRST }, load(0))).toEqual(address(0));
  });
});

describe("With tables that a newer version has changed", () => {
  const LAST = "014-striking-openings";
  const NEWER = "099-newer";

  async function meanwhile(act: (db: Database["db"]) => Promise<unknown>): Promise<void> {
    const database = await openDatabase({ path: join(folder, "briefing.db") });
    await act(database.db);
    await database.close();
  }

  it("readiness and one line of the log name what has changed them, until a backup from before it is put back", async () => {
    await run({ ENCRYPTION_KEY: FIRST }, fill(1));
    await meanwhile((db) => sql`insert into kysely_migration values (${NEWER}, '')`.execute(db));
    const store = await start({ ENCRYPTION_KEY: FIRST });
    const migrated = store.migrate();
    await expect.poll(() => store.ready()).toMatch(/newer version of the bot \(099-newer\)\. Start that version/);
    await meanwhile((db) => sql`delete from kysely_migration where name = ${NEWER}`.execute(db));
    await migrated;
    expect(await store.ready()).toBe(true);
    expect(said(NEWER)).toBe(1);
  });

  it("a command line says so and ends", async () => {
    await run({ ENCRYPTION_KEY: FIRST }, fill(1));
    await meanwhile((db) => sql`insert into kysely_migration values (${NEWER}, '')`.execute(db));
    const store = await start({ ENCRYPTION_KEY: FIRST }, "reading");
    await expect(store.migrate()).rejects.toThrow(NEWER);
  });

  it("a command line of a newer version leaves them to the version that serves", async () => {
    await run({ ENCRYPTION_KEY: FIRST }, fill(1));
    await meanwhile((db) => sql`delete from kysely_migration where name = ${LAST}`.execute(db));
    const store = await start({ ENCRYPTION_KEY: FIRST }, "reading");
    await store.migrate();
    expect(await store.answers.listReports(1)).toEqual([]);
    await meanwhile(async (db) => {
      const { rows } = await sql`select name from kysely_migration where name = ${LAST}`.execute(db);
      expect(rows).toEqual([]);
    });
  });
});
