import type { Activity, ConversationReference, TurnContext } from "botbuilder";

import type { Credentials, Sdk } from "./authentication.ts";
import type { TeamsActivity } from "./card.ts";
import type { Reference } from "./references.ts";

/** What the bot says unasked. */
export interface Proactive {
  /** Posts into a conversation, by its full id; gives the message's id. Rejects with a `ConnectorFault`. */
  post(reference: Reference, conversationId: string, activity: TeamsActivity): Promise<string>;
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
export async function sendIn(context: TurnContext, activity: TeamsActivity): Promise<string> {
  const sent = await context.sendActivity(sdkActivity(activity));
  return sent?.id ?? "";
}

/** The SDK writes into what it sends, and our messages may be sent again. */
export function sdkActivity(activity: TeamsActivity): Partial<Activity> {
  return { ...activity, attachments: [...activity.attachments] };
}

function sdkReference({ serviceUrl, bot, conversationType }: Reference, id: string): Partial<ConversationReference> {
  return {
    channelId: "msteams",
    serviceUrl,
    bot: { ...bot },
    conversation: { id, name: "", isGroup: conversationType !== "personal", conversationType },
  };
}
