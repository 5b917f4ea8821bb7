/** Whether digests come, and what to do when they do not; and who made it so, named in one way everywhere. */
import { commandOf, nameOf, placed, says, saysInSpans, type Context } from "#core/briefings/context.ts";
import { longDay } from "#core/digests/calendar.ts";
import type { Note } from "#core/digests/ports.ts";
import { isResting, type Person, type Standing, type Subscription } from "#core/digests/subscription.ts";
import type { ZonedContext } from "#core/digests/zone.ts";
import { text } from "#core/document/blocks.ts";
import type { Span } from "#core/document/briefing.ts";
import type { Platform } from "#core/request.ts";
import { visible } from "#core/wording/visible.ts";
import { OBJECT } from "#core/wording/wording.ts";
import { unreadableWords } from "./faults.ts";

/** The sentence with the person in it, whom each platform shows as it shows its members. */
export function withPerson(words: string | readonly Span[], person: Person): readonly Span[] {
  return placed(words, { kind: "person", ...person, name: visible(person.name) });
}

/** How to let the bot in. A terminal takes no digests, so nothing is ever refused there. */
const INVITES = { slack: "invite.slack", teams: "invite.teams", terminal: "invite.teams" } as const satisfies Record<
  Platform,
  string
>;

export function inviteWords(context: Context, platform: Platform): string {
  return says(context, INVITES[platform]);
}

/** What to do when the platform does not let the bot post, or the entry cannot be followed. */
export function adviceSpans(
  context: Context,
  { conversation }: Pick<Subscription, "conversation">,
  { advice, reason }: Pick<Extract<Standing, { kind: "refused" }>, "advice" | "reason">,
): readonly Span[] {
  return saysInSpans(context, `advice.${advice}`, {
    command: commandOf(context),
    invite: inviteWords(context, conversation.platform),
    reason: advice === "unreadable" ? unreadableWords(context, reason) : reason,
  });
}

export interface StandingLog {
  /** The newest of the subscription's: they know who paused it. */
  readonly notes: readonly Note[];
  /** Whether what stands beside this says who paused. */
  readonly isNoted?: boolean;
}

/** Nothing where digests come as ordered. */
export function standingSpans(
  context: ZonedContext,
  subscription: Subscription,
  { notes, isNoted = false }: StandingLog,
): readonly Span[] {
  const { standing } = subscription;
  switch (standing.kind) {
    case "active": {
      const { rest } = standing;
      if (rest === undefined || !isResting(subscription, context)) return [];
      const day = longDay(rest.until);
      if (isNoted) return saysInSpans(context, "standing.rest.noted", { day, ...resuming(context, subscription) });
      const words = saysInSpans(context, "standing.rest", { person: OBJECT, day, ...resuming(context, subscription) });
      return withPerson(words, pauser(rest.by, notes));
    }
    case "paused": {
      if (isNoted) return saysInSpans(context, "standing.paused.noted", resuming(context, subscription));
      const words = saysInSpans(context, "standing.paused", { person: OBJECT, ...resuming(context, subscription) });
      return withPerson(words, pauser(standing.by, notes));
    }
    case "refused":
      return adviceSpans(context, subscription, standing);
  }
}

/** Named by its topics, since others may come here as well; of many some are enough to tell which rests. */
function resuming(context: Context, { topics }: Subscription): { readonly command: string; readonly rest: string } {
  const names = topics.slice(0, MOST_NAMED).map((slug) => nameOf(context, slug).toLowerCase());
  return { command: commandOf(context), rest: ["resume", names.join(", ")].filter(Boolean).join(" ") };
}

const MOST_NAMED = 3;

/** The note may be forgotten: then there is a name only. */
function pauser(name: string, notes: readonly Note[]): Person {
  return notes.find(({ what, by }) => what === "paused" && by.name === name)?.by ?? { id: "", name };
}

/**
 * That none comes, or none any more, and how to get one; of this country alone where another's are ordered. Whoever sits
 * at a terminal is not told to order there.
 */
export function noneHere(context: Context, what: "none" | "ended", { isOfOthers }: Elsewhere): readonly Span[] {
  if (context.venue?.platform === "terminal") return [text(says(context, "subscription.none.terminal"))];
  const command = commandOf(context);
  return isOfOthers
    ? saysInSpans(context, `subscription.${what}.of`, { command, country: context.pack.country })
    : saysInSpans(context, `subscription.${what}`, { command });
}

export interface Elsewhere {
  /** Whether digests of another country are ordered here. */
  readonly isOfOthers: boolean;
}
