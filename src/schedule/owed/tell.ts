/** Whoever wrote to the bot and got no answer is told to write again. */
import { openContext, type Content } from "#core/briefings/context.ts";
import { composeInterrupted } from "#core/briefings/pages.ts";
import type { Clock, Log, Message, OpenMessage, Sender, SendOutcome } from "#core/ports.ts";
import type { DigestMetrics } from "#schedule/metrics.ts";

export interface TellingParts {
  readonly content: Content;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<DigestMetrics, "interrupted">;
}

/** Somebody who asked longer ago than this, in milliseconds, has asked again or gone elsewhere. */
export const WAITS_MS = 60 * 60_000;

/** What came of telling: `found` where somebody had done so before, `failed` for a fault that nobody foresaw. */
export type ToldAsker = SendOutcome["kind"] | "found" | "failed";

/**
 * `looks`: first whether it stands there already, as it may where it was begun. Never rejects. https://docs.slack.dev/messaging/message-metadata
 */
export async function tellAsker(
  message: OpenMessage,
  { sender, looks, ...parts }: TellingParts & { readonly sender: Sender; readonly looks: boolean },
): Promise<ToldAsker> {
  const { log, metrics } = parts;
  const outcome = await tell(message, { sender, looks, ...parts }).catch((error: unknown) => {
    log.error({ err: error, message: message.key }, "Somebody who got no answer could not be told so");
    return "failed" as const;
  });
  metrics.interrupted.inc({ outcome });
  log.warn({ message: message.key, outcome }, "Somebody who got no answer is told so");
  return outcome;
}

async function tell(
  message: OpenMessage,
  { sender, looks, content, clock }: TellingParts & { readonly sender: Sender; readonly looks: boolean },
): Promise<ToldAsker> {
  const { key, conversation, isBegun } = message;
  const delivery = `interrupted/${key}`;
  // Who began before may have died right after it had arrived; where nobody can tell, once is enough.
  const before = looks ? (await sender.find(conversation, delivery)).kind : "absent";
  if (before === "later") return isBegun ? "unknown" : "later";
  if (before === "found" || (before === "cannot-tell" && isBegun)) return "found";
  const briefing = composeInterrupted(openContext(content, packOf(message, content), { now: clock.now() }));
  return (await sender.send({ to: conversation, delivery, briefing })).kind;
}

/** A message may outlive its pack: then it is spoken of in the words of the default one. */
function packOf({ pack }: Message, { library, defaultPack }: Content): string {
  return library.packs.some(({ slug }) => slug === pack) ? pack : defaultPack;
}
