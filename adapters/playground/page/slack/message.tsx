/** One message in Slack: who, when, for whom, its blocks, and the way into its thread. */
import type { ReactNode } from "react";
import { askServer } from "#playground/page/live/ask-server.ts";
import { useAsking } from "#playground/page/live/use-asking.ts";
import { Avatar } from "#playground/page/parts/avatar.tsx";
import { Boundary } from "#playground/page/parts/boundary.tsx";
import { Byline } from "#playground/page/parts/byline.tsx";
import { useReplaced } from "#playground/page/parts/follow.ts";
import { Icon } from "#playground/page/parts/icons.tsx";
import type { Theme } from "#playground/page/parts/use-theme.ts";
import { timeOfDay } from "#playground/page/parts/when.ts";
import { slackThreadKey } from "#playground/payload/threads.ts";
import type { SlackLine, Snapshot } from "#playground/snapshot.ts";
import { SlackBlocks } from "./blocks.tsx";
import { SlackText } from "./text.tsx";
import { timeOfTs } from "./ts.ts";

interface Props {
  readonly message: SlackLine;
  readonly snapshot: Snapshot;
  readonly theme: Theme;
  readonly onThread: ((root: string) => void) | null;
}

export function SlackMessageView({ message, snapshot, theme, onThread }: Props): ReactNode {
  const { slack } = snapshot;
  const article = useReplaced(message.text);
  const { busy, notice, run } = useAsking();
  const byBot = message.user === slack.bot.id;
  const name = byBot ? slack.bot.name : message.user === slack.person.id ? slack.person.realName : "Slackbot";
  const press = (actionId: string, choice: string | null) =>
    run(askServer("slack/press", { channel: message.channel, ts: message.ts, actionId, choice }));
  return (
    <article
      className="message"
      ref={article}
      tabIndex={-1}
      data-private={message.onlyFor !== null}
      aria-label={`${name}, ${timeOfDay(timeOfTs(message.ts))}`}
    >
      {message.onlyFor !== null && (
        <p className="only-you">
          <Icon name="eye" />
          Only visible to you
        </p>
      )}
      <Avatar name={name} bot={byBot} />
      <div className="message-body" aria-busy={busy}>
        <Byline name={name} byBot={byBot} time={timeOfTs(message.ts)} />
        <Boundary text={message.text} key={JSON.stringify(message.blocks)}>
          {message.blocks.length > 0 ? (
            <SlackBlocks prefix={message.ts} blocks={message.blocks} {...{ slack, theme }} onPress={press} />
          ) : (
            <SlackText text={message.text} slack={slack} />
          )}
        </Boundary>
        {notice !== null && (
          <p className="notice" role="alert">
            {notice}
          </p>
        )}
        {onThread !== null && message.onlyFor === null && <ThreadLink {...{ message, slack, onThread }} />}
      </div>
    </article>
  );
}

function ThreadLink({
  message,
  slack,
  onThread,
}: {
  readonly message: SlackLine;
  readonly slack: Snapshot["slack"];
  readonly onThread: (root: string) => void;
}): ReactNode {
  const replies = slack.messages.filter(({ thread, channel }) => thread === message.ts && channel === message.channel);
  const working = slack.statuses[slackThreadKey(message.channel, message.ts)];
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  return (
    <button
      type="button"
      className="thread-link"
      data-empty={replies.length === 0}
      onClick={() => onThread(message.ts)}
    >
      <Icon name="reply" />
      {working !== undefined ? `${slack.bot.name} ${working}` : replies.length === 0 ? "Reply in thread" : count}
    </button>
  );
}
