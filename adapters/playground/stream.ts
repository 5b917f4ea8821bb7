/** Server-sent events: each change is sent at once, several in a row as one. */
import type { ServerResponse } from "node:http";

export interface Stream {
  /** Keeps the connection and sends the current value. */
  readonly open: (res: ServerResponse) => void;
  /** Says that the value may have changed. */
  readonly changed: () => void;
  readonly close: () => void;
}

const HEARTBEAT_MS = 15_000;

export function createStream(current: () => object): Stream {
  const open = new Set<ServerResponse>();
  let waiting = false;
  const send = (targets: Iterable<ServerResponse>) => {
    const event = `data: ${JSON.stringify(current())}\n\n`;
    for (const res of targets) res.write(event);
  };
  // Without it, a page behind a sleeping laptop would never learn that the bot is gone.
  const heartbeat = setInterval(() => {
    for (const res of open) res.write(": still here\n\n");
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    open(res) {
      res.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        connection: "keep-alive",
      });
      open.add(res);
      res.on("close", () => open.delete(res));
      send([res]);
    },
    changed() {
      if (waiting || open.size === 0) return;
      waiting = true;
      setImmediate(() => {
        waiting = false;
        send(open);
      });
    },
    close() {
      clearInterval(heartbeat);
      for (const res of open) res.end();
      open.clear();
    },
  };
}
