import { describe, expect, it } from "vitest";
import { createAnswerOnce } from "#app/memory/answer-once.ts";
import type { Message } from "#core/ports.ts";
import { CLOCK, SILENT } from "#tests/fixtures/bot.ts";
import { made } from "#tests/fixtures/made.ts";
import { channel } from "#tests/fixtures/subscriptions.ts";

const message = (key: string): Message => ({ key, pack: "kyrgyzstan", conversation: channel("C1") });
const away = (): Promise<never> => Promise.reject(new Error("the store is away"));

function processOver(take: (message: Message) => Promise<boolean>) {
  const done = () => Promise.resolve();
  const answers = { take, keep: done, settle: () => Promise.resolve(true), release: done };
  return createAnswerOnce({ store: made({ answers }), clock: { now: () => CLOCK }, log: SILENT });
}

it("With the store away one process answers a message once, however often it comes", async () => {
  const once = processOver(away);
  let answered = 0;
  const deliver = () => once(message("m"), () => Promise.resolve(++answered > 0));
  expect([await deliver(), ...(await Promise.all([deliver(), deliver()]))]).toEqual([true, false, false]);
  expect(answered).toBe(1);
});

it("What was undone may be done again, also with the store away", async () => {
  const once = processOver(away);
  await once(message("m"), () => Promise.resolve("undone"));
  expect(await once(message("m"), () => Promise.resolve(true))).toBe(true);
});

describe("A message that could not be kept when it came", () => {
  /** Away for the first question, and back for the next. */
  function processOverBlinking() {
    const kept: Message[] = [];
    let asked = 0;
    const take = (one: Message) => (++asked === 1 ? away() : Promise.resolve(kept.push(one) > 0));
    return { kept, once: processOver(take) };
  }

  it("is kept once it is answered, so that no other process answers it again", async () => {
    const { kept, once } = processOverBlinking();
    await once(message("m"), () => Promise.resolve(true));
    expect(kept).toEqual([message("m")]);
  });

  it("is kept as owed where its answer did not go out", async () => {
    const { kept, once } = processOverBlinking();
    await once(message("m"), () => Promise.resolve(false));
    await expect(once(message("n"), () => Promise.reject(new Error("503")))).rejects.toThrow("503");
    expect(kept).toEqual([message("m"), message("n")]);
  });

  it("is not kept where it counts as never having come", async () => {
    const { kept, once } = processOverBlinking();
    await once(message("m"), () => Promise.resolve("undone"));
    expect(kept).toEqual([]);
  });
});

it("A message is acknowledged when it is kept, and not before", async () => {
  const kept = Promise.withResolvers<boolean>();
  const told: string[] = [];
  const once = processOver(() => kept.promise);
  const answering = once(
    message("m"),
    () => Promise.resolve(told.push("answered") > 0),
    () => told.push("acknowledged"),
  );
  const again = once(
    message("m"),
    () => Promise.resolve(told.push("answered again") > 0),
    () => told.push("acknowledged again"),
  );
  await Promise.resolve();
  expect(told).toEqual([]);
  kept.resolve(true);
  await Promise.all([answering, again]);
  expect(told.toSorted()).toEqual(["acknowledged", "acknowledged again", "answered"]);
  expect(told.indexOf("acknowledged")).toBeLessThan(told.indexOf("answered"));
});

it("With the store away a message is acknowledged at once, and answered", async () => {
  const told: string[] = [];
  await processOver(away)(
    message("m"),
    () => Promise.resolve(told.push("answered") > 0),
    () => told.push("acknowledged"),
  );
  expect(told).toEqual(["acknowledged", "answered"]);
});
