/** A button with a menu behind it: arrows move, Enter chooses, Escape leaves. */
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";

export interface MenuItem {
  readonly value: string;
  readonly words: string;
}

interface Props {
  /** What it is called; the same as its words unless these say too little. */
  readonly label: string;
  readonly words: ReactNode;
  readonly items: readonly MenuItem[];
  readonly onChoose: (value: string) => void;
}

export function MenuButton({ label, words, items, onChoose }: Props): ReactNode {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();
  const shut = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const leave = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  const openByKey = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    <span className="menu-button" onBlur={leave}>
      <button
        type="button"
        className="button"
        ref={opener}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={openByKey}
      >
        {words}
      </button>
      {open && (
        <MenuItems
          {...{ id, label, items }}
          onShut={shut}
          onChoose={(value) => {
            shut();
            onChoose(value);
          }}
        />
      )}
    </span>
  );
}

interface ItemsProps extends Omit<Props, "words"> {
  readonly id: string;
  readonly onShut: () => void;
}

/** https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/ */
function MenuItems({ id, label, items, onChoose, onShut }: ItemsProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector("button")?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((each) => each === document.activeElement);
    if (event.key === "Escape") {
      // What the menu stands in closes by the same key.
      event.stopPropagation();
      return onShut();
    }
    const next = nextPlace(event.key, at, buttons.length);
    if (next === null) return;
    event.preventDefault();
    buttons[next]?.focus();
  };
  return (
    <div className="menu" role="menu" id={id} aria-label={label} tabIndex={-1} ref={list} onKeyDown={onKeyDown}>
      {items.map(({ value, words }) => (
        <button key={value} type="button" role="menuitem" tabIndex={-1} onClick={() => onChoose(value)}>
          {words}
        </button>
      ))}
    </div>
  );
}

function nextPlace(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return (at + 1) % count;
    case "ArrowUp":
      return (at + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
