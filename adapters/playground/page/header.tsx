/** The strip above both sides: whose page it is, the clock, and light or dark. */
import type { ReactNode } from "react";
import type { Snapshot } from "#playground/snapshot.ts";
import { ClearMenu } from "./clear-menu.tsx";
import { ClockMenu } from "./clock-menu.tsx";
import { Icon } from "./parts/icons.tsx";
import type { Theme } from "./parts/use-theme.ts";

interface Props {
  readonly snapshot: Snapshot;
  readonly theme: Theme;
  readonly onToggleTheme: () => void;
  /** Which side is shown, where there is room for one. */
  readonly children: ReactNode;
}

export function Header({ snapshot, theme, onToggleTheme, children }: Props): ReactNode {
  const other = theme === "dark" ? "light" : "dark";
  return (
    <header className="header">
      <img className="mark" src="/playground/page/icon.svg" alt="" width="30" height="30" />
      <div className="title">
        <h1>Briefing</h1>
        <p>Local playground. The bot is real; the two platforms are stand-ins on this computer.</p>
      </div>
      <div className="tools">
        <ClockMenu now={snapshot.now} movable={snapshot.canMoveClock} />
        <ClearMenu />
        <button type="button" className="tool" title={`Switch to ${other}`} onClick={onToggleTheme}>
          <Icon name={theme === "dark" ? "sun" : "moon"} />
          <span className="visually-hidden">Switch to {other}</span>
        </button>
      </div>
      {children}
    </header>
  );
}
