/** Whether the store can be used: reached, written to, of a known version, with the right key, and served as a whole. */
import { access, constants } from "node:fs/promises";
import { existsSync, lstatSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Config } from "#app/config.ts";
import { place } from "#app/memory/store.ts";
import type { Zones } from "#core/digests/zone.ts";
import { type Platform, PLATFORMS, type Tenants } from "#core/request.ts";
import { type Diagnosis, ok, problem, warning } from "#shared/diagnosis.ts";
import { heldData } from "#store/connection/sqlite-file.ts";
import { createDatabaseTime, openDatabase, type Database } from "#store/database.ts";
import { inspect, type Inspection, type Tenant } from "#store/inspect.ts";
import { type ConversationReferences, createReferences } from "#store/references.ts";
import { WRONG_KEY } from "#store/sealing/prove-key.ts";
import { createVault } from "#store/vault.ts";

const ABOUT = "database";
/** Who is due what is asked of the database's clock, pace and late digests of this machine's. */
const CLOCK_MS = 30_000;

export interface Serving {
  readonly zones: Zones;
  /** The tenants that this deployment's schedule sends to; null where that cannot be told. */
  readonly reached: (platform: Platform, references: ConversationReferences) => Promise<Tenants | null>;
}

/** Makes no file: one that is not there yet comes with the first start. */
export async function examineStore(config: Config, served: Serving): Promise<readonly Diagnosis[]> {
  const where = place(config);
  if (where.path !== undefined && !existsSync(where.path) && !heldData(where.path))
    return [await diagnoseFolder(where.path)];
  let database: Database | null = null;
  try {
    database = await openDatabase(where);
    const mode = config.platforms.kind === "local" ? "local" : "production";
    const vault = createVault(config.encryptionKey, mode, config.formerKeys);
    const found = await inspect(database, vault);
    const references = createReferences({ database, vault, now: Date.now });
    return [
      ...diagnoseVersion(found),
      ...(mode === "local" ? [] : [diagnoseKey(found, config)]),
      ...(await diagnoseDatabaseClock(database)),
      ...diagnoseZones(found, served.zones),
      ...(await diagnoseTenants(found, (platform) => served.reached(platform, references))),
    ];
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    return [problem({ about: ABOUT, says, todo: REACH[where.url === undefined ? "file" : "server"] })];
  } finally {
    await database?.close();
  }
}

const REACH = {
  file: "See that DATA_FOLDER is a folder of the bot's own, on a disk with room, that it may write to.",
  server: "See that DATABASE_URL names a PostgreSQL that is reached from here, and a role that may log in.",
} as const;

/** The folder that has to be there for one to be made in it. */
async function diagnoseFolder(path: string): Promise<Diagnosis> {
  let folder = dirname(resolve(path));
  // A link that leads nowhere is there, and nothing can be made in it.
  while (!existsSync(folder) && !isLink(folder)) folder = dirname(folder);
  const says = `${folder} is no folder that can be written to`;
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    return problem({ about: ABOUT, says, todo: REACH.file });
  try {
    await access(folder, constants.W_OK);
    return ok(ABOUT, `${path} will be made at the first start`);
  } catch {
    return problem({ about: ABOUT, says, todo: REACH.file });
  }
}

/** Not where there is nothing, nor where a file stands above it. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

function diagnoseVersion({ unwritable, pending, newer }: Inspection): readonly Diagnosis[] {
  if (newer !== null) {
    const todo = "Start that version, or put back a backup from before it.";
    return [problem({ about: ABOUT, says: newer.split(". ", 1).join(""), todo })];
  }
  if (unwritable !== null) {
    const todo = "Give its role the right to create tables, or the disk room; after a fail-over, name the primary.";
    return [problem({ about: ABOUT, says: `It cannot be written to: ${unwritable}`, todo })];
  }
  const steps = pending.length === 0 ? "up to date" : `the next start brings it up to date (${pending.join(", ")})`;
  return [ok(ABOUT, `can be written to; ${steps}`)];
}

function diagnoseKey({ key }: Inspection, { formerKeys }: Config): Diagnosis {
  const about = "encryption key";
  switch (key) {
    case "another": {
      const [says = WRONG_KEY, todo = ""] = WRONG_KEY.split(": ");
      return problem({ about, says, todo: `${todo.charAt(0).toUpperCase()}${todo.slice(1)}.` });
    }
    case "free":
      return ok(about, "nothing is sealed yet");
    case "unproved":
    case "proved":
      return ok(
        about,
        formerKeys.length === 0 ? "opens what is sealed" : "opens what is sealed, with ENCRYPTION_KEY_OLD",
      );
  }
}

async function diagnoseDatabaseClock(database: Database): Promise<readonly Diagnosis[]> {
  if (database.kind === "sqlite") return [];
  return diagnoseDatabaseTime(await createDatabaseTime(database, { now: Date.now })(), Date.now());
}

/** `there` and `now` in milliseconds since 1970 UTC. */
export function diagnoseDatabaseTime(there: number, now: number): readonly Diagnosis[] {
  const about = "clock";
  const offMs = now - there;
  if (Math.abs(offMs) < CLOCK_MS) return [ok(about, "as the database's")];
  const says = `${Math.round(Math.abs(offMs) / 1000)} s ${offMs > 0 ? "ahead of" : "behind"} the database's`;
  return [warning({ about, says, todo: "Have both machines set their clocks by NTP; digests go by the database's." })];
}

function diagnoseZones({ zones: used }: Inspection, zones: Zones): readonly Diagnosis[] {
  const about = "time zones";
  const unknown = used.filter((name) => zones.find(name) === undefined);
  if (unknown.length === 0)
    return [ok(about, `${process.versions["tz"] ?? "the system's"}; all of the subscriptions'`)];
  const says = `${unknown.join(", ")}: a subscription's, which this Node does not know`;
  return [problem({ about, says, todo: "Start the Node that package.json names, whose time zones are whole." })];
}

async function diagnoseTenants(
  { tenants }: Inspection,
  reach: (platform: Platform) => Promise<Tenants | null>,
): Promise<readonly Diagnosis[]> {
  const unserved: Tenant[] = [];
  for (const platform of PLATFORMS) {
    const due = tenants.filter((each) => each.platform === platform);
    const reached = due.length === 0 ? "all" : await reach(platform);
    if (reached !== null && reached !== "all") unserved.push(...due.filter(({ tenant }) => !reached.includes(tenant)));
  }
  return unserved.map(({ platform, tenant, subscriptions }) =>
    warning({
      about: "tenants",
      says: `${platform} ${tenant}: ${subscriptions} subscription${subscriptions === 1 ? "" : "s"}, and this deployment sends nothing there`,
      todo: "Run a deployment with that tenant's credentials on this database, or delete its rows in subscriptions.",
    }),
  );
}
