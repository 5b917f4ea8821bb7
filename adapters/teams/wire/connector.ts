/** The SDK behind three calls, and a turn as the rest of this adapter sees it. */
import type { Activity, TurnContext } from "botbuilder";
import { z } from "zod";

import type { FileActivity, TeamsActivity, TeamsWords } from "#teams/drawing/card.ts";
import type { Access } from "./access.ts";
import { createAuthentication, type Credentials, type Sdk } from "./authentication.ts";
import { createProactive, sendIn, type Proactive, whisperIn } from "./proactive.ts";

/** One activity, and the ways to answer it; dead once the turn is over. */
export interface Turn {
  readonly activity: unknown;
  /** Posts where the activity came from, in its thread; gives the new message's id. Rejects with a `ConnectorFault`. */
  readonly send: (activity: TeamsActivity | FileActivity | TeamsWords) => Promise<string>;
  /**
   * Posts there for the asker's eyes alone; in their personal chat where the conversation does not take such a message.
   * Rejects as `send` does.
   */
  readonly sendPrivately: (activity: TeamsActivity | FileActivity | TeamsWords) => Promise<string>;
  /** Deletes a message of the bot's in the conversation. Rejects with a `ConnectorFault`. */
  readonly remove: (id: string) => Promise<void>;
  /** Shows that the bot is at work, for a few seconds or until its message comes. */
  readonly typing: () => Promise<void>;
  /** The turn lasts until `work` is done, too. Takes what never rejects. */
  readonly behind: (work: Promise<void>) => void;
  /** Whether whoever waits for the answer to an invoke is still there to hear it. */
  readonly isHeard: () => boolean;
  /** Answers an invoke at once, by HTTP status and body: Teams waits for that, and for nothing that the turn does behind it. */
  readonly respond: (status: number, body: unknown) => Promise<void>;
}

/** The SDK as this adapter uses it. */
export interface Connector extends Proactive {
  /** Runs one turn over an activity that passed the checks; gives what to answer where it did not. Rejects as `listen` does. */
  receive(arrival: Arrival): Promise<{ readonly status: number; readonly body: unknown } | null>;
}

interface Arrival {
  readonly activity: object;
  readonly listen: (turn: Turn) => Promise<void>;
  readonly isHeard: Turn["isHeard"];
  /** The SDK would keep an invoke's answer until the turn is over. */
  readonly respond: (status: number, body: unknown) => void;
}

/** botbuilder's CloudAdapter behind three calls. The SDK is handed in because it is slow to load. */
export function createConnector(sdk: Sdk, credentials: Credentials, access: Access): Connector {
  const { appId, cloud } = credentials;
  const authentication = createAuthentication(sdk, credentials, access);
  class Adapter extends sdk.CloudAdapter {
    // Its own `process` checks the token in its own way, writes errors to the console and their text to the caller.
    run(activity: object, logic: (context: TurnContext) => Promise<void>): ReturnType<Adapter["processActivity"]> {
      const claimsIdentity = this.createClaimsIdentity(appId ?? "");
      const connectorFactory = authentication.createConnectorFactory(claimsIdentity);
      const sender = { audience: cloud.scope, callerId: cloud.callerId, claimsIdentity, connectorFactory };
      return this.processActivity(sender, Arrived.parse(activity), logic);
    }
  }
  const adapter = new Adapter(authentication);
  const proactive = createProactive(adapter, credentials);
  return {
    ...proactive,
    async receive(arrival) {
      const response = await adapter.run(arrival.activity, async (context) => {
        const behind: Promise<void>[] = [];
        await arrival.listen({
          behind: (work) => void behind.push(work),
          activity: context.activity,
          send: (activity) => sendIn(context, activity),
          sendPrivately: (activity) => whisperIn(context, activity, { sdk, adapter, proactive }),
          isHeard: arrival.isHeard,
          remove: (id) => context.deleteActivity(id),
          async typing() {
            await context.sendActivity({ type: "typing" });
          },
          respond: (status, body) => Promise.resolve(arrival.respond(status, body)),
        });
        await Promise.all(behind);
      });
      return response === undefined ? null : { status: response.status, body: response.body };
    },
  };
}

/** What `verify.ts` let pass; the SDK asks for no more than that. */
const Arrived = z.custom<Activity>((value) => typeof value === "object" && value !== null && "type" in value);
