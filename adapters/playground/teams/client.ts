/** The person's half of the fake Teams: what someone types and presses becomes an activity for the bot. */
import { type Json, isJsonObject, jsonAt, jsonList, jsonOf, textOf } from "#playground/payload/json.ts";
import type { BotAnswer } from "#playground/platform/http.ts";
import { fetchDialog, opensDialog, submitDialog } from "./dialogs.ts";
import type { Drive } from "./drive.ts";
import { type ConnectorClientParts, deliver, type SentActivity, type TeamsPlace, whoAndWhere } from "./deliver.ts";
import { findAction } from "./find-action.ts";
import type { ConnectorState } from "./state.ts";
import type { TeamsMessage } from "./types.ts";

export interface ConnectorClient {
  /** `@Briefing` in the text becomes a mention; in a channel or group one is put in front when there is none. */
  readonly sendMessage: (message: TeamsPlace & { readonly text: string }) => Promise<SentActivity>;
  /** A command of the app's own, which only its asker and the bot see: `text` as it stands there, `words` for the bot. */
  readonly sendTargeted: (command: {
    readonly conversation: string;
    readonly text: string;
    readonly words: string;
  }) => Promise<SentActivity>;
  /** Posts a message that does not mention the bot: the bot hears nothing of it. */
  readonly say: (message: TeamsPlace & { readonly text: string }) => TeamsMessage;
  /** For tests: presses the button of that title on a message's card; `inputs` are the card's fields by id. */
  readonly pressButton: (
    press: { readonly activity: string; readonly title: string } & Pressing,
  ) => Promise<PressAnswer>;
  /** Runs an action as the card gives it (`Action.Execute` or `Action.Submit`). */
  readonly pressAction: (
    press: { readonly activity: string; readonly action: Json } & Pressing,
  ) => Promise<PressAnswer>;
  /** Presses a button of an open dialog as its card gives it. */
  readonly pressInDialog: (
    press: { readonly dialog: string; readonly action: Json } & Pressing,
  ) => Promise<PressAnswer>;
  /** For tests: presses the button of that title in the newest dialog. */
  readonly pressDialogButton: (press: { readonly title: string } & Pressing) => Promise<PressAnswer>;
  /** Leaves a dialog by its cross: the bot hears nothing of it. */
  readonly closeDialog: (id: string) => void;
  /** Types in an input of a card that is searched: the choices that the bot gives. */
  readonly searchChoices: (search: {
    readonly activity: string;
    readonly dataset: string;
    readonly text: string;
  }) => Promise<FoundChoices>;
  /** Answers a file that the bot offers in a message. */
  readonly answerOffer: (answer: {
    readonly activity: string;
    readonly action: "accept" | "decline";
    /** For tests: what is sent in place of the drive's own address. */
    readonly uploadUrl?: string;
  }) => Promise<BotAnswer>;
  /** The thumbs under a message that asked for feedback. */
  readonly rate: (rating: {
    readonly activity: string;
    readonly reaction: "like" | "dislike";
    readonly comment?: string;
    readonly user?: string;
  }) => Promise<BotAnswer>;
  /** Adds the bot to a conversation: `installationUpdate` and `conversationUpdate`, as Teams sends both. */
  readonly install: (conversation: string) => Promise<BotAnswer>;
  /** For tests: delivers any activity, with what every activity carries put around it. */
  readonly sendActivity: (activity: Json, place: TeamsPlace) => Promise<SentActivity>;
}

interface Pressing {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly user?: string;
}

export interface FoundChoices extends BotAnswer {
  readonly choices: readonly { readonly label: string; readonly value: string }[];
}

/** `notice` is what Teams would say about the press: the bot's message, or that it failed. */
export interface PressAnswer extends BotAnswer {
  readonly notice: string | null;
}

const CARD = "application/vnd.microsoft.card.adaptive";
const SEARCH_RESPONSE = "application/vnd.microsoft.search.searchResponse";
/** Teams lists no more. */
const MOST_CHOICES = 15;
const FAILED = "Something went wrong. Please try again.";

export function createConnectorClient(parts: ConnectorClientParts, drive: Pick<Drive, "begin">): ConnectorClient {
  const { state } = parts;
  const client: ConnectorClient = {
    sendActivity: (activity, place) => deliver(parts, activity, place),
    say: (message) => postFromPerson(parts, message),
    sendMessage(message) {
      const { text, entities, shown } = addressed(parts, message);
      const { id, thread } = postFromPerson(parts, { ...message, text: shown });
      const place = thread === null ? message : { ...message, thread };
      return deliver(parts, { type: "message", id, text, textFormat: "plain", entities }, place);
    },
    sendTargeted: (command) => deliverTargeted(parts, command),
    pressButton(press) {
      const message = state.message(press.activity);
      const action = message && findAction(message.attachments, press.title);
      if (action === undefined) throw new Error(`No button "${press.title}" on message ${press.activity}`);
      return client.pressAction({ ...press, action });
    },
    pressAction: (press) => deliverCardAction(parts, press),
    pressInDialog: (press) => deliverInDialog(parts, press),
    pressDialogButton(press) {
      const dialog = state.dialogs().at(-1);
      const action = dialog && findAction(dialog.card, press.title);
      if (action === undefined) throw new Error(`No button "${press.title}" in a dialog`);
      return client.pressInDialog({ ...press, dialog: dialog?.id ?? "", action });
    },
    closeDialog: (id) => state.closeDialog(id),
    searchChoices: (search) => deliverSearch(parts, search),
    answerOffer: (answer) => deliverConsent(parts, drive, answer),
    async rate({ activity, reaction, comment = "", user }) {
      const feedback = JSON.stringify({ feedbackText: comment });
      const value = { actionName: "feedback", actionValue: { reaction, feedback } };
      const invoke = { type: "invoke", name: "message/submitAction", value, replyToId: activity };
      const answer = await deliver(parts, invoke, placeOfMessage(state, activity, user));
      if (answer.status === 200) state.change(activity, { rated: reaction });
      return answer;
    },
    async install(conversation) {
      const [bot, place] = [state.tenant.bot, { conversation }];
      const known = state.conversation(conversation);
      if (known !== undefined) state.changeConversation({ ...known, installed: true });
      await deliver(parts, { type: "conversationUpdate", membersAdded: [bot] }, place);
      return deliver(parts, { type: "installationUpdate", action: "add" }, place);
    },
  };
  return client;
}

function placeOfMessage(state: ConnectorState, id: string, user: string | undefined): TeamsPlace {
  const message = state.message(id);
  if (message === undefined) throw new Error(`The fake Teams has no message ${id}`);
  const { conversation, thread } = message;
  const root = thread ?? (state.conversation(conversation)?.kind === "channel" ? id : null);
  return { conversation, ...(root === null ? {} : { thread: root }), ...(user === undefined ? {} : { user }) };
}

/** https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages */
function deliverTargeted(
  parts: ConnectorClientParts,
  { conversation, text, words }: { conversation: string; text: string; words: string },
): Promise<SentActivity> {
  const { id, thread } = postFromPerson(parts, { conversation, text, seenBy: "person" });
  const recipient = { ...parts.state.tenant.bot, isTargeted: true };
  const place = thread === null ? { conversation } : { conversation, thread };
  return deliver(parts, { type: "message", id, text: words, textFormat: "plain", recipient }, place);
}

function postFromPerson(
  parts: ConnectorClientParts,
  message: TeamsPlace & { text: string; seenBy?: "person" },
): TeamsMessage {
  const { conversation, person } = whoAndWhere(parts, message);
  const from = { id: person.id, name: person.name };
  const onlyFor = message.seenBy === "person" ? person.id : null;
  const place = { conversation: conversation.id, thread: message.thread ?? null, onlyFor };
  const posted = parts.state.post({ ...place, from, text: message.text, attachments: [], activity: {} });
  return conversation.kind === "channel" && posted.thread === null ? { ...posted, thread: posted.id } : posted;
}

/** Mentions as Teams writes them: `<at>` in the text, and an entity for each. */
function addressed(parts: ConnectorClientParts, message: TeamsPlace & { text: string }) {
  const { bot } = parts.state.tenant;
  const name = `@${bot.name}`;
  const direct = parts.state.conversation(message.conversation)?.kind === "personal";
  const shown = direct || message.text.includes(name) ? message.text : `${name} ${message.text}`;
  const tag = `<at>${bot.name}</at>`;
  const mentions = shown
    .split(name)
    .slice(1)
    .map(() => ({ type: "mention", mentioned: bot, text: tag }));
  return { shown, text: shown.replaceAll(name, tag), entities: mentions };
}

async function deliverCardAction(
  parts: ConnectorClientParts,
  { activity, action, inputs = {}, user }: { activity: string; action: Json } & Pressing,
): Promise<PressAnswer> {
  const place = placeOfMessage(parts.state, activity, user);
  const data = { ...jsonAt(action, "data"), ...inputs };
  if (opensDialog(action)) return fetchDialog(parts, { activity, data, place });
  if (action["type"] === "Action.Submit") {
    const answer = await deliver(parts, { type: "message", value: data, replyToId: activity }, place);
    return { ...answer, notice: answer.status === 200 || answer.status === 202 ? null : FAILED };
  }
  const { type, id, verb } = action;
  const value = { action: { type, id, verb, data }, trigger: "manual" };
  const answer = await deliver(
    parts,
    { type: "invoke", name: "adaptiveCard/action", value, replyToId: activity },
    place,
  );
  return { ...answer, notice: answer.status === 200 ? obey(parts.state, activity, jsonOf(answer.text)) : FAILED };
}

function deliverInDialog(
  parts: ConnectorClientParts,
  { dialog: id, action, inputs = {} }: { dialog: string; action: Json } & Pressing,
): Promise<PressAnswer> {
  const dialog = parts.state.dialogs().find((open) => open.id === id);
  if (dialog === undefined) throw new Error(`The fake Teams has no dialog ${id}`);
  const place = placeOfMessage(parts.state, dialog.activity, dialog.user);
  return submitDialog(parts, { dialog, data: { ...jsonAt(action, "data"), ...inputs }, place });
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 */
function deliverConsent(
  parts: ConnectorClientParts,
  drive: Pick<Drive, "begin">,
  { activity, action, uploadUrl }: Parameters<ConnectorClient["answerOffer"]>[0],
): Promise<BotAnswer> {
  const [offer = {}] = parts.state.message(activity)?.attachments ?? [];
  const context = jsonAt(jsonAt(offer, "content"), `${action}Context`);
  const info = action === "decline" ? {} : drive.begin(textOf(offer["name"]));
  const uploadInfo = action === "decline" ? {} : { uploadInfo: { ...info, ...(uploadUrl ? { uploadUrl } : {}) } };
  const value = { type: "fileUpload", action, context, ...uploadInfo };
  const invoke = { type: "invoke", name: "fileConsent/invoke", value, replyToId: activity };
  return deliver(parts, invoke, placeOfMessage(parts.state, activity, undefined));
}

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search */
async function deliverSearch(
  parts: ConnectorClientParts,
  { activity, dataset, text }: { activity: string; dataset: string; text: string },
): Promise<FoundChoices> {
  const value = { queryText: text, queryOptions: { skip: 0, top: MOST_CHOICES }, dataset };
  const invoke = { type: "invoke", name: "application/search", value, replyToId: activity };
  const answer = await deliver(parts, invoke, placeOfMessage(parts.state, activity, undefined));
  const { type, value: found } = jsonOf(answer.text);
  const results =
    type === SEARCH_RESPONSE && isJsonObject(found) ? jsonList(found["results"]).slice(0, MOST_CHOICES) : [];
  return { ...answer, choices: results.map((one) => ({ label: textOf(one["title"]), value: textOf(one["value"]) })) };
}

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards */
function obey(state: ConnectorState, id: string, { statusCode, type, value }: Json): string | null {
  if (statusCode !== 200) return textOf(isJsonObject(value) ? value["message"] : value) || FAILED;
  if (type === CARD && isJsonObject(value)) {
    state.change(id, { attachments: [{ contentType: CARD, content: value }], text: "" });
    return null;
  }
  return typeof value === "string" && value !== "" ? value : null;
}
