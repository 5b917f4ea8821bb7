/** The log of what was done to subscriptions: who, what, when, and the row before and after. */
import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import { NOTE_KINDS, type LoggedChange, type Note, type NoteKind, type Place } from "#core/digests/ports.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { PLATFORMS } from "#core/request.ts";
import type { NoteRow, Tables } from "#store/tables.ts";
import { placeKey, readSubscription, type StoredSubscription } from "./subscription-rows.ts";

interface Written {
  /** As `placeKey` tells. */
  readonly place: string;
  readonly note: Note;
  /** Its id. */
  readonly subscription: string;
  readonly act: string | null;
  readonly before: StoredSubscription | null;
  readonly after: StoredSubscription | null;
}

export async function writeLog(tx: Transaction<Tables>, written: Written): Promise<void> {
  const { place, subscription, act, before, after } = written;
  const { what, at, by } = written.note;
  const row = { place, at, what, by_id: by.id, by_name: by.name, subscription, act, undone_by: null };
  await tx
    .insertInto("notes")
    .values({ ...row, before: jsonOf(before), after: jsonOf(after) })
    .execute();
}

/** `by` names the command that undid it. */
export async function markUndone(tx: Transaction<Tables>, { act, subscription }: LoggedChange, by: string) {
  await tx
    .updateTable("notes")
    .set({ undone_by: by })
    .where("act", "=", act)
    .where("subscription", "=", subscription)
    .execute();
}

/** Of one place, or of all. */
export async function readLog(
  db: Kysely<Tables>,
  { place, since, limit }: { readonly place?: Place; readonly since: number; readonly limit: number },
): Promise<readonly LoggedChange[]> {
  const query = newest(db).where("at", ">=", since).limit(limit);
  const rows = await (place === undefined ? query : query.where("place", "=", placeKey(place))).execute();
  return rows.map(toLoggedChange);
}

function newest(db: Kysely<Tables>) {
  return db.selectFrom("notes").selectAll().orderBy("at", "desc");
}

function toLoggedChange(row: NoteRow): LoggedChange {
  const [platform, tenant, channel, pack] = StoredPlace.parse(JSON.parse(row.place));
  return {
    ...toNote(row),
    place: { pack, conversation: { platform, tenant, channel } },
    act: row.act,
    subscription: row.subscription,
    before: readJson(row.before),
    after: readJson(row.after),
    isUndone: row.undone_by !== null,
  };
}

function toNote({ what, by_id: id, by_name: name, at }: NoteRow): Note {
  return { what: noteKind(what), by: { id, name }, at };
}

/** A newer version may know more of them. */
function noteKind(what: string): NoteKind {
  return NOTE_KINDS.find((kind) => kind === what) ?? "changed";
}

const StoredPlace = z.tuple([z.enum(PLATFORMS), z.string(), z.string(), z.string()]);

const LoggedRow = z.object({
  id: z.string(),
  pack: z.string(),
  platform: z.string(),
  tenant: z.string(),
  channel: z.string(),
  place: z.string(),
  zone: z.string(),
  time: z.string(),
  rhythm: z.string(),
  rhythm_day: z.number(),
  topics: z.string(),
  standing: z.string(),
  standing_reason: z.string(),
  standing_advice: z.string(),
  created_by: z.string(),
  created_by_name: z.string(),
  created_at: z.number(),
  number: z.number(),
  // What was logged before there was another rotation.
  rotation_from: z.number().nullable().default(null),
  facts_from: z.number().nullable().default(null),
  openings_from: z.number().nullable().default(null),
  last_day: z.string().nullable(),
  content: z.string().nullable(),
  next_day: z.string().nullable(),
  next_due_at: z.number().nullable(),
}) satisfies z.ZodType<StoredSubscription>;

function jsonOf(row: StoredSubscription | null): string | null {
  return row === null ? null : JSON.stringify(row);
}

/** Null also for what cannot be read, for which it may have been parked. */
function readJson(json: string | null): Subscription | null {
  if (json === null) return null;
  const row = LoggedRow.safeParse(JSON.parse(json));
  return row.success ? readSubscription(row.data) : null;
}
