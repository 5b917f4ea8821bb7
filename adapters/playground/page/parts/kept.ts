/** A choice that a reload of the page keeps, in each tab by itself. */
import { useState } from "react";

/** `name` tells it from others; what was kept and is none of `known` is the first of them. */
export function useKept(name: string, known: readonly string[]): readonly [string, (value: string) => void] {
  const key = `playground.kept ${name}`;
  const [kept, setKept] = useState(() => sessionStorage.getItem(key) ?? "");
  const keep = (value: string): void => {
    sessionStorage.setItem(key, value);
    setKept(value);
  };
  return [known.includes(kept) ? kept : (known[0] ?? ""), keep];
}
