import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StagedFailure } from "#playground/platform/staged-failures.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

const CHANNEL = "C0BRIEFINGS";
const DIRECT = "D0BRIEFING";
let at: Workspace;

beforeAll(async () => {
  at = await openWorkspace();
});

afterAll(() => at.close());

beforeEach(() => {
  at.fake.state.clear();
});

const newestMessage = () => at.fake.state.messages.at(-1);
const refuse = (error: string, status?: number): StagedFailure => ({
  kind: "refuse",
  error,
  ...(status === undefined ? {} : { status }),
});

async function askPrivately(): Promise<string> {
  await at.fake.sendSlash({ channel: CHANNEL, command: "/atlantis", text: "drugs" });
  return newestMessage()?.ts ?? "";
}

const OF_THE_FORM = [
  "invalid_blocks",
  "invalid_blocks_format",
  "msg_too_long",
  "msg_blocks_too_long",
  "too_many_attachments",
  "attachment_payload_limit_exceeded",
  "invalid_arguments",
];

describe("a message whose form Slack does not take", () => {
  it.each(OF_THE_FORM)("is said in its words alone in the thread of the mention: %s", async (error) => {
    at.fake.failNext("chat.postMessage", refuse(error));
    const { ts } = await at.fake.sendMention({ channel: CHANNEL, text: "heroin?" });
    await expect
      .poll(newestMessage)
      .toMatchObject({ thread: ts, onlyFor: null, text: "atlantis on heroin?", blocks: [] });
  });

  it("is said in its words alone to the one it was for", async () => {
    at.fake.failNext("chat.postEphemeral", refuse("invalid_blocks"));
    await at.fake.sendMention({ channel: CHANNEL, text: "thanks" });
    await expect.poll(newestMessage).toMatchObject({ onlyFor: "U0ASKER", text: "atlantis on smalltalk", blocks: [] });
  });

  it("is said in its words alone in place of the message that was pressed", async () => {
    const ts = await askPrivately();
    at.fake.failNext("response_url", refuse("invalid_blocks", 400));
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "show:0" });
    await expect
      .poll(() => at.fake.state.messages)
      .toMatchObject([{ ts, text: "atlantis on heroin", blocks: [], onlyFor: "U0ASKER" }]);
  });

  it("is said in its words alone where Slack answers 200 and refuses all the same", async () => {
    const ts = await askPrivately();
    at.fake.failNext("response_url", refuse("invalid_blocks", 200));
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "show:0" });
    await expect.poll(() => newestMessage()?.text).toBe("atlantis on heroin");
  });

  it("is shared in its words alone, under the name of who shared it", async () => {
    const ts = await askPrivately();
    at.fake.failNext("chat.postMessage", refuse("msg_blocks_too_long"));
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "share:1" });
    await expect
      .poll(newestMessage)
      .toMatchObject({ onlyFor: null, text: "Shared by ines\n\natlantis on drugs", blocks: [] });
  });

  it("tells the outcome of a form in its words alone", async () => {
    await at.fake.pressButton({ channel: CHANNEL, ts: await askPrivately(), actionId: "form:2" });
    await expect.poll(() => at.fake.state.views.length).toBe(1);
    at.fake.failNext("response_url", refuse("invalid_blocks", 400));
    await at.fake.submitView({ view: at.fake.state.views[0]?.id ?? "", values: { zone: "Asia/Bishkek" } });
    await expect.poll(newestMessage).toMatchObject({ text: "atlantis on submission", blocks: [] });
  });

  it("is counted, and its shape is logged once without a word of it", async () => {
    const own = await openWorkspace();
    own.fake.failNext("chat.postMessage", refuse("msg_blocks_too_long"));
    await own.fake.sendMention({ channel: CHANNEL, text: "heroin?" });
    await expect.poll(() => own.bot.refusedForms).toEqual([{ platform: "slack", taken: true }]);
    const told = own.log.heard.filter(({ message }) => message.includes("as it is drawn"));
    expect(told).toMatchObject([
      {
        level: "warn",
        fields: {
          reason: "msg_blocks_too_long",
          shape: { kinds: { rich_text: 1, actions: 1, context_actions: 1 }, text: 19, size: expect.any(Number) },
        },
      },
    ]);
    expect(JSON.stringify(told)).not.toContain("heroin");
    await own.close();
  });
});

/** What stands between an answer and its response address, and certainly or perhaps keeps it from arriving. */
const IN_THE_WAY: readonly (readonly [string, StagedFailure])[] = [
  ["404", refuse("expired_url", 404)],
  ["404 after five uses", refuse("used_url", 404)],
  ["500", refuse("server_error", 500)],
  ["503", refuse("service_unavailable", 503)],
  ["nothing at all", { kind: "drop", work: "undone" }],
];

describe("an answer whose response address says", () => {
  it.each(IN_THE_WAY)("%s to a press is told to the presser in the channel", async (_, failure) => {
    const ts = await askPrivately();
    at.fake.failNext("response_url", failure);
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "show:0" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on heroin");
    expect(newestMessage()).toMatchObject({ onlyFor: "U0ASKER" });
  });

  it.each(IN_THE_WAY)(
    "%s to a command that is answered late is told to the asker in the channel",
    async (_, failure) => {
      at.fake.failNext("views.open", refuse("expired_trigger_id"));
      at.fake.failNext("response_url", failure);
      await at.fake.sendSlash({ channel: CHANNEL, command: "/atlantis", text: "subscribe" });
      await expect.poll(() => at.newest(CHANNEL)).toBe("Weekly, Monday, 09:00");
      expect(newestMessage()).toMatchObject({ onlyFor: "U0ASKER" });
    },
  );

  it("404 is told in the person's own chat where the bot is not in the channel, without buttons that would be about that chat", async () => {
    const ts = await askPrivately();
    at.fake.failNext("response_url", refuse("expired_url", 404));
    at.fake.failNext("chat.postEphemeral", refuse("not_in_channel"));
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "show:0" });
    await expect.poll(() => at.newest(DIRECT)).toBe("atlantis on heroin");
    expect(JSON.stringify(newestMessage()?.blocks)).not.toContain("button");
  });

  it("404 in the thread of the pressed message is told in that thread", async () => {
    await at.fake.sendMention({ channel: CHANNEL, text: "heroin?" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on heroin?");
    const { ts = "", thread } = newestMessage() ?? {};
    at.fake.failNext("response_url", refuse("expired_url", 404));
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "show:0" });
    await expect.poll(newestMessage).toMatchObject({ thread, onlyFor: "U0ASKER" });
  });

  it("404 to a press between two is told there, as any message", async () => {
    await at.fake.sendDirectMessage({ channel: DIRECT, text: "drugs" });
    await expect.poll(() => at.newest(DIRECT)).toBe("atlantis on drugs");
    at.fake.failNext("response_url", refuse("expired_url", 404));
    await at.fake.pressButton({ channel: DIRECT, ts: newestMessage()?.ts ?? "", actionId: "show:0" });
    await expect.poll(() => at.newest(DIRECT)).toBe("atlantis on heroin");
    expect(newestMessage()).toMatchObject({ onlyFor: null });
  });

  it("429 is waited for as long as Slack asks, and then taken", async () => {
    const ts = await askPrivately();
    at.fake.failNext("response_url", { kind: "rate-limit", retryAfterSeconds: 1 });
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "show:0" });
    await expect.poll(() => at.newest(CHANNEL), { timeout: 5000 }).toBe("atlantis on heroin");
    const asked = at.fake.calls.filter(({ method }) => method === "response_url").slice(-2);
    expect((asked[1]?.at ?? 0) - (asked[0]?.at ?? 0)).toBeGreaterThanOrEqual(1000);
    expect(at.fake.state.messages).toHaveLength(1);
  });

  it("429 for longer than anybody waits is told in the channel at once", async () => {
    const ts = await askPrivately();
    at.fake.failNext("response_url", { kind: "rate-limit", retryAfterSeconds: 600 });
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "show:0" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on heroin");
  });

  it("nothing to what was shared says it to everyone once at most", async () => {
    const own = await openWorkspace();
    await own.fake.sendSlash({ channel: CHANNEL, command: "/atlantis", text: "drugs" });
    const { ts = "" } = own.fake.state.messages.at(-1) ?? {};
    own.fake.failNext("chat.postMessage", refuse("not_in_channel"));
    own.fake.failNext("response_url", { kind: "drop", work: "done" });
    await own.fake.pressButton({ channel: CHANNEL, ts, actionId: "share:1" });
    await expect.poll(() => own.log.heard.some(({ message }) => message.startsWith("Bolt: "))).toBe(true);
    expect(own.fake.state.messages.filter(({ onlyFor }) => onlyFor === null)).toHaveLength(1);
    await own.close();
  });

  it("404 to a deletion that Slack refused the bot as well is told to whoever wanted it", async () => {
    await at.fake.sendMention({ channel: CHANNEL, text: "heroin?" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on heroin?");
    const { ts = "", blocks = [] } = newestMessage() ?? {};
    const [, actionId = ""] = /"action_id":"(more:\d+)"/u.exec(JSON.stringify(blocks)) ?? [];
    at.fake.failNext("chat.delete", refuse("message_not_found"));
    at.fake.failNext("response_url", refuse("expired_url", 404));
    at.fake.failNext("response_url", refuse("expired_url", 404));
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId, choice: "delete  U0ASKER" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("Sorry");
    expect(newestMessage()).toMatchObject({ onlyFor: "U0ASKER" });
  });
});
