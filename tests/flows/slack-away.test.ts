/** A start while Slack is out of reach, by a token whose owner an earlier start was told. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { assemble } from "#app/assemble.ts";
import { createStore } from "#app/memory/store.ts";
import { createFakeSlack } from "#playground/slack/fake-slack.ts";
import { slackChannel, slackTeam } from "#playground/slack/types.ts";
import { startHttp } from "#server/http.ts";
import { createMetrics } from "#server/metrics.ts";
import { startSlack } from "#slack/start.ts";
import type { KeptOwner } from "#slack/wire/connection.ts";
import { openDatabase } from "#store/database.ts";
import { createVault } from "#store/vault.ts";
import { contentOf, SILENT } from "#tests/fixtures/bot.ts";
import { freePort } from "#tests/fixtures/free-port.ts";
import { made } from "#tests/fixtures/made.ts";
import { runningClock } from "#tests/fixtures/schedule.ts";
import { HOUR, MONDAY } from "#tests/fixtures/subscriptions.ts";
import { HTTP, SECRET } from "#tests/slack/workspace.ts";

const TEAM = "T1";
/** What was said of the order stands in the channel as well. */
const DIGEST = "Kyrgyzstan's 2021 profile, ";
/** From where the clock begins to a minute past nine. */
const TO_NINE = 6 * HOUR + 60_000;

it("claims the digest that is due, fails to send it, and sends it once when Slack is there again", async () => {
  const clock = runningClock(MONDAY);
  const database = await openDatabase({ path: ":memory:" });
  const store = createStore(database, {
    ...{
      clock,
      log: SILENT,
      metrics: createMetrics(),
      vault: createVault(null, "local"),
      tries: "once",
      key: "trusted",
    },
  });
  await store.migrate();
  const port = await freePort();
  const fake = createFakeSlack({
    signingSecret: SECRET,
    baseUrl: `http://127.0.0.1:${port}`,
    teams: [slackTeam({ id: TEAM, token: `xoxb-${TEAM}`, channels: [slackChannel({ id: "C1" })] })],
  });
  let remote = await open();
  onTestFinished(async () => {
    close(remote);
    await store.close();
  });

  async function open(): Promise<Server> {
    const server = createServer((request, response) => void fake.handle(request, response)).listen(port, "127.0.0.1");
    await once(server, "listening");
    return server;
  }
  async function start(kept: KeptOwner) {
    const metrics = createMetrics();
    const parts = { content: contentOf(), store: made(store), clock, log: SILENT, metrics, zone: "UTC" };
    const { bot, digests } = assemble(parts);
    const config = { token: `xoxb-${TEAM}`, apiUrl: fake.apiUrl(), via: HTTP };
    const slack = await startSlack({ bot, log: SILENT, clock: { now: Date.now }, kept, config });
    await digests.join("slack", slack.sender);
    await digests.schedule.start();
    const routes = { "POST /slack/events": slack.handle };
    const http = await startHttp({ port: 0, host: "127.0.0.1", routing: { routes, fallback: null }, log: SILENT });
    fake.pointAt(`http://127.0.0.1:${http.port}/slack/events`);
    const stop = () => Promise.all([digests.schedule.stop(1000), slack.stop(), http.stop(100)]);
    return { slack, schedule: digests.schedule, stop };
  }
  const deliveries = () => database.db.selectFrom("deliveries").select(["state", "attempt", "reason"]).execute();
  const digestsIn = () => fake.state.messages.filter(({ text }) => text.startsWith(DIGEST)).length;

  const owner: Parameters<KeptOwner["keep"]>[0][] = [];
  const first = await start({ read: () => null, keep: async (told) => void owner.push(told) });
  await first.slack.opened;
  await fake.sendSlash({ team: TEAM, channel: "C1", command: "/kyrgyzstan", text: "subscribe daily 09:00 UTC" });
  await expect
    .poll(() => database.db.selectFrom("subscriptions").select("standing").execute())
    .toEqual([{ standing: "active" }]);
  await first.stop();
  expect(owner).toMatchObject([{ team_id: TEAM }]);

  close(remote);
  clock.move(TO_NINE);
  const second = await start({ read: () => owner[0] ?? null, keep: () => Promise.resolve() });
  onTestFinished(() => second.stop().then(() => undefined));
  const ticking = second.schedule.tick();
  await expect.poll(deliveries, { timeout: 20_000 }).toMatchObject([{ attempt: 1, reason: "ECONNREFUSED" }]);
  remote = await open();
  await ticking;
  expect(await deliveries()).toMatchObject([{ state: "sent" }]);
  clock.move(HOUR);
  await second.schedule.tick();
  expect(digestsIn()).toBe(1);
});

function close(server: Server): void {
  server.close();
  server.closeAllConnections();
}
