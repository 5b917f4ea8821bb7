/** Whose token it is: one workspace's, or a whole organisation's, which covers the workspaces that have the app. */
import type { AuthTestResponse, WebClient } from "@slack/web-api";
import type { Log } from "#core/ports.ts";
import type { Tenants } from "#core/request.ts";
import { classifyError } from "#slack/errors.ts";

export interface TokenTenants {
  /** Slack has told whose token it is. */
  readonly know: (told: Pick<AuthTestResponse, "team_id" | "enterprise_id" | "is_enterprise_install">) => void;
  /** Whether the token goes when the app is taken out there: one of an organisation's workspaces takes it from no other. */
  readonly isLostWith: (tenant: string) => boolean;
  /** The token is good for nothing any more. */
  readonly forget: () => void;
  /** Whose conversations the token reaches; none before Slack has told. Never rejects. */
  readonly reached: () => Promise<Tenants>;
  /** The one workspace that the token is for; null for an organisation's, and before Slack has told. */
  readonly home: () => string | null;
}

/** An organisation may give the app to another workspace at any time. */
const ASK_AGAIN_MS = 10 * 60_000;
/** Where Slack could not be asked. */
const TRY_AGAIN_MS = 30_000;

type Known =
  | { readonly kind: "unknown" }
  /** Slack has named none: whoever asks is taken for one of them. */
  | { readonly kind: "unnamed" }
  | { readonly kind: "workspace"; readonly team: string }
  /** `named` is what Slack calls the organisation itself, which stands for a workspace in some payloads. */
  | { readonly kind: "organisation"; readonly named: readonly string[] };

export function createTokenTenants(client: Pick<WebClient, "auth">, log: Log): TokenTenants {
  let known: Known = { kind: "unknown" };
  let listed: { readonly tenants: Tenants; readonly until: number } | null = null;
  let listing: Promise<Tenants> | null = null;
  const ask = async (named: readonly string[]): Promise<Tenants> => {
    const told = await listTeams(client, log);
    // What was told before holds until Slack tells otherwise.
    const tenants = told === null ? (listed?.tenants ?? []) : told === "all" ? told : [...new Set([...named, ...told])];
    listed = { tenants, until: performance.now() + (told === null ? TRY_AGAIN_MS : ASK_AGAIN_MS) };
    listing = null;
    return tenants;
  };
  /** Only the first time waits for Slack: claims ask often, and for other platforms as well. */
  const list = (named: readonly string[]): Promise<Tenants> => {
    if (listed === null || listed.until < performance.now()) listing ??= ask(named);
    return listed === null ? (listing ?? ask(named)) : Promise.resolve(listed.tenants);
  };
  return {
    know({ team_id: team, enterprise_id: enterprise, is_enterprise_install: isOrgWide }) {
      const named = [team, enterprise].filter((id) => id !== undefined);
      if (isOrgWide === true) known = { kind: "organisation", named };
      else known = team === undefined ? { kind: "unnamed" } : { kind: "workspace", team };
    },
    isLostWith(tenant) {
      if (known.kind === "workspace") return known.team === tenant;
      return known.kind === "organisation" ? known.named.includes(tenant) : true;
    },
    forget: () => void (known = { kind: "unknown" }),
    reached() {
      if (known.kind === "organisation") return list(known.named);
      if (known.kind === "unnamed") return Promise.resolve("all");
      return Promise.resolve(known.kind === "workspace" ? [known.team] : []);
    },
    home: () => (known.kind === "workspace" ? known.team : null),
  };
}

/** Null where Slack cannot be asked just now. https://docs.slack.dev/reference/methods/auth.teams.list */
async function listTeams(client: Pick<WebClient, "auth">, log: Log): Promise<Tenants | null> {
  try {
    const teams: string[] = [];
    for (let cursor = ""; ;) {
      const page = await client.auth.teams.list({ limit: 1000, ...(cursor === "" ? {} : { cursor }) });
      teams.push(...(page.teams ?? []).flatMap(({ id }) => id ?? []));
      cursor = page.response_metadata?.next_cursor ?? "";
      if (cursor === "") return teams;
    }
  } catch (error) {
    const { kind, reason } = classifyError(error);
    // An emulator or a gateway may not know the method.
    const isRefused = kind === "refused" || reason === "HTTP 404";
    const what = isRefused ? "every workspace is taken for one of them" : "it is asked again";
    log.warn({ reason }, `Slack does not tell which workspaces the organisation's token covers; ${what}`);
    return isRefused ? "all" : null;
  }
}
