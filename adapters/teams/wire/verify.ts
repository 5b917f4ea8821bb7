import { z } from "zod";

import type { Cloud } from "./cloud.ts";

/** Who may speak to this bot. */
export interface Admission {
  readonly cloud: Pick<Cloud, "issuer" | "serviceHosts">;
  /** Null when the bot runs without credentials, on this machine only: no token is asked for. */
  readonly appId: string | null;
  readonly tenantId: string | null;
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
 * What must hold before the SDK sees a request. The SDK checks signature, audience and expiry itself, but it rejects or
 * crashes on bodies of another shape, grows a list for every unknown tenant named in an unverified token, takes
 * emulator tokens in production and posts answers to whatever address an activity names.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export function checkArrival(body: string, authorization: string, admission: Admission): Checked {
  const json = parseJson(body);
  if (json === undefined) return turnedAway(400, "The body is not JSON: send one Bot Framework activity.");
  const read = Arrived.safeParse(json);
  if (!read.success) return turnedAway(400, `The activity cannot be read: ${firstIssue(read.error)}.`);
  const activity = read.data;
  const trouble = trustTrouble(activity, authorization, admission) ?? tenantTrouble(activity, admission);
  return trouble ?? { kind: "passed", activity };
}

/** Whether it is from the Bot Connector, as far as can be told before the signature is looked at. */
function trustTrouble(activity: Arrived, authorization: string, admission: Admission): TurnedAway | null {
  if (!mayAnswerTo(activity.serviceUrl, admission)) {
    return turnedAway(403, "The activity's serviceUrl is not an address of the Bot Connector: nothing is sent there.");
  }
  const { appId } = admission;
  if (appId === null) return null;
  const trouble = tokenTrouble(authorization, { ...admission, appId });
  if (trouble !== null) return turnedAway(401, trouble);
  // The key's endorsements are compared with the channel; another channel's rules are not this bot's.
  return activity.channelId === "msteams" ? null : turnedAway(403, "Only the channel msteams is answered.");
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

const TokenHead = z.object({ alg: z.enum(["RS256", "RS384", "RS512"]), kid: z.string() });
const TokenClaims = z.object({ iss: z.string(), aud: z.string(), tid: z.string().optional() });

/** What is wrong with a token even before its signature is looked at; null when nothing is. */
function tokenTrouble(authorization: string, admission: Admission & { readonly appId: string }): string | null {
  const [, head, claims] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(authorization) ?? [];
  if (head === undefined || claims === undefined) return "A bearer token of the Bot Connector is needed.";
  if (!TokenHead.safeParse(parseJson(decode(head))).success)
    return "The token is not signed as the Bot Connector signs.";
  const read = TokenClaims.safeParse(parseJson(decode(claims)));
  if (!read.success || read.data.iss !== admission.cloud.issuer) return "The token is not from the Bot Connector.";
  if (read.data.aud !== admission.appId) return "The token is for another bot.";
  // The SDK remembers every tenant that a token names, verified or not: only our own may get that far.
  if (read.data.tid !== undefined && read.data.tid !== admission.tenantId) return "The token names another tenant.";
  return null;
}

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

function decode(part: string): string {
  return Buffer.from(part, "base64url").toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
