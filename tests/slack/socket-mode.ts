/** Slack's half of Socket Mode on loopback: just enough of WebSocket (RFC 6455) to send envelopes and hear the answers. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { z } from "zod";
import { portOf } from "./workspace.ts";

const Answer = z.object({ envelope_id: z.string(), payload: z.unknown() });

export interface SocketSlack {
  readonly apiUrl: string;
  /** Sends an envelope and waits for what the app acknowledges it with. */
  readonly deliver: (type: string, payload: object) => Promise<unknown>;
  /** The next time that it is asked for a connection, it refuses for this reason. */
  readonly refuseNext: (error: string) => void;
  /** Drops the connection as a restarting Slack does. */
  readonly hangUp: () => void;
  readonly close: () => Promise<void>;
}

/** `link` is where it sends for the web socket; itself when absent. */
export async function openSocketSlack(link?: string): Promise<SocketSlack> {
  const waiting = new Map<string, (payload: unknown) => void>();
  let socket: Socket | undefined;
  let refusal: string | null = null;
  const server = createServer((req, res) => {
    req.resume();
    const opening = req.url?.endsWith("apps.connections.open") === true;
    const error = opening ? refusal : null;
    if (opening) refusal = null;
    const about = opening
      ? { url: link ?? `ws://${req.headers.host}/link` }
      : { team: "T", user: "briefing", bot_id: "B1" };
    const told = error === null ? { ok: true, ...about } : { ok: false, error };
    res.setHeader("content-type", "application/json").end(JSON.stringify(told));
  });
  server.on("upgrade", (req: IncomingMessage, upgraded: Socket) => {
    socket = upgraded;
    const accept = createHash("sha1")
      .update(`${req.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest("base64");
    upgraded.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    upgraded.on("error", () => upgraded.destroy());
    upgraded.on("data", (bytes) => {
      for (const words of readFrames(bytes)) {
        const answer = Answer.parse(JSON.parse(words));
        waiting.get(answer.envelope_id)?.(answer.payload);
      }
    });
    upgraded.write(frame({ type: "hello", num_connections: 1 }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    apiUrl: `http://127.0.0.1:${portOf(server.address())}/api/`,
    deliver: (type, payload) =>
      new Promise((resolve) => {
        const id = crypto.randomUUID();
        waiting.set(id, resolve);
        socket?.write(frame({ type, envelope_id: id, accepts_response_payload: true, payload }));
      }),
    refuseNext: (error) => void (refusal = error),
    hangUp: () => void socket?.destroy(),
    async close() {
      socket?.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** A text frame; what the tests send stays below 64 KiB. */
function frame(message: object): Buffer {
  const words = Buffer.from(JSON.stringify(message));
  const head =
    words.length < 126
      ? Buffer.from([0x81, words.length])
      : Buffer.from([0x81, 126, words.length >> 8, words.length & 0xff]);
  return Buffer.concat([head, words]);
}

/** The text frames of a client, which masks them; pings, pongs and goodbyes are passed over. */
function* readFrames(bytes: Buffer): Generator<string> {
  let at = 0;
  while (at + 6 <= bytes.length) {
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    const [length, start] = short === 126 ? [bytes.readUInt16BE(at + 2), at + 4] : [short, at + 2];
    const mask = bytes.subarray(start, start + 4);
    const body = bytes.subarray(start + 4, start + 4 + length).map((byte, index) => byte ^ (mask[index % 4] ?? 0));
    if (((bytes[at] ?? 0) & 0x0f) === 1) yield Buffer.from(body).toString();
    at = start + 4 + length;
  }
}
