/** What one person does to the digests of a channel, and what the others see of it: typed words in, messages out. */
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { SubscriptionParts } from "#core/subscriptions/command-context.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import type { Bot } from "#core/ports.ts";
import { slackChannel } from "#playground/slack/types.ts";
import { createAnnounce } from "#schedule/announce.ts";
import { contentOf, createTestBot, SILENT } from "#tests/fixtures/bot.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";
import { made } from "#tests/fixtures/made.ts";
import { openStage, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { channel } from "#tests/fixtures/subscriptions.ts";
import { openWorkspace, type Workspace } from "#tests/slack/workspace.ts";
import { CHANNEL as GENERAL, COLLEAGUE, createTeamsMemory, startSetting, type Setting } from "#tests/teams/harness.ts";
import { teamsText } from "#tests/teams/words.ts";

const TENANT = "T0PLAYGROUND";
let stage: ScheduleStage;
let senders: Parameters<typeof createAnnounce>[0]["senders"];
let bot: Bot;

beforeEach(async () => {
  stage = await openStage();
  senders = {};
  const announce: Pick<SubscriptionParts, "announce" | "reach"> = {
    announce: (...said) => createAnnounce({ senders, waitMs: 5000, log: SILENT }).announce(...said),
    reach: (to) => createAnnounce({ senders, waitMs: 5000, log: SILENT }).reach(to),
  };
  const parts = {
    content: contentOf(),
    clock: stage.clock,
    log: SILENT,
    defaultZone: "Europe/Paris",
    newId: randomUUID,
  };
  const store = made({ digests: stage.store });
  bot = createTestBot({ handlers: { subscriptions: createSubscriptions({ ...parts, ...announce, store }) } });
  return () => stage.close();
});

describe("In Slack", () => {
  let at: Workspace;
  beforeEach(async () => {
    at = await openWorkspace(bot);
    senders = { slack: at.slack.sender };
    for (const added of [
      { id: "C0PRIVATE", kind: "private", member: false } as const,
      { id: "D0OTHERS", kind: "direct", member: false } as const,
      { id: "D0COLLEAGUE", kind: "direct", person: "U0COLLEAGUE" } as const,
    ])
      at.fake.state.changeChannel(TENANT, slackChannel(added));
    return () => at.close();
  });

  const messages = (place: string) => at.fake.state.messages.filter((message) => message.channel === place);
  const toAll = (place = "C0BRIEFINGS") => messages(place).filter(({ onlyFor }) => onlyFor === null);
  const topics = async (place = "C0BRIEFINGS") =>
    (await stage.store.subscriptions.list(channel(place, TENANT))).map((each) => each.topics.join("+"));
  const type = async (text: string, place = "C0BRIEFINGS", user = "U0ASKER"): Promise<string> => {
    const before = messages(place).filter(({ onlyFor }) => onlyFor === user).length;
    await at.fake.sendSlash({ channel: place, command: `/${SHIPPED}`, text, user });
    await expect.poll(() => messages(place).filter(({ onlyFor }) => onlyFor === user).length).toBe(before + 1);
    return messages(place).findLast(({ onlyFor }) => onlyFor === user)?.text ?? "";
  };
  /** The button of that label on the newest message that everyone sees. */
  const pressOnNewest = async (label: string, user: string): Promise<void> => {
    const message = toAll().at(-1)!;
    const found = /"action_id":"([^"]+)","text":\{"type":"plain_text","text":"LABEL"/u.source.replace("LABEL", label);
    const actionId = new RegExp(found, "u").exec(JSON.stringify(message.blocks))?.[1] ?? "";
    const answered = messages("C0BRIEFINGS").length;
    await at.fake.pressButton({ channel: "C0BRIEFINGS", ts: message.ts, actionId, user });
    await expect.poll(() => messages("C0BRIEFINGS").length).toBeGreaterThan(answered + 1);
  };

  it("a command that only its asker reads is told to the channel by name, and anyone there undoes it", async () => {
    await type("subscribe drugs");
    await type("pause", "C0BRIEFINGS", "U0COLLEAGUE");
    expect(toAll().at(-1)?.text).toContain("omar paused the digest on Drugs.");
    await pressOnNewest("Undo", "U0ASKER");
    expect(toAll().at(-1)?.text).toContain("undid the last change to the digest on Drugs.");
    const [kept] = await stage.store.subscriptions.list(channel("C0BRIEFINGS", TENANT));
    expect(kept?.standing.kind).toBe("active");
  });

  it.each(["pause", "skip", "subscribe trade", "unsubscribe"])(
    "the answer to %j by a mention, which alone tells the others, has no button to delete it",
    async (order) => {
      await type("subscribe drugs");
      for (const [text, hasIt] of [
        [order, false],
        ["status", true],
      ] as const) {
        const before = toAll().length;
        await at.fake.sendMention({ channel: "C0BRIEFINGS", text: `@Briefing ${text}` });
        // The mention, and its answer.
        await expect.poll(() => toAll().length).toBe(before + 2);
        expect(JSON.stringify(toAll().at(-1)?.blocks).includes("Delete this message")).toBe(hasIt);
      }
    },
  );

  it("whoever set up a digest that somebody else ends is told in their own chat with the bot", async () => {
    await type("subscribe drugs", "C0BRIEFINGS", "U0COLLEAGUE");
    await type("unsubscribe");
    expect(messages("D0COLLEAGUE").map(({ text }) => text)).toEqual([
      expect.stringContaining("ended the digest on Drugs, which you set up in a channel or group chat."),
    ]);
    expect(messages("D0BRIEFING")).toEqual([]);
  });

  it("where the bot is no member, what was done is said to all by the answer itself", async () => {
    await type("subscribe drugs");
    at.fake.state.changeChannel(TENANT, slackChannel({ id: "C0BRIEFINGS", kind: "private", member: false }));
    const before = toAll().length;
    await at.fake.sendSlash({
      channel: "C0BRIEFINGS",
      command: `/${SHIPPED}`,
      text: "unsubscribe",
      user: "U0COLLEAGUE",
    });
    await expect.poll(() => toAll().length).toBe(before + 1);
    expect(toAll().at(-1)?.text).toContain("omar ended the digest on Drugs.");
  });

  it.each([
    ["D0OTHERS", "The bot cannot post between other people."],
    ["C0PRIVATE", "To let it in: /invite @Briefing. Then subscribe again."],
  ])("subscribing in %s, where the bot can never post, is refused at once", async (place, words) => {
    expect(await type("subscribe drugs", place)).toContain(words);
    expect(await topics(place)).toEqual([]);
    expect(at.fake.calls.some(({ method }) => method === "chat.postMessage")).toBe(false);
  });

  it.each([
    ["unsubscribe <@U0COLLEAGUE>", "“@omar”"],
    ["<@U0COLLEAGUE> unsubscribe", "“@omar”"],
    ["pause <#C0DRUGS|drugs>", "“#drugs”"],
    ["pause until monday <#C0SECRET|>", "“#private-channel”"],
    ["subscribe trade <!here>", "“@here”"],
    ["skip <!subteam^S0DRUGS|@drugs>", "“@drugs”"],
    ["subscribe trade <@Briefing>", null],
  ])("whom and what %j mentions besides the bot is named, and nothing changes", async (text, named) => {
    await type("subscribe drugs");
    const [before, posts] = [await topics(), toAll().length];
    const typed = text.replace("<@Briefing>", "@Briefing");
    await at.fake.sendMention({ channel: "C0BRIEFINGS", text: typed });
    await expect.poll(() => toAll().length).toBe(posts + 2);
    if (named === null) expect(await topics()).toEqual([...before, "trade"]);
    else {
      expect(toAll().at(-1)?.text).toContain(named);
      expect(await stage.store.subscriptions.list(channel("C0BRIEFINGS", TENANT))).toMatchObject([
        { topics: ["drugs"], standing: { kind: "active" }, lastDay: null },
      ]);
    }
  });

  it.each(["unsubscribe @omar", "pause #drugs", "unsubscribe <@U0COLLEAGUE|omar>"])(
    "a command that mentions somebody else changes nothing: %j",
    async (text) => {
      await type("subscribe drugs");
      expect(await type(text)).toContain("Nothing was changed");
      expect(await topics()).toEqual(["drugs"]);
    },
  );

  it("also without the scopes that tell of conversations, a direct message of two others is refused", async () => {
    at.fake.setRule(({ method }) =>
      method === "conversations.info" ? { kind: "refuse", error: "missing_scope" } : null,
    );
    expect(await type("subscribe", "D0OTHERS")).toContain("The bot cannot post between other people.");
    expect(await type("subscribe", "D0BRIEFING")).toContain("digests come here");
  });
});

describe("In Teams", () => {
  let at: Setting;
  let memory: ReturnType<typeof createTeamsMemory>;
  beforeEach(async () => {
    memory = createTeamsMemory();
    at = await startSetting({ bot, ...memory });
    senders = { teams: at.teams.sender };
    return () => at[Symbol.asyncDispose]();
  });

  const write = async (text: string): Promise<string> => {
    await at.people.sendMessage({ conversation: GENERAL, text: `@Briefing ${text}` });
    return teamsText(at.sent().at(-1)!);
  };

  it("an answer that everyone reads names who asked, and a press that one person sees is told to the others", async () => {
    expect(await write("subscribe drugs")).toContain("set up the digest on Drugs.");
    const count = at.sent().length;
    const message = at.people.state.messages.findLast(({ from }) => from.id === "28:briefing")!;
    await at.people.pressButton({ activity: message.id, title: "Skip next", user: COLLEAGUE });
    expect(at.sent()).toHaveLength(count + 1);
    expect(teamsText(at.sent().at(-1)!)).toContain("skipped what was next in the digest on Drugs.");
  });

  it("what a mention did stays when its question is deleted, and has no button to delete it", async () => {
    await write("subscribe drugs");
    const remaining = async (text: string) => {
      const { id } = await at.people.sendMessage({ conversation: GENERAL, text: `@Briefing ${text}` });
      await at.settled();
      const answer = at.people.state.messages.findLast(({ from }) => from.id === "28:briefing")!;
      await at.people.sendActivity({ type: "messageDelete", id }, { conversation: GENERAL });
      await at.settled();
      const stays = at.people.state.messages.includes(answer);
      return { stays, button: JSON.stringify(answer.activity).includes('"verb":"delete"') };
    };
    expect(await remaining("pause")).toEqual({ stays: true, button: false });
    expect(await remaining("status")).toEqual({ stays: false, button: true });
  });

  it.each([
    ["unsubscribe <at>Omar</at>", "“@Omar”"],
    ["pause <at>Drugs</at>", "“@Drugs”"],
    ["subscribe trade <at>Drugs</at> mondays", "“@Drugs”"],
  ])("whom %j mentions besides the bot is named, and nothing changes", async (text, named) => {
    await write("subscribe drugs");
    expect(await write(text)).toContain(named);
    const left = await write("subscriptions");
    expect(left).toContain("Every Monday at 09:00, Europe/Paris. Topics: Drugs.");
    expect(left).not.toMatch(/Paused|Trade/u);
  });

  it("the first word in a new conversation may subscribe, and does not where no way back can be kept", async () => {
    expect(await write("subscribe drugs")).toContain("digests come here");
    const refusing = made({
      references: {
        save: () => Promise.reject(new Error("full")),
        load: () => Promise.resolve(null),
        list: () => Promise.resolve([]),
      },
    });
    await at[Symbol.asyncDispose]();
    at = await startSetting({ bot, ...memory, store: refusing });
    senders = { teams: at.teams.sender };
    expect(await write("subscribe trade")).toContain("add the app to the team or chat. Then subscribe again.");
  });
});
