/** Forms that come back filled in. */
import type { FormValues } from "#core/document/form.ts";
import type { Reply } from "#core/reply.ts";
import type { Command } from "#core/request.ts";
import { isCertainForm } from "./drawing/certain.ts";
import { type Answering, doOnce } from "./answering.ts";
import { renderForm } from "./form.ts";
import type { FormContext } from "./form-context.ts";
import { readSubmission } from "./read.ts";
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
    const command: Command = { kind: "submission", form: context.form, values };
    const acknowledge = acknowledgeInTime(ack);
    const tell = async (reply: Reply): Promise<void> => {
      const stays = keepOpen(reply, context, answering);
      if (stays !== null && (await acknowledge(stays))) return;
      await acknowledge();
      const place = { conversation, responseUrl, showing: "private" } as const;
      await posts.tell(asker, drawing.privately(reply.briefing, conversation), place);
    };
    const act = () => bot.handle({ pack, command, conversation, asker, key: null, ...SUBMITTED, audience: "asker" });
    await doOnce({ pack, conversation, asker, triggerId }, answering, { act, tell });
  };
}

/** Beside its first field: what was written in it is still there to be copied. */
function refuseForm(values: FormValues, { bot }: Answering): ViewAnswer {
  const [field = ""] = Object.keys(values);
  return { response_action: "errors", errors: { [field]: bot.remark("stale-form").briefing.summary } };
}

/** Null when the modal is done with. */
function keepOpen(reply: Reply, context: FormContext, { bot, forms }: Answering): ViewAnswer | null {
  if (reply.kind === "form") {
    const { pack, id: form } = reply.form;
    const view = renderForm(reply.form, forms.write({ ...context, pack, form }), bot.labels);
    // Of a form that Slack does not show nothing is told back: then the outcome is said in words.
    return isCertainForm(view) ? { response_action: "update", view } : null;
  }
  if (reply.kind !== "briefing" || reply.errors === undefined || Object.keys(reply.errors).length === 0) return null;
  return { response_action: "errors", errors: reply.errors };
}
