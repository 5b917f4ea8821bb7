/** Times as people read them. */

export function clockTime(time: number): string {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(time);
}

export function dayName(time: number): string {
  return new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" }).format(time);
}

export function dayAndTime(time: number): string {
  const format = {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  } as const;
  return new Intl.DateTimeFormat("en-GB", format).format(time);
}

/** Slack's `ts` is seconds with a counter behind the point. */
export function timeOfTs(ts: string): number {
  return Number(ts) * 1000;
}
