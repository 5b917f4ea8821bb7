/** What the composer remembers and does at each key. */
import { type KeyboardEvent, useRef, useState } from "react";
import type { PageAnswer } from "#playground/requests.ts";
import { type Offering, type Suggestion, suggestionsFor } from "./suggestions.ts";

export function useComposer(offering: Offering, onSend: (text: string) => Promise<PageAnswer>) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const [menu, setMenu] = useState<"open" | "shut">("shut");
  const [notice, setNotice] = useState<string | null>(null);
  const [waiting, setWaiting] = useState(0);
  const box = useRef<HTMLTextAreaElement>(null);
  const offered = menu === "open" ? suggestionsFor(text, offering) : [];
  const current = offered[Math.min(chosen, offered.length - 1)];
  const change = (next: string) => {
    setText(next);
    setChosen(0);
    setMenu("open");
    setNotice(null);
  };
  const take = (next: string) => {
    change(next);
    box.current?.focus();
  };
  const send = async () => {
    if (text.trim() === "") return;
    setText("");
    setMenu("shut");
    setWaiting((count) => count + 1);
    const answer = await onSend(text.trim());
    setWaiting((count) => count - 1);
    setNotice(answer.notice);
  };
  const shut = () => setMenu("shut");
  const onKeyDown = (event: KeyboardEvent) => {
    const deed = event.nativeEvent.isComposing ? null : deedOf(event, text, current);
    if (deed === null) return;
    event.preventDefault();
    if (deed === "shut") event.stopPropagation();
    switch (deed) {
      case "next":
        return setChosen((chosen + 1) % offered.length);
      case "previous":
        return setChosen((Math.min(chosen, offered.length - 1) + offered.length - 1) % offered.length);
      case "take":
        return current && take(current.text);
      case "shut":
        return shut();
      case "send":
        return void send();
    }
  };
  return { text, change, take, send, shut, onKeyDown, box, offered, current, notice, waiting: waiting > 0 };
}

type Deed = "next" | "previous" | "take" | "shut" | "send";

function deedOf(event: KeyboardEvent, text: string, current: Suggestion | undefined): Deed | null {
  if (event.key === "Enter" && !event.shiftKey) {
    // A half-typed command or name is completed first; what is complete is sent.
    return current !== undefined && isOpening(text) && current.text.trim() !== text.trim() ? "take" : "send";
  }
  if (current === undefined) return null;
  if (event.key === "ArrowDown") return "next";
  if (event.key === "ArrowUp") return "previous";
  if (event.key === "Tab" && !event.shiftKey) return "take";
  return event.key === "Escape" ? "shut" : null;
}

/** Only the sign and the beginning of a name so far: `/lan`, `@Bri`. */
function isOpening(text: string): boolean {
  return /(?:^\/|(?:^|\s)@)\w*$/.test(text);
}
