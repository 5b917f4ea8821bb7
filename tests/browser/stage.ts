/** The playground and a browser for one file of tests. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type RunningBot, startBot } from "./bot.ts";
import { openChromium } from "./chromium.ts";
import { type Look, type PlaygroundWindow, clearPlayground, openWindow } from "./page.ts";

/**
 * To be called in a `describe`. In each test nothing was said yet, and windows that it opens are closed behind it, which
 * fails it when a page complained.
 */
export function stageBrowser(): (look?: Look) => Promise<PlaygroundWindow> {
  let bot: RunningBot;
  let browser: Browser;
  let opened: PlaygroundWindow[] = [];
  beforeAll(async () => {
    [bot, browser] = await Promise.all([startBot(), openChromium()]);
  });
  afterAll(async () => {
    await browser.close();
    await bot.stop();
  });
  beforeEach(() => clearPlayground(bot.address));
  afterEach(async () => {
    const windows = opened;
    opened = [];
    for (const window of windows) await window.close();
  });
  return async (look) => {
    const window = await openWindow(browser, bot.address, look);
    opened.push(window);
    return window;
  };
}
