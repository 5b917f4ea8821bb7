/** Whether Slack knows the bot's token. */
import type { WebClient } from "@slack/web-api";
import type { Log } from "#core/ports.ts";
import { classifyError } from "#slack/errors.ts";

export interface Connection {
  /** Settles when Slack has been asked for the first time; rejects with a sentence when it refuses the token. */
  readonly asked: Promise<void>;
  /** True, or why not, as a sentence. */
  readonly ready: () => true | string;
  /** Slack has taken the token away. */
  readonly leave: (event: string) => void;
  readonly stop: () => void;
}

const ASK_AGAIN_MS = 5000;

/** Asks Slack in the background: nobody's first command waits for that. One that cannot be reached is asked again. */
export function createConnection(client: WebClient, log: Log): Connection {
  let state: true | string = "Slack has not been reached yet.";
  let timer: NodeJS.Timeout | undefined;
  const ask = async (): Promise<void> => {
    try {
      const { team, user, bot_id: bot } = await client.auth.test();
      state = true;
      log.info({ team, user, bot }, "Slack knows the bot");
    } catch (error) {
      const failure = classifyError(error);
      if (failure.kind === "refused") {
        state = refusal(failure.reason);
        log.error({ reason: failure.reason }, "Slack does not let the bot in");
        throw new Error(state, { cause: error });
      }
      state = `Slack cannot be reached (${failure.reason}).`;
      log.warn({ reason: failure.reason }, "Slack cannot be reached; asking again");
      timer = setTimeout(askAgain, ASK_AGAIN_MS).unref();
    }
  };
  // What becomes of it is in the state and in the log.
  const askAgain = (): void => void ask().catch(() => undefined);
  return {
    asked: ask(),
    ready: () => state,
    leave(event) {
      state = `Slack took the bot out of the workspace (${event}). Install the app again and set the new SLACK_BOT_TOKEN.`;
    },
    stop: () => clearTimeout(timer),
  };
}

/** Why Slack does not let the bot in, and where the right token is. */
export function refusal(reason: string): string {
  const where = "api.slack.com/apps, your app, OAuth & Permissions";
  return `Slack refuses SLACK_BOT_TOKEN (${reason}). Copy the Bot User OAuth Token, which begins with xoxb-, from ${where}.`;
}
