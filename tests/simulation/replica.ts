/** The bot as one process runs it: everything but the HTTP server, over the world's network and database. */
import { assemble } from "#app/assemble.ts";
import { createStore, type Store } from "#app/memory/store.ts";
import type { ZonedContent } from "#core/digests/zone.ts";
import { lazy } from "#core/lazy.ts";
import type { Grammar } from "#core/parse.ts";
import type { Log, Message } from "#core/ports.ts";
import type { Indexes } from "#search/index/indexes.ts";
import { startSlack } from "#slack/start.ts";
import { createVault } from "#store/vault.ts";
import { startTeams } from "#teams/start.ts";
import { UNCOUNTED } from "#tests/fixtures/bot.ts";
import { NO_METRICS } from "#tests/fixtures/schedule.ts";
import type { SharedDatabase } from "./database.ts";
import { as, type Handle } from "./network.ts";
import type { Being } from "./world.ts";

export const SIGNING_SECRET = "a secret of the simulation's";
/** Unsigned activities are taken from this machine alone, so Teams is on it. */
export const HOSTS = { slack: "slack.test", teams: "localhost", bot: "bot.test" } as const;

/** What a process answers requests with, once it is up. */
export interface Replica {
  readonly being: Being;
  readonly routes: ReadonlyMap<string, Handle>;
  /** What it remembers and the store could not be told. */
  readonly unnoted: { readonly size: number };
}

export interface ReplicaParts {
  readonly content: ZonedContent;
  readonly grammar: Grammar;
  readonly indexes: Indexes;
  readonly database: SharedDatabase;
  readonly slackToken: string;
  /** A process knows that it has begun a digest, by its id. */
  readonly begun: (id: string, by: Being) => void;
  readonly messages: WatchedMessages;
}

/** What a process alone knows of messages, by where it is owed: what dies with it. */
export interface WatchedMessages {
  /** Taken, and the store does not know of it, or not yet. */
  readonly untold: Map<Message["key"], KnownBy>;
  /** Begun to tell that an answer is missing. */
  readonly telling: Map<Message["key"], KnownBy>;
}

export interface KnownBy {
  readonly by: Being;
  readonly channel: string;
}

/** Starts it, as `serve` does without a port. What is up is in the routes at once. */
export function startReplica(
  being: Being,
  { content, grammar, indexes, database: shared, slackToken, ...watched }: ReplicaParts,
): Replica {
  const routes = new Map<string, Handle>();
  const unnoted = as(being, () => {
    const log = logOf(being);
    const clock = { now: Date.now };
    const database = shared.connect(being);
    const parts = {
      clock,
      log,
      metrics: UNCOUNTED,
      vault: createVault(null, "local"),
      key: "trusted",
      tries: "until-done",
    } as const;
    const store = lazy(() =>
      Promise.resolve(watchStore(createStore(database, parts), being, { database: shared, ...watched })),
    );
    const metrics = { ...UNCOUNTED, digests: NO_METRICS };
    const { bot, digests } = assemble({ ...{ content, grammar, indexes }, store, clock, log, metrics, zone: "UTC" });
    const nobody = { appId: null, appPassword: null, tenantId: null, allowedTenants: [] };
    const teams = startTeams({
      ...{ bot, log, store, config: { ...nobody, appType: "SingleTenant", loopback: true } },
      answered: {
        remember: async (name, line) => (await store.get()).answers.rememberLine(name, line, clock.now()),
        recall: async (name) => (await store.get()).answers.recallLine(name, clock.now()),
      },
    });
    routes.set("/api/messages", teams.handle);
    void digests.join("teams", teams.sender);
    const config = {
      token: slackToken,
      apiUrl: `http://${HOSTS.slack}/api/`,
      via: { kind: "http", signingSecret: SIGNING_SECRET },
    } as const;
    const openSlack = async (): Promise<void> => {
      const slack = await startSlack({ bot, log, clock, config });
      routes.set("/slack/events", slack.handle);
      await digests.join("slack", slack.sender);
    };
    void openSlack();
    void digests.schedule.start();
    return digests.unnoted;
  });
  return { being, routes, unnoted };
}

/** What the bot logs is part of the story. */
function logOf(being: Being): Log {
  const tell = (fields: object, message: string): void => {
    const details = Object.entries(fields).map(
      ([name, value]) => `${name} ${value instanceof Error ? value.message : String(value)}`,
    );
    being.world.story.tell(being.name, [message, ...details].join("; "));
  };
  return { info: tell, warn: tell, error: tell };
}

/** A begin that a process hears of so late was no begin in time. */
const IN_TIME_MS = 5000;

function watchStore(
  store: Store,
  being: Being,
  { database, begun, messages }: Pick<ReplicaParts, "database" | "begun" | "messages">,
): Store {
  const { world } = being;
  const { ledger } = store.digests;
  const begin: typeof ledger.begin = async (deliveries, claim) => {
    const asked = world.now();
    const ours = await ledger.begin(deliveries, claim);
    if (world.now() - asked < IN_TIME_MS) for (const id of ours) begun(id, being);
    return ours;
  };
  return {
    ...store,
    answers: watchAnswers(store.answers, being, messages),
    digests: { ...store.digests, now: () => database.tellTime(being), ledger: { ...ledger, begin } },
  };
}

function watchAnswers(answers: Store["answers"], being: Being, { untold, telling }: WatchedMessages): Store["answers"] {
  return {
    ...answers,
    async take(message, now) {
      const { key, conversation } = message;
      if (conversation !== null) untold.set(key, { by: being, channel: conversation.channel });
      const isFirst = await answers.take(message, now);
      untold.delete(key);
      return isFirst;
    },
    async begin(open, now) {
      telling.set(open.key, { by: being, channel: open.conversation.channel });
      return answers.begin(open, now);
    },
    async settle(key) {
      const isOurs = await answers.settle(key);
      telling.delete(key);
      return isOurs;
    },
    async withdraw(open, begun) {
      await answers.withdraw(open, begun);
      telling.delete(open.key);
    },
  };
}
