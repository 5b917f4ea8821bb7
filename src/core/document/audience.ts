/** Which buttons make sense on a message, by who sees it. */
import type { Action, Block, Briefing } from "./briefing.ts";

/** What stands before everyone, or between two, has nobody left to be shared with. */
export function withoutShare(briefing: Briefing): Briefing {
  const blocks = briefing.blocks.flatMap((block): readonly Block[] => {
    if (block.kind !== "actions") return [block];
    const items = block.items.filter(({ kind }) => kind !== "share");
    return items.length === 0 ? [] : [{ ...block, items }];
  });
  return { ...briefing, blocks };
}

/** Before everyone: nothing to share, and as its last button a way to take it away. */
export function forEveryone(briefing: Briefing, remove: Extract<Action, { kind: "delete" }>): Briefing {
  const { blocks, ...rest } = withoutShare(briefing);
  const last = blocks.findLastIndex(({ kind }) => kind === "actions");
  if (last < 0) {
    // The stamp stays the last.
    const end = blocks.at(-1)?.kind === "stamp" ? blocks.length - 1 : blocks.length;
    return { ...rest, blocks: blocks.toSpliced(end, 0, { kind: "actions", items: [remove] }) };
  }
  const extended = (block: Block): Block =>
    block.kind === "actions" ? { ...block, items: [...block.items, remove] } : block;
  return { ...rest, blocks: blocks.map((block, at) => (at === last ? extended(block) : block)) };
}
