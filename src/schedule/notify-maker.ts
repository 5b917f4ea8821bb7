/** A subscription that a platform refuses is silent where it was wanted, so its maker is told in person, if that can be done. */
import { findPack } from "#core/briefings/context.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { composeSubscription } from "#core/subscriptions/replies.ts";
import { says } from "#core/briefings/context.ts";
import type { RunState } from "./run-state.ts";

/**
 * Once the refusal is written: one that somebody paused or removed while it was on its way is none of theirs any more.
 * Never rejects; `status` and `subscriptions` say the same where the subscription is.
 */
export async function notifyMaker(state: RunState, subscription: Subscription): Promise<void> {
  const { parts, senders, clock, log } = state;
  const { conversation, createdBy, pack } = subscription;
  const sender = senders[conversation.platform];
  if (sender === undefined || conversation.kind === "direct") return;
  const { library, topics } = parts;
  const now = clock.now();
  const context = { pack: findPack(library, pack), taxonomy: library.taxonomy, wording: library.wording, topics, now };
  try {
    const stopped = await parts.store.subscriptions.find({ pack, conversation });
    if (stopped?.id !== subscription.id || stopped.standing.kind !== "refused") return;
    const briefing = composeSubscription(context, stopped, {
      title: says(context, "refused.title"),
      notices: [says(context, "refused.where")],
    });
    const to = { ...conversation, channel: createdBy.id, kind: "direct", thread: null } as const;
    const outcome = await sender.send({ to, delivery: `${subscription.id}/refused/${now}`, briefing });
    log.info(
      { subscription: subscription.id, outcome: outcome.kind },
      "The maker of a refused subscription was written to",
    );
  } catch (error) {
    log.warn(
      { subscription: subscription.id, error: String(error) },
      "The maker of a refused subscription could not be reached",
    );
  }
}
