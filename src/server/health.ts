/** `/healthz`: the process answers. `/readyz`: everything it needs answers too. */
import pTimeout from "p-timeout";
import type { Handler } from "./http.ts";

const CHECK_MS = 2000;

/** What a part says of itself: ready, or a sentence on what is missing. */
export type Check = () => Promise<true | string> | true | string;

export const healthz: Handler = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json" }).end('{"status":"ok"}\n');
};

/** 200 when every check passes, else 503; the body names each part. A check that throws or takes 2 s has failed. */
export function readyz(checks: Readonly<Record<string, Check>>): Handler {
  return async (_request, response) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await outcome(check)] as const),
    );
    const ready = results.every(([, result]) => result === true);
    const parts = Object.fromEntries(results.map(([name, result]) => [name, result === true ? "ready" : result]));
    response
      .writeHead(ready ? 200 : 503, { "content-type": "application/json" })
      .end(`${JSON.stringify({ status: ready ? "ready" : "not ready", ...parts })}\n`);
  };
}

async function outcome(check: Check): Promise<true | string> {
  try {
    const fallback = (): string => "no answer within 2 s";
    return await pTimeout(Promise.resolve(check()), { milliseconds: CHECK_MS, fallback });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
