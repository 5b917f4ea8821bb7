/** Slack and Teams as benchmarks need them: they take what is posted at once or after a while, and tell who waits for it. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { CREDENTIALS } from "#tests/fixtures/process.ts";
import { startIssuer } from "#tests/teams/issuer.ts";

export interface Platforms {
  /** Where each host of the outside stands on this machine. */
  readonly hosts: Readonly<Record<string, string>>;
  readonly bearer: () => string;
  /** Resolves when something is posted in the thread of that id, in reply to the activity of it, or to the person of it alone. */
  answered(...ids: readonly string[]): Promise<void>;
  /** When each message came, by `performance.now()`. */
  readonly posted: number[];
  /** How long a message takes to be taken, in milliseconds. */
  delayMs: number;
  /** The workspaces of the organisation whose token Slack takes the bot's for; a workspace's own where there are none. */
  workspaces: readonly string[];
  close(): Promise<void>;
}

export const SERVICE_URL = "https://smba.trafficmanager.net/emea/";
const { MICROSOFT_APP_ID: appId, MICROSOFT_APP_TENANT_ID: tenant } = CREDENTIALS.teams;
const AUTHORITY = `https://login.microsoftonline.com/${tenant}`;

export async function startPlatforms(): Promise<Platforms> {
  const waiting = new Map<string, () => void>();
  const issuer = await startIssuer(appId, () => SERVICE_URL);
  const posted: number[] = [];
  const take = async (id: string): Promise<void> => {
    posted.push(performance.now());
    if (platforms.delayMs > 0) await pause(platforms.delayMs);
    waiting.get(id)?.();
  };
  const keys: unknown = await (await fetch(new URL("/keys", issuer.cloud.openIdMetadataUrl))).json();
  const workspaces = (): readonly string[] => platforms.workspaces;
  const server = createServer((req, res) => void serve(req, res, { take, keys, workspaces }));
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const platforms: Platforms = {
    hosts: {
      "slack.com": url,
      "hooks.slack.com": url,
      "smba.trafficmanager.net": url,
      "login.microsoftonline.com": url,
      "login.botframework.com": url,
    },
    bearer: () => issuer.bearer(),
    posted,
    delayMs: 0,
    workspaces: [],
    answered: (...ids) =>
      new Promise((resolve) => {
        const end = (): void => {
          for (const id of ids) waiting.delete(id);
          resolve();
        };
        for (const id of ids) waiting.set(id, end);
      }),
    async close() {
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), issuer.close()]);
    },
  };
  return platforms;
}

let messages = 0;

interface Serving {
  readonly take: (id: string) => Promise<void>;
  /** What the Bot Connector signs with. */
  readonly keys: unknown;
  readonly workspaces: () => readonly string[];
}

async function serve(req: IncomingMessage, res: ServerResponse, serving: Serving): Promise<void> {
  const { take, keys } = serving;
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  const path = req.url ?? "";
  const body = Buffer.concat(chunks).toString();
  if (path.startsWith("/api/")) return answer(res, await slackCall(path, body, serving));
  if (path.includes("/v3/conversations/")) {
    await take(/"replyToId":"([^"]+)"/u.exec(body)?.[1] ?? decodeURIComponent(path.split("/").at(-1) ?? ""));
    return answer(res, { id: `1:${++messages}` });
  }
  if (path.startsWith(WELL_KNOWN)) return answer(res, path.endsWith("/keys") ? keys : OPEN_ID);
  answer(res, req.method === "POST" ? ACCESS : path.includes("discovery/instance") ? INSTANCE : METADATA);
}

async function slackCall(path: string, body: string, { take, workspaces }: Serving): Promise<object> {
  if (path.includes("auth.teams.list")) return { ok: true, teams: workspaces().map((id) => ({ id, name: id })) };
  if (path.includes("auth.test") && workspaces().length > 0) return { ...SLACK_SAYS, ...ORGANISATION };
  if (!path.includes("chat.post")) return SLACK_SAYS;
  // The bot sends JSON, its peers forms.
  const id = (path.includes("chat.postEphemeral") ? /user(?:=|":")(\w+)/u : /thread_ts(?:=|":")([\d.]+)/u).exec(body);
  await take(id?.[1] ?? "");
  return { ok: true, channel: "C1", ts: `1800000000.${String(++messages).padStart(6, "0")}`, message: {} };
}

const WELL_KNOWN = "/v1/.well-known/";
const OPEN_ID = { issuer: "https://api.botframework.com", jwks_uri: `https://login.botframework.com${WELL_KNOWN}keys` };
const SLACK_SAYS = {
  ...{
    ok: true,
    team: "T",
    team_id: "T0001",
    user: "briefing",
    user_id: "UBOT",
    bot_id: "BBOT",
    url: "https://x.slack.com/",
  },
  ...{ bot: { id: "BBOT", user_id: "UBOT" } },
  ...{ user_profile: {}, channel: { id: "C1", name: "c" }, messages: [] },
};
/** As which organisation a token's is told: https://docs.slack.dev/reference/methods/auth.test */
const ORGANISATION = { team_id: "E0001", enterprise_id: "E0001", is_enterprise_install: true };
/** The form of a token is enough: nobody on this machine asks whose it is. */
const TOKEN = [{ alg: "none" }, { exp: 4_000_000_000 }, {}].map((part) =>
  Buffer.from(JSON.stringify(part)).toString("base64url"),
);
const ACCESS = { token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599, access_token: TOKEN.join(".") };
const METADATA = {
  issuer: `${AUTHORITY}/v2.0`,
  authorization_endpoint: `${AUTHORITY}/oauth2/v2.0/authorize`,
  token_endpoint: `${AUTHORITY}/oauth2/v2.0/token`,
  jwks_uri: `${AUTHORITY}/discovery/v2.0/keys`,
};
const INSTANCE = {
  tenant_discovery_endpoint: `${AUTHORITY}/v2.0/.well-known/openid-configuration`,
  metadata: [
    {
      preferred_network: "login.microsoftonline.com",
      preferred_cache: "login.windows.net",
      aliases: ["login.microsoftonline.com"],
    },
  ],
};

function answer(res: ServerResponse, body: unknown): void {
  const text = JSON.stringify(body);
  res.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) }).end(text);
}
