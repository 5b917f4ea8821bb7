/** Which buttons make sense on a message, by who sees it; and who may take it away. */
import type { Action, Block, Briefing } from "./briefing.ts";

/** Whether a reply is all that tells the others there what was done: whoever did it cannot take it away. */
export function isLasting({ lasting }: { readonly kind: string; readonly lasting?: true }): boolean {
  return lasting === true;
}

/** What stands before everyone, or between two, has nobody left to be shared with. */
export function withoutShare(briefing: Briefing): Briefing {
  const kept = (actions: readonly Action[]): readonly Action[] => actions.filter(({ kind }) => kind !== "share");
  const blocks = briefing.blocks.flatMap((block): readonly Block[] => {
    if (block.kind !== "actions") return [block];
    const [items, more] = [kept(block.items), kept(block.more)];
    return items.length + more.length === 0 ? [] : [{ ...block, items, more }];
  });
  return { ...briefing, blocks };
}

/** Before everyone: nothing to share, and as the last of the menu a way to take it away. */
export function forEveryone(briefing: Briefing, remove: Extract<Action, { kind: "delete" }>): Briefing {
  const { blocks, ...rest } = withoutShare(briefing);
  const last = blocks.findLastIndex(({ kind }) => kind === "actions");
  if (last < 0) {
    // Before the source line and feedback.
    const end = blocks.findIndex(({ kind }) => kind === "stamp" || kind === "feedback");
    // A menu with nothing beside it would not say what is in it.
    const button: Block = { kind: "actions", items: [remove], more: [] };
    return { ...rest, blocks: blocks.toSpliced(end < 0 ? blocks.length : end, 0, button) };
  }
  const extended = (block: Block): Block =>
    block.kind === "actions" ? { ...block, more: [...block.more, remove] } : block;
  return { ...rest, blocks: blocks.map((block, at) => (at === last ? extended(block) : block)) };
}
