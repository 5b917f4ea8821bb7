/** The Ask button of a digest: a question by form, answered below what it was asked under. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createHandlers } from "#app/bot.ts";
import type { Handlers } from "#core/handle.ts";
import type { Bot } from "#core/ports.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import { CLOCK, contentOf, createTestBot, indexesOf, SILENT } from "#tests/fixtures/bot.ts";
import { exportsAt, PUBLIC_URL } from "#tests/fixtures/exports.ts";
import { createRunChannelPacks, NOTHING_KEPT } from "#tests/fixtures/frames.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";
import { made as ready } from "#tests/fixtures/made.ts";
import { openStage, saveSubscriptions } from "#tests/fixtures/schedule.ts";
import { channel, subscription } from "#tests/fixtures/subscriptions.ts";
import { openWorkspace, type Workspace } from "#tests/slack/workspace.ts";
import { CHANNEL, startSetting, type Setting } from "#tests/teams/harness.ts";

const PLACE = channel("C0BRIEFINGS", "T0PLAYGROUND");
const TEAMS = channel(CHANNEL, "6f0b1c52-0000-4000-8000-00000000cafe", "teams");
/** The ninth digest is about heroin first. */
const ORDERED = { number: 8 };
const SCORE = "Government transparency and accountability in Kyrgyzstan scored";

let ask: Handlers["ask"];
let bot: Bot;

beforeAll(async () => {
  const made = createHandlers({
    ...{ content: contentOf(), indexes: indexesOf() },
    ...{ clock: { now: () => CLOCK }, log: SILENT },
    store: ready({ answers: NOTHING_KEPT, channelPacks: createRunChannelPacks() }),
    subscriptions: () => Promise.reject(new Error("Made for each test")),
  });
  ({ ask } = made.handlers);
  await made.answers.warm();
});

beforeEach(async () => {
  const stage = await openStage();
  await saveSubscriptions(stage.store, [
    subscription("a", { ...ORDERED, conversation: PLACE }),
    subscription("b", { ...ORDERED, conversation: TEAMS }),
  ]);
  const subscriptions = createSubscriptions({
    ...{ content: contentOf(), clock: stage.clock, log: SILENT, defaultZone: "UTC", newId: () => "id" },
    ...{
      announce: () => Promise.resolve(null),
      reach: () => Promise.resolve(null),
      store: ready({ digests: stage.store }),
    },
  });
  bot = createTestBot({ now: Date.now, handlers: { ask, subscriptions } });
  return () => stage.close();
});

describe("In Slack", () => {
  let at: Workspace;
  beforeEach(async () => {
    at = await openWorkspace(bot, undefined, exportsAt(PUBLIC_URL));
    return () => at.close();
  });

  const messages = () => at.fake.state.messages.filter(({ blocks }) => blocks.length > 0);
  const errors = () => Object.values(at.fake.state.views[0]?.errors ?? {});

  /** A digest as a mention shows it, and the form that its button opens. */
  async function openForm(): Promise<{ readonly thread: string; readonly view: string }> {
    await at.fake.sendMention({ channel: PLACE.channel, text: "@Briefing preview" });
    await expect.poll(() => messages().length, { timeout: 5000 }).toBe(1);
    const [digest] = messages();
    return { thread: digest?.thread ?? digest?.ts ?? "", view: await openAsk(digest) };
  }

  /** The view that the button opens, which is none of before. */
  async function openAsk(digest: ReturnType<typeof messages>[number] | undefined, before?: string): Promise<string> {
    const actionId = /"action_id":"(form:\d+)","text":\{"type":"plain_text","text":"Ask more"/u.exec(
      JSON.stringify(digest?.blocks),
    )?.[1];
    await at.fake.pressButton({ channel: PLACE.channel, ts: digest?.ts ?? "", actionId: actionId ?? "" });
    const newest = () => at.fake.state.views.at(-1)?.id ?? before;
    await expect.poll(newest).not.toBe(before);
    return newest() ?? "";
  }

  it("the button opens a small form that names the topics, and says who will see what is asked", async () => {
    await openForm();
    const view = JSON.stringify(at.fake.state.views[0]?.view);
    expect(view).toContain("Whoever can see this digest will see your question and your name");
    expect(view).toContain("Your question");
    expect(view).toContain("Government transparency and accountability · Flora crimes");
  });

  it("the question is answered for everyone in the digest's thread, as asked of its topics, under the asker's name", async () => {
    const { thread, view } = await openForm();
    await at.fake.submitView({ view, values: { question: "and its score?" } });
    await expect.poll(() => messages().length, { timeout: 5000 }).toBe(2);
    expect(messages().at(-1)?.thread).toBe(thread);
    expect(at.newest(PLACE.channel)).toMatch(/asked: and its score\?/u);
    expect(at.newest(PLACE.channel)).toContain(SCORE);
  });

  it("what is to be taken away is handed over in the digest's thread", async () => {
    const { thread, view } = await openForm();
    await at.fake.submitView({ view, values: { question: "export heroin csv" } });
    await expect.poll(() => messages().length, { timeout: 5000 }).toBe(2);
    expect(messages().at(-1)).toMatchObject({ thread, onlyFor: null });
    expect(at.fake.files.all.map(({ name }) => name)).toEqual(["kyrgyzstan-heroin-trade-2021.csv"]);
  });

  it("an order takes the zone of whoever asks, and what it did cannot be deleted", async () => {
    const { view } = await openForm();
    await at.fake.submitView({ view, values: { question: "subscribe arms daily 9:00" } });
    await expect.poll(() => at.newest(PLACE.channel), { timeout: 5000 }).toContain("Europe/Paris");
    expect(JSON.stringify(messages().at(-1)?.blocks)).not.toContain("Delete this message");
  });

  it("what somebody in need writes is answered to them alone", async () => {
    const { view } = await openForm();
    await at.fake.submitView({ view, values: { question: "help me, I have been trafficked" } });
    await expect.poll(() => at.fake.calls.filter(({ method }) => method === "response_url").length).toBe(1);
    expect(messages().filter(({ onlyFor }) => onlyFor === null)).toHaveLength(1);
  });

  it("what they go on with behind it is so as well, in a form and in a mention", async () => {
    const { thread, view } = await openForm();
    await at.fake.submitView({ view, values: { question: "help me, I have been trafficked" } });
    await expect.poll(() => messages().length, { timeout: 5000 }).toBe(2);
    const [digest] = messages();
    const again = await openAsk(digest, view);
    await at.fake.submitView({ view: again, values: { question: "is there a number?" } });
    await expect.poll(() => messages().length, { timeout: 5000 }).toBe(3);
    await at.fake.sendMention({ channel: PLACE.channel, text: "@Briefing who should I call?", thread });
    await expect.poll(() => messages().length, { timeout: 5000 }).toBe(4);
    expect(messages().map(({ onlyFor }) => onlyFor === null)).toEqual([true, false, false, false]);
    expect(JSON.stringify(messages())).not.toContain("asked: is there");
  });

  it("an empty question keeps the form open and says so", async () => {
    const { view } = await openForm();
    await at.fake.submitView({ view, values: { question: " " } });
    expect(errors()).toEqual(["Please write a question."]);
  });
});

describe("In Teams", () => {
  let at: Setting;
  beforeEach(async () => {
    at = await startSetting({ bot, exports: exportsAt(PUBLIC_URL) });
    return () => at[Symbol.asyncDispose]();
  });

  const press = (activity: string, data: Record<string, string>) =>
    at.people.pressAction({
      activity,
      action: { type: "Action.Execute", verb: data["verb"] ?? "", data: { pack: SHIPPED, ...data } },
    });
  const textOfAll = () => JSON.stringify(at.people.state.messages);

  it("the question is answered for everyone below the digest, and the form gives way to a sentence", async () => {
    await at.people.sendMessage({ conversation: CHANNEL, text: "@Briefing preview" });
    const digest = at.people.state.messages.at(-1)?.id ?? "";
    const about = /"text":"(ask-about[^"]*)"/u.exec(textOfAll())?.[1] ?? "";
    expect(about).toBe("ask-about government-transparency-and-accountability flora-crimes");
    await press(digest, { verb: "form", text: about });
    expect(textOfAll()).toContain("Your question");
    await press(digest, { verb: "submit", text: about, "one:question": "and its score?" });
    expect(textOfAll()).toContain(SCORE);
    expect(textOfAll()).toContain("asked: and its score?");
    expect(textOfAll()).toContain("Your question is answered in the conversation.");
  });

  async function askInDialog(question: string): Promise<string> {
    await at.people.sendMessage({ conversation: CHANNEL, text: "@Briefing preview" });
    const digest = at.people.state.messages.at(-1)?.id ?? "";
    await ask(digest, question);
    return at.people.state.message(digest)?.thread ?? digest;
  }

  async function ask(digest: string, question: string): Promise<void> {
    await at.people.pressButton({ activity: digest, title: "Ask more" });
    expect(JSON.stringify(at.people.state.dialogs())).toContain("Your question");
    await at.people.pressDialogButton({ title: "Ask more", inputs: { "one:question": question } });
  }

  it("the question of a dialog is answered for everyone below the digest, and the dialog is closed", async () => {
    const thread = await askInDialog("and its score?");
    expect(at.people.state.dialogs()).toEqual([]);
    expect(at.people.state.messages.at(-1)).toMatchObject({ thread, onlyFor: null });
    expect(textOfAll()).toContain("asked: and its score?");
    expect(textOfAll()).toContain(SCORE);
  });

  it("what is to be taken away has its address there", async () => {
    await askInDialog("export heroin csv");
    expect(at.people.state.messages.at(-1)).toMatchObject({ onlyFor: null });
    expect(textOfAll()).toContain(`${PUBLIC_URL}/exports/pack?`);
  });

  it("what somebody in need writes in a dialog is answered to them alone", async () => {
    await askInDialog("help me, I have been trafficked");
    expect(at.people.state.messages.at(-1)).toMatchObject({ onlyFor: "29:asker" });
    expect(at.people.state.dialogs()).toEqual([]);
  });

  it("what they go on with behind it is so as well, in a dialog and in a mention", async () => {
    await at.people.sendMessage({ conversation: CHANNEL, text: "@Briefing preview" });
    const { id: digest = "", thread } = at.people.state.messages.at(-1) ?? {};
    await ask(digest, "help me, I have been trafficked");
    await ask(digest, "is there a number?");
    expect(at.people.state.messages.at(-1)).toMatchObject({ onlyFor: "29:asker" });
    await at.people.sendMessage({
      conversation: CHANNEL,
      text: "@Briefing who should I call?",
      thread: thread ?? digest,
    });
    expect(at.people.state.messages.at(-1)).toMatchObject({ onlyFor: "29:asker" });
    expect(textOfAll()).not.toContain("asked: is there");
  });

  it("an empty question keeps the dialog open and says so", async () => {
    await askInDialog(" ");
    expect(JSON.stringify(at.people.state.dialogs())).toContain("Please write a question.");
  });
});
