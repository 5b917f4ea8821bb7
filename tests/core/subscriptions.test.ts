import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { countWords } from "#core/briefings/findings.ts";
import { plainText } from "#core/document/plain-text.ts";
import type { SendOutcome } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import type { Command, Conversation, Request, SubscriptionVerb } from "#core/request.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import { OFFSET } from "#core/subscriptions/unsure/unread-zone.ts";
import { contentOf } from "#tests/fixtures/bot.ts";
import { loadTwoPacks } from "#tests/fixtures/library.ts";
import { openStage, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { channel, DAY, HOUR } from "#tests/fixtures/subscriptions.ts";
import { made } from "#tests/fixtures/made.ts";
import { TYPED } from "#tests/fixtures/frames.ts";

/** It is Monday 23 November 2026, 09:00:05 in Bishkek. */
let stage: ScheduleStage;
let answer: (request: Request) => Promise<Reply>;
let announced: string[];
let outcome: SendOutcome | null;
let logged: object[];

beforeEach(async () => {
  stage = await openStage();
  announced = [];
  logged = [];
  outcome = { kind: "sent", messageId: "1" };
  let ids = 0;
  answer = createSubscriptions({
    ...{
      content: contentOf(loadTwoPacks(), "kyrgyzstan"),
      store: made({ digests: stage.store }),
      clock: stage.clock,
      defaultZone: "Europe/Paris",
    },
    log: {
      info: (fields, message) => logged.push({ ...fields, message }),
      warn: () => undefined,
      error: () => undefined,
    },
    newId: () => `id-${++ids}`,
    reach: () => Promise.resolve(null),
    announce(_to, _delivery, briefing) {
      announced.push(plainText(briefing));
      return Promise.resolve(outcome);
    },
  });
});
afterEach(() => stage.close());

interface Asked {
  readonly zone?: string | null;
  readonly in?: Conversation;
  readonly pack?: string;
  /** Whether the others read the answer. */
  readonly audience?: Request["audience"];
  readonly by?: string;
}

function ask(
  command: Command,
  {
    zone = "Asia/Bishkek",
    in: conversation = channel("C1"),
    pack = "kyrgyzstan",
    audience = "asker",
    by = "Aida",
  }: Asked = {},
): Promise<Reply> {
  const asker = { id: by === "Aida" ? "U1" : `U-${by}`, name: by, zone };
  return answer({ pack, command, conversation, asker, key: null, ...TYPED, audience });
}
const typed = (verb: SubscriptionVerb, rest = "", asked?: Asked) => ask({ kind: "subscription", verb, rest }, asked);
const words = async (verb: SubscriptionVerb, rest = "", asked?: Asked) =>
  plainText((await typed(verb, rest, asked)).briefing);
const labels = ({ briefing }: Reply) =>
  briefing.blocks.flatMap((block) => (block.kind === "actions" ? block.items.map(({ label }) => label) : []));
const inMenu = ({ briefing }: Reply) =>
  briefing.blocks.flatMap((block) => (block.kind === "actions" ? block.more.map(({ label }) => label) : []));

describe("subscribe", () => {
  it("alone takes the defaults: weekly, Monday, nine o'clock, the asker's zone", async () => {
    const text = await words("subscribe");
    expect(text).toContain("- Monday 30 November 2026, 09:00\n- Monday 7 December 2026, 09:00\n");
  });

  it.each([channel("C1"), { ...channel("D1"), kind: "direct" } as const, channel("C2", "T1", "teams")])(
    "says that the digests come here, of which country, and the zone, first of all and over the days that come",
    async (place) => {
      const { briefing } = await typed("subscribe", "", { in: place });
      expect(briefing.summary).toBe("Kyrgyzstan digests come here every Monday at 09:00, Asia/Bishkek. All topics.");
      const text = plainText(briefing);
      expect(text).toContain("\n\nYou gave no time zone; yours is used.\n\n");
      expect(text).toContain("Next digests (Asia/Bishkek):");
      expect(text.match(/Bishkek|UTC/gu)).toHaveLength(2);
    },
  );

  it("has one clock, the order's, and beside it that of whoever asked where it shows another time", async () => {
    const line = async (order: string) => (await words("subscribe", order)).split("\n")[2];
    expect(await line("mondays 9:00 Asia/Bishkek")).toContain("every Monday at 09:00, Asia/Bishkek. All");
    expect(await line("mondays 9:00 UTC")).toContain("every Monday at 09:00, UTC (15:00 in Bishkek). All");
    expect(await line("mondays 23:00 UTC")).toContain("every Monday at 23:00, UTC (Tuesday 05:00 in Bishkek). All");
    const { blocks } = (await typed("subscribe", "tuesdays 9:00 UTC")).briefing;
    expect(JSON.stringify(blocks), "no clock of the client's").not.toContain('"moment"');
  });

  it.each([
    [{ audience: "asker" }, true],
    [{ audience: "everyone" }, false],
    [{ in: { ...channel("D1"), kind: "direct" } }, false],
  ] as const)("says whether the others were told, where whoever asked in %j does not see it", async (asked, isSaid) => {
    expect((await words("subscribe", "", asked)).includes("Everyone here was told, with your name.")).toBe(isSaid);
  });

  it("does not say that others were told who were not, as far as anybody knows", async () => {
    outcome = null;
    expect(await words("subscribe")).not.toContain("was told");
  });

  it("says of topics with little to tell that its digests repeat it", async () => {
    const repeats = "The profile has 3 findings on this, and digest after digest brings them again.";
    expect(await words("subscribe", "cocaine")).toContain(repeats);
    expect(await words("subscribe", "drugs")).not.toContain("again");
  });

  it.each([
    ["daily", "every day at 09:00"],
    ["monthly 15th 10:00", "on day 15 of every month at 10:00"],
    ["monthly 31st", "on the last day of every month at 09:00"],
  ])("says of %s that the digests come here %s", async (order, rhythm) => {
    expect(await words("subscribe", order)).toContain(`Kyrgyzstan digests come here ${rhythm}, Asia/Bishkek.`);
  });

  it.each([null, "", "Mars/Olympus", "+06:00"])(
    "takes the deployment's zone when the asker's is not known, as %j is, and says so",
    async (zone) => {
      const text = await words("subscribe", "", { zone });
      expect(text).toContain("every Monday at 09:00, Europe/Paris.");
      expect(text).toContain("yours is not known; the one above is used.");
    },
  );

  it("offers to preview, change, pause and take back what was just done, and where it is listed to change, pause and stop", async () => {
    const reply = await typed("subscribe");
    expect(labels(reply)).toEqual(["Preview", "Change", "Pause", "Undo"]);
    expect(inMenu(reply)).toEqual(["Skip next", "Status", "Unsubscribe"]);
    const listed = await typed("subscriptions");
    expect(labels(listed)).toEqual(["Change", "Pause", "Unsubscribe"]);
    expect(inMenu(listed)).toEqual(["Preview", "Skip next", "Status"]);
    const paused = await typed("pause");
    expect(labels(paused)).toEqual(["Resume", "Change"]);
    expect(inMenu(paused)).toEqual(["Undo", "Preview", "Status", "Unsubscribe"]);
  });

  it("marks a clock change between the next digests", async () => {
    stage.clock.move(119 * DAY);
    const text = await words("subscribe", "mondays 9:00 Europe/Paris");
    expect(text).toContain("- Monday 22 March 2027, 09:00 (UTC+01:00)");
    expect(text).toContain("Monday 29 March 2027, 09:00 (UTC+02:00); the clocks change before it");
  });

  it("asks back about a place that may be the time zone, changes nothing, and offers both", async () => {
    const reply = await typed("subscribe", "drugs, singapore");
    expect(plainText(reply.briefing)).toContain(
      "Is “singapore” meant as the time zone, Asia/Singapore? It is no topic here.",
    );
    expect(labels(reply)).toEqual(["Yes, that time zone", "Subscribe without it", "Choose days and topics"]);
    expect(await words("subscriptions")).toContain("No digest comes here.");
    const [there] = reply.briefing.blocks.flatMap((block) => (block.kind === "actions" ? block.items : []));
    if (there?.kind !== "show") throw new Error("There is no such button");
    await typed("subscribe", there.text.replace("subscribe ", ""));
    expect(await words("subscriptions")).toContain("Every Monday at 09:00, Asia/Singapore. Topics: Drugs.");
  });

  it.each([
    ["at 2 monday", "That is 02:00 in the morning. For the afternoon, order it for 14:00."],
    ["mondays at 5", "That is 05:00 in the morning. For the afternoon, order it for 17:00."],
    ["mondays 2:30", "That is 02:30 in the morning. For the afternoon, order it for 14:30."],
  ])("of an hour that may be either half of the day, %s, says which one it took", async (order, said) => {
    expect(await words("subscribe", order)).toContain(said);
    expect(await words("subscribe", `${order} drugs`)).toContain(said);
  });

  it.each(["at 6", "at 2am", "at 2pm", "02:00", "at noon"])("says nothing of the kind of %s", async (order) => {
    expect(await words("subscribe", order)).not.toContain("For the afternoon");
  });

  it("takes for an offset what has a sign, and nothing else", () => {
    expect(["UTC+6", "utc −3", "GMT-05:30", "+05:30", "−3:00"].filter((words) => !OFFSET.test(words))).toEqual([]);
    expect(["utc112", "gmt:5", "UTC.6", "+5", "5:30"].filter((words) => OFFSET.test(words))).toEqual([]);
  });

  it.each(["UTC+6", "GMT+06:00", "utc+6"])(
    "asks for a city of the offset %s, one of the country first",
    async (offset) => {
      const reply = await typed("subscribe", `mondays 9:00 ${offset} drugs`);
      expect(plainText(reply.briefing)).toMatch(
        /is an offset, not a time zone\. Name a city that has it now: Asia\/Bishkek, /u,
      );
      const [first] = reply.briefing.blocks.flatMap((block) => (block.kind === "actions" ? block.items : []));
      expect(first).toMatchObject({ label: "Asia/Bishkek", text: "subscribe weekly monday 09:00 Asia/Bishkek drugs" });
    },
  );

  it.each([
    ["EST", ["America/New_York", "America/Winnipeg", "America/Panama"]],
    ["CET", ["Europe/Brussels", "Europe/Berlin", "Europe/Madrid"]],
    ["EET", ["Europe/Athens", "Europe/Kyiv", "Asia/Nicosia"]],
    ["pst", ["America/Los_Angeles", "Asia/Manila", "Pacific/Pitcairn"]],
    ["msk", ["Europe/Moscow", "Europe/Minsk", "Europe/Simferopol"]],
    ["IST", ["Asia/Jerusalem", "Europe/Dublin", "Asia/Kolkata"]],
    ["CST time", ["America/Chicago", "Asia/Shanghai", "America/Edmonton"]],
    ["Pacific Time", ["America/Los_Angeles", "America/Tijuana", "America/Vancouver"]],
    ["Central European Time", ["Europe/Brussels", "Europe/Berlin", "Europe/Madrid"]],
  ])("asks for the city of %s, which is the time of several", async (letters, zones) => {
    const reply = await typed("subscribe", `mondays 9:00 ${letters} drugs`);
    expect(plainText(reply.briefing)).toContain(`“${letters}” is the time of more than one place. Name the city`);
    const items = reply.briefing.blocks.flatMap((block) => (block.kind === "actions" ? block.items : []));
    expect(items.map(({ label }) => label)).toEqual([...zones, "Choose days and topics", "Subscribe without it"]);
    expect(items[0]).toMatchObject({ text: `subscribe weekly monday 09:00 ${zones[0] ?? ""} drugs` });
    expect(await words("subscriptions")).toContain("No digest comes here.");
  });

  it.each(["KGT", "kgt", "MET"])("asks of letters that one place goes by, %s, whether it is meant", async (letters) => {
    expect(await words("subscribe", `at 9 ${letters}`)).toContain(`Is “${letters}” meant as the time zone, `);
  });

  it("takes for letters of a clock no word that stands by no time, and UTC for one clock", async () => {
    for (const word of ["art", "bot", "eat"])
      expect(await words("subscribe", word)).toContain(`could not read “${word}”`);
    for (const name of ["UTC", "gmt"]) expect(await words("subscribe", `at 9 ${name}`)).toContain(name.toUpperCase());
  });

  it.each(["~~weekly~~", "~weekly~", "**weekly**"])("passes over the marks round %s", async (word) => {
    expect(await words("subscribe", `${word} drugs`)).toContain("Topics: Drugs.");
  });

  it("names what it could not read, changes nothing, and offers what it understood", async () => {
    const reply = await typed("subscribe", "fridays at 25:00 drugs");
    expect(plainText(reply.briefing)).toContain("The bot could not read “25:00”.");
    expect(plainText(reply.briefing)).toContain("Every Friday at 09:00, Asia/Bishkek. Topics: Drugs.");
    const [first] = reply.briefing.blocks.flatMap((block) => (block.kind === "actions" ? block.items : []));
    expect(first).toMatchObject({ text: "subscribe weekly friday 09:00 Asia/Bishkek drugs" });
    expect(await words("subscriptions")).toContain("No digest comes here.");
    await typed("subscribe", "weekly friday 09:00 Asia/Bishkek drugs");
    expect(await words("subscriptions")).toContain("Every Friday at 09:00, Asia/Bishkek. Topics: Drugs.");
  });

  it("again changes only what was said", async () => {
    await typed("subscribe", "fridays 10:00 Europe/Paris drugs");
    const text = await words("subscribe", "at 8:15");
    expect(text).toContain("Subscription changed");
    expect(text).toContain("every Friday at 08:15, Europe/Paris (13:15 in Bishkek). Topics: Drugs.");
    expect(await words("subscribe")).toContain("Already subscribed");
    expect(await words("subscribe", "drugs at 7:00")).toContain(
      "every Friday at 07:00, Europe/Paris (12:00 in Bishkek). Topics: Drugs.",
    );
  });

  it("to a second pack is a subscription of its own", async () => {
    await typed("subscribe");
    await typed("subscribe", "daily", { pack: "ruritania" });
    const text = await words("subscriptions");
    expect(text).toContain("Kyrgyzstan\n\nEvery Monday");
    expect(text).toContain("Ruritania\n\nEvery day");
  });

  it("is announced where replies are private, once", async () => {
    await typed("subscribe");
    await typed("subscribe");
    expect(announced).toHaveLength(1);
    expect(announced[0]).toContain(
      "Aida has set up a digest here. Every Monday at 09:00, Asia/Bishkek. All topics. Anyone here can pause or change it.",
    );
  });

  it.each([
    [
      { kind: "refused", reason: "not_in_channel", advice: "invite" },
      "To let it in: /invite @Briefing. Then type /kyrgyzstan resume.",
    ],
    [
      { kind: "refused", reason: "missing_scope", advice: "permission" },
      "lacks a permission to post. Ask whoever manages apps",
    ],
    [{ kind: "refused", reason: "is_archived", advice: "channel-gone" }, "archived or gone. Restore it"],
  ] as const)("where the bot may not post says what to do: %j", async (refusal, advice) => {
    outcome = refusal;
    expect(await words("subscribe")).toContain(advice);
    expect(await words("subscriptions")).toContain(advice);
    outcome = { kind: "sent", messageId: "1" };
    expect(await words("resume")).toContain("Resumed");
    expect(await words("subscriptions")).toContain("Next digest:");
  });

  it("in a terminal shows what would be, and stores nothing", async () => {
    const terminal = { ...channel("terminal", "local", "terminal"), kind: "direct" } as const;
    expect(await words("subscribe", "daily 8:30", { in: terminal })).toContain(
      "Nothing was stored: digests go to Slack and Teams only\n\nEvery day at 08:30, Asia/Bishkek. All topics.\n\nThat is what would come there.",
    );
    expect(await words("preview", "", { in: terminal })).toContain(
      "Kyrgyzstan's 2021 profile, 30 November 2026: Judicial system and detention · ",
    );
    expect(await words("subscriptions", "", { in: terminal })).toContain("none come to a terminal");
  });
});

describe("The form", () => {
  it("is opened by Change with what holds now filled in", async () => {
    await typed("subscribe", "fridays 10:00 Europe/Paris drugs");
    const reply = await typed("subscribe", "customise");
    if (reply.kind !== "form") throw new Error(`A form was expected, not ${reply.kind}`);
    expect(reply.form.id).toBe("subscribe #id-1");
    expect(reply.form.fields).toMatchObject([
      { value: "weekly" },
      { values: ["5"] },
      { value: "10:00" },
      { value: { label: "Paris, France – Europe/Paris, UTC+01:00", value: "Europe/Paris" } },
      { values: ["drugs"] },
    ]);
    expect(reply.form.title.length).toBeLessThanOrEqual(24);
  });

  it("subscribes with what was filled in", async () => {
    const when = { often: ["monthly-15"], time: ["07:45"], zone: ["asia/almaty"] };
    const values = { ...when, topics: ["drugs", "resilience"] };
    const reply = await ask({ kind: "submission", form: "subscribe", values });
    expect(plainText(reply.briefing)).toContain(
      "on day 15 of every month at 07:45, Asia/Almaty (08:45 in Bishkek). Topics: Drugs, Resilience.",
    );
  });

  it("comes back with what makes no sense named, and nothing stored", async () => {
    const values = { often: ["hourly"], time: ["24:61"], zone: ["Mars/Base"], topics: [] };
    const reply = await ask({ kind: "submission", form: "subscribe", values });
    expect(reply).toMatchObject({ kind: "form", form: { errors: { often: expect.stringContaining("hourly") } } });
    expect(plainText(reply.briefing)).toContain("“Mars/Base” is not a time zone the bot knows.");
    expect(await words("subscriptions")).toContain("No digest comes here.");
  });
});

describe("Afterwards", () => {
  it("anyone may pause and resume, and status tells who did", async () => {
    await typed("subscribe");
    expect(await words("pause")).toContain("Paused by Aida. To start again, type /kyrgyzstan resume.");
    expect(await words("pause")).toContain("Already paused");
    stage.clock.move(8 * DAY);
    expect(await stage.tick.tick()).toMatchObject({ due: 0 });
    expect(await words("resume")).toContain("Monday 7 December 2026");
    expect(await words("resume")).toContain("Already running");
    expect(await words("status")).toContain("Monday 23 November 2026, 09:00: Aida paused the digest");
  });

  it.each([
    ["pause", ""],
    ["pause", "until friday"],
  ] as const)("%s %s says once who paused, where everyone reads the answer, and in the status", async (verb, rest) => {
    await typed("subscribe");
    const once = /Aida/gu;
    expect((await words(verb, rest, { audience: "everyone" })).match(once)).toHaveLength(1);
    const [standing = "", ...log] = (await words("status")).split("\n\n").slice(1);
    expect(standing).toMatch(/^Paused( until Friday 27 November 2026)?\. To start again/u);
    expect(log.join("\n").match(/Aida paused/gu)).toHaveLength(1);
  });

  it("says who changed a digest that is paused, and who undid what", async () => {
    await typed("subscribe");
    await typed("pause");
    const changed = await words("subscribe", "fridays", { by: "Omar", audience: "everyone" });
    expect(changed).toContain("Omar changed the digest");
  });

  it("has, where there is none, a button to begin with in its status too", async () => {
    expect(labels(await typed("status"))).toEqual(["Subscribe", "Choose days and topics"]);
    await typed("subscribe");
    await typed("unsubscribe");
    expect(labels(await typed("status"))).toEqual(["Subscribe", "Choose days and topics"]);
  });

  it("has one name of a zone in a reply; an offset beside it only where that changed between what is told", async () => {
    await typed("subscribe", "mondays 09:00 Europe/Vienna");
    for (const verb of ["subscriptions", "status"] as const) {
      const text = await words(verb);
      expect(text).toContain("Europe/Vienna");
      expect(text).not.toMatch(/UTC[+-]/u);
    }
    stage.clock.move(140 * DAY);
    await typed("subscribe", "at 10:30");
    const later = await words("status");
    expect(later).toContain("(UTC+01:00): Aida subscribed");
    expect(later).toContain("(UTC+02:00): Aida changed the digest.");
  });

  it("skip passes over the next one, which is on record", async () => {
    await typed("subscribe");
    const text = await words("skip");
    expect(text).toContain("Next digest skipped");
    expect(text).not.toContain("30 November");
    expect(await words("status")).toContain("Monday 30 November 2026, 09:00: Skipped. Aida asked for it.");
    stage.clock.move(7 * DAY);
    expect(await stage.tick.tick()).toMatchObject({ due: 0 });
    stage.clock.move(7 * DAY);
    expect(await stage.tick.tick()).toMatchObject({ sent: 1 });
    expect(stage.slack.arrived[0]?.briefing.title).toMatch(/^Kyrgyzstan's 2021 profile, 7 December 2026: /u);
  });

  it("status tells from what to what a digest was changed, by whoever did or undid it", async () => {
    await typed("subscribe", "drugs mondays at 9");
    await typed("subscribe", "fridays at 10");
    const changed = "Every Monday at 09:00, Asia/Bishkek. Now: Every Friday at 10:00, Asia/Bishkek.";
    expect(await words("status")).toContain(`: Aida changed the digest. Before: ${changed}`);
    await typed("undo");
    const undone = "Every Friday at 10:00, Asia/Bishkek. Now: Every Monday at 09:00, Asia/Bishkek.";
    expect(await words("status")).toContain(`Aida undid a change. Before: ${undone}`);
  });

  it("status tells which days were to be skipped, also once that is undone", async () => {
    await typed("subscribe", "drugs");
    await typed("skip", "2");
    await typed("undo");
    await typed("skip", "5");
    await typed("unsubscribe", "drugs");
    const lines = (await words("status")).split("\n").map((line) => line.replace(/^.*?: /u, ""));
    expect(lines).toContain("Aida skipped Monday 30 November 2026, Monday 7 December 2026");
    expect(lines).toContain("Aida skipped Monday 30 November 2026, Monday 7 December 2026, …, Monday 28 December 2026");
  });

  it("status tells what was sent, late, missed and unknown", async () => {
    await typed("subscribe", "daily");
    stage.clock.move(DAY);
    await stage.tick.tick();
    stage.clock.move(DAY + 3 * HOUR);
    await stage.tick.tick();
    stage.clock.move(DAY);
    stage.slack.behave = () => ({ kind: "refused", reason: "channel_not_found", advice: "channel-gone" });
    await stage.tick.tick();
    const text = await words("status");
    expect(text).toContain("Tuesday 24 November 2026, 09:00: Sent.");
    expect(text).toContain("Wednesday 25 November 2026, 09:00: Sent late.");
    expect(text).toContain("Thursday 26 November 2026, 09:00: Failed. The bot is not in the channel.");
    expect(text).toContain("archived or gone");
  });

  it("preview is the next digest, for the asker", async () => {
    await typed("subscribe", "drugs");
    const text = await words("preview");
    expect(text).toContain("A preview: this digest has not been sent yet.");
    expect(text).toContain("Nearly a quarter of Afghanistan's heroin passed through Kyrgyzstan.");
    expect(text).toContain("Next, on 7 December: ");
  });

  it("preview where nothing comes leads with subscribing to what was previewed, and offers nothing to pause", async () => {
    const reply = await typed("preview", "heroin");
    const actions = reply.briefing.blocks.find(({ kind }) => kind === "actions");
    expect(actions).toMatchObject({
      primary: true,
      items: [
        { kind: "show", label: "Subscribe", text: "subscribe heroin-trade" },
        { kind: "form", label: "Choose days and topics" },
      ],
      more: [{ kind: "show", label: "Heroin trade" }],
    });
  });

  it("begins its cycle anew when it is about other topics, and goes on with it when only its time is another", async () => {
    await typed("subscribe", "drugs");
    stage.clock.move(7 * DAY);
    await stage.tick.tick();
    await typed("subscribe", "daily");
    expect(await stage.store.subscriptions.list(channel("C1"))).toMatchObject([
      { number: 1, rotationFrom: 0, factsFrom: 0, openingsFrom: 0 },
    ]);
    await typed("unsubscribe", "heroin");
    expect(await stage.store.subscriptions.list(channel("C1"))).toMatchObject([
      { number: 1, rotationFrom: 1, factsFrom: 1, openingsFrom: 1 },
    ]);
  });

  it("unsubscribe removes it, and it is on record who did", async () => {
    await typed("subscribe");
    await typed("unsubscribe");
    expect(logged).toEqual([
      expect.objectContaining({ by: "U1", subscription: "id-1", message: "A subscription was deleted" }),
    ]);
    const status = await words("status");
    expect(status).toContain("Aida unsubscribed");
    expect(status).not.toContain("has not been sent yet");
    stage.clock.move(7 * DAY);
    expect(await stage.tick.tick()).toMatchObject({ due: 0 });
  });

  it("one that was stored under an old name of its zone goes on as it is, and is told by today's name", async () => {
    await typed("subscribe", "fridays 10:00 Asia/Kolkata drugs");
    await stage.database.db.updateTable("subscriptions").set({ zone: "Asia/Calcutta" }).execute();
    expect(await words("subscriptions")).toContain("Every Friday at 10:00, Asia/Kolkata.");
    expect(await words("subscribe", "fridays 10:00 asia/kolkata drugs")).toContain("Asia/Kolkata");
    expect(await stage.database.db.selectFrom("subscriptions").select("zone").execute()).toEqual([
      { zone: "Asia/Calcutta" },
    ]);
  });

  it("one whose zone is not known any more says so, and is put right by subscribing anew", async () => {
    await typed("subscribe", "daily 9:00");
    await stage.database.db.updateTable("subscriptions").set({ zone: "America/Nowhere" }).execute();
    stage.clock.move(DAY);
    await stage.tick.tick();
    for (const verb of ["status", "resume", "subscriptions"] as const)
      expect(await words(verb)).toContain("has stopped: the time zone America/Nowhere is not known.");
    expect(await words("subscribe", "10:00")).toContain("every day at 10:00, Asia/Bishkek.");
    expect(await words("subscriptions")).toContain("Next digest:");
  });

  it("a changed rhythm is not silenced by digests of the old one that were skipped", async () => {
    await typed("subscribe", "monthly 1st 10:00");
    await typed("skip");
    await typed("skip");
    expect(await words("subscribe", "monthly 1st 10:00")).toContain("Monday 1 February 2027, 10:00");
    expect(await words("subscribe", "daily 10:00")).toContain("):\n\n- Monday 23 November 2026, 10:00");
    await typed("pause");
    expect(await words("resume")).toContain("):\n\n- Monday 23 November 2026, 10:00");
  });

  it("a changed time leaves a day alone that was served before the next was skipped", async () => {
    await typed("subscribe", "daily 9:00");
    stage.clock.move(DAY);
    await stage.tick.tick();
    await typed("skip");
    expect(await words("subscribe", "15:00")).not.toContain("Tuesday 24 November 2026, 15:00");
  });

  it("what a changed time promises after digests were skipped does come, and takes its turn in the cycle", async () => {
    await typed("subscribe", "daily 9:00");
    await typed("skip", "3");
    expect(await words("subscribe", "10:00")).toContain("):\n\n- Tuesday 24 November 2026, 10:00");
    for (let day = 24; day <= 26; day++) {
      stage.clock.move(day === 24 ? DAY + HOUR : DAY);
      expect(await stage.tick.tick()).toMatchObject({ sent: 1 });
    }
    expect(await words("status")).not.toContain("Skipped");
    expect(await stage.store.subscriptions.list(channel("C1"))).toMatchObject([{ number: 3 }]);
  });

  it("a day that was served is not promised again by a zone where it has not begun", async () => {
    await typed("subscribe", "mondays 10:00 Asia/Bishkek");
    stage.clock.move(HOUR);
    expect(await stage.tick.tick()).toMatchObject({ sent: 1 });
    // There it is Sunday. A change that comes after it knows as well what was served.
    for (const time of ["9:00", "11:00"])
      expect(await words("subscribe", `mondays ${time} America/Los_Angeles`)).toContain(
        "):\n\n- Monday 30 November 2026, ",
      );
    stage.clock.move(7 * DAY + 15 * HOUR);
    expect(await stage.tick.tick()).toMatchObject({ sent: 1, missed: 0 });
    expect(await stage.store.subscriptions.list(channel("C1"))).toMatchObject([{ number: 2 }]);
  });

  it("a change of time on a day that was served does not serve it again", async () => {
    await typed("subscribe", "daily 9:00");
    stage.clock.move(DAY);
    await stage.tick.tick();
    expect(await words("subscribe", "15:00")).toContain("Wednesday 25 November 2026, 15:00");
  });

  it.each(["pause", "resume", "skip", "status", "unsubscribe", "subscriptions"] as const)(
    "%s without a subscription says how to get one",
    async (verb) => {
      expect(await words(verb)).toContain("type /kyrgyzstan subscribe.");
    },
  );
});

describe("Words after any other verb", () => {
  it.each([
    ["pause", "blursday"],
    ["resume", "tomorrow"],
    ["skip", "always"],
    ["unsubscribe", "unicorns"],
    ["status", "yesterday"],
    ["preview", "backwards"],
    ["subscriptions", "elsewhere"],
  ] as const)("that cannot be read are named, and %s %s changes nothing", async (verb, word) => {
    await typed("subscribe", "daily 8:30");
    const before = await words("status");
    expect(await words(verb, word)).toContain(`Nothing was changed\n\nThe bot could not read “${word}”.`);
    expect(await words("status")).toBe(before);
  });
});

describe("A pause with an end", () => {
  it.each([
    ["until monday", "Monday 30 November 2026", "Monday 30 November 2026"],
    ["2 weeks", "Monday 7 December 2026", "Monday 7 December 2026"],
    ["for a month", "Wednesday 23 December 2026", "Monday 28 December 2026"],
    ["until 1.12.2026", "Tuesday 1 December 2026", "Monday 7 December 2026"],
    ["until the 15th", "Tuesday 15 December 2026", "Monday 21 December 2026"],
  ])("%s ends on %s, and the first digest comes on %s", async (end, until, first) => {
    await typed("subscribe");
    const text = await words("pause", end);
    expect(text).toContain(`Paused by Aida until ${until}. To start again sooner, type /kyrgyzstan resume.`);
    expect(text).toContain(`Next digests (Asia/Bishkek):\n\n- ${first}, 09:00`);
    // Its log says by whom.
    expect(await words("status")).toContain(`Paused until ${until}. To start again sooner, type`);
  });

  it("is over by itself on its day, and nothing is said of it", async () => {
    await typed("subscribe", "daily 9:00");
    await typed("pause", "until 1 december");
    for (let day = 24; day <= 30; day++) {
      stage.clock.move(DAY);
      expect(await stage.tick.tick()).toMatchObject({ due: 0 });
    }
    stage.clock.move(DAY - HOUR);
    expect(await words("status")).not.toContain("Paused");
    stage.clock.move(HOUR);
    expect(await stage.tick.tick()).toMatchObject({ sent: 1 });
    // That it was ordered, and that it was paused.
    expect(announced).toHaveLength(2);
    expect(await words("pause")).toContain("Paused by Aida.");
  });

  it("can be ended before, made longer, and made one without an end", async () => {
    await typed("subscribe");
    await typed("pause", "4 weeks");
    expect(await words("skip")).toContain("Next digest skipped");
    expect(await words("pause", "until 1 december")).toContain("until Tuesday 1 December 2026.");
    expect(await words("resume")).toContain("Resumed");
    expect(await words("resume")).toContain("Already running");
    await typed("pause", "4 weeks");
    expect(await words("pause")).toContain("Paused by Aida. To start again, type");
  });

  it("is still told, and can be ended, after the first digest behind it was skipped", async () => {
    await typed("subscribe");
    await typed("pause", "until 15 january");
    await typed("skip");
    expect(await words("subscriptions")).toContain("Paused by Aida until Friday 15 January 2027.");
    expect(await words("resume")).toContain("Resumed");
  });

  it("on a day that may be two is asked back, with both to press", async () => {
    await typed("subscribe");
    const reply = await typed("pause", "until 01/02");
    expect(plainText(reply.briefing)).toContain("“until 01/02” can be 1 February or 2 January. Nothing was changed.");
    expect(labels(reply)).toEqual(["1 February", "2 January"]);
    expect(await words("pause", "until 2 january")).toContain("until Saturday 2 January 2027.");
  });

  it("on a day that is over changes nothing and says so", async () => {
    await typed("subscribe");
    expect(await words("pause", "until 1 december 2025")).toContain("That day is over, so nothing was changed");
    expect(await words("status")).not.toContain("Paused");
  });

  it("leaves one alone that the platform refuses", async () => {
    outcome = { kind: "refused", reason: "not_in_channel", advice: "invite" };
    await typed("subscribe");
    const text = await words("pause", "2 weeks");
    expect(text).toContain("To let it in");
    expect(text).not.toContain("That day is over");
  });
});

describe("Skipping several", () => {
  it("passes over that many, each on record", async () => {
    await typed("subscribe", "mon thu 9:00");
    expect(await words("skip", "the next 3")).toContain("Next 3 digests skipped");
    const text = await words("status");
    for (const day of ["Thursday 26 November", "Monday 30 November", "Thursday 3 December"])
      expect(text).toContain(`${day} 2026, 09:00: Skipped. Aida asked for it.`);
    expect(text).toContain("Next digest: Monday 7 December 2026");
  });
});

describe("A fortnight", () => {
  it("counts from its first digest, and goes on in its weeks when only the time changes", async () => {
    expect(await words("subscribe", "every other friday")).toContain(
      "- Friday 27 November 2026, 09:00\n- Friday 11 December",
    );
    stage.clock.move(7 * DAY);
    expect(await words("subscribe", "10:00")).toContain("):\n\n- Friday 11 December 2026, 10:00");
    expect(await words("subscribe", "every other friday at 10:00")).toContain("Already subscribed");
    expect(await words("subscribe", "every other thursday")).toContain("):\n\n- Thursday 3 December 2026");
  });

  it("begins with the next digest where today's was served already", async () => {
    await typed("subscribe", "daily 9:00");
    stage.clock.move(DAY);
    await stage.tick.tick();
    expect(await words("subscribe", "every other tuesday 15:00")).toContain(
      "):\n\n- Tuesday 1 December 2026, 15:00\n- Tuesday 15 December",
    );
  });
});

describe("What is said of a subscription", () => {
  // The preview is a digest, not a reply about one.
  const TALK: readonly (readonly [SubscriptionVerb, string])[] = [
    ["subscriptions", ""],
    ["status", ""],
    ["pause", ""],
    ["subscribe", "every blursday drugs"],
    ["subscribe", ""],
    ["subscribe", "0 9 * * 1"],
    ["pause", "until 1 december and tomorrow"],
    ["pause", "until 01/02"],
    ["pause", "until 31 december 2026"],
    ["subscribe", "weekdays 17:30 Asia/Bishkek drugs"],
    ["subscriptions", ""],
    ["status", ""],
    ["skip", ""],
    ["skip", ""],
    ["pause", ""],
    ["pause", ""],
    ["skip", ""],
    ["resume", ""],
    ["resume", ""],
    ["unsubscribe", ""],
    ["unsubscribe", ""],
  ];

  it("takes seventy words at most, and what is announced to the channel fifty", async () => {
    const long: string[] = [];
    for (const [verb, rest] of TALK) {
      const reply = await words(verb, rest);
      if (countWords(reply) > 70) long.push(`${countWords(reply)} words: ${reply}`);
    }
    expect(long).toEqual([]);
    expect(announced.length).toBeGreaterThan(0);
    expect(announced.filter((text) => countWords(text) > 50)).toEqual([]);
  });
});
