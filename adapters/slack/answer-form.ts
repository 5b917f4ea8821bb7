/** Forms that come back filled in. */
import { isLasting } from "#core/document/audience.ts";
import type { FormValues } from "#core/document/form.ts";
import { isAloud, type Reply } from "#core/reply.ts";
import { isForAskerAlone, type Asker, type Command } from "#core/request.ts";
import { isCertainForm } from "./drawing/certain.ts";
import { type Answering, doOnce } from "./answering.ts";
import { classifyError } from "./errors.ts";
import { readSubmission, renderForm } from "./form.ts";
import type { FormContext } from "./wire/form-context.ts";
import { acknowledgeInTime } from "./wire/acknowledge.ts";

/** Slack tells no time of a submission. */
const SUBMITTED = { at: null, typed: false } as const;

type ViewAnswer =
  | { response_action: "update"; view: ReturnType<typeof renderForm> }
  /** The modal stays as it was filled in. By block id, which is the field's name. */
  | { response_action: "errors"; errors: Record<string, string> };

interface SubmissionEvent {
  readonly body: unknown;
  readonly ack: (answer?: ViewAnswer) => Promise<void>;
}

/**
 * Passes on what was filled in; the outcome is told to the one who did. A form that comes back is shown again, one
 * with something wrong in it stays open. https://docs.slack.dev/surfaces/modals#displaying_errors
 */
export function submissionListener(answering: Answering): (event: SubmissionEvent) => Promise<void> {
  const { bot, posts, drawing, forms, log } = answering;
  return async ({ body, ack }) => {
    const { carried, by, values, asker, triggerId } = readSubmission(body);
    const context = forms.read(carried, by);
    if (context === null) {
      log.warn({}, "A form that this bot has not opened for whoever submits it");
      return ack(refuseForm(values, answering));
    }
    const { pack, conversation, responseUrl } = context;
    const asked = bot.parseQuestion(context.form, values, pack);
    if (asked !== null) {
      await ack();
      return answerQuestion({ ...asked, context, asker, triggerId }, answering);
    }
    const command: Command = { kind: "submission", form: context.form, values };
    const acknowledge = acknowledgeInTime(ack);
    const tell = async (reply: Reply): Promise<void> => {
      const stays = keepOpen(reply, { context, values }, answering);
      if (stays !== null && (await acknowledge(stays))) return;
      await acknowledge();
      const place = { conversation, responseUrl, showing: isAloud(reply) ? "everyone" : "private" } as const;
      await posts.tell(asker, drawing.privately(reply.briefing, conversation), place);
    };
    const act = () => bot.handle({ pack, command, conversation, asker, key: null, ...SUBMITTED, audience: "asker" });
    await doOnce({ pack, conversation, asker, triggerId }, answering, { act, tell });
  };
}

interface AskedByForm {
  readonly command: Command;
  readonly about: readonly string[];
  readonly question: string;
  readonly context: FormContext;
  readonly asker: Asker;
  readonly triggerId: string;
}

/** In the thread of what it was asked under, with who asked what; where there is none, to the asker alone. */
async function answerQuestion(asked: AskedByForm, answering: Answering): Promise<void> {
  const { bot, people, files } = answering;
  const { command, about, context, asker } = asked;
  const { pack, conversation } = context;
  const isPublic = conversation.thread !== null && !isForAskerAlone(command);
  const audience = isPublic ? "everyone" : "asker";
  const heard = bot.heed(asker, conversation);
  if (heard === "silence") return;
  if (heard === "too-many") return tellAsker(bot.remark(heard), asked, answering);
  const act = async (): Promise<Reply> => {
    const known = command.kind === "subscription" ? await people.introduce(asker) : asker;
    return bot.handle({ pack, command, about, conversation, asker: known, key: null, at: null, typed: true, audience });
  };
  const tell = async (reply: Reply): Promise<void> => {
    const isSeenByAll = isPublic && reply.kind !== "apology" && !isForAskerAlone(reply);
    const to = { conversation, asker, seenBy: isSeenByAll ? "everyone" : "asker" } as const;
    const briefing = reply.kind === "file" ? await files.handOver(reply, to) : reply.briefing;
    // A file that stands there has no message of the bot's own beside it.
    if (briefing !== null)
      await (isSeenByAll ? postBelow : tellAsker)({ briefing, lasting: isLasting(reply) }, asked, answering);
  };
  await doOnce({ ...asked, pack, conversation }, answering, { act, tell });
}

interface Said extends Pick<Reply, "briefing"> {
  readonly lasting?: boolean;
}

async function postBelow({ briefing, lasting = false }: Said, asked: AskedByForm, answering: Answering): Promise<void> {
  const { bot, posts, drawing, log } = answering;
  const { conversation } = asked.context;
  const { asker } = asked;
  const by = bot.askedBy(asker, asked.question);
  try {
    await posts.post(conversation, drawing.shared(briefing, by, { conversation, asker, lasting }));
  } catch (error) {
    const failure = classifyError(error);
    // What may have arrived is not said twice.
    if (failure.kind === "unknown") throw error;
    log.info({ reason: failure.reason }, "Slack did not take an answer in the thread; it goes to the asker");
    await tellAsker({ briefing }, asked, answering);
  }
}

function tellAsker({ briefing }: Said, { context, asker }: AskedByForm, answering: Answering): Promise<void> {
  const { conversation, responseUrl } = context;
  const place = { conversation, responseUrl, showing: "private" } as const;
  return answering.posts.tell(asker, answering.drawing.privately(briefing, conversation), place);
}

/** Beside its first field: what was written in it is still there to be copied. */
function refuseForm(values: FormValues, { bot }: Answering): ViewAnswer {
  const [field = ""] = Object.keys(values);
  return { response_action: "errors", errors: { [field]: bot.remark("stale-form").briefing.summary } };
}

interface Submission {
  readonly context: FormContext;
  readonly values: FormValues;
}

/** Null when the modal is done with. */
function keepOpen(reply: Reply, { context, values }: Submission, { bot, forms }: Answering): ViewAnswer | null {
  if (reply.kind === "form") {
    const { pack, id: form, errors } = reply.form;
    const wrong = Object.keys(errors);
    // A form of an earlier version may not have that field: then it is replaced by today's.
    const isBeside = wrong.length > 0 && wrong.every((field) => Object.hasOwn(values, field));
    if (isBeside) return { response_action: "errors", errors: { ...errors } };
    const view = renderForm(reply.form, forms.write({ ...context, pack, form }), bot.labels);
    // Of a form that Slack does not show nothing is told back: then the outcome is said in words.
    return isCertainForm(view) ? { response_action: "update", view } : null;
  }
  if (reply.kind !== "briefing" || reply.errors === undefined || Object.keys(reply.errors).length === 0) return null;
  return { response_action: "errors", errors: reply.errors };
}
