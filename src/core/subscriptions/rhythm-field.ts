/** How often, and on which days of the week, as two fields of a form: days are ticked, as many as are wanted, and count where it comes every week. */
import { addDays, weekdayName, weekdayOf } from "#core/digests/calendar.ts";
import { rhythmWords } from "#core/digests/day-words.ts";
import type { Nth, Rhythm, RhythmOrder } from "#core/digests/schedule.ts";
import { says, type Context } from "#core/briefings/context.ts";
import type { Field, FormValues } from "#core/document/form.ts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const NTHS: readonly Nth[] = [1, 2, 3, 4, "last"];
const DATES = Array.from({ length: 31 }, (_, index) => index + 1);
const OFTEN = "often";
const DAYS = "days";
const WEEKLY = "weekly";

/** What holds already stands in them. */
export function rhythmFields(context: Context, rhythm: Rhythm): readonly [Field, Field] {
  const order = orderOf(rhythm);
  const days = daysOf(order);
  const often: Field = {
    kind: "choice",
    name: OFTEN,
    label: says(context, "form.often"),
    value: days.length > 0 ? WEEKLY : keyOf(order),
    options: [
      { label: says(context, "form.often.weekly"), value: WEEKLY },
      ...OFFERED.map((each) => ({ label: rhythmWords(context, rhythmOf(each)), value: keyOf(each) })),
    ],
    hint: "",
  };
  return [
    often,
    {
      kind: "choices",
      name: DAYS,
      label: says(context, "form.days"),
      values: days.map(String),
      options: WEEKDAYS.map((weekday) => ({ label: weekdayName(weekday), value: String(weekday) })),
      hint: "",
    },
  ];
}

/** What was chosen, or what is wrong with it. A client sends what it likes: only what is or was offered is read. */
export function readRhythmFields(values: FormValues): RhythmOrder | { readonly wrong: RhythmFault } {
  const given = values[OFTEN]?.[0] ?? "";
  if (given === WEEKLY) return readDays(values[DAYS] ?? []);
  const chosen = [...OFFERED, ...FORMERLY_OFFERED].find((order) => keyOf(order) === given);
  return chosen ?? { wrong: { field: OFTEN, words: [given] } };
}

function readDays(given: readonly string[]): RhythmOrder | { readonly wrong: RhythmFault } {
  const weekdays = WEEKDAYS.filter((weekday) => given.includes(String(weekday)));
  const strange = given.filter((each) => !WEEKDAYS.some((weekday) => each === String(weekday)));
  const [only, ...others] = weekdays;
  if (only === undefined || strange.length > 0) return { wrong: { field: DAYS, words: strange } };
  if (others.length === 0) return { kind: "weekly", weekday: only };
  return weekdays.length === WEEKDAYS.length ? { kind: "daily" } : { kind: "weekdays", weekdays };
}

function daysOf(order: RhythmOrder): readonly number[] {
  if (order.kind === "weekly") return [order.weekday];
  return order.kind === "weekdays" ? order.weekdays : [];
}

/** With what was sent and not offered; none of that where something is missing. */
export interface RhythmFault {
  readonly field: string;
  readonly words: readonly string[];
}

function orderOf(rhythm: Rhythm): RhythmOrder {
  return rhythm.kind === "fortnightly" ? { kind: "fortnightly", weekday: weekdayOf(rhythm.first) } : rhythm;
}

/** Any fortnight on that weekday: its words name no date. */
function rhythmOf(order: RhythmOrder): Rhythm {
  return order.kind === "fortnightly" ? { kind: "fortnightly", first: addDays(A_MONDAY, order.weekday - 1) } : order;
}
const A_MONDAY = "2026-11-30";

/** `weekly-1`, `weekdays-1-3`, `fortnightly-5`, `monthly-15`, `ordinal-last-5` */
function keyOf(order: RhythmOrder): string {
  switch (order.kind) {
    case "daily":
      return order.kind;
    case "weekly":
    case "fortnightly":
      return `${order.kind}-${order.weekday}`;
    case "weekdays":
      return [order.kind, ...order.weekdays].join("-");
    case "monthly":
      return `${order.kind}-${order.date}`;
    case "ordinal":
      return `${order.kind}-${order.nth}-${order.weekday}`;
  }
}

/** Beside some days of every week the most frequent first; of a month dates, then weekdays from its first to its last. */
const OFFERED: readonly RhythmOrder[] = [
  { kind: "daily" },
  ...WEEKDAYS.map((weekday): RhythmOrder => ({ kind: "fortnightly", weekday })),
  ...DATES.map((date): RhythmOrder => ({ kind: "monthly", date })),
  ...NTHS.flatMap((nth) => WEEKDAYS.map((weekday): RhythmOrder => ({ kind: "ordinal", nth, weekday }))),
];

/** What a form still shows that was opened before days were ticked. */
const FORMERLY_OFFERED: readonly RhythmOrder[] = [
  ...WEEKDAYS.map((weekday): RhythmOrder => ({ kind: "weekly", weekday })),
  { kind: "weekdays", weekdays: [1, 2, 3, 4, 5] },
];
