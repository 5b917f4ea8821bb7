import type { Feedback } from "#core/document/briefing.ts";

/**
 * Which answer a message of ours gave. Teams tells a thumb's message and nothing else of it: no data of ours travels
 * with the thumbs, so it has to be looked up.
 */
export interface Answered {
  save(message: string, feedback: Feedback): Promise<void>;
  load(message: string): Promise<Feedback | null>;
}

/** Keeps the newest answers while the process runs. */
export function createMemoryAnswered(keep = 5000): Answered {
  const known = new Map<string, Feedback>();
  return {
    save(message, feedback) {
      known.set(message, feedback);
      const [oldest] = known.keys();
      if (known.size > keep && oldest !== undefined) known.delete(oldest);
      return Promise.resolve();
    },
    load(message) {
      return Promise.resolve(known.get(message) ?? null);
    },
  };
}

/** A store of short lines that forgets old ones by itself. */
export interface KeptLines {
  remember(name: string, line: string): Promise<void>;
  recall(name: string): Promise<string | null>;
}

/** The same over a store, so that thumbs are understood after a restart and by every replica. */
export function keepingAnswered(lines: KeptLines): Answered {
  return {
    save: (message, { pack, answer }) => lines.remember(nameOf(message), `${pack} ${answer}`),
    async load(message) {
      const [pack, answer] = (await lines.recall(nameOf(message)))?.split(" ") ?? [];
      return pack === undefined || answer === undefined ? null : { pack, answer };
    },
  };
}

function nameOf(message: string): string {
  return `teams answer ${message}`;
}
