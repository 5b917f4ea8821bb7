/**
 * `node tests/soak/acknowledged.ts [kills] [mentions]` kills the real process within ten milliseconds of the last
 * acknowledgement of a few mentions, again and again on one SQLite file; each mention has exactly one outcome then.
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { findAskedFaults } from "#tests/simulation/balance.ts";
import type { Asked } from "#tests/simulation/people.ts";
import { openSoakDatabase } from "./databases.ts";
import { slackPerson, startPlatforms } from "./platforms.ts";
import { createReplica } from "./replica.ts";

const [kills = 40, mentions = 5] = process.argv.slice(2).map(Number);
/** Nobody is told that an answer is missing before three minutes. */
const QUIET_MS = 7 * 60_000;

const folder = await mkdtemp(join(tmpdir(), "briefing-acknowledged-"));
const platforms = await startPlatforms();
await mkdir(join(folder, "sqlite"));
const database = await openSoakDatabase("sqlite", join(folder, "sqlite"));
const environment = { ...database.environment, SOAK_HOSTS: JSON.stringify(platforms.hosts) };
const replica = await createReplica("A", { folder, environment });
platforms.slack.pointAt(`${replica.url}/slack/events`);

const asked: Asked[] = [];
async function mention(number: number): Promise<void> {
  const channel = `C${number}`;
  const sent = await platforms.slack.sendMention({ channel, user: slackPerson(number), text: "heroin" });
  const taken = sent.status === 200;
  asked.push({ kind: "slack mention", channel, thread: sent.ts, taken, said: "" });
}

for (let kill = 0; kill < kills; kill++) {
  await replica.start();
  // Answers are to be under way when it dies.
  platforms.slack.setRule(({ method }) =>
    method === "chat.postMessage" ? { kind: "delay", ms: Math.random() * 20 } : null,
  );
  await Promise.all(Array.from({ length: mentions }, (_, index) => mention(kill * mentions + index)));
  await pause(Math.random() * 10);
  await replica.kill();
}
await replica.start();
const until = performance.now() + QUIET_MS;
while ((await database.listOpen()).length > 0 && performance.now() < until) await pause(2000);
const rows = await database.readRows();
await replica.end();

// Whoever died between the post and the note of it cannot know; then the asker may be told as well.
const unclear = new Set(asked.map(({ channel }) => channel));
const witness = { unclear, unclearNotices: unclear, forgotten: new Set<string>(), storeFailed: false, heldUp: false };
const { slack, teams } = platforms;
const faults = findAskedFaults({
  rows,
  slack,
  teams,
  asked,
  witness,
  lives: Infinity,
  now: Date.now(),
  mayBeUnknown: () => true,
});
const taken = asked.filter((one) => one.taken);
const answers = (one: Asked) =>
  slack.state.messages.filter((message) => message.channel === one.channel && message.thread === one.thread).length;
const counts = taken.map(answers);
console.log(`${kills} kills, ${taken.length} of ${asked.length} mentions acknowledged`);
for (const count of [0, 1, 2, 3])
  console.log(`${counts.filter((each) => each === count).length} have ${count} messages`);
for (const fault of faults) console.log(`FAULT  ${fault}`);
await database.close();
await platforms.close();
await rm(folder, { recursive: true });
process.exit(faults.length === 0 ? 0 : 1);
