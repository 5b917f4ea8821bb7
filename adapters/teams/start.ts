/** Teams as the outside sees it: one handler for its requests, a sender for digests, and a way to stop. */
import type { IncomingMessage, ServerResponse } from "node:http";

import { lazy, type Lazy } from "#core/lazy.ts";
import type { Exports } from "#core/document/exported.ts";
import type { Pictures } from "#core/document/pictures.ts";
import type { Bot, Log, Sender } from "#core/ports.ts";
import { createDepartures } from "#shared/departures.ts";

import { createBodyReader, createEndAnswer } from "#shared/body.ts";
import { createTurnedAway } from "#shared/turned-away.ts";
import { keepAnswered, type KeptLines } from "./answered.ts";
import { createAccess } from "./wire/access.ts";
import { CLOUDS, type AppType, type Cloud } from "./wire/cloud.ts";
import { createConnector } from "./wire/connector.ts";
import { createListener } from "./listeners.ts";
import { BODY_ROOM, receive } from "./wire/receive.ts";
import { createTokenCheck } from "./wire/token.ts";
import { keepReferences, type KeptReferences, servedTenants } from "./references.ts";
import { createCardPictures, NO_CARD_PICTURES } from "./drawing/pictures.ts";
import { createShownCards } from "./drawing/shown-cards.ts";
import { createTeamsSender } from "./sender.ts";

export interface TeamsConfig {
  /** Null in local mode only: then no request is authenticated, and answers stay on this machine. */
  readonly appId: string | null;
  readonly appPassword: string | null;
  readonly tenantId: string | null;
  readonly appType: AppType;
  /** Tenants that are answered; empty means all of them. */
  readonly allowedTenants: readonly string[];
  /** Whether answers may go to this machine, as an emulator of Teams needs it. */
  readonly loopback: boolean;
  /** Microsoft's public cloud when absent. */
  readonly cloud?: Cloud;
}

export interface TeamsParts {
  readonly bot: Bot;
  readonly log: Log;
  readonly config: TeamsConfig;
  readonly store: Lazy<{ readonly references: KeptReferences }>;
  readonly answered: KeptLines;
  /** Without it Teams draws charts itself. */
  readonly pictures?: Pick<Pictures, "drawSmall">;
  /** Without it no evidence pack is handed over. */
  readonly exports?: Exports;
  /** Gives the bearer token for what goes out; Microsoft Entra is asked when it is absent. */
  readonly accessToken?: () => Promise<string>;
}

export interface Teams {
  /** Answers a request to `/api/messages`; one that comes while the SDK loads waits for it. */
  readonly handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  readonly sender: Sender;
  /** True when the bot can answer: the SDK is loaded, and Microsoft gives an access token; else why not, as a sentence. */
  readonly ready: () => true | string;
  /** There is nothing of its own to wait for: the server waits for requests, the schedule for what it sends. */
  readonly stop: () => Promise<void>;
}

/** Starts the Teams side at once and loads the SDK, which takes a second, behind it. */
export function startTeams({ bot, log, config, accessToken, exports, ...kept }: TeamsParts): Teams {
  const pictures =
    kept.pictures === undefined ? NO_CARD_PICTURES : createCardPictures({ pictures: kept.pictures, log });
  const { appId, appPassword, tenantId, appType, allowedTenants, loopback, cloud = CLOUDS.public } = config;
  const tenants = allowedTenants.length === 0 ? null : allowedTenants;
  const admission = { cloud, appId, tenants, loopback };
  const tellTurnedAway = createTurnedAway(log, "Turned a request away");
  const arriving = { readBody: createBodyReader(BODY_ROOM), endAnswer: createEndAnswer(), tellTurnedAway };
  const checkToken = appId === null ? null : createTokenCheck({ cloud, appId });
  const credentials = { cloud, appId, appPassword, tenantId, appType, accessToken: accessToken ?? null };
  const access = createAccess(log);
  const connector = lazy(async () => createConnector(await import("botbuilder"), credentials, access));
  let trouble = "the Teams SDK is loading";
  connector.get().catch((error: unknown) => {
    trouble = "the Teams SDK could not be loaded";
    log.error({ err: error }, "The Teams SDK could not be loaded");
  });
  const references = keepReferences(kept.store, appId);
  const shown = createShownCards();
  const files = { exports, uploadHosts: cloud.uploadHosts, loopback };
  const listen = createListener({
    bot,
    log,
    references,
    shown,
    files,
    pictures,
    answered: keepAnswered(kept.answered),
  });
  return {
    handle: (req, res) => receive(req, res, { admission, checkToken, ...arriving, connector, listen, log }),
    sender: createTeamsSender({
      ...{ connector, references, bot, log, shown, pictures, departures: createDepartures() },
      tenants: () => servedTenants(config, references),
    }),
    ready() {
      if (connector.peek() === undefined) return trouble;
      return appId === null ? true : access.ready();
    },
    stop: () => Promise.resolve(access.stop()),
  };
}
