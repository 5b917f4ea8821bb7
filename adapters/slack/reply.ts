/** Replies as Slack gets them: which buttons they carry depends on who sees them. */
import { forEveryone, withoutShare } from "#core/document/audience.ts";
import type { Block, Briefing } from "#core/document/briefing.ts";
import type { Bot } from "#core/ports.ts";
import type { Asker, Conversation } from "#core/request.ts";
import { isCertain } from "./drawing/certain.ts";
import type { PrivateAnswer, SlackMessage, SlackRenderer } from "./drawing/render.ts";

/** A message, and for whom it is. */
interface Seen {
  readonly conversation: Conversation;
  readonly asker: Asker;
  /** Whether nobody may delete it. */
  readonly lasting?: boolean;
}

export interface Drawing {
  /** For the asker's eyes alone, to be shared from there. */
  readonly privately: (briefing: Briefing, conversation: Conversation) => PrivateAnswer;
  /** Whether an acknowledgement may carry it: Slack tells nothing back of one that it does not show. */
  readonly isCertain: (answer: PrivateAnswer) => boolean;
  /** Where everyone reads it; whoever asked may delete it, unless it is lasting. */
  readonly publicly: (briefing: Briefing, seen: Seen) => SlackMessage;
  /** The same under the name of who shared it. */
  readonly shared: (briefing: Briefing, by: Block, seen: Seen) => SlackMessage;
}

/** A briefing that says the same is drawn once, but where it carries who asked. */
export function createDrawing(renderer: SlackRenderer, { labels }: Pick<Bot, "labels">): Drawing {
  const unshared = new WeakMap<Briefing, Briefing>();
  const between = (briefing: Briefing): Briefing => {
    const known = unshared.get(briefing) ?? withoutShare(briefing);
    unshared.set(briefing, known);
    return known;
  };
  const checked = new WeakMap<PrivateAnswer, boolean>();
  const publicly: Drawing["publicly"] = (briefing, { conversation, asker, lasting }) =>
    renderer.message(
      // Between two there is nobody to share with, and whoever asked can delete the question.
      conversation.kind === "direct" || lasting === true
        ? between(briefing)
        : forEveryone(briefing, { kind: "delete", label: labels.delete, asker: asker.id }),
    );
  return {
    privately: (briefing, { kind }) => renderer.privately(kind === "direct" ? between(briefing) : briefing),
    isCertain(answer) {
      const known = checked.get(answer) ?? isCertain(answer.blocks);
      checked.set(answer, known);
      return known;
    },
    publicly,
    shared: (briefing, by, seen) => publicly({ ...briefing, blocks: [by, ...briefing.blocks] }, seen),
  };
}
