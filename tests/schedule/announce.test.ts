import { describe, expect, it } from "vitest";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import { createAnnounce } from "#schedule/announce.ts";
import { contentOf, SILENT } from "#tests/fixtures/bot.ts";
import { made } from "#tests/fixtures/made.ts";
import { createFakeSender, openStage } from "#tests/fixtures/schedule.ts";
import { channel } from "#tests/fixtures/subscriptions.ts";
import { TYPED } from "#tests/fixtures/frames.ts";

describe("An announcement", () => {
  const briefing = { title: "t", summary: "s", blocks: [] };

  it("gives the platform's refusal while somebody waits for the answer", async () => {
    const slack = createFakeSender();
    slack.behave = () => ({ kind: "refused", reason: "not_in_channel", advice: "invite" });
    const { announce } = createAnnounce({ senders: { slack }, waitMs: 1000, log: SILENT });
    expect(await announce(channel("C1"), "d", briefing)).toMatchObject({ kind: "refused", advice: "invite" });
  });

  it("that its sender fails at is logged, and whoever subscribed is answered all the same", async () => {
    const stage = await openStage();
    const logged: object[] = [];
    const log = { ...SILENT, warn: (fields: object, message: string) => void logged.push({ ...fields, message }) };
    stage.slack.behave = () => Promise.reject(new Error("a fault of ours"));
    const answer = createSubscriptions({
      content: contentOf(),
      ...{ store: made({ digests: stage.store }), clock: stage.clock, log, defaultZone: "UTC", newId: () => "id" },
      ...createAnnounce({ senders: { slack: stage.slack }, waitMs: 1000, log }),
    });
    const { briefing: reply } = await answer({
      ...{ pack: "kyrgyzstan", conversation: channel("C1"), key: null },
      asker: { id: "U1", name: "Aida", zone: null },
      command: { kind: "subscription", verb: "subscribe", rest: "" },
      ...TYPED,
      audience: "asker",
    });
    await stage.close();
    expect(stage.slack.attempts).toHaveLength(1);
    expect(reply.title).toBe("Subscribed");
    expect(logged).toEqual([
      { error: "Error: a fault of ours", message: "A change of subscriptions could not be announced" },
    ]);
  });

  it("is not waited for longer than the answer may take, and not made on a platform that is off", async () => {
    const slack = createFakeSender();
    slack.behave = () => new Promise(() => undefined);
    slack.reach = () => new Promise(() => undefined);
    const { announce, reach } = createAnnounce({ senders: { slack }, waitMs: 10, log: SILENT });
    expect(await announce(channel("C1"), "d", briefing)).toBeNull();
    expect(await reach(channel("C1"))).toBeNull();
    expect(await announce(channel("19:x", "t", "teams"), "d", briefing)).toBeNull();
    expect(slack.attempts).toHaveLength(1);
  });
});
