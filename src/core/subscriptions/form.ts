/** The form that asks by hand what `subscribe` reads from words. */
import { rhythmWords } from "#core/digests/day-words.ts";
import { says, type Context } from "#core/briefings/context.ts";
import type { Form, FormValues, Option } from "#core/document/form.ts";
import type { OrderReading } from "./parse-order.ts";
import { weekdayOf } from "#core/digests/calendar.ts";
import type { Rhythm, RhythmOrder } from "#core/digests/schedule.ts";
import { target, type Order } from "#core/digests/subscription.ts";
import type { ZonedContext } from "#core/digests/zone.ts";

const SUBSCRIBE_FORM = "subscribe";

export function isSubscribeForm(form: string): boolean {
  return /^subscribe(?: #\S+)?$/u.test(form);
}

/** `subscription` is the id of the one that it changes; null where it makes a new one. */
export function subscribeForm(context: Context, { schedule, topics }: Order, subscription: string | null): Form {
  return {
    title: says(context, "form.title"),
    submit: says(context, "form.submit"),
    pack: context.pack.slug,
    id: subscription === null ? SUBSCRIBE_FORM : `${SUBSCRIBE_FORM} ${target(subscription)}`,
    fields: [
      {
        kind: "choice",
        name: "rhythm",
        label: says(context, "form.rhythm"),
        value: rhythmKey(schedule.rhythm),
        options: rhythmOptions(context, schedule.rhythm),
      },
      { kind: "time", name: "time", label: says(context, "form.time"), value: schedule.time },
      {
        kind: "line",
        name: "zone",
        label: says(context, "form.zone"),
        value: schedule.zone,
        hint: says(context, "form.zone.hint"),
      },
      {
        kind: "choices",
        name: "topics",
        label: says(context, "form.topics"),
        values: topics,
        options: topicOptions(context, topics),
      },
    ],
  };
}

/** What a form's answers are read with. */
type Known = Pick<ZonedContext, "topics" | "zones">;

/** What was filled in, read like words: what is missing keeps to the default, what makes no sense is named. */
export function readSubscribeForm(values: FormValues, known: Known): OrderReading {
  const { unread, ...reading } = readFields(values, known);
  return { ...reading, unread: Object.values(unread).flat() };
}

/** A client sends what it likes: `unread` is what the form did not offer, by field. */
function readFields(values: FormValues, { topics, zones }: Known) {
  const [rhythmKey, time, zoneName] = [first(values, "rhythm"), first(values, "time"), first(values, "zone")];
  const rhythm = readRhythm(rhythmKey);
  const isTime = /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
  const zone = zoneName === "" ? undefined : zones.find(zoneName);
  const slugs = [...new Set((values["topics"] ?? []).filter((slug) => slug !== ""))];
  const isTopic = (slug: string): boolean => topics.get(slug) !== undefined;
  return {
    rhythm,
    time: isTime ? time : null,
    zone: zone ?? null,
    topics: slugs.filter(isTopic),
    unread: {
      rhythm: rhythm === null && rhythmKey !== "" ? [rhythmKey] : [],
      zone: zone === undefined && zoneName !== "" ? [zoneName] : [],
      time: isTime || time === "" ? [] : [time],
      topics: slugs.filter((slug) => !isTopic(slug)),
    },
  };
}

/** What is wrong with what was filled in, by field name. */
export function formErrors(context: ZonedContext, values: FormValues): Readonly<Record<string, string>> {
  const wrong = Object.entries(readFields(values, context).unread).filter(([, unread]) => unread.length > 0);
  return Object.fromEntries(
    wrong.map(([name, unread]) => {
      const words = unread.join(", ");
      return [
        name,
        name === "zone" ? says(context, "form.zone.error", { words }) : says(context, "unread.text", { words }),
      ];
    }),
  );
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

function rhythmKey(rhythm: Rhythm): string {
  switch (rhythm.kind) {
    case "daily":
      return "daily";
    case "weekly":
      return `weekly:${rhythm.weekday}`;
    case "monthly":
      return `monthly:${rhythm.date}`;
    case "weekdays":
      return `weekdays:${rhythm.weekdays.join("")}`;
    case "fortnightly":
      return `fortnightly:${weekdayOf(rhythm.first)}`;
    case "ordinal":
      return `ordinal:${rhythm.nth}-${rhythm.weekday}`;
  }
}

function readRhythm(key: string): RhythmOrder | null {
  const { kind, days = "", nth = "" } = RHYTHM_KEY.exec(key)?.groups ?? {};
  const number = Number(days);
  switch (kind) {
    case "daily":
      return { kind };
    case "weekly":
      return { kind, weekday: number };
    case "fortnightly":
      return { kind, weekday: number };
    case "monthly":
      return { kind, date: number };
    case "weekdays":
      return { kind, weekdays: days.split("").map(Number) };
    case "ordinal":
      return { kind, nth: NTHS.find((each) => String(each) === nth) ?? "last", weekday: number };
    case undefined:
    default:
      return null;
  }
}

const NTHS = [1, 2, 3, 4, "last"] as const;
/** What `rhythmKey` writes, and nothing else: a client sends what it likes. */
const RHYTHM_KEY =
  /^(?<kind>daily)$|^(?<kind>weekly|fortnightly):(?<days>[1-7])$|^(?<kind>monthly):(?<days>[1-9]|[12]\d|3[01])$|^(?<kind>weekdays):(?<days>(?!1234567)1?2?3?4?5?6?7?(?<=\d\d))$|^(?<kind>ordinal):(?<nth>[1-4]|last)-(?<days>[1-7])$/;

/** One that can only be ordered in words is offered where it is what holds. */
function rhythmOptions(context: Context, current: Rhythm): readonly Option[] {
  const weekly = DAY_NAMES.map((_, index): Rhythm => ({ kind: "weekly", weekday: index + 1 }));
  const monthly = Array.from({ length: 31 }, (_, index): Rhythm => ({ kind: "monthly", date: index + 1 }));
  const simple: readonly Rhythm[] = [...weekly, { kind: "daily" }, ...monthly];
  const isOffered = simple.some(({ kind }) => kind === current.kind);
  return (isOffered ? simple : [current, ...simple]).map((rhythm) => ({
    label: rhythmWords(context, rhythm),
    value: rhythmKey(rhythm),
  }));
}

/** Pillars and sections; a single indicator only where it is chosen already. */
function topicOptions(context: Context, chosen: readonly string[]): readonly Option[] {
  const seen = new Set<string>();
  return context.topics.all.flatMap(({ kind, slug, name }) => {
    const isOffered = kind !== "indicator" && !seen.has(name);
    seen.add(name);
    return isOffered || chosen.includes(slug) ? [{ label: name, value: slug }] : [];
  });
}

function first(values: FormValues, name: string): string {
  return values[name]?.[0]?.trim() ?? "";
}
