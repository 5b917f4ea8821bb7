/** Whether Slack knows the bot's token, and whose it is. */
import type { AuthTestResponse, WebClient } from "@slack/web-api";
import pTimeout from "p-timeout";
import type { Log } from "#core/ports.ts";
import { classifyError, isOfTheToken } from "#slack/errors.ts";
import { createTokenTenants, type TokenOwner, type TokenTenants } from "./tenants.ts";

/** Slack waits for three seconds, of which the answer needs some. */
const TOLD_WITHIN_MS = 1500;

export interface Connection extends Pick<TokenTenants, "reached" | "tenantOf"> {
  /** Settles when Slack has been asked for the first time, which a stop before it prevents; rejects with a sentence when it refuses the token. */
  readonly asked: Promise<void>;
  /** True, or why not, as a sentence. */
  readonly ready: () => true | string;
  /**
   * Slack has taken the app out of a workspace, or out of an organisation by its id; gives the workspaces that are gone
   * with it. Ours is not ready from then on; another one's is no concern of this token. Never rejects.
   */
  readonly leave: (event: string, tenant: string) => Promise<readonly string[]>;
  /** Slack has refused a call for this reason. Where that is about the token, it reaches nobody until Slack takes it again. */
  readonly refused: (reason: string) => void;
  readonly stop: () => void;
}

const ASK_AGAIN_MS = 5000;
/** A token that was refused is another one's matter: somebody has to put it right. */
const ASK_REFUSED_MS = 60_000;

/** Whose the token is, from one start to the next. */
export interface KeptOwner {
  /** Null where Slack has never told. */
  readonly read: () => TokenOwner | null;
  /** Does not reject. */
  readonly keep: (owner: TokenOwner) => Promise<void>;
}

export interface ConnectionParts {
  readonly client: WebClient;
  readonly log: Log;
  /** Without it Slack is asked at each start whose the token is, and the first answers wait for that. */
  readonly kept?: KeptOwner | undefined;
}

/**
 * Loading what calls Slack takes the only thread for longer than a first command does. Where it is known whose the token
 * is, that command or question goes before.
 */
const ASKED_AFTER_MS = 300;

/** Asks Slack in the background. The first answer waits for that where nobody knows whose the token is. */
export function createConnection({ client, log, kept }: ConnectionParts): Connection {
  const tenants = createTokenTenants(client, log);
  const before = kept?.read() ?? null;
  if (before !== null) tenants.know(before);
  let isOut = false;
  const asking = createAsking({ client, log, afterMs: before === null ? 0 : ASKED_AFTER_MS }, (told) => {
    tenants.know(told);
    isOut = false;
    const { team_id, enterprise_id, is_enterprise_install } = told;
    if (before === null) void kept?.keep({ team_id, enterprise_id, is_enterprise_install });
  });
  const { asked } = asking;
  const lose = (): void => {
    isOut = true;
    tenants.forget();
  };
  // A token that is refused at the start reaches nobody, whosever it was.
  asked.catch(lose);
  return {
    asked,
    ready: asking.state,
    reached: tenants.reached,
    async tenantOf(named) {
      // Where Slack was asked in vain, or its answer is late, nobody waits for another.
      if (!tenants.isKnown())
        await pTimeout(
          asked.catch(() => undefined),
          { milliseconds: TOLD_WITHIN_MS, fallback: () => undefined },
        );
      return tenants.tenantOf(named);
    },
    async leave(event, tenant) {
      if (!tenants.isLostWith(tenant)) return [tenant];
      // Slack may have told of the token before, and tells again what could not be forgotten: they are as many each time.
      const covered = await tenants.covered();
      lose();
      asking.gone(
        `Slack took the bot out of the workspace (${event}). Install the app again and set the new SLACK_BOT_TOKEN.`,
      );
      return covered === "all" ? [tenant] : [...new Set([tenant, ...covered])];
    },
    refused(reason) {
      // Before Slack has told whose it is, the first question hears of it.
      if (isOut || !tenants.isKnown() || !isOfTheToken(reason)) return;
      lose();
      asking.refused(reason);
    },
    stop: asking.stop,
  };
}

interface AskingParts extends Pick<ConnectionParts, "client" | "log"> {
  /** How long the first question waits, in milliseconds. */
  readonly afterMs: number;
}

interface Asking extends Pick<Connection, "asked" | "stop"> {
  readonly state: Connection["ready"];
  /** The token is gone for good, which is why, as a sentence. */
  readonly gone: (sentence: string) => void;
  /** The token was refused; Slack is asked now and then whether it still is. */
  readonly refused: (reason: string) => void;
}

/** Asks whose token it is, and again where Slack cannot be reached. */
function createAsking({ client, log, afterMs }: AskingParts, know: (told: AuthTestResponse) => void): Asking {
  let state: true | string = "Slack has not been reached yet.";
  let timer: NodeJS.Timeout | undefined;
  const refuse = (reason: string): void => {
    const told = refusal(reason);
    if (state !== told) log.error({ reason }, "Slack does not let the bot in");
    state = told;
  };
  const ask = async (): Promise<void> => {
    try {
      const told = await client.auth.test();
      const { team, user, bot_id: bot } = told;
      know(told);
      state = true;
      log.info({ team, user, bot }, "Slack knows the bot");
    } catch (error) {
      const { kind, reason } = classifyError(error);
      if (kind === "refused" || isOfTheToken(reason)) {
        refuse(reason);
        askIn(ASK_REFUSED_MS);
        throw new Error(refusal(reason), { cause: error });
      }
      state = `Slack cannot be reached (${reason}).`;
      log.warn({ reason }, "Slack cannot be reached; asking again");
      askIn(ASK_AGAIN_MS);
    }
  };
  // What becomes of it is in the state and in the log. A refusal ends no more than a start, which waits for the first answer.
  const askIn = (ms: number): void => {
    timer = setTimeout(() => void ask().catch(() => undefined), ms).unref();
  };
  const askFirst = async (): Promise<void> => {
    if (afterMs > 0)
      await new Promise<void>((resolve) => {
        timer = setTimeout(resolve, afterMs).unref();
      });
    await ask();
  };
  return {
    asked: askFirst(),
    state: () => state,
    gone: (sentence) => void (state = sentence),
    refused(reason) {
      refuse(reason);
      askIn(ASK_REFUSED_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Why Slack does not let the bot in, and where the right token is. */
export function refusal(reason: string): string {
  const where = "api.slack.com/apps, your app, OAuth & Permissions";
  return `Slack refuses SLACK_BOT_TOKEN (${reason}). Copy the Bot User OAuth Token, which begins with xoxb-, from ${where}.`;
}
