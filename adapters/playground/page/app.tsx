/** The page: two platforms side by side, or one at a time where there is no room for both. */
import type { MouseEvent, ReactNode } from "react";
import { Header } from "./header.tsx";
import { useSnapshot } from "./live/use-snapshot.ts";
import { useKept } from "./parts/kept.ts";
import { useTheme } from "./parts/use-theme.ts";
import { SlackSide } from "./slack/side.tsx";
import { TeamsSide } from "./teams/side.tsx";

const SIDE_NAMES = { slack: "Slack", teams: "Teams" } as const;
const SIDES = ["slack", "teams"] as const;

export function App(): ReactNode {
  const { snapshot, connection } = useSnapshot();
  const [theme, toggleTheme] = useTheme();
  const [shown, show] = useKept("side", SIDES);
  if (snapshot === null) {
    const words =
      connection === "lost" ? "The bot is not running. Start it with “npm start”." : "Opening the playground…";
    return (
      <p className="opening" role="status">
        {words}
      </p>
    );
  }
  return (
    <div className="app">
      <a className="skip" href="#conversation">
        Skip to the conversation
      </a>
      <a className="skip" href="#conversation" onClick={goToWriting}>
        Skip to writing
      </a>
      <Header snapshot={snapshot} theme={theme} onToggleTheme={toggleTheme}>
        <div className="switch" role="group" aria-label="Platform">
          {SIDES.map((side) => (
            <button key={side} type="button" aria-pressed={shown === side} onClick={() => show(side)}>
              {SIDE_NAMES[side]}
            </button>
          ))}
        </div>
      </Header>
      {connection === "lost" && (
        <p className="banner" role="alert">
          The bot is not answering. Start it again with <code>npm start</code>; this page reconnects by itself.
        </p>
      )}
      <main className="sides" data-shown={shown} id="conversation" tabIndex={-1}>
        <SlackSide snapshot={snapshot} theme={theme} />
        <TeamsSide snapshot={snapshot} theme={theme} />
      </main>
    </div>
  );
}

/** To where one writes on the side that is shown, or on the first of both. */
function goToWriting(event: MouseEvent): void {
  event.preventDefault();
  const boxes = [...document.querySelectorAll<HTMLElement>(".composer textarea")];
  boxes.find((box) => box.checkVisibility())?.focus();
}
