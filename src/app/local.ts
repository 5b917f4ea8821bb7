/** Local mode: both platforms emulated on this machine's loopback, with a clock that can be moved forward. */
import { randomBytes } from "node:crypto";
import type { Content } from "#core/briefings/context.ts";
import type { Bot, Log } from "#core/ports.ts";
import { createMovableClock, type MovableClock } from "#playground/clock.ts";
import { startPlayground, type Playground } from "#playground/start.ts";
import type { Emulated } from "./platforms.ts";

export interface LocalMode {
  readonly clock: MovableClock;
  /** The emulated platforms live on the bot's own server, so they come after its address. */
  open(parts: LocalParts): OpenedPlayground;
}

export interface OpenedPlayground extends Pick<Playground, "handle" | "close"> {
  readonly emulated: Emulated;
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
  return {
    clock,
    open({ bot, content, log, address, tick }) {
      const signingSecret = randomBytes(16).toString("hex");
      const shown = { packs: bot.packs, topics: content.topics.all };
      const playground = startPlayground({ log, clock, address, signingSecret, ...shown, onMove: tick });
      const { slack, handle, close } = playground;
      return { handle, close, emulated: { slack, signingSecret } };
    },
  };
}
