/** Tells screen readers what just arrived, without reading the whole list again. */
import type { ReactNode } from "react";

export function Announcer({ words }: { readonly words: string }): ReactNode {
  return (
    <p className="visually-hidden" role="status" aria-live="polite">
      {words}
    </p>
  );
}
