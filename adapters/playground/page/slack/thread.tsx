/** The thread pane: the message it hangs on, its replies, and a composer of its own. */
import type { ReactNode } from "react";
import { ComposeBox } from "#playground/page/composer/compose-box.tsx";
import { askServer } from "#playground/page/live/ask-server.ts";
import { onEscape, useOwnFocus } from "#playground/page/parts/focus.ts";
import { Icon } from "#playground/page/parts/icons.tsx";
import type { Theme } from "#playground/page/parts/use-theme.ts";
import { slackThreadKey } from "#playground/payload/threads.ts";
import type { Snapshot } from "#playground/snapshot.ts";
import { SlackMessages } from "./messages.tsx";

interface Props {
  readonly root: string;
  readonly channel: string;
  readonly snapshot: Snapshot;
  readonly theme: Theme;
  readonly onClose: () => void;
}

export function SlackThread({ root, channel, snapshot, theme, onClose }: Props): ReactNode {
  const { slack, topics } = snapshot;
  const messages = slack.messages.filter(
    (each) => each.channel === channel && (each.ts === root || each.thread === root),
  );
  const place = slack.channels.find(({ id }) => id === channel);
  const direct = place?.kind === "direct" ? "direct" : "shared";
  const offering = { slashes: [], topics, bot: slack.bot.name, direct } as const;
  const send = (text: string) => askServer("slack/send", { channel, text, thread: root });
  const pane = useOwnFocus<HTMLElement>();
  return (
    <aside className="thread" aria-label="Thread" ref={pane} onKeyDown={(event) => onEscape(event, onClose)}>
      <header className="room-head">
        <h2>Thread</h2>
        <p>{place?.name}</p>
        <button type="button" className="tool" onClick={onClose}>
          <Icon name="close" />
          <span className="visually-hidden">Close the thread</span>
        </button>
      </header>
      <SlackMessages
        label="Messages of the thread"
        messages={messages}
        {...{ snapshot, theme }}
        onThread={null}
        status={slack.statuses[slackThreadKey(channel, root)]}
      />
      <ComposeBox
        place={slackThreadKey(channel, root)}
        label="Reply in the thread"
        placeholder={`Reply, or mention @${slack.bot.name}`}
        offering={offering}
        onSend={send}
      />
    </aside>
  );
}
