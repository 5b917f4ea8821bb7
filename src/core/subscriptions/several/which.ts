/** What is answered where it is not clear which of several digests is meant, or none is. */
import { commandOf, says, saysInSpans, type Context } from "#core/briefings/context.ts";
import { target, type Subscription } from "#core/digests/subscription.ts";
import { buttons, notice, show } from "#core/document/blocks.ts";
import type { Action, Briefing } from "#core/document/briefing.ts";
import { briefingReply, type Reply } from "#core/reply.ts";
import { takesOthers, type CommandContext } from "#core/subscriptions/command-context.ts";
import { composeNone, subscriptionPage } from "#core/subscriptions/replies.ts";
import type { Choice, Meant } from "./meant.ts";
import { digestName } from "./names.ts";

/** As many buttons as stand in a row. */
const ROW = 5;

/** Which subscription was meant, and the words behind the verb. */
export interface Wanted {
  readonly meant: Meant;
  readonly rest: string;
}

/** Asks which, where it takes all as well. */
export async function ask(
  asked: CommandContext,
  choice: Exclude<Choice, { kind: "chosen" }>,
  { verb, meant, rest, takesAll }: Wanted & Pick<Wish, "verb" | "takesAll">,
): Promise<Reply> {
  const { context } = asked;
  if (choice.kind === "none")
    return briefingReply(composeNone(context, "none", { isOfOthers: await takesOthers(asked) }));
  return briefingReply(composeWhich(context, choice, { verb, rest, takesAll, topics: meant.topics ?? [] }));
}

/** What was to be done, so that a press does it to the one that is chosen. */
export interface Wish {
  readonly verb: string;
  /** The words behind the verb that are not about which. */
  readonly rest: string;
  /** Whether it can be done to all at once. */
  readonly takesAll: boolean;
  /** Slugs that were named. */
  readonly topics: readonly string[];
}

export function composeWhich(context: Context, choice: Exclude<Choice, { kind: "chosen" }>, wish: Wish): Briefing {
  switch (choice.kind) {
    case "none":
      return composeNone(context);
    case "gone":
      return subscriptionPage(says(context, "subscriptions.title"), [
        notice(says(context, "which.gone")),
        buttons([show(context.pack.slug, "subscriptions", says(context, "which.action.list"))]),
      ]);
    case "unlike":
    case "several": {
      const topics = digestName(context, wish.topics);
      const words =
        choice.kind === "several"
          ? saysInSpans(context, "which.several", {
              count: choice.among.length,
              typed: typedExample(context, choice.among, wish),
            })
          : says(context, "which.unlike", { topics });
      return subscriptionPage(says(context, "which.title"), [notice(words), ways(context, choice.among, wish)]);
    }
  }
}

/** The command, a verb and topics: `pause drugs`. */
function typedExample(context: Context, among: readonly Subscription[], { verb }: Wish): string {
  const named = among.find(({ topics }) => topics.length > 0)?.topics ?? [];
  return [commandOf(context), verb, ...named].filter((word) => word !== "").join(" ");
}

function ways(context: Context, among: readonly Subscription[], { verb, rest, takesAll, topics: named }: Wish) {
  const words = (which: string): string => [verb, which, rest].filter((part) => part !== "").join(" ");
  // What is unsubscribed of some topics goes on with the others.
  const does = verb === "unsubscribe" && named.length > 0 ? "take-out" : verb;
  const each = among.map(({ id, topics }): Action =>
    show(context.pack.slug, words(target(id)), buttonName(context, does, digestName(context, topics))),
  );
  // What is said of some topics is not said of all digests.
  const isOfAll = takesAll && named.length === 0;
  const all = isOfAll ? [show(context.pack.slug, words("all"), says(context, "which.action.all"))] : [];
  const items = [...each, ...all];
  return buttons(items.slice(0, ROW), items.slice(ROW));
}

/** Named by what it does; what only leads on to a form or an order is named by the digest. */
function buttonName(context: Context, verb: string, digest: string): string {
  return isNamed(verb) ? says(context, `which.one.${verb}`, { digest }) : digest;
}

const NAMED = ["take-out", "pause", "preview", "resume", "skip", "status", "unsubscribe"] as const;

function isNamed(verb: string): verb is (typeof NAMED)[number] {
  return NAMED.some((each) => each === verb);
}
