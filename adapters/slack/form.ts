/** A form as a modal. https://docs.slack.dev/reference/views/modal-views */
import type { InputBlock, ModalView, PlainTextOption } from "@slack/types";
import type { Field, Form, Option } from "#core/document/form.ts";
import type { Labels } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import type { Asker, Conversation } from "#core/request.ts";
import type { Answering } from "./answering.ts";
import { LIMITS } from "./drawing/limits.ts";
import { shorten } from "./drawing/spans.ts";

/** `carried` comes back with the answers. */
export function renderForm(form: Form, carried: string, labels: Labels): ModalView {
  return {
    type: "modal",
    callback_id: "form",
    title: plain(shorten(form.title, LIMITS.modalTitle)),
    submit: plain(shorten(form.submit, LIMITS.modalTitle)),
    close: plain(shorten(labels.cancel, LIMITS.modalTitle)),
    private_metadata: carried,
    blocks: form.fields.map(drawField).slice(0, LIMITS.blocksPerModal),
  };
}

function drawField(field: Field): InputBlock {
  const block = { type: "input", block_id: field.name, label: plain(shorten(field.label, LIMITS.inputLabel)) } as const;
  const named = { action_id: field.name };
  switch (field.kind) {
    case "choice": {
      const initial = field.options.find(({ value }) => value === field.value);
      const options = initial === undefined ? {} : { initial_option: drawOption(initial) };
      return { ...block, element: { type: "static_select", ...named, ...listOptions(field.options), ...options } };
    }
    case "choices": {
      const chosen = field.options.filter(({ value }) => field.values.includes(value)).map(drawOption);
      const initial = chosen.length === 0 ? {} : { initial_options: chosen };
      // None chosen may mean all: the form says so, not Slack.
      const optional = { ...block, optional: true };
      if (field.options.length <= LIMITS.checkboxes) {
        return {
          ...optional,
          element: { type: "checkboxes", ...named, options: field.options.map(drawOption), ...initial },
        };
      }
      return {
        ...optional,
        element: { type: "multi_static_select", ...named, ...listOptions(field.options), ...initial },
      };
    }
    case "time":
      return { ...block, element: { type: "timepicker", ...named, initial_time: field.value } };
    case "search": {
      // Asked for by `block_suggestion`; with no letter typed there is nothing to look for.
      const search = { type: "external_select", ...named, min_query_length: 1 } as const;
      return { ...block, ...hinted(field.hint), element: { ...search, initial_option: drawOption(field.value) } };
    }
    case "paragraph": {
      const most = Math.min(field.maximum, LIMITS.inputChars);
      const initial = field.value === "" ? {} : { initial_value: field.value };
      return {
        ...block,
        ...hinted(field.hint),
        element: { type: "plain_text_input", ...named, multiline: true, max_length: most, ...initial },
      };
    }
  }
}

/** A hundred at most, or a hundred groups of a hundred. */
function listOptions(options: readonly Option[]) {
  if (options.length <= LIMITS.options) return { options: options.map(drawOption) };
  const groups = [];
  for (let start = 0; start < options.length && groups.length < LIMITS.optionGroups; start += LIMITS.options) {
    const part = options.slice(start, start + LIMITS.options).map(drawOption);
    groups.push({ label: plain(`${firstWord(part[0])} – ${firstWord(part.at(-1))}`), options: part });
  }
  return { option_groups: groups };
}

function firstWord(option: PlainTextOption | undefined): string {
  return option?.text.text.split(/\s/u)[0]?.slice(0, 30) ?? "";
}

/** Also as the answer to `block_suggestion`. */
export function drawOption({ label, value }: Option): PlainTextOption {
  return { text: plain(shorten(label, LIMITS.optionChars)), value };
}

function hinted(hint: string) {
  return hint === "" ? {} : { hint: plain(shorten(hint, LIMITS.inputHint)) };
}

function plain(text: string) {
  return { type: "plain_text", text: text.toWellFormed(), emoji: false } as const;
}

/** What was asked, typed or pressed, with what Slack gives to open a modal. */
export interface OpeningAsked {
  readonly asker: Pick<Asker, "id">;
  readonly conversation: Conversation;
  readonly responseUrl: string;
  /** Lives for 3 s, and opens one modal. https://docs.slack.dev/interactivity/handling-user-interaction */
  readonly triggerId: string;
}

/** Whether the reply was a form and is open now; otherwise its briefing is still to be shown. Never rejects. */
export async function opensForm(reply: Reply, asked: OpeningAsked, answering: Answering): Promise<boolean> {
  if (reply.kind !== "form") return false;
  const { bot, posts, forms, log } = answering;
  const { asker, conversation, responseUrl, triggerId } = asked;
  const { pack, id: form } = reply.form;
  const slack = { ...conversation, platform: "slack" } as const;
  try {
    const carried = forms.write({ pack, form, asker: asker.id, conversation: slack, responseUrl });
    await posts.openForm(triggerId, renderForm(reply.form, carried, bot.labels));
    return true;
  } catch (error) {
    log.error({ err: error }, "Slack did not open a form");
    return false;
  }
}
