import { afterEach, describe, expect, it, vi } from "vitest";
import type { Briefing } from "#core/document/briefing.ts";
import { underItsTitle } from "#core/document/chart.ts";
import type { Pictures } from "#core/document/pictures.ts";
import type { Bot } from "#core/ports.ts";
import { aChart } from "#tests/contracts/charts.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

const PLACE = "C0BRIEFINGS";
const ADDRESS = "https://briefing.example.org/charts/0123.png";
const PNG = Uint8Array.from([137, 80, 78, 71]);

const whole = aChart();
/** Without the gap, so that Slack can draw it itself. */
const chart = { ...whole, series: whole.series.filter(({ values }) => !values.includes(null)) };
const briefing: Briefing = { title: "Figures", summary: "Figures.", blocks: [{ kind: "chart", chart }] };
const figures = { handle: () => Promise.resolve({ kind: "briefing", topic: null, briefing } as const) };

/** Too much for Slack's own chart, whose names have 20 characters: a table. */
const series = chart.series.map((each) => ({ ...each, short: `${each.short}, ${"x".repeat(20)}` }));
const undrawn = { ...briefing, blocks: [{ kind: "chart", chart: { ...chart, series } } as const] };

function picturesAt(address: string | null): Pictures & { readonly kept: readonly unknown[] } {
  const kept: unknown[] = [];
  return {
    kept,
    addressOf: () => address,
    keep: (chart) => Promise.resolve(void kept.push(chart)),
    draw: () => Promise.resolve(PNG),
    drawSmall: () => Promise.resolve(PNG),
  };
}

let at: Workspace;
afterEach(() => at.close());

async function mention(pictures?: Pictures): Promise<void> {
  at = await openWorkspace(figures, pictures);
  await at.fake.sendMention({ channel: PLACE, text: "trend" });
  await vi.waitFor(() => expect(posted()).not.toEqual([]));
}

const posted = () => at.fake.state.messages.filter(({ user }) => user === at.fake.state.teams[0]?.botUser);
const kindsOf = (message: { readonly blocks: readonly { readonly [name: string]: unknown }[] } | undefined) =>
  message?.blocks.map(({ type }) => type);

describe("A command whose answer no acknowledgement carries", () => {
  it("is not done with before that is told, so that whoever dies in between leaves it open", async () => {
    const toldWhenDone: number[] = [];
    const once: Bot["once"] = async (_, act) => {
      await act();
      toldWhenDone.push(at.fake.calls.filter(({ method }) => method === "response_url").length);
      return true;
    };
    at = await openWorkspace({ ...figures, once });
    await at.fake.sendSlash({ channel: PLACE, command: "/atlantis", text: "trend" });
    await expect.poll(() => toldWhenDone).toEqual([1]);
  });
});

describe("A post with figures", () => {
  it("shows the picture at an address that answers by then, every number in it and none a second time below it", async () => {
    const pictures = picturesAt(ADDRESS);
    await mention(pictures);
    expect(pictures.kept).toEqual([underItsTitle(chart)]);
    expect(posted()[0]?.blocks).toContainEqual(
      expect.objectContaining({
        type: "image",
        title: { type: "plain_text", text: chart.name, emoji: false },
        image_url: ADDRESS,
        alt_text: expect.stringMatching(/^Criminality \*fell\*[^]*\| 5\.33 \|[^]*\| 5\.64$/mu),
      }),
    );
    expect(kindsOf(posted()[0])).not.toContain("table");
    expect(at.fake.calls.filter(({ method }) => method.startsWith("files."))).toEqual([]);
  });

  it("is posted again with a table where Slack cannot load the picture, and once only", async () => {
    at = await openWorkspace(figures, picturesAt(ADDRESS));
    at.fake.failNext("chat.postMessage", { kind: "refuse", error: "invalid_blocks" });
    await at.fake.sendMention({ channel: PLACE, text: "trend" });
    await vi.waitFor(() => expect(posted()).toHaveLength(1));
    expect(kindsOf(posted()[0])).toContain("table");
    expect(kindsOf(posted()[0])).not.toContain("image");
  });

  it("has a table where its picture cannot be kept", async () => {
    await mention({ ...picturesAt(ADDRESS), keep: () => Promise.reject(new Error("the disk is full")) });
    expect(kindsOf(posted()[0])).toContain("table");
    expect(at.log.heard).toContainEqual(expect.objectContaining({ level: "warn" }));
  });

  it("has its picture below it, in its thread, where the bot has no address", async () => {
    await mention(picturesAt(null));
    await vi.waitFor(() => expect(posted()).toHaveLength(2));
    const [message, picture] = posted();
    expect(kindsOf(message)).toContain("table");
    expect(picture).toMatchObject({ thread: message?.thread, blocks: [{ type: "image" }] });
    expect(picture?.blocks[0]?.["alt_text"]).toContain("Criminality | 2nd | 5.33 | 5.20");
  });

  it("stands without its picture where the workspace left the scope out, and does not ask for it again", async () => {
    at = await openWorkspace(figures, picturesAt(null));
    at.fake.failNext("files.getUploadURLExternal", { kind: "refuse", error: "missing_scope" });
    for (const count of [1, 2]) {
      await at.fake.sendMention({ channel: PLACE, text: "trend" });
      await vi.waitFor(() => expect(posted()).toHaveLength(count));
      await vi.waitFor(() => expect(at.log.heard.some(({ level }) => level === "warn")).toBe(true));
    }
    expect(at.fake.calls.filter(({ method }) => method.startsWith("files."))).toHaveLength(1);
  });
});

describe("A private answer with figures", () => {
  it("comes by the response address and is drawn by Slack: no picture can be where one person sees it", async () => {
    at = await openWorkspace(figures, picturesAt(ADDRESS));
    await at.fake.sendSlash({ channel: PLACE, command: "/atlantis", text: "trend" });
    await vi.waitFor(() => expect(posted()).toHaveLength(1));
    expect(kindsOf(posted()[0])).toEqual(expect.arrayContaining(["data_visualization", "table"]));
    expect(at.fake.calls.map(({ method }) => method)).toContain("response_url");
    expect(at.fake.faults).toEqual([]);
  });

  it("that can only be a table comes in the acknowledgement, with nothing in it that is not Slack's", async () => {
    const handle = () => Promise.resolve({ kind: "briefing", topic: null, briefing: undrawn } as const);
    at = await openWorkspace({ handle }, picturesAt(null));
    const { text } = await at.fake.sendSlash({ channel: PLACE, command: "/atlantis", text: "trend" });
    expect(Object.keys(JSON.parse(text)).toSorted()).toEqual(["blocks", "response_type", "text"]);
    expect(kindsOf(posted()[0])).toContain("table");
  });

  it("is a table where Slack does not draw it", async () => {
    at = await openWorkspace(figures);
    at.fake.failNext("response_url", { kind: "refuse", error: "invalid_blocks" });
    await at.fake.sendSlash({ channel: PLACE, command: "/atlantis", text: "trend" });
    await vi.waitFor(() => expect(posted()).toHaveLength(1));
    expect(kindsOf(posted()[0])).toContain("table");
  });
});
