/** What is half written stays where it was written: a thread may be left, a channel looked into, and come back to. */

export function readDraft(place: string): string {
  return sessionStorage.getItem(keyOf(place)) ?? "";
}

export function keepDraft(place: string, text: string): void {
  if (text === "") sessionStorage.removeItem(keyOf(place));
  else sessionStorage.setItem(keyOf(place), text);
}

function keyOf(place: string): string {
  return `playground.draft ${place}`;
}
