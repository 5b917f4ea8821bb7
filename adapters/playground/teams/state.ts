/** The fake Teams' memory: conversations, messages, threads, and who is typing. */
import type { Clock } from "#core/ports.ts";
import { teamsThreadName } from "#playground/payload/threads.ts";
import { pushBounded } from "#playground/platform/bounded.ts";
import {
  type TeamsConversation,
  type TeamsDialog,
  type TeamsMessage,
  type TeamsPerson,
  type TeamsTenant,
  teamsConversation,
} from "./types.ts";

type NewTeamsMessage = Omit<TeamsMessage, "id" | "edited" | "rated" | "at">;
type TeamsMessageChange = Partial<Pick<TeamsMessage, "text" | "attachments" | "activity" | "rated" | "edited">>;

export interface ConnectorState {
  readonly tenant: TeamsTenant;
  readonly messages: readonly TeamsMessage[];
  readonly dialogs: () => readonly TeamsDialog[];
  /** Where the bot is typing, by `conversation` or `conversation;messageid=thread`. */
  readonly typing: ReadonlySet<string>;
  readonly conversations: () => readonly TeamsConversation[];
  readonly conversation: (id: string) => TeamsConversation | undefined;
  readonly changeConversation: (conversation: TeamsConversation) => void;
  readonly person: (id: string | undefined) => TeamsPerson | undefined;
  readonly message: (id: string) => TeamsMessage | undefined;
  readonly post: (message: NewTeamsMessage) => TeamsMessage;
  readonly change: (id: string, change: TeamsMessageChange) => TeamsMessage | undefined;
  readonly remove: (id: string) => void;
  /** A fresh id: a time in milliseconds, later than every one before it. */
  readonly nextId: () => string;
  readonly setTyping: (place: string) => void;
  /** Opens a dialog, or puts another card into one that is open. */
  readonly putDialog: (dialog: TeamsDialog) => void;
  readonly closeDialog: (id: string) => void;
  readonly clear: () => void;
  readonly onChange: (listener: () => void) => void;
}

/** Starts empty; `onChange` listeners hear of everything a person could see. */
export function createConnectorState(tenant: TeamsTenant, clock: Clock, keep = Infinity): ConnectorState {
  const messages: TeamsMessage[] = [];
  const typing = new Set<string>();
  const conversations = conversationsOf(tenant);
  const { changed, onChange } = createListeners();
  const open = createDialogs(changed);
  const noticed = (_change: unknown) => changed();
  const nextId = createIds(clock);
  const indexOf = (id: string) => messages.findIndex((message) => message.id === id);
  return {
    tenant,
    nextId,
    ...open,
    messages,
    typing,
    conversations: () => [...conversations.values()],
    conversation: (id) => conversations.get(id) ?? unnamed(tenant, id),
    changeConversation: (conversation) => noticed(conversations.set(conversation.id, conversation)),
    person: (id) => tenant.people.find((person) => person.id === id),
    message: (id) => messages[indexOf(id)],
    post(message) {
      const posted = { ...message, id: nextId(), edited: false, rated: null, at: clock.now() };
      pushBounded(messages, posted, keep);
      if (message.from.id === tenant.bot.id) typing.delete(teamsThreadName(message.conversation, message.thread));
      changed();
      return posted;
    },
    change(id, change) {
      const index = indexOf(id);
      const before = messages[index];
      if (before !== undefined) messages[index] = { ...before, ...change };
      changed();
      return messages[index];
    },
    remove(id) {
      if (indexOf(id) >= 0) messages.splice(indexOf(id), 1);
      changed();
    },
    setTyping: (place) => noticed(typing.add(place)),
    clear() {
      messages.length = 0;
      open.dialogs().forEach(({ id }) => open.closeDialog(id));
      typing.clear();
      conversationsOf(tenant).forEach((each, id) => conversations.set(id, each));
      changed();
    },
    onChange,
  };
}

function createDialogs(changed: () => void): Pick<ConnectorState, "dialogs" | "putDialog" | "closeDialog"> {
  const open = new Map<string, TeamsDialog>();
  return {
    dialogs: () => [...open.values()],
    putDialog(dialog) {
      open.set(dialog.id, dialog);
      changed();
    },
    closeDialog(id) {
      open.delete(id);
      changed();
    },
  };
}

function createListeners(): { readonly changed: () => void; readonly onChange: ConnectorState["onChange"] } {
  const listeners: (() => void)[] = [];
  return {
    changed: () => listeners.forEach((listener) => listener()),
    onChange: (listener) => void listeners.push(listener),
  };
}

function conversationsOf({ conversations }: TeamsTenant): Map<string, TeamsConversation> {
  return new Map(conversations.map((each) => [each.id, each]));
}

function unnamed(tenant: TeamsTenant, id: string): TeamsConversation | undefined {
  return tenant.unknownConversations === "create" ? teamsConversation({ id }) : undefined;
}

/** Ids are times in milliseconds, later than every one before even when the clock stands still. */
function createIds(clock: Clock): () => string {
  let last = 0;
  return () => {
    last = Math.max(last + 1, clock.now());
    return String(last);
  };
}
