/** Leaving a form gives back the card that it was opened from. */
import { beforeEach, describe, expect, it } from "vitest";
import type { Briefing } from "#core/document/briefing.ts";
import type { Form } from "#core/document/form.ts";
import type { Reply } from "#core/reply.ts";
import type { Conversation, Incoming } from "#core/request.ts";
import { createShownCards } from "#teams/shown-cards.ts";
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

describe("Cancel on a form", () => {
  it("gives back the answer, and asks nothing of the bot", async () => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await say(at, "drugs");
    const before = cardOn(at, activity);
    await at.people.pressButton({ activity, title: "Change" });
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
    await at.people.pressButton({ activity, title: "Change" });
    await at.people.pressButton({ activity, title: "Cancel" });
    expect(cardOn(at, activity)).toBe(before);
    await at.people.pressButton({ activity, title: "Change", user: COLLEAGUE });
    await at.people.pressButton({ activity, title: "Cancel", user: COLLEAGUE });
    expect(cardOn(at, activity)).not.toBe(before);
  });

  it("gives it back as well where something was wrong with what was filled in", async () => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await say(at, "drugs");
    const before = cardOn(at, activity);
    await at.people.pressButton({ activity, title: "Change" });
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

  it.each([
    ["a form", "Change", '"Digest"'],
    ["a page", "More", "more"],
  ])("stays as it is for everyone: %s stands below it, for who pressed", async (_, title, shown) => {
    await using at = await startSetting({ bot: formBot() });
    const activity = await send(at, CHANNEL, "channel");
    const before = cardOn(at, activity);
    const answer = await at.people.pressButton({ activity, title });
    expect(cardOn(at, activity)).toBe(before);
    expect(answer.notice).toBe("The answer is in a message of its own, for you alone.");
    const below = at.people.state.messages.at(-1);
    expect(below).toMatchObject({ conversation: CHANNEL, thread: activity, onlyFor: "29:asker" });
    expect(cardOn(at, below?.id ?? "")).toContain(shown);
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
  if (command.kind === "submission")
    return { kind: "form", topic: null, form: { ...FORM, errors: { time: "No such time" } }, briefing: page("Digest") };
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

/** The id of the message that answers. */
async function say(at: Setting, text: string): Promise<string> {
  await at.people.sendMessage({ conversation: CHANNEL, text: `@Briefing ${text}` });
  return at.people.state.messages.at(-1)?.id ?? "";
}

function cardOn(at: Setting, activity: string): string {
  return JSON.stringify(at.people.state.message(activity)?.attachments[0]);
}
