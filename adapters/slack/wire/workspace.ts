/** Which workspace an event is of, and which one has taken the app out. */
import { z } from "zod";
import type { NamedTenants } from "./tenants.ts";

/**
 * Of a channel that two organisations share, `team_id` may be the other one's: ours is where the app is authorised.
 * https://docs.slack.dev/apis/events-api#authorizations
 */
export const WORKSPACE = {
  team_id: z.string().nullish(),
  authorizations: z
    .array(z.object({ team_id: z.string().nullish(), user_id: z.string().nullish() }))
    .nullish()
    .catch(null),
  context_team_id: z.string().nullish(),
};

type WorkspaceFields = z.infer<z.ZodObject<typeof WORKSPACE>>;

export function workspacesOf(event: WorkspaceFields): NamedTenants {
  const certain = event.authorizations?.[0]?.team_id ?? event.context_team_id ?? null;
  return { certain, named: listOf(event.team_id) };
}

/** Of the payload alone: whose token it is one process may know and another not yet. */
export function messageKey(
  event: WorkspaceFields,
  { channel, ts }: { readonly channel: string; readonly ts: string },
): string {
  const { certain, named } = workspacesOf(event);
  return [certain ?? named[0] ?? "", channel, ts].join(":");
}

export function listOf(...ids: readonly (string | null | undefined)[]): readonly string[] {
  return ids.filter((id) => id !== null && id !== undefined);
}

export interface Leaving {
  readonly event: string;
  /** The workspace, or the organisation whose own installation it was. */
  readonly tenant: string;
  /** Whether the app itself is gone from there, and not its token alone. */
  readonly isUninstalled: boolean;
}

const LeavingEvent = z.object({
  ...WORKSPACE,
  enterprise_id: z.string().nullish(),
  event: z.discriminatedUnion("type", [
    z.object({ type: z.literal("app_uninstalled") }),
    z.object({ type: z.literal("tokens_revoked"), tokens: z.object({ bot: z.array(z.string()).default([]) }) }),
  ]),
});

/**
 * Null where the bot stays: a person's own token is none of the bot's.
 * https://docs.slack.dev/reference/events/app_uninstalled https://docs.slack.dev/reference/events/tokens_revoked
 */
export function readLeaving(body: unknown): Leaving | null {
  const read = LeavingEvent.safeParse(body);
  if (!read.success) return null;
  const { event, enterprise_id: organisation } = read.data;
  if (event.type === "tokens_revoked" && event.tokens.bot.length === 0) return null;
  const { certain, named } = workspacesOf(read.data);
  const tenant = certain ?? named[0] ?? organisation ?? "";
  return { event: event.type, tenant, isUninstalled: event.type === "app_uninstalled" };
}
