/** Whose token it is: one workspace's, or a whole organisation's, which covers the workspaces that have the app. */
import type { WebClient } from "@slack/web-api";
import type { Log } from "#core/ports.ts";
import type { Tenants } from "#core/request.ts";
import { classifyError } from "#slack/errors.ts";

/** Whose it is, as Slack names them. It never changes: another's token is another token. */
export interface TokenOwner {
  readonly team_id?: string | undefined;
  readonly enterprise_id?: string | undefined;
  /** Whether it is the organisation's own. */
  readonly is_enterprise_install?: boolean | undefined;
}

export interface TokenTenants {
  /** Slack has told whose token it is. */
  readonly know: (told: TokenOwner) => void;
  /** Whether the token goes when the app is taken out there: one of an organisation's workspaces takes it from no other. */
  readonly isLostWith: (tenant: string) => boolean;
  /** The token is good for nothing any more: it reaches nobody, though whose it was is still known. */
  readonly forget: () => void;
  /** Whose conversations the token reaches; none before Slack has told. Never rejects. */
  readonly reached: () => Promise<Tenants>;
  /** Whom it reaches, or reached before it was lost: what is kept of them is to go with the app. Never rejects. */
  readonly covered: () => Promise<Tenants>;
  /**
   * The workspace of a payload, of those that the token is for; empty where that is not known: before Slack has told, and
   * for what an organisation's token cannot tell apart. What is kept by the other side's workspace would be found by nobody.
   */
  readonly tenantOf: (named: NamedTenants) => Promise<string>;
  /** Whether Slack has told whose token it is. */
  readonly isKnown: () => boolean;
}

/** Which workspaces a payload names: of a channel that two organisations share it may be the other one's. */
export interface NamedTenants {
  /** The one for which Slack has sent it, where it says so. */
  readonly certain: string | null;
  /** The likeliest first. */
  readonly named: readonly string[];
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
  let isLost = false;
  const listed = createListed(client, log);
  const tenantOf = async ({ certain, named }: NamedTenants): Promise<string> => {
    if (known.kind === "workspace") return known.team;
    if (certain !== null) return certain;
    if (known.kind === "organisation") return listed.firstOf(named, known.named);
    return known.kind === "unnamed" ? (named[0] ?? "") : "";
  };
  const covered = (): Promise<Tenants> => {
    if (known.kind === "organisation") return listed.now(known.named);
    if (known.kind === "unnamed") return Promise.resolve("all");
    return Promise.resolve(known.kind === "workspace" ? [known.team] : []);
  };
  return {
    know({ team_id: team, enterprise_id: enterprise, is_enterprise_install: isOrgWide }) {
      const named = [team, enterprise].filter((id) => id !== undefined);
      if (isOrgWide === true) known = { kind: "organisation", named };
      else known = team === undefined ? { kind: "unnamed" } : { kind: "workspace", team };
      isLost = false;
    },
    isLostWith(tenant) {
      if (known.kind === "workspace") return known.team === tenant;
      return known.kind === "organisation" ? known.named.includes(tenant) : true;
    },
    forget: () => void (isLost = true),
    reached: () => (isLost ? Promise.resolve([]) : covered()),
    covered,
    isKnown: () => known.kind !== "unknown",
    tenantOf,
  };
}

/** The workspaces of an organisation, asked for now and then; `organisation` is what Slack calls itself, which is one of them. */
interface Listed {
  readonly now: (organisation: readonly string[]) => Promise<Tenants>;
  /** The first of `candidates` that is one of them, else their only one; empty where there are several. */
  readonly firstOf: (candidates: readonly string[], organisation: readonly string[]) => Promise<string>;
}

function createListed(client: Pick<WebClient, "auth">, log: Log): Listed {
  let listed: { readonly tenants: Tenants; readonly askedAt: number; readonly until: number } | null = null;
  let listing: Promise<Tenants> | null = null;
  const ask = async (organisation: readonly string[]): Promise<Tenants> => {
    const told = await listTeams(client, log);
    const before = listed?.tenants ?? [];
    // What was told before holds until Slack tells otherwise.
    const tenants = told === null ? before : told === "all" ? told : [...new Set([...organisation, ...told])];
    const askedAt = performance.now();
    listed = { tenants, askedAt, until: askedAt + (told === null ? TRY_AGAIN_MS : ASK_AGAIN_MS) };
    listing = null;
    return tenants;
  };
  /** Only the first time waits for Slack: claims ask often, and for other platforms as well. */
  const now = (organisation: readonly string[]): Promise<Tenants> => {
    if (listed === null || listed.until < performance.now()) listing ??= ask(organisation);
    return listed === null ? (listing ?? ask(organisation)) : Promise.resolve(listed.tenants);
  };
  return {
    now,
    async firstOf(candidates, organisation) {
      const before = await now(organisation);
      const found = firstIn(before, candidates);
      if (found !== null) return found;
      // A workspace may have been given the app since Slack was asked.
      const isOld = listed !== null && performance.now() - listed.askedAt > TRY_AGAIN_MS;
      const tenants = isOld ? await (listing ??= ask(organisation)) : before;
      const [only = "", ...others] = tenants === "all" ? [] : tenants.filter((each) => !organisation.includes(each));
      return firstIn(tenants, candidates) ?? (others.length === 0 ? only : "");
    },
  };
}

function firstIn(tenants: Tenants, candidates: readonly string[]): string | null {
  return candidates.find((each) => tenants === "all" || tenants.includes(each)) ?? null;
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
