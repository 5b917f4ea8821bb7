/**
 * Buttons. The answer takes the place of the card for the presser, or stands below a post that stays, or comes as a message: from
 * clients too old for that, and where the client has gone before its answer.
 */
import type { Bot, Remark } from "#core/ports.ts";
import { isLasting } from "#core/document/audience.ts";
import { briefingReply, chatWith, type Reply } from "#core/reply.ts";
import { asksForFile, isForAskerAlone, type Command, type Incoming } from "#core/request.ts";

import { CARD_TYPE, type AdaptiveCard } from "./drawing/card.ts";
import type { Turn } from "./wire/connector.ts";
import { dialogSaying, dialogWith } from "./dialog.ts";
import { handOver } from "./files.ts";
import { removeSurely, sendSurely, whileTyping } from "./post.ts";
import type { Inbound } from "./read.ts";
import { beginThread, noteAsker, once, person, replyTo, sendReply, whispering, type Speaking } from "./reply.ts";

type Press = Extract<Inbound, { readonly kind: "press" }>;
type StalePress = Extract<Inbound, { readonly kind: "stale-press" }>;

/** What comes of a press: the presser's new card, a sentence that leaves the card as it is, or a message. */
type Outcome =
  | { readonly kind: "card"; readonly reply: Reply }
  /** A dialog is left, or what came of it stands in the conversation already. */
  | { readonly kind: "closed" }
  /** The card that a form stood in place of. */
  | { readonly kind: "before"; readonly card: AdaptiveCard }
  | { readonly kind: "sentence"; readonly remark: Remark }
  | { readonly kind: "message"; readonly reply: Reply };

/** Does what was pressed, once; a press that cannot be read, or asks for what is gone, gets a sentence and a way on. */
export async function answerPress(turn: Turn, press: Press | StalePress, answering: Speaking): Promise<void> {
  const request = press.kind === "press" ? pressing(press, answering.bot) : null;
  const pack = request?.pack ?? null;
  const place = { key: press.key, pack, conversation: chatWith(press) };
  let outcome: Outcome = { kind: "sentence", remark: "again" };
  const isFirst = await once(place, answering, async () => {
    outcome = await act(turn, press, { request, answering });
    // A sentence is all of the answer to the press itself.
    const isSaidThere = press.answerIn === "card" || (!isMessage(press) && outcome.kind !== "message");
    if (isSaidThere && turn.isHeard()) return true;
    const isTold = await tell(turn, outcome, { press, request, answering });
    if (!isMessage(press) && outcome.kind === "message" && isTold)
      outcome = press.answerIn === "dialog" ? { kind: "closed" } : { kind: "sentence", remark: "below" };
    return isTold;
  });
  if (!isMessage(press)) await turn.respond(200, bodyOf(outcome, press, answering));
  else if (!isFirst) answering.log.info({}, "A press was delivered again");
}

/** Whether the press came as a message, which is answered by none but a message. */
function isMessage({ answerIn }: Press | StalePress): boolean {
  return answerIn === "message";
}

interface Acting {
  readonly request: Incoming;
  readonly answering: Speaking;
}

/** What the button asks of the bot is null where it asks nothing, as to delete does, or what is gone. */
async function act(
  turn: Turn,
  press: Press | StalePress,
  { request, answering }: { readonly request: Incoming | null; readonly answering: Speaking },
): Promise<Outcome> {
  if (press.kind === "press" && press.press.verb === "delete") return takeAway(turn, press, answering);
  if (press.kind === "stale-press" || request === null) return stale(press, answering);
  const left = press.press.verb === "cancel" ? leaveForm(press, answering) : null;
  if (left !== null) return left;
  if (isShare(press) && !asksForFile(request.command)) return share(turn, press, { request, answering });
  if (request.about !== undefined) return answerQuestion(turn, press, { request, answering });
  return answerAsked(turn, press, { request, answering });
}

/** What stood there before the form; null where that is not known, or is to be a message. */
function leaveForm(press: Press, { shown }: Speaking): Outcome | null {
  if (press.answerIn === "dialog") return { kind: "closed" };
  const before = press.answerIn === "card" ? shown.find(press.asker.id, placeOf(press)) : undefined;
  return before === undefined ? null : { kind: "before", card: before };
}

async function answerAsked(turn: Turn, press: Press, { request, answering }: Acting): Promise<Outcome> {
  const work = (): Promise<Reply> => replyTo(request, answering);
  const reply = await (isMessage(press) ? whileTyping(turn, answering.log, work) : work());
  // A form that was not taken stays in its dialog.
  const kind = press.answerIn === "card" || (press.answerIn === "dialog" && reply.kind === "form") ? "card" : "message";
  if (reply.kind !== "file") return { kind, reply };
  const left = await handOver(turn, reply, { conversation: press.conversation, answering });
  return { kind, reply: briefingReply(left ?? reply.briefing, reply.topic) };
}

function stale({ answerIn }: Press | StalePress, { bot }: Speaking): Outcome {
  const remark = "unknown-press";
  if (answerIn === "message") return { kind: "sentence", remark };
  return { kind: answerIn === "card" ? "card" : "message", reply: bot.remark(remark) };
}

interface Telling {
  readonly press: Press | StalePress;
  readonly request: Incoming | null;
  readonly answering: Speaking;
}

/** As a message: what was asked for to everyone, or on a post to whoever pressed, what is said besides to the presser alone. False when it is not taken. */
async function tell(turn: Turn, outcome: Outcome, { press, request, answering }: Telling): Promise<boolean> {
  if (outcome.kind === "before" || outcome.kind === "closed" || isSeen(outcome, press)) return true;
  const apart = press.conversation.kind === "direct" ? turn : whispering(turn);
  if (outcome.kind === "message" && request !== null)
    return sendReply(isMessage(press) ? turn : apart, { reply: outcome.reply, request }, answering);
  const reply = outcome.kind === "sentence" ? answering.bot.remark(outcome.remark) : outcome.reply;
  const seen = { conversation: press.conversation, asker: press.asker, audience: "asker" } as const;
  return (await sendSurely(apart, answering.drawing.message(reply, seen), answering)) !== null;
}

/** What is deleted is seen to be gone, and what was shared stands there already. */
function isSeen(outcome: Outcome, press: Press | StalePress): boolean {
  if (outcome.kind === "sentence") return outcome.remark === "deleted";
  return outcome.kind === "card" && outcome.reply.kind !== "apology" && isShare(press);
}

function isShare(press: Press | StalePress): boolean {
  return press.kind === "press" && press.press.verb === "share";
}

/** Undefined closes a dialog. https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model */
function bodyOf(outcome: Outcome, press: Press | StalePress, answering: Speaking): object | undefined {
  if (outcome.kind === "closed") return undefined;
  const { bot, drawing, shown } = answering;
  const isDialog = press.answerIn === "dialog";
  // A message that has not left is all that is known of what was pressed on a post or in a dialog.
  if (outcome.kind === "sentence" || (outcome.kind === "message" && press.answerIn !== "card")) {
    const said = outcome.kind === "sentence" ? bot.remark(outcome.remark) : bot.apology();
    const value = said.briefing.summary;
    return isDialog
      ? dialogSaying(value)
      : { statusCode: 200, type: "application/vnd.microsoft.activity.message", value };
  }
  if (outcome.kind === "before") return { statusCode: 200, type: CARD_TYPE, value: outcome.card };
  if (isDialog) return dialogWith(outcome.reply, press.conversation, answering);
  const card: AdaptiveCard = drawing.card(outcome.reply, press.conversation);
  if (outcome.reply.kind !== "form") shown.noteFor(press.asker.id, placeOf(press), card);
  return { statusCode: 200, type: CARD_TYPE, value: card };
}

function placeOf({ conversation, message }: Press | StalePress): {
  readonly channel: string;
  readonly message: string;
} {
  return { channel: conversation.channel, message };
}

/** Posts what was asked for everyone to see, once however often one person presses that button. */
async function share(turn: Turn, press: Press, { request, answering }: Acting): Promise<Outcome> {
  const { bot, drawing } = answering;
  const { conversation, asker, message } = press;
  const key = ["share", conversation.channel, message, asker.id, press.press.pack, press.press.text].join("/");
  let outcome: Outcome = { kind: "sentence", remark: "shared-already" };
  // Whoever pressed is owed an answer by the press.
  await once({ key, pack: request.pack, conversation: null }, answering, async () => {
    const reply = await replyTo(request, answering);
    const shared =
      reply.kind === "apology" ? null : drawing.shared(reply.briefing, bot.sharedBy(person(asker)), request);
    const id = shared === null ? null : await sendSurely(turn, shared, answering);
    outcome = {
      kind: press.answerIn === "card" || id !== null ? "card" : "message",
      reply: id === null ? bot.apology() : reply,
    };
    if (id === null) return "undone";
    await Promise.all([beginThread(request, { reply, id }, answering), noteAsker(request, id, answering)]);
    return true;
  });
  return outcome;
}

/** Posts the answer below what it was asked under, with who asked what; what is for the asker alone goes into their card. */
async function answerQuestion(turn: Turn, press: Press, { request, answering }: Acting): Promise<Outcome> {
  const { bot, drawing } = answering;
  const { asker, values, conversation } = press;
  const heard = bot.heed(asker, conversation);
  if (heard !== "answer") return { kind: "sentence", remark: "too-many" };
  const reply = await replyTo(request, answering);
  const asked = bot.parseQuestion(press.press.text, values, press.press.pack);
  const kind = press.answerIn === "dialog" ? "message" : "card";
  const isPrivate = request.audience === "asker" || reply.kind === "apology" || isForAskerAlone(reply);
  if (isPrivate || asked === null) return { kind, reply };
  const briefing = reply.kind === "file" ? await handOver(turn, reply, { conversation, answering }) : reply.briefing;
  if (briefing === null) return { kind: "closed" };
  const lasting = isLasting(reply);
  const by = bot.askedBy(person(asker), asked.question);
  const posted = drawing.shared(briefing, by, { ...request, lasting });
  const id = await sendSurely(turn, posted, answering);
  if (id === null) return { kind, reply };
  if (!lasting) await noteAsker(request, id, answering);
  return kind === "message" ? { kind: "closed" } : { kind, reply: bot.remark("answered") };
}

/** Deletes the pressed message for whoever asked for it, whatever the press says of who that is. */
async function takeAway(turn: Turn, press: Press, { answered, bot, log }: Speaking): Promise<Outcome> {
  const { conversation, message, asker } = press;
  const isTheirs = await answered.isAsker(`${conversation.channel}/${message}`, asker.id);
  if (isTheirs !== true) return { kind: "sentence", remark: isTheirs === null ? "unknown-press" : "asker-only" };
  const isGone = await removeSurely(turn, message, log);
  return isGone ? { kind: "sentence", remark: "deleted" } : { kind: "message", reply: bot.apology() };
}

/** What goes into the pressed card is seen by the presser alone; a message in its place by everyone. Null for what asks nothing of the bot, or what is gone. */
function pressing(press: Press, bot: Bot): Incoming | null {
  const { verb, pack } = press.press;
  const { conversation, asker, key, at } = press;
  const asked = verb === "submit" && pack !== "" ? bot.parseQuestion(press.press.text, press.values, pack) : null;
  if (asked !== null) {
    const { command, about } = asked;
    const audience = isForAskerAlone(command) ? "asker" : "everyone";
    return { pack, command, about, typed: true, audience, conversation, asker, key, at };
  }
  const command = commandOf(press, bot);
  if (command === null || pack === "") return null;
  const audience = press.answerIn !== "message" && verb !== "share" ? "asker" : "everyone";
  return { pack, command, typed: false, audience, conversation, asker, key, at };
}

function commandOf({ press, values }: Press, bot: Bot): Command | null {
  switch (press.verb) {
    case "submit":
      return { kind: "submission", form: press.text, values };
    case "delete":
      return null;
    case "show":
    case "share":
    case "form":
    case "cancel":
      return bot.parsePress(press.text);
  }
}
