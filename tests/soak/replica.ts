/** One process of the bot, started as an operator starts it, and what a machine may do to it. */
import { spawn, type ChildProcess } from "node:child_process";
import { openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "#tests/fixtures/free-port.ts";
import { CREDENTIALS } from "#tests/fixtures/process.ts";

export interface Replica {
  readonly name: string;
  /** Where it listens, in each of its lives. */
  readonly url: string;
  /** What it has said in all its lives: a file of JSON lines. */
  readonly log: string;
  readonly pid: number;
  /** Whether a gateway that looks now and then still believes in it. */
  readonly isOpen: boolean;
  /** How it ended when nobody had asked for it. */
  readonly surprises: readonly string[];
  /** Resolves when it is ready. */
  start(): Promise<void>;
  kill(): Promise<void>;
  /** Stops it as a suspended machine does. */
  hold(ms: number): Promise<void>;
  /** Its wall clock is ahead by so much from now on, in milliseconds. */
  setClock(aheadMs: number): void;
  /** Asks it to end; gives its exit code, or the signal that ended it. */
  end(): Promise<number | NodeJS.Signals | null>;
}

/** After so long a gateway has noticed that nobody answers, in milliseconds. */
const NOTICED_MS = 10_000;
const READY_WITHIN_MS = 120_000;

export async function createReplica(
  name: string,
  { folder, environment }: { readonly folder: string; readonly environment: Readonly<Record<string, string>> },
): Promise<Replica> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = join(folder, `${name}.log`);
  const clock = join(folder, `${name}.clock`);
  const output = openSync(log, "a");
  const surprises: string[] = [];
  let life: Life | null = null;
  let isOpen = false;
  const setClock = (aheadMs: number): void => writeFileSync(clock, String(aheadMs));
  setClock(0);
  const signal = async (name: NodeJS.Signals): Promise<number | NodeJS.Signals | null> => {
    if (life === null) throw new Error("It was not started");
    life.isAsked = true;
    isOpen = false;
    life.child.kill(name);
    return life.ended;
  };
  return {
    ...{ name, url, log, surprises, setClock },
    get pid() {
      return life?.child.pid ?? 0;
    },
    get isOpen() {
      return isOpen;
    },
    async start() {
      const begun = startLife({ PORT: String(port), SOAK_CLOCK: clock, ...environment }, output);
      life = begun;
      void begun.ended.then((how) => begun.isAsked || surprises.push(`${name} ended by itself: ${how}`));
      await untilReady(url);
      isOpen = true;
    },
    async kill() {
      await signal("SIGKILL");
    },
    async hold(ms) {
      const { child } = life ?? {};
      child?.kill("SIGSTOP");
      await pause(Math.min(ms, NOTICED_MS));
      isOpen = false;
      await pause(Math.max(0, ms - NOTICED_MS));
      child?.kill("SIGCONT");
      isOpen = true;
    },
    end: () => signal("SIGTERM"),
  };
}

interface Life {
  readonly child: ChildProcess;
  readonly ended: Promise<number | NodeJS.Signals | null>;
  isAsked: boolean;
}

function startLife(environment: Readonly<Record<string, string>>, output: number): Life {
  const { PATH = "", HOME = "" } = process.env;
  const preload = ["./tests/fixtures/no-network.mjs", "./tests/soak/wires.mjs"];
  const env = {
    ...{ PATH, HOME, NODE_ENV: "production", LOG_LEVEL: "info" },
    ...{ ...CREDENTIALS.key, ...CREDENTIALS.slack, ...CREDENTIALS.teams, DEFAULT_PACK: "kyrgyzstan" },
    NODE_OPTIONS: preload.map((file) => `--import=${file}`).join(" "),
    ...environment,
  };
  const child = spawn(process.execPath, ["src/main.ts"], { env, stdio: ["ignore", output, output] });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal));
  });
  return { child, ended, isAsked: false };
}

async function untilReady(url: string): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  while (performance.now() < until) {
    if (await isReady(url)) return;
    await pause(200);
  }
  throw new Error(`${url} was not ready within ${READY_WITHIN_MS} ms`);
}

/** What does not answer is not ready. */
export async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3000) })).ok;
  } catch {
    return false;
  }
}
