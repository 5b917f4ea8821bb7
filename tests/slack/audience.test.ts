/** What is private and what is public: who may share, who may delete, and what is said in place of an answer. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPatience } from "#app/patience.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

const CHANNEL = "C0BRIEFINGS";
const DIRECT = "D0BRIEFING";
let at: Workspace;

beforeAll(async () => {
  at = await openWorkspace();
});
afterAll(() => at.close());
beforeEach(() => at.fake.state.clear());

const messages = () => at.fake.state.messages;
const newest = () => messages().at(-1);
const buttons = () => JSON.stringify(newest()?.blocks);
const shared = () => messages().filter(({ blocks }) => JSON.stringify(blocks).includes("Shared by"));

async function askPrivately(): Promise<string> {
  await at.fake.sendSlash({ channel: CHANNEL, command: "/atlantis", text: "drugs" });
  return newest()?.ts ?? "";
}

async function mention(thread?: string): Promise<string> {
  const inThread = thread === undefined ? {} : { thread };
  await at.fake.sendMention({ channel: CHANNEL, text: "heroin?", ...inThread });
  await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on heroin?");
  return newest()?.ts ?? "";
}

/** A button as an earlier version may have written it. */
async function pressOld(actionId: string, value: string): Promise<void> {
  const element = { type: "button", action_id: actionId, value, text: { type: "plain_text", text: "Old" } };
  const place = { team: "T0PLAYGROUND", channel: CHANNEL, thread: null, onlyFor: null };
  const blocks = [{ type: "actions", elements: [element] }];
  const { ts } = at.fake.state.post({ ...place, user: "U0BRIEFING", text: "old", blocks, metadata: null });
  await at.fake.pressButton({ channel: CHANNEL, ts, actionId });
}

describe("a share button", () => {
  it("is there on a command's answer, which only the asker sees", async () => {
    await askPrivately();
    expect(buttons()).toContain("share:");
    expect(buttons()).not.toMatch(/"delete[: ]/u);
  });

  it.each([
    ["in a channel", () => mention()],
    ["in a thread", async () => mention(at.fake.say({ channel: CHANNEL, text: "Look at this" }).ts)],
  ])("is not there on the answer to a mention %s, which everyone sees", async (_, ask) => {
    await ask();
    expect(buttons()).not.toMatch(/"share[: ]/u);
  });

  it("is not there between two", async () => {
    await at.fake.sendDirectMessage({ channel: DIRECT, text: "drugs" });
    await expect.poll(() => at.newest(DIRECT)).toBe("atlantis on drugs");
    expect(buttons()).not.toMatch(/"(share|delete)[: ]/u);
  });

  it("pressed twice by one person posts once, and says so to that person", async () => {
    const ts = await askPrivately();
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "share:1" });
    await expect.poll(() => shared().length).toBe(1);
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "share:1" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("Remark: shared-already");
    expect(newest()).toMatchObject({ onlyFor: "U0ASKER" });
    expect(shared()).toHaveLength(1);
    expect(at.newest(CHANNEL)).not.toContain("U0COLLEAGUE");
  });

  it("delivered three times posts once, and says nothing more", async () => {
    const ts = await askPrivately();
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "share:1", deliveries: 3 });
    await expect.poll(() => shared().length).toBe(1);
    await mention();
    expect(messages().filter(({ blocks }) => JSON.stringify(blocks).includes("Remark:"))).toEqual([]);
    expect(shared()).toHaveLength(1);
  });

  it("that could not be shared may be pressed again", async () => {
    const ts = await askPrivately();
    at.bot.before(() => Promise.reject(new Error("the store is gone")));
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "share:1" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("Sorry");
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "share:1" });
    await expect.poll(() => shared().length).toBe(1);
  });
});

describe("a share button where Slack takes the message in no way", () => {
  it("says so to whoever pressed, and may be pressed again", async () => {
    const ts = await askPrivately();
    at.fake.failNext("chat.postMessage", { kind: "refuse", error: "not_in_channel" });
    at.fake.failNext("response_url", { kind: "refuse", error: "expired_url" });
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "share:1" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("Sorry");
    expect(newest()).toMatchObject({ onlyFor: "U0ASKER" });
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "share:1" });
    await expect.poll(() => shared().length).toBe(1);
  });
});

describe("any button delivered twice", () => {
  it("does its work once", async () => {
    const ts = await askPrivately();
    const before = at.bot.requests.length;
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "show:0", deliveries: 2 });
    await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on heroin");
    await mention();
    expect(at.bot.requests.length).toBe(before + 2);
  });
});

describe("a delete button", () => {
  const remove = () => {
    const [, actionId = ""] = /"action_id":"(more:\d+)"/u.exec(buttons()) ?? [];
    return { actionId, choice: lastOption() };
  };
  const lastOption = () => [...buttons().matchAll(/"value":"(delete [^"]*)"\}\]/gu)].at(-1)?.[1] ?? "";

  it("is the last one in the menu of a public answer, and takes it away for whoever asked", async () => {
    const ts = await mention();
    expect(lastOption()).toMatch(/^delete /u);
    await at.fake.pressButton({ channel: CHANNEL, ts, ...remove() });
    await expect.poll(() => at.fake.state.message(CHANNEL, ts)).toBeUndefined();
    expect(at.fake.calls.at(-1)).toMatchObject({ method: "chat.delete", args: { channel: CHANNEL, ts } });
  });

  it("pressed by anybody else gets them one private sentence", async () => {
    const ts = await mention();
    await at.fake.pressButton({ channel: CHANNEL, ts, ...remove(), user: "U0COLLEAGUE" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("Remark: asker-only");
    expect(newest()).toMatchObject({ onlyFor: "U0COLLEAGUE" });
    expect(at.fake.state.message(CHANNEL, ts)).toBeDefined();
  });

  it("under what somebody shared is theirs", async () => {
    await at.fake.pressButton({ channel: CHANNEL, ts: await askPrivately(), actionId: "share:1" });
    await expect.poll(() => shared().length).toBe(1);
    const ts = newest()?.ts ?? "";
    await at.fake.pressButton({ channel: CHANNEL, ts, ...remove() });
    await expect.poll(() => at.fake.state.message(CHANNEL, ts)).toBeUndefined();
  });

  it("works by the response address where Slack refuses the bot", async () => {
    const ts = await mention();
    at.fake.failNext("chat.delete", { kind: "refuse", error: "channel_not_found" });
    await at.fake.pressButton({ channel: CHANNEL, ts, ...remove() });
    await expect.poll(() => at.fake.state.message(CHANNEL, ts)).toBeUndefined();
  });
});

describe("an answer in a direct message", () => {
  const deletions = () => at.fake.calls.filter(({ method }) => method === "chat.delete").length;
  const removed = (ts: string) => ({
    type: "message",
    ...{ subtype: "message_deleted", channel_type: "im", channel: DIRECT, hidden: true, ts: "1700000000.000900" },
    deleted_ts: ts,
  });

  it("goes when its question is deleted", async () => {
    const { ts } = await at.fake.sendDirectMessage({ channel: DIRECT, text: "drugs" });
    await expect.poll(() => at.newest(DIRECT)).toBe("atlantis on drugs");
    const answer = newest()?.ts ?? "";
    await at.fake.sendEvent(removed(ts));
    await expect.poll(() => at.fake.state.message(DIRECT, answer)).toBeUndefined();
  });

  it("goes also when its question is deleted while it is on its way", async () => {
    const [asked, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    at.bot.before(() => {
      asked.resolve();
      return gone.promise;
    });
    const { ts } = await at.fake.sendDirectMessage({ channel: DIRECT, text: "drugs" });
    await asked.promise;
    await at.fake.sendEvent(removed(ts));
    const before = deletions();
    gone.resolve();
    await expect.poll(deletions).toBe(before + 1);
    expect(at.newest(DIRECT)).not.toBe("atlantis on drugs");
  });

  it("stays when something else is deleted", async () => {
    await at.fake.sendDirectMessage({ channel: DIRECT, text: "drugs" });
    await expect.poll(() => at.newest(DIRECT)).toBe("atlantis on drugs");
    await at.fake.sendEvent(removed("1600000000.000100"));
    expect(at.newest(DIRECT)).toBe("atlantis on drugs");
  });
});

describe("a press that leads nowhere", () => {
  it.each([
    ["of an older version", "retired:0", "atlantis drugs"],
    ["without data", "show:0", ""],
    ["to delete, without whose it is", "delete:0", ""],
    ["for a topic that is gone", "show:0", "atlantis gone"],
    ["to share what is gone", "share:0", "atlantis gone"],
  ])("%s gets one sentence, privately, and the way to help", async (_, actionId, value) => {
    await pressOld(actionId, value);
    await expect.poll(() => at.newest(CHANNEL)).toBe("Remark: unknown-press");
    expect(newest()).toMatchObject({ onlyFor: "U0ASKER" });
    expect(buttons()).toContain("atlantis help");
  });
});

describe("how to cite", () => {
  it("is read beside the answer, not in its place", async () => {
    const ts = await askPrivately();
    at.fake.state.edit(CHANNEL, ts, {
      text: "drugs",
      blocks: [
        {
          type: "actions",
          elements: [
            {
              ...{ type: "button", action_id: "show:0", value: "atlantis cite drugs.one" },
              text: { type: "plain_text", text: "Copy citation" },
            },
          ],
        },
      ],
    });
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "show:0" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on cite");
    expect(newest()).toMatchObject({ onlyFor: "U0ASKER" });
    expect(messages()).toHaveLength(2);
  });
});

describe("a message that is only a file", () => {
  const file = { subtype: "file_share", files: [{ id: "F1", name: "report.pdf" }], user: "U0ASKER" };

  it("gets one sentence, in a direct message", async () => {
    const before = at.bot.requests.length;
    const event = { type: "message", channel_type: "im", channel: DIRECT, text: "", ts: "1700000001.000100", ...file };
    await at.fake.sendEvent(event);
    await expect.poll(() => at.newest(DIRECT)).toBe("Remark: files");
    expect(at.bot.requests.length).toBe(before);
  });

  it("with words is answered as they ask", async () => {
    const event = { type: "app_mention", channel: CHANNEL, text: "<@U0BRIEFING> drugs", ts: "1700000002.000100" };
    await at.fake.sendEvent({ ...event, ...file });
    await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on drugs");
  });
});

describe("thirty questions of one person within a minute", () => {
  it("are answered; then there is one line, and silence until the minute is over", async () => {
    let now = 1_000_000;
    const counted: string[] = [];
    const unheeded = { inc: ({ platform }: { platform: string }) => void counted.push(platform) };
    const own = await openWorkspace({ heed: createPatience({ now: () => now }, { unheeded }) });
    const said = () => own.fake.state.messages.filter(({ user, blocks }) => user === "U0BRIEFING" && blocks.length > 0);
    const ask = (text: string, user = "U0ASKER") =>
      own.fake.sendSlash({ channel: CHANNEL, command: "/atlantis", text, user });
    for (let asked = 0; asked < 30; asked += 1) await ask(`drugs${asked}`);
    expect(said()).toHaveLength(30);
    await ask("one more");
    expect(own.newest(CHANNEL)).toBe("Remark: too-many");
    now += 30_000;
    await ask("and more");
    await own.fake.sendDirectMessage({ channel: DIRECT, text: "and more?" });
    expect(said()).toHaveLength(31);
    await ask("drugs", "U0COLLEAGUE");
    expect(own.newest(CHANNEL)).toBe("atlantis on drugs");
    now += 31_000;
    await ask("heroin");
    expect(own.newest(CHANNEL)).toBe("atlantis on heroin");
    expect(counted).toEqual(["slack", "slack", "slack"]);
    await own.close();
  });
});
