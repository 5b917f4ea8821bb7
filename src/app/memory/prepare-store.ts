/** Making the store ready: its tables brought up to date, its key proved, what a former key sealed sealed anew. */
import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "#core/ports.ts";
import { StoreRefusal } from "#store/connection/refusal.ts";
import type { Database } from "#store/database.ts";
import { migrate, takeTables } from "#store/migrate.ts";
import { proveKey, takeKey, WRONG_KEY } from "#store/sealing/prove-key.ts";
import { renewReferences } from "#store/sealing/renew.ts";
import type { Vault } from "#store/vault.ts";

export interface PreparationParts {
  readonly database: Database;
  readonly vault: Vault;
  readonly log: Log;
  /** Whether the key is asked about, and what former ones sealed is sealed anew. */
  readonly key: "trusted" | "proved" | "proved-and-renewing";
  /** Whether it is tried again until it is done. Where it is tried once, the tables of an earlier version stay as they are. */
  readonly tries: "once" | "until-done";
  /** Told why nothing may be kept or read as it is, as a sentence; null once it may be. */
  readonly refuse: (reason: string | null) => void;
}

export interface Preparation {
  /** The same for every caller. Resolves when it is done or stopped; rejects only where it is tried once. */
  prepare(): Promise<void>;
  /** True, or what is still to be done or cannot be. */
  state(): true | string;
  /** Rejects where the key is another than that of what is stored, and where this cannot be told. */
  assureKey(): Promise<void>;
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

export function prepareStore(parts: PreparationParts): Preparation {
  const { database, log, tries } = parts;
  const stopping = new AbortController();
  const key = createKeyCheck(parts);
  let isDone = false;
  let refusal: string | null = null;
  let preparing: Promise<void> | null = null;
  const settle = (reason: string | null): void => {
    // Said once: it is tried again until somebody has put it right.
    if (reason !== null && reason !== refusal) log.error({}, reason);
    refusal = reason;
    parts.refuse(reason);
  };
  const prepare = async (): Promise<void> => {
    let isAway = false;
    for (let wait = FIRST_PAUSE_MS; !stopping.signal.aborted; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      try {
        await (tries === "once" ? takeTables(database) : migrate(database));
        settle(null);
        await key.check();
        isDone = true;
        if (isAway) log.info({}, "The database can be used");
        return;
      } catch (error) {
        if (tries === "once") throw error;
        const sentence = "The database cannot be used yet; digests wait, questions are answered";
        if (error instanceof StoreRefusal) settle(error.message);
        else if (!isAway) log.error({ err: error }, sentence);
        isAway = true;
      }
      // Whoever stops it rejects the pause, which is no fault.
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  return {
    prepare: () => (preparing ??= prepare()),
    state: () => refusal ?? (isDone ? (key.isWrong() ? WRONG_KEY : true) : "the tables are not up to date yet"),
    async assureKey() {
      if (!(await key.check())) throw new StoreRefusal(WRONG_KEY);
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled([preparing]);
    },
  };
}

interface KeyCheck {
  /** Asks the store once. Rejects when the store does; the next call asks again. */
  check(): Promise<boolean>;
  isWrong(): boolean;
}

function createKeyCheck({ database, vault, log, key }: PreparationParts): KeyCheck {
  let known = key === "trusted" ? true : null;
  return {
    async check() {
      if (known !== null) return known;
      const isRight = await proveKey(database, vault);
      // Two may have asked at once: it is said and done once.
      if (known !== null) return known;
      known = isRight;
      if (!isRight) log.error({}, WRONG_KEY);
      else if (key === "proved-and-renewing") void renew(database, vault, log);
      return isRight;
    },
    isWrong: () => known === false,
  };
}

/** Behind the start: there may be many, and each opens meanwhile as well. */
async function renew(database: Database, vault: Vault, log: Log): Promise<void> {
  try {
    const { renewed, unreadable } = await renewReferences(database, vault);
    if (unreadable === 0) {
      await takeKey(database, vault);
      log.info({ renewed }, "Everything is sealed with ENCRYPTION_KEY now; ENCRYPTION_KEY_OLD can go");
    } else {
      const sentence = "Some addresses were sealed with a key that is neither ENCRYPTION_KEY nor ENCRYPTION_KEY_OLD";
      log.warn({ renewed, unreadable }, `${sentence}; a word to the bot in their conversations replaces them`);
    }
  } catch (error) {
    log.error({ err: error }, "What ENCRYPTION_KEY_OLD sealed could not all be sealed anew; the next start goes on");
  }
}
