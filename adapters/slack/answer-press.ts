/** Buttons, and the forms they open. */
import type { Briefing } from "#core/document/briefing.ts";
import type { Reply } from "#core/reply.ts";
import type { Command } from "#core/request.ts";
import { ask, type SlackContext, show } from "./reply.ts";
import { renderForm } from "./form.ts";
import { withinTime } from "#shared/in-flight.ts";
import { opensForm } from "./open-form.ts";
import type { Showing } from "./post.ts";
import type { Press } from "./actions.ts";
import { type FormContext, type Pressed, readBlockActions, readSubmission } from "./read.ts";

/** Slack shows an error after 3 s. */
const ANSWER_WITHIN_MS = 2000;

/** Does what was pressed. A press on a message that others see too is answered to the presser alone. */
export async function answerPress(body: unknown, desk: SlackContext): Promise<void> {
  const pressed = readBlockActions(body);
  const { press } = pressed;
  if (press === null)
    return respond(desk, pressed, { briefing: desk.bot.apology(desk.bot.packs[0]?.slug ?? ""), showing: "private" });
  switch (press.kind) {
    case "link":
      return;
    case "show":
      return respond(desk, pressed, { briefing: await briefingFor(press, pressed, desk), showing: placeFor(pressed) });
    case "share":
      return respond(desk, pressed, {
        briefing: share(await briefingFor(press, pressed, desk), pressed, desk),
        showing: "everyone",
      });
    case "form":
      return openForm(press, pressed, desk);
    case "feedback":
      return takeFeedback(press, pressed, desk);
  }
}

type ViewAnswer =
  | { response_action: "update"; view: ReturnType<typeof renderForm> }
  /** The modal stays as it was filled in. By block id, which is the field's name. */
  | { response_action: "errors"; errors: Record<string, string> };

export type ViewAck = (answer?: ViewAnswer) => Promise<void>;

/**
 * Passes on what was filled in; the outcome is told to the one who did. A form that comes back is shown again, one
 * with something wrong in it stays open. https://docs.slack.dev/surfaces/modals#displaying_errors
 */
export async function answerSubmission(body: unknown, ack: ViewAck, desk: SlackContext): Promise<void> {
  const { context, values, asker } = readSubmission(body);
  const { conversation, responseUrl } = context;
  const command: Command = { kind: "submission", form: context.form, values };
  const answering = ask(desk, { pack: context.pack, command, conversation, asker, key: null });
  const reply = await withinTime(answering, ANSWER_WITHIN_MS);
  const stays = reply === null ? null : keepOpen(reply, context, desk);
  if (stays !== null) return ack(stays);
  await ack();
  const { briefing } = await answering;
  await desk.outbound.tell(asker, show(desk, briefing), { conversation, responseUrl });
}

/** Null when the modal is done with. */
function keepOpen(reply: Reply, { conversation, responseUrl }: FormContext, { bot }: SlackContext): ViewAnswer | null {
  if (reply.kind === "form")
    return { response_action: "update", view: renderForm(reply.form, { conversation, responseUrl }, bot.labels) };
  if (reply.kind !== "briefing" || reply.errors === undefined || Object.keys(reply.errors).length === 0) return null;
  return { response_action: "errors", errors: reply.errors };
}

async function openForm(press: Press, pressed: Pressed, desk: SlackContext): Promise<void> {
  const reply = await askFor(press, pressed, desk);
  if (await opensForm(reply, pressed, desk)) return;
  const showing = reply.kind === "form" ? "private" : placeFor(pressed);
  return respond(desk, pressed, { briefing: reply.briefing, showing });
}

async function takeFeedback(press: Press, pressed: Pressed, desk: SlackContext): Promise<void> {
  const { conversation, asker } = pressed;
  const command: Command = { kind: "feedback", answer: press.text, helpful: press.pack.startsWith("+"), comment: "" };
  const { briefing } = await ask(desk, { pack: press.pack.slice(1), command, conversation, asker, key: null });
  return respond(desk, pressed, { briefing, showing: "private" });
}

function askFor(press: Press, { conversation, asker }: Pressed, desk: SlackContext) {
  return ask(desk, { pack: press.pack, command: desk.bot.parse(press.text), conversation, asker, key: null });
}

async function briefingFor(press: Press, pressed: Pressed, desk: SlackContext): Promise<Briefing> {
  return (await askFor(press, pressed, desk)).briefing;
}

/** The same briefing for everyone, saying who shared it; there is nothing left to share on it. */
function share(briefing: Briefing, { asker }: Pressed, { bot }: SlackContext): Briefing {
  const blocks = briefing.blocks.map((block) =>
    block.kind === "actions" ? { ...block, items: block.items.filter((item) => item.kind !== "share") } : block,
  );
  return { ...briefing, blocks: [bot.sharedBy({ id: asker.id, name: asker.name }), ...blocks] };
}

/** In a direct message there is nobody else: the answer stays, like any other message there. */
function placeFor({ ephemeral, conversation }: Pressed): Showing {
  if (ephemeral) return "replace";
  return conversation.kind === "direct" ? "everyone" : "private";
}

function respond(desk: SlackContext, pressed: Pressed, what: { briefing: Briefing; showing: Showing }): Promise<void> {
  const { responseUrl, conversation } = pressed;
  return desk.outbound.respond(responseUrl, show(desk, what.briefing), {
    showing: what.showing,
    thread: conversation.thread,
  });
}
