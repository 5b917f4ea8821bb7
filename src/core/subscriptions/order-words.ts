/** The words in which people say when a digest shall come. Maps: whatever is typed may be looked up, `__proto__` too. */

export type RhythmKind = "daily" | "weekly" | "monthly";

/** 1 is Monday. */
export const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  [
    ["monday", "mondays", "mon", "понедельник", "дүйшөмбү"],
    ["tuesday", "tuesdays", "tue", "tues", "вторник", "шейшемби"],
    ["wednesday", "wednesdays", "wed", "weds", "среда", "среду", "шаршемби"],
    ["thursday", "thursdays", "thu", "thur", "thurs", "четверг", "бейшемби"],
    ["friday", "fridays", "fri", "пятница", "пятницу", "жума"],
    ["saturday", "saturdays", "sat", "суббота", "субботу", "ишемби"],
    ["sunday", "sundays", "sun", "воскресенье", "жекшемби"],
  ].flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

export const RHYTHMS: ReadonlyMap<string, RhythmKind> = mapOf({
  daily: "daily",
  everyday: "daily",
  weekly: "weekly",
  monthly: "monthly",
  ежедневно: "daily",
  еженедельно: "weekly",
  ежемесячно: "monthly",
});

/** Words that make a rhythm only after `every`, `each`, `a` or `per`: `on the last day` is no daily digest. */
export const PERIODS: ReadonlyMap<string, RhythmKind> = mapOf({ day: "daily", week: "weekly", month: "monthly" });
export const BEFORE_PERIOD: ReadonlySet<string> = new Set(["every", "each", "a", "per"]);

/** Days of the month in words; the last is that of the longest month. */
export const DATES: ReadonlyMap<string, number> = mapOf({ first: 1, second: 2, third: 3, last: 31 });

export const TIMES: ReadonlyMap<string, string> = mapOf({ noon: "12:00", midday: "12:00", midnight: "00:00" });

/** All topics, said by name. */
export const EVERYTHING: ReadonlySet<string> = new Set(["all", "everything"]);

/** What may stand anywhere and says nothing. */
export const FILLERS: ReadonlySet<string> = new Set(
  `a about an and at briefing briefings by channel clock day days digest digests each every for from here in it me month
  o'clock oclock of on once our per please post send subscribe team the this time timezone to topic topics tz us week weeks with zone в на по`.split(
    /\s+/,
  ),
);

function mapOf<T>(words: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(words));
}
