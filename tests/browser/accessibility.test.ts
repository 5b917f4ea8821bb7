import { describe, expect, it } from "vitest";
import { findBarriers, findColourBarriers } from "./barriers.ts";
import { CLOCK_MOVES, DESKTOP, type Look, PHONE, type PlaygroundWindow, ZOOMED } from "./page.ts";
import { stageBrowser } from "./stage.ts";

/** What is done to get there, from wherever the page was left. */
const STATES = {
  "the first page": async ({ sides }: PlaygroundWindow) => {
    for (const side of sides) await side.getByRole("heading", { name: /^Ask in/ }).waitFor();
  },
  "the clock's menu": async ({ page }: PlaygroundWindow) => {
    await page.getByRole("button", { name: "Move the clock" }).click();
    await page.getByRole("button", { name: "To Monday, 09:00" }).waitFor();
  },
  "what the composer offers": async ({ slack }: PlaygroundWindow) => {
    await slack.getByRole("textbox", { name: "Message #briefings" }).pressSequentially("/kyrgyzstan t");
    await slack.getByRole("option").first().waitFor();
  },
  "an answer": async (window: PlaygroundWindow) => {
    for (const side of window.sides) {
      await window.type(side, side === window.slack ? "/kyrgyzstan drugs" : "@Briefing drugs");
      await window.newest(side).getByText("Cocaine trade").first().waitFor();
    }
  },
  "Teams' menu": async (window: PlaygroundWindow) => {
    await window.type(window.teams, "@Briefing trend heroin");
    await window.newest(window.teams).getByRole("img").first().waitFor();
    await window.newest(window.teams).getByRole("button", { name: "More options" }).press("Enter");
    await window.page.getByRole("menuitem", { name: "Report an error" }).waitFor();
  },
  "a thread": async (window: PlaygroundWindow) => {
    for (const side of window.sides) await window.type(side, "@Briefing are heroin seizures going up?");
    await window.slack.getByRole("button", { name: "1 reply" }).click();
    await window
      .newest(window.teams)
      .getByText(/had declined/)
      .first()
      .waitFor();
    await window.teams.getByRole("button", { name: "Reply", exact: true }).last().click();
    await window
      .newest(window.slack)
      .getByText(/had declined/)
      .first()
      .waitFor();
  },
  "a form in Teams": async (window: PlaygroundWindow) => {
    await window.type(window.teams, "@Briefing subscribe");
    await window.newest(window.teams).getByRole("button", { name: "Change", exact: true }).click();
    await window.page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).waitFor();
  },
  "a form in a card": async (window: PlaygroundWindow) => {
    await window.type(window.teams, "@Briefing subscribe customise");
    await window.newest(window.teams).getByRole("button", { name: "Subscribe", exact: true }).waitFor();
  },
  "a form in Slack": async (window: PlaygroundWindow) => {
    await window.type(window.slack, "/kyrgyzstan subscribe");
    await window.newest(window.slack).getByRole("button", { name: "Change", exact: true }).click();
    await window.page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).waitFor();
  },
  "a digest": async (window: PlaygroundWindow) => {
    for (const side of window.sides) {
      const said = side === window.slack ? "/kyrgyzstan" : "@Briefing";
      await window.type(side, `${said} subscribe weekly monday 09:00 Europe/Paris`);
    }
    for (const side of window.sides)
      await side
        .getByText(/Subscribed/)
        .first()
        .waitFor();
    await window.page.getByRole("button", { name: "Move the clock" }).click();
    await window.page.getByRole("button", { name: "To Monday, 09:00" }).click();
    for (const side of window.sides)
      await window.newest(side).getByText("Next, on", { exact: false }).first().waitFor(CLOCK_MOVES);
  },
};
type State = keyof typeof STATES;
const FORMS = { Slack: "a form in Slack", Teams: "a form in Teams" } as const;
interface Walk {
  readonly name: string;
  readonly look: Look;
  /** Where only one side has room. */
  readonly shown?: "Slack" | "Teams";
  /** Looked at one after the other in one window. */
  readonly states: readonly State[];
}

const WALKS: readonly Walk[] = [
  {
    ...{ name: "what is said and offered, on a desktop", look: DESKTOP },
    states: ["the first page", "the clock's menu", "what the composer offers", "an answer", "Teams' menu", "a thread"],
  },
  {
    ...{ name: "forms and a digest, on a desktop", look: DESKTOP },
    states: ["a form in a card", "a form in Slack", "a form in Teams", "a digest"],
  },
  ...(["Slack", "Teams"] as const).flatMap((shown): Walk[] => [
    { name: `${shown} on a phone`, look: PHONE, shown, states: ["an answer", FORMS[shown]] },
    {
      ...{ name: `${shown} at 400 %`, look: ZOOMED, shown },
      states: ["the first page", "an answer", FORMS[shown], "a digest"],
    },
  ]),
];

/**
 * Each scheme in a window of its own: a page whose scheme is changed while it is shown stops drawing now and then, in one of some
 * three hundred such windows, and for good; neither what comes, nor its size, nor bringing it to the front wakes it.
 */
const SCHEMES = { light: findBarriers, dark: findColourBarriers } as const;
const WALKED = WALKS.flatMap((walk) => (["light", "dark"] as const).map((scheme) => ({ ...walk, scheme })));

describe("the playground for everyone", { timeout: 90_000 }, () => {
  const open = stageBrowser();

  it.each(WALKED)("has no barrier that axe knows: $name, $scheme", async ({ name, look, scheme, shown, states }) => {
    const window = await open({ ...look, scheme });
    if (shown !== undefined) await window.page.getByRole("button", { name: shown, exact: true }).click();
    const sides = shown === undefined ? window.sides : [shown === "Slack" ? window.slack : window.teams];
    for (const state of states) {
      await STATES[state]({ ...window, sides });
      await window.picture(`${name} ${state} ${scheme}`.replaceAll(/\W+/g, "-").toLowerCase());
      expect(await SCHEMES[scheme](window.page), state).toEqual([]);
      // What is open over the page, such as a menu or a form, is closed.
      await window.page.keyboard.press("Escape");
    }
  });

  it("would have its barriers found: a button without a name, and pale words", async () => {
    const { page } = await open();
    await page.evaluate(() =>
      document.body.insertAdjacentHTML("afterbegin", '<button></button><p style="color:#ccc;background:#fff">Pale</p>'),
    );
    const rules = (found: readonly string[]): readonly string[] => found.map((line) => line.split(":")[0] ?? "");
    expect(rules(await findBarriers(page))).toEqual(expect.arrayContaining(["button-name", "color-contrast"]));
    expect(rules(await findColourBarriers(page))).toEqual(["color-contrast"]);
  });

  it("scrolls with the page at 400 %, where messages are read whole and the composer is below them", async () => {
    const window = await open(ZOOMED);
    await window.type(window.slack, "/kyrgyzstan drugs");
    const message = window.newest(window.slack);
    await message.getByText("Cocaine trade").first().waitFor();
    const region = window.slack.getByRole("region", { name: "Messages in #briefings" });
    const [whole, shown] = await Promise.all([message.boundingBox(), region.boundingBox()]);
    expect(shown?.height).toBeGreaterThanOrEqual(whole?.height ?? Infinity);
    const { scrolled, wide } = await window.page.evaluate(() => ({
      scrolled: document.documentElement.scrollHeight - innerHeight,
      wide: document.documentElement.scrollWidth - innerWidth,
    }));
    expect(scrolled).toBeGreaterThan(200);
    expect(wide).toBeLessThanOrEqual(0);
    expect(await region.evaluate((element) => getComputedStyle(element).overflowY)).toBe("visible");
  });
});
