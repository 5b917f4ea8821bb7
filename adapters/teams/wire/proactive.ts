/** What the bot says outside of a turn's plain answer: unasked, and for one person's eyes alone. */
import type { Activity, ConversationReference, TurnContext } from "botbuilder";

import type { FileActivity, TeamsActivity, TeamsWords } from "#teams/drawing/card.ts";
import { isRefusal } from "#teams/errors.ts";
import { readReference, type Reference } from "./activity.ts";
import type { Client, Credentials, Sdk } from "./authentication.ts";
import { ONLY_FOR_RECIPIENT } from "./transport.ts";

/** What the bot says unasked. */
export interface Proactive {
  /** Posts into a conversation, by its full id; gives the message's id. Rejects with a `ConnectorFault`. */
  post(
    reference: Reference,
    conversationId: string,
    activity: TeamsActivity | FileActivity | TeamsWords,
  ): Promise<string>;
  /** Opens the personal chat with a member of a tenant, and gives its id. Rejects with a `ConnectorFault`. */
  openChat(reference: Reference, member: Member): Promise<string>;
}

export interface Member {
  readonly tenant: string;
  readonly id: string;
}

/** Rejects where the turn's own error handler would swallow: what fails in here reaches the caller. */
export function createProactive(
  adapter: InstanceType<Sdk["CloudAdapter"]>,
  { appId, cloud }: Pick<Credentials, "appId" | "cloud">,
): Proactive {
  return {
    async post(reference, conversationId, activity) {
      let id = "";
      const place = sdkReference(reference, conversationId);
      await adapter.continueConversationAsync(appId ?? "", place, async (context) => {
        // The SDK makes up an activity to continue from, and its id: a message must not be sent as a reply to that.
        delete context.activity.id;
        id = await sendIn(context, activity);
      });
      return id;
    },
    async openChat({ serviceUrl, bot }, { tenant, id }) {
      let chat = "";
      const parameters = {
        isGroup: false,
        bot: { ...bot },
        members: [{ id, name: "" }],
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      };
      const place = [appId ?? "", "msteams", serviceUrl, cloud.scope] as const;
      await adapter.createConversationAsync(...place, parameters, (context) => {
        chat = context.activity.conversation.id;
        return Promise.resolve();
      });
      return chat;
    },
  };
}

/** Posts in the conversation of a turn; gives the message's id. */
export async function sendIn(
  context: TurnContext,
  activity: TeamsActivity | FileActivity | TeamsWords,
): Promise<string> {
  const sent = await context.sendActivity(sdkActivity(activity));
  return sent?.id ?? "";
}

interface Voice {
  readonly sdk: Sdk;
  readonly adapter: InstanceType<Sdk["CloudAdapter"]>;
  readonly proactive: Proactive;
}

/**
 * Posts in the conversation of a turn for the asker's eyes alone, or in their personal chat where Teams refuses that;
 * gives the message's id. Never where others see it. Rejects with a `ConnectorFault`.
 */
export async function whisperIn(
  context: TurnContext,
  activity: TeamsActivity | FileActivity | TeamsWords,
  voice: Voice,
): Promise<string> {
  try {
    return await postTargeted(context, activity, voice);
  } catch (error) {
    const place = readReference(context.activity);
    if (!isRefusal(error) || place === null) throw error;
    const member = { tenant: place.conversation.tenant, id: context.activity.from.id };
    const chat = await voice.proactive.openChat(place.reference, member);
    return voice.proactive.post({ ...place.reference, conversationType: "personal" }, chat, activity);
  }
}

/** https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages */
async function postTargeted(
  context: TurnContext,
  activity: TeamsActivity | FileActivity | TeamsWords,
  { sdk, adapter }: Voice,
): Promise<string> {
  const reference = sdk.TurnContext.getConversationReference(context.activity);
  const message = sdk.TurnContext.applyConversationReference(sdkActivity(activity), reference);
  const client = context.turnState.get<Client>(adapter.ConnectorClientKey);
  const customHeaders = { [ONLY_FOR_RECIPIENT]: "true" };
  const sent = await client.conversations.sendToConversation(context.activity.conversation.id, message, {
    customHeaders,
  });
  return sent.id;
}

/** The SDK writes into what it sends, and our messages may be sent again. */
function sdkActivity(activity: TeamsActivity | FileActivity | TeamsWords): Partial<Activity> {
  return "attachments" in activity ? { ...activity, attachments: [...activity.attachments] } : { ...activity };
}

function sdkReference({ serviceUrl, bot, conversationType }: Reference, id: string): Partial<ConversationReference> {
  return {
    channelId: "msteams",
    serviceUrl,
    bot: { ...bot },
    conversation: { id, name: "", isGroup: conversationType !== "personal", conversationType },
  };
}
