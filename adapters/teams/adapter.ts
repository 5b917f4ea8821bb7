import type { Activity, ConversationReference, TurnContext } from "botbuilder";
import { z } from "zod";

import { createAuthentication, type Credentials, type Sdk } from "./authentication.ts";
import type { TeamsActivity } from "./card.ts";
import type { Reference } from "./references.ts";
import type { Turn } from "./turn.ts";

/** The SDK as this adapter uses it. */
export interface Connector {
  /** Checks the token and runs one turn; gives the answer to an invoke. Rejects with the SDK's error on a bad token. */
  receive(arrival: Arrival): Promise<{ readonly status: number; readonly body: unknown } | null>;
  /** Posts unasked into a conversation, by its full id; gives the message's id. Rejects with a `ConnectorFault`. */
  post(reference: Reference, conversationId: string, activity: TeamsActivity): Promise<string>;
  /** Opens the personal chat with a member of a tenant, and gives its id. Rejects with a `ConnectorFault`. */
  openChat(reference: Reference, member: Member): Promise<string>;
}

interface Member {
  readonly tenant: string;
  readonly id: string;
}

interface Arrival {
  readonly authorization: string;
  readonly activity: object;
  readonly listen: (turn: Turn) => Promise<void>;
}

/** botbuilder's CloudAdapter behind two calls. The SDK is handed in because it is slow to load. */
export function createConnector(sdk: Sdk, credentials: Credentials): Connector {
  class Adapter extends sdk.CloudAdapter {
    // Its own `process` writes errors to the console and their text to the caller.
    async receive({ authorization, activity, listen }: Arrival): ReturnType<Connector["receive"]> {
      const arrived = Arrived.parse(activity);
      const response = await this.processActivity(authorization, arrived, (context) => listen(turnOf(context)));
      return response === undefined ? null : { status: response.status, body: response.body };
    }
  }
  const adapter = new Adapter(createAuthentication(sdk, credentials));
  return {
    receive: (arrival) => adapter.receive(arrival),
    async post(reference, conversationId, activity) {
      let id = "";
      const place = sdkReference(reference, conversationId);
      await adapter.continueConversationAsync(credentials.appId ?? "", place, async (context) => {
        // The SDK makes up an activity to continue from, and its id: a message must not be sent as a reply to that.
        delete context.activity.id;
        id = await turnOf(context).send(activity);
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
      const place = [credentials.appId ?? "", "msteams", serviceUrl, credentials.cloud.scope] as const;
      await adapter.createConversationAsync(...place, parameters, (context) => {
        chat = context.activity.conversation.id;
        return Promise.resolve();
      });
      return chat;
    },
  };
}

/** What `precheck.ts` let pass; the SDK asks for no more than that. */
const Arrived = z.custom<Activity>((value) => typeof value === "object" && value !== null && "type" in value);

function turnOf(context: TurnContext): Turn {
  return {
    activity: context.activity,
    async send(activity) {
      const sent = await context.sendActivity({ ...activity, attachments: [...activity.attachments] });
      return sent?.id ?? "";
    },
    async typing() {
      await context.sendActivity({ type: "typing" });
    },
    async respond(status, body) {
      await context.sendActivity({ type: "invokeResponse", value: { status, body } });
    },
  };
}

function sdkReference({ serviceUrl, bot, conversationType }: Reference, id: string): Partial<ConversationReference> {
  return {
    channelId: "msteams",
    serviceUrl,
    bot: { ...bot },
    conversation: { id, name: "", isGroup: conversationType !== "personal", conversationType },
  };
}
