import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adapterWords } from "#app/adapter-words.ts";
import { createFeedback, describeReport, type SavedReport } from "#core/briefings/feedback.ts";
import { openContext } from "#core/briefings/context.ts";
import { openZonedContext } from "#core/digests/zone.ts";
import { plainLine, plainText } from "#core/document/plain-text.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import { composeAnnouncement, composeSubscription } from "#core/subscriptions/replies.ts";
import { composeStatus } from "#core/subscriptions/status.ts";
import { composeUnread } from "#core/subscriptions/unsure/unread.ts";
import { clip, visible } from "#core/wording/visible.ts";
import { CLOCK, contentOf, createTestBot, library, requestFor } from "#tests/fixtures/bot.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";
import { made } from "#tests/fixtures/made.ts";
import { MONDAY, subscription } from "#tests/fixtures/subscriptions.ts";

/** Whatever a terminal obeys, or that turns round what is read. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;
/** Colours, the window's title, C1's own escape, a bell, an override of direction, an isolate, a line of its own. */
const NASTY = "\u001B[31mred\u001B]0;title\u0007 \u009B2J \u202Egnp.exe\u202C \u2066x\u2069 a\r\nb\u2028c\u007F";

const content = contentOf();
const context = openZonedContext(content, SHIPPED, { now: CLOCK });
const by = { id: "U1", name: NASTY };
const paused: Subscription = subscription("a", { standing: { kind: "paused", by: NASTY } });
const skipped = { what: "skipped", by, at: MONDAY } as const;
const entry = {
  day: "2026-11-23",
  state: "skipped",
  late: false,
  reason: "asked",
  dueAt: MONDAY,
  settledAt: MONDAY,
} as const;
const report: SavedReport = { pack: SHIPPED, topic: NASTY, findings: [NASTY], comment: NASTY, at: CLOCK };

describe("A person's words", () => {
  it.each([
    ["in a report's line", () => describeReport(report, (slug) => slug)],
    [
      "in a subscription",
      () =>
        plainText(composeSubscription(context, paused, { title: "Title", notices: [], notes: [] })).replaceAll(
          "\n",
          "",
        ),
    ],
    [
      "in the status and its notes",
      () =>
        plainText(composeStatus(context, { subscription: paused, entries: [entry], notes: [skipped] })).replaceAll(
          "\n",
          "",
        ),
    ],
    [
      "in an announcement",
      () => plainText(composeAnnouncement(context, paused, { by, undo: [] })).replaceAll("\n", ""),
    ],
    [
      "in what could not be read",
      () => plainText(composeUnread(context, { unread: [NASTY], time: null }, paused)).replaceAll("\n", ""),
    ],
    [
      "under what they shared",
      () => {
        const block = adapterWords(library.wording, SHIPPED).sharedBy(by);
        return block.kind === "notice" ? plainLine(block.spans) : "";
      },
    ],
  ])("%s are printed with every character to be seen", (_, print) => {
    expect(print()).not.toMatch(UNSEEN);
    expect(print()).toContain("␛[31mred");
  });

  it.each(["compare zq\u202Ewv", "kyrgyzstan \u202Ezzqx", "scores \u202Ezzqx 2021"])(
    "typed as %j are answered with every character to be seen",
    async (words) => {
      const bot = createTestBot();
      const { briefing } = await bot.handle(requestFor(bot, words));
      expect(`${briefing.title}${plainText(briefing)}`.replaceAll("\n", "")).not.toMatch(UNSEEN);
    },
  );

  it("are kept as they were written, and cut at a whole character where they are too long", async () => {
    const saved: string[] = [];
    const store = {
      saveFeedback: () => Promise.resolve(),
      saveReport: ({ comment }: SavedReport) => Promise.resolve(void saved.push(comment)),
    };
    const feedback = createFeedback((pack) => openContext(content, pack, { now: CLOCK }), made({ answers: store }));
    const bot = createTestBot({ handlers: { feedback } });
    const family = "👩‍👩‍👧‍👦";
    for (const comment of [NASTY.trim(), `${"x".repeat(1995)}${family}`, `${"x".repeat(1999)}😀`])
      await bot.handle({
        ...requestFor(bot, ""),
        command: { kind: "submission", form: "report", values: { comment: [comment] } },
      });
    expect(saved).toEqual([NASTY.trim(), "x".repeat(1995), "x".repeat(1999)]);
  });
});

describe("What is made visible", () => {
  it("is nothing but what could not be seen, and is so at once for all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const seen = visible(text);
        expect(seen).not.toMatch(UNSEEN);
        expect(visible(seen)).toBe(seen);
        if (!UNSEEN.test(text)) expect(seen).toBe(text);
      }),
    );
  });

  it.each(["Ines Castell", "Айжан", "نرگس‌خاتون", "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "ö̈"])("is nothing in %s", (name) => {
    expect(visible(name)).toBe(name);
  });

  it("is a lone half of a character too", () => {
    expect(visible("a\uD83Db")).toBe("a\uFFFDb");
  });
});

describe("What is too long", () => {
  it("ends after a whole character, however many code points that has", () => {
    expect(clip("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 2)).toBe("👩‍👩‍👧‍👦👩‍👩‍👧‍👦…");
    expect(clip("ö̈ö̈ö̈", 1)).toBe("ö̈…");
    expect(clip("🏴󠁧󠁢󠁥󠁮󠁧󠁿🏴󠁧󠁢󠁥󠁮󠁧󠁿", 1)).toBe("🏴󠁧󠁢󠁥󠁮󠁧󠁿…");
    expect(clip("short", 5)).toBe("short");
  });
});
