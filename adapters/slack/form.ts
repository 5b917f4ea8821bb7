/** A form as a modal, and what is filled in. https://docs.slack.dev/reference/views/modal-views */
import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import { z } from "zod";
import type { Field, Form, FormValues, Option } from "#core/document/form.ts";
import type { Labels } from "#core/ports.ts";
import type { Reply } from "#core/reply.ts";
import type { Asker, Conversation } from "#core/request.ts";
import type { Answering } from "./answering.ts";
import { LIMITS } from "./drawing/limits.ts";
import { shorten } from "./drawing/spans.ts";
import type { Submitter } from "./wire/form-context.ts";

/** `carried` comes back with the answers. */
export function renderForm(form: Form, carried: string, labels: Labels): ModalView {
  return {
    type: "modal",
    callback_id: "form",
    title: plain(shorten(form.title, LIMITS.modalTitle)),
    submit: plain(shorten(form.submit, LIMITS.modalTitle)),
    close: plain(shorten(labels.cancel, LIMITS.modalTitle)),
    private_metadata: carried,
    blocks: [...whereLine(form), ...form.fields.map(drawField)].slice(0, LIMITS.blocksPerModal),
  };
}

function whereLine({ where = "" }: Form): readonly KnownBlock[] {
  return where === "" ? [] : [{ type: "context", elements: [plain(shorten(where, LIMITS.blockChars))] }];
}

function drawField(field: Field): InputBlock {
  const block = { type: "input", block_id: field.name, label: plain(shorten(field.label, LIMITS.inputLabel)) } as const;
  const named = { action_id: field.name };
  switch (field.kind) {
    case "choice": {
      const initial = field.options.find(({ value }) => value === field.value);
      const options = initial === undefined ? {} : { initial_option: drawOption(initial) };
      const element = { type: "static_select", ...named, ...listOptions(field.options), ...options } as const;
      return { ...block, ...hinted(field.hint), element };
    }
    case "choices": {
      const offered = areGrouped(field.options) ? field.options.map(underHeading) : field.options;
      const chosen = offered.filter(({ value }) => field.values.includes(value)).map(drawOption);
      const initial = chosen.length === 0 ? {} : { initial_options: chosen };
      // None chosen may mean all: the form says so, not Slack.
      const optional = { ...block, ...hinted(field.hint), optional: true };
      // Check boxes know no groups: parts would stand beside their whole like others of its kind.
      if (field.options.length <= LIMITS.checkboxes && wholesOf(field.options).length < 2) {
        return {
          ...optional,
          element: { type: "checkboxes", ...named, options: field.options.map(drawOption), ...initial },
        };
      }
      return {
        ...optional,
        element: { type: "multi_static_select", ...named, ...listOptions(offered), ...initial },
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

/** By their wholes where they have any; else a hundred at most, or a hundred groups of a hundred. */
function listOptions(options: readonly Option[]) {
  if (areGrouped(options)) {
    const partsOf = (whole: string) => options.filter((option) => option.whole === whole).map(drawOption);
    return {
      option_groups: wholesOf(options).map((whole) => ({
        label: plain(shorten(whole, LIMITS.optionChars)),
        options: partsOf(whole),
      })),
    };
  }
  if (options.length <= LIMITS.options) return { options: options.map(drawOption) };
  const groups = [];
  for (let start = 0; start < options.length && groups.length < LIMITS.optionGroups; start += LIMITS.options) {
    const part = options.slice(start, start + LIMITS.options).map(drawOption);
    groups.push({ label: plain(`${firstWord(part[0])} – ${firstWord(part.at(-1))}`), options: part });
  }
  return { option_groups: groups };
}

function areGrouped(options: readonly Option[]): boolean {
  return wholesOf(options).length > 1 && options.every(({ whole }) => whole !== undefined);
}

/** The whole itself stands under its own name. */
function underHeading(option: Option): Option {
  return { ...option, label: option.within ?? option.label };
}

function wholesOf(options: readonly Option[]): readonly string[] {
  return [...new Set(options.flatMap(({ whole }) => whole ?? []))];
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

export interface Submitted {
  /** What the modal carried, as it came back: `FormSeal` reads it. */
  readonly carried: string;
  readonly by: Submitter;
  readonly values: FormValues;
  readonly asker: Asker;
  /** Made for this one time that the form was submitted; empty when Slack gave none. */
  readonly triggerId: string;
}

const Picked = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).optional(),
  selected_time: z.string().nullish(),
});

const ViewSubmission = z.object({
  user: z.object({
    id: z.string(),
    name: z.string().optional(),
    username: z.string().optional(),
    team_id: z.string().optional(),
  }),
  team: z.object({ id: z.string() }).nullish(),
  view: z.object({
    team_id: z.string().optional(),
    // Where the app is, when the form was opened in a channel that two organisations share.
    app_installed_team_id: z.string().nullish(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), Picked)) }),
  }),
  trigger_id: z.string().default(""),
});

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload. Throws on one that is not ours. */
export function readSubmission(body: unknown): Submitted {
  const { user, team, view, trigger_id: triggerId } = ViewSubmission.parse(body);
  const named = [view.app_installed_team_id, team?.id, user.team_id, view.team_id];
  const fields = Object.values(view.state.values).flatMap((block) => Object.entries(block));
  return {
    carried: view.private_metadata,
    by: { asker: user.id, tenants: named.filter((id) => typeof id === "string") },
    values: Object.fromEntries(fields.map(([name, picked]) => [name, pickedValues(picked)])),
    asker: { id: user.id, name: user.username ?? user.name ?? "", zone: null },
    triggerId,
  };
}

function pickedValues(picked: z.infer<typeof Picked>): readonly string[] {
  if (picked.selected_options !== undefined) return picked.selected_options.map(({ value }) => value);
  const single = picked.selected_option?.value ?? picked.selected_time ?? picked.value ?? "";
  return single === "" ? [] : [single];
}
