/** Messages to the Bot Connector without the SDK's pipeline, whose serialisers and policies cost more than the rest of a turn. */
import type { Activity } from "botbuilder";
import { z } from "zod";

import type { Client } from "./authentication.ts";
import { postMessage } from "./transport.ts";

interface Posting {
  readonly serviceUrl: string;
  /** The Authorization header; null where nothing is signed. */
  readonly authorize: () => Promise<string | null>;
  readonly timeoutMs: number;
}

/**
 * The same client, whose replies are posted from here. What is asked for in another way, such as for one person's eyes
 * alone, goes through the pipeline as before.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#reply-to-activity
 */
export function postDirectly(client: Client, { serviceUrl, authorize, timeoutMs }: Posting): Client {
  const base = serviceUrl.endsWith("/") ? serviceUrl : `${serviceUrl}/`;
  const post = async (path: string, activity: Partial<Activity>): Promise<{ readonly id: string }> => {
    const authorization = await authorize();
    const headers = { ...HEADERS, ...(authorization === null ? {} : { authorization }) };
    const body = JSON.stringify(asSent(activity));
    const answer = await postMessage({ url: `${base}v3/conversations/${path}`, headers, body, timeoutMs });
    return Sent.parse(answer === "" ? {} : JSON.parse(answer));
  };
  const { conversations } = client;
  const throughPipeline = conversations.sendToConversation.bind(conversations);
  return Object.assign(client, {
    conversations: Object.assign(conversations, {
      replyToActivity: (conversation: string, replyTo: string, activity: Partial<Activity>) =>
        post(`${encodeURIComponent(conversation)}/activities/${encodeURIComponent(replyTo)}`, activity),
      sendToConversation: (conversation: string, activity: Partial<Activity>, options?: object) =>
        options === undefined
          ? post(`${encodeURIComponent(conversation)}/activities`, activity)
          : throughPipeline(conversation, activity, options),
    }),
  });
}

const HEADERS = { accept: "*/*", "content-type": "application/json; charset=utf-8" };
const Sent = z.object({ id: z.string().default("") });

/** Of people and conversations the pipeline sends what the connector's schema names, and nothing else that came in. */
function asSent(activity: Partial<Activity>): object {
  const { from, recipient, conversation } = activity;
  return {
    ...activity,
    ...(from === undefined ? {} : { from: account(from) }),
    ...(recipient === undefined ? {} : { recipient: account(recipient) }),
    ...(conversation === undefined ? {} : { conversation: placeOf(conversation) }),
  };
}

function account({ id, name, aadObjectId, role }: Activity["from"]): object {
  return { id, name, aadObjectId, role };
}

function placeOf({
  isGroup,
  conversationType,
  tenantId,
  id,
  name,
  aadObjectId,
  role,
}: Activity["conversation"]): object {
  return { isGroup, conversationType, tenantId, id, name, aadObjectId, role };
}
