/** In an empty conversation: what to try first, one press away. */
import { type ReactNode, useState } from "react";
import type { PageAnswer } from "#playground/requests.ts";

export interface FirstTry {
  readonly text: string;
  /** What comes of it. */
  readonly hint: string;
}

interface Props {
  readonly title: string;
  readonly words: string;
  readonly examples: readonly FirstTry[];
  readonly onSend: (text: string) => Promise<PageAnswer>;
}

export function Welcome({ title, words, examples, onSend }: Props): ReactNode {
  const [notice, setNotice] = useState<string | null>(null);
  const send = async (text: string) => setNotice((await onSend(text)).notice);
  return (
    <div className="welcome">
      <h3>{title}</h3>
      <p>{words}</p>
      <ul aria-label="Examples">
        {examples.map(({ text, hint }) => (
          <li key={text}>
            <button type="button" onClick={() => void send(text)}>
              <b>{text}</b>
              <span>{hint}</span>
            </button>
          </li>
        ))}
      </ul>
      {notice !== null && (
        <p className="notice" role="alert">
          {notice}
        </p>
      )}
    </div>
  );
}
