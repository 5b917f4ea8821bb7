/** How fast each workspace or tenant may be sent to: what is in flight, what is held back, and until when. */
import type { SendOutcome } from "#core/ports.ts";
import type { Platform } from "#core/request.ts";

export interface PaceLimits {
  /** The most messages on their way to one workspace or tenant at once. */
  readonly inFlight: number;
  /** The least time between two messages to one channel, in milliseconds. */
  readonly channelMs: number;
  /** The least time between two messages to one workspace or tenant, in milliseconds. */
  readonly tenantMs: number;
}

/**
 * Slack: about one message a second and channel, and an unpublished limit a workspace
 * (https://docs.slack.dev/apis/web-api/rate-limits). Teams: seven messages a second and conversation, and about
 * thirty requests a second for one app in one tenant, which other requests share
 * (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit).
 */
export const PACE_LIMITS: Readonly<Record<Exclude<Platform, "terminal">, PaceLimits>> = {
  slack: { inFlight: 20, channelMs: 1000, tenantMs: 0 },
  teams: { inFlight: 10, channelMs: 500, tenantMs: 40 },
};
/** For a platform of which the settings say nothing. */
const CAREFUL: PaceLimits = { inFlight: 5, channelMs: 1000, tenantMs: 0 };

export interface Target {
  readonly platform: string;
  readonly tenant: string;
  readonly channel: string;
}

export interface Pace {
  /** 0 when it may go now, else the milliseconds until it may be worth asking again. */
  wait(target: Target, now: number): number;
  started(target: Target, now: number): void;
  /**
   * 0 when what was started may leave now, and counts as leaving then; else the milliseconds until it may: several that
   * took long to prepare keep their distance all the same.
   */
  leave(target: Target, now: number): number;
  ended(target: Target, outcome: SendOutcome, now: number): void;
  /** The platform holds the whole tenant back; null when it does not say for how long. */
  heldBack(target: Target, afterMs: number | null, now: number): void;
  /** It was not sent after all. */
  withdrawn(target: Target): void;
  /** Tenants that are held back by their platform at `now`, with the instant they are free. */
  held(now: number): ReadonlyMap<string, number>;
}

interface Tenant {
  inFlight: number;
  /** How many may be in flight now: fewer after the platform held it back, one more with each success. */
  allowed: number;
  heldUntil: number;
  /** When that was said. */
  heldAt: number;
  lastAt: number;
}

/** Asked again when something in flight has come back, or after this long. */
const FULL_MS = 25;

export function createPace(limits: Readonly<Record<string, PaceLimits>>): Pace {
  const tenants = new Map<string, Tenant>();
  const channels = new Map<string, number>();
  const limitsOf = (platform: string): PaceLimits => limits[platform] ?? CAREFUL;
  const tenantOf = ({ platform, tenant }: Target): Tenant => {
    const known = tenants.get(tenant);
    if (known !== undefined) return known;
    const made = { inFlight: 0, allowed: limitsOf(platform).inFlight, heldUntil: 0, heldAt: 0, lastAt: 0 };
    tenants.set(tenant, made);
    return made;
  };
  return {
    wait(target, now) {
      const { channelMs, tenantMs } = limitsOf(target.platform);
      const tenant = tenantOf(target);
      const channelAt = channels.get(channelKey(target)) ?? 0;
      followClock(tenant, now);
      const waits = [tenant.heldUntil - now, rest(tenant.lastAt, tenantMs, now), rest(channelAt, channelMs, now)];
      if (tenant.inFlight >= tenant.allowed) waits.push(FULL_MS);
      return Math.max(0, ...waits);
    },
    started(target, now) {
      const tenant = tenantOf(target);
      tenant.inFlight++;
      tenant.lastAt = now;
      channels.set(channelKey(target), now);
      if (channels.size > 10_000) forgetQuiet(channels, now - limitsOf(target.platform).channelMs);
    },
    leave: createLeaving(limitsOf),
    ended(target, outcome, now) {
      const tenant = tenantOf(target);
      const { inFlight } = limitsOf(target.platform);
      tenant.inFlight--;
      if (outcome.kind === "sent") tenant.allowed = Math.min(inFlight, tenant.allowed + 1);
      if (outcome.kind === "later" && outcome.wholeTenant) holdBack(tenant, outcome.afterMs, now);
    },
    heldBack(target, afterMs, now) {
      holdBack(tenantOf(target), afterMs, now);
    },
    withdrawn(target) {
      tenantOf(target).inFlight--;
    },
    held(now) {
      for (const tenant of tenants.values()) followClock(tenant, now);
      return new Map([...tenants].flatMap(([name, { heldUntil }]) => (heldUntil > now ? [[name, heldUntil]] : [])));
    },
  };
}

function createLeaving(limitsOf: (platform: string) => PaceLimits): Pace["leave"] {
  const channels = new Map<string, number>();
  return (target, now) => {
    const { channelMs } = limitsOf(target.platform);
    const key = channelKey(target);
    const waitMs = Math.max(0, rest(channels.get(key) ?? 0, channelMs, now));
    if (waitMs > 0) return waitMs;
    channels.set(key, now);
    if (channels.size > 10_000) forgetQuiet(channels, now - channelMs);
    return 0;
  };
}

/** What is left of `ms` since `at`. A clock that was set back shows `at` in the future: then nothing is. */
function rest(at: number, ms: number, now: number): number {
  return at > now ? 0 : at + ms - now;
}

function holdBack(tenant: Tenant, afterMs: number | null, now: number): void {
  followClock(tenant, now);
  // Several refusals of one moment are one sign, not several.
  if (tenant.heldUntil <= now) tenant.allowed = Math.max(1, Math.ceil(tenant.allowed / 2));
  tenant.heldUntil = Math.max(tenant.heldUntil, now + (afterMs ?? 1000));
  tenant.heldAt = now;
}

/** A clock that was set back makes no hold longer than the platform said. */
function followClock(tenant: Tenant, now: number): void {
  if (tenant.heldAt <= now) return;
  tenant.heldUntil = now + (tenant.heldUntil - tenant.heldAt);
  tenant.heldAt = now;
}

function channelKey({ tenant, channel }: Target): string {
  return `${tenant} ${channel}`;
}

function forgetQuiet(channels: Map<string, number>, before: number): void {
  for (const [channel, at] of channels) if (at < before) channels.delete(channel);
}
