/** Where the keyboard is when a part of the page opens, and when it goes. */
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";

export const FIELDS = ":is(input, select, textarea):not(:disabled, [type=hidden])";

/**
 * Starts a thread or a dialog on its first field, and gives the keyboard back to where it was when the part goes: the
 * button that opened it or, where that was replaced meanwhile, the message it stood on.
 */
export function useOwnFocus<Part extends HTMLElement>(): RefObject<Part | null> {
  const part = useRef<Part>(null);
  const [before] = useState(whereFocusIs);
  useEffect(() => {
    const field = part.current?.querySelector<HTMLElement>(FIELDS);
    field?.focus();
    // What was half written is gone on with at its end.
    if (field instanceof HTMLTextAreaElement) field.setSelectionRange(field.value.length, field.value.length);
    return () => giveBack(before);
  }, [before]);
  return part;
}

export function onEscape({ key }: KeyboardEvent, leave: () => void): void {
  if (key === "Escape") leave();
}

/** From the inside out: what has the keyboard, and what it stands in. */
function whereFocusIs(): readonly HTMLElement[] {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body) return [];
  const message = focused.closest<HTMLElement>(".message");
  const composer = focused.closest(".side")?.querySelector<HTMLElement>(".room > .composer textarea");
  return [focused, message, composer].filter((place) => place instanceof HTMLElement);
}

function giveBack(places: readonly HTMLElement[]): void {
  // Whoever went on somewhere else stays there.
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  places.find((place) => place.isConnected)?.focus();
}
