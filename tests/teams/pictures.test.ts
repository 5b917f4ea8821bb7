import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { drawSmall } from "#charts/small-png.ts";
import { altText, type Chart } from "#core/document/chart.ts";
import type { Briefing } from "#core/document/briefing.ts";
import type { Image } from "#teams/drawing/card.ts";
import { renderTeams } from "#teams/drawing/render.ts";
import { createTurnOrder } from "#teams/wire/turn-order.ts";
import { ANYTHING, briefings, everyBlock } from "#tests/contracts/briefings.ts";
import { briefingWords, leftOut, squeeze } from "#tests/contracts/renderer.ts";
import { everyMessage, VENUES } from "#tests/fixtures/messages.ts";
import { CHANNEL, GROUP, PERSONAL, startSetting } from "./harness.ts";
import { teamsFaults } from "./limits.ts";
import { ownSpan, teamsText } from "./words.ts";

/** As large as a picture may be. */
const LARGE = Buffer.alloc(18_000, 1).toString("base64");
const large = (chart: Chart): Image => ({
  type: "Image",
  url: `data:image/png;base64,${LARGE}`,
  altText: altText(chart, 2000),
  size: "stretch",
  msteams: { allowExpand: true },
});

const PNG = Uint8Array.from([137, 80, 78, 71]);
const pictures = { drawSmall: () => Promise.resolve(PNG) };

describe("a Teams card with pictures", () => {
  const render = (briefing: Briefing) => renderTeams(briefing, { leftOut }, large);

  it("shows the words of the text twin, in its order", () => {
    expect(squeeze(teamsText(render(everyBlock())))).toBe(briefingWords(everyBlock(), ownSpan));
  });

  it("keeps within every limit, whatever the briefing holds, and goes without pictures before words are left out", () => {
    fc.assert(
      fc.property(briefings(ANYTHING, 20), (briefing) => {
        const message = render(briefing);
        expect(teamsFaults(message)).toEqual([]);
        const isPictured = JSON.stringify(message).includes(LARGE);
        expect(isPictured && JSON.stringify(message).includes("more did not fit")).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});

describe("figures in Teams", () => {
  /** One of each form, in as many series as there are. */
  const charted = everyMessage(VENUES["a Teams channel"]).flatMap(({ kind, briefing }) => {
    const chart = briefing.blocks.find((block) => block.kind === "chart")?.chart;
    return kind === "figures" && chart !== undefined ? [{ briefing, chart }] : [];
  });
  const samples = [...Map.groupBy(charted, ({ chart }) => chart.form).values()].map((alike) =>
    alike.reduce((most, each) => (each.chart.series.length > most.chart.series.length ? each : most)),
  );

  it("are pictures that a card of any of them has room for beside all of its words", () => {
    expect(samples).toHaveLength(4);
    for (const { briefing, chart } of samples) {
      const url = `data:image/png;base64,${Buffer.from(drawSmall(chart, 18_000)).toString("base64")}` as const;
      const message = renderTeams(briefing, { leftOut }, (shown) => ({ ...large(shown), url }));
      const json = JSON.stringify(message);
      expect(json, chart.name).toContain(url);
      expect(json).not.toContain("more did not fit");
      expect(teamsFaults(message)).toEqual([]);
    }
  });

  it("are a picture in a channel, in a chat and in the card that takes the place of the pressed one", async () => {
    await using at = await startSetting({ pictures });
    await at.people.sendMessage({ conversation: CHANNEL, text: "@Briefing rank heroin" });
    await at.people.sendMessage({ conversation: PERSONAL, text: "scores" });
    for (const { attachments } of at.sent()) {
      const picture = attachments[0].content.body.find(({ type }) => type === "Image");
      expect(picture).toMatchObject({ altText: expect.stringMatching(/Kyrgyzstan/u) });
    }
    await at.people.sendMessage({ conversation: PERSONAL, text: "heroin" });
    const activity = at.people.state.messages.at(-1)?.id ?? "";
    const pressed = await at.people.pressButton({ activity, title: "Score trend" });
    expect(JSON.stringify(pressed)).toContain("data:image/png;base64,");
  });

  it("come before what was asked behind them in the conversation, and keep no other waiting", async () => {
    const drawing = Promise.withResolvers<Uint8Array>();
    await using at = await startSetting({ pictures: { drawSmall: () => drawing.promise } });
    const titles = () =>
      at.sent().map(({ summary }) => (/Kyrgyzstan had the 2nd-highest score for/u.test(summary) ? "rank" : "other"));
    const first = at.people.sendMessage({ conversation: PERSONAL, text: "rank heroin" });
    await vi.waitFor(() => expect(at.people.state.messages).toHaveLength(1));
    const second = at.people.sendMessage({ conversation: PERSONAL, text: "heroin" });
    await vi.waitFor(() => expect(at.people.state.messages).toHaveLength(2));
    await at.people.sendMessage({ conversation: GROUP, text: "@Briefing heroin" });
    expect(titles(), "the group's alone").toEqual(["other"]);
    drawing.resolve(PNG);
    await Promise.all([first, second]);
    expect(titles()).toEqual(["other", "rank", "other"]);
  });

  it("keep what was asked behind them waiting for no more than two seconds", async () => {
    const drawing = Promise.withResolvers<Uint8Array>();
    const order = createTurnOrder();
    const begun = order.take("a chat", () => drawing.promise);
    const waited = await order.take("a chat", async (earlier) => {
      await earlier();
      return "answered";
    });
    expect(waited).toBe("answered");
    drawing.resolve(PNG);
    expect(await begun).toBe(PNG);
    expect(await order.take("a chat", async (earlier) => earlier().then(() => "at once"))).toBe("at once");
  });

  it("go without the picture where Teams refuses it, and in words at last", async () => {
    await using at = await startSetting({ pictures });
    const tooBig = { kind: "refuse", status: 413, error: "MessageSizeTooBig" } as const;
    at.people.failNext("replyToActivity", tooBig);
    await at.people.sendMessage({ conversation: CHANNEL, text: "@Briefing rank heroin" });
    expect(kindsIn(at.sent().at(-1))).toContain("Chart.HorizontalBar");
    at.people.failNext("replyToActivity", tooBig);
    at.people.failNext("replyToActivity", tooBig);
    await at.people.sendMessage({ conversation: CHANNEL, text: "@Briefing rank heroin" });
    expect(at.people.state.messages.at(-1)).toMatchObject({
      attachments: [],
      text: expect.stringMatching(/Tajikistan/u),
    });
  });

  it("are drawn by Teams itself where no picture can be drawn, which is logged", async () => {
    const drawSmall = () => Promise.reject(new Error("no memory"));
    await using at = await startSetting({ pictures: { drawSmall } });
    await at.people.sendMessage({ conversation: CHANNEL, text: "@Briefing trend heroin" });
    const [card] = at.sent().map(({ attachments }) => attachments[0].content);
    expect(kindsIn(at.sent()[0])).toContain("Chart.Line");
    expect(at.logged.join("\n")).toMatch(/picture could not be drawn.*no memory/u);
    const lines = card?.body.flatMap((element) => (element.type === "Chart.Line" ? element.data : [])) ?? [];
    expect(lines.at(-1), "the line between low and high is a series").toMatchObject({
      legend: "above 5.50 is high",
      values: [{ y: 5.5 }, { y: 5.5 }, { y: 5.5 }],
    });
  });
});

function kindsIn(message: ReturnType<typeof renderTeams> | undefined): readonly string[] {
  const body = message?.attachments[0].content.body ?? [];
  return body.flatMap((element) => [
    element.type,
    ...(element.type === "Container" ? element.items.map(({ type }) => type) : []),
  ]);
}
