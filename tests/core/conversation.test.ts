/** What a conversation is about: who writes it, who is read against it, and for how long. */
import { beforeEach, describe, expect, it } from "vitest";
import { createRunFrames } from "#app/memory/conversations.ts";
import { createHandlers } from "#app/bot.ts";
import type { ChannelPacks } from "#core/subscriptions/channel-pack.ts";
import type { Frames } from "#core/conversation/memory.ts";
import type { Bot } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import type { Conversation, Incoming } from "#core/request.ts";
import { contentOf, createTestBot, indexesOf, library, SILENT } from "#tests/fixtures/bot.ts";
import { loadTestLibrary, loadTwoPacks } from "#tests/fixtures/library.ts";
import { createRunChannelPacks, NOTHING_KEPT } from "#tests/fixtures/frames.ts";
import { made } from "#tests/fixtures/made.ts";

const START = Date.parse("2026-11-22T12:00:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let now: number;
let frames: Frames;
let channelPacks: ChannelPacks;
let bot: Bot;
beforeEach(() => {
  now = START;
  frames = createRunFrames();
  channelPacks = createRunChannelPacks();
  bot = botOver();
});

function botOver(options: { readonly library?: typeof library } = {}): Bot {
  const loaded = options.library ?? library;
  const clock = { now: () => now };
  const { handlers } = createHandlers({
    ...{ content: contentOf(loaded), indexes: indexesOf(loaded) },
    ...{ clock, log: SILENT },
    store: made({ answers: NOTHING_KEPT, channelPacks }),
    subscriptions: () => Promise.reject(new Error("Nothing is ordered here")),
  });
  return createTestBot({
    library: loaded,
    now: clock.now,
    frames,
    packOf: (conversation) => channelPacks.packOf(conversation),
    handlers: { ask: handlers.ask, here: handlers.here },
  });
}

interface Said {
  readonly by?: string;
  readonly in?: Partial<Conversation>;
  /** Minutes after the start. */
  readonly at?: number;
  readonly privately?: boolean;
}

const THREAD: Conversation = { platform: "slack", tenant: "T1", channel: "C1", thread: "1.1", kind: "channel" };
const DIRECT: Partial<Conversation> = { channel: "D1", thread: null, kind: "direct" };

function incoming({ by = "U1", in: place = {}, at, privately = false }: Said): Omit<Incoming, "pack" | "command"> {
  return {
    conversation: { ...THREAD, ...place },
    asker: { id: by, name: by, zone: null },
    ...{ key: null, at: at === undefined ? (now += 1000) : START + at * MINUTE, typed: true },
    audience: privately ? "asker" : "everyone",
  };
}

function say(text: string, said: Said = {}): Promise<Reply> {
  return bot.handle({ ...bot.parseMention(text), ...incoming(said) });
}

function press(text: string, said: Said = {}): Promise<Reply> {
  return bot.handle({
    pack: "kyrgyzstan",
    command: bot.parse(text),
    ...incoming({ privately: true, ...said }),
    typed: false,
  });
}

const HEROIN_SCORE = { kind: "figures", topic: "heroin-trade" };

describe("A turn that leans on what was said", () => {
  it.each(["and its score?", "score?", "what's its score", "score"])(
    "is about the page before it: %s",
    async (turn) => {
      await say("heroin");
      expect(await say(turn)).toMatchObject(HEROIN_SCORE);
    },
  );

  it("is about the term whose meaning was asked", async () => {
    await say("what is a mafia-style group?");
    expect(await say("and its score?")).toMatchObject({ kind: "figures", topic: "mafia-style-groups" });
  });

  it.each(["what about heroin?", "heroin", "trend heroin", "compare tajikistan heroin", "heroin seizures in 2023"])(
    "is about what came before it, whatever kind that was: %s",
    async (first) => {
      await say(first);
      expect(await say("and its score?")).toMatchObject(HEROIN_SCORE);
    },
  );

  it("is about the newest topic: a page replaces what a question was about, and the other way round", async () => {
    await say("what about heroin?");
    await say("arms");
    expect(await say("who controls it?")).toMatchObject({ kind: "answer", topic: "arms-trafficking" });
    await say("who controls prisons?");
    await say("cannabis");
    expect(await say("what's its score?")).toMatchObject({ kind: "figures", topic: "cannabis-trade" });
  });

  it("takes the figures over where it names another country, edition or topic", async () => {
    await say("what's the AML score");
    const compared = { kind: "figures", question: { kind: "compare", subject: { slug: "anti-money-laundering" } } };
    expect(await say("how does Uzbekistan do on that?")).toMatchObject(compared);
    expect(await say("and Tajikistan?")).toMatchObject({ ...compared, question: { countries: ["tajikistan"] } });
    expect(await say("and in 2023?")).toMatchObject({
      question: { edition: 2023, subject: { slug: "anti-money-laundering" } },
    });
    expect(await say("and heroin?")).toMatchObject(HEROIN_SCORE);
  });

  const AT = (place: number, end: string) => ({ asked: { kind: "at", place, end } });
  it.each([
    [["heroin"], "its rank?", { kind: "rank", subject: { slug: "heroin-trade" } }],
    [["heroin"], "who is best?", { kind: "rank", subject: { slug: "heroin-trade" }, ...AT(1, "best") }],
    [["heroin"], "and the best?", { kind: "rank", subject: { slug: "heroin-trade" }, ...AT(1, "best") }],
    [["heroin"], "worst one?", { kind: "rank", subject: { slug: "heroin-trade" }, ...AT(1, "worst") }],
    [["rank heroin 2023"], "who's first?", { kind: "rank", edition: 2023, ...AT(1, "highest") }],
    [["rank heroin 2023", "who's first?"], "and second?", { kind: "rank", edition: 2023, ...AT(2, "highest") }],
    [
      ["rank mafia"],
      "is that a tie?",
      { kind: "rank", subject: { slug: "mafia-style-groups" }, asked: { kind: "tie" } },
    ],
    [["compare georgia heroin"], "who is best?", { kind: "rank", subject: { slug: "heroin-trade" } }],
    [["markets"], "worst one?", { kind: "extreme", pillar: "markets", end: "worst" }],
    [["drugs"], "second?", { kind: "extreme", section: "drugs", place: 2 }],
    [["drugs"], "how many rose?", { kind: "changes", subject: { slug: "drugs" } }],
    [["heroin"], "is it over 6?", { kind: "score", subject: { slug: "heroin-trade" }, bound: { value: 6 } }],
    [["heroin"], "what is the average?", { kind: "average", subject: { slug: "heroin-trade" } }],
  ])("asks a short question of what was spoken of: %j, then %j", async (before, text, question) => {
    for (const turn of before) await say(turn);
    expect(await say(text)).toMatchObject({ kind: "figures", question });
  });

  it("leaves the worst of what was told in words to the words", async () => {
    await say("why are the borders so hard to watch?");
    expect((await say("which ones are worst?")).kind).not.toBe("figures");
  });

  it("brings the findings that the conversation has not seen, until there are no more", async () => {
    const seen: string[] = [];
    let reply = await say("are falcons smuggled?");
    for (let turn = 0; reply.kind === "answer" && turn < 20; turn++) {
      seen.push(...reply.citations.map(({ finding }) => finding));
      reply = await say("tell me more");
    }
    expect(reply.briefing.summary).toContain("That is all");
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("is of the edition before it: the world rank behind the score of 2025", async () => {
    await say("resilience score 2025?");
    expect((await say("world rank?")).briefing.summary).toContain("2025");
  });

  it("is of the edition before it in the region as well, and of another country's newest", async () => {
    await say("heroin score 2023?");
    const ranked = { kind: "figures", question: { kind: "rank", subject: { slug: "heroin-trade" }, edition: 2023 } };
    expect(await say("and in the region?")).toMatchObject(ranked);
    const compared = { kind: "compare", subject: { slug: "heroin-trade" }, countries: ["azerbaijan"], edition: 2025 };
    expect(await say("and in Azerbaijan, latest?")).toMatchObject({ kind: "figures", question: compared });
  });

  it.each(["what did this market score in 2025?", "балл этого рынка в 2025?"])(
    "points at its market: %s",
    async (turn) => {
      await say("gold");
      const question = { kind: "score", subject: { slug: "non-renewable-resource-crimes" }, edition: 2025 };
      expect(await say(turn)).toMatchObject({ kind: "figures", question });
    },
  );

  it("is a question though it is one word that is no topic", async () => {
    await say("heroin");
    expect((await say("working?")).kind).toBe("abstention");
  });

  it("behind another country's figures is told nothing of what made them so", async () => {
    await say("compare armenia resilience");
    expect(await say("why is Armenia so good?")).toMatchObject({ kind: "abstention", reason: "another-country" });
  });

  it("is put right by what was meant", async () => {
    await say("heroin score 2025?");
    expect(await say("no sorry i meant cannabis")).toMatchObject({ kind: "figures", topic: "cannabis-trade" });
  });

  it("is not bent where it has a subject of its own", async () => {
    await say("heroin");
    expect(await say("are falcons smuggled?")).toMatchObject({ topic: "fauna-crimes" });
  });

  it("is not bent where it says that it leaves the subject", async () => {
    await say("why are the borders so leaky?");
    const turn = "different subject: how hard is it for an honest company to get started there?";
    expect(await say(turn)).toMatchObject({ topic: "economic-regulatory-capacity" });
  });
});

describe("What is pressed", () => {
  it("says all that it means, and is not bent", async () => {
    await say("heroin");
    expect(await press("trend")).toMatchObject({ kind: "figures", question: { subject: { kind: "headline" } } });
  });

  it("is gone on with by the one who pressed, and bends nobody else's turn", async () => {
    await say("arms");
    await press("heroin-trade");
    expect(await say("and its score?", { by: "U2" })).toMatchObject({ topic: "arms-trafficking" });
    await press("heroin-trade");
    expect(await say("and its score?")).toMatchObject(HEROIN_SCORE);
  });
});

describe("A command, whose answer only the asker sees,", () => {
  const command = { in: { thread: null }, privately: true };

  it("is gone on with by the next command, and by the thread that its asker then opens", async () => {
    await say("heroin", command);
    expect(await say("score", command)).toMatchObject(HEROIN_SCORE);
    expect(await say("and its score?", { in: { thread: "2.2" } })).toMatchObject(HEROIN_SCORE);
    expect(await say("and its score?", { in: { thread: "3.3" }, by: "U2" })).not.toMatchObject(HEROIN_SCORE);
  });

  it("is gone on with as if it had been answered anew, where its answer was only given again", async () => {
    const goneOn = async (again: "anew" | "given"): Promise<readonly string[]> => {
      [frames, now] = [createRunFrames(), START];
      const drugs = await say("drugs", command);
      const heroin = await say("heroin", { ...command, by: "U2" });
      for (const [text, reply] of [
        ["heroin", heroin],
        ["drugs", drugs],
        ["heroin", heroin],
      ] as const)
        if (again === "anew") await say(text, command);
        else await bot.repeat(reply, { ...bot.parseMention(text), pack: "kyrgyzstan", ...incoming(command) });
      const replies = [await say("tell me more", command), await say("tell me more", command)];
      return replies.map(({ briefing }) => JSON.stringify(briefing));
    };
    frames = createRunFrames();
    bot = botOver();
    expect(await goneOn("given")).toEqual(await goneOn("anew"));
  });

  it("is forgotten after an hour", async () => {
    await say("heroin", { ...command, at: 0 });
    expect(await say("score", { ...command, at: 59 })).toMatchObject(HEROIN_SCORE);
    await say("heroin", { ...command, at: 100 });
    expect(await say("score", { ...command, at: 161 })).not.toMatchObject(HEROIN_SCORE);
  });
});

describe("What a conversation is about", () => {
  it("is of one thread, for thirty days", async () => {
    await say("heroin", { at: 0 });
    expect(await say("and its score?", { in: { thread: "9.9" }, by: "U2", at: 1 })).not.toMatchObject(HEROIN_SCORE);
    expect(await say("and its score?", { at: (29 * DAY) / MINUTE })).toMatchObject(HEROIN_SCORE);
    expect(await say("and its score?", { at: (60 * DAY) / MINUTE })).not.toMatchObject(HEROIN_SCORE);
  });

  it("is kept for an hour of silence between two, who have no threads", async () => {
    await say("heroin", { in: DIRECT, at: 0 });
    expect(await say("and its score?", { in: DIRECT, at: 59 })).toMatchObject(HEROIN_SCORE);
    expect(await say("and its score?", { in: DIRECT, at: 118 })).toMatchObject(HEROIN_SCORE);
    expect(await say("and its score?", { in: DIRECT, at: 179 })).not.toMatchObject(HEROIN_SCORE);
  });

  it("is read in the order in which things were said, not in which they arrived", async () => {
    await say("heroin", { at: 0 });
    await say("arms", { at: 10 });
    expect(await say("and its score?", { at: 5 })).toMatchObject(HEROIN_SCORE);
    expect(await say("and its score?", { at: 11 })).toMatchObject({ topic: "arms-trafficking" });
  });

  it("begins with a message of the bot's own in the thread below it", async () => {
    const reply = await say("heroin", { in: DIRECT });
    await bot.posted(reply, { pack: null, conversation: { ...THREAD, ...DIRECT }, id: "7.7" });
    expect(await say("and its score?", { in: { ...DIRECT, thread: "7.7" }, by: "U2" })).toMatchObject(HEROIN_SCORE);
  });

  it("is slugs and ids, never a word that was typed", async () => {
    const written: string[] = [];
    const kept = frames;
    frames = {
      load: (place, at) => kept.load(place, at),
      save: (place, frame, at) => {
        written.push(JSON.stringify(frame));
        return kept.save(place, frame, at);
      },
    };
    bot = botOver();
    await say("are saker falcons smuggled to Dubai, asks Aida?");
    expect(written).toHaveLength(1);
    expect(written.join(" ")).not.toMatch(/saker|Dubai|Aida/iu);
  });

  it("has its own country: the default one first, then whichever was named", async () => {
    const two = loadTwoPacks();
    bot = botOver({ library: two });
    const other = two.packs.find(({ slug }) => slug !== bot.defaultPack);
    expect(await say("drugs", { in: { thread: "5.5" } })).toMatchObject({
      briefing: { title: expect.stringContaining("Kyrgyzstan") },
    });
    const named = await say(`${other?.slug} drugs`);
    const next = await say("human-trafficking");
    for (const { briefing } of [named, next]) expect(briefing.title).toContain(other?.country);
  });

  it("is the country that its channel has chosen, where none is named, until that is undone", async () => {
    const two = loadTwoPacks();
    bot = botOver({ library: two });
    const other = two.packs.find(({ slug }) => slug !== bot.defaultPack)!;
    const titleOf = async (text: string, thread: string) => (await say(text, { in: { thread } })).briefing.title;
    await say("here Ruritania");
    expect(await titleOf("drugs", "6.1")).toContain(other.country);
    await say("here default");
    expect(await titleOf("drugs", "6.2")).not.toContain(other.country);
    expect((await say("here atlantis", { in: { thread: "6.3" } })).briefing.summary).toContain(other.country);
    expect((await say("here", { in: { thread: "6.4" } })).briefing.summary).toMatch(
      new RegExp(`about Kyrgyzstan\\. Others: ${other.country}\\.$`),
    );
  });

  it.each(["here", "here kyrgyzstan", "here chile", "here default"])(
    "is the only one there is, which %j says, and how to see another's figures",
    async (text) => {
      bot = botOver({ library: loadTestLibrary() });
      const { summary, blocks } = (await say(text, { in: { thread: "6.5" } })).briefing;
      expect(summary).toMatch(/only country with a profile here.* type \/kyrgyzstan compare \w+\.$/u);
      expect(JSON.stringify(blocks)).toContain('"code"');
    },
  );
});

describe("Whoever told of a need", () => {
  const NEED = "they took my passport and I am not allowed to leave the farm, please help me";

  it.each([
    ...[
      "I am near Osh, who should I call?",
      "is there a number?",
      "and who else?",
      "what do I do now?",
      "he is coming back",
      "are there shelters?",
    ],
    ...["можно ли мне идти в полицию?", "кому звонить?", "есть номер телефона?", "что мне делать?", "а кто ещё?"],
    ...["кимге чалам?", "номер барбы?", "эмне кылам?"],
  ])("is told no finding and no figure for going on with it: %s", async (asked) => {
    await say(NEED);
    expect((await say(asked)).kind).toBe("need");
  });

  it("is answered in the language in which it was told", async () => {
    const first = await say("меня заперли и забрали паспорт, помогите");
    expect((await say("is there a number?")).briefing).toEqual(first.briefing);
  });

  it.each([
    ["who controls the arms trade?", "answer"],
    ["how do victims get help?", "answer"],
    ["what's the human trafficking score?", "figures"],
    ["does the profile say who I could call?", "abstention"],
    ["heroin", "briefing"],
  ])("is answered as ever what they ask of the country: %s", async (asked, kind) => {
    await say(NEED);
    expect((await say(asked)).kind).toBe(kind);
  });

  it("is not taken for others in the thread, for another thread, or for a day later", async () => {
    await say(NEED, { at: 0 });
    expect((await say("is there a number?", { by: "U2", at: 1 })).kind).not.toBe("need");
    expect((await say("is there a number?", { in: { thread: "2.2" }, at: 2 })).kind).not.toBe("need");
    expect((await say("is there a number?", { at: 24 * 60 })).kind).not.toBe("need");
  });
});
