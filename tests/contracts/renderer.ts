/** What every renderer promises, whatever the platform. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, Briefing, Span } from "#core/document/briefing.ts";
import { blockLines, plainLine } from "#core/document/plain-text.ts";
import type { Labels } from "#core/ports.ts";
import { ANYTHING, briefings, everyBlock, ORDINARY } from "./briefings.ts";

export type OwnSpan = Extract<Span, { kind: "person" | "moment" }>;

export interface RendererUnderTest<Message> {
  /** `leftOut` below is the notice it is given. */
  readonly render: (briefing: Briefing) => Message;
  /**
   * What people read on the message, buttons aside, line by line in the text twin's form:
   * `- item`, `a | b` for a table's row, `words (address)` for a link. White space does not count.
   */
  readonly words: (message: Message) => string;
  /** How `words` shows what each platform shows in its own way: a member, and a moment by the reader's clock. */
  readonly own: (span: OwnSpan) => string;
  /** Every limit of the platform that the message breaks, as sentences. */
  readonly faults: (message: Message) => readonly string[];
  /** What a notification or a screen reader says. */
  readonly notification: (message: Message) => string;
}

export const LABELS: Labels = {
  delete: "Delete",
  helpful: "Helpful",
  unhelpful: "Not helpful",
  cancel: "Cancel",
  required: "Please fill this in.",
  working: "is looking it up",
};

/** The notice that renderers under test are given for what had no room. */
export function leftOut(count: number): Block {
  return { kind: "notice", spans: [{ kind: "text", text: `${count} more did not fit.` }] };
}

/** The words that a briefing shows everywhere, in the form of `RendererUnderTest.words`. */
export function briefingWords(briefing: Briefing, own: RendererUnderTest<unknown>["own"]): string {
  const named = (span: Span): Span =>
    span.kind === "person" || span.kind === "moment" ? { kind: "text", text: own(span) } : span;
  return squeeze(
    briefing.blocks
      .flatMap(blockLines)
      .map((line) => plainLine(line.map(named)))
      .join("\n"),
  );
}

export function rendererContract<Message>(under: RendererUnderTest<Message>): void {
  const wordsOf = (briefing: Briefing): string => squeeze(under.words(under.render(briefing)));

  describe("as every renderer", () => {
    it("shows the words of the text twin, in its order", () => {
      expect(wordsOf(everyBlock())).toBe(briefingWords(everyBlock(), under.own));
    });

    it("says whose clock it is that a moment is shown by", () => {
      expect(JSON.stringify(under.render(everyBlock()))).toMatch(/\{time\} your time|TIME\(.*?\)\}\} your time/iu);
    });

    it("shows the words of any briefing that has room", () => {
      fc.assert(
        fc.property(briefings(ORDINARY, 4), (briefing) => {
          fc.pre(JSON.stringify(briefing).length < 5000);
          expect(wordsOf(briefing)).toBe(briefingWords(briefing, under.own));
        }),
      );
    });

    it("keeps within every limit, whatever the briefing holds", () => {
      fc.assert(
        fc.property(briefings(ANYTHING, 30), (briefing) => {
          expect(under.faults(under.render(briefing))).toEqual([]);
        }),
        { numRuns: 150 },
      );
    });

    it("says something in a notification, whatever the briefing holds", () => {
      fc.assert(
        fc.property(briefings(ANYTHING, 3), (briefing) => {
          expect(under.notification(under.render(briefing)).trim()).not.toBe("");
        }),
      );
    });

    it("is well-formed text throughout: no half of a surrogate pair", () => {
      fc.assert(
        fc.property(briefings(ANYTHING, 5), (briefing) => {
          expect(JSON.stringify(under.render(briefing))).not.toMatch(/\\ud[89a-f]/iu);
        }),
      );
    });

    it("leaves out whole items and says how many", () => {
      const items = Array.from(
        { length: 400 },
        (_, index) => `Finding ${index} took place ${"very ".repeat(20)}far away.`,
      );
      const shown = wordsOf(withBullets(items));
      const kept = items.filter((item) => shown.includes(item));
      expect(kept.length).toBeGreaterThan(10);
      expect(shown).toBe(
        squeeze(
          ["Long", ...kept.map((item) => `- ${item}`), `${400 - kept.length} more did not fit.`, "The stamp."].join(
            "\n",
          ),
        ),
      );
    });

    it("keeps every address whole when there is no room", () => {
      const addresses = Array.from({ length: 300 }, (_, index) => `https://example.org/${"path/".repeat(40)}${index}`);
      const items = addresses.map((address) => `see ${address}`);
      const known = new Set(addresses);
      const message = under.render(withBullets(items));
      const found = [
        ...under.words(message).matchAll(/https:\S+/gu),
        ...under.notification(message).matchAll(/https:\S+/gu),
      ];
      expect(found.map(([found]) => found).filter((found) => !known.has(found))).toEqual([]);
    });

    it("gives the same message for the same briefing", () => {
      expect(under.render(everyBlock())).toEqual(under.render(everyBlock()));
    });
  });
}

function withBullets(items: readonly string[]): Briefing {
  return {
    title: "Long",
    summary: "Too long for one message.",
    blocks: [
      { kind: "heading", text: "Long" },
      { kind: "bullets", items: items.map((text) => [{ kind: "text", text }]) },
      { kind: "stamp", reading: "", spans: [{ kind: "text", text: "The stamp." }] },
    ],
  };
}

export function squeeze(words: string): string {
  return words.toWellFormed().replaceAll(/\s+/gu, " ").trim();
}
