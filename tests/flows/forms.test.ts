/** Forms whose contents a client has edited: what comes back is data of the client's, and changes nothing that it may not. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openContext } from "#core/briefings/context.ts";
import { createFeedback, type SavedReport } from "#core/briefings/feedback.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import type { Bot } from "#core/ports.ts";
import type { Conversation } from "#core/request.ts";
import { isJsonObject, jsonAt, jsonOf, textOf, type Json } from "#playground/payload/json.ts";
import { contentOf, createTestBot, SILENT } from "#tests/fixtures/bot.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";
import { made } from "#tests/fixtures/made.ts";
import { openStage, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { channel, NOBODY_ELSE } from "#tests/fixtures/subscriptions.ts";
import { openWorkspace, type Workspace } from "#tests/slack/workspace.ts";
import { CHANNEL as GENERAL, startSetting, type Setting } from "#tests/teams/harness.ts";
import { cardText } from "#tests/teams/words.ts";

const HERE = channel("C0BRIEFINGS", "T0PLAYGROUND");
const ELSEWHERE = channel("C0ELSEWHERE", "T0OTHER");
const TEAMS: Conversation = channel(GENERAL, "6f0b1c52-0000-4000-8000-00000000cafe", "teams");
const PLACES = [HERE, ELSEWHERE, TEAMS];

let stage: ScheduleStage;
let reports: SavedReport[];
let bot: Bot;

beforeEach(async () => {
  stage = await openStage();
  reports = [];
  const content = contentOf();
  const parts = {
    content,
    clock: stage.clock,
    log: SILENT,
    defaultZone: "Europe/Paris",
    newId: () => "id",
    ...NOBODY_ELSE,
  };
  const saved = {
    saveFeedback: () => Promise.resolve(),
    saveReport: (report: SavedReport) => Promise.resolve(void reports.push(report)),
  };
  const open = (pack: string) => openContext(content, pack, { now: stage.clock.now() });
  bot = createTestBot({
    handlers: {
      subscriptions: createSubscriptions({ ...parts, store: made({ digests: stage.store }) }),
      feedback: createFeedback(open, made({ answers: saved })),
    },
  });
  return () => stage.close();
});

async function stored(): Promise<readonly string[]> {
  const lists = await Promise.all(PLACES.map((place) => stage.store.subscriptions.list(place)));
  return lists.flat().map(({ conversation, topics }) => `${conversation.channel}: ${topics.join(" ")}`);
}

describe("A form in Slack", () => {
  let at: Workspace;
  /** How many outcomes had been told when the form counted as done with. */
  let toldWhenDone: number[];
  beforeEach(async () => {
    toldWhenDone = [];
    const told = () => at.fake.calls.filter(({ method }) => method === "response_url").length;
    const once: Bot["once"] = async (message, act, taken) => {
      const isFirst = await bot.once(message, act, taken);
      toldWhenDone.push(told());
      return isFirst;
    };
    at = await openWorkspace({ ...bot, once });
    return () => at.close();
  });

  const view = () => at.fake.state.views.at(-1)?.view ?? {};
  async function open(text = "subscribe customise"): Promise<string> {
    await at.fake.sendSlash({ channel: HERE.channel, command: `/${SHIPPED}`, text });
    await expect.poll(() => at.fake.state.views.length, { timeout: 20_000 }).toBe(1);
    return at.fake.state.views[0]?.id ?? "";
  }
  /** Edits what the client holds of the form. */
  function edit(change: (view: Json) => Json): void {
    const [opened] = at.fake.state.views;
    if (opened !== undefined) at.fake.state.putView({ ...opened, view: change(opened.view) });
  }
  const editText = (change: (words: string) => string) => edit((view) => jsonOf(change(JSON.stringify(view))));
  const editContext = (change: (context: string) => string) =>
    edit((view) => ({ ...view, private_metadata: change(textOf(view["private_metadata"])) }));
  /** Beside its field, where the form stays open. */
  const told = () => Object.values(at.fake.state.views[0]?.errors ?? {});

  it("is taken as it was opened", async () => {
    await at.fake.submitView({ view: await open(), values: { topics: ["drugs"] } });
    expect(await stored()).toEqual(["C0BRIEFINGS: drugs"]);
  });

  it("is not done with before its outcome is told, so that whoever dies in between leaves it open", async () => {
    await at.fake.submitView({ view: await open(), values: { topics: ["drugs"] } });
    // The command that opened it, and the form.
    await expect.poll(() => toldWhenDone).toHaveLength(2);
    expect(toldWhenDone.at(-1)).toBe(1);
  });

  it.each([
    ["another channel", (context: string) => context.replace(HERE.channel, ELSEWHERE.channel)],
    ["another workspace", (context: string) => context.replace(HERE.tenant, ELSEWHERE.tenant)],
    ["Teams", (context: string) => context.replace('"platform\\":\\"slack', '"platform\\":\\"teams')],
    ["another person", (context: string) => context.replace("U0ASKER", "U0COLLEAGUE")],
    ["another address for the outcome", (context: string) => context.replace(/http[^"\\]*/u, "https://example.org/x")],
    ["no seal", (context: string) => textOf(jsonOf(context)["context"])],
    ["nothing that can be read", () => "{"],
    ["nothing", () => ""],
  ])("edited to name %s is refused in one sentence and changes nothing", async (_, change) => {
    const id = await open();
    const before = textOf(view()["private_metadata"]);
    editContext(change);
    expect(view()["private_metadata"]).not.toBe(before);
    const answer = await at.fake.submitView({ view: id, values: { topics: ["drugs"] } });
    expect(answer.status).toBe(200);
    expect(told()).toEqual([expect.stringMatching(/^This form .*again\.$/u)]);
    expect(await stored()).toEqual([]);
    expect(at.fake.calls.some(({ method }) => method === "response_url")).toBe(false);
  });

  it("that one person opened is not taken from another, nor in another workspace", async () => {
    const id = await open();
    const [opened] = at.fake.state.views;
    if (opened !== undefined) at.fake.state.putView({ ...opened, user: "U0COLLEAGUE" });
    await at.fake.submitView({ view: id, values: {} });
    expect(told()).toHaveLength(1);
    expect(await stored()).toEqual([]);
  });

  it("sealed by another bot's secret is not taken", async () => {
    const id = await open();
    editContext((context) => {
      const { seal: _, ...rest } = jsonOf(context);
      return JSON.stringify({ ...rest, seal: "0".repeat(43) });
    });
    await at.fake.submitView({ view: id, values: {} });
    expect(told()).toHaveLength(1);
    expect(await stored()).toEqual([]);
  });

  it.each(["<!channel>", "__proto__", "constructor", "heroin trade", "toString"])(
    "with a topic that it did not offer says so beside the field, and nothing is stored: %s",
    async (topic) => {
      const id = await open();
      editText((words) => words.replaceAll('"value":"drugs"', `"value":${JSON.stringify(topic)}`));
      await at.fake.submitView({ view: id, values: { topics: [topic] } });
      expect(at.fake.state.views[0]?.errors).toEqual({ topics: expect.stringContaining(topic) });
      expect(await stored()).toEqual([]);
    },
  );

  it.each(["<!channel>", "__proto__", "hourly"])(
    "with a rhythm that it did not offer says so beside the field, and nothing is stored: %s",
    async (rhythm) => {
      const id = await open();
      editText((words) => words.replaceAll('"value":"daily"', `"value":${JSON.stringify(rhythm)}`));
      await at.fake.submitView({ view: id, values: { often: rhythm } });
      expect(at.fake.state.views[0]?.errors).toEqual({ often: expect.stringContaining(rhythm) });
      expect(await stored()).toEqual([]);
    },
  );
});

describe("A form in Teams", () => {
  let at: Setting;
  beforeAll(async () => {
    const handle: Bot["handle"] = (request) => bot.handle(request);
    at = await startSetting({ bot: { ...createTestBot(), handle } });
  });
  afterAll(() => at[Symbol.asyncDispose]());

  async function open(text = "subscribe customise"): Promise<string> {
    at.people.state.clear();
    await at.people.sendMessage({ conversation: GENERAL, text: `@Briefing ${text}` });
    return at.people.state.messages.at(-1)?.id ?? "";
  }
  const filled = { "one:often": "weekly-1", "one:time": "09:00", "one:zone": "Asia/Bishkek" };
  const submit = (activity: string, data: Json) =>
    at.people.pressAction({
      activity,
      action: { type: "Action.Execute", verb: "submit", data: { verb: "submit", pack: SHIPPED, ...filled, ...data } },
    });
  const shown = (activity: string): string => {
    const [attachment] = at.people.state.message(activity)?.attachments ?? [];
    const card = attachment === undefined ? {} : jsonAt(attachment, "content");
    return isJsonObject(card) ? cardText(JSON.parse(JSON.stringify(card))) : "";
  };

  it("is stored for the conversation that it was submitted in, whatever place its data names", async () => {
    const place = { conversation: ELSEWHERE, tenant: ELSEWHERE.tenant, channel: ELSEWHERE.channel };
    await submit(await open(), { text: "subscribe", "many:topics": "drugs", ...place });
    expect(await stored()).toEqual([`${GENERAL}: drugs`]);
  });

  it.each(["<!channel>", "__proto__", "constructor", "<at>Ines</at>"])(
    "with a topic that it did not offer is refused by name, and nothing is stored: %s",
    async (topic) => {
      const activity = await open();
      await submit(activity, { text: "subscribe", "many:topics": `drugs,${topic}` });
      expect(shown(activity)).toContain(`“${topic}”`);
      expect(await stored()).toEqual([]);
    },
  );

  it("with a field by the name of an object's own parts is taken like any other", async () => {
    const data = JSON.parse('{"text":"subscribe","one:__proto__":"x","many:__proto__":"a,b","one:time":"08:00"}');
    await submit(await open(), data);
    expect((await stage.store.subscriptions.list(TEAMS))[0]?.schedule).toMatchObject({ time: "08:00" });
  });

  it.each(["subscribed", "subscribe all", "", "__proto__", "constructor", "reports"])(
    "of a name that the bot does not know is no form for subscribing: %j",
    async (form) => {
      const activity = await open();
      await submit(activity, { text: form, "many:topics": "drugs" });
      expect(shown(activity)).toMatch(/This form .*again\./u);
      expect(await stored()).toEqual([]);
      expect(reports).toEqual([]);
    },
  );
});
