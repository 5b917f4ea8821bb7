/** Words that could not be read: they are named, with what was understood, and nothing is changed. */
import { commandOf, says, type Context } from "#core/briefings/context.ts";
import { buttons, notice, paragraph, show } from "#core/document/blocks.ts";
import type { Briefing } from "#core/document/briefing.ts";
import type { SubscriptionVerb } from "#core/request.ts";
import { quoted } from "./quoted.ts";
import type { VerbReading } from "./read-verb.ts";
import { subscriptionPage } from "./replies.ts";

/** After any other verb than `subscribe`. */
export function composeUnreadVerb(context: Context, verb: SubscriptionVerb, reading: VerbReading): Briefing {
  const rest = verbText(verb, reading);
  return subscriptionPage(says(context, "unread.title"), [
    notice(says(context, "unread.text", { words: quoted(reading.unread) })),
    paragraph(says(context, "unread.rest", { command: commandOf(context), rest })),
    buttons([show(context.pack.slug, rest, says(context, "unread.action.rest"))]),
  ]);
}

/** What was understood, in words that are read as the same. */
function verbText(verb: SubscriptionVerb, { topics, all }: VerbReading): string {
  return [verb, ...(all ? ["all"] : []), ...topics].join(" ");
}
