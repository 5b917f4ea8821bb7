/** Keeps the newest message in view, and says it to screen readers. */
import { type RefObject, useEffect, useRef } from "react";

/** Scrolls to the end when `key` changes: a new room, a new message. */
export function useFollow<Area extends HTMLElement>(key: string): RefObject<Area | null> {
  const area = useRef<Area>(null);
  const shown = useRef("");
  useEffect(() => {
    const element = area.current;
    if (element === null || shown.current === key) return;
    shown.current = key;
    const last = element.querySelector<HTMLElement>("[data-newest]");
    const tall = last !== null && last.offsetHeight > element.clientHeight;
    // A message taller than the view is read from its beginning.
    if (tall) last.scrollIntoView({ block: "start" });
    else element.scrollTop = element.scrollHeight;
  }, [key]);
  return area;
}
