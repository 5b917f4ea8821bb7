/** What the schedule is put together from, and what its steps share. */
import type { Frames } from "#core/conversation/memory.ts";
import type { Policy } from "#core/digests/delivery.ts";
import type { DigestStore, Served } from "#core/digests/ports.ts";
import type { ZonedContent } from "#core/digests/zone.ts";
import type { Clock, Log, Sender } from "#core/ports.ts";
import { PLATFORMS, type Conversation, type Platform } from "#core/request.ts";
import type { Composer } from "./compose.ts";
import type { DigestMetrics } from "./metrics.ts";
import type { SharedClock } from "./shared-clock.ts";
import type { Pace, PaceLimits } from "./pace.ts";

/** Read anew at each claim, so that a platform may come later: deliveries of one that is off wait. */
export type Senders = Readonly<Partial<Record<Platform, Sender>>>;

/** Whom this process can write to. Rejects when the store does. */
export async function servedBy(senders: Senders): Promise<Served> {
  const tenants = PLATFORMS.map(async (platform) => [platform, (await senders[platform]?.tenants()) ?? []] as const);
  return Object.fromEntries(await Promise.all(tenants));
}

/**
 * The sender for a conversation; undefined where this process has none that serves its tenant. What came before the platform had
 * told whose token this is has no tenant, and is served once that is known. Rejects when the store does.
 */
export async function senderTo(
  { platform, tenant }: Pick<Conversation, "platform" | "tenant">,
  senders: Senders,
): Promise<Sender | undefined> {
  const sender = senders[platform];
  const tenants = (await sender?.tenants()) ?? [];
  const isServed = tenants === "all" || tenants.includes(tenant) || (tenant === "" && tenants.length > 0);
  return isServed ? sender : undefined;
}

export interface ScheduleParts {
  readonly content: ZonedContent;
  readonly store: DigestStore;
  readonly senders: Senders;
  /** This machine's; due and lease go by the store's. */
  readonly clock: Clock;
  /** Milliseconds that only ever grow; the runtime's when absent. */
  readonly monotonic?: () => number;
  readonly log: Log;
  readonly metrics: DigestMetrics;
  /** What a digest is about, for the thread below it. Does not reject. */
  readonly frames: Pick<Frames, "save">;
  readonly settings?: Partial<ScheduleSettings>;
}

/** What the steps of a worker share. What changes is in `RunState`, except for the pace. */
export interface WorkerParts extends Omit<ScheduleParts, "settings" | "monotonic"> {
  /** The store's clock. */
  readonly clock: SharedClock;
  readonly monotonic: () => number;
  readonly settings: ScheduleSettings;
  readonly composer: Composer;
  readonly pace: Pace;
}

export interface ScheduleSettings {
  readonly policy: Policy;
  /**
   * How long a claim holds. A sender has to give up well before: while it may still be sending, nobody else may find
   * that a message "did not arrive". Replicas compare it by the store's clock.
   */
  readonly leaseMs: number;
  /** The most messages on their way at once, over all platforms. */
  readonly inFlight: number;
  /** The most subscriptions in one transaction. */
  readonly batch: number;
  /** How long to stay awake for what is to be tried again; what is later waits for another tick. */
  readonly horizonMs: number;
  readonly paces: Readonly<Record<string, PaceLimits>>;
  /** 0 up to 1, for jitter. */
  readonly random: () => number;
  /** Names this process among the replicas. */
  readonly owner: string;
}
