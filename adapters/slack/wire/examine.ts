/** Whether Slack knows the bot, and lets it do what it does: asked once, for whoever sets it up. */
import { WebClient } from "@slack/web-api";
import type { Tenants } from "#core/request.ts";
import { diagnoseClock, type Diagnosis, ok, problem, reachAdvice, warning } from "#shared/diagnosis.ts";
import { classifyError, isOfTheToken } from "#slack/errors.ts";
import type { SlackConfig } from "#slack/start.ts";
import { refusal } from "./connection.ts";
import { SCOPES } from "./scopes.ts";
import { clientOptions, createClient, SdkLog } from "./sdk.ts";
import { socketRefusal } from "./socket.ts";
import { createTokenTenants } from "./tenants.ts";

export interface SlackExamined {
  readonly diagnoses: readonly Diagnosis[];
  /** The workspaces that digests are sent to with the token; null where Slack does not tell. */
  readonly tenants: Tenants | null;
}

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const SDK_LOG = new SdkLog(SILENT);
const APP = "api.slack.com/apps, your app, OAuth & Permissions";

/** `now` in milliseconds since 1970 UTC. */
export async function examineSlack(config: SlackConfig, now: () => number): Promise<SlackExamined> {
  const client = createClient(config, SDK_LOG);
  try {
    const told = await client.auth.test();
    const where = told.is_enterprise_install === true ? "the organisation" : "the workspace";
    const token = ok("Slack token", `${told.user} in ${where} ${told.team}`);
    const tenants = createTokenTenants(client, SILENT);
    tenants.know(told);
    return {
      diagnoses: [
        token,
        ...diagnoseScopes(told.response_metadata?.scopes),
        ...(config.via.kind === "socket" ? [await examineSocket(config, config.via.appToken)] : []),
        ...diagnoseClock("Slack", await dateOf(client.slackApiUrl), now()),
      ],
      tenants: await tenants.reached(),
    };
  } catch (error) {
    // A refused token comes with a time as well.
    const clock = diagnoseClock("Slack", await dateOf(client.slackApiUrl), now());
    return { diagnoses: [troubleOf("Slack token", error, refusal), ...clock], tenants: null };
  }
}

/** Slack tells with every answer what the token may do; an emulator may not. */
function diagnoseScopes(granted: readonly string[] | undefined): readonly Diagnosis[] {
  if (granted === undefined) return [];
  const about = "Slack scopes";
  const missing = SCOPES.filter(({ scope }) => !granted.includes(scope));
  const unused = granted.filter((scope) => SCOPES.every((each) => each.scope !== scope));
  const diagnoses = missing.map(({ scope, without, for: uses }) =>
    without === null
      ? problem({
          about,
          says: `${scope} is missing, which ${uses.join(", ")} need`,
          todo: `Add it on ${APP}, or take over manifest.json, and install the app again.`,
        })
      : warning({
          about,
          says: `${scope} was not granted: ${without}`,
          todo: `Leave it so if that is meant; else add it on ${APP}, and install the app again.`,
        }),
  );
  const more = unused.map((scope) =>
    warning({ about, says: `${scope} is granted and never used`, todo: `Remove it on ${APP}.` }),
  );
  return missing.length + unused.length === 0
    ? [ok(about, `all ${SCOPES.length}, and no other`)]
    : [...diagnoses, ...more];
}

/** Asks for an address and opens none: a second connection would take events from the first. */
async function examineSocket({ apiUrl }: SlackConfig, appToken: string): Promise<Diagnosis> {
  try {
    const client = new WebClient(appToken, { ...clientOptions(apiUrl), retryConfig: { retries: 0 }, logger: SDK_LOG });
    await client.apps.connections.open();
    return ok("Slack Socket Mode", "opens with SLACK_APP_TOKEN");
  } catch (error) {
    return troubleOf("Slack Socket Mode", error, (reason) => socketRefusal(reason).message);
  }
}

function troubleOf(about: string, error: unknown, told: (reason: string) => string): Diagnosis {
  const { kind, reason } = classifyError(error);
  if (kind !== "refused" && !isOfTheToken(reason)) {
    const todo = reachAdvice("slack.com", reason);
    return problem({ about, says: `Slack cannot be reached (${reason})`, todo });
  }
  const [says = reason, ...todo] = told(reason).split(/(?<=\.) /u);
  return problem({ about, says, todo: todo.join(" ") });
}

const DATE_MS = 5000;

async function dateOf(apiUrl: string): Promise<string | null> {
  try {
    const answer = await fetch(new URL("api.test", apiUrl), { method: "POST", signal: AbortSignal.timeout(DATE_MS) });
    await answer.body?.cancel();
    return answer.headers.get("date");
  } catch {
    // That Slack is reached was found out before; without its time the clock is not judged.
    return null;
  }
}
