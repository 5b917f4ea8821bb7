/** What a bot for both platforms holds of memory at rest, and after it has answered for a while. */
import { setTimeout as pause } from "node:timers/promises";
import { command, inTurn, mention, QUESTIONS, teamsMessage, TOPICS } from "./asked.ts";
import { burst, type Request } from "./load.ts";
import type { Bench } from "./main.ts";
import { SLACK, startServer, TEAMS } from "./server.ts";

const REST_MS = 30_000;
const REQUESTS = 100_000;
const MB = 1e6;

export async function runMemory(bench: Bench): Promise<void> {
  const { platforms, rows, isWanted } = bench;
  if (!isWanted("memory")) return;
  const { hosts } = platforms;
  const bolt = await startServer("bolt", { hosts, environment: SLACK });
  const bot = await startServer("bot", { hosts, environment: { ...SLACK, ...TEAMS } });
  await pause(REST_MS);
  const idle = (await bolt.usage()).rss;
  const rest = (await bot.usage()).rss;
  await burst({ port: bot.port, concurrency: 16, count: REQUESTS, next: mixed(bench) });
  await pause(REST_MS);
  const after = (await bot.usage()).rss;
  await Promise.all([bolt.stop(), bot.stop()]);
  const told = (bytes: number): string => `${(bytes / MB).toFixed(0)} MB`;
  const floor = { beside: told(idle), peer: "stock Bolt, idle", spread: null, cpu: null };
  rows.push(
    {
      work: "memory at rest",
      bot: told(rest),
      ...floor,
      ratio: rest / idle,
      mark: "<= 150 MB",
      isMet: rest <= 150 * MB,
    },
    {
      ...{ work: `memory after ${REQUESTS.toLocaleString("en-GB")} mixed`, bot: told(after), ...floor },
      ...{ ratio: after / idle, mark: "<= 190 MB", isMet: after <= 190 * MB },
    },
  );
}

/** Of ten requests five commands, two questions by command, two mentions and one in Teams. */
function mixed({ platforms }: Bench): () => Request {
  const [topic, question, bearer] = [inTurn(TOPICS), inTurn(QUESTIONS), platforms.bearer()];
  let turn = 0;
  return () => {
    const kind = turn++ % 10;
    if (kind < 5) return command(topic());
    if (kind < 7) return command(`ask ${question()}`);
    return kind < 9 ? mention(question(), platforms) : teamsMessage(topic(), platforms, bearer);
  };
}
