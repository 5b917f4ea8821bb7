/** The platforms opened one after another, and the routes to them meanwhile. */
import { flushCompileCache } from "node:module";
import { setTimeout as pause } from "node:timers/promises";
import pTimeout from "p-timeout";
import { composeSitePage, SITE_PAGES, type SitePage } from "#core/briefings/site.ts";
import type { Platform } from "#core/request.ts";
import { say } from "#core/wording/wording.ts";
import { healthz, type Pulse, readyz } from "#server/health.ts";
import type { Handler, Routing } from "#server/http.ts";
import { servePage } from "#server/page.ts";
import type { Platforms } from "./config.ts";
import type { Core } from "./core.ts";
import {
  openTeams,
  readinessOf,
  waitFor,
  type OpeningPlatform,
  type PlatformParts,
  type RunningPlatform,
} from "./platforms.ts";

const TABLES_AFTER_MS = 200;
const TEAMS_AFTER_MS = 1000;
/** At a first start the index takes most of a second, in pieces; a question that comes before builds the rest at once. */
const WARM_AFTER_MS = 2000;
/** Both SDKs are loaded by then, and the index is there. */
const STARTED_MS = 15_000;
const SLACK_OPENS_MS = 2000;

interface Both {
  readonly slack: OpeningPlatform;
  readonly teams: OpeningPlatform;
}

/** What answers where from the first request on: whoever comes before a platform is open waits for it. */
export function createRouting(
  { store, metrics, content, clock }: Core,
  platforms: Platforms,
  { pulse, slack, teams }: Both & { readonly pulse: Pulse },
): Routing {
  const database = async (): Promise<true | string> => (await store.get()).ready();
  const ways = { slack: readinessOf(platforms, "slack", slack), teams: readinessOf(platforms, "teams", teams) };
  const pageOf = (page: SitePage): Handler =>
    servePage(() => ({
      briefing: composeSitePage(page, content, clock.now()),
      language: say(content.library.wording, "page.language"),
    }));
  return {
    routes: {
      ...Object.fromEntries(SITE_PAGES.map((page) => [`GET /${page}`, pageOf(page)])),
      "GET /healthz": healthz(pulse),
      "GET /readyz": readyz({ needed: { database }, platforms: ways }),
      "GET /metrics": metrics.handle,
      "POST /slack/events": waitFor(slack),
      "POST /api/messages": waitFor(teams),
    },
    fallback: null,
  };
}

interface Opening extends Both {
  readonly routing: Routing;
  readonly report: (error: unknown) => void;
  readonly address: string;
  readonly platforms: Platforms;
}

/**
 * Rejects where Slack refuses the token and nobody is served but by it; a Slack that takes its time does not hold the
 * start up, and Teams comes behind.
 */
export async function openPlatforms(core: Core, opening: Opening): Promise<"opened"> {
  const { slack, teams, routing, report, address, platforms } = opening;
  const join = (platform: Platform, path: string, { handle, sender }: RunningPlatform): void => {
    routing.routes = { ...routing.routes, [`POST ${path}`]: handle };
    core.digests.join(platform, sender).catch(report);
  };
  try {
    await openRoute(slack, (opened) => join("slack", "/slack/events", opened));
    await pTimeout(Promise.resolve(slack.peek()?.opened), { milliseconds: SLACK_OPENS_MS, fallback: () => undefined });
  } catch (error) {
    // Else a bot that serves Teams would end at each start for as long as a workspace has taken its app out.
    if (platforms.kind === "local" || platforms.teams === null) throw error;
    core.log.error({ err: error }, "Slack could not be started; Teams goes on");
  }
  // Before Slack has told whose token it is, nothing was claimed for it; that it refuses the token is told by what is waited for above.
  void slack.peek()?.opened?.then(
    () => core.digests.schedule.tickIfStarted().catch(report),
    () => undefined,
  );
  startBehind(core, report, () => openRoute(teams, (opened) => join("teams", "/api/messages", opened)));
  // In local mode it is told in words.
  if (core.local === null) core.log.info({ address }, "Briefing listens");
  return "opened";
}

/** Once it is open, requests go straight to it. */
async function openRoute(opening: OpeningPlatform, use: (opened: RunningPlatform) => void): Promise<void> {
  const opened = await opening.get();
  if (opened !== null) use(opened);
}

/** Slack's requests must be answered within three seconds; a fault in Teams' start leaves it working. */
export async function openTeamsOrNone(parts: PlatformParts): ReturnType<typeof openTeams> {
  try {
    return await openTeams(parts);
  } catch (error) {
    parts.log.error({ err: error }, "Teams could not be started; Slack goes on");
    return null;
  }
}

/**
 * Behind the first answers: Teams' SDK takes the only thread for most of a second to load, so it comes when the start is
 * over or when the first Teams request does; an answer about a topic needs neither tables nor the index of questions.
 */
function startBehind(
  { content, world, digests, answers, asides, metrics }: Core,
  report: Opening["report"],
  openTeamsRoute: () => Promise<void>,
): void {
  const behind = (ms: number, work: () => Promise<void>): void => {
    void pause(ms, undefined, { ref: false }).then(work).catch(report);
  };
  behind(TABLES_AFTER_MS, () => digests.schedule.start());
  behind(TABLES_AFTER_MS, () => world.start());
  behind(TEAMS_AFTER_MS, openTeamsRoute);
  behind(TEAMS_AFTER_MS, () => Promise.resolve(metrics.watchProcess()));
  // The names of zones are held against the runtime's: a form that searches them is answered at once.
  behind(WARM_AFTER_MS, () => Promise.resolve(void content.zones.find("")));
  behind(WARM_AFTER_MS, () => asides.warm());
  behind(WARM_AFTER_MS, () => answers.warm());
  behind(STARTED_MS, async () => {
    await answers.warm();
    // Else it is kept at the end alone, and not at all where that is a kill: the next start would compile everything anew.
    flushCompileCache();
  });
}
