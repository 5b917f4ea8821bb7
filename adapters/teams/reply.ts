import type { Block, Briefing } from "#core/briefing.ts";
import type { Reply } from "#core/reply.ts";
import type { Asker, Conversation } from "#core/request.ts";

import type { AdaptiveCard, TeamsActivity } from "./card.ts";
import { renderForm } from "./form-card.ts";
import { message, renderCard, renderTeams, type RenderWords } from "./render.ts";

/** A reply as a message of its own. */
export function replyMessage(reply: Reply, words: RenderWords): TeamsActivity {
  return reply.kind === "form" ? message(reply.briefing, renderForm(reply.form)) : renderTeams(reply.briefing, words);
}

/** A reply as the card that takes the place of the pressed one. */
export function replyCard(reply: Reply, words: RenderWords): AdaptiveCard {
  return reply.kind === "form" ? renderForm(reply.form) : renderCard(reply.briefing, words);
}

/** The same briefing for everyone, under the name of who shared it, and not to be shared again from there. */
export function sharedBriefing(briefing: Briefing, by: Briefing["blocks"][number]): Briefing {
  return { ...briefing, blocks: [by, ...withoutShare(briefing).blocks] };
}

/** A reply as it stands in `conversation`: between two there is nobody to share with. */
export function fitting(reply: Reply, conversation: Conversation): Reply {
  return conversation.kind === "direct" ? { ...reply, briefing: withoutShare(reply.briefing) } : reply;
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
