import { describe, expect, it } from "vitest";
import { PHONE } from "./page.ts";
import { stageBrowser } from "./stage.ts";

describe("the rooms of the playground", { timeout: 60_000 }, () => {
  const open = stageBrowser();

  it("are all in a list on a phone, which the open one's name opens and Escape closes", async () => {
    const window = await open(PHONE);
    const rooms = window.page.getByRole("navigation", { name: "Slack channels" });
    const opener = rooms.getByRole("button", { name: "briefings, all rooms" });
    await opener.click();
    await window.picture("rooms-phone");
    const names = await rooms.getByRole("listitem").allInnerTexts();
    expect(names.map((name) => name.trim())).toEqual([
      "briefings",
      "market-watch",
      "compliance",
      "case-room",
      "Briefing",
    ]);
    await window.page.keyboard.press("Escape");
    expect(await rooms.getByRole("listitem").count()).toBe(0);
    await opener.click();
    await rooms.getByRole("button", { name: "case-room" }).click();
    await window.type(window.slack, "@Briefing drugs");
    await window.slack.getByText(/is not in this channel/).waitFor();
  });

  it("and the side that were open are open again when the page is loaded anew", async () => {
    const window = await open(PHONE);
    const { page, teams } = window;
    await page.getByRole("button", { name: "Teams", exact: true }).click();
    await teams.getByRole("button", { name: /all rooms$/u }).click();
    await teams.getByRole("button", { name: "Compliance desk" }).click();
    await page.reload();
    await teams.getByRole("button", { name: "Compliance desk, all rooms" }).waitFor();
  });

  it("of Teams have the app's commands, whose answer one person sees", async () => {
    const window = await open();
    const { teams, page } = window;
    const box = teams.getByRole("textbox", { name: "Start a post in General" });
    await box.pressSequentially("/sco");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    const answer = teams.getByRole("article").nth(1);
    await answer.getByText("Only visible to you").waitFor();
    await window.picture("command-teams");
    expect(await teams.getByRole("button", { name: "Reply", exact: true }).count()).toBe(0);
    await box.fill("/Briefing heroin");
    await box.press("Enter");
    await window
      .newest(teams)
      .getByText(/^The heroin trade/)
      .first()
      .waitFor();
    await window.newest(teams).getByText("Only visible to you").waitFor();
  });

  it("of a Teams team without the app hear nothing until it is added", async () => {
    const window = await open();
    const { teams } = window;
    await teams.getByRole("button", { name: "Intake" }).click();
    await window.type(teams, "@Briefing drugs");
    await teams.getByText(/is not in this team and did not hear that/).waitFor();
    await window.picture("absent-teams");
    await teams.getByRole("button", { name: "Add Briefing" }).click();
    await window.type(teams, "@Briefing drugs");
    await teams.getByText("Cocaine trade").first().waitFor();
  });
});
