import { z } from "zod";

import type { FormValues } from "#core/document/form.ts";
import type { Conversation } from "#core/request.ts";

import { Activity, asked, isOldEdit, where, type WhoAsks } from "./wire/activity.ts";
import { readThumb } from "./answered.ts";
import { VERBS, type PressData } from "./drawing/card.ts";
import { INPUT } from "./form.ts";
import { readConsent, type FileConsent } from "./wire/upload.ts";
import { isMentioned, otherMentions, readMentions, stripMentions } from "./mention.ts";

/** What a Teams activity asks of the bot. */
export type Inbound =
  /** Asked by a command of the conversation's own menu, a message is for the bot's eyes alone, and so is its answer. */
  | (WhoAsks & {
      readonly kind: "message";
      readonly text: string;
      /** Whom and what it mentions besides the bot, as they are called: `@Ines Castell`. */
      readonly mentions: readonly string[];
      /** Whether it holds files and no words. */
      readonly isFile: boolean;
      readonly seenBy: "everyone" | "asker";
    })
  /**
   * Where the answer goes: into the pressed card, below it for the presser alone, into a new message for everyone, or as
   * below it with the dialog closed that the button stood in.
   */
  | (WhoAsks & {
      readonly kind: "press";
      readonly press: PressData;
      readonly values: FormValues;
      readonly answerIn: "card" | "below" | "message" | "dialog";
      /** The id of the message that the button is on. */
      readonly message: string;
    })
  /** A press that wants a form in a dialog. */
  | (WhoAsks & { readonly kind: "dialog"; readonly press: PressData })
  /** A press that this version cannot read. */
  | (WhoAsks & { readonly kind: "stale-press"; readonly answerIn: "card" | "message"; readonly message: string })
  | (WhoAsks & {
      readonly kind: "feedback";
      readonly message: string;
      /** Null where the client tells a comment alone. */
      readonly helpful: boolean | null;
      readonly comment: string;
    })
  /** Somebody types in a field of a form; an answer lists what fits. */
  | { readonly kind: "search"; readonly field: string; readonly asked: string }
  /** What somebody said to a file that the message offered. */
  | (WhoAsks & FileConsent & { readonly kind: "file-consent"; readonly message: string })
  | (WhoAsks & { readonly kind: "installed" })
  /** The bot was taken out of the conversation, and of all channels of the team where it is one. */
  | { readonly kind: "removed"; readonly conversation: Conversation; readonly team: string | null }
  /** The message of that key is deleted. */
  | (WhoAsks & { readonly kind: "deleted" })
  /** An invoke of what the app does not declare. */
  | { readonly kind: "unsupported"; readonly name: string }
  | { readonly kind: "ignored"; readonly why: string };

/**
 * Reads an activity that passed the checks of `verify.ts`. Throws zod's
 * error on one that is not from Teams.
 */
export function readActivity(body: unknown): Inbound {
  const activity = Activity.parse(body);
  if (activity.type === "message") return readMessage(activity);
  if (activity.type === "invoke") return readInvoke(activity);
  if (activity.type === "installationUpdate") return readInstallation(activity);
  const { eventType } = activity.channelData ?? {};
  if (activity.type === "messageUpdate" && eventType === "editMessage") return readEdit(activity);
  if (activity.type === "messageDelete" || eventType === "softDeleteMessage")
    return { kind: "deleted", ...asked(activity) };
  return { kind: "ignored", why: activity.type };
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events#install-update-event */
function readInstallation(activity: Activity): Inbound {
  const { action, channelData } = activity;
  if (action === "add") return { kind: "installed", ...asked(activity) };
  // An upgrade of the app (`add-upgrade`, `remove-upgrade`) is news to nobody in the conversation.
  if (action !== "remove") return { kind: "ignored", why: `installationUpdate ${action ?? ""}`.trim() };
  return { kind: "removed", conversation: where(activity), team: channelData?.team?.id ?? null };
}

const Press = z.looseObject({
  verb: z.enum(VERBS),
  pack: z.string(),
  text: z.string(),
  below: z.boolean().optional(),
}) satisfies z.ZodType<PressData>;
const Search = z.object({ dataset: z.string(), queryText: z.string().default("") });
const Execute = z.object({ action: z.object({ verb: z.string().nullish(), data: Press }) });
const Task = z.object({ data: Press });

function readMessage(activity: Activity): Inbound {
  if (isFromBot(activity)) return { kind: "ignored", why: "a bot's message" };
  const ask = asked(activity);
  const message = activity.replyToId ?? "";
  const press = Press.safeParse(activity.value);
  if (press.success) return { kind: "press", ...pressed(press.data), answerIn: "message", message, ...ask };
  return readWords(activity, ask);
}

/** Whoever forgot the mention adds it; what was answered before the edit is known by its key, for days. */
function readEdit(activity: Activity): Inbound {
  const ask = asked(activity);
  if (isFromBot(activity)) return { kind: "ignored", why: "a bot's message" };
  if (ask.conversation.kind === "direct") return { kind: "ignored", why: "was for the bot before the edit" };
  return isOldEdit(activity) ? { kind: "ignored", why: "an edit of an old message" } : readWords(activity, ask);
}

function readWords(activity: Activity, ask: WhoAsks): Inbound {
  const { text, entities, recipient: bot } = activity;
  const said = { text: text ?? "", bot, mentions: readMentions(entities ?? []) };
  // With the right to read a whole channel a bot would hear every word: only what is said to it is a question.
  const targeted = bot.isTargeted === true;
  if (ask.conversation.kind !== "direct" && !targeted && !hasData(activity) && !isMentioned(said))
    return { kind: "ignored", why: "not addressed to the bot" };
  const words = stripMentions(said);
  if (words === "" && hasData(activity))
    return { kind: "stale-press", answerIn: "message", message: activity.replyToId ?? "", ...ask };
  const isFile = words === "" && hasFile(activity);
  const mentions = otherMentions(said);
  return { kind: "message", text: words, mentions, isFile, seenBy: targeted ? "asker" : "everyone", ...ask };
}

/** What a button carries where the client has no other way than a message: its data, and words where they are its title. */
function hasData({ value }: Activity): boolean {
  return value !== undefined && value !== null;
}

function isFromBot({ from }: Activity): boolean {
  return from?.role === "bot" || from?.id.startsWith("28:") === true;
}

/**
 * Teams repeats a message's own words as an attachment of HTML, and attaches what is replied to or passed on.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
 */
const NO_FILE = /^(?:$|text\/|application\/vnd\.microsoft\.(?:teams\.)?card\.|.+Reference$)/u;

function hasFile({ attachments }: Activity): boolean {
  return (attachments ?? []).some((attachment) => !NO_FILE.test(attachment?.contentType ?? ""));
}

function readInvoke(activity: Activity): Inbound {
  const name = activity.name ?? "";
  const message = activity.replyToId ?? "";
  if (name === "adaptiveCard/action") return readCardAction(activity, message);
  const task = /^task\/(?:fetch|submit)$/u.test(name) ? Task.safeParse(activity.value).data : undefined;
  if (task !== undefined) return readDialog(activity, name, task.data);
  const search = name === "application/search" ? Search.safeParse(activity.value).data : undefined;
  if (search !== undefined) return { kind: "search", field: search.dataset, asked: search.queryText };
  const consent = name === "fileConsent/invoke" ? readConsent(activity.value) : null;
  if (consent !== null) return { kind: "file-consent", message, ...consent, ...asked(activity) };
  const thumb = name === "message/submitAction" ? readThumb(activity.value) : null;
  return thumb === null ? { kind: "unsupported", name } : { kind: "feedback", message, ...thumb, ...asked(activity) };
}

function readCardAction(activity: Activity, message: string): Inbound {
  const execute = Execute.safeParse(activity.value);
  return execute.success
    ? { kind: "press", ...pressedOn(execute.data.action.data), message, ...asked(activity) }
    : { kind: "stale-press", answerIn: "card", message, ...asked(activity) };
}

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots */
function readDialog(activity: Activity, name: string, data: z.infer<typeof Press>): Inbound {
  const { press, values } = pressed(data);
  if (name === "task/fetch") return { kind: "dialog", press, ...asked(activity) };
  return { kind: "press", press, values, answerIn: "dialog", message: activity.replyToId ?? "", ...asked(activity) };
}

function pressedOn(data: z.infer<typeof Press>) {
  return { ...pressed(data), answerIn: data.below === true ? "below" : "card" } as const;
}

function pressed({ verb, pack, text, ...inputs }: z.infer<typeof Press>): { press: PressData; values: FormValues } {
  const values = new Map<string, readonly string[]>();
  for (const [id, value] of Object.entries(inputs)) {
    if (typeof value !== "string") continue;
    if (id.startsWith(INPUT.one)) values.set(id.slice(INPUT.one.length), value === "" ? [] : [value]);
    if (id.startsWith(INPUT.many)) values.set(id.slice(INPUT.many.length), listed(value));
  }
  // Names come from the client as well: one such as `__proto__` is a name like any other.
  return { press: { verb, pack, text }, values: Object.fromEntries(values) };
}

function listed(value: string): readonly string[] {
  return value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}
