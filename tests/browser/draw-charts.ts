/** Draws each kind of picture into `docs/charts/`, and how the page shows them on both sides: part of `npm run pictures`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createDrawer } from "#charts/drawer.ts";
import { briefingFor } from "#tests/fixtures/bot.ts";
import { startBot } from "./bot.ts";
import { openChromium } from "./chromium.ts";
import { clearPlayground, openWindow, type PlaygroundWindow } from "./page.ts";

const FOLDER = fileURLToPath(new URL("../../docs/charts/", import.meta.url));

const DRAWN_MS = 500;
const WARM_MS = 12_000;
/** In the alternative text of every picture. */
const PICTURED = /above 5\.50 is high/u;
/** What is typed on the page; only those named, as in `node tests/browser/draw-charts.ts "rank heroin"`. */
const TYPED = ["trend overall", "rank heroin", "scores resilience", "compare tajikistan"];
const named = process.argv.slice(2);

/** What is typed, by what its picture is called. */
const PICTURES: Readonly<Record<string, string>> = {
  "lines-headline": "trend",
  "lines-section": "trend drugs",
  "lines-countries": "compare tajikistan heroin",
  "lines-indicator": "scores heroin",
  "bars-headline": "scores",
  "bars-pillar": "scores resilience",
  "bars-new-indicators": "scores markets 2025",
  ranks: "rank heroin",
  pairs: "compare tajikistan",
  "pairs-section": "compare tajikistan drugs",
};

mkdirSync(FOLDER, { recursive: true });
const drawer = createDrawer();
for (const [name, words] of Object.entries(PICTURES)) {
  const chart = (await briefingFor(words)).blocks.find((block) => block.kind === "chart")?.chart;
  if (chart === undefined) throw new Error(`${words} has no picture`);
  writeFileSync(join(FOLDER, `${name}.png`), await drawer.draw(chart));
}
await drawer.stop();

const browser = await openChromium();
for (const [size, width] of [
  ["desktop", 1440],
  ["phone", 390],
] as const) {
  // One for each: of one person it answers no more than thirty questions a minute.
  const bot = await startBot();
  for (const scheme of ["light", "dark"] as const) {
    const window = await openWindow(browser, bot.address, { width, height: 1500, scheme });
    if (scheme === "light") await warm(window);
    for (const words of TYPED.filter((each) => named.length === 0 || named.includes(each)))
      for (const [platform, typed] of [
        ["slack", `@Briefing ${words}`],
        ["slack-private", `/kyrgyzstan ${words}`],
        ["teams", `@Briefing ${words}`],
      ] as const) {
        // Nothing that was spoken of before is taken up.
        await clearPlayground(bot.address);
        const path = join(FOLDER, `${words.replace(" ", "-")}-${platform}-${size}-${scheme}.png`);
        await drawSide(window, typed, { isTeams: platform === "teams", isPhone: size === "phone", path });
      }
    await window.close();
  }
  await bot.stop();
}
await browser.close();
console.log(`${Object.keys(PICTURES).length} pictures, and the page with them, in docs/charts/`);

/** The first picture of a process takes longer than the others, and on a busy machine longer than a post waits for it. */
async function warm(window: PlaygroundWindow): Promise<void> {
  await window.type(window.slack, "@Briefing scores");
  await window.page.waitForTimeout(WARM_MS);
}

/** The newest answer on a side; in Slack a mention's stands in its thread. */
async function drawSide(
  window: PlaygroundWindow,
  typed: string,
  { isTeams, isPhone, path }: { readonly isTeams: boolean; readonly isPhone: boolean; readonly path: string },
): Promise<void> {
  const { page, slack, teams } = window;
  await page.reload();
  if (isPhone) await page.getByRole("button", { name: isTeams ? "Teams" : "Slack", exact: true }).click();
  const side = isTeams ? teams : slack;
  await window.type(side, typed);
  if (!isTeams && typed.startsWith("@")) await side.getByRole("button", { name: "1 reply" }).last().click();
  // An answer ends with it.
  await side
    .getByText(/^newest\s(?:edition|page)/u)
    .last()
    .waitFor();
  // Where it came too late its message has a table in its place: then nothing is shown that would be looked at.
  const isPictured = isTeams || typed.startsWith("@");
  if (isPictured) await side.getByRole("article").last().getByRole("img", { name: PICTURED }).waitFor();
  await page.waitForTimeout(DRAWN_MS);
  await side.getByRole("article").last().screenshot({ path });
}
