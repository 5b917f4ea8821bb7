/** The countries with figures as they are now: looked for again and again, so that an import needs no restart. */
import { lazy } from "#core/lazy.ts";
import type { Log } from "#core/ports.ts";
import type { FigureStore } from "#core/profile/world.ts";
import type { Pack } from "#core/profile/profile.ts";
import { createWorld, NO_WORLD, type World, type WorldSource } from "#core/profile/world.ts";

/** An import is to be served by every replica within a minute. */
const LOOK_MS = 20_000;

export interface LiveWorld extends WorldSource {
  /** Looks whether the countries are others. Never rejects: what cannot be read leaves what was known. */
  refresh(): Promise<void>;
  /** Looks at once and then every 20 seconds, until it is stopped. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface LiveWorldParts {
  readonly open: () => Promise<FigureStore>;
  /** The packs that have a profile. */
  readonly packs: readonly Pack[];
  readonly log: Log;
}

export function createLiveWorld({ open, packs, log }: LiveWorldParts): LiveWorld {
  const store = lazy(open);
  let world: World = NO_WORLD;
  let looking: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isAway = false;
  const look = async (): Promise<void> => {
    try {
      const figures = await store.get();
      const version = await figures.version();
      if (isAway) log.info({}, "Figures of other countries can be looked for again");
      isAway = false;
      if (version === world.version) return;
      const { countries, broken } = await figures.load();
      for (const words of broken) log.error({ problem: words }, "A country's figures cannot be read and are left out");
      world = createWorld(countries, { packs, version });
      if (countries.length > 0) log.info({ countries: countries.length }, "Figures of other countries were loaded");
    } catch (error) {
      const sentence = "Figures of other countries cannot be looked for; those known before are answered from";
      if (!isAway) log.error({ err: error }, sentence);
      isAway = true;
    }
  };
  const refresh = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };
  return {
    current: () => world,
    refresh,
    async start() {
      timer ??= setInterval(() => void refresh(), LOOK_MS).unref();
      await refresh();
    },
    async stop() {
      clearInterval(timer);
      await looking;
      await store.peek()?.close();
    },
  };
}
