import type { Feedback } from "#core/document/briefing.ts";
import type { Bot, Log } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import { type Command, type Conversation, type Incoming, isForAskerAlone } from "#core/request.ts";

import type { Answered } from "./answered.ts";
import { CARD_TYPE, type AdaptiveCard } from "./card.ts";
import { classifyError, ConnectorFault } from "./errors.ts";
import { inTime, sendSurely, whileTyping } from "./post.ts";
import { readActivity, readReference, type Inbound } from "./read.ts";
import { tenantPlace, type References } from "./references.ts";
import { createDrawing, person, type Drawing } from "./reply.ts";
import type { Turn } from "./connector.ts";

interface Parts {
  readonly bot: Bot;
  readonly log: Log;
  readonly references: References;
  readonly answered: Answered;
}

type Listening = Parts & { readonly drawing: Drawing };

type Asked = Extract<Inbound, { readonly key: string | null }>;
type Press = Extract<Inbound, { readonly kind: "press" }>;
type Thumb = Extract<Inbound, { readonly kind: "feedback" }>;

/** Answers one activity, with an apology where answering fails. Rejects on activities that are not from Teams. */
export function createListener(parts: Parts): (turn: Turn) => Promise<void> {
  const listening: Listening = { ...parts, drawing: createDrawing(parts.bot) };
  return async (turn) => {
    // Beside the answer, not before it: a store that is away must not keep the bot from answering.
    const remembered = rememberPlace(turn, listening);
    await listen(turn, listening);
    await remembered;
  };
}

async function listen(turn: Turn, listening: Listening): Promise<void> {
  const inbound = readActivity(turn.activity);
  const { bot, log } = listening;
  switch (inbound.kind) {
    case "message": {
      const { pack, command } = bot.parseMention(inbound.text);
      const aside = isForAskerAlone(command) && inbound.conversation.kind !== "direct";
      const audience = aside ? "asker" : inbound.seenBy;
      const heard = inbound.seenBy === "asker" ? whispering(turn) : aside ? asideOf(turn, log) : turn;
      const request = asking(inbound, { pack, command, typed: true, audience });
      const seen = audience === "asker" ? { ...request, conversation: chatWith(request) } : request;
      return once(seen, listening, () => answer(heard, request, listening));
    }
    case "press":
      return inbound.replaces
        ? turn.respond(200, cardResponse(await pressedCard(turn, inbound, listening)))
        : once(pressing(inbound, bot), listening, () => answerSubmit(turn, inbound, listening));
    case "feedback":
      await takeFeedback(inbound, listening);
      // An empty object tells Teams to say thanks in its own words; a message would be one too many.
      return turn.respond(200, {});
    case "installed": {
      const request = asking(inbound, { pack: null, command: { kind: "help" }, typed: false, audience: "everyone" });
      return once(request, listening, () => answer(turn, request, listening));
    }
    case "unsupported":
      log.warn({ invoke: inbound.name }, "Teams asked for something that this bot does not offer");
      return turn.respond(501, undefined);
    case "ignored":
      return;
  }
}

/** A turn whose answer only the asker sees; that the bot is typing would be seen by everyone. */
function whispering(turn: Turn): Turn {
  return { ...turn, send: turn.sendPrivately, typing: () => Promise.resolve() };
}

/** The same for what everyone has read already: where Teams refuses it, the answer stands where the words do. */
function asideOf(turn: Turn, log: Log): Turn {
  const send: Turn["send"] = async (activity) => {
    try {
      return await turn.sendPrivately(activity);
    } catch (error) {
      if (!(error instanceof ConnectorFault) || classifyError(error).kind !== "refused") throw error;
      log.warn({ err: error }, "Teams does not take an answer for one person; posting it");
      return turn.send(activity);
    }
  };
  return { ...turn, send, typing: () => Promise.resolve() };
}

/** Their personal chat with the bot: what only they see is spoken of nowhere else. */
function chatWith({ conversation, asker }: Incoming): Conversation {
  return { ...conversation, kind: "direct", channel: asker.id, thread: null };
}

/** Teams delivers a message again when the answer took long: the second time the bot stays silent. */
async function once(request: Incoming, { bot }: Listening, act: () => Promise<boolean>): Promise<void> {
  const { key, pack, conversation } = request;
  if (key === null) await act();
  else await bot.once({ key, pack: pack ?? bot.defaultPack, conversation }, act);
}

/** False when Teams did not take the answer. */
async function answer(turn: Turn, request: Incoming, listening: Listening): Promise<boolean> {
  const { answered, drawing, log } = listening;
  const reply = await whileTyping(turn, log, () => replyTo(request, listening));
  const id = await sendSurely(turn, drawing.message(reply, request.conversation), log);
  const feedback = feedbackOf(reply);
  if (id === null) return false;
  await beginThread(request, { reply, id }, listening);
  if (feedback === null) return true;
  await answered.save(`${request.conversation.channel}/${id}`, feedback).catch((error: unknown) => {
    log.error({ err: error }, "Could not remember which answer a message gave");
  });
  return true;
}

/** What goes back in every case: the apology where the answer does not come in time. */
async function replyTo(request: Incoming, { bot, log }: Listening): Promise<Reply> {
  return inTime(bot.handle(request)).catch((error: unknown) => {
    log.error({ err: error, command: request.command.kind }, "Could not answer");
    return bot.apology();
  });
}

/** The card for the one who pressed; everyone else keeps the one they see. */
async function pressedCard(turn: Turn, press: Press, listening: Listening): Promise<AdaptiveCard> {
  const { bot, drawing } = listening;
  const request = pressing(press, bot);
  const reply =
    press.press.verb === "share"
      ? ((await share(turn, request, listening)) ?? bot.apology())
      : await replyTo(request, listening);
  return drawing.card(reply, press.conversation);
}

/** A press from a client that cannot replace cards comes as a message, and so does its answer. */
async function answerSubmit(turn: Turn, press: Press, listening: Listening): Promise<boolean> {
  const request = pressing(press, listening.bot);
  return press.press.verb === "share"
    ? (await share(turn, request, listening)) !== null
    : answer(turn, request, listening);
}

/** Posts what was asked for everyone to see, and gives it; null when it could not be posted. */
async function share(turn: Turn, request: Incoming, listening: Listening): Promise<Reply | null> {
  const { bot, drawing, log } = listening;
  const reply = await replyTo(request, listening);
  if (reply.kind === "apology") return null;
  const sent = await sendSurely(turn, drawing.shared(reply.briefing, bot.sharedBy(person(request.asker))), log);
  if (sent === null) return null;
  await beginThread(request, { reply, id: sent }, listening);
  return reply;
}

/** Only a message outside of threads can have one below it. */
async function beginThread(
  { pack, conversation }: Incoming,
  { reply, id }: { readonly reply: Reply; readonly id: string },
  { bot }: Listening,
): Promise<void> {
  if (conversation.thread === null && id !== "") await bot.posted(reply, { pack, conversation, id });
}

async function takeFeedback(thumb: Thumb, { answered, bot, log }: Listening): Promise<void> {
  try {
    const feedback = await answered.load(`${thumb.conversation.channel}/${thumb.message}`);
    if (feedback === null) return log.warn({}, "A thumb on a message whose answer is no longer known");
    const { helpful, comment } = thumb;
    const command: Command = { kind: "feedback", answer: feedback.answer, helpful, comment };
    await bot.handle(asking(thumb, { pack: feedback.pack, command, typed: false, audience: "asker" }));
  } catch (error) {
    log.error({ err: error }, "Could not keep a feedback");
  }
}

async function rememberPlace(turn: Turn, { references, log }: Listening): Promise<void> {
  const place = readReference(turn.activity);
  if (place === null) return;
  const { conversation, reference } = place;
  try {
    await references.save(conversation, reference);
    await references.save(tenantPlace(conversation), { ...reference, conversationType: "personal" });
  } catch (error) {
    log.error({ err: error }, "Could not remember how to reach a conversation");
  }
}

type AskedFor = Pick<Incoming, "pack" | "command" | "typed" | "audience">;

function asking({ conversation, asker, key, at }: Asked, asked: AskedFor): Incoming {
  return { ...asked, conversation, asker, key, at };
}

/** What goes into the pressed card is seen by the presser alone; a message in its place by everyone. */
function pressing(press: Press, bot: Bot): Incoming {
  const { verb, pack, text } = press.press;
  const command: Command =
    verb === "submit" ? { kind: "submission", form: text, values: press.values } : bot.parse(text);
  const audience = press.replaces && verb !== "share" ? "asker" : "everyone";
  return asking(press, { pack, command, typed: false, audience });
}

function feedbackOf({ briefing }: Reply): Feedback | null {
  const block = briefing.blocks.find((one) => one.kind === "feedback");
  return block?.feedback ?? null;
}

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model */
function cardResponse(card: AdaptiveCard): object {
  return { statusCode: 200, type: CARD_TYPE, value: card };
}
