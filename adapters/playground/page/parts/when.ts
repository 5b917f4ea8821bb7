/** Times as people read them. */

export function timeOfDay(time: number): string {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(time);
}

export function dayName(time: number): string {
  return new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" }).format(time);
}

/** `Sun 22 Nov, 16:50` */
export function dayAndTime(time: number): string {
  const day = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" }).format(time);
  return `${day.replace(",", "")}, ${timeOfDay(time)}`;
}
