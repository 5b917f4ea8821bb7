/** The words in which people say when digests shall come: `content/index/orders/`, a file a language. */

export const DAY_LISTS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export const MONTH_LISTS = [
  ...(["january", "february", "march", "april", "may", "june"] as const),
  ...(["july", "august", "september", "october", "november", "december"] as const),
] as const;
export const NUMBER_LISTS = [
  ...(["one", "two", "three", "four", "five", "six"] as const),
  ...(["seven", "eight", "nine", "ten", "eleven", "twelve"] as const),
] as const;
export const NTH_LISTS = ["first", "second", "third", "fourth", "last"] as const;
export const PERIOD_LISTS = ["daily", "weekly", "fortnightly", "monthly"] as const;
export const DAYPART_LISTS = ["morning", "afternoon", "evening"] as const;
/** Of every day where no day is said: `every morning`. */
export const EACH_DAYPART_LISTS = ["each-morning", "each-afternoon", "each-evening"] as const;
export const UNIT_LISTS = ["day", "week", "fortnight", "month"] as const;
/** What may be passed over, where it stands as `orders/idle.ts` has it. */
export const FILLER_LISTS = [
  ...(["articles", "polite", "places", "recipients", "joins", "links", "zone-links", "to", "behind-links"] as const),
  ...(["zone-words", "clock-words", "topic-nouns", "digests"] as const),
] as const;

/** What each list is for stands in `en.yaml`. */
export const ORDER_LISTS = [
  ...DAY_LISTS,
  ...MONTH_LISTS,
  ...NUMBER_LISTS,
  ...NTH_LISTS,
  ...PERIOD_LISTS,
  ...UNIT_LISTS,
  ...DAYPART_LISTS,
  ...EACH_DAYPART_LISTS,
  ...(["month-start", "month-end"] as const),
  ...(["working-days", "weekend", "single", "every", "other", "range"] as const),
  ...(["at", "oclock", "am", "pm", "noon", "midnight", "hour-endings", "date-endings", "of-month"] as const),
  ...([
    "until",
    "for",
    "next",
    "today",
    "tomorrow",
    "all",
    "except",
    "bounds",
    "after-verbs",
    "wishes",
    "turns",
    "open-end",
  ] as const),
  ...([
    "this",
    "in-week",
    "in-month",
    "end-of",
    "every-one",
    "only",
    "counted",
    "rates",
    "counted-days",
    "later",
    "later-behind",
    "vague",
  ] as const),
  ...FILLER_LISTS,
] as const;
export type OrderList = (typeof ORDER_LISTS)[number];

/** Words and phrases in lower case, of all languages together. */
export type OrderWords = Readonly<Record<OrderList, readonly string[]>>;
