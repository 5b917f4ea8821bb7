/** Conversations on both platforms: what is said in a thread is read with what stands above it. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createHandlers } from "#app/bot.ts";
import { createRunChannelPacks, NOTHING_KEPT } from "#tests/fixtures/frames.ts";
import { made as ready } from "#tests/fixtures/made.ts";
import type { Handlers } from "#core/handle.ts";
import type { Bot } from "#core/ports.ts";
import { CLOCK, contentOf, createTestBot, indexesOf, SILENT } from "#tests/fixtures/bot.ts";
import { openWorkspace, type Workspace } from "#tests/slack/workspace.ts";
import { CHANNEL, PERSONAL, startSetting, type Setting } from "#tests/teams/harness.ts";

const HEROIN_SCORE = "The heroin trade in Kyrgyzstan scored high: 7.0 of 10";
const ARMS_SCORE = "Arms trafficking in Kyrgyzstan scored 3.0 of 10";

let handlers: Handlers;
beforeAll(async () => {
  const made = createHandlers({
    ...{ content: contentOf(), indexes: indexesOf() },
    ...{ clock: { now: () => CLOCK }, log: SILENT },
    store: ready({ answers: NOTHING_KEPT, channelPacks: createRunChannelPacks() }),
    subscriptions: () => Promise.reject(new Error("Nothing is ordered here")),
  });
  ({ handlers } = made);
  // No test waits for the index.
  await made.answers.warm();
});

function realBot(): Bot {
  return createTestBot({ now: Date.now, handlers: { ask: handlers.ask } });
}

describe("In Slack", () => {
  const PLACE = "C0BRIEFINGS";
  let at: Workspace;
  beforeEach(async () => {
    at = await openWorkspace(realBot());
  });
  afterEach(() => at.close());

  const messages = () => at.fake.state.messages.filter(({ blocks }) => blocks.length > 0);
  const afterwards = async (act: () => Promise<unknown>): Promise<string> => {
    const before = messages().length;
    await act();
    await expect.poll(() => messages().length, { timeout: 5000 }).toBe(before + 1);
    return messages().at(-1)!.ts;
  };
  const mention = (text: string, thread?: string) =>
    afterwards(() =>
      at.fake.sendMention({ channel: PLACE, text: `@Briefing ${text}`, ...(thread === undefined ? {} : { thread }) }),
    );
  const share = ({ ts, blocks }: ReturnType<typeof messages>[number]) => {
    const actionId = /"action_id":"(share:\d+)"/u.exec(JSON.stringify(blocks))?.[1] ?? "";
    return at.fake.pressButton({ channel: PLACE, ts, actionId });
  };
  const threadOf = (ts: string): string => at.fake.state.message(PLACE, ts)?.thread ?? "";

  it("a page in a thread is what the next mention there is about, and no other thread's", async () => {
    const heroin = threadOf(await mention("heroin"));
    const arms = threadOf(await mention("arms"));
    await mention("and its score?", heroin);
    expect(at.newest(PLACE)).toContain(HEROIN_SCORE);
    await mention("and its score?", arms);
    expect(at.newest(PLACE)).toContain(ARMS_SCORE);
  });

  it("a shared briefing is what the thread below it is about", async () => {
    await mention("arms");
    await afterwards(() => at.fake.sendSlash({ channel: PLACE, command: "/kyrgyzstan", text: "heroin" }));
    const page = messages().at(-1)!;
    const shared = await afterwards(() => share(page));
    await mention("and its score?", shared);
    expect(at.newest(PLACE)).toContain(HEROIN_SCORE);
  });

  it("a briefing is shared by the response address where the bot may not post", async () => {
    await afterwards(() => at.fake.sendSlash({ channel: PLACE, command: "/kyrgyzstan", text: "heroin" }));
    const page = messages().at(-1)!;
    at.fake.failNext("chat.postMessage", { kind: "refuse", error: "not_in_channel" });
    await afterwards(() => share(page));
    expect(at.newest(PLACE)).toContain("Shared by");
    expect(messages().at(-1)).toMatchObject({ onlyFor: null });
  });
});

describe("In Teams", () => {
  let at: Setting;
  beforeEach(async () => {
    at = await startSetting({ bot: realBot() });
  });
  afterEach(() => at[Symbol.asyncDispose]());

  const said = () => JSON.stringify(at.people.state.messages.at(-1));

  it("a page in a thread is what the next mention there is about, and no other thread's", async () => {
    const { id: heroin } = await at.people.sendMessage({ conversation: CHANNEL, text: "@Briefing heroin" });
    const { id: arms } = await at.people.sendMessage({ conversation: CHANNEL, text: "@Briefing arms" });
    await at.people.sendMessage({ conversation: CHANNEL, thread: heroin, text: "@Briefing and its score?" });
    expect(said()).toContain("7.0 of 10");
    await at.people.sendMessage({ conversation: CHANNEL, thread: arms, text: "@Briefing and its score?" });
    expect(said()).toContain("3.0 of 10");
  });

  it("a personal chat goes on with what was said last", async () => {
    await at.people.sendMessage({ conversation: PERSONAL, text: "heroin" });
    await at.people.sendMessage({ conversation: PERSONAL, text: "what's its score?" });
    expect(said()).toContain("7.0 of 10");
  });
});
