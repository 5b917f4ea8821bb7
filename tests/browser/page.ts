/** The playground in a browser window, and the few things that every test does in it. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";

const PICTURES = fileURLToPath(new URL("../../screenshots/", import.meta.url));
/** `SCREENSHOTS=1 npx vitest run tests/browser` keeps what is seen on the way; each takes a third of a second. */
const KEPT = process.env["SCREENSHOTS"] !== undefined;

export interface PlaygroundWindow {
  readonly page: Page;
  readonly slack: Locator;
  readonly teams: Locator;
  /** Both, Slack first. */
  readonly sides: readonly Locator[];
  /** The message that came last. */
  newest(side: Locator): Locator;
  /** Types into the open conversation of a side, and sends. */
  type(side: Locator, text: string): Promise<void>;
  /** Keeps a picture under `screenshots/` where that is asked for. */
  picture(name: string): Promise<void>;
  /** Keeps one whether it is asked for or not: of a test that failed. */
  failed(name: string): Promise<void>;
  /** Rejects when the page complained in its console, or broke. */
  close(): Promise<void>;
}

export interface Look {
  readonly width: number;
  readonly height: number;
  readonly scheme: "light" | "dark";
}

export const DESKTOP: Look = { width: 1440, height: 900, scheme: "light" };
export const PHONE: Look = { width: 390, height: 844, scheme: "light" };
/** A desktop of 1440 by 900 at 400 %: https://www.w3.org/WAI/WCAG22/Understanding/reflow.html */
export const ZOOMED: Look = { width: 360, height: 225, scheme: "light" };

/** For what comes when the clock has moved on: hundreds of minutes are ticked through, and the machine may be busy. */
export const CLOCK_MOVES = { timeout: 40_000 };

/** Everything that was said, ordered and moved on in the playground is gone. */
export async function clearPlayground(address: string): Promise<void> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${address}/playground/api/clear`, { method: "POST", headers, body: "{}" });
  if (!answer.ok) throw new Error(`The playground could not be cleared: ${await answer.text()}`);
}

/** A window of a browser of its own. */
export async function openWindow(browser: Browser, address: string, look: Look = DESKTOP): Promise<PlaygroundWindow> {
  const context = await openContext(browser, look);
  const window = await openWindowIn(context, address);
  return {
    ...window,
    async close() {
      try {
        await window.close();
      } finally {
        await context.close();
      }
    },
  };
}

/** What windows of one look have in common: the page that was loaded once and compiled. */
export function openContext(browser: Browser, { width, height, scheme }: Look): Promise<BrowserContext> {
  const scale = width < 600 ? 2 : 1;
  return browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    deviceScaleFactor: scale,
    reducedMotion: "reduce",
    timezoneId: "Europe/Paris",
  });
}

/** Of earlier windows it knows nothing: what a window keeps is its own, and what the page keeps is cleared when it is closed. */
export async function openWindowIn(context: BrowserContext, address: string): Promise<PlaygroundWindow> {
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("console", (line) => {
    if (line.type() === "error" || line.type() === "warning") troubles.push(line.text());
  });
  page.on("pageerror", (error) => troubles.push(error.message));
  page.setDefaultTimeout(15_000);
  await page.goto(`${address}/`);
  const slack = page.getByRole("region", { name: "Slack", exact: true, includeHidden: true });
  const teams = page.getByRole("region", { name: "Microsoft Teams", includeHidden: true });
  await slack.waitFor();
  const keep = async (name: string): Promise<void> => {
    mkdirSync(PICTURES, { recursive: true });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  };
  return {
    page,
    slack,
    teams,
    sides: [slack, teams],
    newest: (side) => side.getByRole("article").last(),
    async type(side, text) {
      await side.getByRole("textbox").last().fill(text);
      await side.getByRole("textbox").last().press("Enter");
    },
    picture: async (name) => (KEPT ? keep(name) : undefined),
    failed: (name) => keep(`failed-${name}`.replaceAll(/\W+/g, "-").toLowerCase()),
    async close() {
      await page.evaluate(() => localStorage.clear());
      await page.close();
      if (troubles.length > 0) throw new Error(`The page complained: ${troubles.join("\n")}`);
    },
  };
}
