import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plainText } from "#core/document/plain-text.ts";
import { openStage, QUICK, saveSubscriptions, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { changeTo, channel, DAY, HOUR, MONDAY, placeOf, subscription } from "#tests/fixtures/subscriptions.ts";

const HEADLINE = "Criminality barely changed from";

let stage: ScheduleStage;
beforeEach(async () => {
  stage = await openStage({ policy: QUICK, paces: { slack: { inFlight: 4, channelMs: 0, tenantMs: 0 } } });
});
afterEach(() => stage.close());

/** Which digests that arrived in a week, by subscription, carried the headline scores. */
async function weekly(count: number): Promise<readonly (readonly string[])[]> {
  const weeks: (readonly string[])[] = [];
  for (let week = 0; week < count; week++) {
    const before = stage.slack.arrived.length;
    await stage.tick.tick();
    const arrived = stage.slack.arrived.slice(before);
    const carrying = arrived.filter(({ briefing }) => plainText(briefing).includes(HEADLINE));
    weeks.push(carrying.map(({ delivery }) => delivery.split("/")[0] ?? "").toSorted());
    stage.clock.move(7 * DAY);
  }
  return weeks;
}

const here = channel("C1");
const quarterly = (id: string) => Array.from({ length: 27 }, (_, week) => (week % 13 === 0 ? [id] : []));

describe("The headline scores", () => {
  it("come to a channel once a quarter, however many digests it has, and with the first of them", async () => {
    await saveSubscriptions(stage.store, [
      subscription("b", { conversation: here, topics: ["drugs"] }),
      subscription("a", { conversation: here, topics: ["trade"] }),
      subscription("c", { conversation: here, topics: ["people"], createdAt: MONDAY - 2 * DAY }),
    ]);
    expect(await weekly(27)).toEqual(quarterly("c"));
  });

  it("come to each channel, also where two have the same digest", async () => {
    await saveSubscriptions(stage.store, [subscription("a"), subscription("b")]);
    expect((await weekly(14)).filter((ids) => ids.length > 0)).toEqual([
      ["a", "b"],
      ["a", "b"],
    ]);
  });

  it("come with whichever digest is the first there, though an older one has yet to come", async () => {
    const later = { day: "2026-12-01", dueAt: MONDAY + 8 * DAY };
    await saveSubscriptions(stage.store, [
      subscription("old", {
        ...{ conversation: here, createdAt: MONDAY - 9 * DAY, standing: { kind: "active", next: later } },
        schedule: { rhythm: { kind: "monthly", date: 1 }, time: "09:00", zone: "Asia/Bishkek" },
      }),
      subscription("new", { conversation: here, topics: ["drugs"] }),
    ]);
    expect((await weekly(3)).flat()).toEqual(["new"]);
  });

  it("are not new to a channel for a digest that joins others, nor for one at another hour of the day", async () => {
    await saveSubscriptions(stage.store, [subscription("a", { conversation: here })]);
    expect(await weekly(1)).toEqual([["a"]]);
    const next = { day: "2026-11-30", dueAt: MONDAY + 7 * DAY - HOUR };
    const schedule = { rhythm: { kind: "weekly", weekday: 1 }, time: "08:00", zone: "Asia/Bishkek" } as const;
    await saveSubscriptions(stage.store, [
      subscription("b", { conversation: here, topics: ["drugs"], schedule, standing: { kind: "active", next } }),
    ]);
    expect((await weekly(3)).flat()).toEqual([]);
    expect(stage.slack.arrived).toHaveLength(7);
  });

  it("go on with another digest of the channel where the one that had them has ended", async () => {
    const [first, second] = [
      subscription("a", { conversation: here }),
      subscription("b", { conversation: here, topics: ["drugs"] }),
    ];
    await saveSubscriptions(stage.store, [first, second]);
    expect((await weekly(2)).flat()).toEqual(["a"]);
    await stage.store.subscriptions.change(placeOf(first), ({ subscriptions }) => ({
      changes: subscriptions.filter(({ id }) => id === "a").map((before) => changeTo(null, { before })),
    }));
    expect(await weekly(12)).toEqual(Array.from({ length: 12 }, (_, week) => (week === 11 ? ["b"] : [])));
  });

  it.each([
    ["before either leaves", "b"],
    ["once the younger has left", "a"],
  ])("are not lost where the digest that was to carry them is ended, composed and unsent: %s", async (_, held) => {
    const [first, second] = [
      subscription("a", { conversation: here }),
      subscription("b", { conversation: here, topics: ["drugs"] }),
    ];
    await saveSubscriptions(stage.store, [first, second]);
    const end = () =>
      stage.store.subscriptions.change(placeOf(first), ({ subscriptions }) => ({
        changes: subscriptions
          .filter(({ id }) => id === "a")
          .map((before) => changeTo(null, { before, withdraw: "unsubscribed" })),
      }));
    let ending: Promise<unknown> | undefined;
    const isHeld = ({ delivery }: { readonly delivery: string }) => held === "b" || delivery.startsWith(held);
    stage.slack.prepare = async (message) => {
      if (isHeld(message)) await (held === "b" ? (ending ??= end()) : left);
      return { kind: "ready", leave: () => stage.slack.send(message) };
    };
    const { promise: left, resolve } = Promise.withResolvers<void>();
    stage.slack.behave = async ({ delivery }) => {
      if (held === "a" && delivery.startsWith("b")) void end().then(() => resolve());
      return { kind: "sent", messageId: "1" };
    };
    expect(await weekly(3)).toEqual([[], ["b"], []]);
    expect(stage.slack.arrived.map(({ delivery }) => delivery.split("/")[0])).toEqual(["b", "b", "b"]);
  });
});
