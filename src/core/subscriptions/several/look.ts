/** What only reads: which digests come here, what the next one will be, and what became of the last ones. */
import { commandOf, says, saysInSpans } from "#core/briefings/context.ts";
import { addressedTo, composeDigest, type DigestOrder } from "#core/digests/digest.ts";
import { carriesHeadline } from "#core/digests/headline.ts";
import { firstOccurrence } from "#core/digests/schedule.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { openZonedContext } from "#core/digests/zone.ts";
import { buttons, notice } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import { briefingReply, type Reply } from "#core/reply.ts";
import {
  complete,
  listHere,
  NOTHING_SAID,
  takesOthers,
  type CommandContext,
} from "#core/subscriptions/command-context.ts";
import { composeNone, composeSubscriptions, type Listed } from "#core/subscriptions/replies.ts";
import { beginButtons } from "#core/subscriptions/ways.ts";
import { composeStatus } from "#core/subscriptions/status.ts";
import { chooseToRead } from "./meant.ts";
import { ask, type Wanted } from "./which.ts";

const RECENT = 10;
/** More than are shown: they know who asked to skip a digest. */
const NOTES = 40;

/** All of the conversation, of every pack. */
export async function list(asked: CommandContext): Promise<Reply> {
  const { parts, store, context, place } = asked;
  const all = await store.subscriptions.list(place.conversation);
  if (all.length === 0) return briefingReply(composeNone(context));
  const { packs } = parts.content.library;
  const listed = await Promise.all(
    all.map(async (subscription): Promise<Listed> => {
      const isHere = packs.some(({ slug }) => slug === subscription.pack);
      const its = isHere
        ? openZonedContext(parts.content, subscription.pack, { now: context.now, venue: context.venue })
        : null;
      return { subscription, its, notes: await store.subscriptions.notes(subscription, NOTES) };
    }),
  );
  return briefingReply(composeSubscriptions(context, listed));
}

/** The next digest as it will be, now and for the asker only. */
export async function preview(asked: CommandContext, wanted: Wanted): Promise<Reply> {
  const all = await listHere(asked);
  const choice = chooseToRead(all, wanted.meant);
  if (choice.kind === "none") return previewOf(asked, { current: null, all }, wanted.meant.topics ?? []);
  const [current, ...others] = choice.kind === "chosen" ? choice.subscriptions : [];
  if (choice.kind === "chosen" && current !== undefined && others.length === 0)
    return previewOf(asked, { current, all }, current.topics);
  const unclear = choice.kind === "chosen" ? ({ kind: "several", among: choice.subscriptions } as const) : choice;
  return ask(asked, unclear, { ...wanted, rest: "", verb: "preview", takesAll: false });
}

function previewOf(
  asked: CommandContext,
  { current, all }: { readonly current: Subscription | null; readonly all: readonly Subscription[] },
  topics: readonly string[],
): Reply {
  const { context, act } = asked;
  const { schedule } = complete(asked, NOTHING_SAID, current);
  const first = (lastDay: string | null) => firstOccurrence(act.zones, schedule, { instant: act.now, lastDay });
  const { version } = context.plans.marksOf(context.pack);
  const preview = { schedule, late: false, change: null };
  const next = current?.standing.kind === "active" ? current.standing.next : first(current?.lastDay ?? null);
  const order: DigestOrder =
    current === null
      ? { ...preview, occurrence: next, number: 0, rotationFrom: 0, factsFrom: 0, openingsFrom: 0, headline: true }
      : {
          ...{ ...preview, number: current.number },
          ...{ rotationFrom: current.rotationFrom, factsFrom: current.factsFrom, openingsFrom: current.openingsFrom },
          occurrence: next,
          headline: carriesHeadline(
            { subscription: current, number: current.number, ...next, version },
            all,
            act.zones,
          ),
        };
  const rotation = context.plans.rotationOf({ pack: context.pack, taxonomy: context.taxonomy, topics });
  const shared = composeDigest(context, order, rotation);
  const digest = current === null ? shared : addressedTo(shared, current.id);
  const example =
    context.venue?.platform === "terminal"
      ? says(context, "preview.none.terminal")
      : saysInSpans(context, "preview.none", { command: commandOf(context) });
  const note = notice(current === null ? example : says(context, "preview.note"));
  const blocks = current === null ? digest.blocks.map((block) => offering(context, block, topics)) : digest.blocks;
  return briefingReply({ ...digest, blocks: blocks.toSpliced(1, 0, note) });
}

/** Where nothing comes yet there is nothing to pause or change: to subscribe is what people do next, but in a terminal. */
function offering(context: CommandContext["context"], block: Block, topics: readonly string[]): Block {
  if (block.kind !== "actions") return block;
  const ways = block.items.filter(({ kind }) => kind === "show");
  return context.venue?.platform === "terminal" ? buttons(ways) : beginButtons(context, { topics, more: ways });
}

/** Of one subscription; of a place that has none what there was. */
export async function status(asked: CommandContext, wanted: Wanted): Promise<Reply> {
  const { context, store, place } = asked;
  const choice = chooseToRead(await listHere(asked), wanted.meant);
  const notes = await store.subscriptions.notes(place, NOTES);
  if (choice.kind === "none") {
    const isOfOthers = await takesOthers(asked);
    return briefingReply(composeStatus(context, { subscription: null, entries: [], notes, isOfOthers }));
  }
  const [subscription, ...others] = choice.kind === "chosen" ? choice.subscriptions : [];
  if (choice.kind !== "chosen") return ask(asked, choice, { ...wanted, rest: "", verb: "status", takesAll: true });
  if (subscription === undefined || others.length > 0) return list(asked);
  const entries = await store.ledger.recent(subscription.id, RECENT);
  const its = notes.filter((note) => note.subscription === null || note.subscription === subscription.id);
  return briefingReply(composeStatus(context, { subscription, entries, notes: its }));
}
