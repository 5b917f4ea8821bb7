/** Evidence packs handed over in Slack: into the thread, or into the asker's own chat; else at an address, or told why not. */
import type { WebClient } from "@slack/web-api";
import type { Briefing } from "#core/document/briefing.ts";
import type { Exports, HandedOver } from "#core/document/exported.ts";
import type { Bot, Log } from "#core/ports.ts";
import type { FileReply } from "#core/reply.ts";
import type { Asker, Conversation } from "#core/request.ts";
import { formsOf } from "./drawing/render.ts";
import { classifyError } from "./errors.ts";
import type { Drawing } from "./reply.ts";
import { uploadFile, UploadRefused } from "./wire/files.ts";

export interface Files {
  /** Gives what is left to say; null where the file stands there, with its own words. Never rejects. */
  readonly handOver: (file: FileReply, to: Receiver) => Promise<Briefing | null>;
}

export interface Receiver {
  /** Where it was asked for, and where everyone sees it. */
  readonly conversation: Conversation;
  readonly asker: Asker;
  /** `asker` gets it in their own chat with the bot: a file cannot be in a message that one person sees. */
  readonly seenBy: "asker" | "everyone";
}

interface Parts {
  readonly client: WebClient;
  readonly bot: Pick<Bot, "handedOver">;
  readonly drawing: Drawing;
  readonly log: Log;
  /** Without it every file is an excuse. */
  readonly exports: Exports | undefined;
}

/** What the way of a file needs. https://docs.slack.dev/reference/scopes */
const SCOPES = ["files:write", "im:write"];

export function createFiles(parts: Parts): Files {
  const { bot, log, exports } = parts;
  return {
    async handOver(file, to) {
      const how = await send(file, to, parts).catch((error: unknown): HandedOver => {
        const failed = failureOf(error);
        log.warn({ err: error, kind: failed.kind }, "An evidence pack could not be put into Slack");
        const address = exports?.addressOf(file.order) ?? null;
        return address === null ? failed : { kind: "address", ...address };
      });
      return how.kind === "here" ? null : bot.handedOver(file, how, to.conversation);
    },
  };
}

async function send(file: FileReply, to: Receiver, { client, bot, drawing, exports }: Parts): Promise<HandedOver> {
  if (exports === undefined) return { kind: "no-address" };
  const { conversation, asker, seenBy } = to;
  const written = await exports.write(file.evidence, file.order.format);
  const own = seenBy === "asker" ? await openChatId(client, asker) : conversation.channel;
  const isElsewhere = own !== conversation.channel;
  const words = bot.handedOver(file, { kind: "here" }, conversation);
  const { text } = formsOf(drawing.publicly(words, to)).words();
  const thread = isElsewhere ? null : conversation.thread;
  await uploadFile(client, { ...written, title: file.briefing.title }, { channel: own, thread, comment: text });
  return { kind: isElsewhere ? "in-chat" : "here" };
}

/** The id of the person's own chat with the bot. */
async function openChatId(client: WebClient, { id }: Asker): Promise<string> {
  const { channel } = await client.conversations.open({ users: id });
  return channel?.id ?? id;
}

/** Why it is not there, for the words about it where there is no address to give. */
function failureOf(error: unknown): HandedOver {
  if (error instanceof UploadRefused) return { kind: error.status === 429 ? "busy" : "refused" };
  const reason = reasonOf(error);
  if (reason?.kind === "later") return { kind: "busy" };
  return reason?.kind === "refused" && reason.advice === "permission"
    ? { kind: "unscoped", scopes: SCOPES }
    : { kind: "refused" };
}

/** Null for what is not Slack's: a file that could not be written. */
function reasonOf(error: unknown): ReturnType<typeof classifyError> | null {
  try {
    return classifyError(error);
  } catch {
    return null;
  }
}
