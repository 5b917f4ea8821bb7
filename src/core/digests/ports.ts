/** What subscriptions and digests ask of the store. Decisions are handed in; the store makes them hold. */
import type { LocalDay } from "./calendar.ts";
import type { Delivery, DeliveryState, Settlement, SkipReason } from "./delivery.ts";
import type { Agenda, Due } from "./due.ts";
import type { Conversation } from "#core/request.ts";
import type { Occurrence } from "./schedule.ts";
import type { Person, Subscription } from "./subscription.ts";

/** A conversation has at most one subscription to a pack. */
export interface Place {
  readonly pack: string;
  readonly conversation: Conversation;
}

export type NoteKind = "subscribed" | "changed" | "paused" | "resumed" | "skipped" | "unsubscribed" | "refused";

/** What somebody did, for `status`. */
export interface Note {
  readonly what: NoteKind;
  readonly by: Person;
  readonly at: number;
}

/** What a command makes of a subscription, written in one transaction. */
export interface Change {
  /** Null removes it. */
  readonly subscription: Subscription | null;
  readonly note: Note;
  /** Digests that were queued and not begun are not sent, for this reason. */
  readonly withdraw: SkipReason | null;
  /** An occurrence to record as skipped. */
  readonly skipped: Occurrence | null;
}

export interface Subscriptions {
  find(place: Place): Promise<Subscription | null>;
  /** All of a conversation, by pack. */
  list(conversation: Conversation): Promise<readonly Subscription[]>;
  /** Reads, decides and writes under one lock; null changes nothing. Resolves to what was found before. */
  change(place: Place, decide: (current: Subscription | null) => Change | null): Promise<Subscription | null>;
  /** What was done to the subscriptions of a place, newest first. */
  notes(place: Place, count: number): Promise<readonly Note[]>;
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

export interface PlatformClaim extends Claim {
  readonly platforms: readonly string[];
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
  readonly delivery: Delivery;
  readonly settlement: Settlement;
  /** The content it was made from, when that is another than the last one of its subscription. */
  readonly content: string | null;
}

/** Milliseconds since 1970 UTC; null where nothing is open. */
export interface Outlook {
  /** The next instant at which there is something to try or to look up. */
  readonly nextAt: number | null;
  /** When the oldest was due. */
  readonly oldestDueAt: number | null;
}

export interface Ledger {
  /**
   * Writes the rows of up to `limit` subscriptions that are due and moves their agendas on, in one transaction. One for
   * which `decide` throws is parked and holds up no other.
   */
  queueDue(batch: {
    now: number;
    limit: number;
    decide: (agenda: Agenda) => Due;
  }): Promise<{ due: number; queued: number; missed: number; parked: readonly Parked[] }>;
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
  /** What is open on these platforms. */
  outlook(platforms: readonly string[]): Promise<Outlook>;
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
