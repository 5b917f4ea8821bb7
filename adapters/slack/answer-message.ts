/** Mentions in channels and threads, and direct messages. */
import type { Command, Conversation } from "#core/request.ts";
import type { Answering } from "./answering.ts";
import { type AskedByMessage, readMessage } from "./read.ts";

/** From here on a person wonders whether anything happens. */
const SHOW_WORK_AFTER_MS = 1000;

/** Answers a message once, in its thread; what is not a person's question is none of the bot's business. */
export function messageListener(answering: Answering): (event: { readonly body: unknown }) => Promise<void> {
  const { bot } = answering;
  return async ({ body }) => {
    const asked = readMessage(body);
    if (asked === null) return;
    const key = `${asked.conversation.tenant}:${asked.conversation.channel}:${asked.ts}`;
    const { pack, command } = bot.parseMention(asked.text);
    const answerIn = answerPlace(asked);
    const question = { key, pack, command, answerIn };
    await bot.once({ key, pack, conversation: answerIn }, () => answer(asked, question, answering));
  };
}

interface Question {
  readonly key: string;
  readonly pack: string;
  readonly command: Command;
  readonly answerIn: Conversation;
}

/** True once the answer stands in the channel; rejects when Slack does not take it. */
async function answer(asked: AskedByMessage, question: Question, answering: Answering): Promise<boolean> {
  const { key, pack, command, answerIn } = question;
  const { bot, posts, people, renderer } = answering;
  // A question opens the thread that it is answered in, so that what follows is read with it. Whatever else is asked
  // of a channel, such as a digest, is meant for the channel.
  const conversation = command.kind === "ask" ? answerIn : asked.conversation;
  const working = setTimeout(() => {
    void posts.setStatus({ ...answerIn, thread: answerIn.thread ?? asked.ts }, bot.labels.working);
  }, SHOW_WORK_AFTER_MS);
  try {
    const asker = command.kind === "subscription" ? await people.introduce(asked.asker) : asked.asker;
    const { briefing } = await bot.handle({ pack, command, conversation, asker, key });
    await posts.post(answerIn, renderer.message(briefing));
    return true;
  } finally {
    clearTimeout(working);
  }
}

/** In a channel below the question; in a direct message beside it, unless it was asked in a thread. */
function answerPlace({ conversation, ts }: AskedByMessage): Conversation {
  return { ...conversation, thread: conversation.thread ?? (conversation.kind === "direct" ? null : ts) };
}
