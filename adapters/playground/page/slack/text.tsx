/** A message without blocks: plain words, with mentions and links as Slack writes them. */
import type { ReactNode } from "react";
import { isHttpAddress } from "#playground/page/parts/safe.ts";
import type { Snapshot } from "#playground/snapshot.ts";

interface Props {
  readonly text: string;
  readonly slack: Snapshot["slack"];
}

export function SlackText({ text, slack }: Props): ReactNode {
  const parts = text.split(/(<[^>]+>)/);
  return <p className="plain">{parts.map((part, index) => drawPart(part, `${index}`, slack))}</p>;
}

function drawPart(part: string, key: string, { bot, person }: Snapshot["slack"]): ReactNode {
  const [, address = "", words] = /^<([^|>]+)(?:\|([^>]*))?>$/.exec(part) ?? [];
  if (address.startsWith("@")) {
    const names = new Map([
      [`@${bot.id}`, bot.name],
      [`@${person.id}`, person.realName],
    ]);
    return (
      <span key={key} className="mention">
        @{names.get(address) ?? address.slice(1)}
      </span>
    );
  }
  if (isHttpAddress(address)) {
    return (
      <a key={key} href={address} target="_blank" rel="noreferrer">
        {words ?? address}
      </a>
    );
  }
  return part.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
