/** Blocks by Slack's look-alike renderer; what can be pressed is drawn here, since that renderer only shows it. */
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { type Block, Message } from "slack-blocks-to-jsx";
import { safeJson } from "#playground/page/parts/safe.ts";
import type { Theme } from "#playground/page/parts/use-theme.ts";
import { type Json, isJsonObject, textOf } from "#playground/payload/json.ts";
import type { Snapshot } from "#playground/snapshot.ts";
import { type OnPress, SlackElements } from "./elements.tsx";

interface Props {
  readonly blocks: readonly Json[];
  /** Makes the ids of blocks unique on the page. */
  readonly prefix: string;
  readonly slack: Snapshot["slack"];
  readonly theme: Theme;
  readonly onPress: OnPress;
}

export function SlackBlocks({ blocks, prefix, slack, theme, onPress }: Props): ReactNode {
  const runs = useMemo(() => cutRuns(blocks.map((block) => namedApart(safeJson(block), prefix))), [blocks, prefix]);
  const drawn = useRef<HTMLDivElement>(null);
  // What scrolls must be reached by keyboard as well.
  useEffect(() => {
    for (const table of drawn.current?.querySelectorAll("table") ?? [])
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
  });
  if (!runs.every(isDrawable)) throw new TypeError("These are no blocks");
  const people = [
    { id: slack.person.id, name: slack.person.realName },
    { id: slack.bot.id, name: slack.bot.name },
  ];
  return (
    <div className="blocks" ref={drawn}>
      {runs.map((run) =>
        run.kind === "shown" ? (
          <Message
            key={run.id}
            blocks={run.blocks}
            name=""
            logo=""
            withoutWrapper
            theme={theme}
            data={{ users: people }}
          />
        ) : (
          <SlackElements key={run.id} block={run.block} onPress={onPress} />
        ),
      )}
    </div>
  );
}

function namedApart(block: Json, prefix: string): Json {
  return { ...block, block_id: `${prefix} ${textOf(block["block_id"])}`.replaceAll(" ", "-") };
}

interface ShownRun<Of> {
  readonly kind: "shown";
  readonly id: string;
  readonly blocks: Of[];
}
interface PressedRun {
  readonly kind: "pressed";
  readonly id: string;
  readonly block: Json;
}

/** Whatever the bot sent: the renderer skips what it does not know, and the boundary catches what breaks it. */
function isDrawable(run: ShownRun<Json> | PressedRun): run is ShownRun<Json & Block> | PressedRun {
  return run.kind === "pressed" || run.blocks.every(isJsonObject);
}

/** Neighbouring blocks without buttons are drawn together; an accessory stands below its section. */
function cutRuns(blocks: readonly Json[]): readonly (ShownRun<Json> | PressedRun)[] {
  const runs: (ShownRun<Json> | PressedRun)[] = [];
  let shown: Json[] = [];
  const flush = () => {
    if (shown.length > 0) runs.push({ kind: "shown", id: `shown ${runs.length}`, blocks: shown });
    shown = [];
  };
  for (const block of blocks) {
    const { accessory, ...rest } = block;
    const pressed = block["type"] === "actions" || block["type"] === "context_actions";
    if (!pressed) shown.push(isJsonObject(accessory) && accessory["type"] !== "image" ? rest : block);
    const elements = isJsonObject(accessory) && accessory["type"] !== "image" ? [accessory] : block["elements"];
    if (!pressed && !isJsonObject(accessory)) continue;
    flush();
    runs.push({ kind: "pressed", id: `pressed ${runs.length}`, block: { ...rest, elements } });
  }
  flush();
  return runs;
}
