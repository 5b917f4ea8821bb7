/** The square or round beside a name. */
import type { ReactNode } from "react";

export function Avatar({ name, bot }: { readonly name: string; readonly bot: boolean }): ReactNode {
  if (bot) return <img className="avatar" src="/playground/page/icon.svg" alt="" width="36" height="36" />;
  const letters = name
    .split(" ")
    .map((word) => word[0] ?? "")
    .join("")
    .slice(0, 2);
  return (
    <span className="avatar" aria-hidden="true">
      {letters}
    </span>
  );
}
