/** `/slug drugs`, a command for each pack: the answer goes back in the acknowledgement. */
import { ask, type SlackContext, type PrivateAnswer, show, showPrivately } from "./reply.ts";
import { withinTime } from "#shared/in-flight.ts";
import { opensForm } from "./open-form.ts";
import { readCommand } from "./read.ts";

/** Slack shows an error after 3 s; what takes longer than this comes by the response address instead. */
const ANSWER_WITHIN_MS = 2000;

export type CommandAck = (answer?: PrivateAnswer) => Promise<void>;

/** Answers in any case, to the asker alone. A form opens as a modal; where Slack does not open it, it is said in words. */
export async function answerCommand(body: unknown, ack: CommandAck, desk: SlackContext): Promise<void> {
  const asked = readCommand(body);
  const { name, text, conversation, asker, responseUrl } = asked;
  const pack = packOf(name, desk);
  const answering = ask(desk, { pack, command: desk.bot.parse(text), conversation, asker, key: null });
  const inTime = await withinTime(answering, ANSWER_WITHIN_MS);
  if (inTime !== null && inTime.kind !== "form") return ack(showPrivately(desk, inTime.briefing));
  await ack();
  const reply = await answering;
  if (await opensForm(reply, asked, desk)) return;
  await desk.outbound.respond(responseUrl, show(desk, reply.briefing), { showing: "private", thread: null });
}

/** A workspace may have renamed the command; with one pack there is no doubt which is meant. */
function packOf(name: string, { bot, log }: SlackContext): string {
  const slug = name.replace(/^\//u, "");
  const [first] = bot.packs;
  if (bot.packs.some((pack) => pack.slug === slug)) return slug;
  log.warn({ command: name }, "A command that no content pack is called by; answering from the first");
  return first?.slug ?? slug;
}
