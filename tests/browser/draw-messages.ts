/** Draws every kind of message as both platforms show it, into `docs/messages/`, and the page itself: `npm run pictures`; only the kinds that are named: `npm run pictures:messages -- scores help`. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Locator } from "playwright-core";
import { startBot } from "./bot.ts";
import { openChromium } from "./chromium.ts";
import { clearPlayground, openWindow, type PlaygroundWindow } from "./page.ts";

const DOCS = fileURLToPath(new URL("../../docs/", import.meta.url));
const FOLDER = join(DOCS, "messages");

/** By the kind of message, what is typed behind the command or the mention. */
const KINDS: Readonly<Record<string, string>> = {
  overview: "overview",
  pillar: "resilience",
  section: "drugs",
  indicator: "heroin",
  "indicator-all": "heroin all",
  answer: "ask are heroin seizures going up?",
  "figures-score": "score heroin",
  "figures-trend": "trend criminality",
  "figures-compare": "compare tajikistan heroin",
  "figures-rank": "rank heroin",
  "figures-extreme": "ask which criminal market is the worst?",
  "figures-count": "ask in how many indicators is Kazakhstan worse?",
  calculation: "calculation criminality",
  cite: "cite heroin-trade.transit-share",
  scores: "scores 2025",
  "scores-all": "scores all 2025",
  "abstention-not-in-profile": "ask how many people were convicted?",
  "abstention-after-edition": "ask who leads the police in 2026?",
  "abstention-operational": "ask how do I get a shipment past the border unchecked?",
  "abstention-another-country": "ask how corrupt are the police in Kazakhstan?",
  "abstention-off-topic": "ask what is the best pizza?",
  "abstention-about-a-person": "ask where does Kamchy Kolbayev live?",
  choice: "trafficking",
  unknown: "qwerty",
  help: "help",
  about: "about",
  privacy: "privacy",
  fact: "ask how old is the data?",
  definition: "ask what is a mafia-style group?",
  smalltalk: "thanks",
  need: "ask I was trafficked, who can help me?",
  "subscribe-unread": "subscribe funday",
  subscribe: "subscribe weekly monday 09:00 UTC",
  subscriptions: "subscriptions",
  status: "status",
  preview: "preview",
  pause: "pause",
  unsubscribe: "unsubscribe",
};
/** What no words bring: the form behind a button, and what comes when the clock has moved on. */
const EVENTS: Readonly<Record<string, (window: PlaygroundWindow, side: Locator) => Promise<Locator>>> = {
  form: async (window, side) => {
    const { page } = window;
    await side.getByRole("button", { name: "Change", exact: true }).last().click();
    await page.getByRole("button", { name: "Save" }).last().waitFor();
    return page.getByRole("dialog");
  },
  digest: comesOnMonday,
  "digest-dark": comesOnMonday,
};

async function comesOnMonday(window: PlaygroundWindow, side: Locator): Promise<Locator> {
  const { page } = window;
  await page.getByRole("button", { name: "Move the clock" }).click();
  await page.getByRole("button", { name: "To Monday, 09:00" }).click();
  await side.getByRole("heading", { name: /^Kyrgyzstan's \d{4} profile, \d+ /u }).waitFor({ timeout: 120_000 });
  return window.newest(side);
}

/** Wide enough for a conversation beside the other, and as high as the longest message. */
const LOOK = { width: 1440, height: 2400, scheme: "light" } as const;

async function draw(
  side: Locator,
  window: PlaygroundWindow,
  { text, path }: { text: string; path: string },
): Promise<void> {
  const messages = side.getByRole("article");
  const shown = async (): Promise<string> => `${await messages.count()} ${await messages.last().innerHTML()}`;
  const former = (await messages.count()) === 0 ? "" : await shown();
  await window.type(side, text);
  // What was typed comes first, then perhaps a sign that an answer is under way, then the answer.
  let last = former;
  let still = 0;
  for (let looks = 0; still < STILL; looks++) {
    if (looks === MOST) throw new Error(`Nothing came of ${text}, or it never came to rest`);
    await window.page.waitForTimeout(SETTLED_MS);
    const now = (await messages.count()) === 0 ? "" : await shown();
    still = now === last && now !== former && !now.includes(text) ? still + 1 : 0;
    last = now;
  }
  await messages.last().screenshot({ path });
}
const SETTLED_MS = 400;
/** Unchanged for so many looks, it is the answer. */
const STILL = 3;
const MOST = 40;

/** Both sides side by side, as the README shows them. */
async function drawPage(window: PlaygroundWindow): Promise<void> {
  await window.type(window.slack, "/kyrgyzstan heroin");
  await window.type(window.teams, "@Briefing are heroin seizures going up?");
  for (const side of [window.slack, window.teams])
    await side
      .getByText(/^newest\s(?:edition|page)/u)
      .last()
      .waitFor();
  await window.page.screenshot({ path: join(DOCS, "playground.png") });
}

const named = process.argv.slice(2);
const known = [...Object.keys(KINDS), ...Object.keys(EVENTS)];
const unknown = named.filter((kind) => !known.includes(kind));
if (unknown.length > 0) throw new Error(`No kinds of message: ${unknown.join(", ")}. There are: ${known.join(", ")}`);
const isDrawn = (kind: string): boolean => named.length === 0 || named.includes(kind);
const drawn = Object.entries(KINDS).filter(([kind]) => isDrawn(kind));
const events = Object.entries(EVENTS).filter(([kind]) => isDrawn(kind));

mkdirSync(FOLDER, { recursive: true });
const [bot, browser] = await Promise.all([startBot(), openChromium()]);
if (named.length === 0) {
  const page = await openWindow(browser, bot.address, { ...LOOK, height: 900 });
  await drawPage(page);
  await page.close();
}
const window = await openWindow(browser, bot.address, LOOK);
for (const [kind, words] of drawn) {
  for (const [platform, side, typed] of [
    ["slack", window.slack, `/kyrgyzstan ${words}`],
    ["teams", window.teams, `@Briefing ${words}`],
  ] as const)
    await draw(side, window, { text: typed, path: join(FOLDER, `${kind}-${platform}.png`) });
}
await window.close();
for (const [kind, come] of events)
  for (const platform of ["slack", "teams"] as const) {
    await clearPlayground(bot.address);
    const scheme = kind.endsWith("-dark") ? "dark" : LOOK.scheme;
    const fresh = await openWindow(browser, bot.address, { ...LOOK, scheme });
    const side = fresh[platform];
    await fresh.type(side, `${platform === "slack" ? "/kyrgyzstan" : "@Briefing"} subscribe monday 09:00`);
    await side.getByRole("button", { name: "Change", exact: true }).last().waitFor();
    const shown = await come(fresh, side);
    await fresh.page.waitForTimeout(SETTLED_MS);
    await shown.screenshot({ path: join(FOLDER, `${kind}-${platform}.png`) });
    await fresh.close();
  }
await browser.close();
await bot.stop();
console.log(`${drawn.length + events.length} kinds of message on both platforms, in docs/messages/`);
