import type { Locator } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import type { PlaygroundWindow } from "./page.ts";
import { stageBrowser } from "./stage.ts";

const newest = (side: Locator) => side.getByRole("article").last();

describe("the form for a subscription in a browser", { timeout: 120_000 }, () => {
  const open = stageBrowser();
  let window: PlaygroundWindow;
  beforeEach(async () => {
    window = await open();
    window.page.setDefaultTimeout(60_000);
  });

  it("searches zones in Slack by keyboard, and stores what was found", async () => {
    const { slack, page } = window;
    await window.type(slack, "/kyrgyzstan subscriptions");
    await newest(slack).getByRole("button", { name: "Choose days and topics" }).click();
    const form = page.getByRole("dialog", { name: "Kyrgyzstan digest" });
    const zone = form.getByRole("combobox", { name: "Time zone" });
    await zone.fill("mumb");
    const found = form.getByRole("listbox").getByRole("option", { selected: true });
    await form.getByText("found. Choose with the arrow keys and Enter.").waitFor();
    await zone.scrollIntoViewIfNeeded();
    await window.picture("form-slack-search");
    // Nobody has pointed at one yet: Enter takes none.
    await zone.press("Enter");
    expect(await zone.inputValue()).toBe("mumb");
    await zone.press("ArrowDown");
    await found.waitFor();
    await zone.press("Enter");
    expect(await zone.inputValue()).toBe("Mumbai, India – Asia/Kolkata, UTC+05:30");
    await form.getByRole("button", { name: "Subscribe", exact: true }).click();
    await form.waitFor({ state: "detached" });
    await newest(slack).getByText("Asia/Kolkata").first().waitFor();
  });

  it("searches zones in Teams' dialog despite a slip, leaves the card alone on Cancel, and stores what was found", async () => {
    const { teams, page } = window;
    await window.type(teams, "@Briefing subscriptions");
    const customise = newest(teams).getByRole("button", { name: "Choose days and topics" });
    await customise.click();
    const form = page.getByRole("dialog", { name: "Kyrgyzstan digest" });
    const zone = form.getByRole("textbox", { name: "Time zone" });
    await zone.fill("");
    await zone.pressSequentially("bishkke");
    const found = form.getByText("Bishkek, Kyrgyzstan – Asia/Bishkek, UTC+06:00");
    await found.first().waitFor();
    await window.picture("form-teams-search");
    await form.getByRole("button", { name: "Cancel" }).click();
    await form.waitFor({ state: "detached" });
    await customise.click();
    await zone.fill("");
    await zone.pressSequentially("bishkek");
    await found.first().click();
    await form.getByRole("button", { name: "Subscribe", exact: true }).click();
    await form.waitFor({ state: "detached" });
    await teams.getByText("Asia/Bishkek").first().waitFor();
  });

  it("opens the list of zones in Teams also where all is typed at once, as by a paste", async () => {
    const { teams } = window;
    await window.type(teams, "@Briefing subscribe customise");
    await newest(teams).getByRole("textbox", { name: "Time zone" }).fill("Бишкек");
    await newest(teams).getByText("Bishkek, Kyrgyzstan").first().waitFor();
    // Escape is the form's Cancel, in a card too.
    await newest(teams).getByRole("textbox", { name: "Time zone" }).press("Escape");
    await newest(teams).getByRole("textbox", { name: "Time zone" }).waitFor({ state: "detached" });
  });
});
