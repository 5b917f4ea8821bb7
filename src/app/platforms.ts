/** The two platforms started, real ones or local mode's, and the way in to one that is still starting. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Lazy } from "#core/lazy.ts";
import type { Exports } from "#core/document/exported.ts";
import type { Pictures } from "#core/document/pictures.ts";
import type { Bot, Clock, Log, Sender } from "#core/ports.ts";
import type { Check } from "#server/health.ts";
import { answer, type Handler } from "#server/http.ts";
import { startSlack, type SlackConfig } from "#slack/start.ts";
import type { TeamsConfig } from "#teams/start.ts";
import type { Platforms } from "./config.ts";
import { createKeptOwner } from "./kept/owner.ts";
import type { Store } from "./memory/store.ts";

/** A platform that is on. */
export interface RunningPlatform {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly sender: Sender;
  /** Rejects with a sentence when the platform refuses the bot, where that is known at the start. */
  readonly opened?: Promise<void>;
  readonly ready: () => true | string;
  readonly stop: () => Promise<void>;
}

/** Null when it is not configured. */
export type OpeningPlatform = Lazy<RunningPlatform | null>;

/** Local mode's stand-ins, on this machine's loopback. */
export interface Emulated {
  readonly slack: { readonly apiUrl: string; readonly token: string };
  readonly signingSecret: string;
}

export interface PlatformParts {
  readonly bot: Bot;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Lazy<Store>;
  readonly pictures: Pictures;
  readonly exports: Exports;
  readonly platforms: Platforms;
  /** Null unless in local mode. */
  readonly emulated: Emulated | null;
  readonly dataFolder: string;
}

/** Null when Slack is not configured. */
export async function openSlack({
  bot,
  clock,
  log,
  pictures,
  exports,
  platforms,
  emulated,
  dataFolder,
}: PlatformParts): Promise<RunningPlatform | null> {
  const config = slackConfig(platforms, emulated);
  if (config === null) return null;
  const kept = emulated === null ? createKeptOwner({ folder: dataFolder, config, log }) : undefined;
  return startSlack({ bot, clock, log, pictures, exports, kept, config });
}

/** Null when Teams is not configured. Its SDK loads behind it; a request that comes before waits. */
export async function openTeams({
  bot,
  clock,
  log,
  store,
  pictures,
  exports,
  platforms,
  emulated,
}: PlatformParts): Promise<RunningPlatform | null> {
  const config = teamsConfig(platforms, emulated);
  if (config === null) return null;
  // Loaded here and not above: the start of Slack does not wait for the reading of another platform's files.
  const { startTeams } = await import("#teams/start.ts");
  return startTeams({
    bot,
    log,
    config,
    store,
    pictures,
    exports,
    answered: {
      remember: async (name, line) => (await store.get()).answers.rememberLine(name, line, clock.now()),
      recall: async (name) => (await store.get()).answers.recallLine(name, clock.now()),
    },
  });
}

/** The way in until the platform is open; whoever comes before waits, and the first one makes it open. */
export function waitFor(opening: OpeningPlatform): Handler {
  return async (request, response) => {
    const platform = await opening.get();
    if (platform === null) return answer(response, 404, "This platform is not set up here.");
    await platform.handle(request, response);
  };
}

/** Null for a platform that is not set up. */
export function readinessOf(platforms: Platforms, name: "slack" | "teams", opening: OpeningPlatform): Check | null {
  if (platforms.kind === "real" && platforms[name] === null) return null;
  return () => {
    const platform = opening.peek();
    if (platform === undefined) return "starting";
    return platform?.ready() ?? "could not be started: the log says why";
  };
}

function slackConfig(platforms: Platforms, emulated: Emulated | null): SlackConfig | null {
  if (emulated === null) return platforms.kind === "real" ? platforms.slack : null;
  const { slack, signingSecret } = emulated;
  return { ...slack, via: { kind: "http", signingSecret } };
}

function teamsConfig(platforms: Platforms, emulated: Emulated | null): TeamsConfig | null {
  if (emulated === null) return platforms.kind === "real" ? platforms.teams : null;
  const nobody = { appId: null, appPassword: null, tenantId: null, allowedTenants: [] };
  return { ...nobody, appType: "SingleTenant", loopback: true };
}
