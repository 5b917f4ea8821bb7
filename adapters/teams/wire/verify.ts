import { z } from "zod";

import type { Cloud } from "./cloud.ts";
import type { Token } from "./token.ts";

/** Who may speak to this bot. */
export interface Admission {
  readonly cloud: Pick<Cloud, "serviceHosts">;
  /** Null when the bot runs without credentials, on this machine only: no token is asked for. */
  readonly appId: string | null;
  /** Tenants that are answered; null answers all. */
  readonly tenants: readonly string[] | null;
  /** Whether answers may go to this machine, as an emulator of Teams needs it. */
  readonly loopback: boolean;
}

export type Checked = { readonly kind: "passed"; readonly activity: Arrived } | TurnedAway;

interface TurnedAway {
  readonly kind: "turned-away";
  readonly status: 400 | 401 | 403;
  readonly sentence: string;
}

/**
 * What must hold before the SDK sees a request whose token is right; `token` is null where none is asked for. The SDK
 * rejects or crashes on bodies of another shape, and posts answers to whatever address an activity names.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export function checkArrival(body: string, token: Token | null, admission: Admission): Checked {
  const json = parseJson(body);
  if (json === undefined) return turnedAway(400, "The body is not JSON: send one Bot Framework activity.");
  const read = Arrived.safeParse(json);
  if (!read.success) return turnedAway(400, `The activity cannot be read: ${firstIssue(read.error)}.`);
  const activity = read.data;
  const trouble = trustTrouble(activity, token, admission) ?? tenantTrouble(activity, admission);
  return trouble ?? { kind: "passed", activity };
}

/** Whether the token speaks for this activity, and the answer may go where it asks for it. */
function trustTrouble(activity: Arrived, token: Token | null, admission: Admission): TurnedAway | null {
  if (!mayAnswerTo(activity.serviceUrl, admission)) {
    return turnedAway(403, "The activity's serviceUrl is not an address of the Bot Connector: nothing is sent there.");
  }
  if (admission.appId === null) return null;
  if (token?.serviceUrl !== activity.serviceUrl) return turnedAway(401, "The token is for another serviceUrl.");
  // Another channel's rules are not this bot's.
  if (activity.channelId !== "msteams") return turnedAway(403, "Only the channel msteams is answered.");
  const { endorsements } = token;
  const speaks = endorsements.length === 0 || endorsements.includes(activity.channelId);
  return speaks ? null : turnedAway(401, "The token's key does not speak for this channel.");
}

function tenantTrouble({ channelData, conversation }: Arrived, { tenants }: Admission): TurnedAway | null {
  const tenant = channelData?.tenant?.id ?? conversation.tenantId ?? "";
  return tenants === null || tenants.includes(tenant) ? null : turnedAway(403, "This tenant is not answered.");
}

/** Everything that was sent, of which these parts are as the SDK and this adapter need them. */
const Arrived = z.looseObject({
  type: z.string().min(1).max(100),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.string().min(1).max(2000),
  conversation: z.looseObject({ id: z.string().min(1).max(2000), tenantId: z.string().nullish() }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).nullish() }).nullish(),
  id: z.string().max(2000).nullish(),
  text: z.string().nullish(),
  from: z.looseObject({ id: z.string() }).nullish(),
  recipient: z.looseObject({ id: z.string() }).nullish(),
  entities: z.array(z.unknown()).nullish(),
});

export type Arrived = z.infer<typeof Arrived>;

/** Without credentials nobody outside this machine is answered: whoever asks could be anybody. */
function mayAnswerTo(serviceUrl: string, { appId, cloud, loopback }: Admission): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, hostname, username, password, port } = new URL(serviceUrl);
  if (username !== "" || password !== "") return false;
  if (["localhost", "127.0.0.1", "[::1]"].includes(hostname)) return loopback && /^https?:$/.test(protocol);
  if (appId === null || protocol !== "https:" || port !== "") return false;
  return cloud.serviceHosts.some((host) => (host.startsWith(".") ? hostname.endsWith(host) : hostname === host));
}

function turnedAway(status: 400 | 401 | 403, sentence: string): TurnedAway {
  return { kind: "turned-away", status, sentence };
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return `${issue?.path.join(".") || "the activity"}: ${issue?.message ?? "not as expected"}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
