import type { TurnContext } from "botbuilder";

import type { Client, Sdk } from "./authentication.ts";
import type { TeamsActivity } from "./card.ts";
import { classifyError, ConnectorFault } from "./errors.ts";
import { sdkActivity, type Proactive } from "./outgoing.ts";
import { readReference } from "./read.ts";
import { ONLY_FOR_RECIPIENT } from "./transport.ts";

interface Voice {
  readonly sdk: Sdk;
  readonly adapter: InstanceType<Sdk["CloudAdapter"]>;
  readonly proactive: Proactive;
}

/**
 * Posts in the conversation of a turn for the asker's eyes alone, or in their personal chat where Teams refuses that;
 * gives the message's id. Never where others see it. Rejects with a `ConnectorFault`.
 */
export async function whisperIn(context: TurnContext, activity: TeamsActivity, voice: Voice): Promise<string> {
  try {
    return await postTargeted(context, activity, voice);
  } catch (error) {
    const place = readReference(context.activity);
    if (!(error instanceof ConnectorFault) || classifyError(error).kind !== "refused" || place === null) throw error;
    const member = { tenant: place.conversation.tenant, id: context.activity.from.id };
    const chat = await voice.proactive.openChat(place.reference, member);
    return voice.proactive.post({ ...place.reference, conversationType: "personal" }, chat, activity);
  }
}

/** https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages */
async function postTargeted(context: TurnContext, activity: TeamsActivity, { sdk, adapter }: Voice): Promise<string> {
  const reference = sdk.TurnContext.getConversationReference(context.activity);
  const message = sdk.TurnContext.applyConversationReference(sdkActivity(activity), reference);
  const client = context.turnState.get<Client>(adapter.ConnectorClientKey);
  const customHeaders = { [ONLY_FOR_RECIPIENT]: "true" };
  const sent = await client.conversations.sendToConversation(context.activity.conversation.id, message, {
    customHeaders,
  });
  return sent.id;
}
