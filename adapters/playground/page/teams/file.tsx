/** Teams' own cards of files: one that asks whether to save it, and one that is saved. */
import type { ReactNode } from "react";
import { isHttpAddress } from "#playground/page/parts/safe.ts";
import { type Json, jsonAt, textOf } from "#playground/payload/json.ts";

interface Props {
  readonly attachment: Json;
  readonly onAnswer: (action: "accept" | "decline") => void;
}

const KIND = "application/vnd.microsoft.teams.card.file.";

export function isFileCard(attachment: Json): boolean {
  return textOf(attachment["contentType"]).startsWith(KIND);
}

export function TeamsFile({ attachment, onAnswer }: Props): ReactNode {
  const name = textOf(attachment["name"]);
  if (attachment["contentType"] === `${KIND}info`) {
    const address = textOf(attachment["contentUrl"]);
    return (
      <p className="file">
        {isHttpAddress(address) ? (
          <a href={address} download={name}>
            {name}
          </a>
        ) : (
          name
        )}
      </p>
    );
  }
  const content = jsonAt(attachment, "content");
  return (
    <div className="file">
      <p>{textOf(content["description"])}</p>
      <p>
        {name} · {kilobytes(content["sizeInBytes"])}
      </p>
      <button type="button" className="button" data-style="primary" onClick={() => onAnswer("accept")}>
        Allow
      </button>
      <button type="button" className="button" onClick={() => onAnswer("decline")}>
        Decline
      </button>
    </div>
  );
}

function kilobytes(bytes: unknown): string {
  return `${Math.ceil(Number(bytes) / 1024)} KB`;
}
