/** The Teams window: channels with posts and their threads, chats with bubbles. */
import type { ReactNode } from "react";
import { Announcer } from "#playground/page/parts/announcer.tsx";
import { Rooms, useRoom } from "#playground/page/parts/rooms.tsx";
import type { Theme } from "#playground/page/parts/use-theme.ts";
import { jsonAt, textOf } from "#playground/payload/json.ts";
import type { Snapshot, TeamsPost } from "#playground/snapshot.ts";
import { CONVERSATION_ICONS, TeamsConversationView } from "./conversation.tsx";
import { TeamsDialogView } from "./dialog.tsx";

interface Props {
  readonly snapshot: Snapshot;
  readonly theme: Theme;
}

export function TeamsSide({ snapshot, theme }: Props): ReactNode {
  const { teams } = snapshot;
  const known = { name: "teams", rooms: teams.conversations.map(({ id }) => id), newest: newestOfBot(teams) };
  const { current, choose, unread } = useRoom(known);
  const rooms = teams.conversations.map(({ id, name, kind, team }) => ({
    id,
    name,
    icon: CONVERSATION_ICONS[kind],
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
        <TeamsConversationView key={current} id={current} snapshot={snapshot} theme={theme} />
      </div>
      {teams.dialogs.map((dialog) => (
        <TeamsDialogView key={dialog.id} dialog={dialog} theme={theme} />
      ))}
      <Announcer words={newestWords(teams)} />
    </section>
  );
}

function newestOfBot({ messages }: Snapshot["teams"]): ReadonlyMap<string, string> {
  return new Map(messages.filter(({ byBot }) => byBot).map(({ conversation, id }) => [conversation, id]));
}

function newestWords({ messages, bot }: Snapshot["teams"]): string {
  const newest: TeamsPost | undefined = messages.findLast(({ byBot }) => byBot);
  const spoken = textOf(jsonAt(newest?.attachments[0] ?? {}, "content")["speak"]);
  return newest === undefined ? "" : `${bot} in Teams: ${(newest.text || spoken).slice(0, 200)}`;
}
