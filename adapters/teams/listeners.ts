import type { Bot, Log } from "#core/ports.ts";
import { chatWith } from "#core/reply.ts";
import { type Command, type Incoming, isForAskerAlone } from "#core/request.ts";
import { heed } from "#shared/heed.ts";

import { answerPress } from "./answer-press.ts";
import { openDialog } from "./dialog.ts";
import { answerSearch } from "./answer-search.ts";
import type { Answered } from "./answered.ts";
import type { Turn } from "./wire/connector.ts";
import { isRefusal } from "./errors.ts";
import { refuseInvoke } from "./drawing/invokes.ts";
import { removeSurely, whileTyping } from "./post.ts";
import { answerConsent } from "./answer-consent.ts";
import type { FileWays } from "./files.ts";
import { readReference } from "./wire/activity.ts";
import { readActivity, type Inbound } from "./read.ts";
import { tenantPlace, type References } from "./references.ts";
import { createTurnOrder, type TurnOrder } from "./wire/turn-order.ts";
import type { CardPictures } from "./drawing/pictures.ts";
import type { ShownCards } from "./drawing/shown-cards.ts";
import { createDrawing, once, replyTo, sendReply, whispering, type Speaking } from "./reply.ts";

interface Parts {
  readonly bot: Bot;
  readonly log: Log;
  readonly references: References;
  readonly answered: Answered;
  readonly shown: ShownCards;
  readonly files: FileWays;
  readonly pictures: CardPictures;
}

type Listening = Speaking & Pick<Parts, "references"> & { readonly turns: TurnOrder };

/** `earlier` is waited for before the answer is sent; by `apart` goes what is said to the asker alone. */
type Answering = Listening & { readonly earlier?: () => Promise<void>; readonly apart?: Turn };

type Asked = Extract<Inbound, { readonly key: string | null }>;
type Message = Extract<Inbound, { readonly kind: "message" }>;
type Thumb = Extract<Inbound, { readonly kind: "feedback" }>;

/** Answers one activity, with an apology where answering fails. Rejects on activities that are not from Teams. */
export function createListener(parts: Parts): (turn: Turn) => Promise<void> {
  const drawing = createDrawing(parts.bot, parts.pictures);
  const listening: Listening = { ...parts, drawing, turns: createTurnOrder() };
  return async (turn) => {
    const inbound = readActivity(turn.activity);
    // At every letter, by somebody who has pressed something there just before.
    if (inbound.kind === "search") return answerSearch(turn, inbound, parts.bot);
    // How to reach a conversation is no more than what is to be forgotten of it.
    if (inbound.kind === "removed") return leave(inbound, listening);
    // Where it was taken out before, another process may have been told.
    if (inbound.kind === "installed") listening.references.doubt();
    // Beside the answer, not before it: a store that is away must not keep the bot from answering.
    const remembered = rememberPlace(turn, listening);
    await listen(turn, inbound, listening);
    await remembered;
  };
}

type Removal = Extract<Inbound, { readonly kind: "removed" }>;
type Heard = Exclude<Inbound, Removal | { readonly kind: "search" }>;

async function listen(turn: Turn, inbound: Heard, listening: Listening): Promise<void> {
  switch (inbound.kind) {
    case "message":
      return hear(turn, inbound, listening);
    case "dialog":
      return openDialog(turn, inbound, listening);
    case "press":
    case "stale-press":
      return answerPress(turn, inbound, listening);
    case "file-consent":
      return answerConsent(turn, inbound, listening);
    case "feedback":
      await takeFeedback(inbound, listening);
      // An empty object tells Teams to say thanks in its own words; a message would be one too many.
      return turn.respond(200, {});
    case "installed": {
      const request = asking(inbound, { pack: null, command: { kind: "help" }, typed: false, audience: "everyone" });
      await once(request, listening, () => answer(turn, request, listening));
      return;
    }
    case "deleted":
      return withdraw(turn, inbound, listening);
    case "unsupported":
      listening.log.warn({ invoke: inbound.name }, "Teams asked for something that this bot does not offer");
      return turn.respond(...refuseInvoke(inbound.name, listening.bot.remark("not-offered").briefing.summary));
    case "ignored":
      return;
  }
}

/** Answers a message once: Teams delivers it again when the answer took long, and then the bot stays silent. */
async function hear(turn: Turn, message: Message, listening: Listening): Promise<void> {
  const { bot, log } = listening;
  const { pack, command } = bot.parseMention(message.text, message.mentions);
  const isDirect = message.conversation.kind === "direct";
  const apart = isDirect ? turn : message.seenBy === "asker" ? whispering(turn) : asideOf(turn, log);
  const aside = isForAskerAlone(command) && !isDirect;
  const audience = aside ? "asker" : message.seenBy;
  const request = asking(message, { pack, command, typed: true, audience });
  const seen = audience === "asker" ? { ...request, conversation: chatWith(request) } : request;
  const { channel, thread } = message.conversation;
  await listening.turns.take(`${channel}/${thread ?? ""}`, (earlier) =>
    once(seen, listening, async () => {
      const heard = heed(bot, message);
      if (heard === "silence") return true;
      if (heard !== "answer") {
        const aloud = { ...request, audience: isDirect ? "everyone" : "asker" } as const;
        return sendReply(apart, { reply: bot.remark(heard), request: aloud }, listening);
      }
      return answer(audience === "asker" ? apart : turn, request, { ...listening, earlier, apart });
    }),
  );
}

/** A turn whose answer only the asker sees, where Teams takes such a message; else it stands where the words do. */
function asideOf(turn: Turn, log: Log): Turn {
  const send: Turn["send"] = async (activity) => {
    try {
      return await turn.sendPrivately(activity);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      log.warn({ err: error }, "Teams does not take an answer for one person; posting it");
      return turn.send(activity);
    }
  };
  return { ...turn, send, typing: () => Promise.resolve() };
}

/** False when Teams did not take the answer. */
async function answer(turn: Turn, request: Incoming, listening: Answering): Promise<boolean> {
  const reply = await whileTyping(turn, listening.log, () => replyTo(request, listening));
  await listening.earlier?.();
  const { apart } = listening;
  if (apart === undefined || !isForAskerAlone(reply)) return sendReply(turn, { reply, request }, listening);
  const audience = request.conversation.kind === "direct" ? request.audience : "asker";
  return sendReply(apart, { reply, request: { ...request, audience } }, listening);
}

/** Rejects when the store does: then Teams is told that it failed. */
async function leave({ conversation, team }: Removal, { bot, references }: Listening): Promise<void> {
  const { tenant, channel } = conversation;
  const others = team === null ? [] : await references.channelsOf(tenant, team);
  await bot.removed({ platform: "teams", tenant, channels: [...new Set([channel, ...others])] });
  references.forget();
}

/** An answer goes with its question. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events */
async function withdraw(turn: Turn, { key }: Asked, { bot, log }: Listening): Promise<void> {
  const answer = key === null ? null : await bot.given.take(key);
  if (answer !== null) await removeSurely(turn, answer, log);
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
    await references.save(tenantPlace(conversation), { ...reference, conversationType: "personal", team: undefined });
  } catch (error) {
    log.error({ err: error }, "Could not remember how to reach a conversation");
  }
}

type AskedFor = Pick<Incoming, "pack" | "command" | "typed" | "audience">;

function asking({ conversation, asker, key, at }: Asked, asked: AskedFor): Incoming {
  return { ...asked, conversation, asker, key, at };
}
