/** The form for a subscription, opened, filled in and sent back: the same on both platforms. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import type { Bot } from "#core/ports.ts";
import type { Conversation } from "#core/request.ts";
import { isJsonObject, jsonAt, jsonList, type Json } from "#playground/payload/json.ts";
import { contentOf, createTestBot, SILENT } from "#tests/fixtures/bot.ts";
import { SHIPPED } from "#tests/fixtures/library.ts";
import { made } from "#tests/fixtures/made.ts";
import { openStage, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { channel } from "#tests/fixtures/subscriptions.ts";
import { openWorkspace, type Workspace } from "#tests/slack/workspace.ts";
import { CHANNEL, startSetting, type Setting } from "#tests/teams/harness.ts";

let stage: ScheduleStage;
let bot: Bot;

beforeEach(async () => {
  stage = await openStage();
  const announce = () => Promise.resolve(null);
  const parts = {
    content: contentOf(),
    clock: stage.clock,
    log: SILENT,
    defaultZone: "Asia/Bishkek",
    announce,
    reach: announce,
  };
  const store = made({ digests: stage.store });
  bot = createTestBot({ handlers: { subscriptions: createSubscriptions({ ...parts, store, newId: () => "id" }) } });
  return () => stage.close();
});

/** Fields by their names, several values separated by commas. */
type Filled = Readonly<Record<string, string>>;

interface FormOnPlatform {
  readonly place: Conversation;
  /** Opens it; resolves with the names of its fields. */
  readonly open: () => Promise<readonly string[]>;
  /** Changes some fields, leaves the others as they are, and sends it. Resolves with what is said to be wrong. */
  readonly send: (changed: Filled) => Promise<readonly string[]>;
}

function subscribeFormContract(form: () => FormOnPlatform): void {
  const orders = async () =>
    (await stage.store.subscriptions.list(form().place)).map(({ schedule, topics }) => ({ ...schedule, topics }));

  it("has a field for how often, one for days of the week, and one for the time, the zone and the topics", async () => {
    expect(await form().open()).toEqual(["often", "days", "time", "zone", "topics"]);
  });

  it.each([
    [{}, { rhythm: { kind: "weekly", weekday: 1 } }],
    [{ often: "daily" }, { rhythm: { kind: "daily" } }],
    [
      { days: "1,3,4", time: "07:45" },
      { rhythm: { kind: "weekdays", weekdays: [1, 3, 4] }, time: "07:45" },
    ],
    [{ often: "fortnightly-5" }, { rhythm: { kind: "fortnightly", first: "2026-11-27" } }],
    [{ often: "monthly-15" }, { rhythm: { kind: "monthly", date: 15 } }],
    [{ often: "ordinal-last-5" }, { rhythm: { kind: "ordinal", nth: "last", weekday: 5 } }],
    [
      { zone: "Europe/Kyiv", topics: "drugs" },
      { zone: "Europe/Kyiv", topics: ["drugs"] },
    ],
  ])("stores what was chosen: %j", async (filled: Filled, order) => {
    await form().open();
    expect(await form().send(filled)).toEqual([]);
    expect(await orders()).toMatchObject([order]);
  });

  it.each([
    [{ often: "hourly" }, "“hourly” cannot be chosen here."],
    [{ often: "monthly-40" }, "“monthly-40” cannot be chosen here."],
    [{ time: "25:00" }, "“25:00” cannot be chosen here."],
    [{ zone: "Mars/Base" }, "“Mars/Base” is not a time zone the bot knows. Type a city and choose from the list."],
    [{ topics: "<!channel>" }, "“<!channel>” cannot be chosen here."],
  ])("stores nothing of what it did not offer, and says so: %j", async (filled: Filled, words) => {
    await form().open();
    expect(await form().send(filled)).toEqual([words]);
    expect(await orders()).toEqual([]);
  });
}

describe("In Slack the form", () => {
  let at: Workspace;
  beforeEach(async () => {
    at = await openWorkspace(bot);
    return () => at.close();
  });
  const place = channel("C0BRIEFINGS", "T0PLAYGROUND");

  subscribeFormContract(() => ({
    place,
    async open() {
      await at.fake.sendSlash({ channel: place.channel, command: `/${SHIPPED}`, text: "subscribe customise" });
      const view = await vi.waitUntil(() => at.fake.state.views[0]?.view, { timeout: 30_000 });
      const fields = jsonList(view["blocks"]).filter(({ type }) => type === "input");
      return fields.map((block) => String(block["block_id"]));
    },
    async send(changed) {
      const [view] = at.fake.state.views;
      if (view === undefined) return ["There is no form"];
      at.fake.state.putView({ ...view, view: offering(view.view, changed) });
      const values = Object.entries(changed).map(([name, value]) => [name, value === "" ? [] : value.split(",")]);
      await at.fake.submitView({ view: view.id, values: Object.fromEntries(values) });
      return Object.values(at.fake.state.views[0]?.errors ?? {});
    },
  }));
});

/** A client that offers whatever is sent: the emulated one sends nothing that it was not given. */
function offering(view: Json, changed: Filled): Json {
  const blocks = jsonList(view["blocks"]).map((block) => {
    const element = jsonAt(block, "element");
    const values = (changed[String(block["block_id"])] ?? "").split(",").filter(Boolean);
    const more = values.map((value) => ({ text: { type: "plain_text", text: value }, value }));
    if (Array.isArray(element["option_groups"])) {
      const group = { label: { type: "plain_text", text: "Sent" }, options: more };
      return { ...block, element: { ...element, option_groups: [...jsonList(element["option_groups"]), group] } };
    }
    if (!Array.isArray(element["options"])) return block;
    return { ...block, element: { ...element, options: [...jsonList(element["options"]), ...more] } };
  });
  return { ...view, blocks };
}

const IN_TEAMS = channel(CHANNEL, "6f0b1c52-0000-4000-8000-00000000cafe", "teams");

describe("In Teams the form in a card, as typed words bring it", () => {
  const at = stageTeams();
  const card = (): Json => {
    const [attachment] = at().people.state.messages.at(-1)?.attachments ?? [];
    return attachment === undefined ? {} : jsonAt(attachment, "content");
  };

  subscribeFormContract(() => ({
    place: IN_TEAMS,
    async open() {
      await at().people.sendMessage({ conversation: CHANNEL, text: "@Briefing subscribe customise" });
      return namesIn(card());
    },
    async send(changed) {
      const activity = at().people.state.messages.at(-1)?.id ?? "";
      await at().people.pressButton({ activity, title: "Subscribe", inputs: edited(card(), changed) });
      return faultsIn(card());
    },
  }));
});

describe("In Teams the form in a dialog, as a button opens it", () => {
  const at = stageTeams();
  const card = (): Json => at().people.state.dialogs().at(-1)?.card ?? {};

  subscribeFormContract(() => ({
    place: IN_TEAMS,
    async open() {
      const { people } = at();
      const { id } = people.state.post({ ...POST, from: people.state.tenant.bot });
      const data = { verb: "form", pack: SHIPPED, text: "subscribe customise", msteams: { type: "task/fetch" } };
      await people.pressAction({ activity: id, action: { type: "Action.Submit", data } });
      return namesIn(card());
    },
    async send(changed) {
      await at().people.pressDialogButton({ title: "Subscribe", inputs: edited(card(), changed) });
      return faultsIn(card());
    },
  }));
});

const POST = { conversation: CHANNEL, thread: null, text: "A digest", attachments: [], activity: {}, onlyFor: null };

function stageTeams(): () => Setting {
  let at: Setting;
  beforeAll(async () => {
    const handle: Bot["handle"] = (request) => bot.handle(request);
    at = await startSetting({ bot: { ...createTestBot(), handle } });
  });
  beforeEach(() => at.people.state.clear());
  afterAll(() => at[Symbol.asyncDispose]());
  return () => at;
}

function inputsOf(card: Json): readonly Json[] {
  const beside = (part: Json) => jsonList(part["columns"]).flatMap((column) => jsonList(column["items"]));
  return jsonList(card["body"])
    .flatMap((part) => (part["type"] === "ColumnSet" ? beside(part) : [part]))
    .filter(({ id }) => typeof id === "string");
}

function namesIn(card: Json): readonly string[] {
  return inputsOf(card).map(({ id }) => String(id).split(":")[1] ?? "");
}

/** By the ids of the card's inputs: what stands in them, and what was changed. */
function edited(card: Json, changed: Filled): Readonly<Record<string, string>> {
  const named = inputsOf(card).map(({ id, value }) => {
    const [, name = ""] = String(id).split(":");
    return [String(id), changed[name] ?? String(value)];
  });
  return Object.fromEntries(named);
}

function faultsIn(card: Json): readonly string[] {
  const parts = jsonList(card["body"]).filter(isJsonObject);
  return parts.filter(({ color }) => color === "attention").map(({ text }) => String(text).replaceAll("\\", ""));
}
