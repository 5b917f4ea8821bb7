/** The server put together: content, store, both platforms, digests, and in local mode the playground. */
import pTimeout from "p-timeout";
import { lazy } from "#core/lazy.ts";
import type { Log } from "#core/ports.ts";
import { createAddressSeal } from "#evidence-files/address.ts";
import { createExports } from "#evidence-files/packs.ts";
import { createDrawer } from "#charts/drawer.ts";
import { serveExports } from "#server/exports.ts";
import { createPictures } from "#charts/pictures.ts";
import { createPulse } from "#server/health.ts";
import { startHttp } from "#server/http.ts";
import { servePictures } from "#server/pictures.ts";
import type { Config } from "./config.ts";
import { createReport, openCore, type Core } from "./core.ts";
import { giveBackInQuiet } from "./environment/give-back.ts";
import { createRouting, openPlatforms, openTeamsOrNone } from "./opening.ts";
import { openSlack, type OpeningPlatform, type PlatformParts } from "./platforms.ts";

export interface Running {
  /** Where it listens, on this machine. */
  readonly address: string;
  /** Resolves when the platforms are open, or open behind it. Rejects with a sentence when the only one refuses the bot. */
  readonly opened: Promise<"opened">;
  /** Takes nothing new, finishes what is under way, closes the store; ten seconds at most, whatever hangs. */
  stop(): Promise<void>;
  /** For a fault that nothing else caught: logged and counted, and the process goes on. */
  report(error: unknown): void;
}

/** Shorter than the ten seconds that container platforms give before they kill; the store closes after it. */
const DRAIN_MS = 7000;
/** For giving back to the store what was not finished. */
const GIVE_BACK_MS = 1000;
const REMEMBER_MS = 500;
const CLOSE_MS = 1000;

/**
 * Starts everything; resolves when it listens, before the platforms are open. Rejects with a sentence when it cannot. With
 * `isLive` local mode shows its page from the sources.
 */
export async function serve(config: Config, { isLive = false } = {}): Promise<Running> {
  const core = await openCore(config);
  const { log, local, store, bot, content, world, digests } = core;
  const parts = Promise.withResolvers<PlatformParts>();
  const slack: OpeningPlatform = lazy(async () => openSlack(await parts.promise));
  const teams: OpeningPlatform = lazy(async () => openTeamsOrNone(await parts.promise));
  const pulse = createPulse();
  const givingBack = giveBackInQuiet();
  const routing = createRouting(core, config.platforms, { pulse, slack, teams });
  const { port, basePath } = config;
  // In local mode the emulated platforms answer anybody who can reach them.
  const http = await startHttp({ port, host: local === null ? config.host : "127.0.0.1", basePath, routing, log });
  const address = `http://localhost:${http.port}`;
  const forget = async (): Promise<void> => (await store.get()).forgetAll();
  const shown = { bot, content, log, address, isLive };
  const playground = local?.open({ ...shown, tick: digests.schedule.tick, forget }) ?? null;
  const { drawer, pictures, exports, routes } = openDrawing(core, { config, address });
  routing.routes = { ...routing.routes, ...routes };
  routing.fallback = playground?.handle ?? null;
  parts.resolve({ ...core, pictures, exports, platforms: config.platforms, emulated: playground?.emulated ?? null });
  const report = createReport(core);
  return {
    address,
    report,
    opened: openPlatforms(core, { slack, teams, routing, report, address, platforms: config.platforms }),
    async stop() {
      log.info({}, "Stopping");
      pulse.stop();
      givingBack.stop();
      const parts = {
        requests: http.stop(DRAIN_MS),
        playground: playground?.close(),
        slack: slack.peek()?.stop(),
        teams: teams.peek()?.stop(),
        digests: digests.schedule.stop(DRAIN_MS),
        figures: world.stop(),
      };
      await Promise.all(
        Object.entries(parts).map(([part, ended]) =>
          waitAtMost(ended, { part, atMostMs: DRAIN_MS + GIVE_BACK_MS, log }),
        ),
      );
      // What was under way had pictures and evidence packs drawn until now.
      await Promise.all([
        waitAtMost(drawer.stop(), { part: "drawer", atMostMs: REMEMBER_MS, log }),
        waitAtMost(core.remember(), { part: "memory", atMostMs: REMEMBER_MS, log }),
      ]);
      await waitAtMost(store.peek()?.close(), { part: "store", atMostMs: CLOSE_MS, log });
    },
  };
}

/** Pictures and evidence packs, drawn in one thread, and the addresses that they are loaded from. */
function openDrawing(
  { local, store, clock, content }: Pick<Core, "local" | "store" | "clock" | "content">,
  { config, address }: { readonly config: Config; readonly address: string },
) {
  const drawer = createDrawer();
  const publicUrl = local === null ? config.publicUrl : address;
  const pictures = createPictures({ drawer, store: async () => (await store.get()).charts, publicUrl });
  const seal = { key: config.encryptionKey, former: config.formerKeys };
  const addresses = publicUrl === null ? null : createAddressSeal({ publicUrl, ...seal });
  const exports = createExports({ content, clock, drawer, addresses });
  const picture = servePictures(pictures.named);
  const file = serveExports(exports.at, content.library.wording);
  const routes = {
    ...{ "GET /charts/*": picture, "HEAD /charts/*": picture },
    ...{ "GET /exports/*": file, "HEAD /exports/*": file },
  };
  return { drawer, pictures, exports, routes };
}

/** A part that takes too long to stop, or cannot, is told of and left. */
async function waitAtMost(
  ended: Promise<void> | undefined,
  { part, atMostMs, log }: { readonly part: string; readonly atMostMs: number; readonly log: Log },
): Promise<void> {
  try {
    await pTimeout(Promise.resolve(ended), { milliseconds: atMostMs });
  } catch (error) {
    log.warn({ part, err: error }, "A part of the bot did not stop as it should");
  }
}
