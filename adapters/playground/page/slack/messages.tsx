/** The messages of a channel or thread, oldest first. */
import type { ReactNode } from "react";
import { useFollow } from "#playground/page/parts/follow.ts";
import type { Theme } from "#playground/page/parts/use-theme.ts";
import { dayName } from "#playground/page/parts/when.ts";
import type { SlackLine, Snapshot } from "#playground/snapshot.ts";
import { SlackMessageView } from "./message.tsx";
import { timeOfTs } from "./ts.ts";

interface Props {
  readonly label: string;
  readonly messages: readonly SlackLine[];
  readonly snapshot: Snapshot;
  readonly theme: Theme;
  /** Opens a thread; null inside one. */
  readonly onThread: ((root: string) => void) | null;
  readonly status: string | undefined;
  /** Shown while there are no messages. */
  readonly children?: ReactNode;
}

export function SlackMessages({ label, messages, snapshot, theme, onThread, status, children }: Props): ReactNode {
  const newest = messages.at(-1);
  const area = useFollow<HTMLDivElement>(`${newest?.ts} ${status}`);
  const days = messages.map(({ ts }) => dayName(timeOfTs(ts)));
  return (
    <div className="messages" ref={area} tabIndex={0} role="region" aria-label={label}>
      {messages.length === 0 && children}
      <ol>
        {messages.map((message, index) => (
          <li key={message.ts} data-newest={message === newest || undefined}>
            {onThread !== null && days[index] !== days[index - 1] && <p className="day">{days[index]}</p>}
            <SlackMessageView message={message} {...{ snapshot, theme, onThread }} />
          </li>
        ))}
      </ol>
      {status !== undefined && (
        <p className="working" role="status">
          <i aria-hidden="true" />
          {snapshot.slack.bot.name} {status}
        </p>
      )}
    </div>
  );
}
