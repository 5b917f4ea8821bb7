/** What subscriptions and digests ask of the store. Decisions are handed in; the store makes them hold. */
import type { Begun } from "#core/digests/rotation/rotation.ts";
import type { LocalDay } from "./calendar.ts";
import type { Delivery, DeliveryState, Settlement, SkipReason } from "./delivery.ts";
import type { Agenda, Due } from "./due.ts";
import type { Conversation, Platform, Tenants } from "#core/request.ts";
import type { Occurrence } from "./schedule.ts";
import type { Advice, Person, Subscription } from "./subscription.ts";

/** A conversation, and the pack that it is told of: it has a few subscriptions, each to other topics. */
export interface Place {
  readonly pack: string;
  readonly conversation: Conversation;
}

/** The most subscriptions of a place. */
export const MOST_SUBSCRIPTIONS = 5;

export const NOTE_KINDS = [
  "subscribed",
  "changed",
  "paused",
  "resumed",
  "skipped",
  "unsubscribed",
  "refused",
  "undone",
] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** What somebody did, for `status`. */
export interface Note {
  readonly what: NoteKind;
  readonly by: Person;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** A note with what it made of which subscription. */
export interface LoggedChange extends Note {
  /** Without the conversation's kind and thread, which no change is about. */
  readonly place: Omit<Place, "conversation"> & {
    readonly conversation: Pick<Conversation, "platform" | "tenant" | "channel">;
  };
  /** All that one command changed has one name; null where nobody commanded it, or an older version wrote it. */
  readonly act: string | null;
  /** Its id; null in what an older version wrote. */
  readonly subscription: string | null;
  /** Null where it began with this; both are null in what an older version wrote. */
  readonly before: Subscription | null;
  /** Null where it ended with this. */
  readonly after: Subscription | null;
  readonly isUndone: boolean;
}

/** What a command makes of one subscription. */
export interface Change {
  /** Null for one that is not there: a new one, or one that had ended. */
  readonly before: Subscription | null;
  /** Null ends it. */
  readonly after: Subscription | null;
  readonly note: Note;
  /** Names the command, so that it can be undone; null where it cannot be. */
  readonly act: string | null;
  /** Digests that were queued and not begun are not sent, for this reason. */
  readonly withdraw: SkipReason | null;
  /** Occurrences to record as skipped. */
  readonly skipped: readonly Occurrence[];
  /** The change that this one undoes: what that one withdrew is wanted again, what it skipped is not recorded any more. */
  readonly undoes: LoggedChange | null;
}

/** One that waits until somebody acts, also one that cannot be read. */
export interface Stopped {
  readonly pack: string;
  readonly conversation: Conversation;
  readonly createdBy: Person;
  readonly advice: Advice;
  /** The platform's word, or why it cannot be read. */
  readonly reason: string;
  /** Null where it cannot be read. */
  readonly subscription: Subscription | null;
}

/** What a place has now, and what was done to it last. */
export interface Found {
  /** In the order in which they were made. */
  readonly subscriptions: readonly Subscription[];
  /** Newest first; of this week's at least the last fifty. */
  readonly log: readonly LoggedChange[];
  /** The last day of each on which one was owed that nobody had skipped, by id. */
  readonly lastOwed: ReadonlyMap<string, LocalDay>;
}

export interface Subscriptions {
  /** By its id. */
  find(id: string): Promise<Subscription | null>;
  /** Null where it goes on, was paused by somebody, or is gone. */
  stopped(id: string): Promise<Stopped | null>;
  /** All of a conversation, by pack, then in the order in which they were made. */
  list(conversation: Conversation): Promise<readonly Subscription[]>;
  /**
   * Reads, decides and writes all its changes under one lock; no changes write nothing. Resolves to what was decided.
   * `decide` may be asked again, by what is there then: only the last answer counts.
   */
  change<Decision extends { readonly changes: readonly Change[] }>(
    place: Place,
    decide: (found: Found) => Decision,
  ): Promise<Decision>;
  /** What was done to the subscriptions of a place, newest first. */
  notes(place: Place, count: number): Promise<readonly LoggedChange[]>;
  /** What was done to all subscriptions since an instant (milliseconds since 1970 UTC), newest first. */
  log(since: number, limit: number): Promise<readonly LoggedChange[]>;
}

export interface LedgerEntry {
  readonly day: LocalDay;
  readonly dueAt: number;
  readonly state: DeliveryState;
  readonly late: boolean;
  readonly reason: string | null;
  readonly settledAt: number | null;
}

export interface Claim {
  readonly now: number;
  readonly owner: string;
  /** After this instant another process may take over. */
  readonly leaseUntil: number;
  readonly limit: number;
}

/** The tenants that a process can write to, by the platforms that are up in it. */
export type Served = Readonly<Partial<Record<Platform, Tenants>>>;

export interface PlatformClaim extends Claim {
  readonly served: Served;
  /** Whose platform holds them back. */
  readonly withoutTenants: readonly string[];
}

export interface Claimed {
  readonly delivery: Delivery;
  /** Null when it was removed in the meantime, or cannot be read. */
  readonly subscription: Subscription | null;
  /** Why its row cannot be read. */
  readonly unreadable?: string;
}

/** A subscription that cannot be reckoned with any more: it waits until somebody subscribes anew. */
export interface Parked {
  readonly id: string;
  readonly reason: string;
}

export interface Settled {
  /** With the attempt that ended so among those it counts: of one that was begun since, it says nothing. */
  readonly delivery: Delivery;
  readonly settlement: Settlement;
  /** The content it was made from, when that is another than the last one of its subscription. */
  readonly content: string | null;
  /** From which numbers on its subscription follows which rotation, where that was not known before. */
  readonly begun?: Begun;
}

/** Milliseconds since 1970 UTC; null where nothing is open. */
export interface Outlook {
  /** The next instant at which there is something to try or to look up. */
  readonly nextAt: number | null;
  /** When the oldest was due. */
  readonly oldestDueAt: number | null;
}

/** How many deliveries wait for a tenant whom a process does not serve. */
export interface Unserved {
  readonly platform: string;
  readonly tenant: string;
  readonly waiting: number;
}

export interface DueBatch {
  readonly now: number;
  readonly limit: number;
  readonly served: Served;
  readonly except: readonly string[];
  readonly decide: (agenda: Agenda) => Due;
}

export interface QueuedBatch {
  /** How many were due, without those that are left. */
  readonly due: number;
  readonly queued: number;
  /** Occurrences too old to send. */
  readonly missed: number;
  readonly parked: readonly Parked[];
  /** The ids of those that somebody else is to park. */
  readonly left: readonly string[];
}

export interface Ledger {
  /**
   * Writes the rows of up to `limit` subscriptions that are due, but for those of `except`, and moves their agendas on, in
   * one transaction. One for which `decide` throws is parked and holds up no other; where its tenant is not `served` it is
   * left as it is, for whoever can tell its maker.
   */
  queueDue(batch: DueBatch): Promise<QueuedBatch>;
  /**
   * Reckons all agendas anew when the zone rules are others than the last time; resolves to how many changed. One for
   * which `decide` throws stays as it is.
   */
  reconsider(agendas: {
    rules: string;
    decide: (agenda: Pick<Agenda, "schedule" | "next">) => number;
  }): Promise<number>;
  /** Takes deliveries that are ready, oldest first; nobody else gets them until the lease ends. */
  claim(claim: PlatformClaim): Promise<readonly Claimed[]>;
  /** Marks claimed deliveries as begun; resolves to the ids of those that are still ours and wanted. */
  begin(deliveries: readonly Delivery[], claim: Pick<Claim, "owner" | "leaseUntil">): Promise<ReadonlySet<string>>;
  /** Gives claimed deliveries back, to be tried from `at` on. */
  release(deliveries: readonly Delivery[], owner: string, at: number): Promise<void>;
  /** Takes deliveries of unclear outcome whose time to be looked up has come, or whose process died. */
  claimUnclear(claim: PlatformClaim): Promise<readonly Claimed[]>;
  /** Writes outcomes; resolves to the ids that somebody else had settled before. */
  settle(settled: readonly Settled[], owner: string, now: number): Promise<readonly string[]>;
  /** What is open there. */
  outlook(served: Served): Promise<Outlook>;
  /** What is due by now and waits for a process that serves its tenant; of the fifty tenants with the most. */
  unserved(served: Served, now: number): Promise<readonly Unserved[]>;
  /** Forgets what was settled or noted more than 400 days ago. */
  forgetOld(now: number): Promise<void>;
  /** Of one subscription, newest first. */
  recent(subscription: string, count: number): Promise<readonly LedgerEntry[]>;
}

/** Findings by id, each with a mark that changes when the finding does. */
export type ContentMarks = Readonly<Record<string, string>>;

export interface Contents {
  remember(version: string, pack: string, marks: ContentMarks): Promise<void>;
  recall(version: string): Promise<ContentMarks | null>;
}

/** The parts of the store that digests use. */
export interface DigestStore {
  /** What time it is for all who share the store, in milliseconds since 1970 UTC. */
  readonly now: () => Promise<number>;
  readonly subscriptions: Subscriptions;
  readonly ledger: Ledger;
  readonly contents: Contents;
}
