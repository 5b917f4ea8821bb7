/** Local mode: both platforms emulated on this machine's loopback, with a clock that can be moved forward. */
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Content } from "#core/briefings/context.ts";
import type { Bot, Log } from "#core/ports.ts";
import { NOTHING_IMPORTED } from "#core/profile/world.ts";
import { createMovableClock, type KeptAdvance, type MovableClock } from "#playground/clock.ts";
import { startPlayground, type Playground } from "#playground/start.ts";
import manifest from "#teams/package/manifest.json" with { type: "json" };
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
  /** Has the store forget what was said and ordered. */
  readonly forget: () => Promise<void>;
  /** Whether the page is shown from its sources, as whoever works on it wants it. */
  readonly isLive: boolean;
}

export function createLocalMode({ dataFolder, log }: { readonly dataFolder: string; readonly log: Log }): LocalMode {
  const clock = createMovableClock({ now: Date.now }, keepAdvance(dataFolder, log));
  return {
    clock,
    open({ bot, content, log, address, tick, forget, isLive }) {
      const signingSecret = randomBytes(16).toString("hex");
      const shown = { packs: () => withCommands(bot, content), topics: content.topics.all };
      const playground = startPlayground({
        ...{ log, clock, address, signingSecret, ...shown },
        teamsCommands: slashCommands(),
        onMove: tick,
        onClear: forget,
        isLive,
      });
      const { slack, handle, close } = playground;
      return { handle, close, emulated: { slack, signingSecret } };
    },
  };
}

/** Every country that is answered by a slash command of its own, also where only figures are here of it. */
function withCommands({ packs }: Bot, { world = NOTHING_IMPORTED }: Content): Bot["packs"] {
  const figures = world.current();
  const alone = figures.countries.filter(({ slug }) => figures.packOf(slug) !== undefined);
  return [...packs, ...alone.map(({ slug, name }) => ({ slug, country: name }))];
}

/** What Teams offers behind `/` where the app is installed. */
function slashCommands(): readonly { readonly title: string; readonly description: string }[] {
  return manifest.bots.flatMap(({ commandLists }) =>
    commandLists.flatMap(({ triggers, commands }) => (triggers.includes("slash") ? commands : [])),
  );
}

/** In a file beside the local database, which knows what is due by this clock. */
function keepAdvance(folder: string, log: Log): KeptAdvance {
  const file = join(folder, "local-clock.json");
  return {
    read() {
      try {
        const aheadMs: unknown = JSON.parse(readFileSync(file, "utf8"));
        if (typeof aheadMs === "number" && aheadMs >= 0) return aheadMs;
        log.warn({ file }, "How far the playground's clock was moved on cannot be read; it shows the real time");
      } catch (error) {
        if (!isMissing(error))
          log.warn({ err: error }, "The playground's clock cannot be read; it shows the real time");
      }
      return 0;
    },
    write(aheadMs) {
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(`${file}.new`, JSON.stringify(aheadMs));
        renameSync(`${file}.new`, file);
      } catch (error) {
        log.warn({ err: error }, "The playground's clock cannot be kept; after a restart it shows the real time");
      }
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
