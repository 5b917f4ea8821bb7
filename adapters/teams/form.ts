import type { Field, Form } from "#core/document/form.ts";
import type { Labels } from "#core/ports.ts";

import { execute } from "./drawing/blocks.ts";
import type { AdaptiveCard, CardElement, Execute } from "./drawing/card.ts";
import type { Input, InputText } from "./drawing/inputs.ts";
import { jsonBytes, LIMITS } from "./drawing/limits.ts";
import { emptyCard } from "./drawing/render.ts";
import { escapeMarkdown } from "./drawing/spans.ts";

/**
 * The form as a card with inputs. Teams merges what was filled in into the data of the pressed button, by input id:
 * `read.ts` takes it apart again. A choice that is too long to pick from, or too large to send, becomes a typed line.
 */
export function renderForm(form: Form, labels: Labels): AdaptiveCard {
  const card = formCard(form, labels, input);
  return jsonBytes(card) <= LIMITS.cardBytes ? card : formCard(form, labels, typed);
}

/**
 * The same form for a dialog: its frame has the title, and its buttons are of the one kind that a dialog sends.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
 */
export function renderDialog(form: Form, labels: Labels): AdaptiveCard {
  const { body, ...card } = renderForm(form, labels);
  return { ...card, body: body.slice(1).map(forDialog) };
}

function forDialog(element: CardElement): CardElement {
  if (element.type !== "ActionSet") return element;
  return {
    ...element,
    actions: element.actions.map((action) => (action.type === "Action.Execute" ? action.fallback : action)),
  };
}

/** How an input's id tells the field's name and whether several values come back, joined by commas. */
export const INPUT = { one: "one:", many: "many:" } as const;

function formCard(form: Form, labels: Labels, draw: (field: Field, labels: Labels) => Input): AdaptiveCard {
  const title = escapeMarkdown(form.title);
  const submit = execute(form.submit, { verb: "submit", pack: form.pack, text: form.id });
  return {
    ...emptyCard(form.title),
    body: [
      { type: "TextBlock", text: title, wrap: true, style: "heading", size: "large", weight: "bolder" },
      ...whereLine(form),
      ...rowsOf(form.fields).flatMap((row) => [
        inRow(row.map((field) => draw(field, labels))),
        ...row.flatMap(hintBelow),
        ...row.flatMap(({ name }) => errorBeside(form.errors[name])),
      ]),
      { type: "ActionSet", spacing: "large", actions: [positive(submit), cancel(form, labels)] },
    ],
  };
}

/** The one that stores what was filled in, apart from the one that leaves it. */
function positive(action: Execute): Execute {
  return { ...action, style: "positive", fallback: { ...action.fallback, style: "positive" } };
}

/** A time is short: what is searched for behind it, its zone, stands beside it, so that less has to be scrolled. */
function rowsOf(fields: readonly Field[]): readonly (readonly Field[])[] {
  const rows: (readonly Field[])[] = [];
  for (const field of fields) {
    const [before, ...others] = rows.at(-1) ?? [];
    if (field.kind === "search" && before?.kind === "time" && others.length === 0)
      rows[rows.length - 1] = [before, field];
    else rows.push([field]);
  }
  return rows;
}

function inRow(drawn: readonly Input[]): CardElement {
  const [first] = drawn;
  if (first !== undefined && drawn.length === 1) return first;
  const columns = drawn.map((each, at) => ({ type: "Column" as const, width: at === 0 ? 1 : 2, items: [each] }));
  return { type: "ColumnSet", columns };
}

function whereLine({ where = "" }: Form): readonly CardElement[] {
  return where === ""
    ? []
    : [{ type: "TextBlock", text: escapeMarkdown(where), wrap: true, spacing: "small", isSubtle: true }];
}

/** Gives back what stood there: whatever is filled in by then is not even looked at. */
function cancel({ pack, back }: Form, labels: Labels): Execute {
  const drawn = execute(labels.cancel, { verb: "cancel", pack, text: back });
  return { ...drawn, associatedInputs: "none", fallback: { ...drawn.fallback, associatedInputs: "none" } };
}

/** What is there to be typed is its own placeholder; everything else has a value that would hide one. */
function hintBelow(field: Field): readonly CardElement[] {
  const hint = field.kind === "time" || field.kind === "paragraph" ? "" : field.hint;
  if (hint === "") return [];
  return [
    { type: "TextBlock", text: escapeMarkdown(hint), wrap: true, spacing: "small", size: "small", isSubtle: true },
  ];
}

function errorBeside(words: string | undefined): readonly CardElement[] {
  if (words === undefined) return [];
  return [{ type: "TextBlock", text: escapeMarkdown(words), wrap: true, spacing: "none", color: "attention" }];
}

function input(field: Field, labels: Labels): Input {
  switch (field.kind) {
    case "choice":
    case "choices":
      return field.options.length > LIMITS.optionsPerChoice ? typed(field, labels) : choiceSet(field, labels);
    case "search":
      return {
        ...{ type: "Input.ChoiceSet", id: INPUT.one + field.name, label: field.label, wrap: true, style: "filtered" },
        ...{ value: field.value.value, choices: [{ title: field.value.label, value: field.value.value }] },
        ...{ "choices.data": { type: "Data.Query", dataset: field.name }, placeholder: field.hint },
        ...required(labels),
      };
    case "time":
      return {
        ...{ type: "Input.Time", id: INPUT.one + field.name, label: field.label, value: field.value },
        ...required(labels),
      };
    case "paragraph":
      return typed(field, labels);
  }
}

function choiceSet(field: Extract<Field, { kind: "choice" | "choices" }>, labels: Labels): Input {
  const choices = field.options.map(({ label, value, whole = label }) => ({
    // Nothing else shows in a list of choices what is part of what.
    title: whole === label ? label : `\u2003${label}`,
    value,
  }));
  const base = { type: "Input.ChoiceSet", label: field.label, wrap: true, choices } as const;
  if (field.kind === "choices") {
    return {
      ...base,
      id: INPUT.many + field.name,
      style: "expanded",
      isMultiSelect: true,
      value: field.values.join(","),
    };
  }
  return {
    ...base,
    ...required(labels),
    id: INPUT.one + field.name,
    style: choices.length > 12 ? "filtered" : "compact",
    value: field.value,
  };
}

function typed(field: Field, labels: Labels): InputText {
  const text = { type: "Input.Text", id: INPUT.one + field.name, label: field.label } as const;
  switch (field.kind) {
    case "choice":
    case "time":
      return { ...text, ...required(labels), value: field.value };
    case "choices":
      return { ...text, id: INPUT.many + field.name, value: field.values.join(",") };
    case "search":
      return { ...text, ...required(labels), value: field.value.value, placeholder: field.hint };
    case "paragraph":
      return {
        ...{ ...text, ...required(labels), placeholder: field.hint, isMultiline: true, maxLength: field.maximum },
        ...(field.value === "" ? {} : { value: field.value }),
      };
  }
}

function required({ required: errorMessage }: Labels) {
  return { isRequired: true, errorMessage } as const;
}
