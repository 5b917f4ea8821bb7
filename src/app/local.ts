/** Local mode: both platforms emulated on this machine's loopback, with a clock that can be moved forward. */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Content } from "#core/briefings/context.ts";
import type { Bot, Log } from "#core/ports.ts";
import { createMovableClock, type MovableClock } from "#playground/clock.ts";
import { startPlayground, type Playground } from "#playground/start.ts";
import type { Emulated } from "./platforms.ts";

export interface LocalMode {
  readonly clock: MovableClock;
  /** The emulated platforms live on the bot's own server, so they come after its address. */
  open(parts: LocalParts): Emulated;
  /** False when the request is not the playground's. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
  /** An open page holds a connection for as long as it is open: it must not hold up the stop. */
  close(): Promise<void>;
}

interface LocalParts {
  readonly bot: Bot;
  readonly content: Content;
  readonly log: Log;
  /** Where the bot's own server listens; no slash at the end. */
  readonly address: string;
  /** Sends what is due at the clock's new time. */
  readonly tick: () => Promise<void>;
}

export function createLocalMode(): LocalMode {
  const clock = createMovableClock();
  let playground: Playground | null = null;
  return {
    clock,
    open({ bot, content, log, address, tick }) {
      const signingSecret = randomBytes(16).toString("hex");
      const shown = { packs: bot.packs, topics: content.topics.all };
      playground = startPlayground({ log, clock, address, signingSecret, ...shown, onMove: tick });
      return { slack: playground.slack, signingSecret };
    },
    handle: async (request, response) => (await playground?.handle(request, response)) ?? false,
    close: async () => playground?.close(),
  };
}
