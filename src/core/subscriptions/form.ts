/** The form that asks by hand what `subscribe` reads from words. */
import { lowered, says, type Context } from "#core/briefings/context.ts";
import { isTime, LONGEST_TITLE, type Form, type FormValues, type Option } from "#core/document/form.ts";
import { clip } from "#core/wording/visible.ts";
import { readRhythmFields, rhythmFields, type RhythmFault as Fault } from "./rhythm-field.ts";
import type { OrderReading } from "./parse-order.ts";
import { ZONE_FIELD, zoneOption } from "./zone-options.ts";
import { weekdayOf } from "#core/digests/calendar.ts";
import type { Rhythm } from "#core/digests/schedule.ts";
import { target, type Order } from "#core/digests/subscription.ts";
import type { ZonedContext } from "#core/digests/zone.ts";
import type { Topic } from "#core/profile/topics.ts";

const SUBSCRIBE_FORM = "subscribe";
/** How much is quoted of what was not offered. */
const QUOTED = 40;

export function isSubscribeForm(form: string): boolean {
  return /^subscribe(?: #\S+)?$/u.test(form);
}

/** `subscription` is the id of the one that it changes; null where it makes a new one. */
export function subscribeForm(context: ZonedContext, { schedule, topics }: Order, subscription: string | null): Form {
  const isNew = subscription === null;
  return {
    title: titleOf(context),
    submit: says(context, isNew ? "subscribe.action.subscribe" : "form.submit"),
    pack: context.pack.slug,
    id: isNew ? SUBSCRIBE_FORM : `${SUBSCRIBE_FORM} ${target(subscription)}`,
    where: says(context, context.venue?.kind === "channel" ? "form.where.channel" : "form.where.chat"),
    fields: [
      ...rhythmFields(context, schedule.rhythm),
      { kind: "time", name: "time", label: says(context, "form.time"), value: schedule.time },
      {
        kind: "search",
        name: ZONE_FIELD,
        label: says(context, "form.zone"),
        value: zoneOption(context, schedule.zone),
        hint: says(context, "form.zone.hint"),
      },
      {
        kind: "choices",
        name: "topics",
        label: says(context, "form.topics"),
        values: topics,
        options: topicOptions(context, topics),
        hint: "",
      },
    ],
    errors: {},
    back: "subscriptions",
  };
}

/** Whose digest it is; where that is too long a title, what it is alone. */
function titleOf(context: Context): string {
  const title = says(context, "form.title", { country: context.pack.country });
  return title.length <= LONGEST_TITLE ? title : says(context, "form.title.short");
}

/** What a form's answers are read with. */
type Known = Pick<ZonedContext, "topics" | "zones">;

/** What was filled in, read like words: what makes no sense is named. */
export function readSubscribeForm(values: FormValues, known: Known): OrderReading {
  const { rhythm, time, zone, topics } = readFields(values, known);
  return { rhythm, isDayOpen: false, time, isHalf: false, zone, topics, unread: [] };
}

/** What was left empty, or was not offered: by field. */
function readFields(values: FormValues, { topics, zones }: Known) {
  const rhythm = readRhythmFields(values);
  const [time, zoneName] = [first(values, "time"), first(values, ZONE_FIELD)];
  const zone = zones.find(zoneName);
  const slugs = [...new Set((values["topics"] ?? []).filter((slug) => slug !== ""))];
  const isTopic = (slug: string): boolean => topics.get(slug) !== undefined;
  const faults: readonly Fault[] = [
    ...("wrong" in rhythm ? [rhythm.wrong] : []),
    ...(isTime(time) ? [] : [{ field: "time", words: [time] }]),
    ...(zone === undefined ? [{ field: ZONE_FIELD, words: [zoneName] }] : []),
    ...(slugs.every(isTopic) ? [] : [{ field: "topics", words: slugs.filter((slug) => !isTopic(slug)) }]),
  ];
  return {
    rhythm: "wrong" in rhythm ? null : rhythm,
    time: isTime(time) ? time : null,
    zone: zone ?? null,
    topics: slugs.filter(isTopic),
    faults,
  };
}

/** What is wrong with what was filled in, by field name. A client sends what it likes. */
export function formErrors(context: ZonedContext, values: FormValues): Form["errors"] {
  const { faults } = readFields(values, context);
  return Object.fromEntries(faults.map((fault) => [fault.field, faultIn(context, fault)]));
}

function faultIn(context: Context, { field, words }: Fault): string {
  const named = words.filter((word) => word !== "").map((word) => clip(word, QUOTED));
  if (named.length === 0) return says(context, "label.required");
  const all = named.join(", ");
  return field === ZONE_FIELD
    ? says(context, "form.zone.error", { words: all })
    : says(context, "form.error", { words: all });
}

/** The same order in the words that `subscribe` reads. */
export function orderText({ schedule, topics }: Order): string {
  return ["subscribe", rhythmText(schedule.rhythm), schedule.time, schedule.zone, topics.join(", ")]
    .filter(Boolean)
    .join(" ");
}

const DAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

const NTH_NAMES = { 1: "first", 2: "second", 3: "third", 4: "fourth", last: "last" } as const;

function dayName(weekday: number): string {
  return DAY_NAMES[weekday - 1] ?? "";
}

function rhythmText(rhythm: Rhythm): string {
  switch (rhythm.kind) {
    case "daily":
      return "daily";
    case "weekly":
      return `weekly ${dayName(rhythm.weekday)}`;
    case "monthly":
      return `monthly day ${rhythm.date}`;
    case "weekdays":
      return rhythm.weekdays.map(dayName).join(" ");
    case "fortnightly":
      return `every other ${dayName(weekdayOf(rhythm.first))}`;
    case "ordinal":
      return `monthly ${NTH_NAMES[rhythm.nth]} ${dayName(rhythm.weekday)}`;
  }
}

/** Each pillar, then its sections; a single indicator only where it is chosen already. */
function topicOptions(context: Context, chosen: readonly string[]): readonly Option[] {
  const { pillars } = context.taxonomy;
  return pillars.flatMap((pillar) => {
    const seen = new Set<string>();
    return context.topics.all.flatMap((topic) => {
      const { kind, slug, name } = topic;
      if (pillarIn(topic) !== pillar.slug) return [];
      const isOffered = kind !== "indicator" && !seen.has(name);
      seen.add(name);
      const whole = { whole: pillar.name, ...(slug === pillar.slug ? { within: wholeOf(context, name) } : {}) };
      return isOffered || chosen.includes(slug) ? [{ label: name, value: slug, ...whole }] : [];
    });
  });
}

/** Under its own name as a heading. */
function wholeOf(context: Context, name: string): string {
  return says(context, "form.topics.whole", { name: lowered(name) });
}

function pillarIn(topic: Topic): string {
  switch (topic.kind) {
    case "pillar":
      return topic.slug;
    case "section":
      return topic.section.pillar;
    case "indicator":
      return topic.indicator.pillar;
  }
}

function first(values: FormValues, name: string): string {
  return values[name]?.[0]?.trim() ?? "";
}
