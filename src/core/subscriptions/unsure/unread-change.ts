/** An order of which a part was read that would change a digest which comes here. */
import { commandOf, says, saysInSpans } from "#core/briefings/context.ts";
import type { Order, Subscription } from "#core/digests/subscription.ts";
import type { ZonedContext } from "#core/digests/zone.ts";
import { buttons, notice, paragraph, show } from "#core/document/blocks.ts";
import type { Briefing } from "#core/document/briefing.ts";
import { orderText } from "#core/subscriptions/form.ts";
import { orderWords, subscriptionPage } from "#core/subscriptions/replies.ts";
import { about, customise } from "#core/subscriptions/ways.ts";
import { digestsName } from "#core/subscriptions/several/names.ts";
import type { OrderReading } from "#core/subscriptions/parse-order.ts";
import { composeUnreadZone } from "./unread-zone.ts";
import { quotedWords, whyUnread } from "./unread.ts";

/** What was read would change a digest that comes here already: it is said which, and nothing is offered that changes nothing. */
export function composeUnreadChange(
  context: ZonedContext,
  reading: Pick<OrderReading, "unread" | "time">,
  { current, order }: { readonly current: Subscription; readonly order: Order },
): Briefing {
  const { unread } = reading;
  const asked = composeUnreadZone(context, reading, order);
  if (asked !== undefined) return asked;
  const isSame = orderText(order) === orderText(current);
  const accept = show(context.pack.slug, about(orderText(order), current), says(context, "offer.action.change"));
  return subscriptionPage(says(context, "unread.title"), [
    notice(says(context, whyUnread(context, unread), { words: quotedWords(unread) })),
    ...(isSame
      ? []
      : [
          paragraph(
            says(context, "unread.change", {
              digests: digestsName(context, [current]),
              order: orderWords(context, order),
            }),
          ),
        ]),
    paragraph(...saysInSpans(context, "unread.help", { command: commandOf(context) })),
    buttons([...(isSame ? [] : [accept]), customise(context, current)]),
  ]);
}
