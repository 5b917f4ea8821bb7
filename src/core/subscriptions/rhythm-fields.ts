/** How often and on which days, as fields of a form: each has a value at any time, and those that do not apply are passed over. */
import { weekdayName, weekdayOf } from "#core/digests/calendar.ts";
import { rhythmWords } from "#core/digests/day-words.ts";
import type { Nth, Rhythm, RhythmOrder } from "#core/digests/schedule.ts";
import { says, type Context } from "#core/briefings/context.ts";
import type { Field, FormValues, Option } from "#core/document/form.ts";

const OFTEN = ["daily", "weekly", "fortnightly", "monthly"] as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const NTHS: readonly Nth[] = [1, 2, 3, 4, "last"];
const DATES = Array.from({ length: 31 }, (_, index) => index + 1);

const RHYTHM_FIELDS = { often: "often", weekdays: "weekdays", monthday: "monthday" } as const;

type Monthly = Extract<Rhythm, { readonly kind: "monthly" | "ordinal" }>;

export function rhythmFields(context: Context, rhythm: Rhythm): readonly Field[] {
  return [
    {
      kind: "choice",
      name: RHYTHM_FIELDS.often,
      label: says(context, "form.often"),
      value: oftenOf(rhythm),
      options: OFTEN.map((value) => ({ label: says(context, `form.often.${value}`), value })),
    },
    {
      kind: "choices",
      name: RHYTHM_FIELDS.weekdays,
      label: says(context, "form.weekdays"),
      values: weekdaysOf(rhythm).map(String),
      options: WEEKDAYS.map((weekday) => ({ label: weekdayName(weekday), value: String(weekday) })),
    },
    {
      kind: "choice",
      name: RHYTHM_FIELDS.monthday,
      label: says(context, "form.monthday"),
      value: monthdayKey(rhythm.kind === "monthly" || rhythm.kind === "ordinal" ? rhythm : FIRST),
      options: MONTHDAYS.map((day): Option => ({ label: rhythmWords(context, day), value: monthdayKey(day) })),
    },
  ];
}

/** What was chosen, or what is wrong with it, by field name. A client sends what it likes: only what was offered is read. */
export function readRhythmFields(values: FormValues): RhythmOrder | { readonly wrong: RhythmFault } {
  const often = values[RHYTHM_FIELDS.often]?.[0] ?? "";
  switch (OFTEN.find((each) => each === often)) {
    case "daily":
      return { kind: "daily" };
    case "weekly":
      return readWeekly(values);
    case "fortnightly":
      return readFortnightly(values);
    case "monthly":
      return readMonthly(values);
    case undefined:
      return { wrong: { field: RHYTHM_FIELDS.often, words: [often] } };
  }
}

/** With what was sent and not offered; none of that where something is missing, or one too many. */
export interface RhythmFault {
  readonly field: string;
  readonly words: readonly string[];
  readonly fault?: "one-day";
}

function readWeekly(values: FormValues): ReturnType<typeof readRhythmFields> {
  const { weekdays, wrong } = readWeekdays(values);
  const [weekday] = weekdays;
  if (wrong !== undefined) return { wrong };
  if (weekdays.length === WEEKDAYS.length) return { kind: "daily" };
  return weekday !== undefined && weekdays.length === 1 ? { kind: "weekly", weekday } : { kind: "weekdays", weekdays };
}

function readFortnightly(values: FormValues): ReturnType<typeof readRhythmFields> {
  const { weekdays, wrong } = readWeekdays(values);
  const [weekday, another] = weekdays;
  if (wrong !== undefined) return { wrong };
  if (weekday !== undefined && another === undefined) return { kind: "fortnightly", weekday };
  return { wrong: { field: RHYTHM_FIELDS.weekdays, words: [], fault: "one-day" } };
}

/** In their order, at least one of them where nothing is wrong. */
function readWeekdays(values: FormValues): { readonly weekdays: readonly number[]; readonly wrong?: RhythmFault } {
  const given = values[RHYTHM_FIELDS.weekdays] ?? [];
  const weekdays = WEEKDAYS.filter((weekday) => given.includes(String(weekday)));
  const words = given.filter((each) => !weekdays.some((weekday) => String(weekday) === each));
  const isWrong = words.length > 0 || weekdays.length === 0;
  return isWrong ? { weekdays, wrong: { field: RHYTHM_FIELDS.weekdays, words } } : { weekdays };
}

function readMonthly(values: FormValues): ReturnType<typeof readRhythmFields> {
  const given = values[RHYTHM_FIELDS.monthday]?.[0] ?? "";
  const chosen = MONTHDAYS.find((day) => monthdayKey(day) === given);
  return chosen ?? { wrong: { field: RHYTHM_FIELDS.monthday, words: [given] } };
}

function oftenOf({ kind }: Rhythm): (typeof OFTEN)[number] {
  switch (kind) {
    case "daily":
    case "fortnightly":
    case "monthly":
      return kind;
    case "weekly":
    case "weekdays":
      return "weekly";
    case "ordinal":
      return "monthly";
  }
}

function weekdaysOf(rhythm: Rhythm): readonly number[] {
  switch (rhythm.kind) {
    case "weekly":
    case "ordinal":
      return [rhythm.weekday];
    case "weekdays":
      return rhythm.weekdays;
    case "fortnightly":
      return [weekdayOf(rhythm.first)];
    case "daily":
    case "monthly":
      return [1];
  }
}

function monthdayKey(day: Monthly): string {
  return day.kind === "monthly" ? `${day.date}` : `${day.nth}-${day.weekday}`;
}

const FIRST: Monthly = { kind: "monthly", date: 1 };

/** Dates, then weekdays from the first to the last of a month. */
const MONTHDAYS: readonly Monthly[] = [
  ...DATES.map((date): Monthly => ({ kind: "monthly", date })),
  ...NTHS.flatMap((nth) => WEEKDAYS.map((weekday): Monthly => ({ kind: "ordinal", nth, weekday }))),
];
