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
