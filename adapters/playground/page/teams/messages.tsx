/** A channel's posts, each with its thread; or a chat's messages in a row. */
import { type ReactNode, useState } from "react";
import { ComposeBox } from "#playground/page/composer/compose-box.tsx";
import type { Offering } from "#playground/page/composer/suggestions.ts";
import { askServer } from "#playground/page/live/ask-server.ts";
import { onEscape, useOwnFocus } from "#playground/page/parts/focus.ts";
import { useFollow } from "#playground/page/parts/follow.ts";
import { Icon } from "#playground/page/parts/icons.tsx";
import type { Theme } from "#playground/page/parts/use-theme.ts";
import { dayName } from "#playground/page/parts/when.ts";
import { teamsThreadName } from "#playground/payload/threads.ts";
import type { Snapshot, TeamsPost } from "#playground/snapshot.ts";
import type { TeamsConversation } from "#playground/teams/types.ts";
import { TeamsMessageView } from "./message.tsx";

interface Props {
  readonly conversation: TeamsConversation;
  readonly offering: Offering;
  readonly snapshot: Snapshot;
  readonly theme: Theme;
  /** Shown while there are no messages. */
  readonly children: ReactNode;
}

export function TeamsMessages({ conversation, offering, snapshot, theme, children }: Props): ReactNode {
  const messages = snapshot.teams.messages.filter((each) => each.conversation === conversation.id);
  const roots = conversation.kind === "channel" ? messages.filter(({ thread }) => thread === null) : messages;
  const newest = messages.at(-1);
  const area = useFollow<HTMLDivElement>(`${newest?.id} ${messages.length} ${snapshot.teams.typing.length}`);
  const days = roots.map(({ at }) => dayName(at));
  return (
    <div
      className="messages"
      data-kind={conversation.kind}
      ref={area}
      tabIndex={0}
      role="region"
      aria-label={`Messages in ${conversation.name}`}
    >
      {messages.length === 0 && children}
      <ol>
        {roots.map((root, index) => (
          <li key={root.id}>
            {days[index] !== days[index - 1] && <p className="day">{days[index]}</p>}
            {conversation.kind === "channel" ? (
              <Post root={root} {...{ messages, newest, offering, snapshot, theme }} />
            ) : (
              <div data-newest={root === newest || undefined}>
                <TeamsMessageView message={root} theme={theme} />
              </div>
            )}
          </li>
        ))}
      </ol>
      <Typing place={conversation.id} teams={snapshot.teams} />
    </div>
  );
}

interface PostProps extends Omit<Props, "children" | "conversation"> {
  readonly root: TeamsPost;
  readonly messages: readonly TeamsPost[];
  readonly newest: TeamsPost | undefined;
}

function Post({ root, messages, newest, offering, snapshot, theme }: PostProps): ReactNode {
  const replies = messages.filter(({ thread }) => thread === root.id);
  return (
    <div className="post">
      {[root, ...replies].map((message) => (
        <div
          key={message.id}
          className={message === root ? "post-root" : "post-reply"}
          data-newest={message === newest || undefined}
        >
          <TeamsMessageView message={message} theme={theme} />
        </div>
      ))}
      <Typing place={teamsThreadName(root.conversation, root.id)} teams={snapshot.teams} />
      {/* What only one person sees cannot be replied to. */}
      {root.onlyFor === null && <Reply root={root} offering={offering} />}
    </div>
  );
}

function Reply({ root, offering }: Pick<PostProps, "root" | "offering">): ReactNode {
  const [replying, setReplying] = useState(false);
  return (
    <>
      {replying && <ReplyBox {...{ root, offering }} onLeave={() => setReplying(false)} />}
      {/* Stays, unseen, to have the keyboard given back. */}
      <button type="button" className="post-answer" hidden={replying} onClick={() => setReplying(true)}>
        <Icon name="reply" />
        Reply
      </button>
    </>
  );
}

interface ReplyBoxProps extends Pick<PostProps, "root" | "offering"> {
  readonly onLeave: () => void;
}

function ReplyBox({ root, offering, onLeave }: ReplyBoxProps): ReactNode {
  const { conversation, id: thread } = root;
  const box = useOwnFocus<HTMLDivElement>();
  return (
    <div ref={box} onKeyDown={(event) => onEscape(event, onLeave)}>
      <ComposeBox
        place={teamsThreadName(conversation, thread)}
        label="Reply to this post"
        placeholder={`Reply, or mention @${offering.bot}`}
        offering={{ ...offering, slashes: [] }}
        onSend={(text) => askServer("teams/send", { conversation, thread, text })}
      />
    </div>
  );
}

function Typing({ place, teams }: { readonly place: string; readonly teams: Snapshot["teams"] }): ReactNode {
  if (!teams.typing.includes(place)) return null;
  return (
    <p className="working" role="status">
      <i aria-hidden="true" />
      {teams.bot} is typing…
    </p>
  );
}
