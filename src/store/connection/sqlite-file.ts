/** The file under the store: whether it is the bot's own, and that nobody else on the machine reads it. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type Sqlite from "better-sqlite3";
import { StoreRefusal } from "./refusal.ts";

/** Stands in the file's header, and says whose it is: https://www.sqlite.org/pragma.html#pragma_application_id */
const APPLICATION_ID = 0x42726669;
const OWNER_ONLY = 0o600;
const OTHERS = 0o077;
/** 16 MB of what was written beside the file are put into it at once, which waits for the disk; SQLite's own is 4 MB. */
const CHECKPOINT_PAGES = 4000;
const EMPTY = { tables: 0, ours: 0 };

/**
 * Opens the file and makes it and its folder where they are missing. Throws a `StoreRefusal` where it cannot be the
 * bot's, and leaves it then as it is; `SQLITE_BUSY` while another process keeps it from being read.
 */
export function openFile(Connection: typeof Sqlite, path: string): Sqlite.Database {
  const isFile = path !== ":memory:";
  if (isFile) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    refuseOthers(Connection, path);
    // SQLite gives the files beside it the mode of the file itself.
    closeSync(openSync(path, "a", OWNER_ONLY));
    for (const each of [path, `${path}-wal`, `${path}-shm`]) closeToOthers(each);
  }
  const file = new Connection(path, { timeout: 0 });
  try {
    setUp(file);
    if (isFile && !existsSync(markerOf(path))) writeFileSync(markerOf(path), MARKER, { mode: OWNER_ONLY });
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** A second connection to a file that is open: NORMAL keeps what a killed process wrote, and leaves it to the system when the disk has it. */
export function openBeside(Connection: typeof Sqlite, path: string): Sqlite.Database {
  const file = new Connection(path, { timeout: 0 });
  file.pragma("synchronous = NORMAL");
  file.pragma("cache_size = -4000");
  file.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  return file;
}

function setUp(file: Sqlite.Database): void {
  const isWal = file.pragma("journal_mode = WAL", { simple: true }) === "wal";
  // FULL would hold the thread until the disk has a commit: whoever must know that it does, waits beside it (`disk.ts`).
  file.pragma(`synchronous = ${isWal ? "NORMAL" : "FULL"}`);
  file.pragma("cache_size = -8000");
  file.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  if (file.pragma("application_id", { simple: true }) !== APPLICATION_ID)
    file.pragma(`application_id = ${APPLICATION_ID}`);
}

/**
 * An emptied file looks like a new one, and one that is missing (a restore that stopped half-way, a folder that is not the
 * whole one) is made anew: starting afresh would drop every subscription without a word. So a file that was once set up has
 * a marker beside it.
 */
const markerOf = (path: string): string => `${path}.holds-data`;
const MARKER = "The database beside this file holds data. To begin anew, remove both.\n";

function refuseOthers(Connection: typeof Sqlite, path: string): void {
  const isThere = existsSync(path);
  if (!isThere || statSync(path).size === 0) {
    if (!heldData(path)) return;
    const [what, rest] = isThere ? ["empty", "it and "] : ["missing", ""];
    throw new StoreRefusal(
      `${path} is ${what}, but it held data before. Put it back from a backup; to begin anew, remove ${rest}${markerOf(path)}`,
    );
  }
  const { tables, ours } = read(Connection, path);
  if (tables > 0 && ours === 0)
    throw new StoreRefusal(`${path} is the database of another program. Set DATA_FOLDER to a folder of the bot's own`);
}

/** Whether the file had something in it, be it as it may now. */
export function heldData(path: string): boolean {
  return existsSync(markerOf(path)) || holdsAnything(`${path}-wal`);
}

function holdsAnything(path: string): boolean {
  return existsSync(path) && statSync(path).size > 0;
}

/** How many tables there are, and whether they are ours; nothing is written. */
function read(Connection: typeof Sqlite, path: string): { readonly tables: number; readonly ours: number } {
  let file: Sqlite.Database | null = null;
  try {
    file = new Connection(path, { readonly: true, timeout: 0 });
    if (file.pragma("application_id", { simple: true }) === APPLICATION_ID) return EMPTY;
    const count = file.prepare<[], typeof EMPTY>(
      "select count(*) as tables, count(*) filter (where name = 'conversation_references') as ours from sqlite_schema",
    );
    return count.get() ?? EMPTY;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "SQLITE_NOTADB") throw new StoreRefusal(`${path} is not a database. ${RESTORE}`, { cause: error });
    if (code === "SQLITE_CORRUPT") throw new StoreRefusal(`${path} is damaged. ${RESTORE}`, { cause: error });
    throw error;
  } finally {
    file?.close();
  }
}

const RESTORE = "Put it back from a backup, or move it away to begin anew";

function closeToOthers(path: string): void {
  if (!existsSync(path) || (statSync(path).mode & OTHERS) === 0) return;
  try {
    chmodSync(path, OWNER_ONLY);
  } catch (error) {
    // It belongs to somebody else, who has decided who reads it.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) throw error;
  }
}
