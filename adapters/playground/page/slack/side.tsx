/** The Slack window: channels, the open channel, and a thread when one is open. */
import { type ReactNode, useState } from "react";
import { ComposeBox } from "#playground/page/composer/compose-box.tsx";
import type { SlashCommand } from "#playground/page/composer/suggestions.ts";
import { askServer } from "#playground/page/live/ask-server.ts";
import { Announcer } from "#playground/page/parts/announcer.tsx";
import { Icon } from "#playground/page/parts/icons.tsx";
import { Rooms, useRoom } from "#playground/page/parts/rooms.tsx";
import type { Theme } from "#playground/page/parts/use-theme.ts";
import { type FirstTry, Welcome } from "#playground/page/parts/welcome.tsx";
import type { SlackLine, Snapshot } from "#playground/snapshot.ts";
import { SlackDialog } from "./dialog.tsx";
import { SlackMessages } from "./messages.tsx";
import { SlackThread } from "./thread.tsx";

interface Props {
  readonly snapshot: Snapshot;
  readonly theme: Theme;
}

const ICONS = { public: "hash", private: "lock", direct: "chat" } as const;

export function SlackSide({ snapshot, theme }: Props): ReactNode {
  const { slack } = snapshot;
  const known = { name: "slack", rooms: slack.channels.map(({ id }) => id), newest: newestOfBot(slack) };
  const { current, choose, unread } = useRoom(known);
  const [opened, setThread] = useState<string | null>(null);
  // What it hangs on may be gone: both sides were cleared, or the bot was started anew.
  const thread = slack.messages.some(({ ts }) => ts === opened) ? opened : null;
  const open = (room: string) => {
    choose(room);
    setThread(null);
  };
  const rooms = slack.channels.map(({ id, name, kind }) => {
    const group = kind === "direct" ? "Direct messages" : "Channels";
    return { id, name, icon: ICONS[kind], group };
  });
  const [dialog] = slack.dialogs;
  return (
    <section className="side slack" aria-label="Slack">
      <p className="side-name">Slack</p>
      <div className="window" data-thread={thread !== null}>
        <Rooms
          label="Slack channels"
          title={slack.name}
          rooms={rooms}
          current={current}
          unread={unread}
          onChoose={open}
        />
        <OpenChannel key={current} id={current} snapshot={snapshot} theme={theme} onThread={setThread} />
        {thread !== null && (
          <SlackThread
            key={thread}
            root={thread}
            channel={current}
            {...{ snapshot, theme }}
            onClose={() => setThread(null)}
          />
        )}
      </div>
      {dialog !== undefined && <SlackDialog key={dialog.id} dialog={dialog} />}
      <Announcer words={newestWords(slack)} />
    </section>
  );
}

interface OpenChannelProps extends Props {
  readonly id: string;
  readonly onThread: (root: string) => void;
}

function OpenChannel({ id, snapshot, theme, onThread }: OpenChannelProps): ReactNode {
  const { slack, packs, topics } = snapshot;
  const channel = slack.channels.find((each) => each.id === id);
  const messages = slack.messages.filter((each) => each.channel === id && each.thread === null);
  const send = (text: string) => askServer("slack/send", { channel: id, text });
  if (channel === undefined) return null;
  const direct = channel.kind === "direct";
  const offering = {
    slashes: packs.map(slashOf),
    topics,
    bot: slack.bot.name,
    direct: direct ? "direct" : "shared",
  } as const;
  return (
    <div className="room">
      <header className="room-head">
        <h2>
          <Icon name={ICONS[channel.kind]} />
          {channel.name}
        </h2>
        <p>{channel.topic}</p>
      </header>
      <SlackMessages
        label={`Messages in ${direct ? channel.name : `#${channel.name}`}`}
        messages={messages}
        {...{ snapshot, theme, onThread }}
        status={slack.statuses[id]}
      >
        <Welcome
          title={direct ? `Talk to ${slack.bot.name}` : `Ask in #${channel.name}`}
          words={direct ? DIRECT : SHARED}
          examples={examplesFor(packs[0]?.slug ?? "", direct ? "" : `@${slack.bot.name} `)}
          onSend={send}
        />
      </SlackMessages>
      <ComposeBox
        place={id}
        label={`Message ${direct ? channel.name : `#${channel.name}`}`}
        placeholder={direct ? `Message ${channel.name}` : `Message #${channel.name}, or type / for commands`}
        offering={offering}
        onSend={send}
      />
    </div>
  );
}

function slashOf({ slug, country }: Snapshot["packs"][number]): SlashCommand {
  return { word: slug, hint: `[topic or question] ${country} in the Index`, takes: "words" };
}

const DIRECT = "Type a command or just a question: nobody needs to be mentioned here.";
const SHARED = "A command is answered to you alone. A mention is answered in a thread, for everyone.";

function examplesFor(command: string, mention: string): readonly FirstTry[] {
  return [
    { text: `/${command} drugs`, hint: "A section, with a button for each market" },
    { text: `/${command}`, hint: "Headline scores and key findings" },
    { text: `${mention}are heroin seizures going up?`, hint: "An answer with its sources" },
    { text: `/${command} subscribe`, hint: "A short digest every week" },
  ];
}

function newestOfBot({ messages, bot }: Snapshot["slack"]): ReadonlyMap<string, string> {
  return new Map(messages.filter(({ user }) => user === bot.id).map(({ channel, ts }) => [channel, ts]));
}

function newestWords({ messages, bot }: Snapshot["slack"]): string {
  const newest: SlackLine | undefined = messages.findLast(({ user }) => user === bot.id);
  return newest === undefined ? "" : `${bot.name} in Slack: ${newest.text.slice(0, 200)}`;
}
