/** A subscription whose pack is not here any more: its channel is told once, and it is ended. */
import { openContext, says, type Content } from "#core/briefings/context.ts";
import { buttons, lead, message, show } from "#core/document/blocks.ts";
import type { Briefing } from "#core/document/briefing.ts";
import type { Change } from "./ports.ts";
import type { Subscription } from "./subscription.ts";

/** A pack may come back as figures alone: of those there are no digests. */
export function hasLostPack({ pack }: Pick<Subscription, "pack">, { library }: Pick<Content, "library">): boolean {
  return library.packs.every(({ slug }) => slug !== pack);
}

/** In place of the digest that was due. */
export function composeLastWord(content: Content, { pack, conversation }: Subscription, now: number): Briefing {
  const context = openContext(content, content.defaultPack, { now, venue: conversation });
  const { packs } = content.library;
  const summary = says(context, "digest.gone", { pack, packs: packs.map(({ country }) => country).join(", ") });
  const ways = packs.map(({ slug, country }) =>
    show(slug, "subscribe", says(context, "digest.gone.action", { country })),
  );
  return message({ title: summary, summary }, [lead(summary), buttons(ways)]);
}

/** Nobody asked for it, and nobody can undo it. */
export function endLost(subscription: Subscription, now: number): Change {
  return {
    before: subscription,
    after: null,
    note: { what: "unsubscribed", by: { id: "", name: "" }, at: now },
    act: null,
    withdraw: "unsubscribed",
    skipped: [],
    undoes: null,
  };
}
