/** What the composer remembers and does at each key. */
import { type KeyboardEvent, useRef, useState } from "react";
import { keepDraft, readDraft } from "#playground/page/parts/draft.ts";
import type { PageAnswer } from "#playground/requests.ts";
import { type Offering, type Suggestion, suggestionsFor } from "./suggestions.ts";

interface Writing {
  readonly place: string;
  readonly offering: Offering;
  readonly onSend: (text: string) => Promise<PageAnswer>;
}

export function useComposeBox({ place: written, offering, onSend }: Writing) {
  const sending = useSending(written, onSend);
  const { text, setText } = sending;
  const [chosen, setChosen] = useState(0);
  const [menu, setMenu] = useState<"open" | "shut">("shut");
  const box = useRef<HTMLTextAreaElement>(null);
  const offered = menu === "open" ? suggestionsFor(text, offering) : [];
  const place = Math.min(chosen, offered.length - 1);
  const current = offered[place];
  const change = (next: string) => {
    setText(next);
    setChosen(0);
    setMenu("open");
  };
  const take = (next: string) => {
    change(next);
    box.current?.focus();
  };
  const shut = () => setMenu("shut");
  const send = () => {
    shut();
    sending.send();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const deed = deedOf(event, text, current);
    if (deed !== null) event.preventDefault();
    switch (deed) {
      case "next":
        return setChosen((place + 1) % offered.length);
      case "previous":
        return setChosen((place + offered.length - 1) % offered.length);
      case "take":
        return current && take(current.text);
      case "shut":
        // The thread pane closes by the same key.
        event.stopPropagation();
        return shut();
      case "send":
        return send();
      case null:
    }
  };
  return { ...sending, change, take, send, shut, onKeyDown, box, offered, current };
}

/** The text until it is sent; what did not get through is given back, unless something new was begun. */
function useSending(place: string, onSend: Writing["onSend"]) {
  const [text, write] = useState(() => readDraft(place));
  const [notice, setNotice] = useState<string | null>(null);
  const [waiting, setWaiting] = useState(0);
  const setText = (next: string) => {
    write(next);
    keepDraft(place, next);
    setNotice(null);
  };
  const deliver = async (words: string) => {
    setText("");
    setWaiting((count) => count + 1);
    const answer = await onSend(words);
    setWaiting((count) => count - 1);
    setNotice(answer.notice);
    if (answer.notice !== null) write((now) => (now === "" ? words : now));
  };
  const send = () => {
    if (text.trim() !== "") void deliver(text.trim());
  };
  return { text, setText, notice, waiting: waiting > 0, send };
}

type KeyDeed = "next" | "previous" | "take" | "shut" | "send";

/** What keys do while the menu offers something. */
const MENU_KEYS: ReadonlyMap<string, KeyDeed> = new Map([
  ["ArrowDown", "next"],
  ["ArrowUp", "previous"],
  ["Tab", "take"],
  ["Escape", "shut"],
]);

function deedOf({ key, shiftKey, nativeEvent }: KeyboardEvent, text: string, current?: Suggestion): KeyDeed | null {
  if (nativeEvent.isComposing) return null;
  // A half-typed command or name is completed first; what is complete is sent.
  if (key === "Enter" && !shiftKey) return current !== undefined && isHalfTyped(text, current) ? "take" : "send";
  if (current === undefined || (key === "Tab" && shiftKey)) return null;
  return MENU_KEYS.get(key) ?? null;
}

function isHalfTyped(text: string, current: Suggestion): boolean {
  return isOpening(text) && current.text.trim() !== text.trim();
}

/** Only the sign and the beginning of a name so far: `/lan`, `@Bri`. */
function isOpening(text: string): boolean {
  return /(?:^\/|(?:^|\s)@)\w*$/.test(text);
}
