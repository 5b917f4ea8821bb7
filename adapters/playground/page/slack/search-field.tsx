/** An `external_select`: the bot is asked for options while somebody types. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from "react";
import { askServer } from "#playground/page/live/ask-server.ts";
import { type Json, textOf } from "#playground/payload/json.ts";
import { wordsOf } from "./elements.tsx";

interface Props {
  readonly id: string;
  /** Of the modal that it is in. */
  readonly view: string;
  /** Its action id, and what its value is sent as. */
  readonly name: string;
  readonly placeholder: string;
  readonly initial: Json;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean;
}

interface Found {
  readonly label: string;
  readonly value: string;
}

const PAUSE_MS = 150;
const NONE = -1;

/** A combobox with a list: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
export function SearchField({ view, name, initial, ...input }: Props): ReactNode {
  const list = useId();
  const [chosen, setChosen] = useState<Found>({ label: wordsOf(initial["text"]), value: textOf(initial["value"]) });
  const [text, setText] = useState(chosen.label);
  // Nothing is chosen by Enter that nobody pointed at.
  const [marked, setMarked] = useState(NONE);
  const isChosen = text === chosen.label;
  const found = useFound(view, name, isChosen ? "" : text);
  const isInVain = !isChosen && found !== null && found.length === 0;
  const choose = (option: Found | undefined) => {
    if (option === undefined) return;
    setChosen(option);
    setText(option.label);
    setMarked(NONE);
  };
  const offered = found ?? [];
  const isOpen = offered.length > 0;
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setMarked((marked + 1) % offered.length),
    ArrowUp: () => setMarked(marked <= 0 ? offered.length - 1 : marked - 1),
    Enter: () => choose(offered[marked]),
    Escape: () => choose(chosen),
  };
  return (
    <div className="search">
      <input type="hidden" name={name} value={isChosen ? chosen.value : ""} />
      <input
        {...input}
        type="text"
        role="combobox"
        autoComplete="off"
        required
        aria-expanded={isOpen}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && marked !== NONE ? `${list}-${marked}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setMarked(NONE);
        }}
        onKeyDown={(event) => obey(event, isOpen ? keys[event.key] : undefined)}
      />
      <p className="hint" role="status">
        {isInVain ? `Nothing found for “${text}”` : isOpen && marked === NONE ? howToChoose(offered.length) : ""}
      </p>
      <Options id={list} found={offered} marked={marked} onChoose={choose} />
    </div>
  );
}

function howToChoose(count: number): string {
  return `${count} found. Choose with the arrow keys and Enter.`;
}

/** Neither sends the form nor closes it while the list is open. */
function obey(event: KeyboardEvent, act: (() => void) | undefined): void {
  if (act === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

interface OptionsProps {
  readonly id: string;
  readonly found: readonly Found[];
  readonly marked: number;
  readonly onChoose: (option: Found) => void;
}

function Options({ id, found, marked, onChoose }: OptionsProps): ReactNode {
  return (
    <ul id={id} role="listbox" aria-label="Found" hidden={found.length === 0}>
      {found.map((option, index) => (
        <li
          key={option.value}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === marked}
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(option);
          }}
        >
          {option.label}
        </li>
      ))}
    </ul>
  );
}

/** What was found for `text`, null before that is known; nothing is asked before a pause in typing. */
function useFound(view: string, name: string, text: string): readonly Found[] | null {
  const [found, setFound] = useState<{ readonly text: string; readonly options: readonly Found[] }>();
  useEffect(() => {
    if (text.trim() === "") return;
    const ask = async () => {
      const { options = [] } = await askServer("slack/search", { view, actionId: name, text });
      setFound({ text, options });
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [view, name, text]);
  return found?.text === text && text.trim() !== "" ? found.options : null;
}
