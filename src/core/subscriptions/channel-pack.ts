/** `here COUNTRY`: the country that is meant in a channel where none is named, with the way back. */
import { buttons, page, paragraph, show } from "#core/document/blocks.ts";
import type { Person } from "#core/digests/subscription.ts";
import type { Lazy } from "#core/lazy.ts";
import { plainLine } from "#core/document/plain-text.ts";
import { clip } from "#core/wording/visible.ts";
import { briefingReply, type Reply, unreadReply } from "#core/reply.ts";
import type { Command, Conversation, Request } from "#core/request.ts";
import { commandOf, openContext, says, saysInSpans, type Content, type Context } from "#core/briefings/context.ts";

/** Which pack a channel has chosen; null where it has not. */
export interface ChannelPacks {
  packOf(conversation: Conversation): Promise<string | null>;
  /** Null gives the choice up. Gives what was chosen before; whose choice it was is logged. */
  choose(conversation: Conversation, pack: string | null, choice: Choice): Promise<string | null>;
}

interface Choice {
  readonly by: Person;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** For whoever runs the bot. */
export interface LoggedChoice extends Choice {
  readonly place: Pick<Conversation, "platform" | "tenant" | "channel">;
  /** Slugs of packs; null where none was chosen. */
  readonly before: string | null;
  readonly after: string | null;
}

type Here = Extract<Command, { readonly kind: "here" }>;

/** How much of what a person typed is quoted back. */
const QUOTED = 60;
/** The word that gives a channel's choice up. */
const GIVEN_UP = "default";

export interface ChannelPackParts {
  readonly content: Content;
  readonly now: () => number;
  readonly store: Lazy<{ readonly channelPacks: ChannelPacks }>;
}

/** Answers `here`. Rejects when the store does. */
export function createChannelPack({ content, now, store }: ChannelPackParts): (request: Request) => Promise<Reply> {
  return async ({ command, conversation, asker }) => {
    if (command.kind !== "here") throw new Error(`${command.kind} is not about a channel's country`);
    if (content.library.packs.length === 1) return onlyCountry(command, content, { now: now(), venue: conversation });
    const { channelPacks } = await store.get();
    const chosen = chosenBy(command, content);
    const choice = { by: { id: asker.id, name: asker.name }, at: now() };
    const before =
      chosen === undefined
        ? await channelPacks.packOf(conversation)
        : await channelPacks.choose(conversation, chosen, choice);
    const holds = (chosen === undefined ? before : chosen) ?? content.defaultPack;
    const context = openContext(content, isKnown(holds, content) ? holds : content.defaultPack, {
      now: now(),
      venue: conversation,
    });
    if (chosen !== undefined) return changed(context, before);
    return command.asked === "" ? whichCountry(context, content) : unknownCountry(context, content, command.asked);
  };
}

/** Null gives the choice up, undefined is no choice. */
function chosenBy({ asked, pack }: Here, content: Content): string | null | undefined {
  if (asked === GIVEN_UP) return null;
  return pack !== null && isKnown(pack, content) ? pack : undefined;
}

function changed(context: Context, before: string | null): Reply {
  const words = says(context, "here.changed", { country: context.pack.country });
  const undo = show(context.pack.slug, `here ${before ?? GIVEN_UP}`, says(context, "here.undo"));
  return reply(context, words, [undo]);
}

function whichCountry(context: Context, { library }: Content): Reply {
  const words = says(context, "here.which", {
    country: context.pack.country,
    known: namesOf(othersThan(context, library)),
  });
  return reply(context, words, others(context, library));
}

function unknownCountry(context: Context, { library }: Content, asked: string): Reply {
  const words = says(context, "here.unknown", {
    ...{ asked: clip(asked, QUOTED), country: context.pack.country, known: namesOf(library.packs) },
  });
  return unreadReply(reply(context, words, others(context, library)).briefing);
}

function onlyCountry({ asked, pack }: Here, content: Content, at: Parameters<typeof openContext>[2]): Reply {
  const context = openContext(content, content.defaultPack, at);
  const { country, figures } = context.pack;
  const other = figures.countries.find(({ slug }) => slug !== context.pack.slug)?.slug ?? "";
  const words = saysInSpans(context, "here.only", { country, command: commandOf(context), other });
  const told = page({ title: says(context, "here.title"), summary: plainLine(words) }, [paragraph(...words)]);
  return pack === null && asked !== "" && asked !== GIVEN_UP ? unreadReply(told) : briefingReply(told);
}

function namesOf(packs: Content["library"]["packs"]): string {
  return packs.map(({ country }) => country).join(", ");
}

function others(context: Context, library: Content["library"]): readonly Way[] {
  return othersThan(context, library).map(({ slug, country }) => show(slug, `here ${slug}`, country));
}

function othersThan({ pack }: Context, { packs }: Content["library"]): Content["library"]["packs"] {
  return packs.filter(({ slug }) => slug !== pack.slug);
}

type Way = ReturnType<typeof show>;

function reply(context: Context, words: string, ways: readonly Way[]): Reply {
  const actions = ways.length === 0 ? [] : [buttons(ways)];
  return briefingReply(page({ title: says(context, "here.title"), summary: words }, [paragraph(words), ...actions]));
}

function isKnown(slug: string, { library }: Content): boolean {
  return library.packs.some((pack) => pack.slug === slug);
}
