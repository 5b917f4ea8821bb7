/** What became of a subscription's digests: sent, skipped, late, failed or unknown, and why. */
import { bullets, notice } from "#core/document/blocks.ts";
import type { Block, Column, Briefing } from "#core/document/briefing.ts";
import type { LedgerEntry, Note } from "#core/digests/ports.ts";
import { longDay } from "#core/digests/calendar.ts";
import { says, type Context } from "#core/briefings/context.ts";
import type { ZonedContext } from "#core/digests/zone.ts";
import { composeSubscription, subscriptionPage } from "./replies.ts";
import type { Subscription } from "#core/digests/subscription.ts";

export interface SubscriptionHistory {
  readonly subscription: Subscription | null;
  /** Newest first. */
  readonly entries: readonly LedgerEntry[];
  /** Newest first. */
  readonly notes: readonly Note[];
}

export function composeStatus(context: ZonedContext, { subscription, entries, notes }: SubscriptionHistory): Briefing {
  const title = says(context, "status.title", { country: context.pack.country });
  if (subscription === null) {
    // What it sent was sent by a subscription that is gone: of that only the notes tell.
    const none = notice(says(context, "subscription.none", { command: `/${context.pack.slug}` }));
    return subscriptionPage(context, title, [none, ...noteBlocks(context, notes)]);
  }
  const history = [...entryBlocks(context, entries), ...noteBlocks(context, notes)];
  const briefing = composeSubscription(context, subscription, { title, notices: [] });
  return { ...briefing, blocks: briefing.blocks.toSpliced(1, 0, ...history) };
}

function entryBlocks(context: Context, entries: readonly LedgerEntry[]): readonly Block[] {
  if (entries.length === 0) return [notice(says(context, "status.empty"))];
  const columns: readonly Column[] = [
    { name: says(context, "status.column.day"), kind: "text" },
    { name: says(context, "status.column.state"), kind: "text" },
    { name: says(context, "status.column.reason"), kind: "text" },
  ];
  const rows = entries.map((entry) => [longDay(entry.day), stateWords(context, entry), reasonWords(context, entry)]);
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

/** Reasons of ours in words; a platform's own word as it is, for whoever runs the bot. */
function reasonWords(context: Context, { state, reason }: LedgerEntry): string {
  if (state === "unknown" || state === "checking") return says(context, "reason.unknown", { reason: reason ?? "" });
  switch (reason) {
    case null:
      return says(context, "reason.none");
    case "asked":
    case "paused":
    case "unsubscribed":
    case "missed":
    case "too-late":
      return says(context, `reason.${reason}`);
  }
  return reason;
}

function noteBlocks(context: Context, notes: readonly Note[]): readonly Block[] {
  if (notes.length === 0) return [];
  const lines = notes.map(({ what, by, at }) =>
    says(context, `note.${what}`, { day: longDay(new Date(at).toISOString().slice(0, 10)), person: by.name }),
  );
  return [bullets(lines)];
}
