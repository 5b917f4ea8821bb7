/** Load as light as a tool written in C: prepared bytes on open sockets, answers counted by their length. */
import { connect, type Socket } from "node:net";

export interface Burst {
  readonly requests: number;
  readonly seconds: number;
}

/** Sends `request` over and over on `concurrency` connections for `ms`. Every answer must be as long as the first. */
export async function burst(
  port: number,
  request: Buffer,
  { concurrency, ms }: { concurrency: number; ms: number },
): Promise<Burst> {
  const length = await answerLength(port, request);
  const sockets = await Promise.all(Array.from({ length: concurrency }, () => open(port)));
  const start = performance.now();
  const counts = await Promise.all(sockets.map((socket) => drive(socket, { request, length, until: start + ms })));
  return { requests: counts.reduce((sum, count) => sum + count, 0), seconds: (performance.now() - start) / 1000 };
}

/** Also proves that the server answers with success. */
async function answerLength(port: number, request: Buffer): Promise<number> {
  const socket = await open(port);
  const answer = await new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      chunks.push(chunk);
      const whole = Buffer.concat(chunks);
      if (isComplete(whole.toString("latin1"))) resolve(whole);
    });
    socket.write(request);
  });
  socket.destroy();
  if (!answer.toString("latin1", 0, 15).startsWith("HTTP/1.1 200 OK")) throw new Error(answer.toString("utf8", 0, 300));
  return answer.length;
}

/** By the length that the head announces, or by the last chunk. */
function isComplete(answer: string): boolean {
  const head = answer.indexOf("\r\n\r\n");
  const length = /content-length: (\d+)/iu.exec(answer)?.[1];
  return length === undefined
    ? answer.endsWith("\r\n0\r\n\r\n")
    : head > 0 && answer.length >= head + 4 + Number(length);
}

function drive(
  socket: Socket,
  { request, length, until }: { request: Buffer; length: number; until: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    let [count, received] = [0, 0];
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      received += chunk.length;
      if (received < length) return;
      received -= length;
      count += 1;
      if (performance.now() < until) return void socket.write(request);
      socket.destroy();
      resolve(count);
    });
    socket.write(request);
  });
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.setNoDelay(true);
    socket.once("error", reject);
  });
}
