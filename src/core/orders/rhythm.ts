/** Fits together what an order said of when: what is said twice the same is passed over, what contradicts is named. */
import type { RhythmOrder } from "#core/digests/schedule.ts";
import { isDate } from "./numbers.ts";
import type { Period, OrderPiece } from "./cursor.ts";

/** The rhythm that some pieces say, null where they say none, and those of them that do not fit it. */
export interface RhythmReading {
  readonly rhythm: RhythmOrder | null;
  readonly contradicted: ReadonlySet<OrderPiece>;
  /** Whether it was said how often and not on which day, which is then a default. */
  readonly isDayOpen: boolean;
}

type Of<Kind extends OrderPiece["kind"]> = Extract<OrderPiece, { readonly kind: Kind }>;

/** All that was said of days, each in the order in which it was said. */
interface Days {
  readonly weekdays: readonly Of<"rhythm">[];
  readonly dates: readonly (Of<"date"> | Of<"number">)[];
  readonly ordinals: readonly Of<"ordinal">[];
}

export function fitRhythm(pieces: readonly OrderPiece[]): RhythmReading {
  const rhythms = pieces.filter((piece) => piece.kind === "rhythm");
  const named = rhythms.find(({ period }) => period !== null)?.period ?? null;
  const fitting = rhythms.filter(({ period }) => period === null || period === named);
  const days: Days = {
    weekdays: fitting.filter(({ weekdays }) => weekdays.length > 0),
    dates: datesOf(pieces, named),
    ordinals: pieces.filter((piece) => piece.kind === "ordinal"),
  };
  const period = named ?? impliedPeriod(days);
  const kept = period === null ? NO_DAYS : keep(period, days);
  const fits = new Set<OrderPiece>([
    ...fitting.filter(({ weekdays }) => weekdays.length === 0),
    ...Object.values(kept).flat(),
  ]);
  const saysWhen = pieces.filter(({ kind }) => /^(?:rhythm|date|ordinal|number)$/.test(kind));
  return {
    rhythm: period === null ? null : rhythmOf(period, kept),
    contradicted: new Set(saysWhen.filter((piece) => !fits.has(piece))),
    isDayOpen: period !== null && period !== "daily" && Object.values(kept).flat().length === 0,
  };
}

const NO_DAYS: Days = { weekdays: [], dates: [], ordinals: [] };

/** A bare number is a day in `monthly 15` and nowhere else. */
function datesOf(pieces: readonly OrderPiece[], named: Period | null): Days["dates"] {
  const dates = pieces.filter((piece) => piece.kind === "date");
  const isOpen = named === "monthly" && dates.length === 0 && !pieces.some(({ kind }) => kind === "ordinal");
  const number = pieces.find((piece) => piece.kind === "number" && isDate(piece.number));
  return isOpen && number?.kind === "number" ? [number] : dates;
}

function impliedPeriod({ weekdays, dates, ordinals }: Days): Period | null {
  if (ordinals.length > 0) return "monthly";
  if (weekdays.length > 0) return "weekly";
  return dates.length === 0 ? null : "monthly";
}

/** Of what was said of days, what can be so at once. */
function keep(period: Period, { weekdays, dates, ordinals }: Days): Days {
  switch (period) {
    case "daily":
      // "Daily, monday to friday" is one thing, "daily, on mondays" are two.
      return { ...NO_DAYS, weekdays: distinct(weekdays).length > 1 ? weekdays : [] };
    case "weekly":
      return { ...NO_DAYS, weekdays };
    case "fortnightly": {
      // "Every other friday" names both; a day that was said beside it yields to that.
      const main = weekdays.filter((each) => each.period !== null || weekdays.every((other) => other.period === null));
      const isSame = (each: Of<"rhythm">): boolean => distinct([...main.slice(0, 1), each]).length === 1;
      return { ...NO_DAYS, weekdays: weekdays.filter(isSame) };
    }
    case "monthly": {
      const [nth] = ordinals;
      if (nth === undefined) return { ...NO_DAYS, dates: dates.filter((each) => dateOf(each) === dateOf(dates[0])) };
      return { ...NO_DAYS, ordinals: ordinals.filter((each) => each.nth === nth.nth && each.weekday === nth.weekday) };
    }
  }
}

/** Monday, or the first of the month, where no day was said. */
function rhythmOf(period: Period, { weekdays, dates, ordinals }: Days): RhythmOrder {
  const days = distinct(weekdays);
  const [weekday = 1] = days;
  switch (period) {
    case "daily":
      return days.length === 0 ? { kind: "daily" } : onWeekdays(days);
    case "weekly":
      return days.length === 0 ? { kind: "weekly", weekday } : onWeekdays(days);
    case "fortnightly":
      return { kind: "fortnightly", weekday };
    case "monthly": {
      const [nth] = ordinals;
      if (nth !== undefined) return { kind: "ordinal", nth: nth.nth, weekday: nth.weekday };
      return { kind: "monthly", date: dateOf(dates[0]) ?? 1 };
    }
  }
}

function onWeekdays(days: readonly number[]): RhythmOrder {
  const [weekday = 1] = days;
  if (days.length === 1) return { kind: "weekly", weekday };
  return days.length === 7 ? { kind: "daily" } : { kind: "weekdays", weekdays: days };
}

/** Each once, from Monday on. */
function distinct(pieces: readonly Of<"rhythm">[]): readonly number[] {
  return [...new Set(pieces.flatMap(({ weekdays }) => weekdays))].toSorted((one, other) => one - other);
}

function dateOf(piece: Days["dates"][number] | undefined): number | undefined {
  return piece?.kind === "date" ? piece.date : piece?.number;
}
