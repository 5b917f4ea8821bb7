/** What every listener needs, and the one way they all ask the bot. */
import type { Briefing } from "#core/document/briefing.ts";
import type { Bot, Log } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import type { Asker, Request } from "#core/request.ts";
import { type Outbound, sendable } from "./post.ts";
import type { People } from "./people.ts";
import { renderSlack, type SlackMessage } from "./render.ts";

export interface SlackContext {
  readonly bot: Bot;
  readonly log: Log;
  readonly outbound: Outbound;
  readonly people: People;
  readonly shown: WeakMap<Briefing, PrivateAnswer>;
}

/** An answer in an acknowledgement, to the asker alone. */
export type PrivateAnswer = { readonly response_type: "ephemeral" } & ReturnType<typeof sendable>;

/** The bot's reply; when it fails inside, its apology. Never rejects for a fault of the bot's. */
export async function ask({ bot, log, people }: SlackContext, request: Request): Promise<Reply> {
  try {
    const asker = request.command.kind === "subscription" ? await introduce(request.asker, people) : request.asker;
    return await bot.handle({ ...request, asker });
  } catch (error) {
    log.error({ err: error, pack: request.pack, command: request.command.kind }, "Answering failed");
    return { kind: "briefing", topic: null, briefing: bot.apology(request.pack) };
  }
}

/** Whoever orders digests is named where others read of it, by the id when Slack tells no name. */
async function introduce({ id, name }: Asker, people: People): Promise<Asker> {
  const found = await people.find(id);
  return { id, name: [found.name, name, id].find((each) => each !== "") ?? id, zone: found.zone };
}

export function show(desk: SlackContext, briefing: Briefing): SlackMessage {
  const { text, blocks } = showPrivately(desk, briefing);
  return { text, blocks };
}

/** The same object for the same briefing, which the bot may well answer with again: rendered and serialised once. */
export function showPrivately({ bot, shown }: SlackContext, briefing: Briefing): PrivateAnswer {
  const answer = shown.get(briefing) ?? { response_type: "ephemeral", ...sendable(renderSlack(briefing, bot)) };
  shown.set(briefing, answer);
  return answer;
}
