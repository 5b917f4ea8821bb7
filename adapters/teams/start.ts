import type { IncomingMessage, ServerResponse } from "node:http";

import type { Bot, Log, Sender } from "#core/ports.ts";

import { createConnector, type Connector } from "./connector.ts";
import { createMemoryAnswered, type Answered } from "./answered.ts";
import { readConfig, type TeamsConfig } from "./config.ts";
import { createListener } from "./listeners.ts";
import { receive, refuse } from "./receive.ts";
import { createMemoryReferences, savingChanges, type References } from "./references.ts";
import { createTeamsSender } from "./sender.ts";
import { createWork } from "./work.ts";

export type { TeamsConfig };

export interface TeamsParts {
  readonly bot: Bot;
  readonly log: Log;
  readonly config: TeamsConfig;
  readonly references?: References;
  readonly answered?: Answered;
  /** Gives the bearer token for what goes out; Microsoft Entra is asked when it is absent. */
  readonly accessToken?: () => Promise<string>;
}

export interface Teams {
  /** Answers a request to `/api/messages`; one that comes while the SDK loads waits for it. */
  readonly handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  /** Takes no more requests and waits for those under way, ten seconds at most. */
  readonly stop: () => Promise<void>;
  readonly sender: Sender;
  /** Resolves when the SDK is loaded, rejects when it cannot be. */
  readonly loaded: Promise<void>;
}

/**
 * Starts the Teams side at once and loads the SDK, which takes a second, behind it. Rejects with a sentence that names
 * the variable when the configuration cannot work.
 */
export async function startTeams({ bot, log, config, ...parts }: TeamsParts): Promise<Teams> {
  const { door, credentials } = readConfig(config);
  const accessToken = parts.accessToken ?? null;
  const loading = import("botbuilder").then((sdk) => createConnector(sdk, { ...credentials, accessToken }));
  const connector = (): Promise<Connector> => loading;
  const references = savingChanges(parts.references ?? createMemoryReferences());
  const listen = createListener({ bot, log, references, answered: parts.answered ?? createMemoryAnswered() });
  const work = createWork();
  return {
    async handle(req, res) {
      if (work.stopping()) return refuse(res, 503, "The bot is stopping: try again.");
      await work.run(() => receive(req, res, { door, connector, listen, log }));
    },
    stop: () => work.drain(DRAIN_MS),
    sender: createTeamsSender({ connector, references, bot }),
    loaded: loading.then(() => undefined),
  };
}

const DRAIN_MS = 10_000;
