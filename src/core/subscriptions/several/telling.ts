/** Who did what to which digest: told to the others in the conversation, and to whoever set up a digest that ends. */
import { says, type Context } from "#core/briefings/context.ts";
import type { Change } from "#core/digests/ports.ts";
import { makersChat, target, type Subscription } from "#core/digests/subscription.ts";
import type { ZonedContext } from "#core/digests/zone.ts";
import { buttons, notice, paragraph, show } from "#core/document/blocks.ts";
import type { Action, Block, Briefing, Span } from "#core/document/briefing.ts";
import type { Unreachable } from "#core/ports.ts";
import { briefingReply, type Reply } from "#core/reply.ts";
import { listHere, takesOthers, type CommandContext } from "#core/subscriptions/command-context.ts";
import {
  composeAnnouncement,
  composeNone,
  composeSeveral,
  composeSubscription,
  nextBlocks,
  subscriptionPage,
  type Said,
} from "#core/subscriptions/replies.ts";
import { fromTo } from "./from-to.ts";
import { digestName, digestsName } from "./names.ts";
import { withPerson } from "#core/subscriptions/standing.ts";
import { OBJECT } from "#core/wording/wording.ts";

/** `@Aida paused the digest on Drugs.` One command does one thing, to one digest or to several. */
function toldSpans(context: Context, changes: readonly Change[]): readonly Span[] {
  const [first] = changes;
  if (first === undefined || first.note.what === "refused") return [];
  // By the name under which the others know it; what is undone is called again what it was called before.
  const isUndone = first.note.what === "undone";
  const digests = digestsName(
    context,
    changes.flatMap(({ before, after }) => (isUndone ? (after ?? before ?? []) : (before ?? after ?? []))),
  );
  return withPerson(says(context, `told.${first.note.what}`, { person: OBJECT, digests }), first.note.by);
}

/** Where what was done is told to the others besides the asker. */
type Telling =
  /** There are none. */
  | { readonly kind: "alone" }
  /** They read the answer, which has to name who asked. */
  | { readonly kind: "in-the-answer" }
  /** By a message of its own. */
  | { readonly kind: "apart"; readonly isTold: boolean }
  /** The bot may not write there of itself. */
  | { readonly kind: "refused"; readonly refusal: Unreachable };

/**
 * Answers what was done, and tells it to the others, with the way back. `refused` is why the platform does not let the
 * bot post there, where it should from now on; any other command is then told by its own answer.
 */
export async function answerChanged(
  asked: CommandContext,
  changes: readonly Change[],
  said: Pick<Said, "title" | "notices">,
): Promise<{ readonly reply: Reply; readonly refused: Unreachable | null }> {
  const { context } = asked;
  const [telling] = await Promise.all([tellThere(asked, changes), tellMakers(asked, changes)]);
  const isAloud = telling.kind === "refused";
  const isNamed = isAloud || telling.kind === "in-the-answer";
  const undo = waysBack(asked, changes);
  // Of a pause it is said anyhow by whom.
  const isSaid = changes.every(({ note }) => note.what === "paused");
  const told = isNamed && !isSaid ? toldSpans(context, changes) : [];
  const briefing = await composeChanged(asked, changes, {
    ...said,
    notices: [...said.notices, ...(telling.kind === "apart" && telling.isTold ? [says(context, "told.there")] : [])],
    notes: changes.map(({ note }) => note),
    told,
    undo,
  });
  return {
    reply: {
      ...briefingReply(briefing),
      ...(isAloud ? { aloud: true } : {}),
      ...(isNamed ? { lasting: true } : {}),
    },
    refused: isAloud && changes.every(startsDigests) ? telling.refusal : null,
  };
}

/** The same of what was so already. */
export async function answerUnchanged(
  { context, store, place }: CommandContext,
  {
    subscriptions,
    ...said
  }: Pick<Said, "title" | "undo"> &
    Partial<Pick<Said, "notices">> & { readonly subscriptions: readonly (Subscription | null)[] },
): Promise<Reply> {
  const notes = await store.subscriptions.notes(place, 1);
  return briefingReply(
    composeNow(
      context,
      subscriptions.flatMap((each) => each ?? []),
      { notices: [], ...said, notes },
    ),
  );
}

function startsDigests({ after, note }: Change): boolean {
  return after?.standing.kind === "active" && ["subscribed", "changed", "resumed"].includes(note.what);
}

async function composeChanged(asked: CommandContext, changes: readonly Change[], said: Said): Promise<Briefing> {
  const { context } = asked;
  const left = changes.flatMap(({ after }) => after ?? []);
  if (left.length > 0) return composeNow(context, left, said);
  const others = await listHere(asked);
  if (others.length === 0) return composeNone(context, "ended", { ...said, isOfOthers: await takesOthers(asked) });
  const ended = changes.flatMap(({ before }) => before ?? []);
  const notices = [
    says(context, "unsubscribe.others", {
      topics: ended.map(({ topics }) => digestName(context, topics)).join("; "),
      others: others.map(({ topics }) => digestName(context, topics)).join("; "),
    }),
  ];
  return composeSeveral(context, [], { ...said, notices });
}

function composeNow(context: ZonedContext, all: readonly Subscription[], said: Said): Briefing {
  const [first] = all;
  return all.length === 1 && first !== undefined
    ? composeSubscription(context, first, said)
    : composeSeveral(context, all, said);
}

async function tellThere(asked: CommandContext, changes: readonly Change[]): Promise<Telling> {
  const { parts, place, request, act } = asked;
  if (place.conversation.kind === "direct") return { kind: "alone" };
  if (request.audience === "everyone") return { kind: "in-the-answer" };
  const outcome = await parts.announce(place.conversation, `${act.id}/told`, composeTold(asked, changes));
  return outcome?.kind === "refused"
    ? { kind: "refused", refusal: outcome }
    : { kind: "apart", isTold: outcome?.kind === "sent" };
}

/** For everyone there: who did what, what holds now, and the way back. */
function composeTold(asked: CommandContext, changes: readonly Change[]): Briefing {
  const { context } = asked;
  const [first, ...others] = changes;
  const after = others.length === 0 ? (first?.after ?? null) : null;
  const undo = waysBack(asked, changes);
  if (first?.note.what === "subscribed" && after !== null)
    return composeAnnouncement(context, after, { by: first.note.by, undo });
  return subscriptionPage(says(context, "announce.title", { country: countryOf(asked) }), [
    paragraph(...toldSpans(context, changes)),
    ...changedBlocks(context, others.length === 0 ? first : undefined),
    ...(after === null ? [] : nextBlocks(context, after)),
    ...(undo.length === 0 ? [] : [notice(says(context, "undo.note")), buttons(undo)]),
  ]);
}

/** What an order was, and what it is now. */
function changedBlocks(context: ZonedContext, change: Change | undefined): readonly Block[] {
  const words = change?.note.what === "changed" ? fromTo(context, change) : null;
  return words === null ? [] : [paragraph(says(context, "told.from-to", words))];
}

/** What is undone is not undone in turn, and of a pack that is gone nothing comes back. */
function waysBack({ context, place, act }: CommandContext, changes: readonly Change[]): readonly Action[] {
  if (place.pack !== context.pack.slug || changes.some(({ note }) => note.what === "undone")) return [];
  return [show(place.pack, `undo ${target(act.id)}`, says(context, "undo.action"))];
}

/** Of a pack that is gone its slug is known: the context is another one's. */
function countryOf({ context, place }: CommandContext): string {
  return place.pack === context.pack.slug ? context.pack.country : place.pack;
}

/** Whoever set it up hears that somebody else has ended it, wherever it stood. */
async function tellMakers(asked: CommandContext, changes: readonly Change[]): Promise<void> {
  const { parts, context, act } = asked;
  const ended = changes.flatMap(({ before, after }) => (after === null && before !== null ? [before] : []));
  const byOthers = Map.groupBy(
    ended.filter(({ createdBy }) => createdBy.id !== act.by.id),
    ({ createdBy }) => createdBy.id,
  );
  for (const its of byOthers.values()) {
    const [first] = its;
    if (first === undefined) continue;
    const words = says(context, "ended.maker", { person: OBJECT, digests: digestsName(context, its) });
    const briefing = subscriptionPage(says(context, "ended.title", { country: countryOf(asked) }), [
      paragraph(...withPerson(words, act.by)),
    ]);
    await parts.announce(makersChat(first), `${act.id}/ended`, briefing);
  }
}
