/** How the bot speaks about subscriptions and about itself: short, and as a native editor would write it. */
import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { load } from "js-yaml";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { replyWithFact } from "#core/briefings/asides/replies.ts";
import { ADVICE, type Advice } from "#core/digests/subscription.ts";
import { openZonedContext } from "#core/digests/zone.ts";
import type { Block, Briefing } from "#core/document/briefing.ts";
import { plainLine, plainText } from "#core/document/plain-text.ts";
import type { SendOutcome } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import type { Command, Conversation, Request, SubscriptionVerb } from "#core/request.ts";
import { createChannelPack } from "#core/subscriptions/channel-pack.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import { faultWords } from "#core/subscriptions/faults.ts";
import { composeStopped } from "#core/subscriptions/several/stopped.ts";
import { adviceSpans } from "#core/subscriptions/standing.ts";
import { OBJECT } from "#core/wording/wording.ts";
import { contentOf } from "#tests/fixtures/bot.ts";
import { TYPED } from "#tests/fixtures/frames.ts";
import { loadTestLibrary, loadTwoPacks } from "#tests/fixtures/library.ts";
import { made } from "#tests/fixtures/made.ts";
import { openStage, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { channel, DAY, MONDAY, subscription } from "#tests/fixtures/subscriptions.ts";

/** Words before the buttons. */
const MOST = { reply: 70, notice: 50, error: 30, fact: 70 } as const;

/** What no editor would print. */
const AWKWARD: readonly RegExp[] = [
  /no time zone was said/iu,
  /a terminal is none/iu,
  /\banew\b/iu,
  /\bit goes on\b/iu,
  /shall it go on/iu,
  /unsubscribed\W+there is no subscription/iu,
  /like that\b/iu,
  /tz database/iu,
  /when none is chosen/iu,
  /somebody asked to skip/iu,
  /stopped \(/iu,
  /\b[a-z]+_[a-z_]+\b/u,
  /reads? along/iu,
  /look-ups of persons/iu,
  /the means against it/iu,
  /counted from the highest/iu,
  /\bmuch the smallest/iu,
  /how such things are done|by which way/iu,
  /not quite understood/iu,
  /\bwho(?:ever)? (?:only )?greets\b/iu,
  /\b(?:organised|color|behavior|customize|program me)\b/iu,
];

const Sentences = z.record(z.string(), z.string());
const Facts = z.record(z.string(), z.looseObject({ title: z.string(), lines: z.array(z.string()) }));

/** Each sentence with the name of its file and its key. */
const sentences: readonly (readonly [where: string, sentence: string])[] = [
  ...globSync("content/wording/*.yaml").flatMap((file) =>
    Object.entries(Sentences.parse(load(readFileSync(file, "utf8")))).map(
      ([key, sentence]) => [`${basename(file)} ${key}`, sentence] as const,
    ),
  ),
  ...Object.entries(Facts.parse(load(readFileSync("content/index/about.yaml", "utf8")))).flatMap(
    ([slug, { title, lines }]) => [title, ...lines].map((sentence) => [`about.yaml ${slug}`, sentence] as const),
  ),
];

/** Placeholders are names of ours. */
function awkwardIn(text: string): readonly string[] {
  return AWKWARD.flatMap((pattern) => pattern.exec(text.replaceAll(/\{\w+\}/gu, "X"))?.[0] ?? []);
}

describe("The wording", () => {
  it("has no awkward sentence", () => {
    expect(sentences.length).toBeGreaterThan(300);
    const found = sentences.flatMap(([where, sentence]) => awkwardIn(sentence).map((words) => `${where}: ${words}`));
    expect(found).toEqual([]);
  });

  it("of subscriptions and of the bot itself reads well where nothing stands before a command", () => {
    const ours = sentences.filter(([where]) => /^(?:digests|asides|about)\.yaml/u.test(where));
    for (const [where, sentence] of ours)
      expect(sentence, where).not.toMatch(/(?:^|[.!?] )\{command\}|\{command\}[^ ]/u);
  });
});

/** It is Monday 23 November 2026, 09:00:05 in Bishkek. */
let stage: ScheduleStage;
let answer: (request: Request) => Promise<Reply>;
let announced: Briefing[];
let outcome: SendOutcome;

beforeEach(async () => {
  stage = await openStage();
  announced = [];
  outcome = { kind: "sent", messageId: "1" };
  let ids = 0;
  answer = createSubscriptions({
    ...{ content: contentOf(loadTwoPacks(), "kyrgyzstan"), store: made({ digests: stage.store }), clock: stage.clock },
    defaultZone: "Europe/Paris",
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    newId: () => `id-${++ids}`,
    reach: () => Promise.resolve(null),
    announce(_to, _delivery, briefing) {
      announced.push(briefing);
      return Promise.resolve(outcome);
    },
  });
});
afterEach(() => stage.close());

const context = openZonedContext(contentOf(loadTestLibrary()), "kyrgyzstan", { now: MONDAY });
const TERMINAL: Conversation = { ...channel("terminal", "local", "terminal"), kind: "direct" };
/** Named twice in one message: by the platform's mention, and never otherwise. */
const INES = { id: "U77INES", name: "Ines Castell", zone: "Asia/Bishkek" };

async function ask(command: Command, conversation = channel("C1"), zone: string | null = INES.zone): Promise<Briefing> {
  const asker = { ...INES, zone };
  const { briefing } = await answer({
    pack: "kyrgyzstan",
    command,
    conversation,
    asker,
    key: null,
    ...TYPED,
    audience: "asker",
  });
  return briefing;
}
const typed = (verb: SubscriptionVerb, rest = "", at: { in?: Conversation; zone?: null } = {}) =>
  ask({ kind: "subscription", verb, rest }, at.in, at.zone);

/** What counts: neither buttons, nor cells, nor the source line. */
function counted({ blocks }: Pick<Briefing, "blocks">): string {
  const shown = blocks.flatMap((block): readonly Block[] => {
    if (block.kind === "table") return [{ kind: "paragraph", spans: [{ kind: "text", text: block.caption }] }];
    if (block.kind === "chart") return [{ kind: "paragraph", spans: [{ kind: "text", text: block.chart.caption }] }];
    return block.kind === "actions" || block.kind === "stamp" ? [] : [block];
  });
  return plainText({ title: "", summary: "", blocks: shown });
}

const wordsIn = (text: string): number => text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

function expectVoice(name: string, briefing: Briefing, most: number): void {
  const text = plainText(briefing);
  expect(wordsIn(counted(briefing)), `${name}:\n${text}`).toBeLessThanOrEqual(most);
  expect(awkwardIn(text), `${name}:\n${text}`).toEqual([]);
  expect(text, name).not.toMatch(/[{}]| {2}|\.\./u);
  expect(text, name).not.toContain(OBJECT);
  expect(
    briefing.blocks.some(({ kind }) => kind === "stamp"),
    name,
  ).toBe(false);
}

/** All that one can be asked for, longest names and farthest zone. */
const LONGEST = {
  often: ["monthly-30"],
  time: ["09:00"],
  zone: ["America/Argentina/Buenos_Aires"],
  topics: contentOf(loadTestLibrary())
    .topics.all.filter(({ kind }) => kind !== "indicator")
    .map(({ slug }) => slug),
};

describe("Every reply about subscriptions is short, and has no source line", () => {
  it("when subscribing", async () => {
    expectVoice("none", await typed("subscriptions"), MOST.reply);
    expectVoice("preview, none", headOf(await typed("preview")), MOST.error);
    expectVoice("unread", await typed("subscribe", "fridays at 25:00 drugs please-not"), MOST.reply);
    expectVoice("done", await typed("subscribe"), MOST.reply);
    expectVoice("same", await typed("subscribe"), MOST.reply);
    expectVoice("changed", await typed("subscribe", "daily 10:00 drugs"), MOST.reply);
    const longest = await ask({ kind: "submission", form: "subscribe", values: LONGEST });
    expectVoice("changed to the longest", longest, MOST.reply);
    expect(plainText(longest)).toMatch(/Topics: .+ and \d+ more\./u);
    expectVoice("in a terminal", await typed("subscribe", "", { in: TERMINAL }), MOST.reply);
    expectVoice("without a zone", await typed("subscribe", "", { in: channel("C2"), zone: null }), MOST.reply);
    expectVoice("the form in words", await typed("subscribe", "customise"), MOST.error);
    stage.clock.move(119 * DAY);
    expectVoice("clocks change", await typed("subscribe", "Europe/Paris", { in: channel("C3") }), MOST.reply);
  });

  it("when it is announced", async () => {
    await typed("subscribe");
    await ask({ kind: "submission", form: "subscribe", values: LONGEST }, channel("C2"));
    expect(announced).toHaveLength(2);
    for (const briefing of announced) expectVoice("announcement", briefing, MOST.notice);
  });

  it("afterwards, with one name for a person", async () => {
    await typed("subscribe");
    for (const verb of [
      "preview",
      "skip",
      "pause",
      "status",
      "subscriptions",
      "skip",
      "pause",
      "resume",
      "resume",
    ] as const) {
      const reply = await typed(verb);
      if (verb === "preview") expectVoice(verb, headOf(reply), MOST.error);
      else expectVoice(verb, reply, MOST.reply);
      const said = reply.blocks.filter(({ kind }) => kind !== "table").map((block) => JSON.stringify(block));
      for (const block of said)
        expect(block.replaceAll(/"kind":"person","id":"U77INES","name":"Ines Castell"/gu, "")).not.toContain("Ines");
    }
    const status = await typed("status");
    expectVoice("status", status, MOST.reply);
    expect(plainText(status)).toContain("Skipped. Ines Castell asked for it.");
    expectVoice("ended", await typed("unsubscribe"), MOST.error);
    expectVoice("status of none", await typed("status"), MOST.reply);
  });

  it("when the platform refuses", async () => {
    outcome = { kind: "refused", reason: "not_in_channel", advice: "invite" };
    expectVoice("refused", await typed("subscribe"), MOST.error);
    expectVoice("status", await typed("status"), MOST.reply);
    expectVoice("subscriptions", await typed("subscriptions"), MOST.reply);
    expectVoice("resume", await typed("resume"), MOST.error);
  });

  it("about a channel's own country", async () => {
    const channelPacks = { packOf: () => Promise.resolve(null), choose: () => Promise.resolve(null) };
    const here = createChannelPack({
      content: contentOf(loadTwoPacks(), "kyrgyzstan"),
      now: stage.clock.now,
      store: made({ channelPacks }),
    });
    for (const pack of ["ruritania", null]) {
      const command = { kind: "here", asked: pack ?? "", pack } as const;
      const request = { pack: "kyrgyzstan", command, conversation: channel("C1"), asker: INES, key: null, ...TYPED };
      expectVoice("here", (await here(request)).briefing, MOST.reply);
    }
  });
});

/** A preview is a digest, with its own source line: only what is said before it is a reply. */
function headOf(preview: Briefing): Briefing {
  return { ...preview, blocks: preview.blocks.slice(0, 2) };
}

describe("What to do when digests do not come", () => {
  const reasons: Readonly<Record<Advice, string>> = {
    invite: "channel_not_found",
    "channel-gone": "is_archived",
    reinstall: "account_inactive",
    permission: "missing_scope",
    blocked: "user_disabled",
    unknown: "as_user_not_supported",
    unreadable: "Invalid time zone specified: America/Nowhere",
  };

  it.each(ADVICE.flatMap((advice) => [[advice, "slack"] as const, [advice, "teams"] as const]))(
    "is said in few words: %s in %s",
    (advice, platform) => {
      const conversation = channel("C1", "T1", platform);
      const standing = { kind: "refused", advice, reason: reasons[advice] } as const;
      const words = plainLine(adviceSpans(context, { conversation }, standing));
      expect(wordsIn(words), words).toBeLessThanOrEqual(MOST.error);
      expect(words.includes("/invite @Briefing")).toBe(advice === "invite" && platform === "slack");
      if (advice !== "unknown") expect(awkwardIn(words)).toEqual([]);
      const stopped = subscription("a", { conversation, standing });
      const refused = composeStopped(context, { ...stopped, ...standing, subscription: stopped });
      expect(wordsIn(counted(refused))).toBeLessThanOrEqual(MOST.notice);
      expect(refused.blocks.some(({ kind }) => kind === "stamp" || kind === "actions")).toBe(false);
    },
  );

  it.each([
    ["channel_not_found", "the bot is not in the channel"],
    ["restricted_action_read_only_channel", "the bot lacks a permission to post"],
    ["ratelimited", "too many messages were sent at once"],
    ["429 TooManyRequests", "too many messages were sent at once"],
    ["403 BotNotInConversationRoster", "the bot is no longer installed"],
    ["403 ConversationBlockedByUser", "the bot is blocked or was removed"],
    ["404 ConversationNotFound", "the channel is archived or gone"],
    ["ECONNREFUSED", "the platform gave no answer"],
    ["HTTP 503", "the platform gave no answer"],
    ["something_new", "the platform refused it (something_new)"],
  ])("names what is known in words: %s", (reason, words) => {
    expect(faultWords(context, reason)).toBe(words);
  });
});

describe("What the bot says of itself and the Index", () => {
  // The names of all indicators are a list, not a text.
  it.each(context.facts.map(({ slug }) => slug).filter((slug) => slug !== "indicators"))("is short: %s", (slug) => {
    const reply = replyWithFact(context, slug);
    const text = counted(reply!.briefing).replaceAll(/ ?\(?https:\S+/gu, "");
    expect(wordsIn(text), text).toBeLessThanOrEqual(MOST.fact);
    expect(awkwardIn(text)).toEqual([]);
  });
});
