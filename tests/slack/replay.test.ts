/** Somebody sends again what Slack once signed: within five minutes it looks as good as new. */
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Command, Incoming } from "#core/request.ts";
import { SUBSCRIPTION_VERBS } from "#core/request.ts";
import { createTestBot } from "./bot.ts";
import { openWorkspace, SECRET, type Workspace } from "./workspace.ts";

const CHANNEL = "C0BRIEFINGS";
const RESPONSE_URL = "https://hooks.slack.com/commands/T1/1/abc";
/** Asks for a form. */
const FORM: Command = { kind: "subscription", verb: "subscribe", rest: "customise" };

let at: Workspace;
const handled: Incoming[] = [];

function parse(text: string): Command {
  if (text === "customise") return FORM;
  const verb = SUBSCRIPTION_VERBS.find((known) => known === text);
  if (verb !== undefined) return { kind: "subscription", verb, rest: "" };
  if (text.startsWith("here")) return { kind: "here", asked: text.slice(5), pack: "atlantis" };
  return { kind: "topic", slug: text, detail: "brief" };
}

beforeAll(async () => {
  const bot = createTestBot();
  at = await openWorkspace({
    parse,
    async handle(request) {
      if (request.command === FORM) return bot.handle(request);
      handled.push(request);
      return { ...(await bot.handle({ ...request, command: { kind: "topic", slug: "done", detail: "brief" } })) };
    },
  });
});
afterAll(() => at.close());
beforeEach(() => void handled.splice(0));

/** The same request, byte for byte, as often as it is sent. */
function captured(fields: Readonly<Record<string, string>>): () => Promise<string> {
  const body = new URLSearchParams(fields).toString();
  const seconds = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", SECRET).update(`v0:${seconds}:${body}`).digest("hex");
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": seconds,
    "x-slack-signature": `v0=${signature}`,
  };
  return async () => (await fetch(at.url, { method: "POST", body, headers })).text();
}

const command = (text: string, triggerId: string) =>
  captured({
    ...{ command: "/atlantis", text, team_id: "T0PLAYGROUND", channel_id: CHANNEL, channel_name: "briefings" },
    ...{ user_id: "U0ASKER", user_name: "ines", response_url: RESPONSE_URL, trigger_id: triggerId },
  });

/** The form that is open, sent back as it was opened. */
const submission = (triggerId: string) => {
  const { id, view } = at.fake.state.views[0] ?? {};
  const submitted = { ...view, id, state: { values: {} } };
  const user = { id: "U0ASKER", username: "ines", team_id: "T0PLAYGROUND" };
  const payload = { type: "view_submission", team: { id: "T0PLAYGROUND" }, user, view: submitted };
  return captured({ payload: JSON.stringify({ ...payload, trigger_id: triggerId, api_app_id: "A1" }) });
};

describe("A command that changes something", () => {
  it.each(["subscribe", "pause", "resume", "skip", "unsubscribe", "here atlantis"])(
    "does it once, however often the request comes: %s",
    async (text) => {
      const send = command(text, `trigger ${text}`);
      expect(await send()).toContain("atlantis on done");
      for (let again = 0; again < 3; again += 1) expect(await send()).toContain("Remark: again");
      expect(handled).toHaveLength(1);
    },
  );

  it("does it once also when all of them come at the same time", async () => {
    const send = command("pause", "trigger at once");
    const answers = await Promise.all(Array.from({ length: 20 }, () => send()));
    expect(answers.filter((answer) => answer.includes("atlantis on done"))).toHaveLength(1);
    expect(handled).toHaveLength(1);
  });

  it("does it again for somebody who asks again", async () => {
    await command("skip", "first trigger")();
    await command("skip", "second trigger")();
    expect(handled).toHaveLength(2);
  });
});

describe("A command that only reads", () => {
  it.each(["drugs", "subscriptions", "preview", "status"])("is answered each time: %s", async (text) => {
    const send = command(text, `trigger ${text}`);
    expect([await send(), await send()]).toEqual(Array(2).fill(expect.stringContaining("atlantis on done")));
    expect(handled).toHaveLength(2);
  });
});

describe("A submitted form", () => {
  beforeAll(async () => {
    await at.fake.sendSlash({ channel: CHANNEL, command: "/atlantis", text: "customise" });
    await vi.waitFor(() => expect(at.fake.state.views).toHaveLength(1));
  });

  it("is taken once, however often the request comes", async () => {
    const send = submission("trigger of the form");
    for (let again = 0; again < 4; again += 1) await send();
    expect(handled).toHaveLength(1);
  });

  it("is taken again when it is submitted again", async () => {
    await submission("trigger with a mistake")();
    await submission("trigger put right")();
    expect(handled).toHaveLength(2);
  });
});
