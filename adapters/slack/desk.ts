/** What every listener needs, and the one way they all ask the bot. */
import type { Briefing } from "#core/briefing.ts";
import type { Bot, Log } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import type { Request } from "#core/request.ts";
import { type Outbound, sendable } from "./outbound.ts";
import { renderSlack, type SlackMessage } from "./render.ts";
import type { Zones } from "./zones.ts";

export interface Desk {
  readonly bot: Bot;
  readonly log: Log;
  readonly outbound: Outbound;
  readonly zones: Zones;
  readonly shown: WeakMap<Briefing, PrivateAnswer>;
}

/** An answer in an acknowledgement, to the asker alone. */
export type PrivateAnswer = { readonly response_type: "ephemeral" } & ReturnType<typeof sendable>;

/** The bot's reply; when it fails inside, its apology. Never rejects for a fault of the bot's. */
export async function ask({ bot, log, zones }: Desk, request: Request): Promise<Reply> {
  try {
    const zone = request.command.kind === "subscription" ? await zones.find(request.asker.id) : request.asker.zone;
    return await bot.handle({ ...request, asker: { ...request.asker, zone } });
  } catch (error) {
    log.error({ err: error, pack: request.pack, command: request.command.kind }, "Answering failed");
    return { kind: "briefing", topic: null, briefing: bot.apology(request.pack) };
  }
}

export function show(desk: Desk, briefing: Briefing): SlackMessage {
  const { text, blocks } = showPrivately(desk, briefing);
  return { text, blocks };
}

/** The same object for the same briefing, which the bot may well answer with again: rendered and serialised once. */
export function showPrivately({ bot, shown }: Desk, briefing: Briefing): PrivateAnswer {
  const answer = shown.get(briefing) ?? { response_type: "ephemeral", ...sendable(renderSlack(briefing, bot)) };
  shown.set(briefing, answer);
  return answer;
}
