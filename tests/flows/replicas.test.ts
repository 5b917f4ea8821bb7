/** Four processes on one PostgreSQL, one of which is killed half-way: nobody gets a digest twice, nobody gets none. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { createFakeSlack } from "#playground/slack/fake-slack.ts";
import { slackTeam } from "#playground/slack/types.ts";
import { openDatabase } from "#store/database.ts";
import { migrate } from "#store/migrate.ts";
import { toRow } from "#store/digests/subscription-rows.ts";
import { startPostgres, type Postgres } from "#tests/fixtures/postgres.ts";
import { spawnSending, type SendingOptions } from "#tests/fixtures/sending.ts";
import { channel, MONDAY, subscription } from "#tests/fixtures/subscriptions.ts";

const DIGESTS = 2000;
const REPLICAS = 4;

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

it(
  "2,000 digests due at once, four replicas, one killed half-way: exactly 2,000 messages",
  { timeout: 180_000 },
  async () => {
    const slack = createFakeSlack({ signingSecret: "x", teams: [slackTeam({ unknownChannels: "create" })] });
    const server = await slack.listen();
    const halfway = Promise.withResolvers<void>();
    let posted = 0;
    slack.setRule(({ method }) => {
      if (method !== "chat.postMessage") return null;
      if (++posted === DIGESTS / 2) halfway.resolve();
      return { kind: "delay", ms: 10 + (posted % 30) };
    });

    const url = await postgres.createDatabase();
    const database = await openDatabase({ url });
    await migrate(database);
    const all = Array.from({ length: DIGESTS }, (_, index) => ({
      ...toRow(subscription(`s${index}`, { conversation: channel(`C${index}`) })),
      slot: 0,
    }));
    for (let start = 0; start < DIGESTS; start += 500) {
      await database.db
        .insertInto("subscriptions")
        .values(all.slice(start, start + 500))
        .execute();
    }
    const options: SendingOptions = {
      database: { url, connections: 3 },
      clockOffset: MONDAY + 5000 - Date.now(),
      // A third of it is what a message may take to arrive: on a busy machine the fake alone falls behind by most of a second.
      leaseMs: 6000,
      paces: { slack: { inFlight: 20, channelMs: 1000, tenantMs: 0 } },
      slack: { token: slack.token, apiUrl: `${server.url}/api/` },
      teams: null,
    };
    const replicas = Array.from({ length: REPLICAS }, () => spawnSending(options));
    await Promise.all(replicas.map((replica) => replica.go()));
    const [victim, ...others] = replicas;
    await halfway.promise;
    await victim!.kill();
    const leftBehind = await database.db
      .selectFrom("deliveries")
      .select("state")
      .where("state", "=", "sending")
      .execute();
    await Promise.all(others.map(({ done }) => done));

    // The one that died had messages under way, so there was something to get wrong.
    expect(leftBehind.length).toBeGreaterThan(0);
    const arrived = slack.state.messages.map(({ channel: name }) => name);
    expect(arrived.length).toBe(DIGESTS);
    expect(new Set(arrived).size).toBe(DIGESTS);
    const states = await database.db.selectFrom("deliveries").select("state").distinct().execute();
    expect(states).toEqual([{ state: "sent" }]);
    await Promise.all(others.map((replica) => replica.kill()));
    await database.close();
    await server.close();
  },
);
