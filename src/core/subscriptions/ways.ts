/** The ways on from what is said about subscriptions. */
import { says, type Context } from "#core/briefings/context.ts";
import { CUSTOMISE, isResting, target, type Subscription } from "#core/digests/subscription.ts";
import type { ZonedContext } from "#core/digests/zone.ts";
import { ledBy, buttons, show } from "#core/document/blocks.ts";
import type { Action, Block } from "#core/document/briefing.ts";
import { PLATFORM_TRAITS } from "#core/request.ts";
import type { Elsewhere } from "./standing.ts";

/** Where no digest comes. */
export function beginButtons(context: Context, { undo = [], topics = [], more = [] }: Beginning = {}): Block {
  const words = ["subscribe", topics.join(", ")].filter(Boolean).join(" ");
  const subscribe = show(context.pack.slug, words, says(context, "subscribe.action.subscribe"));
  // What is undone comes as it was: beside that a new one is chosen.
  if (undo.length > 0) return buttons([...undo, customise(context, null)], more);
  return ledBy(buttons([subscribe, customise(context, null)], more));
}

/** To another country's digests, where such are ordered. */
export function waysElsewhere(context: Context, { isOfOthers }: Elsewhere): readonly Action[] {
  return isOfOthers ? [show(context.pack.slug, "subscriptions", says(context, "which.action.list"))] : [];
}

interface Beginning {
  readonly undo?: readonly Action[];
  /** Slugs of what the subscription would be about; everything where there are none. */
  readonly topics?: readonly string[];
  /** What else is offered, in the menu. */
  readonly more?: readonly Action[];
}

/** How to change, to pause and to stop, all in sight; behind what was just done what is likely next, and its way back. */
export function subscriptionButtons(
  context: ZonedContext,
  subscription: Subscription,
  undo: readonly Action[] = [],
): Block {
  const verb = (word: "preview" | "resume" | "skip" | "status" | "unsubscribe"): Action =>
    show(context.pack.slug, about(word, subscription), says(context, `subscribe.action.${word}`));
  const isActive = subscription.standing.kind === "active" && !isResting(subscription, context);
  const [change, pause] = [customise(context, subscription), pauseAction(context, subscription)];
  const others = [verb("status"), verb("unsubscribe")];
  if (isActive && undo.length > 0) return buttons([verb("preview"), change, pause, ...undo], [verb("skip"), ...others]);
  return isActive
    ? buttons([change, pause, verb("unsubscribe")], [verb("preview"), verb("skip"), verb("status")])
    : // Beside what resumes it, what undoes its pause would look like the same.
      buttons([verb("resume"), change], [...undo, verb("preview"), ...others]);
}

export function pauseAction(context: Context, subscription: Subscription): Action {
  return show(context.pack.slug, about("pause", subscription), says(context, "digest.action.pause"));
}

/** The form: to set one up, or to change one that is there. */
export function customise(context: Context, subscription: Subscription | null): Action {
  const words = subscription === null ? CUSTOMISE : about(CUSTOMISE, subscription);
  const label = subscription === null ? "subscribe.action.customise" : "digest.action.change";
  return { kind: "form", label: says(context, label), pack: context.pack.slug, text: words };
}

/** That very one: a place may have several. Of an example nothing is kept that could be meant. */
export function about(words: string, { id, conversation }: Pick<Subscription, "id" | "conversation">): string {
  return PLATFORM_TRAITS[conversation.platform].takesDigests ? `${words} ${target(id)}` : words;
}
