/** Mentions in channels and threads, and direct messages. */
import pTimeout from "p-timeout";
import { isLasting } from "#core/document/audience.ts";
import type { Reply } from "#core/reply.ts";
import { type Command, type Conversation, isForAskerAlone } from "#core/request.ts";
import { heed } from "#shared/heed.ts";
import type { Answering } from "./answering.ts";
import { type AskedByMessage, readDeleted, readMessage } from "./read.ts";

/** Longer an answer does not wait for the sign that it is coming. */
const STATUS_WITHIN_MS = 1000;
/** From here on a person wonders whether anything happens. */
const SHOW_WORK_AFTER_MS = 1000;

interface MessageHeard {
  readonly body: unknown;
  /** To be called when it is kept. */
  readonly taken: () => void;
}

/** Answers a message once, in its thread; what is not a person's question is none of the bot's business. */
export function messageListener(answering: Answering): (event: MessageHeard) => Promise<void> {
  const { bot } = answering;
  return async ({ body, taken }) => {
    const deleted = await readDeleted(body, answering.tenantOf);
    if (deleted !== null) return withdraw(deleted, answering);
    const asked = await readMessage(body, answering.tenantOf);
    if (asked === null) return;
    const { key } = asked;
    const { pack, command } = bot.parseMention(asked.text, asked.mentions);
    const answerIn = answerPlace(asked);
    const question = { key, pack, command, answerIn };
    await bot.once(
      { key, pack: pack ?? bot.defaultPack, conversation: answerIn },
      () => answerOrRemark(asked, question, answering),
      taken,
    );
  };
}

interface Question {
  readonly key: string;
  readonly pack: string | null;
  readonly command: Command;
  readonly answerIn: Conversation;
}

async function answerOrRemark(asked: AskedByMessage, question: Question, answering: Answering): Promise<boolean> {
  const heard = heed(answering.bot, asked);
  if (heard === "silence") return true;
  if (heard === "answer") return answer(asked, question, answering);
  return say(answering.bot.remark(heard), { asked, question, audience: asideFor(question) }, answering);
}

/** True once the answer stands in the channel; rejects when Slack does not take it. */
async function answer(asked: AskedByMessage, question: Question, answering: Answering): Promise<boolean> {
  const { key, pack, answerIn } = question;
  const { bot, posts, people } = answering;
  const command = await withNames(question.command, people);
  // It opens the thread that it is answered in, so that what follows is read with it. A digest is meant for the channel.
  const conversation = command.kind === "subscription" ? asked.conversation : answerIn;
  let shown: Promise<void> | undefined;
  const working = setTimeout(() => {
    shown = posts.setStatus({ ...answerIn, thread: answerIn.thread ?? asked.ts }, bot.labels.working);
  }, SHOW_WORK_AFTER_MS);
  // Slack takes it away with the answer: one that comes after it would stand there.
  const ready = async (): Promise<void> => {
    clearTimeout(working);
    if (shown !== undefined) await pTimeout(shown, { milliseconds: STATUS_WITHIN_MS, fallback: () => undefined });
  };
  try {
    const asker = command.kind === "subscription" ? await people.introduce(asked.asker) : asked.asker;
    const at = Math.round(Number(asked.ts) * 1000);
    const audience = isForAskerAlone(command) ? asideFor(question) : "everyone";
    const reply = await bot.handle({ pack, command, conversation, asker, key, at, typed: true, audience });
    const seenBy = isForAskerAlone(reply) ? asideFor(question) : audience;
    return await say(reply, { asked, question, audience: seenBy, ready }, answering);
  } finally {
    clearTimeout(working);
  }
}

/** An order with the people whom it mentions as they are called: their words are named where they cannot be read. */
async function withNames(command: Command, people: Answering["people"]): Promise<Command> {
  if (command.kind !== "subscription") return command;
  const words = command.rest.split(" ").map(async (word) => {
    const [, id] = /^@([UW][A-Z0-9]{2,30})$/u.exec(word) ?? [];
    return id === undefined ? word : `@${(await people.introduce({ id, name: "", zone: null })).name}`;
  });
  return { ...command, rest: (await Promise.all(words)).join(" ") };
}

/** Whom something is said to that is the asker's alone: between two there is nobody else. */
function asideFor({ answerIn }: Question): "asker" | "everyone" {
  return answerIn.kind === "direct" ? "everyone" : "asker";
}

interface Said {
  readonly asked: AskedByMessage;
  readonly question: Question;
  readonly audience: "asker" | "everyone";
  /** To be waited for before it is posted. */
  readonly ready?: () => Promise<void>;
}

/** True once it stands there. */
async function say(reply: Reply, { asked, question, audience, ready }: Said, answering: Answering): Promise<boolean> {
  const { bot, posts, drawing, files } = answering;
  const { key, pack, answerIn } = question;
  if (audience === "asker" && (await whispered(asked, reply, answering))) return true;
  const seen = { conversation: answerIn, asker: asked.asker, lasting: isLasting(reply) };
  const briefing =
    reply.kind === "file" ? await files.handOver(reply, { ...seen, seenBy: "everyone" }) : reply.briefing;
  // A file that stands there has no message of the bot's own beside it.
  if (briefing === null) return true;
  const id = await posts.post(answerIn, drawing.publicly(briefing, seen), ready);
  if (id === null) return true;
  // Nobody waits for either, so that they are written together with what settles the question. Neither rejects.
  // Only a message outside of threads can have one below it.
  if (answerIn.thread === null) void bot.posted(reply, { pack, conversation: answerIn, id });
  // Of what is deleted elsewhere Slack tells those alone who read every message there.
  if (answerIn.kind === "direct") void noteGiven(key, id, { answerIn, answering });
  return true;
}

/**
 * Says it to the asker alone. Slack shows such a message only in a thread that has replies, so a mention that stands
 * outside of threads is answered in the channel. False where Slack refuses it: then everyone sees the answer.
 * https://docs.slack.dev/reference/methods/chat.postEphemeral
 */
async function whispered(
  { conversation, asker }: AskedByMessage,
  { briefing }: Reply,
  { posts, drawing, log }: Answering,
): Promise<boolean> {
  const refused = await posts.whisper(conversation, asker, drawing.privately(briefing, conversation));
  if (refused === null) return true;
  log.warn({ reason: refused }, "Slack does not take an answer for one person; posting it");
  return false;
}

/** An answer whose question was deleted while it was on its way goes as well. Never rejects. */
async function noteGiven(
  key: string,
  id: string,
  { answerIn, answering }: { readonly answerIn: Conversation; readonly answering: Answering },
): Promise<void> {
  if ((await answering.bot.given.note(key, id)) !== "question-gone") return;
  await remove(answerIn, id, answering).catch((error: unknown) =>
    answering.log.error({ err: error }, "An answer stays whose question is gone"),
  );
}

/** An answer goes with its question. */
async function withdraw(
  { conversation, key }: Pick<AskedByMessage, "conversation" | "key">,
  answering: Answering,
): Promise<void> {
  const answer = await answering.bot.given.take(key);
  if (answer !== null) await remove(conversation, answer, answering);
}

async function remove(conversation: Conversation, answer: string, { posts, log }: Answering): Promise<void> {
  const refused = await posts.remove(conversation, answer);
  if (refused !== null) log.warn({ reason: refused }, "Slack does not delete an answer whose question is gone");
}

/** In a channel below the question; in a direct message beside it, unless it was asked in a thread. */
function answerPlace({ conversation, ts }: AskedByMessage): Conversation {
  return { ...conversation, thread: conversation.thread ?? (conversation.kind === "direct" ? null : ts) };
}
