/**
 * What became of messages and the store could not be told: this process remembers it by itself, and tells the store when
 * that is back. Whoever is owed an answer is told so by the platform alone where the store stays away.
 */
import pTimeout from "p-timeout";
import type { OpenMessage } from "#core/ports.ts";
import type { Senders } from "#schedule/parts.ts";
import { tellAsker, WAITS_MS, type TellingParts } from "./tell.ts";

export interface MessageNote {
  /** The message's. */
  readonly key: string;
  /** Tells the store; may be called again, also when the time before did its work unheard. */
  readonly write: () => Promise<unknown>;
  /** Who got no answer, and what the store is told instead once they know; null where nobody is owed one. */
  readonly owed: { readonly message: OpenMessage; readonly settle: () => Promise<unknown> } | null;
}

export interface Unnoted {
  /** `why` the store was not told. The newest note on a message counts. */
  keep(note: MessageNote, why: unknown): void;
  has(key: string): boolean;
  /** How many notes the store still has to be told. */
  readonly size: number;
  /** Looks a last time within `deadlineMs`: nobody else remembers it. Never rejects. */
  stop(deadlineMs: number): Promise<void>;
}

export interface UnnotedParts extends TellingParts {
  readonly senders: Senders;
  /** Milliseconds that only ever grow; the runtime's when absent. */
  readonly monotonic?: () => number;
}

const LOOK_EVERY_MS = 5000;
const WRITE_MS = 2000;
/**
 * Longer than any other process takes to tell: the store may have been told and only its answer lost, and then whoever
 * reaches it tells.
 */
export const ALONE_AFTER_MS = 5 * 60_000;
/** For a platform that holds back. */
const HELD_BACK_MS = 60_000;
/** What was kept longest ago is forgotten first. */
const MOST = 10_000;

interface Kept extends MessageNote {
  readonly since: number;
  /** From when on the platform is asked without the store. */
  readonly aloneFrom: number;
}

interface Looking extends TellingParts {
  readonly reasons: Reasons;
  readonly senders: Senders;
  readonly monotonic: () => number;
}

export function createUnnoted({ senders, monotonic = () => performance.now(), ...parts }: UnnotedParts): Unnoted {
  const notes = new Map<string, Kept>();
  const reasons = createReasons(parts.log);
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;
  const look = (isLast: boolean): Promise<void> =>
    (looking ??= lookAtEach(notes, isLast, { ...parts, senders, monotonic, reasons }).finally(() => (looking = null)));
  const lookLater = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void look(false).then(() => (notes.size > 0 ? lookLater() : undefined));
    }, LOOK_EVERY_MS).unref();
  };
  return {
    has: (key) => notes.has(key),
    get size() {
      return notes.size;
    },
    keep(note, why) {
      reasons.say(why);
      addNewest(notes, { ...note, since: monotonic(), aloneFrom: monotonic() + ALONE_AFTER_MS });
      lookLater();
    },
    async stop(deadlineMs) {
      clearTimeout(timer);
      const last = async (): Promise<void> => {
        await looking;
        if (notes.size > 0) await look(true);
      };
      await pTimeout(last(), { milliseconds: deadlineMs, fallback: () => undefined });
    },
  };
}

function addNewest(notes: Map<string, Kept>, note: Kept): void {
  notes.delete(note.key);
  notes.set(note.key, note);
  const [oldest] = notes.keys();
  if (notes.size > MOST && oldest !== undefined) notes.delete(oldest);
}

async function lookAtEach(notes: Map<string, Kept>, isLast: boolean, parts: Looking): Promise<void> {
  let notTaken: Kept | null = null;
  for (const note of [...notes.values()]) {
    if (notTaken === null && !(await isWritten(note, parts))) notTaken = note;
    const after = notTaken === null ? null : await withoutStore(note, isLast, parts);
    // A newer note on the same message stays.
    if (notes.get(note.key) !== note) continue;
    // What the store does not take for itself must not keep the others from it: it goes behind them.
    if (after === null || note === notTaken) notes.delete(note.key);
    if (after !== null) notes.set(after.key, after);
  }
  if (notes.size === 0) parts.reasons.over();
}

/** The note as it is to be kept from now on; null where it is too old. */
async function withoutStore(note: Kept, isLast: boolean, parts: Looking): Promise<Kept | null> {
  const now = parts.monotonic();
  if (now - note.since > WAITS_MS) return null;
  return isLast || now >= note.aloneFrom ? tellAlone(note, parts) : note;
}

async function isWritten({ write }: MessageNote, { reasons }: Pick<Looking, "reasons">): Promise<boolean> {
  try {
    await pTimeout(write(), { milliseconds: WRITE_MS });
    return true;
  } catch (error) {
    reasons.say(error);
    return false;
  }
}

/** Why the store does not know it: each reason once, until it knows. */
interface Reasons {
  say(why: unknown): void;
  over(): void;
}

function createReasons(log: TellingParts["log"]): Reasons {
  const said = new Set<string>();
  return {
    say(why) {
      if (said.has(String(why))) return;
      said.add(String(why));
      log.warn(
        { err: why },
        "The store cannot be told what became of messages; this process remembers it until it can",
      );
    },
    over() {
      said.clear();
      log.info({}, "The store knows again what became of messages");
    },
  };
}

async function tellAlone(note: Kept, { senders, monotonic, ...parts }: Omit<Looking, "reasons">): Promise<Kept> {
  const { owed } = note;
  const sender = owed === null ? undefined : senders[owed.message.conversation.platform];
  if (owed === null || sender === undefined) return note;
  const { message, settle } = owed;
  const outcome = await tellAsker(message, { ...parts, sender, looks: true });
  if (outcome === "later") return { ...note, aloneFrom: monotonic() + HELD_BACK_MS };
  if (outcome !== "unknown") return { ...note, write: settle, owed: null };
  // The platform is asked in a few minutes whether it arrived.
  return { ...note, owed: { message: { ...message, isBegun: true }, settle }, aloneFrom: monotonic() + ALONE_AFTER_MS };
}
