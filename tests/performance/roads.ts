/** What people ask, from the signed request to its answer or to the message that is posted: the bot in turn with its peers. */
import { command, findingsAsJson, inTurn, mention, QUESTIONS, teamsMessage, TOPICS, wordedQuestions } from "./asked.ts";
import { burst, type Request } from "./load.ts";
import type { Bench } from "./main.ts";
import { startServer, SLACK, TEAMS, type Server } from "./server.ts";
import { median, quantile, spreadOf, whole, type Row } from "./table.ts";

const SETTLED_MS = 3000;
/** Requests before any is measured: code is compiled by then. */
const WARMING = 1000;
/** As much of what a peer said is shown. */
const WHY_LETTERS = 400;
/** The part of each burst that a quick run is content with. */
const QUICK_SHARE = 0.25;

interface Road {
  readonly name: string;
  readonly slug: string;
  readonly request: () => Request;
  readonly concurrencies: readonly number[];
  /** So many requests a burst: the work is the same however busy the machine is. */
  readonly count: number;
  readonly peers: readonly Peer[];
  /** The peer that does the least that any answer of this road needs: measured against the others, too. */
  readonly floor: string;
}

interface Peer {
  readonly program: string;
  readonly name: string;
  /** Left out of a quick run. */
  readonly isSlow?: boolean;
  /** The least ratio of answers a second that is wanted, at each concurrency that is listed. */
  readonly least?: Readonly<Record<number, number>>;
  readonly mark?: string;
}

export async function runSlackRoads(bench: Bench): Promise<void> {
  const { platforms, isWanted } = bench;
  const roads = [commandRoad(), askRoad(), mentionRoad(bench)]
    .filter(({ slug }) => isWanted(slug))
    .map((road) => withPeers(road, bench));
  if (roads.length === 0) return;
  const options = { hosts: platforms.hosts, environment: SLACK };
  const bot = await startServer("bot", options);
  const drugs = await answerOf(bot, command("drugs"));
  const beside = { ...options, environment: { ...SLACK, BENCH_ANSWER: drugs, BENCH_FINDINGS: findingsAsJson() } };
  const servers = { bot };
  for (const program of new Set(roads.flatMap(({ peers }) => peers.map((peer) => peer.program))))
    Object.assign(servers, { [program]: await startServer(program, beside) });
  await runRoads(roads, servers, bench);
}

export async function runTeamsRoad(bench: Bench): Promise<void> {
  const { platforms, isWanted } = bench;
  if (!isWanted("teams")) return;
  const options = { hosts: platforms.hosts, environment: TEAMS };
  const road = withPeers(teamsRoad(bench), bench);
  const servers = { bot: await startServer("bot", options) };
  for (const { program } of road.peers) Object.assign(servers, { [program]: await startServer(program, options) });
  await runRoads([road], servers, bench);
}

function commandRoad(): Road {
  const topic = inTurn(TOPICS);
  return {
    ...{
      name: "command: a topic",
      slug: "command",
      request: () => command(topic()),
      concurrencies: [1, 16, 64],
      count: 10_000,
    },
    peers: [
      { program: "raw", name: "bare node:http", least: { 16: 0.7 }, mark: ">= 0.70" },
      { program: "bolt", name: "Bolt, static ack", least: { 16: 2.5 }, mark: ">= 2.5" },
      { program: "chat-slack", name: "Chat SDK, empty ack", isSlow: true },
      { program: "floor", name: "floor: signature, form read, a note, bytes at hand" },
    ],
    floor: "floor",
  };
}

function askRoad(): Road {
  const question = inTurn(QUESTIONS);
  return {
    ...{ name: "command: ask, all different", slug: "ask", request: () => command(`ask ${question()}`) },
    ...{ concurrencies: [1, 16, 64], count: 2000 },
    peers: [
      { program: "raw", name: "bare node:http", least: { 16: 0.16 }, mark: ">= 0.16" },
      { program: "bolt", name: "Bolt, static ack", least: { 16: 0.6 }, mark: ">= 0.6" },
      { program: "floor", name: "floor: signature, minisearch, a note, bytes at hand" },
    ],
    floor: "floor",
  };
}

function mentionRoad({ platforms }: Bench): Road {
  const question = inTurn(wordedQuestions());
  return {
    ...{ name: "mention: a question to its post", slug: "mention", request: () => mention(question(), platforms) },
    ...{ concurrencies: [1, 16], count: 1000 },
    peers: [
      { program: "bolt", name: "Bolt, say()", least: { 1: 1, 16: 1 }, mark: ">= 1.0" },
      { program: "chat-slack", name: "Chat SDK, post()", isSlow: true },
      { program: "floor", name: "floor: signature, two notes, minisearch, post" },
    ],
    floor: "floor",
  };
}

function teamsRoad({ platforms }: Bench): Road {
  const topic = inTurn(TOPICS);
  const bearer = platforms.bearer();
  return {
    ...{ name: "Teams: a topic to its post", slug: "teams", request: () => teamsMessage(topic(), platforms, bearer) },
    ...{ concurrencies: [1, 16, 64], count: 1000 },
    peers: [
      {
        program: "cloud-adapter",
        name: "CloudAdapter echo on express",
        least: { 1: 1.5, 16: 1.5, 64: 1.5 },
        mark: ">= 1.5",
      },
      { program: "chat-teams", name: "Chat SDK, post()", isSlow: true },
      { program: "floor", name: "floor: token, two notes, post" },
    ],
    floor: "floor",
  };
}

/** A bot that is profiled runs alone. */
function withPeers(road: Road, { isQuick, profiles }: Bench): Road {
  return { ...road, peers: profiles === null ? road.peers.filter(({ isSlow }) => !(isQuick && isSlow)) : [] };
}

type Servers = Readonly<Record<string, Server>> & { readonly bot: Server };

async function runRoads(roads: readonly Road[], servers: Servers, bench: Bench): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  for (const all of roads) {
    await measure(servers.bot, all, { concurrency: 16, count: WARMING });
    const road = { ...all, peers: await warmedPeers(all, servers) };
    const each = [servers.bot, ...road.peers.flatMap(({ program }) => servers[program] ?? [])];
    const asked = bench.isQuick ? [16] : road.concurrencies;
    if (bench.profiles === null) for (const concurrency of asked) await compare(road, each, { concurrency, bench });
    else {
      const { cpu } = await measure(servers.bot, road, { concurrency: 16, count: road.count });
      console.log(`${road.name}: ${cpu.toFixed(0)} us`);
      const top = await servers.bot.profile(() =>
        measure(servers.bot, road, { concurrency: 16, count: road.count * 2 }),
      );
      bench.profiles.push({ work: road.name, top });
    }
  }
  for (const server of Object.values(servers)) await server.stop();
}

/** The peers of a road that answer at all: one that loses a message before anything is measured is named, and left out. */
async function warmedPeers(road: Road, servers: Servers): Promise<readonly Peer[]> {
  const warmed: Peer[] = [];
  for (const peer of road.peers) {
    const server = servers[peer.program];
    if (server === undefined) continue;
    try {
      await measure(server, road, { concurrency: 16, count: WARMING });
      warmed.push(peer);
    } catch (error) {
      const why = String(error).slice(0, WHY_LETTERS);
      console.log(`${road.name}: ${peer.name} is left out, since it did not answer: ${why}`);
    }
  }
  return warmed;
}

interface Measured {
  readonly perSecond: number;
  readonly cpu: number;
  readonly p99: number;
}

/** One server after another in each round, forwards and backwards in turn: the machine's mood counts for all. */
async function compare(
  road: Road,
  servers: readonly Server[],
  { concurrency, bench }: { concurrency: number; bench: Bench },
): Promise<void> {
  const rounds: Map<string, Measured>[] = [];
  const count = road.count * (bench.isQuick ? QUICK_SHARE : 1);
  for (let round = 0; round < bench.rounds; round += 1) {
    const measured = new Map<string, Measured>();
    for (const server of round % 2 === 0 ? servers : servers.toReversed())
      measured.set(server.name, await measure(server, road, { concurrency, count }));
    rounds.push(measured);
  }
  for (const peer of road.peers) bench.rows.push(rowOf(road, peer, { subject: "bot", concurrency, rounds }));
  // What the marks are for whoever does no more than must be.
  for (const peer of road.peers)
    if (peer.least?.[concurrency] !== undefined && peer.program !== road.floor)
      bench.rows.push(rowOf(road, peer, { subject: road.floor, concurrency, rounds }));
}

async function measure(
  server: Server,
  road: Road,
  { concurrency, count }: { concurrency: number; count: number },
): Promise<Measured> {
  const before = await server.usage();
  const loaded = burst({ port: server.port, concurrency, next: road.request, count });
  const { requests, seconds, latencies } = await loaded.catch((error: unknown) => {
    throw new Error(`${server.name}: ${server.said()}`, { cause: error });
  });
  const { cpu } = await server.usage();
  return { perSecond: requests / seconds, cpu: (cpu - before.cpu) / requests, p99: quantile(latencies, 0.99) };
}

interface Compared {
  /** The bot, or the road's floor in its place. */
  readonly subject: string;
  readonly concurrency: number;
  readonly rounds: readonly ReadonlyMap<string, Measured>[];
}

function rowOf(road: Road, peer: Peer, { subject, concurrency, rounds }: Compared): Row {
  const of = (name: string, what: keyof Measured): readonly number[] =>
    rounds.map((round) => round.get(name)?.[what] ?? Number.NaN);
  const [bot, other] = [of(subject, "perSecond"), of(peer.program, "perSecond")];
  const ratios = bot.map((each, round) => each / (other[round] ?? Number.NaN));
  const told = (name: string): string =>
    `${whole(median(of(name, "perSecond")))}/s, p99 ${median(of(name, "p99")).toFixed(1)} ms`;
  const least = peer.least?.[concurrency];
  const work = `${road.name}, c${concurrency}`;
  return {
    ...{
      work: subject === "bot" ? work : `${work}: the floor itself`,
      bot: told(subject),
      beside: told(peer.program),
      peer: peer.name,
    },
    ...{ ratio: median(ratios), spread: spreadOf(ratios) },
    cpu: [median(of(subject, "cpu")), median(of(peer.program, "cpu"))],
    mark: least === undefined ? "" : (peer.mark ?? ""),
    isMet: least === undefined ? null : median(ratios) >= least,
  };
}

/** The body of the answer to one request. */
async function answerOf({ port }: Server, { bytes }: Request): Promise<string> {
  const text = bytes.toString();
  const [head, body] = [text.slice(0, text.indexOf("\r\n\r\n")), text.slice(text.indexOf("\r\n\r\n") + 4)];
  const headers = head
    .split("\r\n")
    .slice(1)
    .map((line): [string, string] => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]);
  const kept = headers.filter(([name]) => name !== "host" && name !== "content-length");
  const response = await fetch(`http://127.0.0.1:${port}/slack/events`, { method: "POST", body, headers: kept });
  return response.text();
}
