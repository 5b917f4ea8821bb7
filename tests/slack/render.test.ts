import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Action, Block, Briefing } from "#core/document/briefing.ts";
import { readPress } from "#slack/drawing/actions.ts";
import { createSlackRenderer, type RenderWords, renderSlack, type SlackMessage } from "#slack/drawing/render.ts";
import { escapeText, writeMrkdwn } from "#slack/drawing/spans.ts";
import { briefings, everyBlock, ORDINARY } from "#tests/contracts/briefings.ts";
import { briefingFor } from "#tests/fixtures/bot.ts";
import { LABELS, leftOut, rendererContract } from "#tests/contracts/renderer.ts";
import { slackFaults } from "./limits.ts";
import { ownSpan, readMrkdwn, slackText } from "./words.ts";

const words: RenderWords = {
  leftOut,
  labels: LABELS,
};
const render = (briefing: Briefing) => renderSlack(briefing, words);
const only = (...blocks: readonly Block[]) => render({ title: "Title", summary: "Summary.", blocks });

describe("the Slack renderer", () => {
  rendererContract({
    render,
    words: slackText,
    own: ownSpan,
    faults: slackFaults,
    notification: (message) => message.text,
  });

  it("draws blocks that other messages had before as if they were new", () => {
    const renderer = createSlackRenderer(words);
    fc.assert(
      fc.property(briefings(ORDINARY, 6), fc.infiniteStream(fc.boolean()), (briefing, isKept) => {
        renderer.message(briefing);
        const other = { ...briefing, blocks: briefing.blocks.filter(() => isKept.next().value) };
        expect(renderer.message(other)).toEqual(createSlackRenderer(words).message(other));
        expect(renderer.message({ ...briefing })).toEqual(renderer.message(briefing));
      }),
      { numRuns: 200 },
    );
  });

  it("has the rows of a table that head others in bold, as its head", () => {
    const rows = [["Drugs"], ["Heroin"]];
    const table = only({ kind: "table", caption: "", columns: [{ name: "Measure", kind: "text" }], rows, heads: [0] });
    const cells = table.blocks.flatMap((block) => (block.type === "table" ? block.rows.flat() : []));
    expect(cells.map(({ type }) => type)).toEqual(["rich_text", "rich_text", "raw_text"]);
  });

  it("keeps text literal: nothing in it becomes markup", () => {
    const [block] = only({ kind: "paragraph", spans: [{ kind: "text", text: "*a* _b_ <@U1> <!here> :tada:" }] }).blocks;
    expect(block).toEqual({
      type: "rich_text",
      elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "*a* _b_ <@U1> <!here> :tada:" }] }],
    });
  });

  it("puts the stamp in small print, its links whole", () => {
    const { blocks } = render(everyBlock());
    expect(blocks.at(-1)).toEqual({
      type: "context",
      elements: [
        {
          type: "mrkdwn",
          text: "Higher is worse\nGI-TOC Index 2021 · describes 2020 (6 years ago) · Drugs · <https://example.org/country/a|newest page>",
          verbatim: true,
        },
      ],
    });
  });

  it("gives up small print where its markup would read the words as its own", () => {
    expect(writeMrkdwn([{ kind: "text", text: "2 * 3 * 4" }])).toBeNull();
    expect(only({ kind: "notice", spans: [{ kind: "text", text: "2 * 3 * 4" }] }).blocks[0]?.type).toBe("rich_text");
  });

  it("escapes so that Slack reads back the same words", () => {
    fc.assert(
      fc.property(fc.oneof(ORDINARY.words, fc.string()), (text) => {
        expect(readMrkdwn(escapeText(text))).toBe(text);
      }),
    );
  });

  it("says the text twin in the notification", () => {
    expect(render(everyBlock()).text).toContain("Drugs in &lt;Atlantis&gt; &amp; beyond");
  });

  it("begins the notification with the title where the words do not have it", () => {
    const lead: Block = { kind: "lead", spans: [{ kind: "text", text: "Titled or not." }], hedge: null };
    const noted = (title: string) => render({ title, summary: "Summary.", blocks: [lead] }).text;
    expect(noted("Heroin trade, Atlantis")).toBe("Heroin trade, Atlantis\nTitled or not.");
    expect(noted("Titled or")).toBe("Titled or not.");
    expect(noted("")).toBe("Titled or not.");
    const heading: Block = { kind: "heading", text: "Digest" };
    expect(render({ title: "Digest", summary: "Summary.", blocks: [lead, heading] }).text).toBe(
      "Titled or not.\n\nDigest",
    );
  });

  it("cuts the notification text at a line", () => {
    const item = "A finding that takes some room to tell. ".repeat(10).trim();
    const { text } = only({ kind: "bullets", items: Array.from({ length: 30 }, () => [{ kind: "text", text: item }]) });
    expect(text.length).toBeGreaterThan(3000);
    expect(text.endsWith(`- ${item}`)).toBe(true);
  });

  it("writes a heading longer than Slack's as bold text instead of cutting it", () => {
    const heading = "Leadership and governance ".repeat(10).trim();
    expect(slackText(only({ kind: "heading", text: heading }))).toBe(heading);
  });

  it("numbers buttons through the message, each with what a person would have typed", () => {
    expect(pressables(render(everyBlock()))).toEqual([
      ["show:0", "atlantis heroin-trade"],
      ["share:1", "atlantis drugs"],
      ["link:2", ""],
      ["link:3", ""],
      ["more:4", "form atlantis subscribe"],
      ["more:4", "delete  U0123ABC"],
      ["more:4", "show atlantis heroin trend"],
      ["more:4", "form atlantis pause"],
    ]);
  });

  it("answers in bold, the hedge behind it in italics and no bolder than the rest", () => {
    const [, lead] = render(everyBlock()).blocks;
    expect(lead).toEqual({
      type: "rich_text",
      elements: [
        {
          type: "rich_text_section",
          elements: [
            { type: "text", text: "Heroin *fell* by <10%>, see ", style: { bold: true } },
            { type: "link", text: "the chart", url: "https://example.org/chart?a=1&b=2" },
            { type: "text", text: ".", style: { bold: true } },
            { type: "text", text: " " },
            { type: "text", text: "(reported)", style: { italic: true } },
          ],
        },
      ],
    });
  });

  it("marks a hedge at its finding, and nothing where there is none", () => {
    const [list] = only({
      kind: "findings",
      items: [
        { id: "a.one", text: "The market grew.", hedge: null },
        { id: "a.two", text: "Routes moved north.", hedge: "likely" },
      ],
    }).blocks;
    expect(list).toMatchObject({
      elements: [
        {
          type: "rich_text_list",
          elements: [
            { elements: [{ type: "text", text: "The market grew." }] },
            {
              elements: [
                { type: "text", text: "Routes moved north." },
                { type: "text", text: " " },
                { type: "text", text: "(likely)", style: { italic: true } },
              ],
            },
          ],
        },
      ],
    });
  });

  it("wraps numbers with words beside them, so that a table is as wide as a phone", async () => {
    const table = render(await briefingFor("compare tajikistan")).blocks.find((block) => block.type === "table");
    const wrapped = { align: "right", is_wrapped: true };
    expect(table?.column_settings).toEqual([{ is_wrapped: true }, wrapped, wrapped]);
    const over = render(await briefingFor("trend")).blocks.find((block) => block.type === "table");
    const right = { align: "right" };
    expect(over?.column_settings).toEqual([{ is_wrapped: true }, right, wrapped, right]);
  });

  it("puts columns of numbers right and wraps those of words", () => {
    const table = render(everyBlock()).blocks.find((block) => block.type === "table");
    expect(table?.column_settings).toEqual([{ is_wrapped: true }, { align: "right" }]);
    expect(table?.rows[1]).toEqual([
      { type: "raw_text", text: "2021" },
      { type: "raw_text", text: "5.33" },
    ]);
  });

  it("says nothing over a table without a caption", () => {
    const table = everyBlock().blocks.findLast((block) => block.kind === "table")!;
    expect(only(table).blocks.map(({ type }) => type)).toEqual(["table"]);
  });

  it("makes a button of what no menu can carry", () => {
    const long = "x".repeat(75 - "show atlantis ".length);
    const more = [show(`${long}y`), show(long), show("b"), show("c")];
    expect(pressables(only({ kind: "actions", items: [show("a")], more }))).toEqual([
      ["show:0", "atlantis a"],
      ["show:1", `atlantis ${long}y`],
      ["more:2", `show atlantis ${long}`],
      ["more:2", "show atlantis b"],
      ["more:2", "show atlantis c"],
    ]);
  });

  it("makes a button of a report on an answer whose key is too long for a menu", () => {
    const key = `heroin-trade:${Array.from({ length: 3 }, (_, index) => `heroin-trade.finding-number-${index}`).join("+")}`;
    const report = { kind: "form", label: "Report an error", pack: "atlantis", text: `report ${key}` } as const;
    const message = only({ kind: "actions", items: [show("a")], more: [show("b"), report, show("c")] });
    expect(pressables(message).map(([id, value]) => [id, readPress(id, value)?.text])).toEqual([
      ["show:0", "a"],
      ["form:1", `report ${key}`],
      ["more:2", "b"],
      ["more:2", "c"],
    ]);
    expect(slackFaults(message)).toEqual([]);
  });

  it("makes a button of what would be alone in a menu", () => {
    expect(pressables(only({ kind: "actions", items: [show("a")], more: [show("b")] }))).toEqual([
      ["show:0", "atlantis a"],
      ["show:1", "atlantis b"],
    ]);
    const share = { kind: "share", label: "Share", pack: "atlantis", text: "all" } as const;
    expect(pressables(only({ kind: "actions", items: [show("a"), share], more: [show("b")] }))).toEqual([
      ["show:0", "atlantis a"],
      ["show:1", "atlantis b"],
      ["share:2", "atlantis all"],
    ]);
  });

  it("makes buttons of what is more than a menu holds", () => {
    expect(pressables(only({ kind: "actions", items: [show("a")], more: shows("b c d e f g h") }))).toEqual([
      ["show:0", "atlantis a"],
      ["show:1", "atlantis g"],
      ["show:2", "atlantis h"],
      ["more:3", "show atlantis b"],
      ["more:3", "show atlantis c"],
      ["more:3", "show atlantis d"],
      ["more:3", "show atlantis e"],
      ["more:3", "show atlantis f"],
    ]);
  });

  it("reads back each press as what it was written for, from a button and from a menu", () => {
    fc.assert(
      fc.property(fc.array(ORDINARY.words, { minLength: 1, maxLength: 8 }), (texts) => {
        const [first = "", ...rest] = texts;
        const message = only({ kind: "actions", items: [show(first)], more: rest.map(show) });
        const read = pressables(message).map(([id, value]) => readPress(id, value));
        expect(new Set(read.map((press) => JSON.stringify(press)))).toEqual(
          new Set(texts.map((text) => JSON.stringify({ kind: "show", pack: "atlantis", text }))),
        );
        expect(read).toHaveLength(texts.length);
      }),
    );
  });

  it("tells a hand-written menu value that is none of ours from a press", () => {
    expect(readPress("more:0", "nonsense atlantis drugs")).toBeNull();
    expect(readPress("more:0", "show")).toBeNull();
    expect(readPress("more:0", "")).toBeNull();
  });

  it("offers helpful and not helpful as Slack's own feedback buttons", () => {
    const block = render(everyBlock()).blocks.find((block) => block.type === "context_actions");
    expect(block?.elements[0]).toMatchObject({
      type: "feedback_buttons",
      positive_button: { text: { text: "Helpful" }, value: "+atlantis an-answer" },
      negative_button: { text: { text: "Not helpful" }, value: "-atlantis an-answer" },
    });
  });

  it("keeps buttons and stamp when the content has no room", () => {
    const long: Block = {
      kind: "bullets",
      items: Array.from({ length: 300 }, (_, i) => [{ kind: "text", text: `Item ${i} `.repeat(20) }]),
    };
    const { blocks } = render({ ...everyBlock(), blocks: [long, ...everyBlock().blocks] });
    expect(blocks.slice(-3).map((block) => block.type)).toEqual(["actions", "context_actions", "context"]);
  });

  it("leaves no heading standing over what was left out", () => {
    const shown = slackText(
      only(
        { kind: "heading", text: "Top" },
        { kind: "subheading", text: "First" },
        long("one "),
        { kind: "subheading", text: "Second" },
        long("two "),
      ),
    );
    expect(shown).toContain("First");
    expect(shown).not.toContain("Second");
  });
});

function show(text: string): Action {
  return { kind: "show", label: text, pack: "atlantis", text };
}

/** What a press would bring back: the id of a button or menu, and the value of the button or of each option. */
function pressables({ blocks }: SlackMessage): readonly (readonly [string, string])[] {
  const elements = blocks.flatMap((block) => (block.type === "actions" ? block.elements : []));
  return elements.flatMap((element) => {
    const id = element.action_id ?? "";
    if (element.type === "overflow") return element.options.map(({ value = "" }) => [id, value] as const);
    return element.type === "button" ? [[id, element.value ?? ""] as const] : [];
  });
}

/** Buttons that ask for `letters`, one each. */
function shows(letters: string): readonly Action[] {
  return letters.split(" ").map(show);
}

function long(words: string): Block {
  return { kind: "bullets", items: Array.from({ length: 60 }, () => [{ kind: "text", text: words.repeat(30) }]) };
}
