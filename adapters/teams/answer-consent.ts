/** What somebody says to a file that is offered: it is saved and shown, or not, and told either way. */
import type { HandedOver } from "#core/document/exported.ts";
import { briefingReply, type FileReply, type Reply } from "#core/reply.ts";
import type { Conversation, Incoming } from "#core/request.ts";

import { addressOr, type FileAnswering } from "./files.ts";
import type { Turn } from "./wire/connector.ts";
import type { Inbound } from "./read.ts";
import { removeSurely, sendFile, sendSurely } from "./post.ts";
import { once, replyTo, type Speaking } from "./reply.ts";
import { putFile } from "./wire/upload.ts";

type Consent = Extract<Inbound, { readonly kind: "file-consent" }>;

/** Done once, and told. The offer goes, or it would be answered again and again. */
export async function answerConsent(turn: Turn, consent: Consent, answering: Speaking): Promise<void> {
  // Teams waits for no more than that it was heard.
  await turn.respond(200, {});
  await once(consent, answering, async () => {
    const reply = await consented(turn, consent, answering);
    await removeSurely(turn, consent.message, answering.log);
    if (reply === null) return true;
    const seen = { conversation: consent.conversation, asker: consent.asker, audience: "everyone" } as const;
    return (await sendSurely(turn, answering.drawing.message(reply, seen), answering)) !== null;
  });
}

/** Gives what is left to say; null where the file is saved and shown. */
async function consented(turn: Turn, consent: Consent, answering: Speaking): Promise<Reply | null> {
  const { bot, files } = answering;
  const { pack, conversation, asker, key, at, upload } = consent;
  const command = bot.parsePress(consent.text);
  if (command?.kind !== "export") return bot.remark("unknown-press");
  const request: Incoming = { pack, command, conversation, asker, key, at, typed: false, audience: "everyone" };
  const file = await replyTo(request, answering);
  if (file.kind !== "file") return file;
  const how: HandedOver =
    upload === null ? { kind: "declined" } : await save(turn, { file, upload, conversation }, answering);
  if (how.kind === "here") return null;
  return briefingReply(bot.handedOver(file, upload === null ? how : addressOr(file, how, files), conversation));
}

interface Saving {
  readonly file: FileReply;
  readonly upload: NonNullable<Consent["upload"]>;
  readonly conversation: Conversation;
}

/** Puts the file where Teams said, and shows it there. Never rejects. */
async function save(turn: Turn, { file, upload, conversation }: Saving, answering: FileAnswering): Promise<HandedOver> {
  const { bot, files, log } = answering;
  if (files.exports === undefined) return { kind: "no-address" };
  try {
    const { name, bytes } = await files.exports.write(file.evidence, file.order.format);
    const put = await putFile(upload.url, bytes, files);
    if (put !== "done") {
      log.warn({ reason: put }, "An evidence pack was not put where Teams said");
      return { kind: put === "later" ? "busy" : "refused" };
    }
    const { summary } = bot.handedOver(file, { kind: "here" }, conversation);
    const { contentUrl, uniqueId, fileType } = upload;
    const contentType = "application/vnd.microsoft.teams.card.file.info";
    const card = { contentType, contentUrl, name, content: { uniqueId, fileType } } as const;
    await sendFile(turn, { type: "message", summary, attachments: [card] });
    return { kind: "here" };
  } catch (error) {
    log.error({ err: error }, "An evidence pack could not be saved");
    return { kind: "refused" };
  }
}
