import type { Locator, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { chartElement } from "#teams/drawing/charts.ts";
import { briefingFor } from "#tests/fixtures/bot.ts";
import type { PlaygroundWindow } from "./page.ts";
import { stageBrowser } from "./stage.ts";

const MARKETS = ["Heroin trade", "Cocaine trade", "Cannabis trade", "Synthetic drug trade"];

const newest = (side: Locator) => side.getByRole("article").last();
const heading = (side: Locator, name: RegExp) => newest(side).getByRole("heading", { name });
/** The first line of an answer, which says it. */
const lead = (side: Locator, words: RegExp) => newest(side).getByText(words).first();
/** A digest is headed by what it is, its day and its topics. */
const DIGEST = /^Kyrgyzstan's 2021 profile, 7 December \d{4}: /u;
const DRUG_MARKET = /^(?:Heroin|Cocaine|Cannabis|Synthetic drug) trade$/;
const RIGHT = /^(right|end)$/;
const HEROIN = /^The heroin trade in Kyrgyzstan scored high: 7\.0 of 10/;
const SEIZURES = /Seizures of heroin in Kyrgyzstan had declined/;
const focused = (place: Locator) => place.evaluate((element) => element === document.activeElement);

/** As if Teams had taken no picture: the page is told of the chart that then goes in its place. */
async function refusePictures(page: Page): Promise<void> {
  const { blocks } = await briefingFor("rank heroin");
  const chart = blocks.find((block) => block.kind === "chart")?.chart;
  if (chart === undefined) throw new Error("a rank has a picture");
  await page.route("**/playground/api/events", async (route) => {
    const stopped = new AbortController();
    const stream = await fetch(route.request().url(), { signal: stopped.signal });
    let event = "";
    for await (const part of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      event += part;
      if (event.includes("\n\n")) break;
    }
    stopped.abort();
    const body = event.replaceAll(/\{"type":"Image".*?"allowExpand":true\}\}/gu, () =>
      JSON.stringify(chartElement(chart)),
    );
    await route.fulfill({ contentType: "text/event-stream", body });
  });
}

describe("the playground in a browser", { timeout: 60_000 }, () => {
  const open = stageBrowser();
  let window: PlaygroundWindow;
  beforeEach(async () => {
    window = await open();
    await window.slack.getByRole("heading", { name: "Ask in #briefings" }).waitFor();
  });

  it("answers a typed command in Slack with the four drug markets, for the asker alone", async () => {
    const { slack } = window;
    await window.type(slack, "/kyrgyzstan drugs");
    await newest(slack).getByText("Only visible to you").waitFor();
    const words = await newest(slack).innerText();
    expect(MARKETS.filter((market) => words.includes(market))).toEqual(MARKETS);
  });

  it("replaces the answer when a button is pressed, and shares it with the channel", async () => {
    const { slack } = window;
    await window.type(slack, "/kyrgyzstan drugs");
    await newest(slack).getByRole("button", { name: "Heroin trade" }).click();
    await lead(slack, HEROIN).waitFor();
    expect(await slack.getByRole("article").count()).toBe(1);
    await newest(slack).getByRole("button", { name: "Share" }).click();
    await slack.getByRole("article").nth(1).waitFor();
    expect(await newest(slack).getByText("Only visible to you").count()).toBe(0);
    expect(await newest(slack).innerText()).toContain("Ines Castell");
  });

  it("answers a mention in Teams with a card, whose button replaces it", async () => {
    const { teams } = window;
    await window.type(teams, "@Briefing drugs");
    await lead(teams, /^Drug trafficking/).waitFor();
    const words = await newest(teams).innerText();
    expect(MARKETS.filter((market) => words.includes(market))).toEqual(MARKETS);
    await newest(teams).getByRole("button", { name: "Heroin trade" }).click();
    await lead(teams, HEROIN).waitFor();
    expect(await teams.getByRole("article").count()).toBe(2);
  });

  it("shows figures as a picture on both sides, and a chart of Teams' own as the table too that it falls back to", async () => {
    const { slack, teams, page } = window;
    await window.type(slack, "@Briefing rank heroin");
    await slack.getByRole("button", { name: "1 reply" }).last().click();
    const picture = newest(slack).getByRole("img", { name: /2nd-highest score for/ });
    await picture.waitFor();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(800);
    await window.type(teams, "@Briefing rank heroin");
    const carried = newest(teams).getByRole("img", { name: /2nd-highest score for/ });
    await carried.waitFor();
    await expect.poll(() => carried.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(800);
    await refusePictures(page);
    await page.reload();
    const stand = newest(teams).getByRole("figure");
    const cell = stand.getByRole("cell", { name: "Turkmenistan" });
    await stand.getByRole("button", { name: "Show the table" }).click();
    await cell.waitFor();
    await stand.getByRole("button", { name: "Show the chart" }).press("Enter");
    expect([await cell.count(), await stand.getByRole("button", { name: "Show the table" }).count()]).toEqual([0, 1]);
  });

  it("shares from a Teams card with everyone in the thread", async () => {
    const { teams, page } = window;
    await page
      .getByRole("navigation", { name: "Teams channels and chats" })
      .getByRole("button", { name: "Compliance desk" })
      .click();
    await window.type(teams, "@Briefing drugs");
    await newest(teams).getByRole("button", { name: "Heroin trade" }).click();
    await lead(teams, HEROIN).waitFor();
    await newest(teams).getByRole("button", { name: "Share" }).click();
    await teams.getByRole("article").nth(2).waitFor();
    expect(await newest(teams).innerText()).toContain("Ines Castell");
  });

  it("keeps what is less used in Slack's menu, which opens a form and a page", async () => {
    const { slack, page } = window;
    await window.type(slack, "/kyrgyzstan ask are heroin seizures going up?");
    const choose = async (words: string) => {
      await newest(slack).getByRole("button", { name: "More actions" }).click();
      await newest(slack).getByRole("menuitem", { name: words }).click();
    };
    await choose("Report an error");
    const form = page.getByRole("dialog");
    await form.getByRole("textbox").waitFor();
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    await window.picture("menu-slack");
    await choose("Copy citation");
    await heading(slack, /^How to cite/).waitFor();
  });

  it("keeps what is less used in Teams' menu, by the keyboard too, and shows the menu over the page", async () => {
    const { teams, page } = window;
    await window.type(teams, "@Briefing trend heroin");
    await newest(teams).getByRole("button", { name: "More options" }).press("Enter");
    const item = page.getByRole("menuitem", { name: "Report an error" });
    await item.waitFor();
    await window.picture("menu-teams");
    await item.press("Enter");
    await item.waitFor({ state: "detached" });
    await page.getByRole("dialog").getByRole("textbox").waitFor();
  });

  it("puts numbers right, under their name, on both sides", async () => {
    const { slack, teams } = window;
    await window.type(slack, "/kyrgyzstan drugs");
    await window.type(teams, "@Briefing drugs");
    for (const side of [slack, teams]) {
      const alignment = (words: string) =>
        newest(side)
          .getByText(words, { exact: true })
          .first()
          .evaluate((element) => getComputedStyle(element).textAlign);
      expect(await alignment("high 7.0")).toMatch(RIGHT);
      expect(await alignment("2021")).toMatch(RIGHT);
      expect(await alignment("Measure")).not.toMatch(RIGHT);
    }
  });

  it("answers in the thread it was mentioned in, follows up there, and takes an opinion", async () => {
    const { slack, page } = window;
    await window.type(slack, "@Briefing are heroin seizures going up?");
    await slack.getByRole("button", { name: "1 reply" }).click();
    const thread = slack.getByRole("complementary", { name: "Thread" });
    await lead(thread, SEIZURES).waitFor();
    await window.type(thread, "@Briefing and its score?");
    await newest(thread).getByText("7.0 of 10").first().waitFor();
    await window.type(thread, "@Briefing who controls it?");
    const third = thread.getByRole("article").nth(5);
    await third.waitFor();
    const helpful = third.locator(".thumb").first();
    await helpful.click();
    expect(await helpful.getAttribute("aria-pressed")).toBe("true");
    await window.picture("thread-slack");
    await page.keyboard.press("Escape");
    await thread.waitFor({ state: "detached" });
  });

  it("follows up in a Teams thread and sends a thumb with a word", async () => {
    const { teams } = window;
    await window.type(teams, "@Briefing are heroin seizures going up?");
    await lead(teams, SEIZURES).waitFor();
    await teams.getByRole("button", { name: "Reply", exact: true }).click();
    const reply = teams.getByRole("textbox", { name: "Reply to this post" });
    await reply.fill("@Briefing and its score?");
    await reply.press("Enter");
    // What the first answer says, too, would be found before the second is there.
    await newest(teams).getByText("highest of Kyrgyzstan's 10").first().waitFor();
    await reply.fill("@Briefing who controls it?");
    await reply.press("Enter");
    await newest(teams).getByText("Foreign criminals").first().waitFor();
    await newest(teams).getByRole("button", { name: "Helpful", exact: true }).click();
    await teams.getByRole("textbox", { name: /What was helpful/ }).fill("To the point");
    await teams.getByRole("button", { name: "Submit" }).click();
    const thanks = teams.getByText("Thank you. The bot has your opinion.");
    await thanks.waitFor();
    await window.picture("thread-teams");
    await newest(teams).getByRole("button", { name: "Helpful", exact: true, pressed: true }).waitFor();
  });

  it("hands a file over on each side: a link in the asker's own chat, and in Teams once it is allowed", async () => {
    const { slack, teams, page } = window;
    const open = (list: string) =>
      page
        .getByRole("list", { name: list })
        .getByRole("button", { name: /^Briefing/u })
        .click();
    await window.type(slack, "/kyrgyzstan export drugs csv");
    await newest(slack).getByText("Sent to your direct messages").waitFor();
    await open("Direct messages");
    const link = newest(slack).getByRole("link", { name: "kyrgyzstan-drugs-2021.csv" });
    expect(await link.getAttribute("href")).toContain("/playground/slack/upload/");
    await open("Chats");
    await window.type(teams, "export drugs csv");
    await newest(teams).getByRole("button", { name: "Allow" }).click();
    const saved = newest(teams).getByRole("link", { name: "kyrgyzstan-drugs-2021.csv" });
    await saved.waitFor();
    const file = await page.request.get((await saved.getAttribute("href")) ?? "");
    expect(await file.text()).toContain("heroin-trade.transit-share");
  });

  it("subscribes by a form on each side, and digests arrive when the clock moves on", async () => {
    const { slack, teams, page } = window;
    await window.type(slack, "/kyrgyzstan subscribe");
    await newest(slack).getByRole("button", { name: "Change", exact: true }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("checkbox", { name: "Drugs" }).check();
    await form.getByRole("button", { name: "Save", exact: true }).click();
    await form.waitFor({ state: "detached" });
    await window.type(teams, "@Briefing subscribe");
    await teams.getByRole("article").nth(1).waitFor();
    await page.getByRole("button", { name: "Move the clock" }).click();
    await page.getByRole("button", { name: "To Monday, 09:00" }).click();
    await heading(slack, DIGEST).waitFor();
    await newest(slack).getByText(DRUG_MARKET).first().waitFor();
    await heading(teams, DIGEST).waitFor();
    await window.picture("digests");
    const before = await slack.getByRole("article").count();
    await newest(slack).getByRole("button", { name: "More actions" }).click();
    await newest(slack).getByRole("menuitem", { name: "Pause" }).click();
    await slack.getByRole("article").nth(before).waitFor();
    expect((await newest(slack).innerText()).toLowerCase()).toContain("paus");
  });

  it("can be used with the keyboard alone", async () => {
    const { slack, page } = window;
    const box = slack.getByRole("textbox", { name: "Message #briefings" });
    for (let presses = 0; presses < 40 && !(await focused(box)); presses++) await page.keyboard.press("Tab");
    await page.keyboard.type("/kyr");
    expect(await slack.getByRole("option", { selected: true }).innerText()).toContain("/kyrgyzstan");
    await page.keyboard.press("Enter");
    await page.keyboard.type("drugs");
    await page.keyboard.press("Enter");
    await lead(slack, /^Drug trafficking/).waitFor();
    const button = newest(slack).getByRole("button", { name: "Heroin trade" });
    for (let presses = 0; presses < 20 && !(await focused(button)); presses++) await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await lead(slack, HEROIN).waitFor();
    expect(await focused(newest(slack))).toBe(true);
  });

  it("completes a mention, and says what is wrong with a command that there is not", async () => {
    const { slack } = window;
    const box = slack.getByRole("textbox", { name: "Message #briefings" });
    await box.pressSequentially("hello @Br");
    await box.press("Tab");
    expect(await box.inputValue()).toBe("hello @Briefing ");
    await window.type(slack, "/nowhere drugs");
    expect(await slack.getByRole("alert").innerText()).toBe("/nowhere is not a valid command.");
  });
});
