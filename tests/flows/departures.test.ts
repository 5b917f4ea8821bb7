/** The real sockets: whether a request is written is asked at the last moment, however long its connection took. */
import { expect, it, onTestFinished } from "vitest";
import type { SendOutcome } from "#core/ports.ts";
import { listenOnLoopback } from "#playground/platform/for-tests.ts";
import { createDepartures } from "#shared/departures.ts";

async function openServer(): Promise<{ readonly url: string; readonly heard: () => number }> {
  let heard = 0;
  const server = await listenOnLoopback((_request, response) => {
    heard++;
    response.end("ok");
    return Promise.resolve();
  });
  onTestFinished(() => server.close());
  return { url: server.url, heard: () => heard };
}

async function post(url: string): Promise<SendOutcome> {
  try {
    await (await fetch(url, { method: "POST", body: "a message" })).text();
    return { kind: "sent", messageId: "1" };
  } catch {
    return { kind: "unknown", reason: "no answer" };
  }
}

it("a message that may leave leaves", async () => {
  const { url, heard } = await openServer();
  expect(
    await createDepartures().under(
      () => true,
      () => post(url),
    ),
  ).toEqual({ kind: "sent", messageId: "1" });
  expect(heard()).toBe(1);
});

it.each([
  ["before it is begun", 0],
  ["while its connection is made", 1],
])("a message whose time is over %s never reaches the socket, and is to be sent later", async (_when, mayLeaveFor) => {
  const { url, heard } = await openServer();
  let asked = 0;
  const outcome = await createDepartures().under(
    () => asked++ < mayLeaveFor,
    () => post(url),
  );
  expect(outcome).toMatchObject({ kind: "later", wholeTenant: false });
  expect(heard()).toBe(0);
});

it("what else leaves meanwhile is asked nothing", async () => {
  const { url, heard } = await openServer();
  const departures = createDepartures();
  const [late, other] = await Promise.all([
    departures.under(
      () => false,
      () => post(url),
    ),
    post(url),
  ]);
  expect([late.kind, other.kind, heard()]).toEqual(["later", "sent", 1]);
});
