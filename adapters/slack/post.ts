/** What the bot says to Slack outside of an answer's body: posts, response addresses, modals, a status. */
import { setTimeout as pause } from "node:timers/promises";
import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Log } from "#core/ports.ts";
import type { Asker, Conversation } from "#core/request.ts";
import { classifyError } from "./errors.ts";
import type { SlackMessage } from "./drawing/render.ts";

/** How a response address shows a message. https://docs.slack.dev/interactivity/handling-user-interaction */
export type Showing =
  /** To the one who asked, in the place of the message that was pressed. */
  | "replace"
  /** To the one who asked, as a new message. */
  | "private"
  /** To everyone in the channel, as a new message. */
  | "everyone"
  /** Nothing: the message that was pressed goes. */
  | "delete";

export interface Posts {
  /** Answers a message in its thread, or below it in the channel when `thread` is null; gives the message's id. */
  readonly post: (to: Conversation, message: SlackMessage) => Promise<string | null>;
  /** Says it to one member of the channel alone; gives Slack's reason where it refuses, null where it is said. */
  readonly whisper: (to: Conversation, asker: Asker, message: SlackMessage) => Promise<string | null>;
  /** Deletes a message of the bot's; gives Slack's reason where it refuses, null where it is gone. */
  readonly remove: (from: Pick<Conversation, "channel">, id: string) => Promise<string | null>;
  /** Rejects with `ResponseRefused` when Slack does not take it; an address lives for 30 minutes and five uses. */
  readonly respond: (
    url: string,
    message: SlackMessage,
    how: { showing: Showing; thread: string | null },
  ) => Promise<void>;
  readonly openForm: (triggerId: string, view: ModalView) => Promise<void>;
  /** Tells one person something by whatever way is open, the response address first. */
  readonly tell: (
    asker: Asker,
    message: SlackMessage,
    place: { conversation: Conversation; responseUrl: string },
  ) => Promise<void>;
  /** Shows that work is under way, in workspaces whose plan has a way to show it; never rejects. */
  readonly setStatus: (to: Conversation & { readonly thread: string }, status: string) => Promise<void>;
}

/** Slack answered, and did not take the message. */
export class ResponseRefused extends Error {
  override readonly name = "ResponseRefused";
}

const RESPOND_MS = 10_000;
const ATTEMPTS = 3;
/** Longer than this nobody waits for an answer. */
const LONGEST_WAIT_MS = 30_000;

/** `client` must not retry by itself: a retry after a lost answer would say everything twice. */
export function createPosts(client: WebClient, log: Log): Posts {
  const post = async (to: Pick<Conversation, "channel" | "thread">, message: SlackMessage): Promise<string | null> => {
    const posted = await persist(log, () =>
      client.chat.postMessage({
        channel: to.channel,
        ...(to.thread === null ? {} : { thread_ts: to.thread }),
        text: message.text,
        blocks: message.blocks,
        unfurl_links: false,
        unfurl_media: false,
      }),
    );
    return posted.ts ?? null;
  };
  return {
    respond,
    post,
    whisper({ channel, thread }, { id: user }, { text, blocks }) {
      const place = thread === null ? {} : { thread_ts: thread };
      return refusalOf(persist(log, () => client.chat.postEphemeral({ channel, user, ...place, text, blocks })));
    },
    remove: ({ channel }, ts) => refusalOf(persist(log, () => client.chat.delete({ channel, ts }))),
    async openForm(triggerId, view) {
      await client.views.open({ trigger_id: triggerId, view });
    },
    async tell(asker, message, { conversation, responseUrl }) {
      try {
        await respond(responseUrl, message, { showing: "private", thread: conversation.thread });
      } catch (error) {
        log.warn({ err: error }, "A response address was refused; writing to the person instead");
        await post({ channel: asker.id, thread: null }, message);
      }
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

const respond: Posts["respond"] = async (url, message, { showing, thread }) => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({
      ...message,
      response_type: showing === "everyone" ? "in_channel" : "ephemeral",
      replace_original: showing === "replace",
      ...(showing === "delete" ? { delete_original: true } : {}),
      ...(thread === null ? {} : { thread_ts: thread }),
    }),
    signal: AbortSignal.timeout(RESPOND_MS),
  });
  // The body is read to the end so that the connection is used again.
  const words = await response.text();
  if (!response.ok)
    throw new ResponseRefused(
      `Slack refused an answer at its response address: ${response.status} ${words.slice(0, 100)}`,
    );
};

/** Slack's reason where it refuses for good; rejects on any other failure. */
async function refusalOf(call: Promise<unknown>): Promise<string | null> {
  try {
    await call;
    return null;
  } catch (error) {
    const failure = classifyError(error);
    if (failure.kind !== "refused") throw error;
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
