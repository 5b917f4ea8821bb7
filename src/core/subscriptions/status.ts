/** What became of a subscription's digests: sent, skipped, late, failed or unknown, and why. */
import { text, type Block, type Briefing } from "#core/document/briefing.ts";
import type { LedgerEntry, Note } from "#core/digests/ports.ts";
import { longDay } from "#core/digests/day-words.ts";
import { says, type Desk } from "#core/briefings/context.ts";
import { composeSubscription, notice, page } from "./replies.ts";
import type { Subscription } from "#core/digests/subscription.ts";

export interface Record {
  readonly subscription: Subscription | null;
  /** Newest first. */
  readonly entries: readonly LedgerEntry[];
  /** Newest first. */
  readonly notes: readonly Note[];
}

export function composeStatus(desk: Desk, { subscription, entries, notes }: Record): Briefing {
  const title = says(desk, "status.title", { country: desk.pack.country });
  if (subscription === null) {
    // What it sent was sent by a subscription that is gone: of that only the notes tell.
    const none = notice(says(desk, "subscription.none", { command: `/${desk.pack.slug}` }));
    return page(desk, title, [none, ...noteBlocks(desk, notes)]);
  }
  const history = [...entryBlocks(desk, entries), ...noteBlocks(desk, notes)];
  const briefing = composeSubscription(desk, subscription, { title, notices: [] });
  const [heading, ...others] = briefing.blocks;
  return { ...briefing, blocks: [...(heading === undefined ? [] : [heading]), ...history, ...others] };
}

function entryBlocks(desk: Desk, entries: readonly LedgerEntry[]): readonly Block[] {
  if (entries.length === 0) return [notice(says(desk, "status.empty"))];
  const columns = [
    says(desk, "status.column.day"),
    says(desk, "status.column.state"),
    says(desk, "status.column.reason"),
  ];
  const rows = entries.map((entry) => [longDay(entry.day), stateWords(desk, entry), reasonWords(desk, entry)]);
  return [{ kind: "table", caption: says(desk, "status.caption"), columns, rows }];
}

function stateWords(desk: Desk, { state, late }: LedgerEntry): string {
  switch (state) {
    case "sent":
      return late ? says(desk, "state.late") : says(desk, "state.sent");
    case "skipped":
      return says(desk, "state.skipped");
    case "failed":
      return says(desk, "state.failed");
    case "unknown":
    case "checking":
      return says(desk, "state.unknown");
    case "pending":
    case "claimed":
    case "sending":
      return says(desk, "state.pending");
  }
}

/** Reasons of ours in words; a platform's own word as it is, for whoever runs the bot. */
function reasonWords(desk: Desk, { state, reason }: LedgerEntry): string {
  if (state === "unknown" || state === "checking") return says(desk, "reason.unknown", { reason: reason ?? "" });
  switch (reason) {
    case null:
      return says(desk, "reason.none");
    case "asked":
    case "paused":
    case "unsubscribed":
    case "missed":
    case "too-late":
      return says(desk, `reason.${reason}`);
  }
  return reason;
}

function noteBlocks(desk: Desk, notes: readonly Note[]): readonly Block[] {
  if (notes.length === 0) return [];
  const items = notes.map(({ what, by, at }) => [
    text(says(desk, `note.${what}`, { day: longDay(new Date(at).toISOString().slice(0, 10)), person: by.name })),
  ]);
  return [{ kind: "bullets", items }];
}
