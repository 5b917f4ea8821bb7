/** The two platforms started, real ones or local mode's, each behind a door that requests wait at until it opens. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { createSlackSender } from "#slack/sender.ts";
import { startSlack, type SlackConfig } from "#slack/start.ts";
import type { Bot, Clock, Log, Sender } from "#core/ports.ts";
import type { Platforms } from "./config.ts";
import type { Store } from "./store.ts";

/** A platform that is on. */
export interface Platform {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly sender: Sender;
  readonly ready: () => true | string;
  readonly stop: () => Promise<void>;
}

/** Local mode's stand-ins, on this machine's loopback. */
export interface Emulated {
  readonly slack: { readonly apiUrl: string; readonly token: string };
  readonly signingSecret: string;
}

export interface PlatformParts {
  readonly bot: Bot;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store;
  readonly platforms: Platforms;
  /** Null unless in local mode. */
  readonly emulated: Emulated | null;
}

/** Null when Slack is not configured. Rejects with a sentence when Slack refuses the token. */
export async function openSlack({ bot, clock, log, platforms, emulated }: PlatformParts): Promise<Platform | null> {
  const config = slackConfig(platforms, emulated);
  if (config === null) return null;
  const slack = await startSlack({ bot, clock, log, config });
  const { token, apiUrl } = config;
  const words = { leftOut: bot.leftOut, labels: bot.labels };
  const sender = createSlackSender({ token, ...(apiUrl === undefined ? {} : { apiUrl }), words, clock, log });
  return { ...slack, sender };
}

/** Null when Teams is not configured. Its SDK loads behind it; a request that comes before waits. */
export async function openTeams({
  bot,
  clock,
  log,
  store,
  platforms,
  emulated,
}: PlatformParts): Promise<Platform | null> {
  const config = platforms.kind === "real" ? platforms.teams : null;
  if (config === null && emulated === null) return null;
  // Loaded here and not above: the start of Slack does not wait for the reading of another platform's files.
  const [{ startTeams }, { readingReferences }, { keepingAnswered }] = await Promise.all([
    import("#teams/start.ts"),
    import("#teams/references.ts"),
    import("#teams/answered.ts"),
  ]);
  const credentials = config ?? {
    appId: null,
    appPassword: null,
    tenantId: null,
    appType: "SingleTenant" as const,
    allowedTenants: [],
  };
  const teams = await startTeams({
    bot,
    log,
    config: { ...credentials, local: emulated !== null },
    references: readingReferences(store.references),
    answered: keepingAnswered({
      remember: (name, line) => store.answers.rememberTopic(name, line, clock.now()),
      recall: (name) => store.answers.topicOf(name, clock.now()),
    }),
  });
  let loaded: true | string = "the Teams SDK is loading";
  void teams.loaded.then(
    () => (loaded = true),
    (error: unknown) => {
      loaded = "the Teams SDK could not be loaded";
      log.error({ err: error }, "The Teams SDK could not be loaded");
    },
  );
  return { handle: teams.handle, stop: teams.stop, sender: teams.sender, ready: () => loaded };
}

function slackConfig(platforms: Platforms, emulated: Emulated | null): SlackConfig | null {
  if (emulated !== null) {
    return { token: emulated.slack.token, signingSecret: emulated.signingSecret, apiUrl: emulated.slack.apiUrl };
  }
  if (platforms.kind === "local" || platforms.slack === null) return null;
  const { token, signingSecret, appToken } = platforms.slack;
  // Over Socket Mode nothing comes by HTTP, so there is nothing to verify.
  return { token, signingSecret: signingSecret ?? "", ...(appToken === null ? {} : { appToken }) };
}
