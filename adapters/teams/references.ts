import { z } from "zod";
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

export type { Reference };

/** Where the newest address of a whole tenant is kept: enough to write to one of its people. */
export function tenantPlace(conversation: Conversation): Conversation {
  return { ...conversation, channel: "", thread: null };
}

/** Forgets when the process ends. */
export function createMemoryReferences(): References {
  const known = new Map<string, Reference>();
  return {
    save(conversation, reference) {
      known.set(place(conversation), reference);
      return Promise.resolve();
    },
    load(conversation) {
      return Promise.resolve(known.get(place(conversation)) ?? null);
    },
  };
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

/** References over a store that knows only JSON; one that cannot be read counts as not known. */
export function readingReferences(kept: KeptReferences): References {
  return {
    save: (conversation, reference) => kept.save(conversation, reference),
    load: async (conversation) => Kept.safeParse(await kept.load(conversation)).data ?? null,
  };
}

/** Writes only what differs from what it wrote last: most activities come from where the one before came from. */
export function savingChanges(references: References): References {
  const last = new Map<string, string>();
  return {
    load: (conversation) => references.load(conversation),
    async save(conversation, reference) {
      const key = place(conversation);
      const value = JSON.stringify(reference);
      if (last.get(key) === value) return;
      await references.save(conversation, reference);
      if (last.size >= REMEMBERED) last.clear();
      last.set(key, value);
    },
  };
}

const REMEMBERED = 10_000;

function place({ tenant, channel }: Conversation): string {
  return `${tenant} ${channel}`;
}
