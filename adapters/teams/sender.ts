import type { Lazy } from "#core/lazy.ts";
import type { Bot, Log, NotSent, Outgoing, Sender, SendOutcome } from "#core/ports.ts";
import type { Conversation } from "#core/request.ts";

import type { Connector } from "./wire/connector.ts";
import { classifyError, ConnectorFault, isWithoutToken } from "./errors.ts";
import type { Reference } from "./read.ts";
import { tenantPlace, type References } from "./references.ts";
import { renderTeams } from "./drawing/render.ts";

interface Sending {
  /** Waits for the SDK where it is still being loaded. */
  readonly connector: Lazy<Connector>;
  readonly references: References;
  readonly bot: Pick<Bot, "leftOut">;
  readonly log: Log;
}

/**
 * Sends digests: one attempt a call, in the channel itself, in the thread that the conversation names, or to a person. Teams gives a
 * bot no way to read what it has sent, so a message of unknown outcome stays unknown.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
export function createTeamsSender(sending: Sending): Sender {
  let isToldThatTheyWait = false;
  return {
    async send(message) {
      const way = await findWay(message, sending);
      if ("kind" in way) return way;
      const outcome = await attempt(message, async () => {
        const connector = await sending.connector.get();
        const id = await way.conversationId(connector);
        return connector.post(way.reference, id, renderTeams(message.briefing, sending.bot));
      });
      const waits = outcome.kind === "later" && isWithoutToken(outcome.reason);
      if (waits && !isToldThatTheyWait)
        sending.log.warn({ reason: outcome.reason, delivery: message.delivery }, "Digests for Teams wait");
      isToldThatTheyWait = waits;
      return outcome;
    },
    find() {
      return Promise.resolve({ kind: "cannot-tell", reason: "Teams lets no bot read the messages of a conversation" });
    },
  };
}

interface Way {
  readonly reference: Reference;
  readonly conversationId: (connector: Connector) => Promise<string>;
}

const NOT_KNOWN: NotSent = { kind: "refused", reason: "no conversation reference", advice: "reinstall" };

async function findWay({ to, delivery }: Outgoing, { references, log }: Sending): Promise<Way | NotSent> {
  try {
    const reference = await references.load(to);
    if (reference !== null) return { reference, conversationId: () => Promise.resolve(conversationId(to)) };
    // A person, by an id that Teams gave: their personal chat is opened from anywhere in their tenant.
    const tenant = to.kind === "direct" ? await references.load(tenantPlace(to)) : null;
    if (tenant === null) return NOT_KNOWN;
    const member = { tenant: to.tenant, id: to.channel };
    return { reference: tenant, conversationId: (connector) => connector.openChat(tenant, member) };
  } catch (error) {
    // The store is away, or its key is another one: nothing has left, so nothing is unclear about it.
    log.error({ err: error, delivery }, "How to reach a conversation could not be looked up");
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "later", afterMs: null, wholeTenant: false, reason };
  }
}

async function attempt(message: Outgoing, post: () => Promise<string>): Promise<SendOutcome> {
  try {
    return { kind: "sent", messageId: (await post()) || message.delivery };
  } catch (error) {
    if (error instanceof ConnectorFault) return classifyError(error);
    throw error;
  }
}

/** With `;messageid=` it is a reply in that thread, without it a new post: the same id otherwise. */
function conversationId({ channel, thread }: Conversation): string {
  return thread === null ? channel : `${channel};messageid=${thread}`;
}
