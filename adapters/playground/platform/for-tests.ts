/** What only tests need: local mode mounts the fakes on the bot's own server, and no call ever fails there. */
import { createServer } from "node:http";
import { type Handle, answerJson } from "./http.ts";
import type { StagedFailures } from "./staged-failures.ts";

/** How a test watches and steers a fake platform. */
export interface TestControls<Call> extends Pick<StagedFailures<Call>, "setRule" | "failNext"> {
  /** Every call the bot made, oldest first. */
  readonly calls: readonly Call[];
  /** Says where the bot listens, when it could start only after the fake. */
  readonly pointAt: (botUrl: string) => void;
  /** Its own server on a random loopback port. */
  readonly listen: () => Promise<LoopbackServer>;
}

export interface LoopbackServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on a random port of the loopback address. */
export async function listenOnLoopback(handle: Handle): Promise<LoopbackServer> {
  const server = createServer((req, res) => {
    handle(req, res).catch((error: unknown) => {
      if (res.headersSent) res.destroy();
      else answerJson(res, 500, { error: error instanceof Error ? error.message : String(error) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
