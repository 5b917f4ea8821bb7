// A queue as one would take it from npm: a job a message, fetched in batches of a hundred, posted by Slack's client.
import { createServer } from "node:http";
import { WebClient } from "@slack/web-api";
import { PgBoss } from "pg-boss";

const { DATABASE_URL, BENCH_JOBS, PORT } = process.env;
const boss = new PgBoss({ connectionString: DATABASE_URL, supervise: false });
boss.on("error", console.error);
await boss.start();
await boss.createQueue("digests");
const jobs = Array.from({ length: Number(BENCH_JOBS) }, (_, number) => ({ data: { channel: `C${number}` } }));
for (let from = 0; from < jobs.length; from += 1000) await boss.insert("digests", jobs.slice(from, from + 1000));
const client = new WebClient("xoxb-bench", { retryConfig: { retries: 0 } });
createServer((_req, res) => res.end()).listen(Number(PORT), "127.0.0.1");
for (;;) {
  const some = await boss.fetch("digests", { batchSize: 100 });
  if (some.length === 0) break;
  await Promise.all(some.map(({ data }) => client.chat.postMessage({ channel: data.channel, text: "A digest" })));
  await boss.complete(
    "digests",
    some.map(({ id }) => id),
  );
}
