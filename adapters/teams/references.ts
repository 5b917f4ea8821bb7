import { z } from "zod";
import type { Lazy } from "#core/lazy.ts";
import type { Conversation } from "#core/request.ts";

import type { Reference } from "./read.ts";

/**
 * How to reach the conversations that the bot was spoken to in. Addresses change: the newest counts. A thread is not a
 * conversation of its own here.
 */
export interface References {
  save(conversation: Conversation, reference: Reference): Promise<void>;
  load(conversation: Conversation): Promise<Reference | null>;
}

/** Where the newest address of a whole tenant is kept: enough to write to one of its people. */
export function tenantPlace(conversation: Conversation): Conversation {
  return { ...conversation, channel: "", thread: null };
}

/** Where references are kept as JSON: what comes back is checked, for an older version may have written it. */
export interface KeptReferences {
  save(conversation: Conversation, reference: unknown): Promise<void>;
  load(conversation: Conversation): Promise<unknown>;
}

const Kept = z.object({
  serviceUrl: z.string(),
  bot: z.object({ id: z.string(), name: z.string() }),
  conversationType: z.string(),
}) satisfies z.ZodType<Reference>;

const REMEMBERED = 10_000;

/**
 * References over a store that knows only JSON; one that cannot be read counts as not known. Writes only what differs
 * from what it wrote last: most activities come from where the one before came from.
 */
export function keepReferences(store: Lazy<{ readonly references: KeptReferences }>): References {
  const last = new Map<string, string>();
  const saving = new Map<string, Promise<void>>();
  const write = async (conversation: Conversation, reference: Reference): Promise<void> => {
    await (await store.get()).references.save(conversation, reference);
    if (last.size >= REMEMBERED) last.clear();
    last.set(keyOf(conversation), JSON.stringify(reference));
  };
  return {
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
