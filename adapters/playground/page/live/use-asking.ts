/** A request under way, and what was said about it when it went wrong. */
import { useState } from "react";
import type { PageAnswer } from "#playground/requests.ts";

export interface Asking {
  readonly busy: boolean;
  readonly notice: string | null;
  readonly run: (asked: Promise<PageAnswer>) => void;
}

export function useAsking(): Asking {
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const wait = async (asked: Promise<PageAnswer>) => {
    setBusy(true);
    setNotice((await asked).notice);
    setBusy(false);
  };
  return { busy, notice, run: (asked) => void wait(asked) };
}
