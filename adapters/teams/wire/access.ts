/** Whether Microsoft gives the bot access tokens: without one it hears everything and can say nothing. */
import pTimeout, { TimeoutError } from "p-timeout";

import type { Log } from "#core/ports.ts";
import { networkCode } from "#shared/network.ts";
import { ConnectorFault, NO_TOKEN } from "#teams/errors.ts";

export interface Access {
  /** True when the last token that was asked for came; else why not, as a sentence. */
  readonly ready: () => true | string;
  /** Does what needs a token and counts what became of it. Rejects with a `ConnectorFault` when none came in 10 s. */
  readonly taking: <T>(work: () => Promise<T>) => Promise<T>;
  /** Asks by `ask` now, again when that failed, and now and then, as tokens and secrets run out. */
  readonly keep: (ask: () => Promise<unknown>) => void;
  readonly stop: () => void;
}

const TAKE_MS = 10_000;
const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** Half of the shortest life of a token: https://learn.microsoft.com/entra/identity-platform/configurable-token-lifetimes */
const AGAIN_MS = 30 * 60_000;

export function createAccess(log: Log): Access {
  let state: true | string = "Microsoft has not been asked for an access token yet.";
  let failures = 0;
  const asking = createAsking();
  const came = (): void => {
    if (failures > 0) log.info({ failures }, "Microsoft gives the bot an access token again");
    asking.askIn(AGAIN_MS);
    failures = 0;
    state = true;
  };
  const refused = (error: unknown): ConnectorFault => {
    const reason = reasonOf(error);
    state = sentenceOf(reason);
    if (failures === 0) log.error({ reason, err: error }, `${NONE}; it hears, and answers nothing in Teams`);
    asking.askIn(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures));
    failures += 1;
    return new ConnectorFault({ status: null, code: `${NO_TOKEN}, ${reason}`, retryAfterMs: null }, { cause: error });
  };
  const taking: Access["taking"] = async (work) => {
    try {
      const taken = await pTimeout(work(), { milliseconds: TAKE_MS, fallback: tooLate });
      came();
      return taken;
    } catch (error) {
      throw refused(error);
    }
  };
  return {
    ready: () => state,
    taking,
    // What becomes of it is noted above.
    keep: (ask) => asking.begin(() => void taking(ask).catch(() => undefined)),
    stop: () => asking.stop(),
  };
}

/** Made when it is thrown: a stack for each message costs more than the wait. */
function tooLate(): never {
  throw new TimeoutError("no answer in time");
}

const NONE = "Microsoft gives the bot no access token";

/** Asks at once when it begins, and later whenever it is told when. */
function createAsking() {
  let ask: (() => void) | null = null;
  let timer: NodeJS.Timeout | undefined;
  return {
    begin(asking: () => void): void {
      ask = asking;
      asking();
    },
    askIn(ms: number): void {
      clearTimeout(timer);
      if (ask !== null) timer = setTimeout(ask, ms).unref();
    },
    stop(): void {
      ask = null;
      clearTimeout(timer);
    },
  };
}

/** Microsoft's own code, the network's, or the error's name: whole messages hold ids that help nobody. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  const named = typeof error === "object" && error !== null && "errorCode" in error ? String(error.errorCode) : null;
  return /AADSTS\d+/.exec(message)?.[0] ?? named ?? networkCode(error) ?? "no answer";
}

function sentenceOf(reason: string): string {
  const advice = ADVICE[reason];
  return `Microsoft gives no access token (${reason}).${advice === undefined ? "" : ` ${advice}`}`;
}

const MAKE_ANOTHER = "make another one in the Azure portal, your bot's Configuration page, Manage Password.";

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const ADVICE: Readonly<Record<string, string>> = {
  AADSTS7000215: `MICROSOFT_APP_PASSWORD is no secret of this app: copy its value, not its id, or ${MAKE_ANOTHER}`,
  AADSTS7000222: `MICROSOFT_APP_PASSWORD has expired: ${MAKE_ANOTHER}`,
  AADSTS700016: "MICROSOFT_APP_ID is not known in that tenant: compare it and MICROSOFT_APP_TENANT_ID with the portal.",
  AADSTS90002: "MICROSOFT_APP_TENANT_ID is no tenant: copy it from the portal.",
};
