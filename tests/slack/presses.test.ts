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
const messages = () => at.fake.state.messages;

async function askPrivately(): Promise<string> {
  await at.fake.sendSlash({ channel: CHANNEL, command: "/atlantis", text: "drugs" });
  return newestMessage()?.ts ?? "";
}

async function askInThread(): Promise<string> {
  await at.fake.sendMention({ channel: CHANNEL, text: "heroin?" });
  await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on heroin?");
  return newestMessage()?.ts ?? "";
}

async function openForm(): Promise<string> {
  const before = at.fake.state.views.length;
  await at.fake.pressButton({ channel: CHANNEL, ts: await askPrivately(), actionId: "form:2" });
  await expect.poll(() => at.fake.state.views.length).toBe(before + 1);
  return at.fake.state.views.at(-1)?.id ?? "";
}

describe("a button on a message that only the asker sees", () => {
  it("replaces that message", async () => {
    await at.fake.pressButton({ channel: CHANNEL, ts: await askPrivately(), actionId: "show:0" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on heroin");
    expect(messages()).toHaveLength(1);
  });

  it("shares it with everyone, saying who did, with nothing left to share", async () => {
    await at.fake.pressButton({ channel: CHANNEL, ts: await askPrivately(), actionId: "share:1" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("Shared by @U0ASKER\natlantis on drugs");
    expect(newestMessage()).toMatchObject({ onlyFor: null });
    expect(JSON.stringify(newestMessage()?.blocks)).not.toMatch(/"share[: ]/u);
  });
});

describe("a button on a message that everyone sees", () => {
  it("answers the presser alone and leaves the message as it is", async () => {
    const ts = await askInThread();
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "show:0" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on heroin");
    expect(newestMessage()).toMatchObject({ onlyFor: "U0ASKER" });
    expect(at.fake.state.message(CHANNEL, ts)?.onlyFor).toBeNull();
  });

  it("answers in the thread that it is in", async () => {
    const ts = await askInThread();
    const { thread } = at.fake.state.message(CHANNEL, ts) ?? {};
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "show:0" });
    await expect.poll(() => newestMessage()?.thread).toBe(thread);
  });

  it("takes what helped and what did not", async () => {
    const ts = await askInThread();
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "feedback:2", choice: "-atlantis an-answer" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on feedback");
    expect(at.bot.requests.at(-1)).toMatchObject({
      pack: "atlantis",
      command: { kind: "feedback", answer: "an-answer", helpful: false, comment: "" },
    });
  });
});

describe("a button in a direct message", () => {
  it("answers with a message that stays", async () => {
    await at.fake.sendDirectMessage({ channel: DIRECT, text: "drugs" });
    await expect.poll(() => at.newest(DIRECT)).toBe("atlantis on drugs");
    await at.fake.pressButton({ channel: DIRECT, ts: newestMessage()?.ts ?? "", actionId: "show:0" });
    await expect.poll(() => at.newest(DIRECT)).toBe("atlantis on heroin");
    expect(newestMessage()).toMatchObject({ onlyFor: null });
  });
});

describe("a menu of what is less used", () => {
  const choose = async (choice: string) =>
    at.fake.pressButton({ channel: CHANNEL, ts: await askPrivately(), actionId: "more:5", choice });

  it("shows what was chosen, as a button of it would", async () => {
    await choose("show atlantis cannabis");
    await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on cannabis");
    expect(at.bot.requests.at(-1)).toMatchObject({ pack: "atlantis", command: { kind: "topic", slug: "cannabis" } });
    expect(messages()).toHaveLength(1);
  });

  it("shares what was chosen, words and all, with nothing left to share", async () => {
    await choose("share atlantis all of it");
    await expect.poll(() => at.newest(CHANNEL)).toBe("Shared by @U0ASKER\natlantis on all of it");
    expect(newestMessage()).toMatchObject({ onlyFor: null });
    expect(JSON.stringify(newestMessage()?.blocks)).not.toMatch(/share[: ]/u);
  });

  it("opens the form that was chosen, of the pack that it names", async () => {
    await choose("form lyonesse subscribe");
    await expect.poll(() => at.fake.state.views).toHaveLength(1);
    expect(at.bot.requests.at(-1)).toMatchObject({ pack: "lyonesse", command: { kind: "subscription" } });
  });
});

describe("any button", () => {
  it("ends in an apology when the bot fails inside", async () => {
    const ts = await askPrivately();
    at.bot.before(() => Promise.reject(new Error("the store is gone")));
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "show:0" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("Sorry");
  });

  it("that only opens a page needs no answer", async () => {
    const ts = await askPrivately();
    const answer = await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "link:4" });
    expect(answer.status).toBe(200);
    expect(messages()).toHaveLength(1);
  });
});

describe("a form", () => {
  it("opens as a modal with what was chosen so far", async () => {
    await openForm();
    expect(at.fake.state.views.at(-1)?.view).toMatchObject({
      title: { text: "Customise" },
      submit: { text: "Subscribe" },
      close: { text: "Cancel" },
    });
  });

  it("passes on what was filled in and tells the outcome to the one who did", async () => {
    const view = await openForm();
    await at.fake.submitView({
      view,
      values: { day: "city-2", topics: ["city-0", "city-3"], at: "08:30", zone: "Asia/Bishkek" },
    });
    await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on submission");
    expect(newestMessage()).toMatchObject({ onlyFor: "U0ASKER" });
    expect(at.bot.requests.at(-1)).toMatchObject({
      command: {
        kind: "submission",
        form: "subscribe",
        values: { day: ["city-2"], topics: ["city-0", "city-3"], more: [], at: ["08:30"], zone: ["Asia/Bishkek"] },
      },
      conversation: { platform: "slack", tenant: "T0PLAYGROUND", channel: CHANNEL, thread: null, kind: "channel" },
    });
    expect(at.fake.state.views).toEqual([]);
  });

  it("that comes back is shown again in its place", async () => {
    const view = await openForm();
    await at.fake.submitView({ view, values: { zone: "nowhere" } });
    expect(at.fake.state.views.map(({ id }) => id)).toEqual([view]);
  });

  it("with something wrong in it stays open as it was filled in, and says what beside the field", async () => {
    const view = await openForm();
    const before = messages().length;
    await at.fake.submitView({ view, values: { zone: "atlantis" } });
    expect(at.fake.state.views).toMatchObject([{ id: view, errors: { zone: "No zone is called atlantis" } }]);
    expect(messages()).toHaveLength(before);
  });

  it("says the outcome in a direct message when its address has run out and the bot is not in the channel", async () => {
    const view = await openForm();
    at.fake.failNext("response_url", { kind: "refuse", error: "expired_url", status: 404 });
    at.fake.failNext("chat.postEphemeral", { kind: "refuse", error: "not_in_channel" });
    await at.fake.submitView({ view, values: { zone: "Asia/Bishkek" } });
    await expect.poll(() => at.newest(DIRECT)).toBe("atlantis on submission");
  });

  it("that Slack does not open is said in words", async () => {
    const ts = await askPrivately();
    at.fake.failNext("views.open", { kind: "refuse", error: "expired_trigger_id" });
    await at.fake.pressButton({ channel: CHANNEL, ts, actionId: "form:2" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("Weekly, Monday, 09:00");
  });

  it("that turns out to be no form is answered like any button", async () => {
    await at.fake.pressButton({ channel: CHANNEL, ts: await askPrivately(), actionId: "form:3" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("atlantis on weekly");
  });
});
