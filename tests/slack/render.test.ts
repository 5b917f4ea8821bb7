import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, Briefing } from "#core/document/briefing.ts";
import { type RenderWords, renderSlack } from "#slack/render.ts";
import { escapeText, writeMrkdwn } from "#slack/spans.ts";
import { everyBlock, ORDINARY } from "#tests/contracts/briefings.ts";
import { leftOut, rendererContract } from "#tests/contracts/renderer.ts";
import { slackFaults } from "./limits.ts";
import { readMrkdwn, slackText } from "./words.ts";

const words: RenderWords = {
  leftOut,
  labels: {
    delete: "Delete",
    helpful: "Helpful",
    unhelpful: "Not helpful",
    cancel: "Cancel",
    working: "is looking it up",
  },
};
const render = (briefing: Briefing) => renderSlack(briefing, words);
const only = (...blocks: readonly Block[]) => render({ title: "Title", summary: "Summary.", blocks });

describe("the Slack renderer", () => {
  rendererContract({
    render,
    words: slackText,
    person: ({ id, name }) => (/^U\w+$/u.test(id) ? `@${id}` : name),
    faults: slackFaults,
    notification: (message) => message.text,
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
          text: "Edition 2021, describing 2020: 6 years old. <https://example.org/country/a|Newest page>",
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
    const actions = render(everyBlock()).blocks.find((block) => block.type === "actions");
    expect(
      actions?.elements.map((element) => (element.type === "button" ? [element.action_id, element.value] : [])),
    ).toEqual([
      ["show:0", "atlantis heroin-trade"],
      ["share:1", "atlantis drugs"],
      ["form:2", "atlantis subscribe"],
      ["link:3", undefined],
      ["delete:4", " U0123ABC"],
    ]);
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

function long(words: string): Block {
  return { kind: "bullets", items: Array.from({ length: 60 }, () => [{ kind: "text", text: words.repeat(30) }]) };
}
