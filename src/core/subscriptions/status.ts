/** What became of a subscription's digests: sent, skipped, late, failed or unknown, and why. */
import { bullets, notice, text } from "#core/document/blocks.ts";
import type { Block, Briefing, Span } from "#core/document/briefing.ts";
import type { LedgerEntry, LoggedChange, Note, NoteKind } from "#core/digests/ports.ts";
import { momentWords, occurrenceWords } from "#core/digests/day-words.ts";
import { momentSpan, placed, says, type Context } from "#core/briefings/context.ts";
import type { ZonedContext } from "#core/digests/zone.ts";
import { faultWords } from "./faults.ts";
import { nextBlocks, subscriptionLine, subscriptionPage } from "./replies.ts";
import { beginButtons, subscriptionButtons, waysElsewhere } from "./ways.ts";
import { MOMENT, OBJECT } from "#core/wording/wording.ts";
import { fromTo, skippedDays } from "#core/subscriptions/several/from-to.ts";
import { noneHere, withPerson, type Elsewhere } from "./standing.ts";
import type { Subscription } from "#core/digests/subscription.ts";

/** How many notes are shown. */
const SHOWN = 4;
const UTC = "UTC";

type Told = Note & Partial<Pick<LoggedChange, "before" | "after">>;

export interface SubscriptionHistory extends Partial<Elsewhere> {
  readonly subscription: Subscription | null;
  /** Newest first. */
  readonly entries: readonly LedgerEntry[];
  /** Newest first; what each made of the digest, where that was kept. */
  readonly notes: readonly Told[];
}

/** Whether digests come, then what became of the last ones, then who did what. */
export function composeStatus(
  context: ZonedContext,
  { subscription, entries, notes, isOfOthers = false }: SubscriptionHistory,
): Briefing {
  const title = says(context, "status.title", { country: context.pack.country });
  if (subscription === null) {
    // What it sent was sent by a subscription that is gone: of that only the notes tell.
    const none = notice(noneHere(context, "none", { isOfOthers }));
    const told = noteBlocks(context, { zone: UTC, words: momentWords }, notes);
    const more = waysElsewhere(context, { isOfOthers });
    return subscriptionPage(title, [none, ...told, beginButtons(context, { more })]);
  }
  // One of which the zone is not known any more has a history all the same.
  const zone = context.zones.find(subscription.schedule.zone) ?? UTC;
  const clock = clockOf(context, zone, [...entries.map(({ dueAt }) => dueAt), ...notes.map(({ at }) => at)]);
  const others = untold(notes, entries).slice(0, SHOWN);
  const isNoted = others.some(({ what }) => what === "paused");
  return subscriptionPage(title, [
    subscriptionLine(context, subscription, { notes, isNoted }),
    ...nextBlocks(context, subscription),
    ...entryBlocks(context, clock, { entries, notes }),
    ...noteBlocks(context, clock, others),
    subscriptionButtons(context, subscription),
  ]);
}

/** How all moments of a message are told, for readers whose own clock is not known. */
interface Clock {
  readonly zone: string;
  readonly words: typeof momentWords;
}

/** The zone stands in the first line: the offset beside it would be a second name of it, unless it changed in between. */
function clockOf(context: ZonedContext, zone: string, moments: readonly number[]): Clock {
  const offsets = new Set(moments.map((at) => context.zones.offsetAt(zone, at)));
  return { zone, words: offsets.size > 1 ? momentWords : occurrenceWords };
}

/** The latest first. All days of a message have one form: that of the reader's own clock. */
function entryBlocks(
  context: ZonedContext,
  clock: Clock,
  { entries, notes }: Pick<SubscriptionHistory, "entries" | "notes">,
): readonly Block[] {
  if (entries.length === 0) return [notice(says(context, "status.empty"))];
  const lines = entries.map((entry) => {
    const values = { moment: MOMENT, state: stateWords(context, entry) };
    const skip = skipOf(entry, notes);
    const reason =
      skip === undefined ? reasonWords(context, entry) : says(context, "reason.asked-by", { person: OBJECT });
    const words =
      reason === null
        ? says(context, "status.entry", values)
        : says(context, "status.entry.why", { ...values, reason });
    const spans = skip === undefined ? words : withPerson(words, skip.by);
    return withMoment(context, spans, { clock, at: entry.dueAt });
  });
  return [bullets(lines)];
}

function withMoment(
  context: ZonedContext,
  words: string | readonly Span[],
  { clock, at }: { readonly clock: Clock; readonly at: number },
): readonly Span[] {
  return placed(words, momentSpan(context, at, clock.words(context, clock, { dueAt: at })), MOMENT);
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

/** Null where there is nothing to say. */
function reasonWords(context: Context, { state, reason }: LedgerEntry): string | null {
  if (state === "unknown" || state === "checking") return says(context, "reason.unknown");
  switch (reason) {
    case null:
      return null;
    case "asked":
      return says(context, "reason.asked");
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
function skipOf({ reason, settledAt }: LedgerEntry, notes: readonly Note[]): Note | undefined {
  return reason === "asked" ? notes.find(({ what, at }) => what === "skipped" && at === settledAt) : undefined;
}

/** Without those that an entry tells of. */
function untold(notes: readonly Told[], entries: readonly LedgerEntry[]): readonly Told[] {
  const told = new Set(entries.map((entry) => skipOf(entry, notes)));
  return notes.filter((note) => !told.has(note));
}

function noteBlocks(context: ZonedContext, clock: Clock, notes: readonly Told[]): readonly Block[] {
  if (notes.length === 0) return [];
  return [bullets(notes.slice(0, SHOWN).map((note) => noteSpans(context, clock, note)))];
}

/** Of a refusal the note holds the platform's word in place of a person. */
function noteSpans(context: ZonedContext, clock: Clock, note: Told): readonly Span[] {
  const { what, by, at } = note;
  const said =
    what === "refused"
      ? [text(says(context, "note.refused", { moment: MOMENT, reason: faultWords(context, by.name) }))]
      : withPerson(noteWords(context, note, what), by);
  return withMoment(context, said, { clock, at });
}

/** With what it was and is, or which days it passes over, where that was kept. */
function noteWords(
  context: ZonedContext,
  { before = null, after = null }: Told,
  what: Exclude<NoteKind, "refused">,
): string {
  const values = { moment: MOMENT, person: OBJECT };
  const words = what === "changed" || what === "undone" ? fromTo(context, { before, after }) : null;
  if (words !== null)
    return says(context, `note.${what === "changed" ? "changed" : "undone"}.to`, { ...values, ...words });
  const days = what === "skipped" ? skippedDays(context, { before, after }) : null;
  return days === null
    ? says(context, `note.${what}`, values)
    : says(context, "note.skipped.days", { ...values, days });
}
