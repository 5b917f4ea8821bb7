import type { TeamsActivity } from "./card.ts";

/** One activity, and the ways to answer it; dead once the turn is over. */
export interface Turn {
  readonly activity: unknown;
  /** Posts where the activity came from, in its thread; gives the new message's id. Rejects with a `ConnectorFault`. */
  readonly send: (activity: TeamsActivity) => Promise<string>;
  /**
   * Posts there for the asker's eyes alone; in their personal chat where the conversation does not take such a message.
   * Rejects as `send` does.
   */
  readonly sendPrivately: (activity: TeamsActivity) => Promise<string>;
  /** Shows that the bot is at work, for a few seconds or until its message comes. */
  readonly typing: () => Promise<void>;
  /** Answers an invoke: its HTTP status and body. */
  readonly respond: (status: number, body: unknown) => Promise<void>;
}
