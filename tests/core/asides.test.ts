import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { replyToNeed } from "#core/briefings/asides/replies.ts";
import { openContext } from "#core/briefings/context.ts";
import { plainText } from "#core/document/plain-text.ts";
import { parseMention, parseText } from "#core/parse.ts";
import { NEEDS, type Need } from "#core/profile/aside-words.ts";
import type { Command, SubscriptionVerb } from "#core/request.ts";
import {
  ask,
  briefingFor,
  CLOCK,
  contentOf,
  createTestBot,
  grammarOf,
  library,
  requestFor,
} from "#tests/fixtures/bot.ts";
import { handle } from "#core/handle.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";
import { frameRequest } from "#core/conversation/framed-request.ts";

const grammar = grammarOf();
const parse = (text: string): Command => parseText(text, grammar);
const lines = z.string().transform((text) => text.trim().split("\n"));
const NEED = z
  .strictObject({ need: lines, question: lines })
  .parse(load(readFileSync(new URL("need.yaml", import.meta.url), "utf8")));

describe("Somebody in need", () => {
  it.each(NEED.need)("is heard: %s", (text) => {
    expect(parse(text).kind).toBe("need");
  });

  it.each<[text: string, of: Need, language: string]>([
    ["I want to kill myself", "self-harm", "en"],
    ["how do I get out of debt bondage", "debt", "en"],
    ["they say I owe them and will not let me leave", "debt", "en"],
    ["I need help, they hold me here", "held", "en"],
    ["smone took my pasport n wont let me leav the farm pls hlp", "held", "en"],
    ["my sister was trafficked in Osh please help", "held", "en"],
    ["my daughter disappeared in Bishkek", "missing", "en"],
    ["if I testify will I be protected", "witness", "en"],
    ["my son is addicted to heroin, he will die", "addiction", "en"],
    ["I can't stop using heroin", "addiction", "en"],
    ["I want to report a crime", "report", "en"],
    ["a gang is threatening me", "danger", "en"],
    ["My husband beats me and I have nowhere to go", "danger", "en"],
    ["у моей сестры забрали паспорт", "held", "ru"],
    ["мы отрабатываем долг, нас не отпускают", "debt", "ru"],
    ["моя дочь пропала в Оше", "missing", "ru"],
    ["если я дам показания, меня защитят?", "witness", "ru"],
    ["я подсел на героин", "addiction", "ru"],
    ["хочу умереть", "self-harm", "ru"],
    ["мне угрожают, кто защитит меня", "danger", "ru"],
    ["карызым үчүн мени иштетип жатышат", "debt", "ky"],
    ["мени кулчулукка сатып жиберишти, жардам бергиле", "held", "ky"],
    ["кызым жоголуп кетти", "missing", "ky"],
    ["эгер күбөлүк берсем мени коргойбу", "witness", "ky"],
    ["досум баңгиге көз каранды, кайда кайрылсам болот", "addiction", "ky"],
    ["мени коркутуп жатышат", "danger", "ky"],
  ])("is told what helps with that, in their language: %s", (text, of, language) => {
    expect(parse(text)).toEqual({ kind: "need", of, language });
  });

  it.each(NEED.question)("is not who asks: %s", (text) => {
    expect(parse(text).kind).not.toBe("need");
  });

  it("is heard in the middle of a long letter", () => {
    const letter = `${"I came here last year to look for work. ".repeat(20)}Then they took my passport. ${"I write from Osh. ".repeat(20)}`;
    expect(parse(letter)).toEqual({ kind: "need", of: "held", language: "en" });
  });

  it("is heard by who asks, and gets no finding and no stamp", async () => {
    const { kind, briefing } = await ask("my sister was trafficked, please help");
    expect(kind).toBe("need");
    expect(JSON.stringify(briefing)).not.toMatch(/"kind":"(?:findings|stamp|show)"/u);
  });

  it("is told first what to do, then whom to turn to at a press", () => {
    const context = openContext(contentOf(), SHIPPED, { now: CLOCK, venue: { platform: "slack", kind: "channel" } });
    const { briefing } = replyToNeed(context, { kind: "need", of: "held", language: "en" });
    expect(briefing.blocks.map((block) => block.kind)).toEqual(["lead", "paragraph", "paragraph", "actions"]);
    expect(plainText(briefing)).toMatch(
      /^When it is safe, call your local emergency number\. No employer may lawfully hold you/u,
    );
    expect(plainText(briefing)).toMatch(/\n\nNobody reads these messages/u);
    const pressed = briefing.blocks.flatMap((block) => (block.kind === "actions" ? block.items : []));
    expect(pressed.map((action) => action.kind === "link" && action.url)).toEqual([
      "https://www.iom.int/counter-trafficking",
      "https://lila.help",
    ]);
  });

  it.each(["en", "ru", "ky"])("reads nothing but that language, and at most 60 words, in %s", (language) => {
    const context = openContext({ ...contentOf(), helpContact: "+996 000" }, SHIPPED, { now: CLOCK });
    for (const of of NEEDS) {
      const words = plainText(replyToNeed(context, { kind: "need", of, language }).briefing);
      expect(words, of).toContain("+996 000");
      expect(words.split(/\s+/u).length, words).toBeLessThanOrEqual(60);
      const prose = words.replaceAll(/\S*\.(?:help|com|int)\S*/gu, "");
      expect(prose, of).not.toMatch(language === "en" ? /\p{Script=Cyrillic}/u : /[a-z]{3}/u);
    }
  });

  it("is told in a terminal where to go, as nothing can be pressed there", () => {
    const context = openContext(contentOf(), SHIPPED, { now: CLOCK, venue: { platform: "terminal", kind: "direct" } });
    const { briefing } = replyToNeed(context, { kind: "need", of: "danger", language: "en" });
    expect(plainText(briefing)).toContain("lila.help (https://lila.help)");
  });

  it("is told whom the deployment names, here and on the help page", async () => {
    const content = { ...contentOf(), helpContact: "Sezim, +996 000 000" };
    const nowhere = () => Promise.reject(new Error("not asked"));
    const handlers = { ask: nowhere, subscriptions: nowhere, here: nowhere, feedback: nowhere };
    const bot = createTestBot();
    for (const text of ["I was trafficked", "help"]) {
      const turn = frameRequest(requestFor(bot, text), { frame: null, defaultPack: content.defaultPack }, () => false);
      const { briefing } = await handle(turn, { content, handlers, now: CLOCK });
      expect(plainText(briefing)).toContain("Sezim, +996 000 000");
    }
  });
});

describe("Small talk", () => {
  it.each([
    [
      "thanks",
      [
        "got it, thanks a lot",
        "good bot",
        "рахмат чоң",
        "большое спасибо за помощь",
        "thanks",
        "Thanks!!",
        "ok thanks",
        "thank you so much 🙏",
        "thnaks",
        "спасибо большое",
        "рахмат",
      ],
    ],
    ["greeting", ["hi", "hiii", "Hello there", "good morning", "привет", "салам", "саламатсызбы"]],
    [
      "assent",
      [
        "ok cool",
        "sounds good",
        "bad bot",
        "всё ясно",
        "эң сонун",
        "yes",
        "ok",
        "got it",
        "lol",
        "🙏",
        "👍",
        ":pray:",
        ":+1::skin-tone-2:",
        ":)",
        "понятно",
        "макул",
      ],
    ],
    ["farewell", ["bye", "good night", "до свидания"]],
  ])("is %s: %j", (tone, texts) => {
    for (const text of texts) expect(parse(text), text).toMatchObject({ kind: "smalltalk", tone });
  });

  it("is one line without a stamp, and at most one button", async () => {
    for (const text of ["thanks", "hi", "ok", "bye"]) {
      const { kind, briefing } = await ask(text);
      expect(kind).toBe("smalltalk");
      expect(plainText(briefing)).toMatch(/^[^\n]{5,120}$/u);
      expect(briefing.blocks.flatMap((block) => (block.kind === "actions" ? block.items : [])).length).toBeLessThan(2);
    }
  });

  it.each(["thanks to whom is heroin here", "hello kitty smuggling", "yes heroin", "who greets the mafia"])(
    "is not %j",
    (text) => {
      expect(parse(text).kind).not.toBe("smalltalk");
    },
  );
});

/** What people ask of the bot and the Index, by the slug of what is told. */
const FACTS: Readonly<Record<string, readonly string[]>> = {
  age: ["how old is the data", "How old is teh data?", "сколько лет этим данным", "бул маалымат канча жылдык"],
  source: ["what is the source?", "where does this come from", "какой источник", "бул маалымат кайдан"],
  edition: ["which year is that", "what year is this data", "за какой год эти данные", "бул кайсы жыл"],
  "still-true": ["is that still true today", "is this still the case?", "это ещё актуально", "бул азыр да туурабы"],
  "change-digest": ["how do I change the time?", "как изменить время", "убакытты кантип өзгөртөм"],
  author: [
    "who wrote it",
    "Who paid for this profile? I need it for a disclosure line.",
    "Who made this report?",
    "кто это написал",
    "муну ким жазган",
  ],
  quote: ["may I quote it and how", "how do I cite this", "как на это ссылаться", "муну цитата кылса болобу"],
  scale: [
    "what does 5.50 mean",
    "what do the scores mean",
    "what is the worst possible score",
    "what is the highest score one can get",
    "what is the maximum score",
    "какой максимальный балл",
    "максималдуу балл канча",
    "что значит 5.50",
    "7.0 деген эмне",
  ],
  method: ["what is the method", "how are the scores calculated", "какая методология", "баллдар кантип эсептелет"],
  countries: ["which countries", "what countries do you have?", "какие страны есть", "кайсы өлкөлөр бар"],
  subscribe: [
    "how do I subscribe?",
    "can you subscribe?",
    "how do I set up a digest here",
    "как подписаться",
    "кантип жазылам",
  ],
  unsubscribe: [
    "can you unsubscribe?",
    "how do I unsubscribe",
    "how can I stop this",
    "как отписаться",
    "кантип жазылуудан чыгам",
  ],
  bot: [
    "what can you do",
    "You were made by the Kyrgyz interior ministry, weren't you?",
    "ты вообще кто и что умеешь?",
    "Hi, who are you?",
    "are you an AI",
    "что ты умеешь",
    "сен кимсиң",
  ],
  emergency: ["contact police", "how do I call the police?", "телефон полиции", "милициянын номери"],
  travel: ["is it safe to travel", "is it safe to travel to Kyrgyzstan?", "безопасно ли ехать в Кыргызстан"],
  export: ["can I export it", "can I download this as pdf", "можно ли скачать", "муну жүктөп алса болобу"],
  memory: [
    "do you keep what I ask",
    "do you store what I type",
    "who can see my questions",
    "ты сохраняешь мои вопросы",
  ],
  index: ["what is the Global Organized Crime Index", "что это за индекс", "бул кандай индекс"],
  reliable: ["is it official?", "how reliable is this data", "можно ли доверять этим данным", "бул ишенимдүүбү"],
  criminality: ["what is criminality", "what does criminality mean here", "что такое криминальность"],
  "organized-crime": ["what is organised crime", "что такое оргпреступность", "уюшкан кылмыштуулук деген эмне"],
  indicators: ["which indicators are there", "сколько показателей в индексе", "индекс эмнени өлчөйт"],
  languages: ["what languages do you speak", "can I ask in Kyrgyz", "ты понимаешь по-кыргызски?", "орусча билесиңби"],
  mistake: ["who do I contact about a mistake", "I found an error, where do I report it", "куда сообщить об ошибке"],
};

describe("A question about the bot or the Index", () => {
  it.each(Object.entries(FACTS))("is answered as %s: %j", (slug, texts) => {
    for (const text of texts) expect(parse(text), text).toMatchObject({ kind: "fact", slug });
  });

  it("has an answer of a few lines for each, with the edition and its age where it is about the Index", async () => {
    for (const { slug, of } of library.facts) {
      const reply = await ask(FACTS[slug]?.[0] ?? "");
      const text = plainText(reply.briefing);
      expect(reply.kind).toBe("about");
      expect(text, slug).not.toMatch(/[{}]/u);
      expect(text.split("\n\n").length, slug).toBeLessThanOrEqual(6);
      expect(/Organized Crime Index 2021 \(\S+\) · describes 2020 \(6 years ago\)/u.test(text), slug).toBe(
        of === "index",
      );
    }
  });

  it.each([
    ["who are you and what can you answer", "bot"],
    ["How are the scores in the Index calculated", "method"],
    ["ok thanks! and could you please tell me how they came up with the scores?", "method"],
    ["just wondering, is 10 good or bad", "scale"],
    ["что значит 5,50", "scale"],
    ["7 балл эмнени билдирет", "scale"],
    ["from which year is this and who wrote it", "edition"],
    ["Could I share it with my colleagues?", "quote"],
    ["как правильно сослаться на индекс", "quote"],
    ["дайджестти кантип токтотом", "unsubscribe"],
    ["please stop sending me these digests", "unsubscribe"],
    ["do you make things up", "bot"],
  ])("is known with courtesies round it, and with another: %j", (text, slug) => {
    expect(parse(text)).toEqual({ kind: "fact", slug });
  });

  it.each([
    "who are you and who controls heroin",
    "what does it mean for the witnesses",
    "how do they make it",
    "can they share the data with the police",
    "which methods do they use",
    "how solid is the state",
    "who owns it",
    "which scores are the worst",
    "what is the worst score",
    "what's the lowest score there is",
    "what is the top rating",
    "какой наивысший балл",
    "эң төмөнкү упай канча",
    "how many criminal actors are there",
    "thanks, and cannabis?",
  ])("is not asked by %j", (text) => {
    expect(parse(text).kind).not.toMatch(/^(?:fact|smalltalk)$/u);
  });

  it.each([
    "how old is the youngest victim",
    "is it safe to hold the data",
    "who wrote the law on witnesses",
    "what is the source of the heroin",
    "which countries does heroin go to",
    "is it safe to testify",
    "who made the prisons corrupt",
    "what does the mafia do",
    "how is heroin made",
    "is corruption still the case",
    "how old is the mafia",
    "what is the method of the smugglers",
    "can I export gold",
    "какой источник героина",
  ])("is not %j", (text) => {
    expect(parse(text).kind).not.toBe("fact");
  });

  it("takes no word from the topics and the commands", () => {
    const { pillars, sections, indicators } = library.taxonomy;
    const topics = [...pillars, ...sections, ...indicators].flatMap(({ name, slug, aliases }) => [
      name,
      slug,
      ...aliases,
    ]);
    for (const word of [
      ...topics,
      "help",
      "about",
      "privacy",
      "subscribe",
      "unsubscribe",
      "pause",
      "scores",
      "trend",
      "all",
    ])
      expect(parse(word).kind, word).not.toMatch(/^(?:fact|smalltalk|need)$/u);
  });
});

describe("What nobody listed", () => {
  it.each([
    ["memory", "Are the questions our staff type here retained, where, and for how long?"],
    ["memory", "Вы сохраняете нашу с вами переписку? Кто её потом читает?"],
    ["languages", "Will you manage if a colleague writes to you in Uzbek?"],
    ["quote", "Can I quote you in print, or must I cite the Index itself?"],
    ["reliable", "What stops you making things up and handing them to me with a straight face?"],
    ["bot", "Hang on, is somebody typing these replies or is it all software?"],
    ["bot", "привет, ты кто вообще такой?"],
    ["edition", "Which edition of the Index are your findings taken from?"],
    ["age", "Before this goes on a slide: what year are we actually looking at here?"],
    ["method", "Please describe how the ratings are arrived at: expert panels, surveys?"],
    ["scale", "so a 7 out of 10, good news or bad news? I never remember which way the scale runs"],
    ["countries", "is it only Kyrgyzstan in here or have you got the neighbours as well?"],
    ["unsubscribe", "That weekly message you drop into our channel, the digest, how do I make it go away?"],
    ["mistake", "found an error in one of your answers, who do i tell"],
    ["export", "any way to get these answers into Excel without retyping the lot?"],
    ["travel", "My daughter wants to travel to Osh alone, is it safe?"],
  ])("is about the bot or the Index by what is said together (%s): %s", (slug, text) => {
    expect(parse(text)).toMatchObject({ kind: "fact", slug });
  });

  it.each([
    ["thanks", "thanks a million, that's my slide done!"],
    ["thanks", "Огромное вам спасибо, с докладом вы меня сегодня просто спасли."],
    ["farewell", "That will be all for today; have a pleasant weekend."],
    ["assent", "sory for buggin you so much today"],
  ])("is small talk (%s): %s", (tone, text) => {
    expect(parse(text)).toEqual({ kind: "smalltalk", tone });
  });

  it.each(["subscribe mondays thanks", "pause until friday, thanks", "unsubscribe, thank you", "skip 3 thanks"])(
    "takes no order away: %s",
    (text) => {
      expect(parse(text).kind).toBe("subscription");
    },
  );

  it.each([
    "thanks, and who controls the heroin trade",
    "which languages are poorly served by the media",
    "what is the source of the weapons that cross the country",
    "do officials keep records of victims",
    "would you help me understand where bribes come in when a firm needs its operating licence?",
    "how does a trafficked person without a passport get home",
    "my intern reckons the northern gangs are into other stuff than the southern ones, is that right?",
    "Программы снижения вреда - на чьи деньги?",
  ])("is a question about the country all the same: %s", (text) => {
    expect(parse(text)).toEqual({ kind: "ask", question: text });
  });
});

describe("A command in other words", () => {
  it.each<[string, Command]>([
    ["summarise the drug section", { kind: "topic", slug: "drugs", detail: "brief" }],
    ["please give me a summary of heroin", { kind: "topic", slug: "heroin-trade", detail: "brief" }],
    ["show me the trade section", { kind: "topic", slug: "trade", detail: "brief" }],
    ["обзор раздела наркотики", { kind: "topic", slug: "drugs", detail: "brief" }],
    ["помощь", { kind: "help" }],
    ["help me", { kind: "help" }],
    ["жардам", { kind: "help" }],
    ["show me the help page", { kind: "help" }],
    ["give me the overview", { kind: "overview", detail: "brief" }],
    ["what topics are there", { kind: "overview", detail: "brief" }],
    ["покажи обзор", { kind: "overview", detail: "brief" }],
    ["жалпы обзор", { kind: "overview", detail: "brief" }],
    ["show me everything", { kind: "overview", detail: "full" }],
    ["take me to the heroin page", { kind: "topic", slug: "heroin-trade", detail: "brief" }],
    ["what does the section on drugs say", { kind: "topic", slug: "drugs", detail: "brief" }],
    ["show me the police page", { kind: "topic", slug: "law-enforcement", detail: "brief" }],
    ["can we subscribe to drugs weekly?", { kind: "subscription", verb: "subscribe", rest: "to drugs weekly?" }],
    ["отпишите нас пожалуйста", { kind: "subscription", verb: "unsubscribe", rest: "нас пожалуйста" }],
    ["settings", { kind: "subscription", verb: "status", rest: "" }],
    ["возобновить", { kind: "subscription", verb: "resume", rest: "" }],
    ["stop", { kind: "fact", slug: "unsubscribe" }],
    ["подписаться", { kind: "subscription", verb: "subscribe", rest: "" }],
    ["подписаться weekly monday 09:00", { kind: "subscription", verb: "subscribe", rest: "weekly monday 09:00" }],
    ["жазылуу", { kind: "subscription", verb: "subscribe", rest: "" }],
    ["отписаться", { kind: "subscription", verb: "unsubscribe", rest: "" }],
    ["pause the digest", { kind: "subscription", verb: "pause", rest: "the digest" }],
    ["unsubscribe me", { kind: "subscription", verb: "unsubscribe", rest: "me" }],
    ["kyrgyzstan drugs", { kind: "topic", slug: "drugs", detail: "brief" }],
    ["/kyrgyzstan drugs", { kind: "topic", slug: "drugs", detail: "brief" }],
    ["@Briefing help", { kind: "help" }],
    ["briefing drugs", { kind: "topic", slug: "drugs", detail: "brief" }],
  ])("%j is read", (text, command) => {
    expect(parse(text)).toEqual(command);
  });

  it("passes over the pack's name said twice, never another's", () => {
    expect(parseMention("/kyrgyzstan /kyrgyzstan drugs", grammar)).toMatchObject({ command: { slug: "drugs" } });
    expect(parseText("ruritania drugs", grammar, "kyrgyzstan")).toMatchObject({ kind: "ask" });
  });
});

describe("An order that is asked for politely", () => {
  it.each<[string, SubscriptionVerb, string]>([
    ["can you subscribe us to drugs weekly?", "subscribe", "us to drugs weekly?"],
    ["could you please unsubscribe us", "unsubscribe", "us"],
    [
      "please subscribe this channel to cybercrime every monday at 9",
      "subscribe",
      "this channel to cybercrime every monday at 9",
    ],
    ["Please pause until Monday.", "pause", "until Monday."],
    ["hi, could you please skip 3?", "skip", "3?"],
    ["We'd like you to pause it for 2 weeks", "pause", "it for 2 weeks"],
    ["good morning! would you kindly resume", "resume", ""],
    ["can you undo that?", "undo", "that?"],
    ["could you possibly skip tomorrow", "skip", "tomorrow"],
    ["бул айда өткөрүп жиберүү", "skip", "бул айда"],
    ["please sign us up for drugs", "subscribe", "for drugs"],
    ["can you subscribe people to drugs by post?", "subscribe", "people to drugs by post?"],
    ["please unsubscribe me", "unsubscribe", "me"],
    ["@Briefing could you please pause drugs?", "pause", "drugs?"],
    ["пожалуйста, подпишите нас на наркотики", "subscribe", "нас на наркотики"],
    ["не могли бы вы подписать нас на наркотики?", "subscribe", "нас на наркотики?"],
    ["добрый день! можете отписать нас?", "unsubscribe", "нас?"],
    ["не могли бы вы возобновить рассылку?", "resume", ""],
    ["бизди баңгизаттар боюнча жазып коюңузчу", "subscribe", "бизди баңгизаттар боюнча"],
    ["сураныч, дүйшөмбүгө чейин токтото туруңузчу", "pause", "сураныч, дүйшөмбүгө чейин"],
  ])("%j is heard as one", (text, verb, rest) => {
    expect(parse(text)).toEqual({ kind: "subscription", verb, rest });
  });

  it.each([
    ["please unsubscribe me, he will kill me", "need"],
    ["could you please tell me about heroin?", "ask"],
    ["can you explain what pausing does?", "ask"],
    ["баңгизаттар жөнүндө жазып коюңуз", "ask"],
    ["please stop sending me these digests", "fact"],
  ])("%j is none", (text, kind) => {
    expect(parse(text).kind).toBe(kind);
  });
});

describe("A word that is no topic", () => {
  it("is told so, with a way to all topics, when none is near", async () => {
    const { blocks } = await briefingFor("qwerty");
    expect(plainText({ title: "", summary: "", blocks })).toContain("No topic here is called “qwerty”");
    const ways = blocks.flatMap((block) => (block.kind === "actions" ? block.items : []));
    for (const pillar of library.taxonomy.pillars)
      expect(ways).toContainEqual({ kind: "show", label: pillar.name, pack: "kyrgyzstan", text: pillar.slug });
  });

  it.each([
    ["heroinomics", "heroin-trade"],
    ["gouvernancy", "leadership-and-governance"],
    ["traffickerz", "human-trafficking"],
  ])("is offered what is near: %j", (word, slug) => {
    const command = parse(word);
    const offered = command.kind === "unknown" ? command.nearest : command.kind === "topic" ? [command.slug] : [];
    expect(offered).toContain(slug);
  });
});

describe("A few words that stand alone", () => {
  it.each(["?", " ??"])("%s asks for help", (text) => {
    expect(parse(text)).toEqual({ kind: "help" });
  });

  it.each(["all sections", "list the sections", "все разделы", "бөлүмдөр"])("%s shows them all", (text) => {
    expect(parse(text)).toEqual({ kind: "overview", detail: "full" });
  });

  it.each(["more", "tell me more", "ещё", "дагы"])("%s says more of nothing where nothing was said", async (text) => {
    const { briefing } = await ask(text);
    expect(briefing.summary).toMatch(/^There is no earlier answer/u);
  });
});
