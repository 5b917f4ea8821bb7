/** Words of an order that may be a time zone and leave open which: it is asked back, and nothing is changed. */
import { says } from "#core/briefings/context.ts";
import type { Order } from "#core/digests/subscription.ts";
import type { ZonedContext } from "#core/digests/zone.ts";
import { buttons, notice, paragraph, show } from "#core/document/blocks.ts";
import type { Action, Briefing } from "#core/document/briefing.ts";
import { comparedWord } from "#core/profile/order-lexicon.ts";
import { clip } from "#core/wording/visible.ts";
import { orderText } from "#core/subscriptions/form.ts";
import type { OrderReading } from "#core/subscriptions/parse-order.ts";
import { orderWords, subscriptionPage } from "#core/subscriptions/replies.ts";
import { customise } from "#core/subscriptions/ways.ts";

/** How many zones are offered: with the form and the order without a zone, five buttons. */
const OFFERED = 3;
const QUOTED = 40;

/** A place, an offset, letters such as `CST`; undefined where the words that were not read are something else, or more than that. */
export function composeUnreadZone(
  context: ZonedContext,
  { unread, time }: Pick<OrderReading, "unread" | "time">,
  understood: Order,
): Briefing | undefined {
  const [only = "", ...others] = unread;
  if (others.length > 0) return undefined;
  const words = `“${clip(only, QUOTED)}”`;
  const offset = zonesAt(context, only);
  if (offset.length > 0)
    return composeWhich(context, understood, {
      zones: offset,
      why: says(context, "unread.offset", { words, cities: offset.join(", ") }),
    });
  const meant = zonesMeant(context, only, time !== null);
  if (meant.length > 1)
    return composeWhich(context, understood, {
      zones: meant,
      why: says(context, "unread.letters", { words, cities: meant.join(", ") }),
    });
  const zone = meant[0] ?? context.zones.find(comparedWord(only));
  return zone === undefined ? undefined : composePlace(context, { words, zone }, understood);
}

/** `UTC+6` is what a form takes as a search: zones that have it now, one of the pack's country first. */
function zonesAt(context: ZonedContext, words: string): readonly string[] {
  if (!OFFSET.test(words)) return [];
  const { zones, now } = context;
  return ownFirst(context, zones.search(words, { instant: now, count: LOOKED_AT }))
    .slice(0, OFFERED)
    .map(({ name }) => name);
}

/** As much of an offset as nothing else looks like: a sign and a number behind the letters, or a clock behind the sign. */
export const OFFSET = /^(?:(?:utc|gmt)\s*[+−-]\d{1,2}(?::?\d\d)?|[+−-]\d{1,2}:\d\d)$/iu;
const LOOKED_AT = 400;

function ownFirst<Found extends { readonly place: string }>(
  { pack }: ZonedContext,
  found: readonly Found[],
): readonly Found[] {
  const isOwn = ({ place }: Found): number => (place.endsWith(pack.country) ? 0 : 1);
  return found.toSorted((one, other) => isOwn(one) - isOwn(other));
}

/** Letters are meant where they stand in capitals or beside a time: `art` and `bot` are words, and `ART` and `BOT` clocks. */
function zonesMeant({ zones }: ZonedContext, typed: string, hasTime: boolean): readonly string[] {
  const word = comparedWord(typed);
  if (!hasTime && !CAPITALS.test(typed) && !word.includes(" ")) return [];
  return zones.meant(word).slice(0, OFFERED);
}

const CAPITALS = /^\P{L}*\p{Lu}{2,5}(?:\s|\P{L}*$)/u;

/** An offset holds for half a year in many places, and letters in several: a city is asked for. */
function composeWhich(
  context: ZonedContext,
  understood: Order,
  { zones, why }: { readonly zones: readonly string[]; readonly why: string },
): Briefing {
  const cities = zones.map((zone) => inZone(context, understood, { zone, label: zone }));
  return zonePage(context, understood, {
    why,
    actions: [...cities, customise(context, null), without(context, understood)],
  });
}

/** A place that may be meant as the time zone is asked back. */
function composePlace(
  context: ZonedContext,
  { words, zone }: Readonly<Record<"words" | "zone", string>>,
  understood: Order,
): Briefing {
  const there = inZone(context, understood, { zone, label: says(context, "unread.action.place") });
  return zonePage(context, understood, {
    why: says(context, "unread.place", { words, zone }),
    actions: [there, without(context, understood), customise(context, null)],
  });
}

function inZone(
  { pack }: ZonedContext,
  { schedule, topics }: Order,
  { zone, label }: Readonly<Record<"zone" | "label", string>>,
): Action {
  return show(pack.slug, orderText({ topics, schedule: { ...schedule, zone } }), label);
}

function without(context: ZonedContext, understood: Order): Action {
  return show(context.pack.slug, orderText(understood), says(context, "unread.action"));
}

function zonePage(
  context: ZonedContext,
  understood: Order,
  { why, actions }: { readonly why: string; readonly actions: readonly Action[] },
): Briefing {
  return subscriptionPage(says(context, "unread.title"), [
    notice(why),
    paragraph(says(context, "unread.understood", { order: orderWords(context, understood) })),
    buttons(actions),
  ]);
}
