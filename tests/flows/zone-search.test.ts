/** The field of time zones, from what is typed in it to what the platform lists, over signed HTTP. */
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ZONES } from "#tests/fixtures/zones.ts";
import { createTestBot } from "#tests/fixtures/bot.ts";
import { openWorkspace, type Workspace } from "#tests/slack/workspace.ts";
import { CHANNEL, startSetting, type Setting } from "#tests/teams/harness.ts";

/** What somebody types, and the zone that is offered first. */
const TYPED = [
  ["Bishkek", "Asia/Bishkek"],
  ["kirgyzstan", "Asia/Bishkek"],
  ["mumbai", "Asia/Kolkata"],
  ["europe/kiev", "Europe/Kyiv"],
  ["SÃO PAULO", "America/Sao_Paulo"],
  ["utc", "UTC"],
  ["Бишкек", "Asia/Bishkek"],
  ["москва", "Europe/Moscow"],
] as const;

interface Found {
  readonly label: string;
  readonly value: string;
}

/** Held by both platforms. */
function zoneFieldContract(search: (text: string) => Promise<readonly Found[]>, most: number): void {
  it.each(TYPED)("offers for %s first of all %s", async (text, zone) => {
    const [first] = await search(text);
    expect(first?.value).toBe(zone);
  });

  it("tells the place, today's name of its zone and how far it is from UTC", async () => {
    expect((await search("kolkata"))[0]?.label).toBe("Kolkata, India – Asia/Kolkata, UTC+05:30");
  });

  it("finds clocks by their offset, and nothing where nothing fits", async () => {
    const found = await search("UTC+6");
    expect(found.map(({ value }) => value)).toContain("Asia/Bishkek");
    expect(await search("qqqqqqqqq")).toEqual([]);
  });

  it("lists no more than the platform takes, and only what the bot takes back, whatever is typed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ minLength: 1, maxLength: 3 }), fc.string()), async (text) => {
        const found = await search(text);
        expect(found.length).toBeLessThanOrEqual(most);
        expect(found.filter(({ value }) => ZONES.find(value) !== value)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
}

describe("The field of zones in Slack", () => {
  let at: Workspace;
  let view: string;
  beforeAll(async () => {
    const { findOptions } = createTestBot();
    at = await openWorkspace({ findOptions });
    await at.fake.sendSlash({ channel: "C0BRIEFINGS", command: "/atlantis", text: "subscribe" });
    view = await vi.waitUntil(() => at.fake.state.views[0]?.id, { timeout: 20_000 });
  });
  afterAll(() => at.close());

  const search = (text: string) => at.fake.searchOptions({ view, actionId: "zone", text });

  zoneFieldContract(async (text) => (await search(text)).options, 100);

  it("answers with 75 characters at most, as Slack takes them", async () => {
    const { options } = await search("america");
    expect(options.length).toBeGreaterThan(50);
    expect(options.filter(({ label, value }) => label.length > 75 || value.length > 75)).toEqual([]);
  });
});

describe("The field of zones in Teams", () => {
  let at: Setting;
  let activity: string;
  beforeAll(async () => {
    at = await startSetting();
    await at.people.sendMessage({ conversation: CHANNEL, text: "@Briefing help" });
    activity = at.people.state.messages.at(-1)?.id ?? "";
  });
  afterAll(() => at[Symbol.asyncDispose]());

  const search = (text: string, dataset = "zone") => at.people.searchChoices({ activity, dataset, text });

  zoneFieldContract(async (text) => (await search(text)).choices, 15);

  it("answers in the shape that Teams reads", async () => {
    const { status, text } = await search("bishkek");
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      type: "application/vnd.microsoft.search.searchResponse",
      value: { results: [{ title: "Bishkek, Kyrgyzstan – Asia/Bishkek, UTC+06:00", value: "Asia/Bishkek" }] },
    });
  });

  it("keeps what was typed among the words of what was found in spite of it: clients leave out what does not hold it", async () => {
    const { choices } = await search("bishkke");
    expect(choices[0]?.label).toBe("Bishkek, Kyrgyzstan – Asia/Bishkek, UTC+06:00 (bishkke)");
  });

  it("finds nothing in a field of another name", async () => {
    expect((await search("bishkek", "topics")).choices).toEqual([]);
  });
});
