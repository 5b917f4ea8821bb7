/** Where no digest could ever arrive: said at once, with what helps, and nothing is kept. */
import { says, type Context } from "#core/briefings/context.ts";
import { notice } from "#core/document/blocks.ts";
import type { Briefing } from "#core/document/briefing.ts";
import type { Unreachable } from "#core/ports.ts";
import type { Conversation } from "#core/request.ts";
import { faultWords } from "#core/subscriptions/faults.ts";
import { subscriptionPage } from "#core/subscriptions/replies.ts";
import { inviteWords } from "#core/subscriptions/standing.ts";

export function composeUnreachable(context: Context, to: Conversation, { advice, reason }: Unreachable): Briefing {
  const title = says(context, "unreachable.title");
  return subscriptionPage(title, [notice(adviceFor(context, to, { advice, reason }))]);
}

function adviceFor(context: Context, to: Conversation, { advice, reason }: Unreachable): string {
  // Nobody can be let into a conversation between two people.
  if (to.kind === "direct" && advice === "invite") return says(context, "unreachable.direct");
  return advice === "invite" || to.platform === "teams"
    ? says(context, "unreachable.invite", { invite: inviteWords(context, to.platform) })
    : says(context, "unreachable.other", { reason: faultWords(context, reason) });
}
