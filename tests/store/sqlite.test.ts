/** One file on one machine: whose lock it waits for, what it takes for its own, and who may read it. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { type FileHandle, open as openHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { inTransaction, openDatabase, type Database } from "#store/database.ts";
import { StoreRefusal } from "#store/connection/refusal.ts";
import { migrate } from "#store/migrate.ts";

let folder: string;
let path: string;
const opened: Database[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "briefing-sqlite-"));
  path = join(folder, "briefing.db");
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const database of opened.splice(0)) await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(at = path): Promise<Database> {
  const database = await openDatabase({ path: at });
  opened.push(database);
  return database;
}

/** Opened, brought up to date, filled with one setting and closed again: what a run of the bot leaves. */
async function leaveDatabase(): Promise<void> {
  const database = await openDatabase({ path });
  await migrate(database);
  await keep(database, "before");
  await database.close();
}

const keep = (database: Database, name: string) =>
  database.db.insertInto("settings").values({ name, value: "" }).execute();
const kept = async (database: Database) =>
  (await database.db.selectFrom("settings").select("name").orderBy("name").execute()).map(({ name }) => name);

/** Whoever waits for the disk waits from now on, until it goes on or fails; what is asked after that it does at once. */
async function holdDisk() {
  const held = Promise.withResolvers<void>();
  vi.spyOn(await fileHandles(), "datasync").mockImplementationOnce(() => held.promise);
  return { goOn: held.resolve, fail: held.reject };
}

/** What all open files have in common. */
async function fileHandles(): Promise<FileHandle> {
  await using file = await openHandle(path);
  return Object.getPrototypeOf(file);
}

describe("What is written", () => {
  it("of digests waits for the disk, alone and in a transaction, and of answers does not", async () => {
    const database = await open();
    await migrate(database);
    const disk = await holdDisk();
    const done: string[] = [];
    const noting = async (name: string, written: Promise<unknown>): Promise<void> => {
      await written;
      done.push(name);
    };
    const { quick } = database;
    const all = [
      noting("a digest", keep(database, "one")),
      noting(
        "a transaction",
        inTransaction(database, (tx) => tx.insertInto("settings").values({ name: "two", value: "" }).execute()),
      ),
      noting(
        "reading",
        inTransaction(database, (tx) => tx.selectFrom("settings").selectAll().execute()),
      ),
      noting("an answer", quick.insertInto("settings").values({ name: "three", value: "" }).execute()),
    ];
    await pause(50);
    expect(done.toSorted()).toEqual(["a digest", "a transaction", "an answer", "reading"].slice(2));
    // Others read it meanwhile, and nothing that is written later is on the disk sooner.
    expect(await kept(database)).toEqual(["one", "three", "two"]);
    disk.goOn();
    await Promise.all(all);
    expect(done.toSorted()).toEqual(["a digest", "a transaction", "an answer", "reading"]);
  });

  it("is told to be written on a file system whose folders cannot be waited for", async () => {
    const database = await open();
    const refused = vi.spyOn(await fileHandles(), "sync");
    refused.mockRejectedValue(Object.assign(new Error("EINVAL: invalid argument, fsync"), { code: "EINVAL" }));
    await migrate(database);
    await keep(database, "one");
    expect(await kept(database)).toEqual(["one"]);
    expect(refused).toHaveBeenCalledOnce();
  });

  it("is closed though the disk fails, and is there when it is opened again", async () => {
    const database = await open();
    await migrate(database);
    const disk = await holdDisk();
    const written = keep(database, "one").then(() => "written", String);
    await pause(10);
    disk.fail(new Error("EIO: i/o error, fdatasync"));
    const [told] = await Promise.all([written, database.close()]);
    expect(told).toContain("EIO");
    expect(readdirSync(folder).filter((name) => name.endsWith("-wal"))).toEqual([]);
    expect(await kept(await open())).toEqual(["one"]);
  });

  it("is not told to be written where the disk fails, and nothing else is undone for it", async () => {
    const database = await open();
    await migrate(database);
    const disk = await holdDisk();
    const written = inTransaction(database, (tx) =>
      tx.insertInto("settings").values({ name: "lost", value: "" }).execute(),
    ).then(() => "written", String);
    await pause(10);
    const other = inTransaction(database, async (tx) => {
      await tx.insertInto("settings").values({ name: "other", value: "" }).execute();
      disk.fail(new Error("EIO: i/o error, fdatasync"));
      expect(await written).toContain("EIO");
      await tx.insertInto("settings").values({ name: "same", value: "" }).execute();
    });
    await other;
    expect(await kept(database)).toEqual(expect.arrayContaining(["other", "same"]));
  });

  it("by one way waits for a transaction that is open in the other", async () => {
    const database = await open();
    await migrate(database);
    const { quick } = database;
    let reading: Promise<unknown[]> = Promise.resolve([]);
    await inTransaction(database, async (tx) => {
      await tx.insertInto("settings").values({ name: "one", value: "" }).execute();
      reading = quick.selectFrom("settings").select("name").execute();
      await pause(1);
    });
    expect(await reading).toEqual([{ name: "one" }]);
  });
});

describe("While another process holds the write lock", () => {
  let database: Database;
  let other: Sqlite.Database;
  beforeEach(async () => {
    database = await open();
    await migrate(database);
    other = new Sqlite(path);
    other.exec("begin immediate");
    return () => other.close();
  });

  /** Runs `write` until it has met the lock, then gives the lock back from this very thread. */
  async function meeting(write: () => Promise<unknown>): Promise<void> {
    const writing = write();
    await pause(20);
    other.exec("rollback");
    await writing;
  }

  it("a write waits for it and leaves the thread to others", async () => {
    await meeting(() => keep(database, "one"));
    expect(await kept(database)).toEqual(["one"]);
  });

  it("a transaction does", async () => {
    await meeting(() =>
      inTransaction(database, (tx) => tx.insertInto("settings").values({ name: "two", value: "" }).execute()),
    );
    expect(await kept(database)).toEqual(["two"]);
  });

  it("opening a new file does", async () => {
    other.close();
    const fresh = join(folder, "fresh.db");
    other = new Sqlite(fresh);
    other.exec("begin exclusive");
    await meeting(async () => migrate(await open(fresh)));
    expect(await kept(opened.at(-1)!)).toEqual([]);
  });

  it("what only reads is answered, though a write and a transaction are waiting", async () => {
    const begun = inTransaction(database, (tx) => tx.deleteFrom("settings").execute());
    const writing = Promise.all([keep(database, "one"), begun]);
    const read = async () => ({ read: await kept(database) });
    expect(await Promise.race([writing, read()])).toEqual({ read: [] });
    other.exec("rollback");
    await writing;
  });
});

describe("A disk that is full", () => {
  const FULL = /database or disk is full/;
  const long = "x".repeat(100_000);

  async function fullDatabase(): Promise<Database> {
    const database = await open();
    await migrate(database);
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database.db);
    await sql.raw(`pragma max_page_count = ${rows[0]!.page_count + 2}`).execute(database.db);
    return database;
  }

  it("is what a transaction that it stops says, and nothing of the transaction stays", async () => {
    const database = await fullDatabase();
    const writing = inTransaction(database, async (tx) => {
      await tx.insertInto("settings").values({ name: "short", value: "" }).execute();
      await tx.insertInto("settings").values({ name: "long", value: long }).execute();
    });
    await expect(writing).rejects.toThrow(FULL);
    expect(await kept(database)).toEqual([]);
  });

  it("is what a single write says, and what fits is kept afterwards, in a transaction as well", async () => {
    const database = await fullDatabase();
    await expect(database.db.insertInto("settings").values({ name: "long", value: long }).execute()).rejects.toThrow(
      FULL,
    );
    await keep(database, "one");
    await inTransaction(database, (tx) => tx.insertInto("settings").values({ name: "two", value: "" }).execute());
    expect(await kept(database)).toEqual(["one", "two"]);
  });
});

describe("A file that", () => {
  const refusal = async (at = path): Promise<string> => {
    const before = existsSync(at) ? readFileSync(at) : null;
    const told = await open(at).then(
      () => "it was opened",
      (error: unknown) => (error instanceof StoreRefusal ? error.message : `not as a refusal: ${String(error)}`),
    );
    expect(existsSync(at) ? readFileSync(at) : null).toEqual(before);
    return told;
  };

  it("was emptied is not taken for a new one", async () => {
    await leaveDatabase();
    truncateSync(path);
    expect(await refusal()).toMatch(/briefing\.db is empty, but it held data before\. Put it back from a backup/);
  });

  it("is missing beside its marker is not made anew, and its folder stays as it is", async () => {
    await leaveDatabase();
    rmSync(path);
    const before = readdirSync(folder);
    expect(await refusal()).toMatch(
      /briefing\.db is missing, but it held data before.*remove \S+briefing\.db\.holds-data$/,
    );
    expect(readdirSync(folder)).toEqual(before);
  });

  it("was emptied while the bot was killed keeps what it had not yet written to it", async () => {
    const killed = new Sqlite(join(folder, "killed.db"));
    killed.pragma("journal_mode = WAL");
    killed.exec("create table one (a)");
    copyFileSync(join(folder, "killed.db-wal"), `${path}-wal`);
    killed.close();
    writeFileSync(path, "");
    const log = readFileSync(`${path}-wal`);
    expect(await refusal()).toContain("is empty, but it held data before");
    expect(readFileSync(`${path}-wal`)).toEqual(log);
  });

  it("was emptied and is removed with its marker, or was never used, is a new one", async () => {
    await leaveDatabase();
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    await migrate(await open());
    writeFileSync(join(folder, "touched.db"), "");
    await migrate(await open(join(folder, "touched.db")));
    for (const database of opened) expect(await kept(database)).toEqual([]);
  });

  it.each([100, 4096, 20_000])("was cut off after %d bytes is damaged", async (bytes) => {
    await leaveDatabase();
    truncateSync(path, bytes);
    expect(await refusal()).toMatch(/briefing\.db is damaged\. Put it back from a backup/);
  });

  it.each(["a letter to somebody, without a word of SQL", "{}"])(
    "is something else, %j, is not a database",
    async (content) => {
      writeFileSync(path, content);
      expect(await refusal()).toMatch(/briefing\.db is not a database\. Put it back from a backup/);
    },
  );

  it.each([0, 0x0f055112])("is another program's database, of application %d, is refused", async (application) => {
    const foreign = new Sqlite(path);
    foreign.exec("create table subscriptions (magazine text); insert into subscriptions values ('Nature')");
    foreign.pragma(`application_id = ${application}`);
    foreign.close();
    expect(await refusal()).toMatch(/briefing\.db is the database of another program\. Set DATA_FOLDER/);
  });

  it("an earlier version of the bot has left is opened", async () => {
    await leaveDatabase();
    const earlier = new Sqlite(path);
    earlier.pragma("application_id = 0");
    earlier.close();
    rmSync(`${path}.holds-data`);
    expect(await kept(await open())).toEqual(["before"]);
  });
});

describe("On a machine with other people", () => {
  const modeOf = (at: string): string => (statSync(at).mode & 0o777).toString(8);
  const modes = (): readonly string[] => readdirSync(folder).map((name) => modeOf(join(folder, name)));

  it("nobody else reads the file or what lies beside it, nor looks into a folder that was made for it", async () => {
    const database = await open(join(folder, "data", "briefing.db"));
    await migrate(database);
    expect(modeOf(join(folder, "data"))).toBe("700");
    const names = readdirSync(join(folder, "data"));
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) expect([name, modeOf(join(folder, "data", name))]).toEqual([name, "600"]);
  });

  it("nor one that an earlier version left open to all", async () => {
    await leaveDatabase();
    chmodSync(path, 0o644);
    await keep(await open(), "after");
    expect(new Set(modes())).toEqual(new Set(["600"]));
  });
});

describe("What answers remember", () => {
  it("is written together when it is asked for in one turn, and what fails fails alone", async () => {
    const { quick } = await openMigrated();
    const write = (name: string) =>
      quick.insertInto("settings").values({ name, value: "" }).returning("name").execute();
    const outcomes = await Promise.allSettled(["one", "two", "one", "three"].map(write));
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect(outcomes[3]).toMatchObject({ value: [{ name: "three" }] });
    const rows = await quick.selectFrom("settings").select("name").orderBy("name").execute();
    expect(rows.map(({ name }) => name)).toEqual(["one", "three", "two"]);
  });

  it("is there before the file is closed", async () => {
    const database = await openMigrated();
    const written = database.quick.insertInto("settings").values({ name: "last", value: "" }).execute();
    // What only reads does not wait for what is written: this is the same turn still.
    expect(await kept(database)).toEqual([]);
    await database.close();
    await written;
    expect(await kept(await open())).toEqual(["last"]);
  });

  it("waits for a lock that another process holds, and is then written whole", async () => {
    const { quick } = await openMigrated();
    const other = new Sqlite(path);
    other.exec("begin immediate");
    const writing = Promise.all(
      ["one", "two"].map((name) => quick.insertInto("settings").values({ name, value: "" }).execute()),
    );
    await pause(30);
    other.exec("commit");
    other.close();
    await writing;
    expect((await quick.selectFrom("settings").select("name").execute()).length).toBe(2);
  });

  async function openMigrated(): Promise<Database> {
    const database = await open();
    await migrate(database);
    return database;
  }
});
