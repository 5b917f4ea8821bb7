/** What the bot says to Slack outside of an answer's body: posts, response addresses, modals, a status. */
import { setTimeout as pause } from "node:timers/promises";
import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Bot, Log } from "#core/ports.ts";
import type { Asker, Conversation } from "#core/request.ts";
import { sendInSomeForm } from "#shared/refused-form.ts";
import { classifyError, formRefusals } from "./errors.ts";
import { formsOf, type SlackMessage, type SlackPayload, type SlackWords } from "./drawing/render.ts";
import { withoutPresses } from "./drawing/actions.ts";
import type { PicturePosts } from "./wire/pictures.ts";
import { respondOnce, type How, type Showing } from "./wire/respond.ts";

/** Each takes a message in its words alone where Slack does not take it as it is drawn. */
export interface Posts {
  /**
   * Answers a message in its thread, or below it in the channel when `thread` is null; gives the message's id. `ready` is waited for when
   * it is drawn and nothing else stands before it.
   */
  readonly post: (to: Conversation, message: SlackMessage, ready?: () => Promise<void>) => Promise<string | null>;
  /** Says it to one member of the channel alone; gives Slack's reason where it refuses, null where it is said. */
  readonly whisper: (to: Conversation, asker: Asker, message: SlackMessage) => Promise<string | null>;
  /** Deletes a message of the bot's; gives Slack's reason where it refuses, null where it is gone. */
  readonly remove: (from: Pick<Conversation, "channel">, id: string) => Promise<string | null>;
  /** Rejects with a `ResponseFault` when Slack does not take it. */
  readonly respond: (url: string, message: SlackMessage, how: How) => Promise<void>;
  readonly openForm: (triggerId: string, view: ModalView) => Promise<void>;
  /**
   * Tells one person something: by the response address, else in the conversation, else in their own chat with the bot.
   * What may have arrived by one way is said by the next all the same: a repeat that one person sees is less than
   * silence. Rejects when no way is open.
   */
  readonly tell: (asker: Asker, message: SlackMessage, place: AnswerPlace) => Promise<void>;
  /** Shows that work is under way, in workspaces whose plan has a way to show it; never rejects. */
  readonly setStatus: (to: Conversation & { readonly thread: string }, status: string) => Promise<void>;
}

export interface AnswerPlace {
  readonly conversation: Conversation;
  readonly responseUrl: string;
  /** By the response address; elsewhere it is a message of its own. */
  readonly showing: Exclude<Showing, "delete">;
}

interface Posting {
  /** It must not retry by itself: a retry after a lost answer would say everything twice. */
  readonly client: WebClient;
  readonly bot: Pick<Bot, "refusedForm">;
  readonly log: Log;
  readonly pictures: PicturePosts;
}

const ATTEMPTS = 3;
/** Longer than this nobody waits for an answer. */
const LONGEST_WAIT_MS = 30_000;

export function createPosts({ client, bot, log, pictures }: Posting): Posts {
  const refusals = formRefusals({ bot, log });
  const send = <Sent>(message: SlackMessage, attempt: (form: SlackPayload | SlackWords) => Promise<Sent>) =>
    sendInSomeForm(formsOf(message), (form) => persist(log, () => attempt(form)), refusals);
  const post = async (
    to: Pick<Conversation, "channel" | "thread">,
    message: SlackMessage,
    ready?: () => Promise<void>,
  ): Promise<string | null> => {
    const place = { channel: to.channel, ...(to.thread === null ? {} : { thread_ts: to.thread }) };
    const unfolded = { unfurl_links: false, unfurl_media: false };
    const drawn = message.charted === undefined ? message : await pictures.before(message);
    await ready?.();
    const posted = await send(drawn, (form) => client.chat.postMessage({ ...place, ...form, ...unfolded }));
    if (posted.ts !== undefined) pictures.below(message, { channel: to.channel, thread: to.thread ?? posted.ts });
    return posted.ts ?? null;
  };
  const whisper = (to: Conversation, { id: user }: Asker, message: SlackMessage) => {
    const place = { channel: to.channel, ...(to.thread === null ? {} : { thread_ts: to.thread }) };
    return send(message, (form) => client.chat.postEphemeral({ ...place, user, ...form }));
  };
  const respond: Posts["respond"] = (url, message, how) => send(message, (form) => respondOnce(url, form, how));
  return {
    respond,
    post,
    whisper: (to, asker, message) => refusalOf(whisper(to, asker, message)),
    remove: ({ channel }, ts) => refusalOf(persist(log, () => client.chat.delete({ channel, ts }))),
    async openForm(triggerId, view) {
      await client.views.open({ trigger_id: triggerId, view });
    },
    async tell(asker, message, { conversation, responseUrl, showing }) {
      const { thread, kind } = conversation;
      const ways: readonly (() => Promise<unknown>)[] = [
        () => respond(responseUrl, message, { showing, thread }),
        () => (kind === "direct" ? post(conversation, message) : whisper(conversation, asker, message)),
        // A press there would be about that chat.
        () => post({ channel: asker.id, thread: null }, pressless(message)),
      ];
      await firstOpen(ways, log);
    },
    async setStatus({ channel, thread }, status) {
      try {
        await client.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status });
      } catch (error) {
        log.info({ err: error }, "Slack did not take a status");
      }
    },
  };
}

function pressless({ charted, ...message }: SlackMessage): SlackMessage {
  const bare = <Payload extends SlackPayload>(payload: Payload): Payload => ({
    ...payload,
    blocks: withoutPresses(payload.blocks),
  });
  if (charted === undefined) return bare(message);
  return { ...bare(message), charted: { ...charted, tabled: charted.tabled === null ? null : bare(charted.tabled) } };
}

/** The first way that is open; rejects as the last one does. */
async function firstOpen([way, ...others]: readonly (() => Promise<unknown>)[], log: Log): Promise<void> {
  if (way === undefined) return;
  try {
    await way();
  } catch (error) {
    if (others.length === 0) throw error;
    const { kind, reason } = classifyError(error);
    log.warn({ kind, reason }, "An answer did not get through, or may not have; trying another way");
    await firstOpen(others, log);
  }
}

/** Slack's reason where it refuses for good; rejects on any other failure. */
async function refusalOf(call: Promise<unknown>): Promise<string | null> {
  try {
    await call;
    return null;
  } catch (error) {
    const failure = classifyError(error);
    if (failure.kind !== "refused" && failure.kind !== "unsendable") throw error;
    return failure.reason;
  }
}

/** Tries again when Slack has certainly not taken the message: it was busy, or could not be reached. */
async function persist<T>(log: Log, send: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      const failure = classifyError(error);
      const waitMs = failure.kind === "later" ? (failure.afterMs ?? attempt * 1000) : Infinity;
      if (attempt === ATTEMPTS || waitMs > LONGEST_WAIT_MS) throw error;
      log.warn({ attempt, waitMs, reason: failure.reason }, "Slack did not take a message yet; trying again");
      await pause(waitMs);
    }
  }
}
