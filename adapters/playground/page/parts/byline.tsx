/** Whose message it is, whether a bot wrote it, and when. */
import type { ReactNode } from "react";
import { timeOfDay } from "./when.ts";

export function Byline({
  name,
  byBot,
  time,
}: {
  readonly name: string;
  readonly byBot: boolean;
  readonly time: number;
}): ReactNode {
  return (
    <p className="byline">
      <b>{name}</b>
      {byBot && <span className="badge">App</span>}
      <time dateTime={new Date(time).toISOString()}>{timeOfDay(time)}</time>
    </p>
  );
}
