/**
 * Figures that are posted with a picture: the first one of a process, one that was drawn before, and commands while others
 * are drawn. Left out: that Slack loads the picture from its address.
 */
import { setTimeout as pause } from "node:timers/promises";
import { command, inTurn, mention, TOPICS } from "./asked.ts";
import { burst, type Burst, type Load } from "./load.ts";
import type { Bench } from "./main.ts";
import { SLACK, startServer, type Server } from "./server.ts";
import { median, quantile, spreadOf } from "./table.ts";

const SETTLED_MS = 3000;
const WARMING = 300;
/** Commands of each burst: at four at once it is over before the last picture of a round is drawn. */
const COMMANDS = 1000;
const PICTURES = 12;

interface Round {
  /** Milliseconds. */
  readonly first: number;
  readonly kept: number;
  readonly idle: number;
  readonly busy: number;
}

export async function runPictures(bench: Bench): Promise<void> {
  if (!bench.isWanted("pictures")) return;
  const rounds: Round[] = [];
  for (let round = 0; round < bench.rounds; round += 1) rounds.push(await measure(bench));
  const of = (what: keyof Round): readonly number[] => rounds.map((each) => each[what]);
  const told = (what: keyof Round): string => `${median(of(what)).toFixed(1)} ms`;
  const alone = (what: "first" | "kept", most: number) => ({
    ...{ bot: told(what), beside: "", peer: "", ratio: null, spread: spreadOf(of(what)), cpu: null },
    ...{ mark: `<= ${most} ms`, isMet: median(of(what)) <= most },
  });
  const ratios = rounds.map(({ idle, busy }) => busy / idle);
  bench.rows.push(
    { work: "first picture of a process, to its post", ...alone("first", 400) },
    { work: "a picture that was drawn before, to its post", ...alone("kept", 5) },
    {
      ...{ work: "commands while pictures are drawn, p99, c4", bot: told("busy"), beside: told("idle"), peer: "idle" },
      ...{ ratio: median(ratios), spread: spreadOf(ratios), cpu: null, mark: "<= 1.5", isMet: median(ratios) <= 1.5 },
    },
  );
}

async function measure({ platforms }: Bench): Promise<Round> {
  const environment = { ...SLACK, PUBLIC_URL: "https://briefing.example" };
  const server = await startServer("bot", { hosts: platforms.hosts, environment });
  const topic = inTurn(TOPICS);
  const post = (words: string) => ask(server, { count: 1, concurrency: 1, next: () => mention(words, platforms) });
  await pause(SETTLED_MS);
  await ask(server, { count: WARMING, concurrency: 4, next: () => mention(topic(), platforms) });
  const commands = async () =>
    quantile((await ask(server, { count: COMMANDS, concurrency: 4, next: () => command(topic()) })).latencies, 0.99);
  await commands();
  const idle = await commands();
  const [first = Number.NaN] = (await post("rank heroin")).latencies;
  const kept = median(
    (await ask(server, { count: 50, concurrency: 1, next: () => mention("rank heroin", platforms) })).latencies,
  );
  const draw = async (): Promise<void> => {
    for (const slug of TOPICS.slice(0, PICTURES)) await post(`trend ${slug}`);
  };
  const drawing = draw();
  const busy = await commands();
  await drawing;
  // A message whose picture could not be drawn is posted with a table, and much sooner.
  if (server.said().includes("picture could not be")) throw new Error(server.said());
  await server.stop();
  return { first, kept, idle, busy };
}

function ask({ port }: Server, asked: Pick<Load, "count" | "next" | "concurrency">): Promise<Burst> {
  return burst({ port, ...asked });
}
