import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorkspace, type Workspace } from "./workspace.ts";

const CHANNEL = "C0BRIEFINGS";
const DIRECT = "D0BRIEFING";
let at: Workspace;

beforeAll(async () => {
  at = await openWorkspace();
});

afterAll(async () => {
  await at.close();
});

beforeEach(() => {
  at.fake.state.clear();
});

const newestMessage = () => at.fake.state.messages.at(-1);
const callsOf = (method: string) => at.fake.calls.filter((call) => call.method === method);

describe("a slash command", () => {
  it("is answered in the acknowledgement, to the asker alone", async () => {
    const answer = await at.fake.sendSlash({ channel: CHANNEL, command: "/atlantis", text: "drugs" });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({ response_type: "ephemeral", text: "atlantis on drugs" });
    expect(newestMessage()).toMatchObject({ onlyFor: "U0ASKER" });
    expect(at.fake.faults).toEqual([]);
  });

  it("that changes something is acknowledged in time also when nobody can tell whether it came before", async () => {
    const never = new Promise<never>(() => undefined);
    const slow = await openWorkspace({ once: () => never });
    const answer = await slow.fake.sendSlash({ channel: CHANNEL, command: "/atlantis", text: "subscribe" });
    expect(answer).toMatchObject({ status: 200, text: "" });
    await slow.close();
  });

  it("asks the pack that it is called by", async () => {
    await at.fake.sendSlash({ channel: CHANNEL, command: "/lyonesse", text: "drugs" });
    expect(at.newest(CHANNEL)).toBe("lyonesse on drugs");
  });

  it("of a pack that is not there asks for that pack, not for another, where there are several", async () => {
    await at.fake.sendSlash({ channel: CHANNEL, command: "/mu", text: "drugs" });
    expect(at.newest(CHANNEL)).toBe("mu on drugs");
  });

  it("reads its words without Slack's markup", async () => {
    await at.fake.sendSlash({
      channel: CHANNEL,
      command: "/atlantis",
      text: "R&amp;D <https://example.org|here> <@U1|x>",
    });
    expect(at.newest(CHANNEL)).toBe("atlantis on R&D here");
  });

  it("tells the bot who asked and where", async () => {
    await at.fake.sendSlash({ channel: DIRECT, command: "/atlantis", text: "drugs" });
    expect(at.bot.requests.at(-1)).toEqual({
      pack: "atlantis",
      command: { kind: "topic", slug: "drugs", detail: "brief" },
      conversation: { platform: "slack", tenant: "T0PLAYGROUND", channel: DIRECT, thread: null, kind: "direct" },
      asker: { id: "U0ASKER", name: "ines", zone: null },
      ...{ key: null, at: null, typed: true, audience: "asker" },
    });
  });

  it("tells the asker's time zone where a digest needs it", async () => {
    await at.fake.sendSlash({ channel: CHANNEL, command: "/atlantis", text: "subscribe" });
    expect(at.bot.requests.at(-1)?.asker.zone).toBe("Europe/Paris");
  });

  it("that asks for a form opens it as a modal, and says nothing else", async () => {
    const answer = await at.fake.sendSlash({ channel: CHANNEL, command: "/atlantis", text: "subscribe" });
    expect(answer).toMatchObject({ status: 200, text: "" });
    await expect.poll(() => at.fake.state.views.at(-1)?.view).toMatchObject({ title: { text: "Customise" } });
    expect(at.fake.state.messages).toEqual([]);
  });

  it("whose form Slack does not open is answered in words, to the asker alone", async () => {
    at.fake.failNext("views.open", { kind: "refuse", error: "expired_trigger_id" });
    await at.fake.sendSlash({ channel: CHANNEL, command: "/atlantis", text: "subscribe" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("Weekly, Monday, 09:00");
    expect(newestMessage()).toMatchObject({ onlyFor: "U0ASKER" });
  });

  it("is answered with an apology when the bot fails inside", async () => {
    at.bot.before(() => Promise.reject(new Error("the store is gone")));
    await at.fake.sendSlash({ channel: CHANNEL, command: "/atlantis", text: "drugs" });
    expect(at.newest(CHANNEL)).toBe("Sorry");
  });

  it("is answered later when the answer takes longer than Slack waits", async () => {
    at.bot.before(() => new Promise((resolve) => setTimeout(resolve, 2200)));
    const answer = await at.fake.sendSlash({ channel: CHANNEL, command: "/atlantis", text: "slow" });
    expect(answer).toMatchObject({ status: 200, text: "" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on slow");
    expect(newestMessage()).toMatchObject({ onlyFor: "U0ASKER" });
  });
});

describe("a mention", () => {
  it("is answered in a thread below it", async () => {
    const { ts } = await at.fake.sendMention({ channel: CHANNEL, text: "heroin?" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on heroin?");
    expect(newestMessage()).toMatchObject({ thread: ts, onlyFor: null });
    expect(callsOf("chat.postMessage").at(-1)?.args).toMatchObject({ unfurl_links: false });
  });

  it("in a thread is answered there", async () => {
    const { ts } = at.fake.say({ channel: CHANNEL, text: "Look at this" });
    await at.fake.sendMention({ channel: CHANNEL, text: "heroin?", thread: ts });
    await expect.poll(() => newestMessage()?.thread).toBe(ts);
  });

  it("that asks a question is remembered by the thread it opens; any other belongs to the channel", async () => {
    const question = await at.fake.sendMention({ channel: CHANNEL, text: "heroin?" });
    await at.fake.sendMention({ channel: CHANNEL, text: "subscribe" });
    await expect
      .poll(() => at.bot.requests.slice(-2).map(({ conversation }) => conversation.thread))
      .toEqual([question.ts, null]);
  });

  it("carries the message's own key", async () => {
    const { ts } = await at.fake.sendMention({ channel: CHANNEL, text: "heroin?" });
    await expect.poll(() => at.bot.requests.at(-1)?.key).toBe(`T0PLAYGROUND:${CHANNEL}:${ts}`);
  });

  it("names whoever orders a digest, by the id where Slack tells no name", async () => {
    const own = await openWorkspace();
    own.fake.failNext("users.info", { kind: "refuse", error: "missing_scope" });
    await own.fake.sendMention({ channel: CHANNEL, text: "subscribe" });
    await expect.poll(() => own.bot.requests.at(-1)?.asker).toEqual({ id: "U0ASKER", name: "U0ASKER", zone: null });
    await own.close();
    await at.fake.sendMention({ channel: CHANNEL, text: "subscribe" });
    await expect.poll(() => at.bot.requests.at(-1)?.asker.name).toBe("ines");
  });

  it.each([
    {
      failure: { kind: "drop", work: "undone" },
      zone: "Europe/Paris",
      what: "has its asker looked up again after a fault",
    },
    {
      failure: { kind: "rate-limit", retryAfterSeconds: 30 },
      zone: "Europe/Paris",
      what: "has its asker looked up again where Slack held that back",
    },
    {
      failure: { kind: "refuse", error: "missing_scope" },
      zone: null,
      what: "has its asker not looked up again where Slack refuses that",
    },
  ] as const)("that orders a digest $what", async ({ failure, zone }) => {
    const own = await openWorkspace();
    own.fake.failNext("users.info", failure);
    for (const count of [1, 2]) {
      await own.fake.sendMention({ channel: CHANNEL, text: "subscribe" });
      await expect.poll(() => own.bot.requests.length).toBe(count);
    }
    expect(own.bot.requests.map(({ asker }) => asker.zone)).toEqual([null, zone]);
    await own.close();
  });

  it("delivered again under whatever event id is answered once", async () => {
    const { event, eventId } = await at.fake.sendMention({ channel: CHANNEL, text: "heroin?" });
    await at.fake.sendEvent(event, { eventId, retry: 1 });
    await at.fake.sendEvent(event);
    await at.fake.sendMention({ channel: CHANNEL, text: "cannabis?" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on cannabis?");
    expect(
      callsOf("chat.postMessage")
        .slice(-2)
        .map(({ args }) => args["text"]),
    ).toEqual(["atlantis on heroin?", "atlantis on cannabis?"]);
  });

  it("of another bot, and an edited message, are left alone", async () => {
    const before = at.bot.requests.length;
    const event = {
      type: "app_mention",
      channel: CHANNEL,
      user: "U0ASKER",
      text: "<@U0BRIEFING> heroin?",
      ts: "1700000000.000100",
    };
    await at.fake.sendEvent({ ...event, bot_id: "B0OTHER" });
    await at.fake.sendEvent({ ...event, subtype: "message_changed" });
    await at.fake.sendEvent({ ...event, type: "message", channel_type: "channel" });
    await at.fake.sendMention({ channel: CHANNEL, text: "last?" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on last?");
    expect(at.bot.requests.length).toBe(before + 1);
  });

  it("ends in an apology when the bot fails inside", async () => {
    at.bot.before(() => Promise.reject(new Error("the store is gone")));
    await at.fake.sendMention({ channel: CHANNEL, text: "heroin?" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("Sorry");
  });

  it("is answered once more slowly while Slack holds messages back", async () => {
    at.fake.failNext("chat.postMessage", { kind: "rate-limit", retryAfterSeconds: 1 });
    await at.fake.sendMention({ channel: CHANNEL, text: "heroin?" });
    await expect.poll(() => at.newest(CHANNEL), { timeout: 5000 }).toBe("atlantis on heroin?");
  });

  it("shows that work is under way when it takes long", async () => {
    at.bot.before(async () => {
      await expect.poll(() => [...at.fake.state.statuses.values()], { timeout: 3000 }).toEqual(["is looking it up"]);
    });
    await at.fake.sendMention({ channel: CHANNEL, text: "heroin?" });
    await expect.poll(() => at.newest(CHANNEL), { timeout: 5000 }).toBe("atlantis on heroin?");
  });

  it("takes the sign of work away with the answer, however late Slack has shown it", async () => {
    const before = callsOf("assistant.threads.setStatus").length;
    let wasShown = false;
    at.fake.state.onChange(() => (wasShown ||= at.fake.state.statuses.size > 0));
    at.fake.failNext("assistant.threads.setStatus", { kind: "delay", ms: 300 });
    at.bot.before(async () => {
      await expect.poll(() => callsOf("assistant.threads.setStatus").length, { timeout: 3000 }).toBe(before + 1);
    });
    await at.fake.sendMention({ channel: CHANNEL, text: "heroin?" });
    await expect.poll(() => at.newest(CHANNEL), { timeout: 5000 }).toBe("atlantis on heroin?");
    expect([wasShown, [...at.fake.state.statuses.values()]]).toEqual([true, []]);
  });
});

describe("a direct message", () => {
  it("is answered beside it, without a thread", async () => {
    await at.fake.sendDirectMessage({ channel: DIRECT, text: "drugs" });
    await expect.poll(() => at.newest(DIRECT)).toBe("atlantis on drugs");
    expect(newestMessage()).toMatchObject({ thread: null });
    expect(at.bot.requests.at(-1)?.conversation.kind).toBe("direct");
  });
});

describe("stopping", () => {
  it("waits for the answer that is under way", async () => {
    const own = await openWorkspace();
    own.bot.before(() => new Promise((resolve) => setTimeout(resolve, 300)));
    await own.fake.sendMention({ channel: CHANNEL, text: "heroin?" });
    await own.http.stop(5000);
    expect(own.newest(CHANNEL)).toBe("atlantis on heroin?");
    await own.close();
  });

  it("is not ready any more once Slack has taken the bot out", async () => {
    const own = await openWorkspace();
    expect(own.slack.ready()).toBe(true);
    await own.fake.sendEvent({ type: "app_uninstalled" });
    expect(own.slack.ready()).toContain("Install the app again");
    await own.close();
  });
});
