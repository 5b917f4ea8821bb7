/** One process that sends what is due through the real senders, for tests that kill it. Started by `spawnSending`. */
import { flushCompileCache } from "node:module";
import { setTimeout as pause } from "node:timers/promises";
import { createFrameStore } from "#store/frames.ts";
import { POLICY } from "#core/digests/delivery.ts";
import { createTick } from "#schedule/tick.ts";
import { openDatabase } from "#store/database.ts";
import { slackSenderTo, teamsSenderTo } from "#tests/fixtures/senders.ts";
import { contentOf, SILENT } from "#tests/fixtures/bot.ts";
import { createStore, NO_METRICS } from "#tests/fixtures/schedule.ts";
import type { SendingOptions } from "#tests/fixtures/sending.ts";

// The test that started this one writes the options, so they need no checking.
const options: SendingOptions = JSON.parse(process.argv[2] ?? "");
const { database: place, clockOffset, leaseMs, paces, slack, teams } = options;
const clock = { now: () => Date.now() + clockOffset };

const senders = {
  ...(slack === null ? {} : { slack: slackSenderTo(slack, clock) }),
  ...(teams === null ? {} : { teams: teamsSenderTo(teams.serviceUrl) }),
};
const database = await openDatabase(place);
const store = createStore(database, clock);
const settings = { leaseMs, paces, policy: { ...POLICY, checkAfterMs: 200, firstWaitMs: 100 } };
const parts = {
  content: contentOf(),
  store,
  senders,
  clock,
  log: SILENT,
  metrics: NO_METRICS,
  frames: createFrameStore(database),
  settings,
};
const tick = createTick(parts);

process.once("message", () => void sendAll());
process.once("disconnect", () => process.exit());
// A killed process writes nothing on its way out: what it compiled is kept now, for those that are started after it.
flushCompileCache();
say("ready");

async function sendAll(): Promise<void> {
  while (!(await isAllSent()));
  say("done");
}

/** A tick that fails, as in a process that was stopped meanwhile, is tried again, as the bot does. */
async function isAllSent(): Promise<boolean> {
  try {
    await tick.tick();
    return (await store.ledger.outlook({ slack: "all", teams: "all" })).nextAt === null;
  } catch {
    await pause(100);
    return false;
  }
}

/** The test may have gone already. */
function say(word: string): void {
  process.send?.(word, undefined, undefined, () => undefined);
}
