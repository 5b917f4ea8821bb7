/** Buttons, and the forms they open. */
import pTimeout from "p-timeout";
import type { Action, Briefing } from "#core/document/briefing.ts";
import type { Reply } from "#core/reply.ts";
import type { Command } from "#core/request.ts";
import type { Press } from "./actions.ts";
import { ANSWER_WITHIN_MS, type Answering } from "./answering.ts";
import { classifyError } from "./errors.ts";
import { opensForm, renderForm } from "./form.ts";
import type { Showing } from "./post.ts";
import { type FormContext, type Pressed, readBlockActions, readSubmission } from "./read.ts";

/** Slack tells no time of a press. */
const PRESSED = { at: null, typed: false } as const;

interface PressEvent {
  readonly body: unknown;
  readonly ack: () => Promise<void>;
}

type ViewAnswer =
  | { response_action: "update"; view: ReturnType<typeof renderForm> }
  /** The modal stays as it was filled in. By block id, which is the field's name. */
  | { response_action: "errors"; errors: Record<string, string> };

interface SubmissionEvent {
  readonly body: unknown;
  readonly ack: (answer?: ViewAnswer) => Promise<void>;
}

/** Does what was pressed. A press on a message that others see too is answered to the presser alone. */
export function pressListener(answering: Answering): (event: PressEvent) => Promise<void> {
  return async ({ body, ack }) => {
    await ack();
    const pressed = readBlockActions(body);
    await (pressed.press === null
      ? respond(answering, pressed, { briefing: answering.bot.apology().briefing, showing: "private" })
      : act(pressed.press, pressed, answering));
  };
}

async function act(press: Press, pressed: Pressed, answering: Answering): Promise<void> {
  switch (press.kind) {
    case "link":
      return;
    case "show": {
      const { briefing } = await replyTo(press, pressed, answering);
      return respond(answering, pressed, { briefing, showing: placeFor(pressed) });
    }
    case "share":
      return share(press, pressed, answering);
    case "form":
      return openForm(press, pressed, answering);
    case "feedback":
      return takeFeedback(press, pressed, answering);
  }
}

/**
 * Passes on what was filled in; the outcome is told to the one who did. A form that comes back is shown again, one
 * with something wrong in it stays open. https://docs.slack.dev/surfaces/modals#displaying_errors
 */
export function submissionListener(answering: Answering): (event: SubmissionEvent) => Promise<void> {
  const { bot, posts, renderer } = answering;
  return async ({ body, ack }) => {
    const { context, values, asker } = readSubmission(body);
    const { pack, conversation, responseUrl } = context;
    const command: Command = { kind: "submission", form: context.form, values };
    const replying = bot.handle({ pack, command, conversation, asker, key: null, ...PRESSED, audience: "asker" });
    const inTime = await pTimeout(replying, { milliseconds: ANSWER_WITHIN_MS, fallback: () => null });
    const stays = inTime === null ? null : keepOpen(inTime, context, answering);
    if (stays !== null) return ack(stays);
    await ack();
    const { briefing } = await replying;
    await posts.tell(asker, renderer.message(briefing), { conversation, responseUrl });
  };
}

/** Null when the modal is done with. */
function keepOpen(reply: Reply, { conversation, responseUrl }: FormContext, { bot }: Answering): ViewAnswer | null {
  if (reply.kind === "form")
    return { response_action: "update", view: renderForm(reply.form, { conversation, responseUrl }, bot.labels) };
  if (reply.kind !== "briefing" || reply.errors === undefined || Object.keys(reply.errors).length === 0) return null;
  return { response_action: "errors", errors: reply.errors };
}

async function openForm(press: Press, pressed: Pressed, answering: Answering): Promise<void> {
  const reply = await replyTo(press, pressed, answering);
  if (await opensForm(reply, pressed, answering)) return;
  const showing = reply.kind === "form" ? "private" : placeFor(pressed);
  return respond(answering, pressed, { briefing: reply.briefing, showing });
}

async function takeFeedback(press: Press, pressed: Pressed, answering: Answering): Promise<void> {
  const { conversation, asker } = pressed;
  const command: Command = { kind: "feedback", answer: press.text, helpful: press.pack.startsWith("+"), comment: "" };
  const request = {
    pack: press.pack.slice(1),
    command,
    conversation,
    asker,
    key: null,
    ...PRESSED,
    audience: "asker",
  } as const;
  const { briefing } = await answering.bot.handle(request);
  return respond(answering, pressed, { briefing, showing: "private" });
}

async function replyTo({ kind, pack, text }: Press, pressed: Pressed, { bot, people }: Answering): Promise<Reply> {
  const command = bot.parse(text);
  const asker = command.kind === "subscription" ? await people.introduce(pressed.asker) : pressed.asker;
  const { conversation } = pressed;
  const audience = kind === "share" || placeFor(pressed) === "everyone" ? "everyone" : "asker";
  return bot.handle({ pack, command, conversation, asker, key: null, ...PRESSED, audience });
}

/** The same briefing for everyone, saying who shared it; there is nothing left to share on it. An apology is nobody else's. */
async function share(press: Press, pressed: Pressed, answering: Answering): Promise<void> {
  const reply = await replyTo(press, pressed, answering);
  const { kind, briefing } = reply;
  if (kind === "apology") return respond(answering, pressed, { briefing, showing: "private" });
  const { id, name } = pressed.asker;
  const kept = (actions: readonly Action[]) => actions.filter((action) => action.kind !== "share");
  const blocks = briefing.blocks.map((block) =>
    block.kind === "actions" ? { ...block, items: kept(block.items), more: kept(block.more) } : block,
  );
  const shared = { ...briefing, blocks: [answering.bot.sharedBy({ id, name }), ...blocks] };
  const { conversation } = pressed;
  const posted = await postOrNull(shared, pressed, answering);
  if (posted === null) return respond(answering, pressed, { briefing: shared, showing: "everyone" });
  if (conversation.thread === null) await answering.bot.posted(reply, { pack: press.pack, conversation, id: posted });
}

/** The message's id, so that a thread below it is known; null where Slack lets the bot only respond, as outside of its channels. */
async function postOrNull(briefing: Briefing, { conversation }: Pressed, answering: Answering): Promise<string | null> {
  const { posts, renderer, log } = answering;
  try {
    return await posts.post(conversation, renderer.message(briefing));
  } catch (error) {
    const failure = classifyError(error);
    // What may have arrived is not said twice.
    if (failure.kind === "unknown") throw error;
    log.info(
      { reason: failure.reason },
      "Slack did not take a shared message from the bot; it goes by the response address",
    );
    return null;
  }
}

/** In a direct message there is nobody else: the answer stays, like any other message there. */
function placeFor({ ephemeral, conversation }: Pressed): Showing {
  if (ephemeral) return "replace";
  return conversation.kind === "direct" ? "everyone" : "private";
}

function respond(
  { posts, renderer }: Answering,
  { responseUrl, conversation }: Pressed,
  { briefing, showing }: { briefing: Briefing; showing: Showing },
): Promise<void> {
  return posts.respond(responseUrl, renderer.message(briefing), { showing, thread: conversation.thread });
}
