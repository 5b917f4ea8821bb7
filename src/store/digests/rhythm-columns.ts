/** Between a rhythm and its two columns. */
import { dayNumber, dayOf } from "#core/digests/calendar.ts";
import type { Nth, Rhythm } from "#core/digests/schedule.ts";
import type { SubscriptionRow } from "#store/tables.ts";

type RhythmColumns = Pick<SubscriptionRow, "rhythm" | "rhythm_day">;

/**
 * The first version took every word but `weekly` and `monthly` for `daily`. Rhythms that came after it are stored as
 * monthly ones on a date so far below 0 that it throws when it reckons with them, which parks the row; pausing and
 * resuming it there writes back what it read. Behind the first digit stands the kind, behind that its days:
 * -1100000135 is Monday, Wednesday and Friday, -1200000015 the first Friday, -1300020798 a fortnight by its first day.
 */
const CODES = { weekdays: 1_100_000_000, ordinal: 1_200_000_000, fortnightly: 1_300_000_000 } as const;
const CODE_SIZE = 100_000_000;
const LAST = 9;

export function rhythmColumns(rhythm: Rhythm): RhythmColumns {
  switch (rhythm.kind) {
    case "daily":
      return { rhythm: "daily", rhythm_day: 0 };
    case "weekly":
      return { rhythm: "weekly", rhythm_day: rhythm.weekday };
    case "monthly":
      return { rhythm: "monthly", rhythm_day: rhythm.date };
    case "weekdays":
      return coded("weekdays", Number(rhythm.weekdays.join("")));
    case "ordinal":
      return coded("ordinal", (rhythm.nth === "last" ? LAST : rhythm.nth) * 10 + rhythm.weekday);
    case "fortnightly":
      return coded("fortnightly", dayNumber(rhythm.first));
  }
}

/** Throws for what this version does not know. */
export function toRhythm({ rhythm, rhythm_day: day }: RhythmColumns): Rhythm {
  if (rhythm === "daily") return { kind: rhythm };
  if (rhythm === "weekly") return { kind: rhythm, weekday: day };
  if (rhythm === "monthly" && day > 0) return { kind: rhythm, date: day };
  const kinds = ["weekdays", "ordinal", "fortnightly"] as const;
  const kind = kinds.find((each) => -day >= CODES[each] && -day < CODES[each] + CODE_SIZE);
  if (rhythm !== "monthly" || kind === undefined) throw new Error(`There is no rhythm ${rhythm} ${day}`);
  return decoded(kind, -day - CODES[kind]);
}

function coded(kind: keyof typeof CODES, value: number): RhythmColumns {
  return { rhythm: "monthly", rhythm_day: -(CODES[kind] + value) };
}

function decoded(kind: keyof typeof CODES, value: number): Rhythm {
  switch (kind) {
    case "weekdays":
      return { kind, weekdays: String(value).split("").map(Number) };
    case "ordinal":
      return { kind, nth: toNth(Math.floor(value / 10)), weekday: value % 10 };
    case "fortnightly":
      return { kind, first: dayOf(value) };
  }
}

function toNth(digit: number): Nth {
  const nth = ([1, 2, 3, 4] as const).find((each) => each === digit);
  return nth ?? "last";
}
