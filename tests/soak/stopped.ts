/**
 * `node tests/soak/stopped.ts [runs]`: two real processes on one PostgreSQL send 200 digests that are due at once, one of
 * them is stopped half-way for longer than its lease and then goes on; each digest comes exactly once.
 */
import { createFakeSlack } from "#playground/slack/fake-slack.ts";
import { slackTeam } from "#playground/slack/types.ts";
import { openDatabase } from "#store/database.ts";
import { migrate } from "#store/migrate.ts";
import { toRow } from "#store/digests/subscription-rows.ts";
import { startPostgres } from "#tests/fixtures/postgres.ts";
import { spawnSending } from "#tests/fixtures/sending.ts";
import { channel, MONDAY, subscription } from "#tests/fixtures/subscriptions.ts";

const [runs = 5] = process.argv.slice(2).map(Number);
const DIGESTS = 200;
const LEASE_MS = 3000;

const postgres = await startPostgres();
let bad = 0;
for (let run = 1; run <= runs; run++) {
  const slack = createFakeSlack({ signingSecret: "x", teams: [slackTeam({ unknownChannels: "create" })] });
  const server = await slack.listen();
  const begun = Promise.withResolvers<void>();
  const stopAt = 10 + Math.floor(Math.random() * 100);
  let posted = 0;
  slack.setRule(({ method }) => {
    if (method !== "chat.postMessage") return null;
    if (++posted === stopAt) begun.resolve();
    return { kind: "delay", ms: 20 + Math.random() * 150 };
  });
  const url = await postgres.createDatabase();
  const database = await openDatabase({ url });
  await migrate(database);
  const rows = Array.from({ length: DIGESTS }, (_, index) => ({
    ...toRow(subscription(`s${index}`, { conversation: channel(`C${index}`) })),
    slot: 0,
  }));
  await database.db.insertInto("subscriptions").values(rows).execute();
  const replicas = [1, 2].map(() =>
    spawnSending({
      ...{ database: { url, connections: 3 }, clockOffset: MONDAY + 5000 - Date.now(), leaseMs: LEASE_MS },
      paces: { slack: { inFlight: 10, channelMs: 1000, tenantMs: 0 } },
      slack: { token: slack.token, apiUrl: `${server.url}/api/` },
      teams: null,
    }),
  );
  await Promise.all(replicas.map((replica) => replica.go()));
  await begun.promise;
  const heldMs = LEASE_MS * (1.2 + Math.random());
  await replicas[0]?.hold(heldMs);
  await Promise.all(replicas.map(({ done }) => done));
  const arrived = slack.state.messages.map((message) => message.channel);
  const states = await database.db.selectFrom("deliveries").select("state").distinct().execute();
  const isRight = arrived.length === DIGESTS && new Set(arrived).size === DIGESTS;
  if (!isRight) bad++;
  const words = `${arrived.length} messages in ${new Set(arrived).size} channels, ${states.map(({ state }) => state).join(", ")}`;
  console.log(`run ${run}: stopped after ${stopAt} for ${Math.round(heldMs)} ms; ${words}`);
  await Promise.all(replicas.map((replica) => replica.kill()));
  await database.close();
  await server.close();
}
await postgres.stop();
process.exit(bad === 0 ? 0 : 1);
