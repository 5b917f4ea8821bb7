import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorkspace, type Workspace } from "./workspace.ts";

const CHANNEL = "C0BRIEFINGS";
let at: Workspace;

beforeAll(async () => {
  at = await openWorkspace();
});

afterAll(() => at.close());

beforeEach(() => {
  at.fake.state.clear();
});

describe("thanks in Slack", () => {
  it("in a channel is answered to the one who says it alone, outside of threads that have no replies", async () => {
    await at.fake.sendMention({ channel: CHANNEL, text: "thanks" });
    await expect.poll(() => at.fake.state.messages.at(-1)).toMatchObject({ onlyFor: "U0ASKER", thread: null });
    expect(at.bot.requests.at(-1)).toMatchObject({ audience: "asker" });
  });

  it("in a thread is answered there", async () => {
    await at.fake.sendMention({ channel: CHANNEL, text: "thanks", thread: "1700000000.000100" });
    await expect
      .poll(() => at.fake.state.messages.at(-1))
      .toMatchObject({ onlyFor: "U0ASKER", thread: "1700000000.000100" });
  });

  it("is answered for everyone where Slack refuses that", async () => {
    at.fake.failNext("chat.postEphemeral", { kind: "refuse", error: "user_not_in_channel" });
    await at.fake.sendMention({ channel: CHANNEL, text: "thanks" });
    await expect.poll(() => at.newest(CHANNEL)).toContain("smalltalk");
    expect(at.fake.state.messages.at(-1)).toMatchObject({ onlyFor: null });
  });
});
