/** What Slack sends from channels that two organisations share, of people's slips, and when it takes the bot out. */
import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Removed } from "#core/request.ts";
import { readMessage } from "#slack/read.ts";
import { openWorkspace, SECRET, type Workspace } from "./workspace.ts";

const CHANNEL = "C0BRIEFINGS";
const OURS = "T0PLAYGROUND";

let at: Workspace;
let removed: Removed[];
beforeEach(async () => {
  removed = [];
  at = await openWorkspace({ removed: (from) => Promise.resolve(void removed.push(from)) });
});
afterEach(() => at.close());

async function post(type: string, body: string): Promise<number> {
  const seconds = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", SECRET).update(`v0:${seconds}:${body}`).digest("hex");
  const headers = {
    "content-type": type,
    "x-slack-request-timestamp": seconds,
    "x-slack-signature": `v0=${signature}`,
  };
  return (await fetch(at.url, { method: "POST", body, headers })).status;
}

const sendEvent = (event: object, around: object = {}) =>
  post(
    "application/json",
    JSON.stringify({
      ...{ type: "event_callback", event_id: `Ev${Math.random()}`, team_id: OURS },
      ...{ authorizations: [{ enterprise_id: null, team_id: OURS, is_bot: true, is_enterprise_install: false }] },
      ...around,
      event,
    }),
  );
const interact = (payload: object) =>
  post("application/x-www-form-urlencoded", new URLSearchParams({ payload: JSON.stringify(payload) }).toString());

let seconds = 0;
const mention = (text: string, more: object = {}) => ({
  ...{ type: "app_mention", user: "U0ASKER", channel: CHANNEL, text: `<@U0BRIEFING> ${text}` },
  ...{ ts: `${1_796_000_000 + ++seconds}.000100`, ...more },
});
const tenants = () => at.bot.requests.map(({ conversation }) => conversation.tenant);
/** Events are answered behind their acknowledgement. */
const answers = async (count: number) => expect.poll(() => at.bot.requests.length).toBe(count);

describe("A channel that is shared with another organisation", () => {
  const shared = { team_id: "T0OTHERORG", is_ext_shared_channel: true };

  it("is ours for a mention from over there", async () => {
    await sendEvent(mention("status"), shared);
    await answers(1);
    expect(tenants()).toEqual([OURS]);
  });

  it("is ours for a command and a press by somebody from over there, so that there is one subscription", async () => {
    const responseUrl = `${at.fake.apiUrl()}nowhere`;
    const fields = { team_id: "T0OTHERORG", channel_id: CHANNEL, user_id: "U9", response_url: responseUrl };
    await post(
      "application/x-www-form-urlencoded",
      new URLSearchParams({ ...fields, command: "/atlantis", text: "drugs", trigger_id: "1.1" }).toString(),
    );
    const team = { id: "T0OTHERORG" };
    await interact({
      ...{ type: "block_actions", team, user: { id: "U9", team_id: "T0OTHERORG" }, channel: { id: CHANNEL } },
      ...{ container: { message_ts: "1.1" }, response_url: responseUrl, trigger_id: "1.2" },
      actions: [{ type: "button", action_id: "show:0", value: "atlantis heroin" }],
    });
    await answers(2);
    expect(tenants()).toEqual([OURS, OURS]);
  });

  it("lets somebody from over there submit the form that was opened for them", async () => {
    await at.fake.sendSlash({ channel: CHANNEL, command: "/atlantis", text: "subscribe" });
    await expect.poll(() => at.fake.state.views).toHaveLength(1);
    const [{ view } = expect.unreachable()] = at.fake.state.views;
    await interact({
      ...{ type: "view_submission", team: { id: "T0OTHERORG" }, user: { id: "U0ASKER", team_id: "T0OTHERORG" } },
      view: { ...view, id: "V1", app_installed_team_id: OURS, team_id: "T0OTHERORG", state: { values: {} } },
    });
    await answers(2);
    expect(at.bot.requests[1]).toMatchObject({ command: { kind: "submission" }, conversation: { tenant: OURS } });
  });
});

describe("With an organisation's token", () => {
  it("an event is of the workspace of its authorisation, or of its context where that names none", async () => {
    const event = mention("drugs");
    const tenantOf = async (around: object) => {
      const body = { team_id: "T0OTHERORG", event, ...around };
      const read = await readMessage(body, ({ certain, named }) => Promise.resolve(certain ?? named[0] ?? ""));
      return read?.conversation.tenant;
    };
    expect(await tenantOf({ authorizations: [{ team_id: OURS, is_enterprise_install: true }] })).toBe(OURS);
    expect(await tenantOf({ authorizations: [{ team_id: null, enterprise_id: "E1" }], context_team_id: OURS })).toBe(
      OURS,
    );
    expect(await tenantOf({ authorizations: [] })).toBe("T0OTHERORG");
  });
});

describe("A message", () => {
  it("that somebody says of themselves (`/me`) is one like any other", async () => {
    await sendEvent(mention("drugs", { subtype: "me_message" }));
    const direct = { type: "message", channel_type: "im", channel: "D0BRIEFING", text: "heroin" };
    await sendEvent({ ...mention(""), ...direct, subtype: "me_message" });
    await sendEvent(mention("cocaine", { subtype: "me_message", thread_ts: "1.1" }));
    const edited = { user: "U0ASKER", ts: `${1_796_000_000 + seconds + 60}.000000` };
    await sendEvent(mention("borders", { subtype: "me_message", edited }));
    await answers(4);
    expect(at.bot.requests[2]?.conversation.thread).toBe("1.1");
  });

  it.each([
    ["in the bot's own chat", { type: "message", channel_type: "im", channel: "D0BRIEFING", text: "Reminder: drugs." }],
    ["as a mention", {}],
    ["in a thread", { thread_ts: "1.1" }],
    ["with a file", { type: "message", channel_type: "im", channel: "D0BRIEFING", subtype: "file_share", files: [{}] }],
    ["where it edits its own", { edited: { user: "USLACKBOT", ts: "1796000100.000000" } }],
  ])("of Slackbot is left alone %s", async (_, more) => {
    await sendEvent(mention("drugs", { ...more, user: "USLACKBOT" }));
    await sendEvent(mention("heroin"));
    await answers(1);
    expect(at.bot.requests[0]?.command).toMatchObject({ slug: "heroin" });
  });

  it.each([
    [1, "an hour", 3600],
    [1, "a day less a minute", 86_340],
    [0, "a day and a minute", 86_460],
    [0, "eight days", 8 * 86_400],
  ])("is answered %i times that is edited to mention the bot %s after it was written", async (times, _, after) => {
    const written = mention("drugs");
    const edited = { user: "U0ASKER", ts: `${Number.parseInt(written.ts, 10) + after}.000000` };
    await sendEvent({ ...written, edited });
    await sendEvent({ ...written, edited });
    await sendEvent(mention("last"));
    await answers(times + 1);
  });
});

describe("The app", () => {
  it.each([
    ["a person's own token is revoked", { type: "tokens_revoked", tokens: { oauth: ["U0ASKER"], bot: [] } }, {}],
    ["only people's tokens are told of", { type: "tokens_revoked", tokens: { oauth: ["U0ASKER"] } }, {}],
    ["another workspace takes it out", { type: "app_uninstalled" }, { authorizations: [], team_id: "T0OTHER" }],
    [
      "another workspace's token is revoked",
      { type: "tokens_revoked", tokens: { bot: ["U1"] } },
      { authorizations: [{ team_id: "T0OTHER" }] },
    ],
  ])("stays ready when %s", async (_, event, around) => {
    expect(await sendEvent(event, around)).toBe(200);
    expect(at.slack.ready()).toBe(true);
    expect(await at.slack.sender.tenants()).toEqual([OURS]);
  });

  it.each([
    { minute_rate_limited: 1_796_000_040 },
    { minute_rate_limited: "1796000040", enterprise_id: "E1" },
    { team_id: undefined },
  ])("goes on where Slack holds a workspace's events back, which the log tells, as %j", async (told) => {
    const body = { token: "x", type: "app_rate_limited", team_id: OURS, api_app_id: "A0", ...told };
    expect(await post("application/json", JSON.stringify(body))).toBe(200);
    expect(JSON.stringify(at.log.heard)).toContain("Slack holds back what is said to the bot in a workspace");
    await sendEvent(mention("drugs"));
    await answers(1);
  });

  it("forgets the workspace that takes it out, and serves it no more", async () => {
    await sendEvent({ type: "app_uninstalled" });
    expect(removed).toEqual([{ platform: "slack", tenant: OURS, channels: null }]);
    expect(at.slack.ready()).toContain("Install the app again");
    expect(await at.slack.sender.tenants()).toEqual([]);
  });

  it("forgets another workspace when that takes it out, and goes on here", async () => {
    await sendEvent({ type: "app_uninstalled" }, { team_id: "T0OTHER", authorizations: [] });
    expect(removed).toEqual([{ platform: "slack", tenant: "T0OTHER", channels: null }]);
  });

  it("keeps what it has when only its token is revoked: it may get another", async () => {
    await sendEvent({ type: "tokens_revoked", tokens: { bot: ["U0BRIEFING"], oauth: [] } });
    expect(at.slack.ready()).toContain("tokens_revoked");
    expect(removed).toEqual([]);
  });

  it("lets Slack tell it again where it cannot forget at the moment", async () => {
    const away = await openWorkspace({ removed: () => Promise.reject(new Error("The store is away")) });
    expect((await away.fake.sendEvent({ type: "app_uninstalled" })).status).toBe(500);
    await away.close();
  });
});
