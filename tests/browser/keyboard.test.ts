import type { Locator } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { CLOCK_MOVES, type PlaygroundWindow } from "./page.ts";
import { stageBrowser } from "./stage.ts";

const SIDES = [
  {
    name: "Slack",
    side: "slack",
    box: "Message #briefings",
    said: "/kyrgyzstan",
    thread: "Reply in thread",
    menu: "More actions",
  },
  {
    name: "Teams",
    side: "teams",
    box: "Start a post in General",
    said: "@Briefing",
    thread: "Reply",
    menu: "More options",
  },
] as const;

describe("with the keyboard alone", { timeout: 90_000 }, () => {
  const open = stageBrowser();
  let window: PlaygroundWindow;
  beforeEach(async () => {
    window = await open();
  });

  const isFocused = (place: Locator) => place.evaluate((element) => element === document.activeElement);
  /** Tab by Tab, as a person who cannot point does. */
  const reach = async (place: Locator, key: "Tab" | "Shift+Tab" | "ArrowDown" = "Tab") => {
    await place.waitFor();
    for (let presses = 0; presses < 80; presses++) {
      if (await isFocused(place)) return;
      await window.page.keyboard.press(key);
    }
    throw new Error(`80 times ${key}, and the keyboard never came to ${place.toString()}`);
  };
  const press = async (place: Locator, key: "Tab" | "Shift+Tab" = "Tab") => {
    await reach(place, key);
    await window.page.keyboard.press("Enter");
  };
  const say = async (text: string) => {
    await window.page.keyboard.type(text);
    await window.page.keyboard.press("Enter");
  };

  it.each(SIDES)("a digest is ordered, got, asked about, paused, taken up again and ended in $name", async (at) => {
    const { page } = window;
    const side = window[at.side];
    const box = side.getByRole("textbox", { name: at.box });
    const seen = (step: string) => window.picture(`keyboard-${at.side}-${step}`);
    await reach(box);
    await say(`${at.said} subscribe weekly monday 09:00 Europe/Paris`);
    await side
      .getByText(/^Subscribed/)
      .first()
      .waitFor();
    await seen("1-ordered");
    await press(page.getByRole("button", { name: "Move the clock" }), "Shift+Tab");
    await press(page.getByRole("button", { name: "To Monday, 09:00" }));
    const digest = side.getByRole("article").filter({ hasText: "Next, on" }).last();
    await digest.getByRole("button", { name: at.menu }).waitFor(CLOCK_MOVES);
    await seen("2-got");
    const opener = side.getByRole("button", { name: at.thread, exact: true }).last();
    await press(opener);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toMatch(/^Reply/);
    await say("@Briefing are heroin seizures going up?");
    await side
      .getByText(/Seizures of heroin/)
      .first()
      .waitFor();
    await seen("3-asked");
    await page.keyboard.press("Escape");
    await press(digest.getByRole("button", { name: at.menu }), "Shift+Tab");
    await reach(page.getByRole("menuitem", { name: "Pause" }), "ArrowDown");
    await page.keyboard.press("Enter");
    await side
      .getByText(/paused/i)
      .first()
      .waitFor();
    await seen("4-paused");
    await press(side.getByRole("button", { name: "Undo" }).last(), "Shift+Tab");
    await side
      .getByText(/undone/i)
      .first()
      .waitFor();
    await seen("5-undone");
    await reach(box);
    await say(`${at.said} unsubscribe`);
    await side
      .getByText(/Unsubscribed|No more digests/)
      .first()
      .waitFor();
    await seen("6-ended");
  });

  const focusedLabel = () => window.page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? null);

  it("opening a thread moves into it, and Escape leaves it for where one was, with what was half written kept", async () => {
    const { slack, teams, page } = window;
    for (const side of window.sides) await window.type(side, "good morning");
    const openers = [
      slack.getByRole("button", { name: "Reply in thread" }),
      teams.getByRole("button", { name: "Reply" }),
    ];
    for (const opener of openers) {
      await press(opener);
      expect(await focusedLabel()).toMatch(/^Reply (in the thread|to this post)$/);
      await page.keyboard.type("half a ");
      await page.keyboard.press("Escape");
      await expect.poll(() => isFocused(opener)).toBe(true);
      await page.keyboard.press("Enter");
      await page.keyboard.type("reply");
      expect(await page.locator("textarea:focus").inputValue()).toBe("half a reply");
      await page.keyboard.press("Escape");
    }
  });

  it.each([
    ["Slack", "/kyrgyzstan subscribe"],
    ["Teams", "@Briefing subscribe"],
  ])(
    "a form in %s starts on its first field, and gives the keyboard back to the button that opened it",
    async (name, words) => {
      const { slack, teams, page } = window;
      const side = name === "Slack" ? slack : teams;
      await window.type(side, words);
      const opener = window.newest(side).getByRole("button", { name: "Change", exact: true });
      await press(opener, "Shift+Tab");
      const dialog = page.getByRole("dialog");
      await dialog.waitFor();
      const first = dialog.locator("input, select, textarea").first();
      await expect.poll(() => isFocused(first)).toBe(true);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      await expect.poll(() => isFocused(opener)).toBe(true);
    },
  );

  it("a form that is not taken has the keyboard on what is wrong with it", async () => {
    const { slack, page } = window;
    await window.type(slack, "/kyrgyzstan subscribe");
    await press(window.newest(slack).getByRole("button", { name: "Change" }), "Shift+Tab");
    const zone = page.getByRole("dialog").getByRole("combobox", { name: "Time zone" });
    await zone.fill("Atlantic City");
    await page.getByRole("dialog").getByText("Nothing found").waitFor();
    await press(page.getByRole("button", { name: "Save", exact: true }));
    await page.getByRole("dialog").getByText("Please fill this in.").waitFor();
    await expect.poll(() => isFocused(zone)).toBe(true);
  });

  it("one link leads to where one writes, and everything is deleted only when that is said twice", async () => {
    const { slack, page } = window;
    await window.type(slack, "/kyrgyzstan drugs");
    await press(page.getByRole("link", { name: "Skip to writing" }), "Shift+Tab");
    expect(await isFocused(slack.getByRole("textbox", { name: "Message #briefings" }))).toBe(true);
    const opener = page.getByRole("button", { name: "Clear both sides" });
    await press(opener, "Shift+Tab");
    await press(page.getByRole("button", { name: "Keep it" }));
    await expect.poll(() => isFocused(opener)).toBe(true);
    expect(await slack.getByRole("article").count()).toBeGreaterThan(0);
    await page.keyboard.press("Enter");
    await press(page.getByRole("button", { name: "Delete everything" }));
    await page.getByRole("status").getByText("Both sides are empty.").waitFor();
    expect(await slack.getByRole("article").count()).toBe(0);
  });

  it("a menu of a message is gone through with arrows, and left with Escape", async () => {
    const { slack, page } = window;
    await window.type(slack, "/kyrgyzstan ask are heroin seizures going up?");
    const opener = window.newest(slack).getByRole("button", { name: "More actions" });
    await press(opener, "Shift+Tab");
    const items = page.getByRole("menuitem");
    await expect.poll(() => isFocused(items.first())).toBe(true);
    await page.keyboard.press("ArrowUp");
    expect(await isFocused(items.last())).toBe(true);
    await page.keyboard.press("Escape");
    expect(await isFocused(opener)).toBe(true);
    await page.keyboard.press("Enter");
    const report = page.getByRole("menuitem", { name: "Report an error" });
    await reach(report, "ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
  });
});
