/** A process that is measured: the bot as an operator starts it, or a peer; nothing else runs in it. */
import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { freePort } from "#tests/fixtures/free-port.ts";
import { CREDENTIALS } from "#tests/fixtures/process.ts";

export interface Usage {
  /** Microseconds since its start, all of its threads. */
  readonly cpu: number;
  /** Bytes. */
  readonly rss: number;
  /** Milliseconds, since it was last asked. */
  readonly loopP99: number;
}

export interface Server {
  readonly name: string;
  readonly port: number;
  usage(): Promise<Usage>;
  /** What it has printed. */
  said(): string;
  /** Runs `work` and tells the functions that took most of the CPU meanwhile. */
  profile(work: () => Promise<unknown>): Promise<readonly { readonly name: string; readonly percent: number }[]>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Where each host of the outside stands on this machine. */
  readonly hosts: Readonly<Record<string, string>>;
  /** Node's own options. */
  readonly flags?: readonly string[];
  /** What the bot keeps; made, and removed at the end, when absent. */
  readonly folder?: string;
  /** Whether nothing measures it from inside, which would be loaded first: where the start itself is timed. */
  readonly isTimed?: boolean;
  /** A path that answers 200 when it may be measured. */
  readonly readyAt?: string;
}

export const SECRET = CREDENTIALS.slack.SLACK_SIGNING_SECRET;
export const SLACK = { ...CREDENTIALS.slack, ...CREDENTIALS.key, LOG_LEVEL: "warn" };
export const TEAMS = { ...CREDENTIALS.teams, ...CREDENTIALS.key, LOG_LEVEL: "warn" };

const READY_MS = 60_000;
const Told = z.object({ id: z.number() }).loose();
const Usage = z.object({ cpu: z.number(), rss: z.number(), loopP99: z.number() });
const Profiled = z.object({ top: z.array(z.object({ name: z.string(), percent: z.number() })) });
const running = new Set<Server>();

/** `program` is `bot` or the name of a file in `peers/`. Resolves when it is ready; rejects with what it said when it ends. */
export async function startServer(program: string, options: ServerOptions): Promise<Server> {
  const port = await freePort();
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "briefing-bench-"));
  const said = join(folder, `${program}.log`);
  const child = spawn(program, { port, folder, said }, options);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const server: Server = {
    ...{ name: program, port, said: () => readFileSync(said, "utf8") },
    usage: async () => Usage.parse(await ask(child, "usage")),
    async profile(work) {
      await ask(child, "profile");
      await work();
      return Profiled.parse(await ask(child, "profiled")).top;
    },
    async stop() {
      running.delete(server);
      child.kill("SIGKILL");
      await ended;
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
  running.add(server);
  const until = performance.now() + READY_MS;
  while (!(await isReady(port, options.readyAt ?? (program === "bot" ? "/readyz" : "/")))) {
    if (child.exitCode !== null || performance.now() > until)
      throw new Error(`${program} did not start: ${readFileSync(said, "utf8")}`);
    await pause(2);
  }
  return server;
}

/** Whatever else was left running when something failed. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((server) => server.stop()));
}

interface Place {
  readonly port: number;
  readonly folder: string;
  readonly said: string;
}

function spawn(
  program: string,
  { port, folder, said }: Place,
  { environment = {}, hosts, flags = [], isTimed = false }: ServerOptions,
) {
  const { PATH = "", HOME = "" } = process.env;
  const file = program === "bot" ? "src/main.ts" : `tests/bench/peers/${program}.mjs`;
  const output = openSync(said, "a");
  const own = { PORT: String(port), DATA_FOLDER: folder, DEFAULT_PACK: "kyrgyzstan" };
  return fork(file, [], {
    env: { PATH, HOME, NODE_ENV: "production", ...own, BENCH_HOSTS: JSON.stringify(hosts), ...environment },
    execArgv: [
      `--import=./tests/bench/${isTimed ? "led" : "measured"}.mjs`,
      ...(program === "bot" ? ["--v8-pool-size=1", "--import=./src/compile-cache.mjs"] : []),
      ...flags,
    ],
    stdio: ["ignore", output, output, "ipc"],
  });
}

async function isReady(port: number, path: string): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    await response.text();
    // A peer has no address for that: it answers whatever it likes.
    return path === "/" || response.ok;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

let asked = 0;

function ask(child: ChildProcess, deed: string): Promise<unknown> {
  const id = ++asked;
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new Error("A server ended while it was measured"));
    const hear = (message: unknown): void => {
      if (Told.safeParse(message).data?.id !== id) return;
      child.off("message", hear).off("exit", fail);
      resolve(message);
    };
    child.on("message", hear).once("exit", fail);
    child.send({ id, deed });
  });
}
