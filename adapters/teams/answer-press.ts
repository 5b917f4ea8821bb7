/**
 * Buttons. The answer takes the place of the card for the presser, or stands below a post that stays, or comes as a message: from
 * clients too old for that, and where the client has gone before its answer.
 */
import type { Bot, Remark } from "#core/ports.ts";
import { briefingReply, type Reply } from "#core/reply.ts";
import { asksForFile, isForAskerAlone, type Command, type Incoming } from "#core/request.ts";

import { CARD_TYPE, type AdaptiveCard } from "./drawing/card.ts";
import type { Turn } from "./wire/connector.ts";
import { handOver } from "./files.ts";
import { removeSurely, sendSurely, whileTyping } from "./post.ts";
import type { Inbound } from "./read.ts";
import { beginThread, chatWith, once, person, replyTo, sendReply, whispering, type Speaking } from "./reply.ts";

type Press = Extract<Inbound, { readonly kind: "press" }>;
type StalePress = Extract<Inbound, { readonly kind: "stale-press" }>;

/** What comes of a press: the presser's new card, a sentence that leaves the card as it is, or a message. */
type Outcome =
  | { readonly kind: "card"; readonly reply: Reply }
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
    const isSaidThere = press.answerIn === "card" || (press.answerIn === "below" && outcome.kind === "sentence");
    if (isSaidThere && turn.isHeard()) return true;
    const isTold = await tell(turn, outcome, { press, request, answering });
    if (press.answerIn === "below" && outcome.kind === "message" && isTold)
      outcome = { kind: "sentence", remark: "below" };
    return isTold;
  });
  if (press.answerIn !== "message") await turn.respond(200, bodyOf(outcome, press, answering));
  else if (!isFirst) answering.log.info({}, "A press was delivered again");
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
  const before = press.press.verb === "cancel" ? answering.shown.find(press.asker.id, placeOf(press)) : undefined;
  if (before !== undefined && press.answerIn === "card") return { kind: "before", card: before };
  if (isShare(press) && !asksForFile(request.command)) return share(turn, press, { request, answering });
  if (request.about !== undefined) return answerQuestion(turn, press, { request, answering });
  return answerAsked(turn, press, { request, answering });
}

async function answerAsked(turn: Turn, press: Press, { request, answering }: Acting): Promise<Outcome> {
  const kind = press.answerIn === "card" ? "card" : "message";
  const work = (): Promise<Reply> => replyTo(request, answering);
  const reply = await (press.answerIn === "message" ? whileTyping(turn, answering.log, work) : work());
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
  const apart = press.conversation.kind === "direct" ? turn : whispering(turn);
  if (outcome.kind === "message" && request !== null)
    return sendReply(press.answerIn === "below" ? apart : turn, { reply: outcome.reply, request }, answering);
  // What is deleted is seen to be gone, and what was shared stands there already.
  const isGone = outcome.kind === "sentence" && outcome.remark === "deleted";
  const isThere = outcome.kind === "card" && outcome.reply.kind !== "apology" && isShare(press);
  // Whoever has left a form does not come back for what was there before.
  if (isGone || isThere || outcome.kind === "before") return true;
  const reply = outcome.kind === "sentence" ? answering.bot.remark(outcome.remark) : outcome.reply;
  const seen = { conversation: press.conversation, asker: press.asker, audience: "asker" } as const;
  return (await sendSurely(apart, answering.drawing.message(reply, seen), answering)) !== null;
}

function isShare(press: Press | StalePress): boolean {
  return press.kind === "press" && press.press.verb === "share";
}

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model */
function bodyOf(outcome: Outcome, press: Press | StalePress, { bot, drawing, shown }: Speaking): object {
  // A message that has not left is all that is known of what was pressed on a post.
  if (outcome.kind === "sentence" || (outcome.kind === "message" && press.answerIn === "below")) {
    const said = outcome.kind === "sentence" ? bot.remark(outcome.remark) : bot.apology();
    const value = said.briefing.summary;
    return { statusCode: 200, type: "application/vnd.microsoft.activity.message", value };
  }
  if (outcome.kind === "before") return { statusCode: 200, type: CARD_TYPE, value: outcome.card };
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
    await beginThread(request, { reply, id }, answering);
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
  if (request.audience === "asker" || reply.kind === "apology" || asked === null) return { kind: "card", reply };
  const posted = drawing.shared(reply.briefing, bot.askedBy(person(asker), asked.question), request);
  const id = await sendSurely(turn, posted, answering);
  return { kind: "card", reply: id === null ? reply : bot.remark("answered") };
}

/** Deletes the pressed message for whoever asked for it. */
async function takeAway(turn: Turn, { press, message, asker }: Press, { bot, log }: Speaking): Promise<Outcome> {
  if (press.text !== asker.id) return { kind: "sentence", remark: "asker-only" };
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
