/** The Teams window: channels with posts and their threads, chats with bubbles. */
import type { ReactNode } from "react";
import { ComposeBox } from "#playground/page/composer/compose-box.tsx";
import { askServer } from "#playground/page/live/ask-server.ts";
import { Announcer } from "#playground/page/parts/announcer.tsx";
import { Icon } from "#playground/page/parts/icons.tsx";
import { Rooms, useRoom } from "#playground/page/parts/rooms.tsx";
import type { Theme } from "#playground/page/parts/use-theme.ts";
import { type FirstTry, Welcome } from "#playground/page/parts/welcome.tsx";
import { jsonAt, textOf } from "#playground/payload/json.ts";
import type { Snapshot, TeamsPost } from "#playground/snapshot.ts";
import { TeamsMessages } from "./messages.tsx";

interface Props {
  readonly snapshot: Snapshot;
  readonly theme: Theme;
}

const ICONS = { channel: "hash", groupChat: "people", personal: "chat" } as const;

export function TeamsSide({ snapshot, theme }: Props): ReactNode {
  const { teams } = snapshot;
  const { current, choose, unread } = useRoom(teams.conversations[0]?.id ?? "", newestOfBot(teams));
  const rooms = teams.conversations.map(({ id, name, kind, team }) => ({
    id,
    name,
    icon: ICONS[kind],
    group: team?.name ?? "Chats",
  }));
  return (
    <section className="side teams" aria-label="Microsoft Teams">
      <p className="side-name">Microsoft Teams</p>
      <div className="window">
        <Rooms
          label="Teams channels and chats"
          title={teams.name}
          rooms={rooms}
          current={current}
          unread={unread}
          onChoose={choose}
        />
        <OpenConversation key={current} id={current} snapshot={snapshot} theme={theme} />
      </div>
      <Announcer words={newestWords(teams)} />
    </section>
  );
}

function OpenConversation({ id, snapshot, theme }: Props & { readonly id: string }): ReactNode {
  const { teams, packs, topics } = snapshot;
  const conversation = teams.conversations.find((each) => each.id === id);
  if (conversation === undefined) return null;
  const direct = conversation.kind === "personal";
  const offering = {
    packs,
    topics,
    bot: teams.bot,
    commands: "mention",
    direct: direct ? "direct" : "shared",
  } as const;
  const send = (text: string) => askServer("teams/send", { conversation: id, text });
  return (
    <div className="room">
      <header className="room-head">
        <h2>
          <Icon name={ICONS[conversation.kind]} />
          {conversation.name}
        </h2>
        <p>{conversation.topic}</p>
      </header>
      <TeamsMessages conversation={conversation} offering={offering} {...{ snapshot, theme }}>
        <Welcome
          title={direct ? `Talk to ${teams.bot}` : `Ask in ${conversation.name}`}
          words={direct ? DIRECT : SHARED}
          examples={examplesFor(direct ? "" : `@${teams.bot} `)}
          onSend={send}
        />
      </TeamsMessages>
      <ComposeBox
        label={
          conversation.kind === "channel" ? `Start a post in ${conversation.name}` : `Message ${conversation.name}`
        }
        placeholder={direct ? "Type a topic or a question" : `Type @${teams.bot} and a topic`}
        offering={offering}
        onSend={send}
      />
    </div>
  );
}

const DIRECT = "Type a topic or a question: nobody needs to be mentioned here.";
const SHARED = "Mention the bot, and it answers in the thread of your post.";

function examplesFor(mention: string): readonly FirstTry[] {
  return [
    { text: `${mention}drugs`, hint: "A section, with a button for each market" },
    { text: `${mention}are heroin seizures going up?`, hint: "An answer with its sources" },
    { text: `${mention}scores`, hint: "Every score of the edition" },
    { text: `${mention}subscribe`, hint: "A short digest every week" },
  ];
}

function newestOfBot({ messages }: Snapshot["teams"]): ReadonlyMap<string, string> {
  return new Map(messages.filter(({ byBot }) => byBot).map(({ conversation, id }) => [conversation, id]));
}

function newestWords({ messages, bot }: Snapshot["teams"]): string {
  const newest: TeamsPost | undefined = messages.findLast(({ byBot }) => byBot);
  const spoken = textOf(jsonAt(newest?.attachments[0] ?? {}, "content")["speak"]);
  return newest === undefined ? "" : `${bot} in Teams: ${(newest.text || spoken).slice(0, 200)}`;
}
