/** Whether Slack knows the bot's token. */
import type { WebClient } from "@slack/web-api";
import type { Log } from "#core/ports.ts";
import { classifyError } from "#slack/errors.ts";

export interface Connection {
  /** True, or why not, as a sentence. */
  readonly ready: () => true | string;
  /** Slack has taken the token away. */
  readonly leave: (event: string) => void;
  readonly stop: () => void;
}

const ASK_AGAIN_MS = 5000;

/** Rejects with a sentence when Slack refuses the token. When it cannot be reached, it is asked again in the background. */
export async function createConnection(client: WebClient, log: Log): Promise<Connection> {
  let state: true | string = "Slack has not been reached yet.";
  let timer: NodeJS.Timeout | undefined;
  const ask = async (): Promise<void> => {
    try {
      const { team, user, bot_id: bot } = await client.auth.test();
      state = true;
      log.info({ team, user, bot }, "Slack knows the bot");
    } catch (error) {
      const failure = classifyError(error);
      if (failure.kind === "refused") throw new Error(refusal(failure.reason), { cause: error });
      state = `Slack cannot be reached (${failure.reason}).`;
      log.warn({ reason: failure.reason }, "Slack cannot be reached; asking again");
      timer = setTimeout(askAgain, ASK_AGAIN_MS).unref();
    }
  };
  const askAgain = (): void => {
    ask().catch((error: unknown) => {
      state = error instanceof Error ? error.message : String(error);
      log.error({ err: error }, "Slack does not let the bot in");
    });
  };
  await ask();
  return {
    ready: () => state,
    leave(event) {
      state = `Slack took the bot out of the workspace (${event}). Install the app again and set the new SLACK_BOT_TOKEN.`;
    },
    stop: () => clearTimeout(timer),
  };
}

function refusal(reason: string): string {
  const where = "api.slack.com/apps, your app, OAuth & Permissions";
  return `Slack refuses SLACK_BOT_TOKEN (${reason}). Copy the Bot User OAuth Token, which begins with xoxb-, from ${where}.`;
}
