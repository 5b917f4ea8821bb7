/** A reply on its way: asked of the bot, drawn for whoever sees it, sent. */
import { forEveryone, isLasting, withoutShare } from "#core/document/audience.ts";
import type { Block, Briefing, Feedback } from "#core/document/briefing.ts";
import type { Bot, Log, Message } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import type { Asker, Conversation, Incoming } from "#core/request.ts";

import type { Answered } from "./answered.ts";
import type { AdaptiveCard, TeamsActivity } from "./drawing/card.ts";
import type { Turn } from "./wire/connector.ts";
import { handOver, type FileWays } from "./files.ts";
import { renderDialog, renderForm } from "./form.ts";
import { inTime, removeSurely, sendSurely, type TeamsForms } from "./post.ts";
import { cardForms, hasChart, type CardPictures, type PictureOf } from "./drawing/pictures.ts";
import type { ShownCards } from "./drawing/shown-cards.ts";
import { messageWith, renderTeams, type RenderWords } from "./drawing/render.ts";

/** What every answer in Teams is given. */
export interface Speaking {
  readonly bot: Bot;
  readonly log: Log;
  readonly answered: Answered;
  readonly shown: ShownCards;
  readonly drawing: Drawing;
  readonly files: FileWays;
  readonly pictures: CardPictures;
}

/** Who asked where, and who sees what comes back. */
interface Seen extends Pick<Incoming, "conversation" | "asker" | "audience"> {
  /** Whether nobody may delete it. */
  readonly lasting?: boolean;
}

/** Replies as Teams gets them: which buttons they carry depends on who sees them. */
export interface Drawing {
  /** A reply as a message of its own. */
  readonly message: (reply: Reply, seen: Seen) => TeamsForms;
  /** A reply as the card that takes the place of the pressed one, for the presser alone. */
  readonly card: (reply: Reply, conversation: Conversation) => AdaptiveCard;
  /** What a dialog holds: a form, or what is said in its place, whose buttons no dialog can press. */
  readonly inDialog: (reply: Reply, conversation: Conversation) => AdaptiveCard;
  /** A briefing for everyone, under the name of who shared it. */
  readonly shared: (briefing: Briefing, by: Block, seen: Omit<Seen, "audience">) => TeamsForms;
}

/** A briefing that says the same is drawn once, but where it carries a picture, which is kept already. */
export function createDrawing(words: RenderWords & Pick<Bot, "labels">, pictures: Pick<CardPictures, "of">): Drawing {
  const toShare = drawOnce((briefing) => briefing, words);
  // Between two there is nobody to share with.
  const direct = drawOnce(withoutShare, words);
  const privately = (briefing: Briefing, { kind }: Conversation, pictureOf: PictureOf): TeamsActivity =>
    (kind === "direct" ? direct : toShare)(briefing, pictureOf);
  const remove = { kind: "delete", label: words.labels.delete, asker: NOT_BY_BUTTON } as const;
  const toAll = drawOnce((briefing) => forEveryone(briefing, remove), words);
  const publicly = (
    briefing: Briefing,
    { conversation, lasting }: Omit<Seen, "audience">,
    pictureOf: PictureOf,
  ): TeamsActivity => (conversation.kind === "direct" || lasting === true ? direct : toAll)(briefing, pictureOf);
  const drawReply = (reply: Reply, seen: Seen, pictureOf: PictureOf): TeamsActivity => {
    if (reply.kind === "form") return messageWith(reply.briefing, renderForm(reply.form, words.labels));
    return seen.audience === "asker"
      ? privately(reply.briefing, seen.conversation, pictureOf)
      : publicly(reply.briefing, { ...seen, lasting: isLasting(reply) }, pictureOf);
  };
  const drawCard = (reply: Reply, conversation: Conversation): AdaptiveCard =>
    reply.kind === "form"
      ? renderForm(reply.form, words.labels)
      : privately(reply.briefing, conversation, pictures.of).attachments[0].content;
  return {
    message: (reply, seen) =>
      cardForms(reply.briefing, { pictures, draw: (pictureOf) => drawReply(reply, seen, pictureOf) }),
    card: drawCard,
    inDialog: (reply, conversation) =>
      reply.kind === "form" ? renderDialog(reply.form, words.labels) : withoutButtons(drawCard(reply, conversation)),
    shared(briefing, by, seen) {
      const shared = { ...briefing, blocks: [by, ...briefing.blocks] };
      return cardForms(shared, { pictures, draw: (pictureOf) => publicly(shared, seen, pictureOf) });
    },
  };
}

/** Who may delete is known by the message: what a button carries is its client's to change. */
const NOT_BY_BUTTON = "";

function drawOnce(
  shown: (briefing: Briefing) => Briefing,
  words: RenderWords,
): (briefing: Briefing, pictureOf: PictureOf) => TeamsActivity {
  const drawn = new WeakMap<Briefing, TeamsActivity>();
  return (briefing, pictureOf) => {
    const draw = (): TeamsActivity => renderTeams(shown(briefing), words, pictureOf);
    if (hasChart(briefing)) return draw();
    const activity = drawn.get(briefing) ?? draw();
    drawn.set(briefing, activity);
    return activity;
  };
}

function withoutButtons(card: AdaptiveCard): AdaptiveCard {
  return { ...card, body: card.body.filter(({ type }) => type !== "ActionSet") };
}

/** What goes back in every case, its pictures drawn: the apology where the answer does not come in time. */
export async function replyTo(request: Incoming, { bot, log, pictures }: Speaking): Promise<Reply> {
  const reply = await inTime(bot.handle(request)).catch((error: unknown) => {
    log.error({ err: error, command: request.command.kind }, "Could not answer");
    return bot.apology();
  });
  await pictures.prepare(reply.briefing);
  return reply;
}

/** Sends a reply as a message of its own and remembers what it is; false when Teams did not take it. */
export async function sendReply(
  turn: Turn,
  { reply, request }: { readonly reply: Reply; readonly request: Incoming },
  answering: Speaking,
): Promise<boolean> {
  if (reply.kind === "file") {
    const briefing = await handOver(turn, reply, { conversation: request.conversation, answering });
    return (
      briefing === null || sendReply(turn, { reply: { ...reply, kind: "briefing", briefing }, request }, answering)
    );
  }
  const { shown, drawing } = answering;
  const { channel } = request.conversation;
  const message = drawing.message(reply, request);
  const id = await sendSurely(turn, message, answering);
  if (id === null) return false;
  if (reply.kind !== "form") shown.note({ channel, message: id }, message.drawn.attachments[0].content);
  turn.behind(noteSent(turn, { request, reply, id }, answering));
  return true;
}

interface Sent {
  readonly request: Incoming;
  readonly reply: Reply;
  readonly id: string;
}

/**
 * What has to be known of a message that stands there. Never rejects, and only the end of the turn waits for it: so it is
 * written together with what settles the question.
 */
async function noteSent(turn: Turn, sent: Sent, answering: Speaking): Promise<void> {
  const { request } = sent;
  const { conversation, key, audience } = request;
  const { answered, log } = answering;
  const feedback = feedbackOf(sent.reply);
  const keepFeedback = async (): Promise<void> => {
    if (feedback !== null) await answered.save(`${conversation.channel}/${sent.id}`, feedback);
  };
  // What tells the others of a change stays, whatever becomes of its question.
  const isTheirs = sent.id !== "" && audience === "everyone" && !isLasting(sent.reply);
  await Promise.all([
    beginThread(request, sent, answering),
    key !== null && isTheirs ? noteGiven(turn, { key, id: sent.id }, answering) : null,
    isTheirs && conversation.kind !== "direct" ? noteAsker(request, sent.id, answering) : null,
    keepFeedback().catch((error: unknown) => {
      log.error({ err: error }, "Could not remember which answer a message gave");
    }),
  ]);
}

/** Who may delete it. Never rejects. */
export async function noteAsker(
  { conversation, asker }: Incoming,
  id: string,
  { answered, log }: Speaking,
): Promise<void> {
  await answered.saveAsker(`${conversation.channel}/${id}`, asker.id).catch((error: unknown) => {
    log.error({ err: error }, "Could not remember whose answer a message is: nobody can delete it by its button");
  });
}

/** An answer whose question was deleted while it was on its way goes as well. Never rejects. */
async function noteGiven(
  turn: Turn,
  { key, id }: { readonly key: string; readonly id: string },
  { bot, log }: Speaking,
): Promise<void> {
  if ((await bot.given.note(key, id)) === "question-gone") await removeSurely(turn, id, log);
}

/** Only a message outside of threads can have one below it. */
export async function beginThread(
  { pack, conversation }: Incoming,
  { reply, id }: Pick<Sent, "reply" | "id">,
  { bot }: Speaking,
): Promise<void> {
  if (conversation.thread === null && id !== "") await bot.posted(reply, { pack, conversation, id });
}

/** Answers once, where the platform names what it asks: Teams delivers again when the answer took long. */
export async function once(
  { key, pack, conversation }: Pick<Incoming, "key" | "pack"> & Pick<Message, "conversation">,
  { bot }: Speaking,
  act: () => Promise<boolean | "undone">,
): Promise<boolean> {
  if (key !== null) return bot.once({ key, pack: pack ?? bot.defaultPack, conversation }, act);
  await act();
  return true;
}

/** A turn whose answer only the asker sees; that the bot is typing would be seen by everyone. */
export function whispering(turn: Turn): Turn {
  return { ...turn, send: turn.sendPrivately, typing: () => Promise.resolve() };
}

/** How a person is called who has no name here, as guests may not. */
export function person({ id, name }: Asker): { readonly id: string; readonly name: string } {
  return { id, name: name === "" ? id : name };
}

function feedbackOf({ briefing }: Reply): Feedback | null {
  const block = briefing.blocks.find((one) => one.kind === "feedback");
  return block?.feedback ?? null;
}
