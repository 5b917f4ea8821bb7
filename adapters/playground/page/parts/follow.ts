/** Keeps the newest message in view, and says it to screen readers. */
import { type RefObject, useEffect, useRef } from "react";
import { FIELDS } from "./focus.ts";

const GLIMPSE = 64;

/** Scrolls to the end when `key` changes: a new room, a new message. */
export function useFollow<Area extends HTMLElement>(key: string): RefObject<Area | null> {
  const area = useRef<Area>(null);
  const shown = useRef("");
  useEffect(() => {
    const element = area.current;
    if (element === null || shown.current === key) return;
    shown.current = key;
    const last = element.querySelector<HTMLElement>("[data-newest]");
    // A message taller than the view is read from its beginning, under the end of what it answers.
    const height = Math.min(element.clientHeight, innerHeight);
    if (last !== null && last.offsetHeight > height - GLIMPSE) showTop(element, last);
    else if (last !== null && !scrolls(element)) last.scrollIntoView({ block: "end" });
    else element.scrollTop = element.scrollHeight;
  }, [key]);
  return area;
}

/** When a message is replaced under the reader: its beginning is shown, and the keyboard's place is kept on it, or is the first field of a form. */
export function useReplaced(content: string): RefObject<HTMLElement | null> {
  const message = useRef<HTMLElement>(null);
  const shown = useRef(content);
  useEffect(() => {
    const element = message.current;
    const area = element?.closest<HTMLElement>(".messages");
    if (shown.current === content || element === null || !area) return;
    shown.current = content;
    if (element.getBoundingClientRect().top < area.getBoundingClientRect().top) showTop(area, element);
    if (document.activeElement === document.body)
      (element.querySelector<HTMLElement>(FIELDS) ?? element).focus({ preventScroll: true });
  }, [content]);
  return message;
}

/** On a screen too low for a window within the page, the page itself scrolls. */
function scrolls(area: HTMLElement): boolean {
  return getComputedStyle(area).overflowY !== "visible";
}

function showTop(area: HTMLElement, element: HTMLElement): void {
  if (!scrolls(area)) return element.scrollIntoView({ block: "start" });
  area.scrollTop += element.getBoundingClientRect().top - area.getBoundingClientRect().top - GLIMPSE;
}
