/** `/slug drugs`, a command for each pack: the answer goes back in the acknowledgement, where that shows it for certain. */
import { isAloud, type Reply } from "#core/reply.ts";
import { changesSomething, type Incoming } from "#core/request.ts";
import { type Answering, type Deed, doOnce } from "./answering.ts";
import { opensForm } from "./form.ts";
import { createKeptAnswers } from "./drawing/kept-answers.ts";
import { type AskedByCommand, readCommand } from "./read.ts";
import type { PrivateAnswer } from "./drawing/render.ts";
import { acknowledgeInTime } from "./wire/acknowledge.ts";

/** Slack tells no time of a command. */
const SAID_PRIVATELY = { at: null, typed: true, audience: "asker" } as const;

interface CommandEvent {
  readonly body: unknown;
  readonly ack: (answer?: PrivateAnswer) => Promise<void>;
}

/** Answers, but where one person asks very many, to the asker alone. A form opens as a modal; where Slack does not open it, it is said in words. */
export function commandListener(answering: Answering): (event: CommandEvent) => Promise<void> {
  const { bot, drawing, posts, files } = answering;
  const kept = createKeptAnswers(bot);
  return async ({ body, ack }) => {
    const asked = await readCommand(body, answering.tenantOf);
    const heed = bot.heed(asked.asker, asked.conversation);
    if (heed === "silence") return ack();
    if (heed === "too-many") return ack(drawing.privately(bot.remark(heed).briefing, asked.conversation));
    const again = kept.repeat(asked);
    if (again !== null) {
      await ack(again.message);
      return again.remembered;
    }
    const { conversation, responseUrl } = asked;
    const acknowledge = acknowledgeInTime(ack);
    const sayAtOnce = async (reply: Reply): Promise<boolean> => {
      const message = drawing.privately(reply.briefing, conversation);
      return (
        reply.kind !== "form" &&
        reply.kind !== "file" &&
        !isAloud(reply) &&
        drawing.isCertain(message) &&
        acknowledge(message)
      );
    };
    const tell = async (reply: Reply): Promise<void> => {
      if (await sayAtOnce(reply)) return;
      await acknowledge();
      if (await opensForm(reply, asked, answering)) return;
      const briefing =
        reply.kind === "file" ? await files.handOver(reply, { ...asked, seenBy: "asker" }) : reply.briefing;
      if (briefing === null) return;
      const message = drawing.privately(briefing, conversation);
      const showing = isAloud(reply) ? "everyone" : "private";
      await posts.tell(asked.asker, message, { conversation, responseUrl, showing });
    };
    const sayAndKeep = async (reply: Reply, request: Incoming): Promise<boolean> => {
      const isSaid = await sayAtOnce(reply);
      if (isSaid) kept.keep(asked, { request, reply, message: drawing.privately(reply.briefing, conversation) });
      return isSaid;
    };
    await answer(asked, answering, { sayAtOnce: sayAndKeep, tell });
  };
}

interface Telling extends Pick<Deed, "tell"> {
  /** False where an acknowledgement may not carry it, or is over. */
  readonly sayAtOnce: (reply: Reply, request: Incoming) => Promise<boolean>;
}

async function answer(asked: AskedByCommand, answering: Answering, { sayAtOnce, tell }: Telling): Promise<void> {
  const { bot, people } = answering;
  const { text, conversation } = asked;
  const pack = packOf(asked.name, answering);
  const command = bot.parse(text, pack, asked.mentions);
  const request = { pack, command, conversation, asker: asked.asker, key: null, ...SAID_PRIVATELY };
  const act = async (): Promise<Reply> => {
    const asker = command.kind === "subscription" ? await people.introduce(asked.asker) : asked.asker;
    return bot.handle({ ...request, asker });
  };
  if (changesSomething(command)) return doOnce({ ...asked, pack }, answering, { act, tell });
  const reply = await act();
  if (await sayAtOnce(reply, request)) return;
  // What goes another way is owed until it is told: the process may end before.
  await doOnce({ ...asked, pack }, answering, { act: () => Promise.resolve(reply), tell });
}

/**
 * A workspace may have renamed the command: with one pack there is no doubt which is meant. Among several, a name that
 * is none of theirs is passed on, so that the answer says which there are.
 */
function packOf(name: string, { bot, log }: Answering): string {
  const slug = name.replace(/^\//u, "");
  if (bot.answersOf(slug)) return slug;
  log.warn({ command: name }, "A command that no content pack is called by");
  return bot.packs.length === 1 ? bot.defaultPack : slug;
}
