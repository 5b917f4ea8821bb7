import { createBounded } from "#core/bounded.ts";
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
  /** As this process heard it last where the store does not know it, or is away. Rejects where neither tells. */
  load(conversation: Conversation): Promise<Reference | null>;
  /** Whether the store has it: what this process alone knows is gone with it, and no digest could be promised. */
  isKept(conversation: Conversation): Promise<boolean>;
  /** The tenants that the bot was spoken to in, as known a minute ago; not those where another app was spoken to last. */
  tenants(): Promise<readonly string[]>;
  /** The channels of a team, by their ids. */
  channelsOf(tenant: string, team: string): Promise<readonly string[]>;
  /** What was deleted where it is kept is to be written again when it is told again. */
  forget(): void;
  /** Another process may have deleted what this one wrote: it is written again when it is told again. */
  doubt(): void;
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

type KeptStore = Lazy<{ readonly references: KeptReferences }>;

const Kept = z.object({
  serviceUrl: z.string(),
  bot: z.object({ id: z.string(), name: z.string() }),
  conversationType: z.string(),
  team: z.string().optional(),
}) satisfies z.ZodType<Reference>;

const REMEMBERED = 10_000;
const KNOWN_MS = 60_000;
const WRITE_AGAIN_MS = 5000;
/** By then what another process deleted meanwhile is written again. */
const WRITTEN_MS = 5 * 60_000;

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
 * from what it wrote in the last minutes: most activities come from where the one before came from.
 */
export function keepReferences(store: KeptStore, appId: string | null): References {
  let known: { readonly tenants: Promise<readonly string[]>; readonly at: number } | null = null;
  const last = createWritten();
  const unwritten = createUnwritten((conversation, reference) => write(conversation, reference));
  const saving = new Map<string, Promise<void>>();
  const write = async (conversation: Conversation, reference: Reference): Promise<void> => {
    await (await store.get()).references.save(conversation, reference);
    last.note(conversation, reference);
    if (conversation.channel === "") known = null;
  };
  /** The first words in a conversation may ask for what needs the way back to it. */
  const saved = (conversation: Conversation) => Promise.allSettled([saving.get(keyOf(conversation))]);
  return {
    tenants() {
      if (known === null || performance.now() - known.at > KNOWN_MS) {
        const tenants = listTenants(store, appId);
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
      last.forget();
      unwritten.forget();
      known = null;
    },
    doubt: last.forget,
    async isKept(conversation) {
      await saved(conversation);
      return (await read(store, conversation)) !== null;
    },
    async load(conversation) {
      await saved(conversation);
      // Heard while the store was away: enough for an answer that is owed there.
      return unwritten.of(conversation) ?? read(store, conversation);
    },
    async save(conversation, reference) {
      if (last.has(conversation, reference)) return;
      const key = keyOf(conversation);
      const written = write(conversation, reference).finally(() => saving.delete(key));
      saving.set(key, written);
      await unwritten.unless(written, conversation, reference);
    },
  };
}

/** What this process wrote in the last minutes. */
function createWritten() {
  const last = createBounded<{ readonly written: string; readonly at: number }>(REMEMBERED);
  return {
    note(conversation: Conversation, reference: Reference): void {
      last.set(keyOf(conversation), { written: JSON.stringify(reference), at: performance.now() });
    },
    has(conversation: Conversation, reference: Reference): boolean {
      const { written, at = 0 } = last.get(keyOf(conversation)) ?? {};
      return written === JSON.stringify(reference) && performance.now() - at < WRITTEN_MS;
    },
    forget: () => last.clear(),
  };
}

async function read(store: KeptStore, conversation: Conversation): Promise<Reference | null> {
  return Kept.safeParse(await (await store.get()).references.load(conversation)).data ?? null;
}

async function listTenants(store: KeptStore, appId: string | null): Promise<readonly string[]> {
  const kept = await (await store.get()).references.list("teams", { channel: "" });
  return kept.filter(({ reference }) => isOwn(Kept.safeParse(reference).data, appId)).map(({ tenant }) => tenant);
}

/** Any process may be the one to answer there later: what the store did not take is written once it does. */
function createUnwritten(write: References["save"]) {
  const waiting = createBounded<readonly [Conversation, Reference]>(REMEMBERED);
  let timer: NodeJS.Timeout | undefined;
  const writeAll = async (): Promise<void> => {
    for (const [key, place] of waiting.entries()) {
      await write(...place);
      if (waiting.get(key) === place) waiting.delete(key);
    }
  };
  const later = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      // That it could not be remembered was logged when it was heard.
      writeAll().catch(later);
    }, WRITE_AGAIN_MS).unref();
  };
  return {
    /** Rejects as the writing does, which is then done again. */
    async unless(written: Promise<void>, conversation: Conversation, reference: Reference): Promise<void> {
      const key = keyOf(conversation);
      try {
        await written;
        waiting.delete(key);
      } catch (error) {
        waiting.set(key, [conversation, reference]);
        later();
        throw error;
      }
    },
    of: (conversation: Conversation): Reference | undefined => waiting.get(keyOf(conversation))?.[1],
    forget: () => waiting.clear(),
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
