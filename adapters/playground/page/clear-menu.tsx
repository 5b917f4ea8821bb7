/** Deletes all that was said and ordered on both sides, once somebody has said so twice. */
import { type ReactNode, useState } from "react";
import { askServer } from "./live/ask-server.ts";
import { Announcer } from "./parts/announcer.tsx";
import { useDisclosure } from "./parts/disclosure.ts";
import { Icon } from "./parts/icons.tsx";

export function ClearMenu(): ReactNode {
  const { open, opener, toggle, shut, around } = useDisclosure();
  const [said, setSaid] = useState("");
  const clear = async () => {
    shut();
    const { notice } = await askServer("clear", {});
    setSaid(notice ?? "Both sides are empty.");
  };
  return (
    <div className="clear-menu" {...around}>
      <button
        type="button"
        className="tool"
        ref={opener}
        title="Messages, subscriptions and the clock"
        aria-expanded={open}
        onClick={toggle}
      >
        <Icon name="broom" />
        <span className="visually-hidden">Clear both sides</span>
      </button>
      {open && (
        <div className="menu" role="group" aria-label="Clear both sides">
          <p>Delete all messages and subscriptions, in Slack and in Teams?</p>
          <button type="button" onClick={() => void clear()}>
            Delete everything
          </button>
          <button type="button" onClick={shut}>
            Keep it
          </button>
        </div>
      )}
      <Announcer words={said} />
    </div>
  );
}
