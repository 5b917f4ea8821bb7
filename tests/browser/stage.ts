/** The playground and a browser for one file of tests. */
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type RunningBot, startBot } from "./bot.ts";
import { openChromium } from "./chromium.ts";
import { DESKTOP, type Look, type PlaygroundWindow, clearPlayground, openContext, openWindowIn } from "./page.ts";

/**
 * To be called in a `describe`. In each test nothing was said yet, and windows that it opens are closed behind it, which
 * fails it when a page complained. Of a test that fails a picture is kept.
 */
export function stageBrowser(): (look?: Look) => Promise<PlaygroundWindow> {
  let bot: RunningBot;
  let browser: Browser;
  let opened: PlaygroundWindow[] = [];
  const contexts = new Map<string, BrowserContext>();
  beforeAll(async () => {
    [bot, browser] = await Promise.all([startBot(), openChromium()]);
  });
  afterAll(async () => {
    await browser.close();
    await bot.stop();
  });
  beforeEach(() => clearPlayground(bot.address));
  afterEach(async ({ task }) => {
    const windows = opened;
    opened = [];
    if (task.result?.state === "fail") for (const window of windows) await window.failed(task.name);
    for (const window of windows) await window.close();
  });
  return async (look = DESKTOP) => {
    const name = JSON.stringify(look);
    const context = contexts.get(name) ?? (await openContext(browser, look));
    contexts.set(name, context);
    const window = await openWindowIn(context, bot.address);
    opened.push(window);
    return window;
  };
}
