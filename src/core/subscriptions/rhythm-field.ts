/** How often and on which day, as one field of a form: a day that does not go with the rhythm cannot be asked for. */
import { addDays, weekdayOf } from "#core/digests/calendar.ts";
import { rhythmWords } from "#core/digests/day-words.ts";
import type { Nth, Rhythm, RhythmOrder } from "#core/digests/schedule.ts";
import { commandOf, says, type Context } from "#core/briefings/context.ts";
import type { Field, FormValues, Option } from "#core/document/form.ts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const NTHS: readonly Nth[] = [1, 2, 3, 4, "last"];
const DATES = Array.from({ length: 31 }, (_, index) => index + 1);
const OFTEN = "often";

/** What holds already is offered too, though it may be days that nothing but words can name. */
export function rhythmField(context: Context, rhythm: Rhythm): Field {
  const value = keyOf(orderOf(rhythm));
  const isOffered = OFFERED.some((order) => keyOf(order) === value);
  return {
    kind: "choice",
    name: OFTEN,
    label: says(context, "form.often"),
    value,
    options: [
      ...(isOffered ? [] : [optionFor(context, orderOf(rhythm))]),
      ...OFFERED.map((order) => optionFor(context, order)),
    ],
    hint: says(context, "form.often.hint", { command: commandOf(context) }),
  };
}

/** What was chosen, or what is wrong with it. A client sends what it likes: only what is or was offered is read. */
export function readRhythmField(values: FormValues): RhythmOrder | { readonly wrong: RhythmFault } {
  const given = values[OFTEN]?.[0] ?? "";
  const chosen = [...OFFERED, ...SETS].find((order) => keyOf(order) === given);
  return chosen ?? { wrong: { field: OFTEN, words: [given] } };
}

/** With what was sent and not offered; none of that where something is missing. */
export interface RhythmFault {
  readonly field: string;
  readonly words: readonly string[];
}

function optionFor(context: Context, order: RhythmOrder): Option {
  return { label: rhythmWords(context, rhythmOf(order)), value: keyOf(order) };
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

/** The most frequent first; of a month dates, then weekdays from its first to its last. */
const OFFERED: readonly RhythmOrder[] = [
  ...WEEKDAYS.map((weekday): RhythmOrder => ({ kind: "weekly", weekday })),
  { kind: "daily" },
  { kind: "weekdays", weekdays: [1, 2, 3, 4, 5] },
  ...WEEKDAYS.map((weekday): RhythmOrder => ({ kind: "fortnightly", weekday })),
  ...DATES.map((date): RhythmOrder => ({ kind: "monthly", date })),
  ...NTHS.flatMap((nth) => WEEKDAYS.map((weekday): RhythmOrder => ({ kind: "ordinal", nth, weekday }))),
];

/** Two weekdays or more, but not all seven: what words order, and the form keeps. */
const SETS: readonly RhythmOrder[] = Array.from({ length: 2 ** WEEKDAYS.length - 1 }, (_, bits) =>
  WEEKDAYS.filter((weekday) => (bits & (1 << (weekday - 1))) !== 0),
)
  .filter(({ length }) => length > 1 && length < WEEKDAYS.length)
  .map((weekdays): RhythmOrder => ({ kind: "weekdays", weekdays }));
