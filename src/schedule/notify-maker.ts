/** A subscription that has stopped is silent where it was wanted, so whoever set it up is told in person, if that can be done. */
import { makersChat } from "#core/digests/subscription.ts";
import { openZonedContext } from "#core/digests/zone.ts";
import { composeStopped } from "#core/subscriptions/several/stopped.ts";
import { senderTo, type ScheduleParts } from "./parts.ts";

/**
 * Once it is written that it has stopped: one that somebody paused or removed in the meantime is none of theirs any
 * more. Never rejects; `status` and `subscriptions` say the same where the subscription is.
 */
export async function notifyMaker(
  id: string,
  { content, store, senders, clock, log }: Pick<ScheduleParts, "content" | "store" | "senders" | "clock" | "log">,
): Promise<void> {
  try {
    const stopped = await store.subscriptions.stopped(id);
    if (stopped === null) return;
    const { pack, conversation } = stopped;
    const now = clock.now();
    const isHere = content.library.packs.some(({ slug }) => slug === pack);
    const context = openZonedContext(content, isHere ? pack : content.defaultPack, { now, venue: conversation });
    const message = {
      to: makersChat(stopped),
      delivery: `${id}/stopped/${now}`,
      briefing: composeStopped(context, stopped),
    };
    const sender = await senderTo(conversation, senders);
    if (sender === undefined) throw new Error(`no token of this process reaches ${conversation.tenant}`);
    const outcome = await sender.send(message);
    log.info(
      { subscription: id, outcome: outcome.kind },
      "Whoever set up a subscription that has stopped was written to",
    );
  } catch (error) {
    log.warn(
      { subscription: id, error: String(error) },
      "Whoever set up a subscription that has stopped was not reached",
    );
  }
}
