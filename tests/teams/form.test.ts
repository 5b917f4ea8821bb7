/** Forms: in a dialog where a button opens them, and in a card where no dialog can be; leaving them gives back what stood there. */
import { beforeEach, describe, expect, it } from "vitest";
import type { Briefing } from "#core/document/briefing.ts";
import type { Form } from "#core/document/form.ts";
import type { Reply } from "#core/reply.ts";
import type { Conversation, Incoming } from "#core/request.ts";
import { createShownCards } from "#teams/drawing/shown-cards.ts";
import { emptyCard } from "#teams/drawing/render.ts";
import { COLLEAGUE, botWith, CHANNEL, PERSONAL, startSetting, type Setting } from "./harness.ts";

const FORM: Form = {
  ...{ title: "Digest", submit: "Save", pack: "kyrgyzstan", id: "subscribe" },
  fields: [{ kind: "time", name: "time", label: "Time", value: "09:00" }],
  errors: {},
  back: "subscriptions",
};

let asked: Incoming[];
beforeEach(() => {
  asked = [];
});

describe("A form that a button opens", () => {
  it("comes in a dialog, under its title, and leaves the card as it is", async () => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await say(at, "drugs");
    const before = cardOn(at, activity);
    await at.people.pressButton({ activity, title: "Change" });
    expect(at.people.state.dialogs()).toMatchObject([{ title: "Digest", user: "29:asker", activity }]);
    expect(dialogOn(at)).toContain('"one:time"');
    // The frame has the title already, and a dialog presses no Action.Execute.
    expect(dialogOn(at)).not.toMatch(/Action\.Execute|"heading"/u);
    expect(asked.at(-1)).toMatchObject({ audience: "asker", command: { kind: "subscription", verb: "subscribe" } });
    expect(cardOn(at, activity)).toBe(before);
  });

  it.each([
    ["in a channel for its sender alone", CHANNEL, "29:asker"],
    ["in a chat of two", PERSONAL, null],
  ])("is closed when it is taken, and what came of it is said %s", async (_, conversation, onlyFor) => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await say(at, "drugs", conversation);
    await at.people.pressButton({ activity, title: "Change" });
    const count = at.people.state.messages.length;
    const answer = await at.people.pressDialogButton({ title: "Save", inputs: { "one:time": "10:30" } });
    expect(answer).toMatchObject({ status: 200, text: "", notice: null });
    expect(at.people.state.dialogs()).toEqual([]);
    expect(asked.at(-1)?.command).toEqual({ kind: "submission", form: "subscribe", values: { time: ["10:30"] } });
    const told = at.people.state.messages.slice(count);
    expect(told).toMatchObject([{ conversation, onlyFor }]);
    expect(cardOn(at, told[0]?.id ?? "")).toContain("Stored");
  });

  it("comes back with what was typed and the fault at its field, and is closed once it holds", async () => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await say(at, "drugs");
    await at.people.pressButton({ activity, title: "Change" });
    const count = at.people.state.messages.length;
    await at.people.pressDialogButton({ title: "Save", inputs: { "one:time": "never" } });
    expect(dialogOn(at)).toMatch(/"value":"never".*"text":"No such time"/u);
    expect(at.people.state.messages).toHaveLength(count);
    await at.people.pressDialogButton({ title: "Save", inputs: { "one:time": "10:30" } });
    expect(at.people.state.dialogs()).toEqual([]);
  });

  it("is left by Cancel or by its cross, and nothing is asked of the bot", async () => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await say(at, "drugs");
    const before = cardOn(at, activity);
    await at.people.pressButton({ activity, title: "Change" });
    const questions = asked.length;
    const cancelled = await at.people.pressDialogButton({ title: "Cancel", inputs: { "one:time": "never" } });
    expect(cancelled).toMatchObject({ status: 200, text: "" });
    await at.people.pressButton({ activity, title: "Change" });
    at.people.closeDialog(at.people.state.dialogs()[0]?.id ?? "");
    expect(at.people.state.dialogs()).toEqual([]);
    expect(asked).toHaveLength(questions + 1);
    expect(cardOn(at, activity)).toBe(before);
  });

  it("is stored once, though Teams delivers it twice", async () => {
    await using at = await startSetting({ bot: formBot() });
    const replyToId = await say(at, "drugs");
    const value = { data: { verb: "submit", pack: "kyrgyzstan", text: "subscribe", "one:time": "10:30" } };
    const submit = { type: "invoke", name: "task/submit", id: "f:twice", value, replyToId };
    const count = at.people.state.messages.length;
    const place = { conversation: CHANNEL, thread: replyToId };
    expect((await at.people.sendActivity(submit, place)).text).toBe("");
    expect((await at.people.sendActivity(submit, place)).text).toContain('"message"');
    expect(at.people.state.messages).toHaveLength(count + 1);
    expect(asked.filter(({ command }) => command.kind === "submission")).toHaveLength(1);
  });

  it("says in the dialog what stands in its way, without buttons that a dialog cannot press", async () => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await say(at, "drugs");
    const data = { verb: "form", pack: "kyrgyzstan", text: "subscriptions", msteams: { type: "task/fetch" } };
    await at.people.pressAction({ activity, action: { type: "Action.Submit", data } });
    expect(dialogOn(at)).toContain("subscriptions");
    expect(dialogOn(at)).not.toContain("Action.");
  });

  it("says so where what came of it could not be sent", async () => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await say(at, "drugs");
    await at.people.pressButton({ activity, title: "Change" });
    at.people.setRule(() => ({ kind: "refuse", status: 403, error: "NotEnoughPermissions" }));
    const answer = await at.people.pressDialogButton({ title: "Save", inputs: { "one:time": "10:30" } });
    expect(answer.notice).toContain("Something failed here");
  });

  it("gets a sentence where its button is of something that is gone", async () => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await say(at, "drugs");
    const data = { verb: "form", pack: "", text: "subscribe customise", msteams: { type: "task/fetch" } };
    const answer = await at.people.pressAction({ activity, action: { type: "Action.Submit", data } });
    expect(answer.notice).not.toBeNull();
    expect(at.people.state.dialogs()).toEqual([]);
  });
});

describe("Cancel on a form in a card, as older messages open it and typed words do", () => {
  it("gives back the answer, and asks nothing of the bot", async () => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await say(at, "drugs");
    const before = cardOn(at, activity);
    await openInCard(at, activity);
    expect(cardOn(at, activity)).toContain('"Digest"');
    const questions = asked.length;
    await at.people.pressButton({ activity, title: "Cancel" });
    expect(cardOn(at, activity)).toBe(before);
    expect(asked).toHaveLength(questions);
  });

  it("gives back what was pressed for on that card, to who pressed", async () => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await say(at, "drugs");
    await at.people.pressButton({ activity, title: "More" });
    const before = cardOn(at, activity);
    expect(before).toContain("more");
    await openInCard(at, activity);
    await at.people.pressButton({ activity, title: "Cancel" });
    expect(cardOn(at, activity)).toBe(before);
    await openInCard(at, activity, COLLEAGUE);
    await at.people.pressButton({ activity, title: "Cancel", user: COLLEAGUE });
    expect(cardOn(at, activity)).not.toBe(before);
  });

  it("gives it back as well where something was wrong with what was filled in", async () => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await say(at, "drugs");
    const before = cardOn(at, activity);
    await openInCard(at, activity);
    await at.people.pressButton({ activity, title: "Save", inputs: { "one:time": "never" } });
    expect(cardOn(at, activity)).toContain("No such time");
    await at.people.pressButton({ activity, title: "Cancel" });
    expect(cardOn(at, activity)).toBe(before);
  });

  it("that was typed for, or opened from a process that is gone, shows what the form names", async () => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await say(at, "subscribe customise");
    await at.people.pressButton({ activity, title: "Cancel" });
    expect(cardOn(at, activity)).toContain("subscriptions");
    expect(asked.at(-1)?.command).toMatchObject({ kind: "subscription", verb: "subscriptions" });
  });
});

describe("A digest", () => {
  const tenant = "6f0b1c52-0000-4000-8000-00000000cafe";
  /** The id of its message. */
  async function send(at: Setting, channel: string, kind: Conversation["kind"]): Promise<string> {
    await at.people.install(channel);
    const to: Conversation = { platform: "teams", tenant, channel, thread: null, kind };
    const sent = await at.teams.sender.send({ to, delivery: "d/1", briefing: page("A digest") });
    return sent.kind === "sent" ? sent.messageId : "";
  }

  it("stays as it is under the dialog of its form, whose outcome stands below it, for who pressed", async () => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await send(at, CHANNEL, "channel");
    const before = cardOn(at, activity);
    await at.people.pressButton({ activity, title: "Change" });
    await at.people.pressDialogButton({ title: "Save", inputs: { "one:time": "10:30" } });
    expect(cardOn(at, activity)).toBe(before);
    const below = { conversation: CHANNEL, thread: activity, onlyFor: "29:asker" };
    expect(at.people.state.messages.at(-1)).toMatchObject(below);
  });

  it("stays as it is for everyone: a page stands below it, for who pressed", async () => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await send(at, CHANNEL, "channel");
    const before = cardOn(at, activity);
    const answer = await at.people.pressButton({ activity, title: "More" });
    expect(cardOn(at, activity)).toBe(before);
    expect(answer.notice).toBe("The answer is in a message of its own, for you alone.");
    const below = at.people.state.messages.at(-1);
    expect(below).toMatchObject({ conversation: CHANNEL, thread: activity, onlyFor: "29:asker" });
    expect(cardOn(at, below?.id ?? "")).toContain("more");
    expect(asked.at(-1)?.audience).toBe("asker");
  });

  it("stays in a personal chat too, where nothing is for one alone", async () => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await send(at, PERSONAL, "direct");
    const before = cardOn(at, activity);
    await at.people.pressButton({ activity, title: "More" });
    expect(cardOn(at, activity)).toBe(before);
    expect(at.people.state.messages.at(-1)).toMatchObject({ conversation: PERSONAL, onlyFor: null });
  });

  it("is answered once below, though the press is delivered twice and Teams is busy at first", async () => {
    await using at = await startSetting({ bot: formBot() });
    const replyToId = await send(at, CHANNEL, "channel");
    const data = { verb: "show", pack: "kyrgyzstan", text: "drugs all", below: true };
    const value = { action: { type: "Action.Execute", verb: "show", data } };
    const press = { type: "invoke", name: "adaptiveCard/action", id: "f:once", value, replyToId };
    const place = { conversation: CHANNEL, thread: replyToId };
    const before = at.people.state.messages.length;
    for (const name of ["sendToConversation", "replyToActivity"])
      at.people.failNext(name, { kind: "rate-limit", retryAfterSeconds: 0 });
    await at.people.sendActivity(press, place);
    await at.people.sendActivity(press, place);
    expect(at.people.state.messages.slice(before)).toMatchObject([{ onlyFor: "29:asker" }]);
  });

  it("says below that what a button is for is gone, with a way on", async () => {
    await using at = await startSetting({ bot: formBot() });
    const replyToId = await send(at, CHANNEL, "channel");
    const data = { verb: "show", pack: "", text: "drugs", below: true };
    const value = { action: { type: "Action.Execute", verb: "show", data } };
    const before = at.people.state.messages.length;
    const press = { type: "invoke", name: "adaptiveCard/action", value, replyToId };
    await at.people.sendActivity(press, { conversation: CHANNEL, thread: replyToId });
    const [said, ...more] = at.people.state.messages.slice(before);
    expect(more).toEqual([]);
    expect(said?.onlyFor).toBe("29:asker");
    expect(cardOn(at, said?.id ?? "")).toContain("What can I ask?");
  });

  it("says so where what was pressed for could not be sent", async () => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await send(at, CHANNEL, "channel");
    const before = cardOn(at, activity);
    at.people.setRule(() => ({ kind: "refuse", status: 403, error: "NotEnoughPermissions" }));
    const answer = await at.people.pressButton({ activity, title: "More" });
    expect(cardOn(at, activity)).toBe(before);
    expect(answer.notice).toContain("Something failed here");
  });
});

describe("The cards that are shown", () => {
  it("are the newest five hundred", () => {
    const shown = createShownCards();
    const card = emptyCard("a card");
    for (let index = 0; index < 501; index++) shown.note({ channel: "c", message: `${index}` }, card);
    expect(["0", "1", "500"].map((message) => shown.find("someone", { channel: "c", message }))).toEqual([
      ...[undefined, card, card],
    ]);
  });
});

/** Opens the form wherever `subscribe` is asked for, and says what else was asked. */
function formBot() {
  return botWith({
    handle(request) {
      asked.push(request);
      return Promise.resolve(replyTo(request));
    },
  });
}

function replyTo({ command }: Incoming): Reply {
  if (command.kind === "subscription" && command.verb === "subscribe")
    return { kind: "form", topic: null, form: FORM, briefing: page("Digest") };
  if (command.kind === "submission") {
    const [time = ""] = command.values["time"] ?? [];
    if (time !== "never") return { kind: "briefing", topic: null, briefing: page("Stored") };
    const fields = FORM.fields.map((field) => (field.kind === "time" ? { ...field, value: time } : field));
    const form = { ...FORM, fields, errors: { time: "No such time" } };
    return { kind: "form", topic: null, form, briefing: page("Digest") };
  }
  const words = command.kind === "subscription" ? command.verb : command.kind === "topic" ? command.detail : "else";
  return { kind: "briefing", topic: null, briefing: page(words === "full" ? "more" : words) };
}

function page(title: string): Briefing {
  const items = [
    { kind: "form", label: "Change", pack: "kyrgyzstan", text: "subscribe customise" },
    { kind: "show", label: "More", pack: "kyrgyzstan", text: "drugs all" },
  ] as const;
  return {
    title,
    summary: title,
    blocks: [
      { kind: "heading", text: title },
      { kind: "actions", items, more: [] },
    ],
  };
}

/** As the buttons of older messages, which Teams keeps, open a form. */
async function openInCard(at: Setting, activity: string, user = "29:asker"): Promise<void> {
  const data = { verb: "form", pack: "kyrgyzstan", text: "subscribe customise" };
  await at.people.pressAction({ activity, user, action: { type: "Action.Execute", verb: "form", data } });
}

/** The id of the message that answers. */
async function say(at: Setting, text: string, conversation = CHANNEL): Promise<string> {
  await at.people.sendMessage({ conversation, text: conversation === CHANNEL ? `@Briefing ${text}` : text });
  return at.people.state.messages.at(-1)?.id ?? "";
}

function dialogOn(at: Setting): string {
  return JSON.stringify(at.people.state.dialogs().at(-1)?.card);
}

function cardOn(at: Setting, activity: string): string {
  return JSON.stringify(at.people.state.message(activity)?.attachments[0]);
}
