/** The database is away for a minute in the middle of a fan-out: commands are answered meanwhile, no digest is lost. */
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createBot } from "#app/bot.ts";
import { plainText } from "#core/document/plain-text.ts";
import type { Request } from "#core/request.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import { createTick } from "#schedule/tick.ts";
import { readyz } from "#server/health.ts";
import { openDatabase, type Database } from "#store/database.ts";
import { migrate } from "#store/migrate.ts";
import { contentOf, UNCOUNTED, SILENT } from "#tests/fixtures/bot.ts";
import { startPostgres, type Postgres } from "#tests/fixtures/postgres.ts";
import { createProxy } from "#tests/fixtures/proxy.ts";
import {
  createFakeSender,
  createStore,
  NO_METRICS,
  runningClock,
  saveSubscriptions,
} from "#tests/fixtures/schedule.ts";
import { channel, MONDAY, subscription, NOBODY_ELSE } from "#tests/fixtures/subscriptions.ts";
import { made } from "#tests/fixtures/made.ts";
import { TYPED } from "#tests/fixtures/frames.ts";
import { createRunFrames } from "#app/memory/conversations.ts";

const DIGESTS = 200;
/** In the words of the driver, depending on what the connection was doing. */
const AWAY = /ECONNREFUSED|ECONNRESET|terminated|timeout/;

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

it("a minute without its database costs no digest and no answer", { timeout: 120_000 }, async () => {
  const proxy = await createProxy(postgres.port);
  const database = await openDatabase({ url: await postgres.createDatabase({ port: proxy.port }) });
  await migrate(database);
  const clock = runningClock(MONDAY + 5000);
  const store = createStore(database, clock);
  await saveSubscriptions(
    store,
    Array.from({ length: DIGESTS }, (_, index) => subscription(`s${index}`)),
  );

  const content = contentOf();
  const slack = createFakeSender();
  const shared = { content, store, clock, log: SILENT, frames: createRunFrames() };
  const settings = { inFlight: 10, leaseMs: 5000, paces: { slack: { inFlight: 10, channelMs: 0, tenantMs: 0 } } };
  const tick = createTick({ ...shared, senders: { slack }, metrics: NO_METRICS, settings, monotonic: clock.now });
  const subscriptions = createSubscriptions({
    ...{ content, store: made({ digests: store }), clock, log: SILENT },
    defaultZone: "UTC",
    newId: () => "id",
    ...NOBODY_ELSE,
  });
  const unasked = () => Promise.reject(new Error("Nothing of this is asked here"));
  const handlers = { subscriptions, ask: unasked, here: unasked, feedback: unasked };
  const bot = createBot({
    content,
    clock,
    handlers,
    once: unasked,
    given: { note: unasked, take: unasked },
    frames: createRunFrames(),
    packOf: () => Promise.resolve(null),
    log: SILENT,
    metrics: UNCOUNTED,
  });
  const asking = (text: string): Request => ({
    ...{ pack: "kyrgyzstan", command: bot.parse(text), conversation: channel("C1"), key: null },
    asker: { id: "U1", name: "Aida", zone: null },
    ...TYPED,
  });

  // In the midst of sending, with messages on their way whose outcomes cannot be written, the database goes.
  const gone = Promise.withResolvers<void>();
  slack.behave = async () => {
    await new Promise((resolve) => setTimeout(resolve, 15));
    if (slack.arrived.length === DIGESTS / 2) gone.resolve();
    return { kind: "sent", messageId: String(slack.arrived.length) };
  };
  expect(await readiness(database)).toBe(200);
  const first = tick.tick().catch((error: unknown) => error);
  await gone.promise;
  await proxy.shut();

  expect(await readiness(database)).toBe(503);
  expect(plainText((await bot.handle(asking("drugs"))).briefing)).toContain("Heroin trade");
  const apology = await bot.handle(asking("subscribe"));
  expect(apology.kind).toBe("apology");
  expect(plainText(apology.briefing)).toContain("try again in a minute");
  clock.move(30_000);
  await expect(tick.tick()).rejects.toThrow(AWAY);
  const sentMeanwhile = slack.arrived.length;
  clock.move(30_000);

  await proxy.open();
  await first;
  do await tick.tick();
  while ((await store.ledger.outlook({ slack: "all" })).nextAt !== null);
  expect(await readiness(database)).toBe(200);
  // What was on its way when the database went did arrive; nothing more was begun without it.
  expect(sentMeanwhile).toBeLessThanOrEqual(DIGESTS / 2 + settings.inFlight);
  const deliveries = slack.arrived.map(({ delivery }) => delivery);
  expect(deliveries.length).toBe(DIGESTS);
  expect(new Set(deliveries).size).toBe(DIGESTS);
  expect(await database.db.selectFrom("deliveries").select("state").distinct().execute()).toEqual([{ state: "sent" }]);
  await database.close();
});

/** What whoever watches over the bot sees at `/readyz`. */
async function readiness(database: Database): Promise<number> {
  const handler = readyz({
    needed: { database: async () => (await database.ready()) ?? true },
    platforms: { slack: () => true },
  });
  const server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const { status } = await fetch(`http://127.0.0.1:${port}/readyz`);
  server.close();
  return status;
}
