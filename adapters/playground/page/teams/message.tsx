/** One message in Teams: its card or its words, and the thumbs where the bot asked for an opinion. */
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
import { type Json, jsonAt, textOf } from "#playground/payload/json.ts";
import type { TeamsPost } from "#playground/snapshot.ts";
import { TeamsCard } from "./card.tsx";
import { isFileCard, TeamsFile } from "./file.tsx";
import { TeamsRating } from "./rating.tsx";

interface Props {
  readonly message: TeamsPost;
  readonly theme: Theme;
}

export function TeamsMessageView({ message, theme }: Props): ReactNode {
  const article = useReplaced(JSON.stringify(message.attachments));
  const { busy, notice, run } = useAsking();
  const press = (action: Json) => run(askServer("teams/press", { activity: message.id, action: { ...action } }));
  const consent = (action: "accept" | "decline") => run(askServer("teams/consent", { activity: message.id, action }));
  const search = async (dataset: string, text: string) =>
    (await askServer("teams/search", { activity: message.id, dataset, text })).options ?? [];
  return (
    <article
      className="message"
      ref={article}
      tabIndex={-1}
      data-mine={!message.byBot}
      aria-label={`${message.author}, ${timeOfDay(message.at)}`}
    >
      {message.onlyFor !== null && (
        <p className="only-you">
          <Icon name="eye" />
          Only visible to you
        </p>
      )}
      <Avatar name={message.author} bot={message.byBot} />
      <div className="message-body" aria-busy={busy}>
        <Byline name={message.author} byBot={message.byBot} time={message.at} />
        {message.text !== "" && <p className="plain">{withMentions(message.text)}</p>}
        {message.attachments.map((attachment) => {
          const card = jsonAt(attachment, "content");
          if (isFileCard(attachment)) return <TeamsFile key={message.id} attachment={attachment} onAnswer={consent} />;
          return (
            <Boundary key={JSON.stringify(card)} text={textOf(card["fallbackText"])}>
              <TeamsCard card={card} theme={theme} onPress={press} onSearch={search} />
            </Boundary>
          );
        })}
        {message.asksForRating && <TeamsRating message={message} />}
        {notice !== null && (
          <p className="notice" role="alert">
            {notice}
          </p>
        )}
      </div>
    </article>
  );
}

function withMentions(text: string): ReactNode {
  return text.split(/(@\w+)/).map((part, index) => drawPart(part, `${index}`));
}

function drawPart(part: string, key: string): ReactNode {
  if (!part.startsWith("@")) return part;
  return (
    <span key={key} className="mention">
      {part.slice(1)}
    </span>
  );
}
