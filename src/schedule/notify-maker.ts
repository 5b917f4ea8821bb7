/** A subscription that a platform refuses is silent where it was wanted, so its maker is told in person, if that can be done. */
import type { Subscription } from "#core/digests/subscription.ts";
import { openZonedContext } from "#core/digests/zone.ts";
import { composeRefusal } from "#core/subscriptions/replies.ts";
import type { WorkerParts } from "./parts.ts";

/**
 * Once the refusal is written: one that somebody paused or removed while it was in flight is none of theirs any more.
 * Never rejects; `status` and `subscriptions` say the same where the subscription is.
 */
export async function notifyMaker(subscription: Subscription, parts: WorkerParts): Promise<void> {
  const { id, conversation, createdBy, pack } = subscription;
  const { content, store, senders, clock, log } = parts;
  const sender = senders[conversation.platform];
  if (sender === undefined || conversation.kind === "direct") return;
  try {
    const refused = await store.subscriptions.find({ pack, conversation });
    if (refused?.id !== id || refused.standing.kind !== "refused") return;
    const now = clock.now();
    const context = openZonedContext(content, pack, { now, venue: conversation });
    const briefing = composeRefusal(context, refused);
    const to = { ...conversation, channel: createdBy.id, kind: "direct", thread: null } as const;
    const outcome = await sender.send({ to, delivery: `${id}/refused/${now}`, briefing });
    log.info({ subscription: id, outcome: outcome.kind }, "The maker of a refused subscription was written to");
  } catch (error) {
    log.warn({ subscription: id, error: String(error) }, "The maker of a refused subscription could not be reached");
  }
}
