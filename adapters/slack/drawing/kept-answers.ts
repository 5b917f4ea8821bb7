/** Answers to commands as they went out, at hand for whoever types the same today: nothing is read or drawn again. */
import { createBounded } from "#core/bounded.ts";
import { saysAll } from "#core/conversation/framed-request.ts";
import type { Bot } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import type { Asker, Conversation, Incoming } from "#core/request.ts";
import type { PrivateAnswer } from "./render.ts";

/** A command as it was typed. */
interface Typed {
  /** Of the command, without its slash. */
  readonly name: string;
  readonly text: string;
  readonly conversation: Conversation;
  readonly asker: Asker;
}

interface Given {
  readonly request: Incoming;
  readonly reply: Reply;
  readonly message: PrivateAnswer;
}

export interface KeptAnswers {
  /** The answer that was given before; null where there is none, or it would not be the same now. */
  repeat(asked: Typed): { readonly message: PrivateAnswer; readonly remembered: Promise<void> } | null;
  /** What an acknowledgement carried. */
  keep(asked: Typed, given: Given): void;
}

const AT_MOST = 500;
/** Longer words than a name of a topic are hardly ever the same. */
const LONGEST = 100;

export function createKeptAnswers(bot: Pick<Bot, "repeat">): KeptAnswers {
  const kept = createBounded<Given>(AT_MOST);
  return {
    repeat(asked) {
      const given = kept.get(keyOf(asked));
      if (given === undefined) return null;
      const { conversation, asker } = asked;
      const remembered = bot.repeat(given.reply, { ...given.request, conversation, asker });
      if (remembered !== null) return { message: given.message, remembered };
      kept.delete(keyOf(asked));
      return null;
    },
    keep(asked, given) {
      // The next one who types the same may have spoken of something else before.
      if (!saysAll(given.request.command) || asked.text.length > LONGEST) return;
      kept.set(keyOf(asked), given);
    },
  };
}

/** What the words, the pack and the buttons of an answer depend on. */
function keyOf({ name, text, conversation }: Typed): string {
  return `${name} ${conversation.kind} ${text}`;
}
