/** A pack that is not loaded any more: what outlived it names it, and is never answered about another country. */
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Bot } from "#core/ports.ts";
import type { Library } from "#core/profile/profile.ts";
import { createSubscriptions } from "#core/subscriptions/commands.ts";
import type { AdaptiveCard } from "#teams/drawing/card.ts";
import { contentOf, createTestBot, SILENT } from "#tests/fixtures/bot.ts";
import { loadTestLibrary, loadTwoPacks } from "#tests/fixtures/library.ts";
import { made } from "#tests/fixtures/made.ts";
import { openStage, QUICK, type ScheduleStage } from "#tests/fixtures/schedule.ts";
import { openWorkspace, type Workspace } from "#tests/slack/workspace.ts";
import { CHANNEL, startSetting, type Setting } from "#tests/teams/harness.ts";
import { cardText, teamsText } from "#tests/teams/words.ts";
import { NOBODY_ELSE } from "#tests/fixtures/subscriptions.ts";

const NAMED = "This bot no longer has the profile “ruritania”. It has: Kyrgyzstan.";
const LISTED = "Nothing is sent. The bot no longer has the profile “ruritania”.";
/** All that may be said: a word of another country's profile would be one too many. */
const ONLY_THAT = new RegExp(`^(Shared by .+\\n)?${NAMED}\\s*$`, "u");

let stage: ScheduleStage;
let bot: Bot;
/** What a new version of the content does: the same messages stand in the channels, the pack is not there. */
let lose: () => void;

beforeEach(async () => {
  stage = await openStage({ policy: QUICK });
  let current = botOf(loadTwoPacks());
  bot = {
    ...current,
    parse: (text) => current.parse(text),
    parseMention: (text) => current.parseMention(text),
    handle: (request) => current.handle(request),
  };
  lose = () => {
    current = botOf(withoutRuritania());
  };
});
afterEach(() => stage.close());

function withoutRuritania(): Library {
  const library = loadTestLibrary();
  return { ...library, packs: library.packs.filter(({ slug }) => slug === "kyrgyzstan") };
}

function botOf(library: Library): Bot {
  const subscriptions = createSubscriptions({
    ...{ content: contentOf(library, "kyrgyzstan"), store: made({ digests: stage.store }), clock: stage.clock },
    ...{ log: SILENT, defaultZone: "UTC", newId: randomUUID },
    ...NOBODY_ELSE,
  });
  return createTestBot({ library, now: stage.clock.now, handlers: { subscriptions } });
}

const SlackButton = z.object({ type: z.literal("button"), action_id: z.string(), value: z.string() });
const TeamsDeed = z.looseObject({ pack: z.string(), verb: z.string(), text: z.string() });
const TeamsButton = z.union([
  z.looseObject({ type: z.literal("Action.Execute"), data: TeamsDeed }),
  // It opens a form in a dialog.
  z.looseObject({
    type: z.literal("Action.Submit"),
    data: TeamsDeed.extend({ msteams: z.object({ type: z.literal("task/fetch") }) }),
  }),
]);

/** Every button of that kind in a payload, wherever it stands. */
function buttonsIn<T>(payload: unknown, kind: z.ZodType<T>): readonly T[] {
  const found: T[] = [];
  JSON.parse(JSON.stringify(payload), (_, value: unknown) => {
    const read = kind.safeParse(value);
    if (read.success) found.push(read.data);
    return value;
  });
  return found;
}

/** What a button asks for, whichever subscription it is about. */
const withoutId = (words: string): string => words.replace(/ #\S+$/u, "");

describe("In Slack, once a pack is gone", () => {
  const PLACE = "C0BRIEFINGS";
  let at: Workspace;
  beforeEach(async () => {
    at = await openWorkspace(bot);
  });
  afterEach(() => at.close());

  const messages = () => at.fake.state.messages.filter(({ blocks }) => blocks.length > 0);
  const newest = () => at.newest(PLACE);
  /** One message more, and where it stands. */
  const afterwards = async (act: () => Promise<unknown>): Promise<string> => {
    const before = messages().length;
    await act();
    await expect.poll(() => messages().length).toBe(before + 1);
    return messages().at(-1)!.ts;
  };
  const ask = (text: string) => afterwards(() => at.fake.sendMention({ channel: PLACE, text: `@Briefing ${text}` }));
  const buttonsOf = (ts: string) =>
    new Map(
      buttonsIn(at.fake.state.message(PLACE, ts)?.blocks, SlackButton).map(({ value, action_id }) => [
        withoutId(value),
        action_id,
      ]),
    );
  const press = (ts: string, actionId = "") => at.fake.pressButton({ channel: PLACE, ts, actionId });

  it.each([
    ["drugs", ["heroin-trade", "drugs all"]],
    ["subscribe daily 09:00 UTC", ["preview", "subscribe customise", "pause"]],
  ])("every button under its %j names it, and says nothing of another country", async (text, does) => {
    const ts = await ask(`ruritania ${text}`);
    const buttons = buttonsOf(ts);
    expect([...buttons.keys()]).toEqual(expect.arrayContaining(does.map((word) => `ruritania ${word}`)));
    // Deleting the message itself needs no profile, nor does ending the subscription.
    for (const other of ["ruritania unsubscribe", " U0ASKER"]) buttons.delete(other);
    lose();
    for (const [value, actionId] of buttons) {
      await afterwards(() => press(ts, actionId));
      expect(newest(), value).toMatch(ONLY_THAT);
    }
    expect(at.fake.state.views).toEqual([]);
  });

  it("a form of it that was open is not taken for another country's", async () => {
    const ts = await ask("ruritania subscribe daily 09:00 UTC");
    await press(ts, buttonsOf(ts).get("ruritania subscribe customise"));
    await expect.poll(() => at.fake.state.views).toHaveLength(1);
    lose();
    await afterwards(() => at.fake.submitView({ view: at.fake.state.views[0]!.id, values: {} }));
    expect(newest()).toMatch(ONLY_THAT);
    await ask("subscriptions");
    expect(newest()).not.toContain("Kyrgyzstan");
  });

  it("its subscription is listed as that of a lost pack beside the others, and its button ends it alone", async () => {
    await ask("ruritania subscribe daily 09:00 UTC");
    await ask("subscribe mondays 10:00 UTC");
    lose();
    const ts = await ask("subscriptions");
    expect(newest()).toContain(`ruritania\n${LISTED}`);
    expect(newest()).toContain("Kyrgyzstan\nEvery Monday at 10:00, UTC");
    expect(newest()).not.toContain("Every day");
    await afterwards(() => press(ts, buttonsOf(ts).get("ruritania unsubscribe")));
    expect(newest()).toContain("Unsubscribed");
    await ask("subscriptions");
    expect(newest()).not.toContain("ruritania");
    expect(newest()).toContain("Kyrgyzstan\nEvery Monday at 10:00, UTC");
  });

  it.each(["unsubscribe ruritania", "unsubscribe Ruritania", "unsubscribe", "unsubscribe all"])(
    "its subscription is ended by the words %j",
    async (words) => {
      await ask("ruritania subscribe daily 09:00 UTC");
      lose();
      await ask(words);
      expect(newest()).toContain("Unsubscribed");
      await ask("subscriptions");
      expect(newest()).toContain("No digest comes here.");
    },
  );

  it("words that may mean another digest do not end it", async () => {
    await ask("ruritania subscribe daily 09:00 UTC");
    await ask("subscribe mondays 10:00 UTC");
    lose();
    await ask("unsubscribe");
    await ask("unsubscribe lyonesse");
    await ask("subscriptions");
    expect(newest()).toContain("ruritania");
    expect(newest()).not.toContain("Every Monday");
  });
});

describe("In Teams, once a pack is gone", () => {
  let at: Setting;
  beforeEach(async () => {
    at = await startSetting({ bot });
  });
  afterEach(() => at[Symbol.asyncDispose]());

  const said = () => at.people.state.messages.filter(({ from }) => from.id === "28:briefing");
  const newest = () => teamsText(at.sent().at(-1)!);
  const ask = async (text: string): Promise<string> => {
    await at.people.sendMessage({ conversation: CHANNEL, text: `@Briefing ${text}` });
    return said().at(-1)!.id;
  };
  const buttonsOf = (activity: string) => buttonsIn(at.people.state.message(activity)?.attachments, TeamsButton);
  const unsubscribes = ({ data }: z.infer<typeof TeamsButton>) =>
    data.pack === "ruritania" && withoutId(data.text) === "unsubscribe";
  /** The words that the presser sees now: of the dialog that is open, else of the card. */
  const seenOn = (activity: string): string => {
    const [attachment] = at.people.state.message(activity)?.attachments ?? [];
    const seen = at.people.state.dialogs().at(-1)?.card ?? attachment?.["content"];
    const card: AdaptiveCard = JSON.parse(JSON.stringify(seen));
    return cardText(card);
  };

  it.each([
    ["drugs", ["heroin-trade", "drugs all"]],
    ["subscribe daily 09:00 UTC", ["preview", "subscribe customise", "pause", "skip", "status"]],
  ])("every button under its %j names it, and says nothing of another country", async (text, does) => {
    const activity = await ask(`ruritania ${text}`);
    const buttons = buttonsOf(activity);
    expect(buttons.map(({ data }) => `${data.pack} ${withoutId(data.text)}`)).toEqual(
      expect.arrayContaining(does.map((word) => `ruritania ${word}`)),
    );
    lose();
    for (const action of buttons.filter((button) => !unsubscribes(button) && button.data.verb !== "delete")) {
      await at.people.pressAction({ activity, action });
      expect(seenOn(activity), action.data.text).toMatch(ONLY_THAT);
      for (const { id } of at.people.state.dialogs()) at.people.closeDialog(id);
    }
    for (const shared of at.sent().slice(1)) expect(teamsText(shared)).toMatch(ONLY_THAT);
  });

  it("a button of it in an older client, which comes as a message, names it too", async () => {
    const activity = await ask("ruritania drugs");
    const [button] = buttonsOf(activity);
    lose();
    await at.people.pressAction({ activity, action: { ...button, type: "Action.Submit" } });
    expect(said()).toHaveLength(2);
    expect(newest()).toMatch(ONLY_THAT);
  });

  it("a form of it that was open is not taken for another country's", async () => {
    const activity = await ask("ruritania subscribe customise");
    const submit = buttonsOf(activity).find(({ data }) => data.verb === "submit")!;
    lose();
    await at.people.pressAction({ activity, action: submit });
    expect(seenOn(activity)).toMatch(ONLY_THAT);
    await ask("subscriptions");
    expect(newest()).toContain("No digest comes here.");
  });

  it("its subscription is listed as that of a lost pack beside the others, and its button ends it alone", async () => {
    await ask("ruritania subscribe daily 09:00 UTC");
    await ask("subscribe mondays 10:00 UTC");
    lose();
    const activity = await ask("subscriptions");
    expect(newest()).toContain(`ruritania\n${LISTED}`);
    expect(newest()).toContain("Kyrgyzstan\nEvery Monday at 10:00, UTC");
    expect(newest()).not.toContain("Every day");
    await at.people.pressAction({ activity, action: buttonsOf(activity).find(unsubscribes)! });
    expect(seenOn(activity)).toContain("Unsubscribed");
    await ask("subscriptions");
    expect(newest()).not.toContain("ruritania");
    expect(newest()).toContain("Kyrgyzstan\nEvery Monday at 10:00, UTC");
  });
});
