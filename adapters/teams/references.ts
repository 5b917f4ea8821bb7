import { z } from "zod";
import type { Lazy } from "#core/lazy.ts";
import type { Conversation, Tenants } from "#core/request.ts";

import type { TeamsConfig } from "./start.ts";
import type { Reference } from "./wire/activity.ts";

/**
 * How to reach the conversations that the bot was spoken to in. Addresses change: the newest counts. A thread is not a
 * conversation of its own here.
 */
export interface References {
  save(conversation: Conversation, reference: Reference): Promise<void>;
  load(conversation: Conversation): Promise<Reference | null>;
  /** The tenants that the bot was spoken to in, as known a minute ago; not those where another app was spoken to last. */
  tenants(): Promise<readonly string[]>;
  /** The channels of a team, by their ids. */
  channelsOf(tenant: string, team: string): Promise<readonly string[]>;
  /** What was deleted where it is kept is to be written again when it is told again. */
  forget(): void;
}

/** Where the newest address of a whole tenant is kept: enough to write to one of its people. */
export function tenantPlace(conversation: Conversation): Conversation {
  return { ...conversation, channel: "", thread: null };
}

/** Where references are kept as JSON: what comes back is checked, for an older version may have written it. */
export interface KeptReferences {
  save(conversation: Conversation, reference: unknown): Promise<void>;
  load(conversation: Conversation): Promise<unknown>;
  list(
    platform: "teams",
    where: Partial<Pick<Conversation, "tenant" | "channel">>,
  ): Promise<readonly { readonly tenant: string; readonly channel: string; readonly reference: unknown }[]>;
}

const Kept = z.object({
  serviceUrl: z.string(),
  bot: z.object({ id: z.string(), name: z.string() }),
  conversationType: z.string(),
  team: z.string().optional(),
}) satisfies z.ZodType<Reference>;

const REMEMBERED = 10_000;
const KNOWN_MS = 60_000;

/**
 * Teams calls a bot `28:` and its app's id. One that cannot be read, or is of another form, may be ours.
 * https://learn.microsoft.com/azure/bot-service/bot-service-resources-identifiers-guide
 */
function isOwn(reference: Pick<Reference, "bot"> | undefined, appId: string | null): boolean {
  const app = /^28:([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/iu.exec(reference?.bot.id ?? "")?.[1];
  return app === undefined || appId === null || app.toLowerCase() === appId.toLowerCase();
}

/**
 * References over a store that knows only JSON; one that cannot be read counts as not known. Writes only what differs
 * from what it wrote last: most activities come from where the one before came from.
 */
export function keepReferences(store: Lazy<{ readonly references: KeptReferences }>, appId: string | null): References {
  let known: { readonly tenants: Promise<readonly string[]>; readonly at: number } | null = null;
  const last = new Map<string, string>();
  const saving = new Map<string, Promise<void>>();
  const write = async (conversation: Conversation, reference: Reference): Promise<void> => {
    await (await store.get()).references.save(conversation, reference);
    if (last.size >= REMEMBERED) last.clear();
    last.set(keyOf(conversation), JSON.stringify(reference));
    if (conversation.channel === "") known = null;
  };
  const listTenants = async (): Promise<readonly string[]> => {
    const kept = await (await store.get()).references.list("teams", { channel: "" });
    return kept.filter(({ reference }) => isOwn(Kept.safeParse(reference).data, appId)).map(({ tenant }) => tenant);
  };
  return {
    tenants() {
      if (known === null || performance.now() - known.at > KNOWN_MS) {
        const tenants = listTenants();
        known = { tenants, at: performance.now() };
        // It is asked anew at the next occasion, and whoever waits for it is told.
        tenants.catch(() => (known = null));
      }
      return known.tenants;
    },
    async channelsOf(tenant, team) {
      const kept = await (await store.get()).references.list("teams", { tenant });
      return kept
        .filter(({ reference }) => Kept.safeParse(reference).data?.team === team)
        .map(({ channel }) => channel);
    },
    forget() {
      last.clear();
      known = null;
    },
    async load(conversation) {
      // The first words in a conversation may ask for what needs the way back to it.
      await Promise.allSettled([saving.get(keyOf(conversation))]);
      return Kept.safeParse(await (await store.get()).references.load(conversation)).data ?? null;
    },
    async save(conversation, reference) {
      const key = keyOf(conversation);
      if (last.get(key) === JSON.stringify(reference)) return;
      const written = write(conversation, reference).finally(() => saving.delete(key));
      saving.set(key, written);
      await written;
    },
  };
}

function keyOf({ tenant, channel }: Conversation): string {
  return `${tenant} ${channel}`;
}

/** Whom the bot may write to: where it was spoken to, and is allowed to answer. Without credentials nobody is told apart. */
export async function servedTenants(
  { appId, appType, tenantId, allowedTenants }: TeamsConfig,
  references: Pick<References, "tenants">,
): Promise<Tenants> {
  if (appId === null) return "all";
  const own = appType === "MultiTenant" || tenantId === null ? [] : [tenantId];
  const tenants = [...new Set([...own, ...(await references.tenants())])];
  return allowedTenants.length === 0 ? tenants : tenants.filter((tenant) => allowedTenants.includes(tenant));
}
