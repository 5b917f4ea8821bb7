import type { Block, Briefing } from "#core/document/briefing.ts";
import type { Reply } from "#core/reply.ts";
import type { Asker, Conversation } from "#core/request.ts";

import type { AdaptiveCard, TeamsActivity } from "./card.ts";
import { renderForm } from "./form.ts";
import { messageWith, renderTeams, type RenderWords } from "./render.ts";

/** Replies as Teams gets them, each briefing drawn once: the bot hands out the same one as long as its words hold. */
export interface Drawing {
  /** A reply as a message of its own in `conversation`. */
  readonly message: (reply: Reply, conversation: Conversation) => TeamsActivity;
  /** A reply as the card that takes the place of the pressed one. */
  readonly card: (reply: Reply, conversation: Conversation) => AdaptiveCard;
  /** A briefing for everyone, under the name of who shared it, and not to be shared again from there. */
  readonly shared: (briefing: Briefing, by: Block) => TeamsActivity;
}

export function createDrawing(words: RenderWords): Drawing {
  const drawn = { toShare: new WeakMap<Briefing, TeamsActivity>(), direct: new WeakMap<Briefing, TeamsActivity>() };
  const draw = (briefing: Briefing, { kind }: Conversation): TeamsActivity => {
    // Between two there is nobody to share with.
    const known = kind === "direct" ? drawn.direct : drawn.toShare;
    const activity = known.get(briefing) ?? renderTeams(kind === "direct" ? withoutShare(briefing) : briefing, words);
    known.set(briefing, activity);
    return activity;
  };
  return {
    message: (reply, conversation) =>
      reply.kind === "form" ? messageWith(reply.briefing, renderForm(reply.form)) : draw(reply.briefing, conversation),
    card: (reply, conversation) =>
      reply.kind === "form" ? renderForm(reply.form) : draw(reply.briefing, conversation).attachments[0].content,
    shared: (briefing, by) => renderTeams({ ...briefing, blocks: [by, ...withoutShare(briefing).blocks] }, words),
  };
}

/** How a person is called who has no name here, as guests may not. */
export function person({ id, name }: Asker): { readonly id: string; readonly name: string } {
  return { id, name: name === "" ? id : name };
}

function withoutShare(briefing: Briefing): Briefing {
  const blocks = briefing.blocks.flatMap((block): readonly Block[] => {
    if (block.kind !== "actions") return [block];
    const items = block.items.filter((action) => action.kind !== "share");
    return items.length === 0 ? [] : [{ ...block, items }];
  });
  return { ...briefing, blocks };
}
