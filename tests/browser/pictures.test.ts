import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningBot, startBot } from "./bot.ts";
import { openChromium } from "./chromium.ts";
import { DESKTOP, PHONE, type PlaygroundWindow, openWindow } from "./page.ts";

const LOOKS = [
  ["desktop-light", DESKTOP],
  ["desktop-dark", { ...DESKTOP, scheme: "dark" }],
  ["phone-light", PHONE],
  ["phone-dark", { ...PHONE, scheme: "dark" }],
  ["phone-narrow", { ...PHONE, width: 375, height: 667 }],
  ["phone-smallest", { ...PHONE, width: 320, height: 568 }],
] as const;

describe("the playground at every size", { timeout: 60_000 }, () => {
  let bot: RunningBot;
  let browser: Browser;
  let window: PlaygroundWindow;

  beforeAll(async () => {
    [bot, browser] = await Promise.all([startBot(), openChromium()]);
    window = await openWindow(browser, bot.address);
    await window.type(window.slack, "/kyrgyzstan drugs");
    await window.type(window.teams, "@Briefing drugs");
    await window.teams.getByRole("article").nth(1).waitFor();
  });
  afterAll(async () => {
    await window.close();
    await browser.close();
    await bot.stop();
  });

  it.each(LOOKS)("shows both sides with nothing beyond the edge: %s", async (name, { width, height, scheme }) => {
    const { page, slack, teams } = window;
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme });
    for (const [platform, side] of [
      ["Slack", slack],
      ["Teams", teams],
    ] as const) {
      const platforms = page.getByRole("group", { name: "Platform" });
      if (width < 600) await platforms.getByRole("button", { name: platform }).click();
      await side
        .getByText(/^Drug trafficking/)
        .first()
        .waitFor();
      await window.picture(`${name}-${platform.toLowerCase()}`);
      expect(await overflow()).toBe(0);
    }
  });
});
