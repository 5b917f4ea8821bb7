/** Dialogs of Teams' own: fetched from the bot at a press, sent back to it, and closed. */
import { type Json, isJsonObject, jsonAt, jsonOf, textOf } from "#playground/payload/json.ts";
import { type ConnectorClientParts, deliver, type TeamsPlace } from "./deliver.ts";
import type { PressAnswer } from "./client.ts";
import type { TeamsDialog } from "./types.ts";

const FAILED = "Something went wrong. Please try again.";

/** Whether a press of `action` opens a dialog. */
export function opensDialog(action: Json): boolean {
  return action["type"] === "Action.Submit" && jsonAt(jsonAt(action, "data"), "msteams")["type"] === "task/fetch";
}

interface Pressed {
  /** The message that the button stands on, or that the dialog was opened from. */
  readonly activity: string;
  readonly data: Json;
  readonly place: TeamsPlace;
}

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots */
export async function fetchDialog(parts: ConnectorClientParts, pressed: Pressed): Promise<PressAnswer> {
  const { state } = parts;
  const user = pressed.place.user ?? state.tenant.people[0]?.id ?? "";
  return ask(parts, "task/fetch", { ...pressed, dialog: { id: state.nextId(), activity: pressed.activity, user } });
}

/** What is pressed in a dialog goes to the bot with what was filled in; an empty answer closes it. */
export async function submitDialog(
  parts: ConnectorClientParts,
  pressed: Omit<Pressed, "activity"> & { readonly dialog: TeamsDialog },
): Promise<PressAnswer> {
  return ask(parts, "task/submit", { ...pressed, activity: pressed.dialog.activity });
}

async function ask(
  parts: ConnectorClientParts,
  name: "task/fetch" | "task/submit",
  { activity, data, place, dialog }: Pressed & { readonly dialog: Pick<TeamsDialog, "id" | "activity" | "user"> },
): Promise<PressAnswer> {
  const invoke = { type: "invoke", name, value: { data, context: { theme: "default" } }, replyToId: activity };
  const answer = await deliver(parts, invoke, place);
  if (answer.status !== 200) return { ...answer, notice: FAILED };
  const { type, value } = jsonAt(jsonOf(answer.text), "task");
  if (type === "continue" && isJsonObject(value)) {
    const card = jsonAt(jsonAt(value, "card"), "content");
    parts.state.putDialog({ ...dialog, title: textOf(value["title"]), card });
    return { ...answer, notice: null };
  }
  parts.state.closeDialog(dialog.id);
  return { ...answer, notice: type === "message" ? textOf(value) : null };
}
