/** Orders that are not done as they stand: what is said of them, and which way on is offered. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Action, Briefing } from "#core/document/briefing.ts";
import { plainText } from "#core/document/plain-text.ts";
import { parseMention, parsePress } from "#core/parse.ts";
import type { Bot } from "#core/ports.ts";
import type { Command } from "#core/request.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import { contentOf, createTestBot, grammarOf, SILENT } from "#tests/fixtures/bot.ts";
import { made } from "#tests/fixtures/made.ts";
import { openStage, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { channel, NOBODY_ELSE } from "#tests/fixtures/subscriptions.ts";

const content = contentOf();
const grammar = grammarOf(content.library);
const HERE = channel("C1");

/** It is Monday 23 November 2026, 09:00:05 in Bishkek. */
let stage: ScheduleStage;
let bot: Bot;

beforeEach(async () => {
  stage = await openStage();
  let count = 0;
  const subscriptions = createSubscriptions({
    ...{ content, store: made({ digests: stage.store }), clock: stage.clock, log: SILENT },
    ...{ defaultZone: "Asia/Bishkek", newId: () => `id-${++count}`, ...NOBODY_ELSE },
  });
  bot = createTestBot({ handlers: { subscriptions } });
});
afterEach(() => stage.close());

async function answer(command: Command, typed = true): Promise<Briefing> {
  const { briefing } = await bot.handle({
    ...{ pack: "kyrgyzstan", command, conversation: HERE, key: null, at: null, typed, audience: "everyone" },
    asker: { id: "U1", name: "Aida", zone: "Asia/Bishkek" },
  });
  return briefing;
}

/** What is answered to a mention with these words. */
const said = (words: string): Promise<Briefing> => answer(parseMention(words, grammar).command);
/** Each has to be done at once. */
async function ordered(...orders: readonly string[]): Promise<void> {
  for (const order of orders) await said(order);
}
const buttonsOf = ({ blocks }: Briefing): readonly Action[] =>
  blocks.flatMap((block) => (block.kind === "actions" ? [...block.items, ...block.more] : []));
const labels = (briefing: Briefing): readonly string[] => buttonsOf(briefing).map(({ label }) => label);
async function press(briefing: Briefing, label: string): Promise<Briefing> {
  const button = buttonsOf(briefing).find((each) => each.label === label);
  const command = button !== undefined && "text" in button ? parsePress(button.text, grammar) : null;
  if (command === null) throw new Error(`There is no ${label} among ${labels(briefing).join(", ")}`);
  return answer(command, false);
}
/** What is kept: topics, whether it runs, when. */
const kept = async (): Promise<readonly string[]> =>
  (await stage.store.subscriptions.list(HERE)).map(({ topics, standing }) =>
    [topics.join("+") || "everything", standing.kind].join(" "),
  );

describe("Two orders in one", () => {
  it.each([
    "subscribe drugs monday and unsubscribe borders",
    "subscribe drugs and subscribe trade fridays",
    "subscribe drugs, then show me heroin",
  ])("%s: the first half alone is offered", async (order) => {
    const briefing = await said(order);
    expect(briefing.title).toBe("Nothing was changed");
    expect(plainText(briefing)).toContain("Topics: Drugs.");
    expect(await kept()).toEqual([]);
    await press(briefing, "Subscribe without it");
    expect(await kept()).toEqual(["drugs active"]);
  });

  it("ends what the first half names and nothing of the second", async () => {
    await ordered("subscribe cocaine heroin");
    const briefing = await said("unsubscribe cocaine, then tell me about heroin");
    expect(labels(briefing)).toEqual(["Only unsubscribe cocaine trade"]);
    await press(briefing, "Only unsubscribe cocaine trade");
    expect(await kept()).toEqual(["heroin-trade active"]);
  });
});

describe("What is offered", () => {
  it.each([
    ["unsubscribe cocaine xyzzy", "Only unsubscribe cocaine trade"],
    ["pause heroin until the 10th xyzzy", "Only pause heroin trade until the 10th"],
    ["skip 2 state-embedded xyzzy", "Only skip state-embedded actors 2"],
  ])("after %s stands in people's words: %s", async (order, label) => {
    expect(labels(await said(order))).toContain(label);
  });
});

describe("A question mark behind an order", () => {
  it.each([
    { order: "unsubscribe drugs?", question: "End the digest on Drugs?", label: "Unsubscribe", after: [] },
    { order: "unsubscribe ?", question: "End the digest on Drugs?", label: "Unsubscribe", after: [] },
    { order: "отписаться от наркотиков?", question: "End the digest on Drugs?", label: "Unsubscribe", after: [] },
    {
      order: "pause?",
      question: "Pause the digest on Drugs until somebody resumes?",
      label: "Pause",
      after: ["drugs paused"],
    },
    {
      ...{ order: "pause until friday?", label: "Pause", after: ["drugs active"] },
      question: "Pause the digest on Drugs until Friday 27 November 2026?",
    },
    {
      ...{ order: "skip drugs?", label: "Skip", after: ["drugs active"] },
      question: "Skip what is next in the digest on Drugs?",
    },
    {
      ...{ order: "subscribe fridays?", label: "Change it so", after: ["drugs active"] },
      question: "That would change the digest on Drugs: Every Friday",
    },
    {
      ...{ order: "subscribe trade?", label: "Subscribe", after: ["drugs active", "trade active"] },
      question: "Every Monday at 09:00, Asia/Bishkek. Topics: Trade.",
    },
    { order: "undo?", question: "Undo the last change here?", label: "Undo", after: [] },
  ])("asks back of $order, and does it at a press", async ({ order, question, label, after }) => {
    await ordered("subscribe drugs");
    const [before] = await stage.store.subscriptions.list(HERE);
    const briefing = await said(order);
    expect(plainText(briefing)).toContain(question);
    expect(await stage.store.subscriptions.list(HERE)).toEqual([before]);
    await press(briefing, label);
    expect(await kept()).toEqual(after);
    expect(await stage.store.subscriptions.list(HERE)).not.toEqual([before]);
  });

  it("asks back of resume as well", async () => {
    await ordered("subscribe drugs", "pause");
    await press(await said("resume?"), "Resume");
    expect(await kept()).toEqual(["drugs active"]);
  });

  it("takes a topic out of a digest only at a press", async () => {
    await ordered("subscribe drugs, trade");
    const briefing = await said("unsubscribe trade?");
    expect(plainText(briefing)).toContain("Take Trade out of the digest on Drugs, Trade?");
    await press(briefing, "Unsubscribe");
    expect(await kept()).toEqual(["drugs active"]);
  });

  it("of several digests asks which, and a press is no question any more", async () => {
    await ordered("subscribe drugs", "subscribe trade");
    const briefing = await said("pause?");
    expect(briefing.title).toBe("Which digest?");
    await press(briefing, "Pause: Trade");
    expect(await kept()).toEqual(["drugs active", "trade paused"]);
  });

  it("leaves what only looks, and what is asked politely", async () => {
    await ordered("subscribe drugs");
    expect((await said("status?")).title).toBe("Kyrgyzstan digest: status");
    expect((await said("could you please pause it?")).title).toBe("Paused");
  });
});

describe("An order that is negated", () => {
  it.each([
    ["don't pause drugs", "pause drugs"],
    ["dont pause it", "pause"],
    ["do not unsubscribe drugs", "unsubscribe drugs"],
    ["never skip drugs", "skip drugs"],
    ["please don't subscribe us to heroin", "subscribe us to heroin"],
    ["we don't want to unsubscribe from drugs", "unsubscribe drugs"],
    ["could you please not pause it until friday", "pause until friday"],
    ["не отписывайте нас от наркотиков", "unsubscribe drugs"],
    ["пожалуйста, не приостанавливайте рассылку", "pause"],
    ["наркотиктерди токтотпоңуз", "pause"],
  ])("changes nothing and says how it would be done: %s", async (order, typed) => {
    await ordered("subscribe drugs");
    const before = await stage.store.subscriptions.list(HERE);
    const briefing = await said(order);
    expect(briefing.title).toBe("Nothing was changed");
    expect(plainText(briefing)).toContain(`/kyrgyzstan ${typed}`);
    expect(await stage.store.subscriptions.list(HERE)).toEqual(before);
  });
});

describe("A question about the digests here", () => {
  it.each([
    ...["when is the next digest", "When does the digest come?", "is the digest paused?", "who subscribed this?"],
    ...["what is subscribed here?", "what time is the digest", "are we subscribed?", "who paused the digest?"],
    ...["кто подписал канал?", "когда следующий дайджест", "на что мы подписаны?", "дайджест на паузе?"],
    ...["кийинки дайджест качан келет?", "каналды ким жазды?"],
  ])("shows what there is: %s", async (question) => {
    await ordered("subscribe drugs");
    expect((await said(question)).title).toBe("Kyrgyzstan digest: status");
  });

  it.each(["how do I change the time?", "can we change the topics of the digest?", "как изменить время дайджеста?"])(
    "tells how one is changed: %s",
    async (question) => {
      expect(plainText(await said(question))).toContain("/kyrgyzstan subscribe at 10:30");
    },
  );

  it.each([
    ...[
      "send now",
      "send the digest now",
      "give me the digest right away",
      "пришли сейчас",
      "пришлите дайджест сейчас",
    ],
    ...["дайджестти азыр жибериңиз"],
  ])("that wants the next one now shows it: %s", async (order) => {
    await ordered("subscribe drugs");
    expect(plainText(await said(order))).toContain("A preview: this digest has not been sent yet.");
  });
});

describe("An order in other words", () => {
  it.each([
    [
      "хочу дайджест по пятницам в 18:00 по бишкекскому времени",
      "Every Friday at 18:00, Asia/Bishkek. All topics. Nothing was changed.",
    ],
    [
      "ар бейшемби саат 15:00дө героин жөнүндө жазып тур",
      "Every Thursday at 15:00, Asia/Bishkek. Topics: Heroin trade.",
    ],
    ["drugs every friday at 9", "Every Friday at 09:00, Asia/Bishkek. Topics: Drugs."],
    ["send us heroin on mondays", "Every Monday at 09:00, Asia/Bishkek. Topics: Heroin trade."],
    ["let's subscribe to drugs", "Every Monday at 09:00, Asia/Bishkek. Topics: Drugs."],
    ["get me drugs and heroin but not cocaine every friday", "The bot could not read “but not cocaine”."],
  ])("is offered before it is done: %s", async (order, offered) => {
    expect(plainText(await said(order))).toContain(offered);
    expect(await kept()).toEqual([]);
  });

  it("is done where the words are those of orders, with courtesies", async () => {
    await ordered("hey can u plz subscribe us to borders every other thursday at 10.15 bishkek");
    const [only] = await stage.store.subscriptions.list(HERE);
    expect(only).toMatchObject({
      topics: ["territorial-integrity"],
      schedule: { time: "10:15", zone: "Asia/Bishkek", rhythm: { kind: "fortnightly", first: "2026-11-26" } },
    });
  });

  it.each([
    "who was arrested on friday at 9:00?",
    "the police of Bishkek said on friday at 9 that heroin from Afghanistan was found there",
    "how often are drugs seized every week",
    "i want to know about weekly arms shipments",
    "remove the causes of corruption",
    "add it all up",
  ])("is none where it asks something else: %s", (question) => {
    expect(parseMention(question, grammar).command.kind).not.toBe("subscription");
  });

  it.each([
    ["unpause drugs", [], ["drugs active"]],
    ["сними паузу", [], ["drugs active"]],
    ["add heroin", ["Add to Drugs"], ["drugs+heroin-trade active"]],
    ["add heroin", ["A digest of its own"], ["drugs paused", "heroin-trade active"]],
    ["remove drugs", ["Unsubscribe"], []],
    ["mute drugs", ["Pause"], ["drugs paused"]],
    ["move it to 10:30", ["Change it so"], ["drugs active"]],
  ])("%s is what it means, at a press where that is not sure: %j", async (order, presses, after) => {
    await ordered("subscribe drugs", "pause");
    let briefing = await said(order);
    for (const label of presses) briefing = await press(briefing, label);
    expect(await kept()).toEqual(after);
  });

  it.each([
    ["change time to 10", "Every Monday at 10:00"],
    ["move it to 10", "Every Monday at 10:00"],
    ["set it to 9:30am", "Every Monday at 09:30"],
    ["move it to fridays", "Every Friday at 09:00"],
    ["make it fridays", "Every Friday at 09:00"],
    ["make it every other friday", "Every other Friday at 09:00"],
    ["make it daily please", "Every day at 09:00"],
    ["reschedule to friday", "Every Friday at 09:00"],
    ["change to monthly", "On day 1 of every month at 09:00"],
    ["switch to daily", "Every day at 09:00"],
    ["move drugs to fridays", "Every Friday at 09:00"],
    ["change the drugs digest to friday", "Every Friday at 09:00"],
    ["i want it every evening", "Every day at 18:00"],
    ["change timezone to paris", "Every Monday at 09:00, Europe/Paris"],
    ["перенеси на 10", "Every Monday at 10:00"],
    ["сделай по пятницам", "Every Friday at 09:00"],
    ["поменяй часовой пояс на Москву", "Every Monday at 09:00, Europe/Moscow"],
  ])("%s is offered as a change of the digest that comes", async (order, offered) => {
    await ordered("subscribe drugs");
    const briefing = await said(order);
    expect(plainText(briefing)).toContain(`That would change the digest on Drugs: ${offered}`);
    await press(briefing, "Change it so");
    expect(await kept()).toEqual(["drugs active"]);
  });

  it.each([
    ["stop it until monday", "until Monday 30 November 2026"],
    ["please stop sending these until friday", "until Friday 27 November 2026"],
    ["hold off until january", "until Friday 1 January 2027"],
    ["take a break until 10 jan", "until Sunday 10 January 2027"],
    ["hold it for 2 weeks", "until Monday 7 December 2026"],
    ["перерыв до 10 января", "until Sunday 10 January 2027"],
    ["сделайте перерыв на 2 недели", "until Monday 7 December 2026"],
  ])("%s is offered as a pause with that end", async (order, until) => {
    await ordered("subscribe drugs");
    const briefing = await said(order);
    expect(plainText(briefing)).toContain(`Pause the digest on Drugs ${until}?`);
    await press(briefing, "Pause");
    const [only] = await stage.store.subscriptions.list(HERE);
    expect(only?.standing).toMatchObject({ kind: "active", rest: { by: "Aida" } });
  });

  it.each([
    ["delete the drugs digest", "End the digest on Drugs?"],
    ["what did i subscribe to", "Kyrgyzstan digest: status"],
    ["when's the next one", "Kyrgyzstan digest: status"],
    ["верните рассылку", "Already running"],
    ["кайра башта", "Already running"],
    ["пропустим следующий", "Next digest skipped"],
    ["oops undo", "Unsubscribed"],
    ["delete subscription", "To end digests"],
  ])("%s is heard: %s", async (order, answered) => {
    await ordered("subscribe drugs");
    expect(plainText(await said(order))).toContain(answered);
  });

  it.each([
    ["set up a weekly digest on human smuggling", "human-smuggling active"],
    ["create a digest about heroin on fridays at 10", "heroin-trade active"],
    ["создай дайджест про наркотики", "drugs active"],
  ])("%s is offered as a digest of its own", async (order, after) => {
    await press(await said(order), "Subscribe");
    expect(await kept()).toEqual([after]);
  });

  it.each(["change the topic to heroin", "смени тему на героин"])("%s takes the place of the topics", async (order) => {
    await ordered("subscribe drugs fridays");
    await press(await said(order), "Change it so");
    expect(await kept()).toEqual(["heroin-trade active"]);
  });

  it("that takes the place of topics asks of which digest, where several come", async () => {
    await ordered("subscribe drugs", "subscribe trade");
    const briefing = await said("change the topic to heroin");
    expect(plainText(briefing)).toContain("Which digest shall be on Heroin trade from now on?");
    await press(briefing, "Trade");
    expect(await kept()).toEqual(["drugs active", "heroin-trade active"]);
  });

  it("that would change nothing says so, and offers no change", async () => {
    await ordered("subscribe drugs");
    const briefing = await said("make it mondays");
    expect(plainText(briefing)).toContain(
      "Nothing to change in the digest on Drugs. It comes so already: Every Monday",
    );
    expect(labels(briefing)).toEqual(["Change"]);
  });

  it.each(["make it shorter", "switch to tajikistan", "change to 2023", "change in heroin since 2021", "move on"])(
    "%s is no order",
    (words) => expect(parseMention(words, grammar).command.kind).not.toBe("subscription"),
  );

  it("moves the time and nothing else", async () => {
    await ordered("subscribe drugs every other tuesday");
    const [before] = await stage.store.subscriptions.list(HERE);
    await press(await said("change the time to 10:30"), "Change it so");
    const [after] = await stage.store.subscriptions.list(HERE);
    expect(after?.schedule).toEqual({ ...before?.schedule, time: "10:30" });
    expect(after?.topics).toEqual(["drugs"]);
  });

  it.each(["cancel", "mute", "отмени", "stop"])("%s names the words that end, pause and undo", async (word) => {
    const words = plainText(await said(word));
    for (const verb of ["unsubscribe", "pause", "undo"]) expect(words).toContain(`/kyrgyzstan ${verb}`);
  });

  it.each(["customise", "customize", "Change", "изменить"])(
    "%s, as a button is called, opens its form",
    async (word) => {
      expect(plainText(await said(word))).toContain("Type what you want.");
    },
  );

  it("opens the form of the digest that is named", async () => {
    await ordered("subscribe drugs", "subscribe trade fridays");
    const reply = await said("subscribe customise trade");
    expect(plainText(reply)).toContain("Type what you want.");
    expect((await said("subscribe customise")).title).toBe("Which digest?");
  });
});

describe("A pause whose end could not be read", () => {
  it.each([
    ["pause drugs from 1 june to 15 june", "“from 1 june to 15 june”"],
    ["pause until christmas", "“until”, “christmas”"],
    ["pause drugs for a few weeks", "“for a few weeks”"],
    ["пауза до пасхи", "“пасхи”"],
    ["pause all except drugs", "“except drugs”"],
  ])("is asked for, and none without an end is offered: %s", async (order, named) => {
    await ordered("subscribe drugs");
    const briefing = await said(order);
    expect(plainText(briefing)).toContain(named);
    expect(plainText(briefing)).toContain("Until when?");
    expect(labels(briefing)).toEqual([]);
    expect(await kept()).toEqual(["drugs active"]);
  });

  it("counted in digests is offered as skipping them", async () => {
    await ordered("subscribe drugs");
    const briefing = await said("pause for 3 digests");
    await press(briefing, "Skip those");
    const [only] = await stage.store.subscriptions.list(HERE);
    expect(only?.standing).toMatchObject({ kind: "active", next: { day: "2026-12-21" } });
  });

  it.each([
    ["pause until 29 feb", ["28 February 2027", "29 February 2028"], "2027-03-01"],
    ["pause 400 weeks", ["24 July 2034"], "2034-07-24"],
  ])("lies more than a year ahead is asked back: %s", async (order, days, next) => {
    await ordered("subscribe drugs");
    const briefing = await said(order);
    expect(labels(briefing)).toEqual(days);
    expect(await kept()).toEqual(["drugs active"]);
    await press(briefing, days[0] ?? "");
    const [only] = await stage.store.subscriptions.list(HERE);
    expect(only?.standing).toMatchObject({ next: { day: next }, rest: { by: "Aida" } });
  });
});

describe("Taking topics out", () => {
  it("that leaves nothing asks whether the digest shall end", async () => {
    await ordered("subscribe anti-money laundering");
    const briefing = await said("unsubscribe resilience");
    expect(plainText(briefing)).toContain("That would leave nothing of the digest on Anti-money laundering. End it?");
    expect(await kept()).toEqual(["anti-money-laundering active"]);
    await press(briefing, "Unsubscribe");
    expect(await kept()).toEqual([]);
  });

  it("that leaves what another digest has offers to end it instead", async () => {
    await ordered("subscribe environment", "subscribe drugs, trade, environment");
    const briefing = await said("unsubscribe drugs and trade");
    expect(plainText(briefing)).toContain("That would leave a second digest on Environment.");
    await press(briefing, "Unsubscribe");
    expect(await kept()).toEqual(["environment active"]);
  });
});

describe("A digest among several", () => {
  it("is found by one of its topics: shown at once, and asked about where something would change", async () => {
    await ordered("subscribe heroin, cannabis", "subscribe people");
    expect(plainText(await said("status heroin"))).toContain("Topics: Heroin trade, Cannabis trade.");
    expect(plainText(await said("preview heroin"))).toContain("A preview: this digest has not been sent yet.");
    const briefing = await said("pause heroin");
    expect(labels(briefing)).toEqual(["Pause: Heroin trade, Cannabis trade"]);
    await press(briefing, "Pause: Heroin trade, Cannabis trade");
    expect(await kept()).toEqual(["heroin-trade+cannabis-trade paused", "people active"]);
  });

  it("that is paused is started again by its name", async () => {
    await ordered("subscribe drugs", "subscribe trade", "subscribe people");
    expect(plainText(await said("resume"))).toContain("Nothing is paused here.");
    expect(plainText(await said("pause drugs"))).toContain("To start again, type /kyrgyzstan resume drugs.");
    await ordered("resume drugs");
    expect(await kept()).toEqual(["drugs active", "trade active", "people active"]);
  });
});

describe("An order that changes a digest", () => {
  it.each([
    ["every other tuesday", "weekly", { kind: "weekly", weekday: 2 }],
    ["fridays", "fortnightly", { kind: "fortnightly", first: "2026-11-27" }],
    ["monthly 15", "monthly", { kind: "monthly", date: 15 }],
    ["first friday", "weekly", { kind: "weekly", weekday: 5 }],
    ["mon wed", "weekly", { kind: "weekdays", weekdays: [1, 3] }],
    ["daily", "weekly", { kind: "weekly", weekday: 1 }],
  ])("of %s to %s leaves the day that was not said", async (before, now, rhythm) => {
    await ordered(`subscribe drugs ${before}`, `subscribe ${now} drugs 10:00`);
    const [only] = await stage.store.subscriptions.list(HERE);
    expect(only?.schedule).toMatchObject({ time: "10:00", rhythm });
  });

  it("of which the topic was not read says which digest the rest would change", async () => {
    await ordered("subscribe drugs");
    const briefing = await said("subscribe unicorns fridays");
    expect(plainText(briefing)).toContain("Without it, the digest on Drugs would change to: Every Friday at 09:00");
    await press(briefing, "Change it so");
    expect(await kept()).toEqual(["drugs active"]);
    expect(labels(await said("subscribe unicorns"))).toEqual(["Change"]);
  });
});

describe("Skipping a day on which none is left to skip", () => {
  it("says that its digest is skipped already, and which is the next", async () => {
    await ordered("subscribe drugs", "skip drugs");
    const words = plainText(await said("skip drugs next monday"));
    expect(words).toContain("The digest of Monday 30 November 2026 is skipped already");
    expect(words).toContain("The next one comes on Monday 7 December 2026.");
  });

  it("says of which day none is", async () => {
    await ordered("subscribe heroin");
    const words = plainText(await said("skip heroin next friday"));
    expect(words).toContain("No digest comes on Friday 27 November 2026");
    expect(words).toContain("The next one comes on Monday 30 November 2026.");
  });
});
