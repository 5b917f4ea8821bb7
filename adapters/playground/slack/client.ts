/** The person's half of the fake Slack: what someone types and presses becomes a signed request to the bot. */
import type { Json } from "#playground/payload/json.ts";
import type { BotAnswer } from "#playground/platform/http.ts";
import { type ClientParts, type SlackPlace, deliverEvent, freshEventId, whereIs } from "./dispatch.ts";
import { deliverPress, deliverSearch, deliverSubmission, type FoundOptions } from "./interactions.ts";
import { deliverSlash } from "./slash.ts";
import type { ChannelMessage } from "./types.ts";

type TypedMessage = SlackPlace & { readonly text: string; readonly thread?: string };

export interface SlackClient {
  /** Types a slash command; what comes back in the body is shown as Slack shows it. */
  sendSlash(slash: SlackPlace & { readonly command: string; readonly text: string }): Promise<BotAnswer>;
  /** `@Briefing` in the text becomes a mention; one is put in front when there is none. */
  sendMention(mention: TypedMessage): Promise<SentEvent>;
  /** Posts in the direct channel with the bot. */
  sendDirectMessage(message: TypedMessage): Promise<SentEvent>;
  /** Posts a message that is none of the bot's business: the bot hears nothing of it. */
  say(message: TypedMessage): ChannelMessage;
  /**
   * Presses a button or picks an option of a message; `choice` is the option's or feedback's value. For tests: Slack
   * delivers the one press `deliveries` times.
   */
  pressButton(
    press: SlackPlace & {
      readonly ts: string;
      readonly actionId: string;
      readonly choice?: string;
      readonly deliveries?: number;
    },
  ): Promise<BotAnswer>;
  /** Fills in an open modal, by action id, and submits it; fields left out keep their initial values. */
  submitView(submission: {
    readonly view: string;
    readonly values: Readonly<Record<string, string | readonly string[]>>;
  }): Promise<BotAnswer>;
  /** Types in a field of an open modal that is searched, by action id. */
  searchOptions(search: {
    readonly view: string;
    readonly actionId: string;
    readonly text: string;
  }): Promise<FoundOptions>;
  closeView(id: string): void;
  /** For tests: delivers an event as it is; the same `eventId` again is Slack's repeat, and says so with `retry` (1 to 3). */
  sendEvent(
    event: Json,
    delivery?: { readonly team?: string; readonly eventId?: string; readonly retry?: number },
  ): Promise<BotAnswer>;
}

/** What was sent, for tests that look at it or send it again. */
export interface SentEvent extends BotAnswer {
  readonly ts: string;
  readonly event: Json;
  readonly eventId: string;
}

export function createSlackClient(parts: ClientParts): SlackClient {
  const { state } = parts;
  const sendEvent: SlackClient["sendEvent"] = (event, delivery = {}) => deliverEvent(parts, event, delivery);
  const say = (message: TypedMessage) => {
    const { team, channel, user } = whereIs(parts, message);
    const { text, thread = null } = message;
    const place = { team: team.id, channel: channel.id, thread, onlyFor: null };
    return state.post({ ...place, user, text, blocks: [], metadata: null });
  };
  const sayAndTell = async (message: TypedMessage, kind: Json): Promise<SentEvent> => {
    const { ts, user, text, thread, channel, team } = say(message);
    const inThread = thread === null ? {} : { thread_ts: thread };
    const id = crypto.randomUUID();
    const event = { ...kind, client_msg_id: id, user, text, ts, event_ts: ts, channel, team, ...inThread };
    const eventId = freshEventId();
    return { ...(await sendEvent(event, { team, eventId })), ts, event, eventId };
  };
  return {
    sendEvent,
    sendSlash: (slash) => deliverSlash(parts, slash),
    sendMention(mention) {
      const { botUser, botName } = whereIs(parts, mention).team;
      const named = mention.text.includes(`@${botName}`) ? mention.text : `@${botName} ${mention.text}`;
      return sayAndTell(
        { ...mention, text: named.replaceAll(`@${botName}`, `<@${botUser}>`) },
        { type: "app_mention" },
      );
    },
    sendDirectMessage: (message) => sayAndTell(message, { type: "message", channel_type: "im" }),
    say,
    pressButton: (press) => deliverPress(parts, press),
    submitView: (submission) => deliverSubmission(parts, submission),
    searchOptions: (search) => deliverSearch(parts, search),
    closeView: (id) => state.closeView(id),
  };
}
