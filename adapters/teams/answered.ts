/**
 * Which answer a message of ours gave. Teams tells a thumb's message and nothing else of it: no data of ours travels
 * with the thumbs, so it has to be looked up, after a restart and by every replica.
 */
import type { Feedback } from "#core/document/briefing.ts";

export interface Answered {
  save(message: string, feedback: Feedback): Promise<void>;
  load(message: string): Promise<Feedback | null>;
}

/** A store of short lines that forgets old ones by itself. */
export interface KeptLines {
  remember(name: string, line: string): Promise<void>;
  recall(name: string): Promise<string | null>;
}

export function keepAnswered(lines: KeptLines): Answered {
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
