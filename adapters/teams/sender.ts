import type { Lazy } from "#core/lazy.ts";
import type { Bot, Departure, Log, NotSent, Outgoing, Sender, SendOutcome } from "#core/ports.ts";
import type { Conversation } from "#core/request.ts";

import type { Departures } from "#shared/departures.ts";
import { sendInSomeForm } from "#shared/refused-form.ts";

import type { Connector } from "./wire/connector.ts";
import { classifyError, ConnectorFault, formRefusals, isWithoutToken } from "./errors.ts";
import type { Reference } from "./wire/activity.ts";
import { tenantPlace, type References } from "./references.ts";
import { renderTeams } from "./drawing/render.ts";
import { cardForms, type CardPictures, type PictureOf } from "./drawing/pictures.ts";
import { leftStanding } from "./drawing/standing.ts";
import type { ShownCards } from "./drawing/shown-cards.ts";

interface Sending {
  /** Waits for the SDK where it is still being loaded. */
  readonly connector: Lazy<Connector>;
  readonly references: References;
  readonly bot: Pick<Bot, "leftOut" | "refusedForm">;
  readonly log: Log;
  readonly departures: Departures;
  readonly shown: ShownCards;
  readonly pictures: CardPictures;
  readonly tenants: Sender["tenants"];
}

/**
 * Sends digests: one attempt a call, in the channel itself, in the thread that the conversation names, or to a person. Teams gives a
 * bot no way to read what it has sent, so a message of unknown outcome stays unknown.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
export function createTeamsSender(sending: Sending): Sender {
  const waiting = createWaiting(sending.log);
  const prepare = async (message: Outgoing): Promise<Departure | NotSent> => {
    const prepared = await prepareOne(message, sending);
    if (prepared.kind !== "ready") return waiting.note(prepared);
    return { kind: "ready", leave: async (mayLeave) => waiting.note(await prepared.leave(mayLeave)) };
  };
  return {
    tenants: sending.tenants,
    prepare,
    async send(message) {
      const prepared = await prepare(message);
      return prepared.kind === "ready" ? prepared.leave(() => true) : prepared;
    },
    async reach(to) {
      const { reason, advice } = NOT_KNOWN;
      return (await sending.references.isKept(to)) ? null : { reason, advice };
    },
    find() {
      return Promise.resolve({ kind: "cannot-tell", reason: "Teams lets no bot read the messages of a conversation" });
    },
  };
}

/** Says once in the log that digests wait because there is no access token. */
function createWaiting(log: Log) {
  let isTold = false;
  return {
    note<Outcome extends SendOutcome>(outcome: Outcome): Outcome {
      const waits = outcome.kind === "later" && isWithoutToken(outcome.reason);
      if (waits && !isTold) log.warn({ reason: outcome.reason }, "Digests for Teams wait");
      isTold = waits;
      return outcome;
    },
  };
}

async function prepareOne(message: Outgoing, sending: Sending): Promise<Departure | NotSent> {
  const { briefing, delivery } = message;
  const way = await findWay(message, sending);
  if ("kind" in way) return way;
  await sending.pictures.prepare(briefing);
  const draw = (pictureOf: PictureOf) => leftStanding(renderTeams(briefing, sending.bot, pictureOf));
  const forms = cardForms(briefing, { pictures: sending.pictures, draw });
  const post = async (): Promise<SendOutcome> => {
    const id = await sendInSomeForm(
      forms,
      (form) => way.connector.post(way.reference, way.conversationId, form),
      formRefusals(sending),
    );
    if (id !== "") sending.shown.note({ channel: message.to.channel, message: id }, forms.drawn.attachments[0].content);
    return { kind: "sent", messageId: id || delivery };
  };
  return {
    kind: "ready",
    leave: (mayLeave) => sending.departures.under(mayLeave, () => orOutcome(post())),
  };
}

interface Way {
  readonly connector: Connector;
  readonly reference: Reference;
  readonly conversationId: string;
}

const NOT_KNOWN = {
  kind: "refused",
  reason: "no conversation reference",
  advice: "reinstall",
} as const satisfies NotSent;

async function findWay(message: Outgoing, { connector: loading, references, log }: Sending): Promise<Way | NotSent> {
  const { to, delivery } = message;
  try {
    const connector = await loading.get();
    const reference = await references.load(to);
    if (reference !== null) return { connector, reference, conversationId: conversationId(to) };
    // A person, by an id that Teams gave: their personal chat is opened from anywhere in their tenant.
    const tenant = to.kind === "direct" ? await references.load(tenantPlace(to)) : null;
    if (tenant === null) return NOT_KNOWN;
    const chat = await connector.openChat(tenant, { tenant: to.tenant, id: to.channel });
    return { connector, reference: tenant, conversationId: chat };
  } catch (error) {
    // A chat that was opened and not written to is no message.
    if (error instanceof ConnectorFault) return certainly(classifyError(error));
    // The store is away, or its key is another one: nothing has left, so nothing is unclear about it.
    log.error({ err: error, delivery }, "How to reach a conversation could not be looked up");
    return later(error instanceof Error ? error.message : String(error));
  }
}

/** Before a message nothing is unclear about it. */
function certainly(outcome: NotSent): NotSent {
  return outcome.kind === "unknown" ? later(outcome.reason) : outcome;
}

function later(reason: string): NotSent {
  return { kind: "later", afterMs: null, wholeTenant: false, reason };
}

async function orOutcome(sending: Promise<SendOutcome>): Promise<SendOutcome> {
  try {
    return await sending;
  } catch (error) {
    if (error instanceof ConnectorFault) return classifyError(error);
    throw error;
  }
}

/** With `;messageid=` it is a reply in that thread, without it a new post: the same id otherwise. */
function conversationId({ channel, thread }: Conversation): string {
  return thread === null ? channel : `${channel};messageid=${thread}`;
}
