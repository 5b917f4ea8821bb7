/** Mentions in channels and threads, and direct messages. */
import type { Reply } from "#core/reply.ts";
import { type Command, type Conversation, isForAskerAlone } from "#core/request.ts";
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
    await bot.once({ key, pack: pack ?? bot.defaultPack, conversation: answerIn }, () =>
      answer(asked, question, answering),
    );
  };
}

interface Question {
  readonly key: string;
  readonly pack: string | null;
  readonly command: Command;
  readonly answerIn: Conversation;
}

/** True once the answer stands in the channel; rejects when Slack does not take it. */
async function answer(asked: AskedByMessage, question: Question, answering: Answering): Promise<boolean> {
  const { key, pack, command, answerIn } = question;
  const { bot, posts, people, renderer } = answering;
  // It opens the thread that it is answered in, so that what follows is read with it. A digest is meant for the channel.
  const conversation = command.kind === "subscription" ? asked.conversation : answerIn;
  const working = setTimeout(() => {
    void posts.setStatus({ ...answerIn, thread: answerIn.thread ?? asked.ts }, bot.labels.working);
  }, SHOW_WORK_AFTER_MS);
  try {
    const asker = command.kind === "subscription" ? await people.introduce(asked.asker) : asked.asker;
    const at = Math.round(Number(asked.ts) * 1000);
    const audience = isForAskerAlone(command) && answerIn.kind !== "direct" ? "asker" : "everyone";
    const reply = await bot.handle({ pack, command, conversation, asker, key, at, typed: true, audience });
    if (audience === "asker" && (await whispered(asked, reply, answering))) return true;
    const id = await posts.post(answerIn, renderer.message(reply.briefing));
    // Only a message outside of threads can have one below it.
    if (id !== null && answerIn.thread === null) await bot.posted(reply, { pack, conversation: answerIn, id });
    return true;
  } finally {
    clearTimeout(working);
  }
}

/**
 * Says it to the asker alone. Slack shows such a message only in a thread that has replies, so a mention that stands
 * outside of threads is answered in the channel. False where Slack refuses it: then everyone sees the answer.
 * https://docs.slack.dev/reference/methods/chat.postEphemeral
 */
async function whispered(
  { conversation, asker }: AskedByMessage,
  { briefing }: Reply,
  { posts, renderer, log }: Answering,
): Promise<boolean> {
  const refused = await posts.whisper(conversation, asker, renderer.message(briefing));
  if (refused === null) return true;
  log.warn({ reason: refused }, "Slack does not take an answer for one person; posting it");
  return false;
}

/** In a channel below the question; in a direct message beside it, unless it was asked in a thread. */
function answerPlace({ conversation, ts }: AskedByMessage): Conversation {
  return { ...conversation, thread: conversation.thread ?? (conversation.kind === "direct" ? null : ts) };
}
