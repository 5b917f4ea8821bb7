/** One process that sends what is due through the real senders, for tests that kill it. Started by `spawnSending`. */
import { createApp } from "#app/bot.ts";
import { createTopics } from "#core/profile/topics.ts";
import { POLICY } from "#core/digests/delivery.ts";
import { createTick } from "#schedule/tick.ts";
import { createSlackSender } from "#slack/sender.ts";
import { openDatabase } from "#store/database.ts";
import { startTeams } from "#teams/start.ts";
import { loadTestLibrary } from "#tests/fixtures/library.ts";
import { createStore, SILENT } from "#tests/fixtures/schedule.ts";
import { NO_METRICS } from "#schedule/metrics.ts";
import type { SendingOptions } from "#tests/fixtures/sending.ts";

// The test that started this one writes the options, so they need no checking.
const options: SendingOptions = JSON.parse(process.argv[2] ?? "");
const { database: place, clockOffset, leaseMs, paces, slack, teams } = options;
const clock = { now: () => Date.now() + clockOffset };
const library = loadTestLibrary();
const topics = createTopics(library.taxonomy);
const unasked = (): Promise<never> => Promise.reject(new Error("This process only sends"));
const handlers = { subscriptions: unasked, ask: unasked, feedback: unasked };
const bot = createApp({ library, clock, topics, handlers, once: unasked });

const senders = {
  ...(slack === null ? {} : { slack: createSlackSender({ ...slack, words: bot, clock, log: SILENT }) }),
  ...(teams === null ? {} : { teams: await teamsSender(teams.serviceUrl) }),
};
const database = await openDatabase(place);
const store = createStore(database);
const settings = { leaseMs, paces, policy: { ...POLICY, checkAfterMs: 200, firstWaitMs: 100 } };
const parts = { library, topics, store, senders, clock, log: SILENT, metrics: NO_METRICS, settings };
const tick = createTick(parts);

process.once("message", () => void sendAll());
process.once("disconnect", () => process.exit());
say("ready");

async function sendAll(): Promise<void> {
  do await tick.tick();
  while ((await store.ledger.nextAt(Object.keys(senders))) !== null);
  say("done");
}

/** The test may have gone already. */
function say(word: string): void {
  process.send?.(word, undefined, undefined, () => undefined);
}

/** The real adapter, whose replies go to the fake connector; nothing is received in this process. */
async function teamsSender(serviceUrl: string) {
  const reference = { serviceUrl, bot: { id: "28:briefing", name: "Briefing" }, conversationType: "channel" };
  const started = await startTeams({
    bot,
    log: SILENT,
    config: {
      appId: null,
      appPassword: null,
      tenantId: null,
      appType: "SingleTenant",
      allowedTenants: [],
      local: true,
    },
    references: { save: () => Promise.resolve(), load: () => Promise.resolve(reference) },
  });
  await started.loaded;
  return started.sender;
}
