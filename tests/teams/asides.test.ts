import { expect, it, describe } from "vitest";
import { GROUP, PERSONAL, startSetting } from "./harness.ts";

const THANKS = "@Briefing thanks";

describe("thanks in Teams", () => {
  it("in a group is answered for the one who says it alone", async () => {
    await using setting = await startSetting();
    await setting.people.sendMessage({ conversation: GROUP, text: THANKS });
    expect(setting.people.state.messages.at(-1)).toMatchObject({ conversation: GROUP, onlyFor: "29:asker" });
  });

  it("in a personal chat is answered like anything else", async () => {
    await using setting = await startSetting();
    await setting.people.sendMessage({ conversation: PERSONAL, text: "thanks" });
    expect(setting.people.state.messages.at(-1)).toMatchObject({ conversation: PERSONAL, onlyFor: null });
  });

  it("goes to the personal chat where Teams takes no message for one, and to everyone where it takes none there", async () => {
    await using setting = await startSetting();
    setting.people.failNext("sendToConversation", { kind: "refuse", status: 400, error: "BadArgument" });
    setting.people.failNext("createConversation", { kind: "refuse", status: 403, error: "BotNotInConversationRoster" });
    await setting.people.sendMessage({ conversation: GROUP, text: THANKS });
    expect(setting.people.state.messages.at(-1)).toMatchObject({ conversation: GROUP, onlyFor: null });
  });
});
