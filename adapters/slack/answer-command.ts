/** `/slug drugs`, a command for each pack: the answer goes back in the acknowledgement. */
import { ask, type Desk, type PrivateAnswer, showPrivately } from "./desk.ts";
import { withinTime } from "./in-flight.ts";
import { readCommand } from "./read.ts";

/** Slack shows an error after 3 s; what takes longer than this comes by the response address instead. */
const ANSWER_WITHIN_MS = 2000;

export type CommandAck = (answer?: PrivateAnswer) => Promise<void>;

/** Answers in any case, to the asker alone. */
export async function answerCommand(body: unknown, ack: CommandAck, desk: Desk): Promise<void> {
  const { name, text, conversation, asker, responseUrl } = readCommand(body);
  const pack = packOf(name, desk);
  const request = { pack, command: desk.bot.parse(text), conversation, asker, key: null };
  const answering = ask(desk, request).then(({ briefing }) => showPrivately(desk, briefing));
  const answer = await withinTime(answering, ANSWER_WITHIN_MS);
  if (answer !== null) return ack(answer);
  await ack();
  const { text: words, blocks } = await answering;
  await desk.outbound.respond(responseUrl, { text: words, blocks }, { showing: "private", thread: null });
}

/** A workspace may have renamed the command; with one pack there is no doubt which is meant. */
function packOf(name: string, { bot, log }: Desk): string {
  const slug = name.replace(/^\//u, "");
  const [first] = bot.packs;
  if (bot.packs.some((pack) => pack.slug === slug)) return slug;
  log.warn({ command: name }, "A command that no content pack is called by; answering from the first");
  return first?.slug ?? slug;
}
