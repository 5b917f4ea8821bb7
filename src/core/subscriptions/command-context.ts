/** What one request about subscriptions is answered with, and what all answers share. */
import { says } from "#core/briefings/context.ts";
import { weekdayOf } from "#core/digests/calendar.ts";
import type { DigestStore, Place } from "#core/digests/ports.ts";
import { beginRhythm, type Rhythm, type RhythmOrder, type Schedule } from "#core/digests/schedule.ts";
import type { Order, Subscription } from "#core/digests/subscription.ts";
import { openZonedContext, type ZonedContent, type ZonedContext } from "#core/digests/zone.ts";
import type { Briefing } from "#core/document/briefing.ts";
import type { Lazy } from "#core/lazy.ts";
import type { Clock, Log, SendOutcome, Unreachable } from "#core/ports.ts";
import { PLATFORM_TRAITS, type Conversation, type Request } from "#core/request.ts";
import type { Act } from "./changes.ts";
import type { OrderReading } from "./parse-order.ts";

export type SubscriptionStore = Pick<DigestStore, "subscriptions" | "ledger">;

export interface SubscriptionParts {
  readonly content: ZonedContent;
  readonly store: Lazy<{ readonly digests: SubscriptionStore }>;
  readonly clock: Clock;
  readonly log: Log;
  /** IANA zone for those whose own is not known. */
  readonly defaultZone: string;
  readonly newId: () => string;
  /** Posts unasked, in a conversation or to a person; null where that cannot be done or is not known in time. */
  readonly announce: (to: Conversation, delivery: string, briefing: Briefing) => Promise<SendOutcome | null>;
  /** Why nothing can ever be posted there; null where it can, or nobody can tell in time. */
  readonly reach: (to: Conversation) => Promise<Unreachable | null>;
}

/** Everything that one request is answered with. */
export interface CommandContext {
  readonly parts: SubscriptionParts;
  readonly store: SubscriptionStore;
  readonly context: ZonedContext;
  readonly place: Place;
  readonly request: Request;
  readonly act: Act;
}

/** Nothing was said: every default holds. */
export const NOTHING_SAID: OrderReading = {
  rhythm: null,
  isDayOpen: false,
  time: null,
  isHalf: false,
  zone: null,
  topics: null,
  unread: [],
};

/** A subscription may outlive its pack: then it is spoken of in the words of the default one. */
export async function openCommandContext(parts: SubscriptionParts, request: Request): Promise<CommandContext> {
  const { content, clock } = parts;
  const { digests: store } = await parts.store.get();
  const now = clock.now();
  const isHere = content.library.packs.some(({ slug }) => slug === request.pack);
  const opened = openZonedContext(content, isHere ? request.pack : content.defaultPack, {
    now,
    venue: request.conversation,
  });
  const readerZone = content.zones.find(request.asker.zone ?? "");
  const context = readerZone === undefined ? opened : { ...opened, readerZone };
  const place = { pack: request.pack, conversation: { ...request.conversation, thread: null } };
  const act = { id: parts.newId(), by: { id: request.asker.id, name: request.asker.name }, now, zones: content.zones };
  return { parts, store, context, place, request, act };
}

/**
 * Where nothing was said, what holds already, or else the defaults: weekly, Monday, nine o'clock, the asker's zone, also
 * in place of one that is not known here.
 */
export function complete(asked: CommandContext, reading: OrderReading, current: Order | null): Order {
  const { rhythm, time, topics } = current === null ? DEFAULTS : { ...current.schedule, topics: current.topics };
  const clock = { time: reading.time ?? time, zone: zoneOf(asked, reading, current) };
  return {
    schedule: { ...clock, rhythm: rhythmOf(asked, saidRhythm(reading, current), { ...clock, rhythm }) },
    topics: reading.topics ?? topics,
  };
}

/** `weekly` says nothing of the day: that of the digest which is changed stays, as far as it has one. */
function saidRhythm({ rhythm, isDayOpen }: OrderReading, current: Order | null): RhythmOrder | null {
  if (rhythm === null || !isDayOpen || current === null) return rhythm;
  const kept = current.schedule.rhythm;
  if (rhythm.kind === "monthly") return kept.kind === "monthly" || kept.kind === "ordinal" ? null : rhythm;
  if (rhythm.kind === "weekly" && kept.kind === "weekdays") return null;
  const weekday = weekdayKept(kept);
  return weekday === null ? rhythm : onWeekday(rhythm, weekday);
}

function onWeekday(rhythm: RhythmOrder, weekday: number): RhythmOrder {
  return rhythm.kind === "weekly" || rhythm.kind === "fortnightly" ? { ...rhythm, weekday } : rhythm;
}

function weekdayKept(kept: Rhythm): number | null {
  if (kept.kind === "weekly" || kept.kind === "ordinal") return kept.weekday;
  return kept.kind === "fortnightly" ? weekdayOf(kept.first) : null;
}

/** A fortnight of the same day goes on from the first digest that it had. */
function rhythmOf({ act }: CommandContext, said: RhythmOrder | null, kept: Schedule): Rhythm {
  if (said === null) return kept.rhythm;
  const goesOn =
    said.kind === "fortnightly" && kept.rhythm.kind === "fortnightly" && weekdayOf(kept.rhythm.first) === said.weekday;
  if (goesOn) return kept.rhythm;
  return beginRhythm(act.zones, { ...kept, rhythm: said }, { instant: act.now, lastDay: null });
}

/** An order that is kept under an old name of the same zone stays as it is kept. */
function zoneOf(asked: CommandContext, { zone: said }: OrderReading, current: Order | null): string {
  const kept = current?.schedule.zone ?? "";
  const keptZone = asked.context.zones.find(kept);
  const zone = said ?? keptZone ?? askerZone(asked) ?? asked.parts.defaultZone;
  return zone === keptZone ? kept : zone;
}

const DEFAULTS = { rhythm: { kind: "weekly", weekday: 1 }, time: "09:00", topics: [] } as const;

/** Whose zone the line above names, where none was given. */
export function zoneWords(asked: CommandContext): string {
  return says(asked.context, askerZone(asked) === undefined ? "zone.default" : "zone.yours");
}

/** The subscriptions of the place, in the order in which they were made; none where none can be kept. */
export async function listHere({ store, place }: CommandContext): Promise<readonly Subscription[]> {
  if (!takesDigests(place)) return [];
  const all = await store.subscriptions.list(place.conversation);
  return all.filter(({ pack }) => pack === place.pack);
}

/** Whether digests of another pack that is here are ordered in the same place. */
export async function takesOthers({ parts, store, place }: CommandContext): Promise<boolean> {
  if (!takesDigests(place)) return false;
  const others = parts.content.library.packs.filter(({ slug }) => slug !== place.pack).map(({ slug }) => slug);
  if (others.length === 0) return false;
  const all = await store.subscriptions.list(place.conversation);
  return all.some(({ pack }) => others.includes(pack));
}

/** Whether anything can be kept for it. */
export function takesDigests({ conversation }: Place): boolean {
  return PLATFORM_TRAITS[conversation.platform].takesDigests;
}

function askerZone({ request, context }: CommandContext): string | undefined {
  return request.asker.zone === null ? undefined : context.zones.find(request.asker.zone);
}
