/** `/kyrgyzstan drugs`, or whatever the packs are called: the answer goes back in the acknowledgement. */
import { ask, type Desk, show } from "./desk.ts";
import { withinTime } from "./in-flight.ts";
import { sendable } from "./outbound.ts";
import { readCommand } from "./read.ts";

/** Slack shows an error after 3 s; what takes longer than this comes by the response address instead. */
const ANSWER_WITHIN_MS = 2000;

export type CommandAck = (
  answer?: { readonly response_type: "ephemeral" } & ReturnType<typeof sendable>,
) => Promise<void>;

/** Answers in any case, to the asker alone. */
export async function answerCommand(body: unknown, ack: CommandAck, desk: Desk): Promise<void> {
  const { name, text, conversation, asker, responseUrl } = readCommand(body);
  const pack = packOf(name, desk);
  const answering = ask(desk, { pack, command: desk.bot.parse(text), conversation, asker, key: null }).then(
    ({ briefing }) => show(desk, briefing),
  );
  const message = await withinTime(answering, ANSWER_WITHIN_MS);
  if (message !== null) return ack({ response_type: "ephemeral", ...sendable(message) });
  await ack();
  await desk.outbound.respond(responseUrl, await answering, { showing: "private", thread: null });
}

/** A workspace may have renamed the command; with one pack there is no doubt which is meant. */
function packOf(name: string, { bot, log }: Desk): string {
  const slug = name.replace(/^\//u, "");
  const [first] = bot.packs;
  if (bot.packs.some((pack) => pack.slug === slug)) return slug;
  log.warn({ command: name }, "A command that no content pack is called by; answering from the first");
  return first?.slug ?? slug;
}
