/** A small menu behind a button: Escape and leaving it shut it, and the keyboard goes back to the button. */
import { type FocusEvent, type KeyboardEvent, type RefObject, useRef, useState } from "react";

interface Disclosure {
  readonly open: boolean;
  readonly opener: RefObject<HTMLButtonElement | null>;
  readonly toggle: () => void;
  /** Also gives the keyboard back to the button. */
  readonly shut: () => void;
  /** For the part that holds both, the button and the menu. */
  readonly around: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onBlur: (event: FocusEvent) => void;
  };
}

export function useDisclosure(): Disclosure {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const shut = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") shut();
  };
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  return { open, opener, toggle: () => setOpen(!open), shut, around: { onKeyDown, onBlur } };
}
