/** The server put together: content, store, both platforms, digests, and in local mode the playground. */
import { randomBytes } from "node:crypto";
import { loadLibrary } from "#content/load.ts";
import { openDesk } from "#core/handle.ts";
import { createOpinions } from "#core/opinions.ts";
import type { Bot, Clock } from "#core/ports.ts";
import type { Library } from "#core/profile.ts";
import { createTopics } from "#core/topics.ts";
import { createMovableClock } from "#playground/clock.ts";
import { startPlayground, type Playground } from "#playground/start.ts";
import { healthz, readyz, type Check } from "#server/health.ts";
import { answer, startHttp, type Handler } from "#server/http.ts";
import { createLog } from "#server/log.ts";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { CONTENT } from "./content-folder.ts";
import { openKeeping, type Keeping } from "./keeping.ts";
import { openSlack, openTeams, type Platform } from "./platforms.ts";
import { temporaryRoads } from "./roads.ts";

export interface Running {
  /** Where it listens, on this machine. */
  readonly address: string;
  /** Takes nothing new, finishes what is under way, closes the store; about 10 s at most. */
  stop(): Promise<void>;
  /** For a fault that nothing else caught: logged, and the process goes on. */
  report(error: unknown): void;
}

const DRAIN_MS = 10_000;

/** Starts everything; resolves when requests are answered. Rejects with a sentence when it cannot. */
export async function serve(config: Config): Promise<Running> {
  const log = createLog(config.logLevel);
  const local = config.platforms.kind === "local";
  const clock = createMovableClock();
  const library = loadLibrary(CONTENT);
  const keeping = await openKeeping(config, { clock, log });
  const bot = createBot({ library, clock, keeping });
  // The address is known once the server listens, and local mode's platforms live on it: so doors first, rooms after.
  const slack = createDoor();
  const teams = createDoor();
  let playground: Playground | null = null;
  const http = await startHttp({
    port: config.port,
    host: local ? "127.0.0.1" : "0.0.0.0",
    routes: {
      "GET /healthz": healthz,
      "GET /readyz": readyz({ database: keeping.ready, slack: slack.ready, teams: teams.ready }),
      "POST /slack/events": slack.handle,
      "POST /api/messages": teams.handle,
    },
    fallback: async (request, response) => (await playground?.handle(request, response)) ?? false,
    log,
  });
  const address = `http://localhost:${http.port}`;
  const signingSecret = randomBytes(16).toString("hex");
  if (local) playground = startPlayground({ log, clock, address, signingSecret, packs: library.packs });
  const emulated = playground === null ? null : { slack: playground.slack, signingSecret };
  const parts = { bot, clock, log, keeping, platforms: config.platforms, emulated };
  slack.open(await openSlack(parts));
  teams.open(await openTeams(parts));
  return {
    address,
    report: (error) => log.error({ err: error }, "A fault that nothing else caught"),
    async stop() {
      await Promise.all([http.stop(DRAIN_MS), slack.stop(), teams.stop()]);
      await playground?.close();
      await keeping.close();
    },
  };
}

function createBot({ library, clock, keeping }: { library: Library; clock: Clock; keeping: Keeping }): Bot {
  const topics = createTopics(library.taxonomy);
  const open = (pack: string) => openDesk({ library, topics }, pack, clock.now());
  const roads = { ...temporaryRoads(open), opinions: createOpinions(open, keeping.answers) };
  return createApp({ library, topics, clock, roads, claim: (key) => keeping.answers.firstSight(key, clock.now()) });
}

interface DoorTo {
  readonly handle: Handler;
  readonly ready: Check;
  /** Lets in whoever waits; null when the platform is not configured. */
  open(platform: Platform | null): void;
  stop(): Promise<void>;
}

function createDoor(): DoorTo {
  const { promise, resolve } = Promise.withResolvers<Platform | null>();
  let room: Platform | null | undefined;
  return {
    async handle(request, response) {
      const platform = await promise;
      if (platform === null) return answer(response, 404, "This platform is not set up here.");
      await platform.handle(request, response);
    },
    ready: () => (room === undefined ? "starting" : (room?.ready() ?? true)),
    open(platform) {
      room = platform;
      resolve(platform);
    },
    stop: async () => room?.stop(),
  };
}
