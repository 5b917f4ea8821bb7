/** `/healthz`: the process answers, and did so just now. `/readyz`: what it needs answers too. */
import pTimeout from "p-timeout";
import type { Handler } from "./http.ts";

const CHECK_MS = 2000;
const BEAT_MS = 1000;
/** Whoever asked meanwhile waited in vain. */
const BLOCKED_MS = 5000;
/** How long a block is told of: twice as long as whoever restarts unhealthy processes asks again. */
const TOLD_MS = 10_000;

/** What a part says of itself: ready, or a sentence on what is missing. */
export type Check = () => Promise<true | string> | true | string;

export interface Readiness {
  /** All of these must be ready. */
  readonly needed: Readonly<Record<string, Check>>;
  /** One of these must: what is wrong with one is no reason to keep the others from answering. Null is not set up. */
  readonly platforms: Readonly<Record<string, Check | null>>;
}

/** Whether the process could do anything lately. */
export interface Pulse {
  /** How long it could do nothing, in milliseconds, when that was five seconds or more and not ten seconds ago; else null. */
  readonly blockedFor: () => number | null;
  readonly stop: () => void;
}

/** `now` in milliseconds of any clock that is never set back. */
export function createPulse(now = (): number => performance.now()): Pulse {
  let beatAt = now();
  let block: { readonly ms: number; readonly until: number } | null = null;
  const beat = (): void => {
    const ms = now() - beatAt - BEAT_MS;
    beatAt += ms + BEAT_MS;
    if (ms >= BLOCKED_MS) block = { ms: Math.round(ms), until: beatAt + TOLD_MS };
  };
  const timer = setInterval(beat, BEAT_MS).unref();
  return {
    blockedFor: () => (block !== null && now() < block.until ? block.ms : null),
    stop: () => clearInterval(timer),
  };
}

/** 200, but 503 for a while after the process could do nothing for so long that it is no use to anybody. */
export function healthz({ blockedFor }: Pulse): Handler {
  return (_request, response) => {
    const ms = blockedFor();
    const body = ms === null ? { status: "ok" } : { status: "blocked", forMs: ms };
    response
      .writeHead(ms === null ? 200 : 503, { "content-type": "application/json" })
      .end(`${JSON.stringify(body)}\n`);
  };
}

/** 200 or 503; the body names each part. A check that throws or takes 2 s has failed. */
export function readyz({ needed, platforms }: Readiness): Handler {
  return async (_request, response) => {
    const [parts, ways] = await Promise.all([outcomesOf(needed), outcomesOf(platforms)]);
    const isReady = parts.every(isGood) && ways.some(isGood);
    const status = !isReady ? "not ready" : ways.some(isBad) ? "partly ready" : "ready";
    const named = Object.fromEntries([...parts, ...ways].map(([name, outcome]) => [name, wordsOf(outcome)]));
    response
      .writeHead(isReady ? 200 : 503, { "content-type": "application/json" })
      .end(`${JSON.stringify({ status, ...named })}\n`);
  };
}

/** Null is not set up. */
type Outcome = true | string | null;
type Named = readonly [name: string, outcome: Outcome];

function isGood([, outcome]: Named): boolean {
  return outcome === true;
}

function isBad([, outcome]: Named): boolean {
  return typeof outcome === "string";
}

function wordsOf(outcome: Outcome): string {
  if (outcome === true) return "ready";
  return outcome ?? "not set up";
}

function outcomesOf(checks: Readonly<Record<string, Check | null>>): Promise<readonly Named[]> {
  const looks = Object.entries(checks).map(async ([name, check]) => [name, check && (await outcomeOf(check))] as const);
  return Promise.all(looks);
}

async function outcomeOf(check: Check): Promise<true | string> {
  try {
    const fallback = (): string => "no answer within 2 s";
    return await pTimeout(Promise.resolve(check()), { milliseconds: CHECK_MS, fallback });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
