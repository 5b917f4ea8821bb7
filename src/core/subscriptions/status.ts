/** What became of a subscription's digests: sent, skipped, late, failed or unknown, and why. */
import { notice, text } from "#core/document/blocks.ts";
import type { Block, Column, Briefing, Span } from "#core/document/briefing.ts";
import type { LedgerEntry, Note } from "#core/digests/ports.ts";
import { longDay, shortDay } from "#core/digests/calendar.ts";
import { commandOf, says, saysInSpans, type Context } from "#core/briefings/context.ts";
import type { ZonedContext } from "#core/digests/zone.ts";
import { faultWords } from "./faults.ts";
import { nextBlocks, subscriptionButtons, subscriptionLine, subscriptionPage } from "./replies.ts";
import { OBJECT } from "#core/wording/wording.ts";
import { withPerson } from "./standing.ts";
import type { Subscription } from "#core/digests/subscription.ts";

/** How many notes are shown. */
const SHOWN = 4;

export interface SubscriptionHistory {
  readonly subscription: Subscription | null;
  /** Newest first. */
  readonly entries: readonly LedgerEntry[];
  /** Newest first. */
  readonly notes: readonly Note[];
}

/** Whether digests come, then what became of the last ones, then who did what. */
export function composeStatus(context: ZonedContext, { subscription, entries, notes }: SubscriptionHistory): Briefing {
  const title = says(context, "status.title", { country: context.pack.country });
  if (subscription === null) {
    // What it sent was sent by a subscription that is gone: of that only the notes tell.
    const none = notice(saysInSpans(context, "subscription.none", { command: commandOf(context) }));
    return subscriptionPage(title, [none, ...noteBlocks(context, notes)]);
  }
  return subscriptionPage(title, [
    subscriptionLine(context, subscription, notes),
    ...nextBlocks(context, subscription),
    ...entryBlocks(context, entries, notes),
    ...noteBlocks(context, notes),
    subscriptionButtons(context, subscription),
  ]);
}

function entryBlocks(context: Context, entries: readonly LedgerEntry[], notes: readonly Note[]): readonly Block[] {
  if (entries.length === 0) return [notice(says(context, "status.empty"))];
  const columns: readonly Column[] = [
    { name: says(context, "status.column.day"), kind: "text" },
    { name: says(context, "status.column.state"), kind: "text" },
    { name: says(context, "status.column.reason"), kind: "text" },
  ];
  const rows = entries.map((entry) => [
    longDay(entry.day),
    stateWords(context, entry),
    reasonWords(context, entry, notes),
  ]);
  return [{ kind: "table", caption: says(context, "status.caption"), columns, rows }];
}

function stateWords(context: Context, { state, late }: LedgerEntry): string {
  switch (state) {
    case "sent":
      return late ? says(context, "state.late") : says(context, "state.sent");
    case "skipped":
      return says(context, "state.skipped");
    case "failed":
      return says(context, "state.failed");
    case "unknown":
    case "checking":
      return says(context, "state.unknown");
    case "pending":
    case "claimed":
    case "sending":
      return says(context, "state.pending");
  }
}

function reasonWords(context: Context, entry: LedgerEntry, notes: readonly Note[]): string {
  const { state, reason } = entry;
  if (state === "unknown" || state === "checking") return says(context, "reason.unknown");
  switch (reason) {
    case null:
      return says(context, "reason.none");
    case "asked":
      return askedWords(context, entry, notes);
    case "paused":
    case "unsubscribed":
    case "missed":
    case "too-late":
      return says(context, `reason.${reason}`);
  }
  const fault = faultWords(context, reason);
  return fault.charAt(0).toUpperCase() + fault.slice(1);
}

/** Who skips a digest is noted at the instant at which it is settled; the note may be forgotten by now. */
function askedWords(context: Context, { settledAt }: LedgerEntry, notes: readonly Note[]): string {
  const note = notes.find(({ what, at }) => what === "skipped" && at === settledAt);
  return note === undefined
    ? says(context, "reason.asked")
    : says(context, "reason.asked-by", { person: note.by.name });
}

function noteBlocks(context: Context, notes: readonly Note[]): readonly Block[] {
  if (notes.length === 0) return [];
  return [{ kind: "bullets", items: notes.slice(0, SHOWN).map((note) => noteSpans(context, note)) }];
}

/** Of a refusal the note holds the platform's word in place of a person. */
function noteSpans(context: Context, { what, by, at }: Note): readonly Span[] {
  const local = new Date(at).toISOString().slice(0, 10);
  const day = `${shortDay(local)} ${local.slice(0, 4)}`;
  if (what === "refused") return [text(says(context, "note.refused", { day, reason: faultWords(context, by.name) }))];
  return withPerson(says(context, `note.${what}`, { day, person: OBJECT }), by);
}
