import { createServer, type ServerResponse } from "node:http";
import { setImmediate as endOfTurn } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { createEndAnswer } from "#shared/body.ts";
import { portOf } from "#tests/slack/workspace.ts";

const answers = ["first", "second"];
const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Two requests that are asked at once and wait for their answers: what they will read, and what is to be ended for them. */
async function askTwice() {
  const asked: ServerResponse[] = [];
  const both = Promise.withResolvers<void>();
  const server = createServer((_, res) => {
    asked.push(res.writeHead(200));
    if (asked.length === answers.length) both.resolve();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const reads = answers.map(async () =>
    fetch(`http://127.0.0.1:${portOf(server.address())}/`).then((response) => response.text()),
  );
  await both.promise;
  return { reads, asked };
}

describe("Answers of one turn of the event loop", () => {
  it("are all written at its end, and none before", async () => {
    const { reads, asked } = await askTwice();
    const endAnswer = createEndAnswer();
    for (const [turn, res] of asked.entries()) endAnswer(res, Buffer.from(answers[turn] ?? ""));
    expect(asked.map((res) => res.writableEnded)).toEqual([false, false]);
    await endOfTurn();
    expect(asked.map((res) => res.writableEnded)).toEqual([true, true]);
    expect((await Promise.all(reads)).toSorted()).toEqual(answers);
  });

  it("reach whoever still listens when somebody else has hung up meanwhile", async () => {
    const { reads, asked } = await askTwice();
    const endAnswer = createEndAnswer();
    for (const res of asked) endAnswer(res, Buffer.from("still"));
    asked[0]?.destroy();
    const read = await Promise.allSettled(reads);
    expect(read.map((each) => (each.status === "fulfilled" ? each.value : "gone")).toSorted()).toEqual([
      "gone",
      "still",
    ]);
  });
});
