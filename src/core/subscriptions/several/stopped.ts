/** For whoever set up a digest that has stopped, where they are alone with the bot. */
import { says } from "#core/briefings/context.ts";
import { scheduleWords } from "#core/digests/day-words.ts";
import type { Stopped } from "#core/digests/ports.ts";
import type { ZonedContext } from "#core/digests/zone.ts";
import { notice, paragraph } from "#core/document/blocks.ts";
import type { Briefing } from "#core/document/briefing.ts";
import { subscriptionPage } from "#core/subscriptions/replies.ts";
import { adviceSpans } from "#core/subscriptions/standing.ts";

/** No buttons: a press there would be about that conversation. */
export function composeStopped(context: ZonedContext, stopped: Stopped): Briefing {
  const { subscription, advice } = stopped;
  const { country } = context.pack;
  const title =
    advice === "unreadable" ? says(context, "stopped.title", { country }) : says(context, "refused.title", { country });
  // What cannot be read may be its schedule.
  const schedule =
    subscription === null || advice === "unreadable" ? "" : `${scheduleWords(context, subscription.schedule)}. `;
  return subscriptionPage(title, [
    notice(says(context, "refused.where")),
    paragraph(schedule, ...adviceSpans(context, stopped, stopped)),
  ]);
}
