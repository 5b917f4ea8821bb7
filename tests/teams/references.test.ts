/** How to reach a conversation, while the store that is to keep it is away, or deleted it. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keepReferences, type References } from "#teams/references.ts";
import { made } from "#tests/fixtures/made.ts";
import { channel } from "#tests/fixtures/subscriptions.ts";

const PLACE = channel("19:general", "tenant", "teams");
const WAY = { serviceUrl: "https://smba.trafficmanager.net/emea/", bot: { id: "28:briefing", name: "Briefing" } };
const REFERENCE = { ...WAY, conversationType: "channel" };

let isAway: boolean;
let kept: unknown[];
let references: References;

beforeEach(() => {
  vi.useFakeTimers();
  isAway = true;
  kept = [];
  const ask = <Answer>(answer: () => Answer): Promise<Answer> =>
    isAway ? Promise.reject(new Error("away")) : Promise.resolve(answer());
  const store = {
    save: (_place: unknown, reference: unknown) => ask(() => void kept.push(reference)),
    load: () => ask(() => kept.at(-1) ?? null),
    list: () => ask(() => []),
  };
  references = keepReferences(made({ references: store }), null);
});
afterEach(() => vi.useRealTimers());

it("is known to whoever heard it, and to nobody else", async () => {
  await expect(references.load(PLACE)).rejects.toThrow("away");
  await expect(references.save(PLACE, REFERENCE)).rejects.toThrow("away");
  expect(await references.load(PLACE)).toEqual(REFERENCE);
});

it("is kept soon after the store is back, the newest alone", async () => {
  await expect(references.save(PLACE, REFERENCE)).rejects.toThrow("away");
  const newer = { ...REFERENCE, serviceUrl: "https://smba.trafficmanager.net/amer/" };
  await expect(references.save(PLACE, newer)).rejects.toThrow("away");
  await vi.advanceTimersByTimeAsync(60_000);
  isAway = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(kept).toEqual([newer]);
});

it("is not kept any more where the bot was taken out meanwhile", async () => {
  await expect(references.save(PLACE, REFERENCE)).rejects.toThrow("away");
  references.forget();
  isAway = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect([kept, await references.load(PLACE)]).toEqual([[], null]);
});

it.each([
  ["after a few minutes", () => vi.advanceTimersByTimeAsync(5 * 60_000)],
  ["once the app is added again", () => Promise.resolve(references.doubt())],
])("is written again %s where another process deleted it, and not with every word", async (_, later) => {
  isAway = false;
  await references.save(PLACE, REFERENCE);
  await references.save(PLACE, REFERENCE);
  expect(kept).toEqual([REFERENCE]);
  kept = [];
  await later();
  await references.save(PLACE, REFERENCE);
  expect(kept).toEqual([REFERENCE]);
});
