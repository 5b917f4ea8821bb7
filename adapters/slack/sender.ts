/** What nobody asked for at the moment, digests above all, to Slack: one attempt a call, and a look into the channel when it is not clear whether one arrived. */
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { Bot, Clock, Departure, Log, Outgoing, Sender, SendOutcome, Unreachable } from "#core/ports.ts";
import type { Conversation } from "#core/request.ts";
import type { Departures } from "#shared/departures.ts";
import { sendInSomeForm, type FormRefusals } from "#shared/refused-form.ts";
import { classifyError, formRefusals } from "./errors.ts";
import { formsOf, type SlackMessage, type SlackPayload, type SlackRenderer } from "./drawing/render.ts";
import { NO_PICTURES, type PicturePosts } from "./wire/pictures.ts";

export interface SlackSenderParts {
  /** Neither retries nor waits on a 429: both are the schedule's. */
  readonly client: WebClient;
  readonly renderer: Pick<SlackRenderer, "message">;
  readonly bot: Pick<Bot, "refusedForm">;
  readonly log: Log;
  readonly clock: Clock;
  readonly departures: Departures;
  /** Whose conversations the token reaches. */
  readonly tenants: Sender["tenants"];
  readonly pictures?: PicturePosts;
}

/** Names the metadata that carries the delivery. https://docs.slack.dev/messaging/message-metadata */
const EVENT_TYPE = "briefing_delivery";
const PAGE = 200;
const PAGES = 5;
/** A delivery is looked for within hours of the attempt; what is older than this was not it. */
const LOOK_BACK_MS = 24 * 60 * 60_000;

/** Never throws for a failure of Slack's: each is an outcome. */
export function createSlackSender(parts: SlackSenderParts): Sender {
  const { client, clock, departures, pictures = NO_PICTURES } = parts;
  const refusals = formRefusals(parts);
  const prepare = async (message: Outgoing): Promise<Departure> => {
    const whole = parts.renderer.message(message.briefing);
    const drawn = whole.charted === undefined ? whole : await pictures.before(whole);
    const post = () => postOnce(message, drawn, { ...parts, pictures, refusals });
    return { kind: "ready", leave: (mayLeave) => departures.under(mayLeave, post) };
  };
  return {
    tenants: parts.tenants,
    prepare,
    send: async (message) => (await prepare(message)).leave(() => true),
    reach: (to) => reach(client, to),
    find: (to, delivery) => find(client, { to, delivery, now: clock.now() }),
  };
}

interface Posting extends SlackSenderParts {
  readonly pictures: PicturePosts;
  readonly refusals: FormRefusals<SlackPayload>;
}

async function postOnce({ to, delivery }: Outgoing, drawn: SlackMessage, parts: Posting): Promise<SendOutcome> {
  const place = { channel: to.channel, ...(to.thread === null ? {} : { thread_ts: to.thread }) };
  const marked = { metadata: { event_type: EVENT_TYPE, event_payload: { delivery } } };
  const unfolded = { unfurl_links: false, unfurl_media: false };
  try {
    const { ts } = await sendInSomeForm(
      formsOf(drawn),
      (form) => parts.client.chat.postMessage({ ...place, ...form, ...marked, ...unfolded }),
      parts.refusals,
    );
    if (ts === undefined) return { kind: "unknown", reason: "Slack named no message" };
    parts.pictures.below(drawn, { channel: to.channel, thread: to.thread ?? ts });
    return { kind: "sent", messageId: ts };
  } catch (error) {
    return classifyError(error);
  }
}

/** Slack's words for a conversation that the bot is not in and cannot see, or may not write to. */
const UNREACHABLE = new Set(["channel_not_found", "is_archived", "not_in_channel"]);

/**
 * Whether the bot can post there at all. `conversations.info` needs a scope for each kind of conversation, which a
 * workspace may have left out: of what it does not tell, a direct message's history does.
 * https://docs.slack.dev/reference/methods/conversations.info
 */
async function reach(client: WebClient, { channel, kind }: Conversation): ReturnType<Sender["reach"]> {
  try {
    const { channel: found } = await client.conversations.info({ channel });
    return found?.is_archived === true ? { reason: "is_archived", advice: "channel-gone" } : null;
  } catch (error) {
    const known = unreachableBy(error);
    if (known !== null || kind !== "direct") return known;
  }
  try {
    await client.conversations.history({ channel, limit: 1 });
    return null;
  } catch (error) {
    return unreachableBy(error);
  }
}

/** Null where that tells nothing about the conversation. */
function unreachableBy(error: unknown): Unreachable | null {
  const failure = classifyError(error);
  if (failure.kind !== "refused" || !UNREACHABLE.has(failure.reason)) return null;
  return { reason: failure.reason, advice: failure.advice };
}

interface Sought {
  readonly to: Conversation;
  readonly delivery: string;
  readonly now: number;
}

/** Needs a history scope, which a workspace may leave out: then there is no telling. */
async function find(client: WebClient, sought: Sought): ReturnType<Sender["find"]> {
  try {
    return sought.to.thread === null
      ? await findInChannel(client, sought)
      : await findInThread(client, sought, sought.to.thread);
  } catch (error) {
    const failure = classifyError(error);
    const { kind, reason } = failure;
    if (kind === "refused" || kind === "unsendable") return { kind: "cannot-tell", reason };
    return kind === "later" && failure.wholeTenant
      ? { kind: "later", reason, afterMs: failure.afterMs }
      : { kind: "later", reason };
  }
}

/** Newest first. https://docs.slack.dev/reference/methods/conversations.history */
async function findInChannel(client: WebClient, { to, delivery, now }: Sought): ReturnType<Sender["find"]> {
  const asked = { channel: to.channel, limit: PAGE, include_all_metadata: true };
  let before: { latest?: string } = {};
  for (let page = 0; page < PAGES; page += 1) {
    const { messages = [], has_more: more } = await client.conversations.history({ ...asked, ...before });
    const found = messages.find((message) => carries(message.metadata, delivery));
    if (found?.ts !== undefined) return { kind: "found", messageId: found.ts };
    const oldest = messages.at(-1)?.ts;
    if (more !== true || oldest === undefined || now - Number(oldest) * 1000 > LOOK_BACK_MS) return { kind: "absent" };
    before = { latest: oldest };
  }
  return TOO_MANY;
}

/** Oldest first. https://docs.slack.dev/reference/methods/conversations.replies */
async function findInThread(client: WebClient, { to, delivery }: Sought, thread: string): ReturnType<Sender["find"]> {
  const asked = { channel: to.channel, ts: thread, limit: PAGE, include_all_metadata: true };
  let after: { cursor?: string } = {};
  for (let page = 0; page < PAGES; page += 1) {
    const { messages = [], response_metadata: next } = await client.conversations.replies({ ...asked, ...after });
    const found = messages.find((message) => "metadata" in message && carries(message.metadata, delivery));
    if (found?.ts !== undefined) return { kind: "found", messageId: found.ts };
    if (next?.next_cursor === undefined || next.next_cursor === "") return { kind: "absent" };
    after = { cursor: next.next_cursor };
  }
  return TOO_MANY;
}

const TOO_MANY = { kind: "cannot-tell", reason: "too many messages since" } as const;

const Carrying = z.object({ event_payload: z.object({ delivery: z.string() }) });

function carries(metadata: unknown, delivery: string): boolean {
  return Carrying.safeParse(metadata).data?.event_payload.delivery === delivery;
}
