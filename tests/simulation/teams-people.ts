/** What people do in Teams, and how Teams delivers it. */
import { isJsonObject, type Json } from "#playground/payload/json.ts";
import { teamsConversation } from "#playground/teams/types.ts";
import type { Asked, Note, PeopleParts } from "./people.ts";
import { elapse } from "./world.ts";

const TOPICS = ["heroin", "drugs", "arms", "scores heroin"] as const;
/** Where the bot speaks with whoever did it alone. */
const CHAT = "29:asker";

export async function write({ world, teams, faults }: PeopleParts, number: number, note: Note): Promise<void> {
  const conversation = `a:chat${number}`;
  const sent = await teams.sendMessage({ conversation, text: world.random.pick(TOPICS) });
  const asked: Asked = {
    kind: "teams message",
    channel: conversation,
    thread: null,
    taken: sent.status === 200,
    said: "",
  };
  note(asked);
  world.story.tell("Teams", `delivers the message in ${conversation}: ${sent.status}`);
  if (asked.taken && !faults.redelivers()) return;
  await elapse(world.outside, 1000);
  const again = await teams.sendActivity(sent.activity, { conversation });
  world.story.tell("Teams", `delivers the message in ${conversation} again: ${again.status}`);
  asked.taken ||= again.status === 200;
}

/** Presses a button of an answer; the new card is the answer to the press. */
export async function press({ world, teams }: PeopleParts, number: number, note: Note): Promise<void> {
  const conversation = `a:press${number}`;
  await teams.sendMessage({ conversation, text: "heroin" });
  await elapse(world.outside, 5000);
  const card = findCard(teams, conversation);
  const action = card === null ? null : actionOn(card.content, "show");
  if (card === null || action === null) return;
  const { status, notice } = await teams.pressAction({ activity: card.activity, action });
  world.story.tell("Teams", `delivers the press in ${conversation}: ${status}`);
  const shown = notice === null;
  note({
    kind: "teams press",
    channel: conversation,
    chat: CHAT,
    thread: null,
    taken: status === 200 && shown,
    said: "",
  });
}

/** A digest ordered by the card of a form, in a channel. */
export async function fillInCard({ world, teams }: PeopleParts, number: number, note: Note): Promise<void> {
  const conversation = `19:form${number}@thread.tacv2`;
  const team = { id: conversation, name: "Analysis" };
  teams.state.changeConversation(teamsConversation({ id: conversation, kind: "channel", team }));
  await teams.sendMessage({ conversation, text: "subscribe customise" });
  await elapse(world.outside, 5000);
  const card = findCard(teams, conversation);
  const action = card === null ? null : actionOn(card.content, "submit");
  if (card === null || action === null) return;
  const { status, notice } = await teams.pressAction({ activity: card.activity, action });
  world.story.tell("Teams", `delivers the form in ${conversation}: ${status}`);
  const said = JSON.stringify(teams.state.message(card.activity)?.attachments ?? []);
  note({
    kind: "subscribe",
    channel: conversation,
    chat: CHAT,
    thread: null,
    taken: status === 200 && notice === null,
    said,
  });
}

function findCard(teams: PeopleParts["teams"], conversation: string) {
  const message = teams.state.messages.findLast(
    (one) => one.conversation === conversation && one.attachments.length > 0,
  );
  const content = message?.attachments[0]?.["content"];
  return message === undefined || !isJsonObject(content) ? null : { activity: message.id, content };
}

/** The first button of that verb, wherever it stands on the card. */
function actionOn(part: Json, verb: string): Json | null {
  if (part["type"] === "Action.Execute" && part["verb"] === verb) return part;
  for (const value of Object.values(part)) {
    const below = isJsonObject(value)
      ? [value]
      : Array.isArray(value)
        ? value.filter((each) => isJsonObject(each))
        : [];
    for (const each of below) {
      const found = actionOn(each, verb);
      if (found !== null) return found;
    }
  }
  return null;
}
