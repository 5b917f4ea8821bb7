import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainText } from "#core/document/plain-text.ts";
import { READING_VERBS, SUBSCRIPTION_VERBS, type Request } from "#core/request.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import { contentOf, createTestBot, requestFor, SILENT } from "#tests/fixtures/bot.ts";
import { made } from "#tests/fixtures/made.ts";
import { LISTED } from "#tests/fixtures/order-words.ts";
import { openStage, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { channel, NOBODY_ELSE } from "#tests/fixtures/subscriptions.ts";
import type { Bot } from "#core/ports.ts";

let stage: ScheduleStage;
let bot: Bot;
let count = 0;
const { topics } = contentOf();

beforeAll(async () => {
  stage = await openStage();
  const subscriptions = createSubscriptions({
    ...{ content: contentOf(), store: made({ digests: stage.store }), clock: stage.clock, log: SILENT },
    ...{ defaultZone: "Asia/Bishkek", newId: () => `id-${++count}`, ...NOBODY_ELSE },
  });
  bot = createTestBot({ handlers: { subscriptions } });
});
afterAll(() => stage.close());

/** What is typed in a channel of its own: what is told, and what is kept there then. */
async function say(text: string) {
  const conversation = channel(`C-${++count}`);
  const request: Request = { ...requestFor(bot, text), conversation };
  const { briefing } = await bot.handle(request);
  return { told: plainText(briefing), kept: await stage.store.subscriptions.list(conversation) };
}

const NAMED = new Map([
  ["drugs", "drugs"],
  ["trade", "trade"],
  ["human trafficking", "human-trafficking"],
  ["People", "people"],
  ["heroin", "heroin-trade"],
  ["state-embedded actors", "state-embedded-actors"],
  ["criminal justice and security", "criminal-justice-and-security"],
]);
/** What may stand between two topics, and before the first and behind the last where it is a pair. */
const BETWEEN: readonly (readonly [before: string, between: string, behind: string])[] = [
  ...[", ", " , ", "; ", ". ", "... ", ": ", " / ", "/", " | ", " + ", " & ", " and ", " plus ", " as well as "],
  ...["\n", "\r\n", "\n\n", " · ", " • ", "! ", "? ", " - ", " – ", " — ", "\n- ", "\n• ", "\n* ", ".", ":", "+", "→"],
  ...[" и ", " жана ", " or ", " then ", ", and ", ",and ", ",", "、", "，", "；", "。"],
].map((between) => ["", between, ""] as const);
const PAIRED = [
  ["“", "” “", "”"],
  ['"', '" "', '"'],
  ["(", ") (", ")"],
  ["«", "», «", "»"],
  ["*", "* *", "*"],
  ["`", "` `", "`"],
  ["[", "][", "]"],
  ["• ", "\n• ", ""],
  ["1. ", " 2. ", ""],
  ["- ", "\n- ", ""],
] as const;

describe("What is typed, all the way to what is kept and told", () => {
  it("has each topic of an order in it, whatever parts them, or names what is not and keeps nothing", async () => {
    const several = fc.shuffledSubarray([...NAMED.keys()], { minLength: 2, maxLength: 3 });
    const heads = fc.constantFrom("subscribe ", "subscribe to ", "subscribe: ", "Subscribe\n", "subscribe about ");
    await fc.assert(
      fc.asyncProperty(heads, several, fc.constantFrom(...BETWEEN, ...PAIRED), async (head, words, marks) => {
        const [before, between, behind] = marks;
        const text = `${head}${before}${words.join(between)}${behind}`;
        const { told, kept } = await say(text);
        const slugs = words.map((word) => NAMED.get(word) ?? "");
        if (kept.length > 0) {
          expect({ text, topics: kept.map((each) => each.topics.toSorted()) }).toEqual({
            text,
            topics: [slugs.toSorted()],
          });
          for (const slug of slugs) expect(told).toContain(topics.get(slug)?.name);
        } else
          expect({ text, told }).toEqual({
            text,
            told: expect.stringMatching(/Nothing was changed.+could not read “/su),
          });
      }),
      { numRuns: 400 },
    );
  });

  it("has no place for a word that nobody has read: it is told as it was typed, and nothing is kept", async () => {
    const known = fc.constantFrom(
      ...Object.values(LISTED).flat(),
      ...NAMED.keys(),
      "at 9",
      "9:00",
      "the 15th",
      "Bishkek",
    );
    const marks = fc.constantFrom(" ", ", ", ". ", "\n", " – ", ": ", '" "', " / ");
    const parts = fc.array(fc.tuple(known, marks), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(parts, parts, async (ahead, behind) => {
        const text = [...ahead.flat(), "xyzzy", " ", ...behind.flat()].join("");
        const { told, kept } = await say(`subscribe ${text}`);
        expect({ text, told, kept }).toEqual({ text, told: expect.stringMatching(/xyzzy|…”?\.|…”, /u), kept: [] });
      }),
      { numRuns: 200 },
    );
  });

  it("is an order where it begins with a verb of orders, whatever stands behind it", () => {
    const word = fc.oneof(
      fc.constantFrom(...Object.values(LISTED).flat(), ...NAMED.keys()),
      fc.constantFrom("?", "please", "help", "what", "why", "iran", "it", "spam", "9", "http://example.org", "😀", "…"),
    );
    const rests = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.constantFrom(...SUBSCRIPTION_VERBS), rests, (verb, rest) => {
        const isAsked = rest.endsWith("?") && !READING_VERBS.has(verb);
        expect(bot.parse(`${verb} ${rest}`)).toEqual({
          ...{ kind: "subscription", verb, rest },
          ...(isAsked ? { manner: "asked" } : {}),
        });
      }),
      { numRuns: 1000 },
    );
  });

  it("is the same order with courtesies before it, in as many languages as there are", () => {
    const courtesies = fc.constantFrom(
      ...[
        "please",
        "Please,",
        "kindly",
        "hi,",
        "Hello there,",
        "can you",
        "could you please",
        "would you kindly",
        "Good morning!",
      ],
      ...["пожалуйста,", "Здравствуйте!", "не могли бы вы", "можете", "просьба", "сураныч,", "Салам,"],
    );
    const word = fc.constantFrom(...Object.values(LISTED).flat(), ...NAMED.keys(), "until 1 december", "xyzzy", "9:00");
    const rests = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(
        fc.array(courtesies, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...SUBSCRIPTION_VERBS),
        rests,
        (before, verb, rest) => {
          const text = `${before.join(" ")} ${verb} ${rest}`;
          expect({ text, ...bot.parse(text) }).toEqual({ text, kind: "subscription", verb, rest });
        },
      ),
      { numRuns: 1000 },
    );
  });
});
