/** Several digests in one channel, and several people who change them. */
import { raised } from "#core/briefings/context.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { countWords } from "#core/briefings/findings.ts";
import type { Action, Briefing } from "#core/document/briefing.ts";
import { plainText } from "#core/document/plain-text.ts";
import type { SendOutcome, Unreachable } from "#core/ports.ts";
import { isAloud, type Reply } from "#core/reply.ts";
import type { Command, Conversation, Request } from "#core/request.ts";
import { parsePress } from "#core/parse.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import { contentOf, grammarOf } from "#tests/fixtures/bot.ts";
import { loadTwoPacks } from "#tests/fixtures/library.ts";
import { openStage, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { channel, DAY } from "#tests/fixtures/subscriptions.ts";
import { made } from "#tests/fixtures/made.ts";

const MINUTE = 60_000;
const content = contentOf(loadTwoPacks(), "kyrgyzstan");
const grammar = grammarOf(content.library);

/** It is Monday 23 November 2026, 09:00:05 in Bishkek. */
let stage: ScheduleStage;
let answer: (request: Request) => Promise<Reply>;
let told: { readonly to: Conversation; readonly briefing: Briefing }[];
let outcome: SendOutcome | null;
let unreachable: Unreachable | null;

beforeEach(async () => {
  stage = await openStage();
  told = [];
  outcome = { kind: "sent", messageId: "1" };
  unreachable = null;
  let ids = 0;
  const quiet = () => undefined;
  answer = createSubscriptions({
    ...{ content, store: made({ digests: stage.store }), clock: stage.clock, defaultZone: "Europe/Paris" },
    ...{ log: { info: quiet, warn: quiet, error: quiet }, newId: () => `id-${++ids}` },
    reach: () => Promise.resolve(unreachable),
    announce(to, _delivery, briefing) {
      told.push({ to, briefing });
      return Promise.resolve(outcome);
    },
  });
});
afterEach(() => stage.close());

interface Asked {
  readonly pack?: string;
  readonly by?: string;
  readonly in?: Conversation;
  readonly audience?: Request["audience"];
  readonly typed?: boolean;
}

function ask(
  command: Command,
  { by = "Aida", pack = "kyrgyzstan", in: conversation = channel("C1"), audience = "asker", typed = true }: Asked = {},
) {
  const asker = { id: `U-${by}`, name: by, zone: "Asia/Bishkek" };
  return answer({ pack, command, conversation, asker, key: null, at: null, typed, audience });
}

/** Whatever is typed is what a press would carry. */
function command(text: string): Command {
  const read = parsePress(text, grammar);
  if (read === null) throw new Error(`Nobody understands ${text}`);
  return read;
}
const say = async (text: string, asked?: Asked) => plainText((await ask(command(text), asked)).briefing);
const buttonsOf = ({ blocks }: Briefing): readonly Action[] =>
  blocks.flatMap((block) => (block.kind === "actions" ? [...block.items, ...block.more] : []));
const press = async (briefing: Briefing, label: string, asked?: Asked): Promise<Reply> => {
  const button = buttonsOf(briefing).find((action) => action.label === label);
  if (button === undefined || !("text" in button)) throw new Error(`There is no ${label}`);
  return ask(command(button.text), { ...asked, typed: false });
};
const topicsHere = async (conversation = channel("C1")) =>
  (await stage.store.subscriptions.list(conversation)).map(({ topics }) => topics.join("+") || "everything");
const standingsHere = async () =>
  (await stage.store.subscriptions.list(channel("C1"))).map(({ standing }) => standing.kind);

describe("Subscribing in a channel that has digests", () => {
  it("with other topics adds one, with the same in any order changes that one, without any changes the only one", async () => {
    await say("subscribe mondays people drugs");
    await say("subscribe at 10:00");
    await say("subscribe fridays environment");
    await say("subscribe tuesdays drugs people");
    expect(await topicsHere()).toEqual(["drugs+people", "environment"]);
    expect(await say("subscriptions")).toMatch(/Every Tuesday at 10:00.*Every Friday at 09:00/su);
  });

  it("without topics asks which is meant, and a press does to that one what was typed", async () => {
    await say("subscribe drugs");
    await say("subscribe everything");
    const { briefing } = await ask(command("subscribe fridays at 8:00"));
    expect(briefing.title).toBe("Which digest?");
    expect(buttonsOf(briefing).map(({ label }) => label)).toEqual(["Drugs", "all topics"]);
    const text = plainText((await press(briefing, "all topics")).briefing);
    expect(text).toContain("every Friday at 08:00, Asia/Bishkek. All topics.");
  });

  it("for a sixth time is refused with a way on, and changing one of the five is not", async () => {
    for (const topic of ["drugs", "trade", "people", "environment", "markets"]) await say(`subscribe ${topic}`);
    const reply = await ask(command("subscribe actors"));
    expect(plainText(reply.briefing)).toContain("5 digests come here, which is the most.");
    expect(plainText((await press(reply.briefing, "Digests here")).briefing)).toContain("Topics: Environment.");
    expect(await topicsHere()).toHaveLength(5);
    expect(await say("subscribe drugs daily")).toContain("every day at 09:00");
  });

  it("by a form changes the one that the form was opened for, also to other topics, but not to those of another", async () => {
    await say("subscribe drugs");
    await say("subscribe trade");
    const which = await ask(command("subscribe customise"));
    const form = await press(which.briefing, "Trade");
    if (form.kind !== "form") throw new Error(`A form was expected, not ${form.kind}`);
    const values = {
      ...{ often: ["daily"], time: ["07:00"], zone: ["Asia/Bishkek"] },
    };
    const submit = (topics: readonly string[]) =>
      ask({ kind: "submission", form: form.form.id, values: { ...values, topics } });
    const refused = await submit(["drugs"]);
    expect(refused).toMatchObject({
      form: { errors: { topics: expect.stringContaining("already has these topics") } },
    });
    await submit(["people"]);
    expect(await topicsHere()).toEqual(["drugs", "people"]);
    await say("unsubscribe people");
    expect(plainText((await submit(["trade"])).briefing)).toContain(
      "does not come here any more. Nothing was changed.",
    );
    expect(await topicsHere()).toEqual(["drugs"]);
  });
});

describe("A bare verb among several digests", () => {
  beforeEach(async () => {
    await say("subscribe drugs");
    await say("subscribe trade people");
  });

  it.each(["pause", "skip", "unsubscribe", "status", "preview"])(
    "asks which: %s, in few words, with what to type",
    async (verb) => {
      const { briefing } = await ask(command(verb));
      const text = plainText(briefing);
      expect(text).toContain(`2 digests come here. Choose one, or type its topics: /kyrgyzstan ${verb} drugs`);
      expect(countWords(text)).toBeLessThanOrEqual(40);
      const does = verb === "skip" ? "Skip next" : raised(verb);
      const labels = [`${does}: Drugs`, `${does}: Trade, People`, ...(verb === "preview" ? [] : ["All of them"])];
      expect(buttonsOf(briefing).map(({ label }) => label)).toEqual(labels);
      expect(await standingsHere()).toEqual(["active", "active"]);
    },
  );

  it("with topics or by a press is about that one, with all about every one", async () => {
    await say("pause people trade");
    expect(await standingsHere()).toEqual(["active", "paused"]);
    await press((await ask(command("pause"))).briefing, "Pause: Drugs");
    expect(await standingsHere()).toEqual(["paused", "paused"]);
    expect(await say("resume all")).toContain("Topics: Trade, People.");
    expect(await standingsHere()).toEqual(["active", "active"]);
    expect(await say("preview drugs")).toContain("A preview: this digest has not been sent yet.");
    await press((await ask(command("unsubscribe"))).briefing, "All of them");
    expect(await topicsHere()).toEqual([]);
  });

  it("starts again by the bare word the one that rests, and by some of its topics", async () => {
    await say("pause people trade");
    expect(await say("resume")).toContain("Topics: Trade, People.");
    expect(await standingsHere()).toEqual(["active", "active"]);
    await say("pause people trade until 1 february");
    expect(await say("resume trade")).toContain("Topics: Trade, People.");
    expect(await say("resume")).toContain("Already running");
    await say("pause all");
    expect(await say("resume")).toContain("2 digests come here. Choose one");
    expect(await standingsHere()).toEqual(["paused", "paused"]);
  });

  it("on many topics names some of them to start it again by, which do", async () => {
    await say("subscribe fauna flora heroin cocaine cannabis");
    const told = await say("pause fauna flora heroin cocaine cannabis");
    const [, order = ""] = /To start again, type \/kyrgyzstan (resume [^.]+)\./u.exec(told) ?? [];
    expect(order.split(",")).toHaveLength(3);
    await say("pause drugs");
    await say(order);
    expect(await standingsHere()).toEqual(["paused", "active", "active"]);
  });

  it("with topics that no digest has alone changes nothing and asks, never about all that come here", async () => {
    const { briefing } = await ask(command("pause trade"));
    expect(plainText(briefing)).toContain("No digest here is about just Trade.");
    expect(buttonsOf(briefing).map(({ label }) => label)).not.toContain("All of them");
    expect(await standingsHere()).toEqual(["active", "active"]);
  });

  it.each(["pause until friday", "pause 2 weeks", "skip 3"])(
    "keeps what stands behind it for all: %s",
    async (typed) => {
      const { briefing } = await ask(command(typed));
      const all = plainText((await press(briefing, "All of them")).briefing);
      expect(all).not.toContain("could not read");
      expect(all).toMatch(typed.startsWith("pause") ? /until/u : /3/u);
    },
  );

  it("in a message about one is about that one, and says so once it has ended", async () => {
    const { briefing } = await ask(command("subscribe drugs daily"));
    await press(briefing, "Pause");
    expect(await standingsHere()).toEqual(["paused", "active"]);
    await press(briefing, "Unsubscribe");
    expect(await topicsHere()).toEqual(["trade+people"]);
    expect(plainText((await press(briefing, "Unsubscribe")).briefing)).toContain("does not come here any more");
    expect(await topicsHere()).toEqual(["trade+people"]);
  });

  it("in a digest is about the one that it came from", async () => {
    stage.clock.move(7 * DAY);
    await stage.tick.tick();
    const digests = stage.slack.arrived.filter(({ delivery }) => delivery.endsWith("2026-11-30"));
    expect(digests).toHaveLength(2);
    await press(digests[1]!.briefing, "Pause");
    expect((await standingsHere()).toSorted()).toEqual(["active", "paused"]);
  });

  it("shows of each in its status what became of it alone", async () => {
    await say("skip drugs");
    expect(await say("status drugs")).toContain("Skipped. Aida asked for it.");
    expect(await say("status trade people")).not.toContain("skipped");
  });
});

describe("Unsubscribing from topics", () => {
  it("ends the digest that is exactly these, and leaves one alone that has them too", async () => {
    await say("subscribe trade drugs");
    await say("subscribe drugs");
    const text = await say("unsubscribe drugs");
    expect(text).toContain("No more digests on Drugs will come here. These still do: Trade, Drugs.");
    expect(await topicsHere()).toEqual(["trade+drugs"]);
  });

  it("takes them out of the only one that has them, and says what is left", async () => {
    await say("subscribe trade drugs");
    expect(await say("unsubscribe drugs")).toMatch(/Topics taken out\n\n.*Topics: Trade\./su);
    expect(await topicsHere()).toEqual(["trade"]);
  });

  it.each([
    ["drugs", "heroin-trade", "cocaine-trade+cannabis-trade+synthetic-drug-trade"],
    // What would leave nothing is asked back.
    ["heroin-trade cocaine-trade", "drugs", "heroin-trade+cocaine-trade"],
    ["drugs", "markets", "drugs"],
  ])("of the digest on %s leaves without %s: %j", async (order, out, left) => {
    await say(`subscribe ${order}`);
    await say(`unsubscribe ${out}`);
    expect(await topicsHere()).toEqual([left]);
  });

  it("of a digest on everything goes on with everything else", async () => {
    await say("subscribe");
    await say("unsubscribe drugs");
    const [left = ""] = await topicsHere();
    expect(left.split("+")).toHaveLength(8);
    expect(left).not.toContain("drugs");
  });

  it("asks where several have them, and says where none has", async () => {
    await say("subscribe trade drugs");
    await say("subscribe drugs people");
    const { briefing } = await ask(command("unsubscribe drugs"));
    await press(briefing, "Take out of: Drugs, People");
    expect(await topicsHere()).toEqual(["trade+drugs", "people"]);
    expect(await say("unsubscribe environment")).toContain("No digest here is about Environment. Nothing was changed.");
    expect(await topicsHere()).toEqual(["trade+drugs", "people"]);
  });
});

describe("Words that cannot be read behind unsubscribe", () => {
  it("are named, and lead to what comes here, not to the end of everything", async () => {
    await say("subscribe drugs");
    const { briefing } = await ask(command("unsubscribe unicorns"));
    expect(briefing.title).toBe("Nothing was changed");
    expect(buttonsOf(briefing).map((action) => "text" in action && action.text)).toEqual(["subscriptions"]);
    expect(plainText(briefing)).not.toMatch(/unsubscribe/u);
  });
});

describe("Who did what", () => {
  it("is told to the others with a way back, by name and by the digest's topics", async () => {
    await say("subscribe drugs");
    for (const text of ["pause", "resume", "skip", "subscribe fridays", "unsubscribe"]) await say(text, { by: "Beka" });
    const words = told.filter(({ to }) => to.kind === "channel").map(({ briefing }) => plainText(briefing));
    expect(words).toHaveLength(6);
    for (const text of words) expect(countWords(text)).toBeLessThanOrEqual(50);
    for (const { briefing } of told.filter(({ to }) => to.kind === "channel"))
      expect(buttonsOf(briefing).map(({ label }) => label)).toContain("Undo");
    expect(words[0]).toContain("Aida has set up a digest here.");
    expect(words.slice(1).map((text) => text.split("\n\n")[1])).toEqual([
      "Beka paused the digest on Drugs.",
      "Beka resumed the digest on Drugs.",
      "Beka skipped what was next in the digest on Drugs.",
      "Beka changed the digest on Drugs.",
      "Beka ended the digest on Drugs.",
    ]);
    expect(words[4]).toContain(
      "Before: Every Monday at 09:00, Asia/Bishkek. Now: Every Friday at 09:00, Asia/Bishkek.",
    );
  });

  it("stands in an answer that the others read, and is not told again", async () => {
    await say("subscribe drugs", { audience: "everyone" });
    const { briefing } = await ask(command("skip"), { audience: "everyone", by: "Beka" });
    expect(plainText(briefing)).toContain("Beka skipped what was next in the digest on Drugs.");
    expect(buttonsOf(briefing).map(({ label }) => label)).toContain("Undo");
    expect(told).toEqual([]);
  });

  it("is told by the answer itself where the bot may not write", async () => {
    await say("subscribe drugs");
    outcome = { kind: "refused", reason: "not_in_channel", advice: "invite" };
    const reply = await ask(command("unsubscribe"), { by: "Beka" });
    expect(isAloud(reply)).toBe(true);
    expect(plainText(reply.briefing)).toContain("Beka ended the digest on Drugs.");
  });

  it("is told to nobody where two are alone, or where nothing was changed", async () => {
    const alone = { ...channel("D1"), kind: "direct" } as const;
    await say("subscribe", { in: alone });
    await say("pause", { in: alone });
    await say("subscribe");
    told = [];
    await say("resume");
    await say("subscribe");
    expect(told).toEqual([]);
  });

  it("is told in person to whoever set up a digest that somebody else ends, and to nobody who ends their own", async () => {
    await say("subscribe drugs");
    await say("subscribe trade");
    await say("unsubscribe trade");
    await say("unsubscribe drugs", { by: "Beka" });
    const personal = told.filter(({ to }) => to.kind === "direct");
    expect(personal.map(({ to }) => to.channel)).toEqual(["U-Aida"]);
    expect(plainText(personal[0]!.briefing)).toContain(
      "Beka ended the digest on Drugs, which you set up in a channel or group chat.",
    );
  });

  it("is kept in a log, with what it was before and after", async () => {
    await say("subscribe drugs");
    stage.clock.move(MINUTE);
    await say("pause", { by: "Beka" });
    const [last, first] = await stage.store.subscriptions.log(0, 10);
    expect(first).toMatchObject({
      what: "subscribed",
      by: { name: "Aida" },
      before: null,
      after: { topics: ["drugs"] },
    });
    expect(last).toMatchObject({
      ...{ what: "paused", by: { name: "Beka" }, isUndone: false },
      place: { pack: "kyrgyzstan", conversation: { platform: "slack", channel: "C1" } },
      ...{ before: { standing: { kind: "active" } }, after: { standing: { kind: "paused" } } },
    });
  });
});

describe("In a channel to which another country's digest comes", () => {
  const ofRuritania = { pack: "ruritania" };

  it.each(["pause", "skip", "status", "unsubscribe", "resume"])(
    "“%s” for a country of which none comes says that of this country alone, and the way to the other",
    async (text) => {
      await say("subscribe fridays", ofRuritania);
      const reply = await ask(command(text));
      expect(plainText(reply.briefing)).toContain("No Kyrgyzstan digest comes here.");
      expect(plainText((await press(reply.briefing, "Digests here")).briefing)).toContain("Ruritania");
    },
  );

  it("ending the last of one country does not say that none will come", async () => {
    await say("subscribe fridays", ofRuritania);
    await say("subscribe mondays");
    expect(await say("unsubscribe")).toContain("No more Kyrgyzstan digests will come here.");
    expect(await say("unsubscribe", ofRuritania)).toContain("No more digests will come here.");
  });
});

describe("Undo", () => {
  const state = async () => {
    const all = await stage.store.subscriptions.list(channel("C1"));
    return all.map(({ id, topics, standing, number, lastDay, schedule }) => ({
      ...{ id, topics, standing, number, lastDay, schedule },
    }));
  };

  it.each(["pause", "skip", "subscribe fridays at 7:00", "unsubscribe", "unsubscribe drugs", "unsubscribe all"])(
    "by anyone there puts back what “%s” changed, number and next day included",
    async (text) => {
      await say("subscribe drugs people");
      stage.clock.move(7 * DAY);
      await stage.tick.tick();
      const before = await state();
      expect(before).toMatchObject([{ number: 1 }]);
      const { briefing } = await ask(command(text));
      expect(await state()).not.toEqual(before);
      const { briefing: back } = await press(briefing, "Undo", { by: "Beka" });
      expect(back.title).toBe("Undone");
      expect(await state()).toEqual(before);
      expect(plainText(told.at(-1)!.briefing)).toContain("Beka undid the last change to the digest on Drugs");
    },
  );

  it("of subscribing ends it, and of all puts all back, once", async () => {
    await say("subscribe drugs");
    const { briefing } = await ask(command("subscribe trade"));
    expect(plainText((await press(briefing, "Undo")).briefing)).toContain("These still do: Drugs.");
    await say("subscribe people");
    const before = await state();
    const ended = (await ask(command("unsubscribe all"))).briefing;
    const presses = await Promise.all([press(ended, "Undo"), press(ended, "Undo", { by: "Beka" })]);
    expect(presses.map((reply) => reply.briefing.title).toSorted()).toEqual(["Not undone", "Undone"]);
    expect(await state()).toEqual(before);
    expect(plainText((await press(ended, "Undo")).briefing)).toContain("Somebody has undone that already.");
  });

  it("lets a digest go out that was due, and that pausing had taken back", async () => {
    await say("subscribe drugs daily");
    await say("skip");
    await say("undo");
    stage.clock.move(DAY);
    expect(await stage.tick.tick()).toMatchObject({ sent: 1 });
  });

  it("is too late after ten minutes", async () => {
    await say("subscribe drugs");
    const { briefing } = await ask(command("pause"));
    stage.clock.move(10 * MINUTE + 1000);
    expect(plainText((await press(briefing, "Undo")).briefing)).toContain("more than ten minutes ago");
    expect(await say("undo")).toContain("Nothing was changed here in the last ten minutes.");
    expect(await standingsHere()).toEqual(["paused"]);
  });

  it("changes nothing once a digest has gone out or somebody has changed it since", async () => {
    await say("subscribe drugs daily at 9:01");
    const { briefing } = await ask(command("subscribe daily at 9:02"));
    stage.clock.move(2 * MINUTE);
    await stage.tick.tick();
    const since = "has been changed or sent since then";
    expect(plainText((await press(briefing, "Undo")).briefing)).toContain(since);
    const paused = (await ask(command("pause"))).briefing;
    await say("resume");
    expect(plainText((await press(paused, "Undo")).briefing)).toContain(since);
    expect(await standingsHere()).toEqual(["active"]);
  });

  it("of an end says so where another digest has its topics by now", async () => {
    await say("subscribe drugs");
    const { briefing } = await ask(command("unsubscribe"));
    await say("subscribe drugs daily");
    expect(plainText((await press(briefing, "Undo")).briefing)).toContain("already has these topics");
    expect(await topicsHere()).toEqual(["drugs"]);
  });

  it("of an end says so where there is no room for it any more", async () => {
    await say("subscribe drugs");
    const { briefing } = await ask(command("unsubscribe"));
    for (const topic of ["trade", "people", "environment", "heroin", "cocaine"]) await say(`subscribe ${topic}`);
    expect(plainText((await press(briefing, "Undo")).briefing)).toContain("5 digests come here, which is the most");
    expect(await topicsHere()).toHaveLength(5);
  });

  it("typed undoes the last command that can be, and names words that it cannot read", async () => {
    await say("subscribe drugs");
    await say("pause");
    expect(await say("undo drugs")).toContain("could not read “drugs”");
    expect(await say("undo")).toContain("Undone");
    expect(await standingsHere()).toEqual(["active"]);
  });
});

describe("Skipping the digests of some days", () => {
  const nextHere = async () => {
    const [only] = await stage.store.subscriptions.list(channel("C1"));
    return only?.standing.kind === "active" ? only.standing.next.day : null;
  };

  it.each([
    ["subscribe mondays", "skip next week", ["Digest of Monday 30 November 2026 skipped", "2026-12-07"]],
    ["subscribe mondays", "skip monday", ["Digest of Monday 30 November 2026 skipped", "2026-12-07"]],
    ["subscribe mondays", "пропустить следующую неделю", ["Digest of Monday 30 November 2026 skipped", "2026-12-07"]],
    [
      "subscribe mondays",
      "кийинки аптаны өткөрүп жибериңиз",
      ["Digest of Monday 30 November 2026 skipped", "2026-12-07"],
    ],
    ["subscribe daily", "skip tomorrow", ["Digest of Tuesday 24 November 2026 skipped", "2026-11-25"]],
    ["subscribe daily", "skip this week's digests", ["6 digests skipped, those of this week", "2026-11-30"]],
    ["subscribe wed fri", "skip this week", ["2 digests skipped, those of this week", "2026-12-02"]],
    ["subscribe wed fri", "skip wednesday", ["Digest of Wednesday 25 November 2026 skipped", "2026-11-27"]],
    ["subscribe mondays", "skip this month", ["Digest of Monday 30 November 2026 skipped", "2026-12-07"]],
    ["subscribe monthly", "skip next month", ["Digest of Tuesday 1 December 2026 skipped", "2027-01-01"]],
    ["subscribe monthly", "skip next week", ["Digest of Tuesday 1 December 2026 skipped", "2027-01-01"]],
  ])("after %j, %j passes over them, and Undo takes that back", async (order, text, [title, next]) => {
    await say(order);
    const before = await nextHere();
    const { briefing } = await ask(command(text));
    expect({ title: briefing.title, next: await nextHere() }).toEqual({ title, next });
    await press(briefing, "Undo");
    expect(await nextHere()).toBe(before);
  });

  it.each([
    ["subscribe mondays", "skip this week", "No digest to skip this week"],
    ["subscribe mondays", "skip tomorrow", "No digest comes on Tuesday 24 November 2026"],
    ["subscribe mondays", "skip next friday", "No digest comes on Friday 27 November 2026"],
    ["subscribe monthly", "skip this month", "No digest to skip this month"],
  ])("after %j, %j changes nothing where none comes then", async (order, text, title) => {
    await say(order);
    const before = await nextHere();
    const { briefing } = await ask(command(text));
    expect({ title: briefing.title, next: await nextHere() }).toEqual({ title, next: before });
  });

  it("changes nothing where others come before, says so and offers those as well", async () => {
    await say("subscribe wed fri");
    const { briefing } = await ask(command("skip next week"));
    expect(plainText(briefing)).toContain("one comes before next week, on Wednesday 25 November 2026");
    expect(await nextHere()).toBe("2026-11-25");
    expect((await press(briefing, "Skip next 4")).briefing.title).toBe("Next 4 digests skipped");
    expect(await nextHere()).toBe("2026-12-09");
  });

  it("is done to all of several digests, or to none", async () => {
    await say("subscribe drugs mondays");
    await say("subscribe trade daily");
    expect(await say("skip all next week")).toContain("Nothing was skipped");
    expect(await say("skip all tomorrow")).toContain("Digest of Tuesday 24 November 2026 skipped");
    expect(await say("skip drugs next week")).toContain("Digest of Monday 30 November 2026 skipped");
  });

  it("names what is said twice", async () => {
    await say("subscribe drugs");
    expect(await say("skip 2 next week")).toContain("could not read “next week”");
    expect(await say("skip next week, this week")).toContain("could not read “this week”");
    expect(await nextHere()).toBe("2026-11-30");
  });
});

describe("What is nearly another order", () => {
  it.each([
    ["unsubscribe drugs for a while", "pause drugs", "paused"],
    ["unsubscribe until 1 december", "pause until 1 december", "active"],
    ["skip until monday", "pause until monday", "active"],
  ])("%j changes nothing, and offers %j", async (text, offered, standing) => {
    await say("subscribe drugs");
    await say("subscribe people");
    await say("unsubscribe people");
    const { briefing } = await ask(command(text));
    expect(plainText(briefing)).toContain(`For a break, pause it: /kyrgyzstan ${offered}`);
    expect(await standingsHere()).toEqual(["active"]);
    expect((await press(briefing, "Pause")).briefing.title).toBe("Paused");
    expect(await standingsHere()).toEqual([standing]);
  });

  it.each([
    ["pause next week", "skip next week", ["A pause begins at once", "Skip those"]],
    ["приостановить на следующей неделе", "skip next week", ["A pause begins at once", "Skip those"]],
    ["resume on monday", "pause until monday", ["It can pause until then", "Pause"]],
    ["возобновить завтра", "pause for 1 day", ["It can pause until then", "Pause"]],
  ])("%j changes nothing, and offers %j instead", async (text, offered, [words = "", label = ""]) => {
    await say("subscribe drugs");
    const { briefing } = await ask(command(text));
    expect(plainText(briefing)).toMatch(new RegExp(`${words}.*: /kyrgyzstan ${offered}`, "u"));
    expect(await standingsHere()).toEqual(["active"]);
    expect((await press(briefing, label)).briefing.title).toMatch(/^(?:Paused|Digest of .+ skipped)$/u);
  });

  it("is asked for by name where it is a time zone that nobody can tell", async () => {
    await say("subscribe drugs");
    const before = await stage.store.subscriptions.list(channel("C1"));
    expect(await say("subscribe fridays in us time")).toContain("Which time zone is “us time”? Name its city");
    expect(await stage.store.subscriptions.list(channel("C1"))).toEqual(before);
  });

  it.each([
    ["pause until 12/1/2026", "until Tuesday 1 December 2026"],
    ["pause until 1/12/2026", "until Tuesday 1 December 2026"],
    ["pause until 12/11/2026", "until Friday 11 December 2026"],
    ["pause until 1/2/2027", "“until 1/2/2027” can be 1 February 2027 or 2 January 2027"],
    ["pause until 1/2/2025", "“until 1/2/2025” can be"],
  ])("%j is the one day that is still to come, or is asked back", async (text, words) => {
    await say("subscribe drugs");
    expect(await say(text)).toContain(words);
  });

  it.each(["pause", "pause until 1 december"])("brings digests again after %j, and says so", async (rest) => {
    await say("subscribe drugs");
    await say(rest);
    expect(await say("subscribe at 10")).toContain("It was paused. Digests come again.");
    expect(await standingsHere()).toEqual(["active"]);
    expect(await say("subscribe at 11")).not.toContain("It was paused");
    await say("undo");
    await say("undo");
    expect(await say("status")).toContain("Paused");
  });
});

describe("Where no digest could arrive", () => {
  it.each([
    [{ ...channel("D9"), kind: "direct" } as const, "The bot cannot post between other people."],
    [channel("G1"), "To let it in: /invite @Briefing. Then subscribe again."],
    [channel("19:x", "T1", "teams"), "To let it in: add the app to the team or chat. Then subscribe again."],
  ])("subscribing is refused at once, with what helps, and nothing is kept: %j", async (place, words) => {
    unreachable = { reason: "channel_not_found", advice: "invite" };
    expect(await say("subscribe", { in: place })).toContain(words);
    expect(await topicsHere(place)).toEqual([]);
    expect(told).toEqual([]);
  });
});
