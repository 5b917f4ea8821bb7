/** What an acknowledgement carries: Slack tells nothing back of one that it does not show. */
import type { KnownBlock } from "@slack/types";
import { describe, expect, it } from "vitest";
import { lead } from "#core/document/blocks.ts";
import type { Bot, Labels } from "#core/ports.ts";
import { isCertain, isCertainForm } from "#slack/drawing/certain.ts";
import { renderSlack } from "#slack/drawing/render.ts";
import { renderForm } from "#slack/form.ts";
import { everyBlock } from "#tests/contracts/briefings.ts";
import { LABELS } from "#tests/contracts/renderer.ts";
import { createTestBot, formOf } from "./bot.ts";
import { openWorkspace } from "./workspace.ts";

const CHOICE = { kind: "choice", name: "day", label: "Day", value: "", hint: "" } as const;
const CHANNEL = "C0BRIEFINGS";

/** Labels that somebody has changed in the wording, to what Slack does not take on a button. */
const UNSHOWABLE: readonly (readonly [string, Partial<Labels>])[] = [
  ["no words", { helpful: "" }],
  ["blanks", { unhelpful: "  " }],
];

describe("a command's answer", () => {
  it.each(UNSHOWABLE)(
    "with a button of %s comes by the response address, where a refusal is heard",
    async (_, labels) => {
      const at = await openWorkspace({ labels: { ...LABELS, ...labels } });
      const answer = await at.fake.sendSlash({ channel: CHANNEL, command: "/atlantis", text: "drugs" });
      expect(answer).toMatchObject({ status: 200, text: "" });
      expect(at.fake.faults).toEqual([]);
      await expect
        .poll(() => at.fake.state.messages)
        .toMatchObject([{ text: "atlantis on drugs", onlyFor: "U0ASKER" }]);
      await at.close();
    },
  );
});

const plain = (text: string) => ({ type: "plain_text", text, emoji: false }) as const;
const button = (action: string, text = "Go") =>
  ({ type: "button", action_id: action, text: plain(text), value: "v" }) as const;
const times = (count: number, make: (index: number) => KnownBlock): KnownBlock[] =>
  Array.from({ length: count }, (_, index) => make(index));
const section = (text: string, fields = 0): KnownBlock => ({
  type: "section",
  text: { type: "mrkdwn", text },
  ...(fields === 0 ? {} : { fields: Array.from({ length: fields }, () => ({ type: "mrkdwn", text: "f" }) as const) }),
});
const menu = (options: number, value = "v", label = "Label"): KnownBlock => ({
  type: "actions",
  elements: [
    {
      type: "overflow",
      action_id: "more:0",
      options: Array.from({ length: options }, () => ({ text: plain(label), value })),
    },
  ],
});
const row = (count: number): KnownBlock => ({
  type: "actions",
  elements: Array.from({ length: count }, (_, index) => button(`show:${index}`)),
});
const table = (rows: number, cells: number): KnownBlock => ({
  type: "table",
  rows: Array.from({ length: rows }, () =>
    Array.from({ length: cells }, () => ({ type: "raw_text", text: "1" }) as const),
  ),
});

describe("blocks that Slack shows for certain", () => {
  it("are those that are drawn", () => {
    expect(isCertain(renderSlack(everyBlock(), createTestBot()).blocks)).toBe(true);
  });

  const rules: readonly (readonly [string, KnownBlock[], KnownBlock[]])[] = [
    ["fifty blocks", times(50, () => ({ type: "divider" })), times(51, () => ({ type: "divider" }))],
    ["3,000 characters of a section", [section("x".repeat(3000))], [section("x".repeat(3001))]],
    ["ten fields", [section("x", 10)], [section("x", 11)]],
    [
      "150 characters of a header",
      [{ type: "header", text: plain("x".repeat(150)) }],
      [{ type: "header", text: plain("x".repeat(151)) }],
    ],
    [
      "75 characters on a button",
      [{ type: "actions", elements: [button("a", "x".repeat(75))] }],
      [{ type: "actions", elements: [button("a", "x".repeat(76))] }],
    ],
    ["25 buttons in a row", [row(25)], [row(26)]],
    ["five options of a menu", [menu(5)], [menu(6)]],
    ["75 characters of an option's value", [menu(2, "x".repeat(75))], [menu(2, "x".repeat(76))]],
    ["75 characters of an option", [menu(2, "v", "x".repeat(75))], [menu(2, "v", "x".repeat(76))]],
    ["one action of a name", [row(1)], [row(1), row(1)]],
    ["one table", [table(2, 2)], [table(2, 2), table(2, 2)]],
    ["100 rows of 20 cells", [table(100, 2), section("x")], [table(101, 2)]],
    ["20 cells", [table(2, 20)], [table(2, 21)]],
    ["12,000 characters in all", times(4, () => section("x".repeat(2900))), times(5, () => section("x".repeat(2900)))],
    ["kinds that are known to be shown", [section("x")], [{ type: "file", external_id: "f", source: "remote" }]],
    ["words that are there", [section("x")], [section("")]],
  ];

  it.each(rules)("have at most %s", (_, within, beyond) => {
    expect([isCertain(within), isCertain(beyond)]).toEqual([true, false]);
  });
});

describe("a form that comes back in place of the submitted one", () => {
  it("is said in words where Slack would not show it", async () => {
    const at = await openWorkspace();
    await at.fake.sendSlash({ channel: CHANNEL, command: "/atlantis", text: "subscribe" });
    await expect.poll(() => at.fake.state.views.length).toBe(1);
    const handle: Bot["handle"] = async () => ({
      ...{ kind: "form", topic: null, form: { ...formOf(3), fields: [{ ...CHOICE, options: [] }] } },
      briefing: { title: "Digest", summary: "Digest", blocks: [lead("Type it")] },
    });
    Object.assign(at.bot, { handle });
    const view = at.fake.state.views[0]?.id ?? "";
    expect(await at.fake.submitView({ view, values: {} })).toMatchObject({ status: 200, text: "" });
    await expect.poll(() => at.newest(CHANNEL)).toBe("Type it");
    await at.close();
  });

  it("is shown where it is within every limit, of however many options", () => {
    const views = [1, 100, 101, 430].map((options) => renderForm(formOf(options), "{}", LABELS));
    expect(views.map(isCertainForm)).toEqual([true, true, true, true]);
    const [view] = views;
    expect(view && isCertainForm({ ...view, private_metadata: "x".repeat(3001) })).toBe(false);
    expect(view && isCertainForm({ ...view, title: plain("x".repeat(25)) })).toBe(false);
  });
});
