/**
 * Evidence packs handed over in Teams: with consent into the asker's OneDrive where they are alone with the bot, elsewhere
 * at an address. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
 */
import type { Briefing } from "#core/document/briefing.ts";
import type { Exports, HandedOver } from "#core/document/exported.ts";
import type { Bot, Log } from "#core/ports.ts";
import type { FileReply } from "#core/reply.ts";
import type { Conversation } from "#core/request.ts";

import type { Turn } from "./wire/connector.ts";
import { sendFile } from "./post.ts";

/** How files go out of this deployment. */
export interface FileWays {
  /** Without it every file is an excuse. */
  readonly exports: Exports | undefined;
  /** Where Teams may have a file put; empty in clouds where bots give none. */
  readonly uploadHosts: readonly string[];
  /** Whether this machine is such a place as well, as an emulator of Teams needs it. */
  readonly loopback: boolean;
}

export interface FileAnswering {
  readonly bot: Pick<Bot, "handedOver">;
  readonly files: FileWays;
  readonly log: Log;
}

/** Gives what is left to say; null where Teams now asks whether to save it. Never rejects. */
export async function handOver(
  turn: Turn,
  file: FileReply,
  { conversation, answering }: { readonly conversation: Conversation; readonly answering: FileAnswering },
): Promise<Briefing | null> {
  const { bot, files } = answering;
  const how = await offerOrTell(turn, file, { conversation, answering });
  return how.kind === "offered" ? null : bot.handedOver(file, addressOr(file, how, files), conversation);
}

async function offerOrTell(
  turn: Turn,
  file: FileReply,
  { conversation, answering }: { readonly conversation: Conversation; readonly answering: FileAnswering },
): Promise<HandedOver> {
  const { exports, uploadHosts } = answering.files;
  const takesFiles = exports !== undefined && uploadHosts.length > 0;
  if (!takesFiles || conversation.kind !== "direct") return { kind: takesFiles ? "elsewhere" : "no-address" };
  try {
    const { name, bytes } = await exports.write(file.evidence, file.order.format);
    const { summary } = answering.bot.handedOver(file, { kind: "offered" }, conversation);
    // What it is comes back with the consent.
    const context = { pack: file.order.pack, text: wordsOf(file) };
    const size = { description: summary, sizeInBytes: bytes.byteLength };
    const content = { ...size, acceptContext: context, declineContext: context };
    const contentType = "application/vnd.microsoft.teams.card.file.consent";
    await sendFile(turn, { type: "message", summary, attachments: [{ contentType, name, content }] });
    return { kind: "offered" };
  } catch (error) {
    answering.log.error({ err: error }, "An evidence pack could not be offered");
    return { kind: "refused" };
  }
}

/** Where there is an address to give, nothing else has to be said. */
export function addressOr({ order }: FileReply, how: HandedOver, { exports }: FileWays): HandedOver {
  const address = exports?.addressOf(order) ?? null;
  return address === null ? how : { kind: "address", ...address };
}

/** As it would be typed: read again when it comes back, since what comes back is a client's. */
function wordsOf({ order: { topic, findings, format } }: FileReply): string {
  return ["export", ...(findings.length > 0 ? findings : [topic ?? "all"]), format].join(" ");
}
