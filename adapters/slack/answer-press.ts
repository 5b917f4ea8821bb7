/** Buttons, and the forms they open. */
import type { Briefing } from "#core/document/briefing.ts";
import type { Remark } from "#core/ports.ts";
import { chatWith, type FileReply, isAloud, type Reply } from "#core/reply.ts";
import { asksForFile, type Command } from "#core/request.ts";
import type { Press } from "./drawing/actions.ts";
import type { Answering } from "./answering.ts";
import { classifyError } from "./errors.ts";
import { opensForm } from "./form.ts";
import type { AnswerPlace } from "./post.ts";
import { type Pressed, readBlockActions } from "./read.ts";
import type { SlackMessage } from "./drawing/render.ts";
import { whenTaken } from "./wire/acknowledge.ts";

/** Slack tells no time of a press. */
const PRESSED = { at: null, typed: false } as const;

interface PressEvent {
  readonly body: unknown;
  readonly ack: () => Promise<void>;
}

/** Does what was pressed, once. A press on a message that others see too is answered to the presser alone. */
export function pressListener(answering: Answering): (event: PressEvent) => Promise<void> {
  const { bot } = answering;
  return async ({ body, ack }) => {
    const { taken } = whenTaken(ack);
    const pressed = await readBlockActions(body, answering.tenantOf);
    const { press, key } = pressed;
    if (press?.kind === "link") return taken();
    const pack = press === null || press.pack === "" ? bot.defaultPack : press.pack.replace(/^[+-]/u, "");
    const answerIt = async (): Promise<true> => {
      await (press === null ? remark("unknown-press", pressed, answering) : act(press, pressed, answering));
      return true;
    };
    await bot.once({ key, pack, conversation: chatWith(pressed) }, answerIt, taken);
  };
}

async function act(press: Press, pressed: Pressed, answering: Answering): Promise<void> {
  switch (press.kind) {
    case "link":
      return;
    case "delete":
      return takeAway(press, pressed, answering);
    case "feedback":
      return takeFeedback(press, pressed, answering);
    case "show":
    case "share":
    case "form": {
      const command = answering.bot.parsePress(press.text);
      if (command === null) return remark("unknown-press", pressed, answering);
      // A file is shared by asking for it where everyone sees it.
      const way = asksForFile(command) ? "show" : press.kind;
      return WAYS[way]({ ...press, command }, pressed, answering);
    }
  }
}

/** A press that asks for something, read. */
interface Asking extends Press {
  readonly command: Command;
}

const WAYS = { show: showPressed, share, form: openForm } as const;

async function showPressed(asking: Asking, pressed: Pressed, answering: Answering): Promise<void> {
  const reply = await replyTo(asking, pressed, answering);
  if (reply.kind === "file") return handOver(reply, pressed, answering);
  const { briefing } = reply;
  const place = isAloud(reply) ? "everyone" : placeFor(pressed);
  // How to cite an answer is read beside it.
  return respond(answering, pressed, {
    briefing,
    showing: asking.command.kind === "cite" && place === "replace" ? "private" : place,
  });
}

/** To the presser alone, unless there are but two. */
async function handOver(reply: FileReply, pressed: Pressed, answering: Answering): Promise<void> {
  const place = placeFor(pressed);
  const briefing = await answering.files.handOver(reply, {
    ...pressed,
    seenBy: place === "everyone" ? "everyone" : "asker",
  });
  if (briefing !== null) await respond(answering, pressed, { briefing, showing: place });
}

/** What is said of a press and was not asked for. */
function remark(what: Remark, pressed: Pressed, answering: Answering): Promise<void> {
  return respond(answering, pressed, { briefing: answering.bot.remark(what).briefing, showing: "private" });
}

async function openForm(asking: Asking, pressed: Pressed, answering: Answering): Promise<void> {
  const reply = await replyTo(asking, pressed, answering);
  if (await opensForm(reply, asking.command.kind === "question" ? belowIt(pressed) : pressed, answering)) return;
  const showing = reply.kind === "form" ? "private" : placeFor(pressed);
  return respond(answering, pressed, { briefing: reply.briefing, showing });
}

/** A question is asked in the thread of the message that it is about; one that nobody else sees has none. */
function belowIt(pressed: Pressed): Pressed {
  const { conversation, message, ephemeral } = pressed;
  return ephemeral
    ? pressed
    : { ...pressed, conversation: { ...conversation, thread: conversation.thread ?? message } };
}

async function takeFeedback(press: Press, pressed: Pressed, answering: Answering): Promise<void> {
  const { conversation, asker } = pressed;
  const command: Command = { kind: "feedback", answer: press.text, helpful: press.pack.startsWith("+"), comment: "" };
  const request = {
    pack: press.pack.slice(1),
    command,
    conversation,
    asker,
    key: null,
    ...PRESSED,
    audience: "asker",
  } as const;
  const { briefing } = await answering.bot.handle(request);
  return respond(answering, pressed, { briefing, showing: "private" });
}

async function replyTo({ kind, pack, command }: Asking, pressed: Pressed, { bot, people }: Answering): Promise<Reply> {
  const asker = command.kind === "subscription" ? await people.introduce(pressed.asker) : pressed.asker;
  const { conversation } = pressed;
  const audience = kind === "share" || placeFor(pressed) === "everyone" ? "everyone" : "asker";
  return bot.handle({ pack, command, conversation, asker, key: null, ...PRESSED, audience });
}

/** Shares it for everyone once, however often one person presses that button. */
async function share(asking: Asking, pressed: Pressed, answering: Answering): Promise<void> {
  const { pack, text } = asking;
  const { conversation, message, asker } = pressed;
  const key = ["share", conversation.channel, message, asker.id, pack, text].join(":");
  // Whoever pressed is owed an answer by the press.
  const once = { key, pack, conversation: null };
  const isFirst = await answering.bot.once(once, () => shareNow(asking, pressed, answering));
  if (!isFirst) await remark("shared-already", pressed, answering);
}

/** The same briefing for everyone, saying who shared it; there is nothing left to share on it. An apology is nobody else's. */
async function shareNow(asking: Asking, pressed: Pressed, answering: Answering): Promise<boolean | "undone"> {
  const reply = await replyTo(asking, pressed, answering);
  const { kind, briefing } = reply;
  if (kind === "apology") {
    await respond(answering, pressed, { briefing, showing: "private" });
    return "undone";
  }
  const { id, name } = pressed.asker;
  const { conversation } = pressed;
  const shared = answering.drawing.shared(briefing, answering.bot.sharedBy({ id, name }), pressed);
  const posted = await postOrNull(shared, pressed, answering);
  if (posted === null) return respondToAll(shared, pressed, answering);
  if (conversation.thread === null) await answering.bot.posted(reply, { pack: asking.pack, conversation, id: posted });
  return true;
}

/** By the response address. Where that is refused as well, nothing is shared, and the presser is told. */
async function respondToAll(
  message: SlackMessage,
  pressed: Pressed,
  answering: Answering,
): Promise<boolean | "undone"> {
  const { conversation, responseUrl } = pressed;
  const { bot, posts, log } = answering;
  try {
    await posts.respond(responseUrl, message, { showing: "everyone", thread: conversation.thread });
    return true;
  } catch (error) {
    // What may have arrived is not said twice.
    if (classifyError(error).kind === "unknown") throw error;
    log.error({ err: error }, "Could not share a message");
    await respond(answering, pressed, { briefing: bot.apology().briefing, showing: "private" });
    return "undone";
  }
}

/** The message's id, so that a thread below it is known; null where Slack lets the bot only respond, as outside of its channels. */
async function postOrNull(
  message: SlackMessage,
  { conversation }: Pressed,
  { posts, log }: Answering,
): Promise<string | null> {
  try {
    return await posts.post(conversation, message);
  } catch (error) {
    const failure = classifyError(error);
    // What may have arrived is not said twice.
    if (failure.kind === "unknown") throw error;
    log.info(
      { reason: failure.reason },
      "Slack did not take a shared message from the bot; it goes by the response address",
    );
    return null;
  }
}

/** Deletes the pressed message for whoever asked for it. https://docs.slack.dev/reference/methods/chat.delete */
async function takeAway({ text: mayDelete }: Press, pressed: Pressed, answering: Answering): Promise<void> {
  const { conversation, message, asker, responseUrl } = pressed;
  const { bot, posts, drawing, log } = answering;
  if (asker.id !== mayDelete) return remark("asker-only", pressed, answering);
  const refused = await posts.remove(conversation, message);
  if (refused === null) return;
  log.info({ reason: refused }, "Slack did not delete an answer for the bot; it goes by the response address");
  const nothing = drawing.privately(bot.remark("deleted").briefing, conversation);
  try {
    await posts.respond(responseUrl, nothing, { showing: "delete", thread: conversation.thread });
  } catch (error) {
    log.error({ err: error }, "Could not delete an answer");
    await respond(answering, pressed, { briefing: bot.apology().briefing, showing: "private" });
  }
}

/** In a direct message there is nobody else: the answer stays, like any other message there. */
function placeFor({ ephemeral, conversation }: Pressed): AnswerPlace["showing"] {
  if (ephemeral) return "replace";
  return conversation.kind === "direct" ? "everyone" : "private";
}

/** In public only where there are but two. */
function respond(
  { posts, drawing }: Answering,
  { responseUrl, conversation, asker }: Pressed,
  { briefing, showing }: { briefing: Briefing; showing: AnswerPlace["showing"] },
): Promise<void> {
  return posts.tell(asker, drawing.privately(briefing, conversation), { conversation, responseUrl, showing });
}
