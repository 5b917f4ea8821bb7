import type { Bot, Outgoing, Sender, SendOutcome } from "#core/ports.ts";
import type { Conversation } from "#core/request.ts";

import type { Connector } from "./adapter.ts";
import { classifyFault, ConnectorFault } from "./fault.ts";
import type { References } from "./references.ts";
import { renderTeams } from "./render.ts";

interface Sending {
  /** Waits for the SDK where it is still being loaded. */
  readonly connector: () => Promise<Connector>;
  readonly references: References;
  readonly bot: Pick<Bot, "leftOut">;
}

/**
 * Sends digests: one attempt a call, in the channel itself or in the thread that the conversation names. Teams gives a
 * bot no way to read what it has sent, so a message of unknown outcome stays unknown.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
export function createTeamsSender(sending: Sending): Sender {
  return {
    async send(message) {
      const reference = await sending.references.load(message.to);
      if (reference === null) return { kind: "refused", reason: "no conversation reference", advice: "reinstall" };
      return attempt(message, async () => {
        const connector = await sending.connector();
        return connector.post(reference, conversationId(message.to), renderTeams(message.briefing, sending.bot));
      });
    },
    find() {
      return Promise.resolve({ kind: "cannot-tell", reason: "Teams lets no bot read the messages of a conversation" });
    },
  };
}

async function attempt(message: Outgoing, post: () => Promise<string>): Promise<SendOutcome> {
  try {
    return { kind: "sent", messageId: (await post()) || message.delivery };
  } catch (error) {
    if (error instanceof ConnectorFault) return classifyFault(error);
    throw error;
  }
}

/** With `;messageid=` it is a reply in that thread, without it a new post: the same id otherwise. */
function conversationId({ channel, thread }: Conversation): string {
  return thread === null ? channel : `${channel};messageid=${thread}`;
}
