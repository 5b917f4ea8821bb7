import { afterEach, beforeEach, expect, it } from "vitest";
import { plainText } from "#core/document/plain-text.ts";
import { openStage, saveSubscriptions, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { subscription } from "#tests/fixtures/subscriptions.ts";

let stage: ScheduleStage;

beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

it("Whoever made a refused subscription is told where it is in words, not by the platform's id", async () => {
  const told = Promise.withResolvers<string>();
  const refused = subscription("a");
  stage.slack.behave = ({ to, briefing }) => {
    if (to.kind !== "direct") return { kind: "refused", reason: "is_archived", advice: "channel-gone" };
    told.resolve(plainText(briefing));
    return { kind: "sent", messageId: "1" };
  };
  await saveSubscriptions(stage.store, [refused]);
  await stage.tick.tick();
  expect(await told.promise).toContain("in a channel or group chat. Please act there.\n\nEvery Monday at 09:00");
  expect(await told.promise).not.toContain(refused.conversation.channel);
});
