/** Teams' own thumbs: a press asks for a word, and both go to the bot. */
import { type FormEvent, type ReactNode, useState } from "react";
import { askServer } from "#playground/page/live/ask-server.ts";
import { Icon } from "#playground/page/parts/icons.tsx";
import type { TeamsPost } from "#playground/snapshot.ts";

type Reaction = "like" | "dislike";
const REACTION_WORDS = { like: "Helpful", dislike: "Not helpful" } as const;

export function TeamsRating({ message }: { readonly message: TeamsPost }): ReactNode {
  const [asking, setAsking] = useState<Reaction | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (asking === null) return;
    const comment = new FormData(event.currentTarget).get("comment");
    const rating = { activity: message.id, reaction: asking, comment: typeof comment === "string" ? comment : "" };
    setAsking(null);
    setNotice((await askServer("teams/rate", rating)).notice ?? "Thank you. The bot has your opinion.");
  };
  return (
    <div className="rating">
      {(["like", "dislike"] as const).map((reaction) => (
        <button
          key={reaction}
          type="button"
          className="thumb"
          title={REACTION_WORDS[reaction]}
          aria-pressed={(asking ?? message.rated) === reaction}
          onClick={() => setAsking(reaction)}
        >
          <Icon name={reaction} />
          <span className="visually-hidden">{REACTION_WORDS[reaction]}</span>
        </button>
      ))}
      {asking !== null && (
        <form key={asking} ref={reveal} onSubmit={(event) => void submit(event)}>
          <label>
            {asking === "like" ? "What was helpful?" : "What went wrong?"} <span>(optional)</span>
            <textarea name="comment" rows={2} />
          </label>
          <button type="submit" className="button" data-style="primary">
            Submit
          </button>
          <button type="button" className="button" onClick={() => setAsking(null)}>
            Cancel
          </button>
        </form>
      )}
      {notice !== null && <p role="status">{notice}</p>}
    </div>
  );
}

/** Below the message there may be no room left on the screen; the question is where a person writes next. */
function reveal(form: HTMLFormElement | null): void {
  form?.scrollIntoView({ block: "nearest" });
  form?.querySelector("textarea")?.focus({ preventScroll: true });
}
