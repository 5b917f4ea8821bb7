import type { Field, Form } from "#core/document/form.ts";

import { execute } from "./drawing/blocks.ts";
import type { AdaptiveCard, CardElement, InputText } from "./drawing/card.ts";
import { jsonBytes, LIMITS } from "./drawing/limits.ts";
import { emptyCard } from "./drawing/render.ts";
import { escapeMarkdown } from "./drawing/spans.ts";

/**
 * The form as a card with inputs. Teams merges what was filled in into the data of the pressed button, by input id:
 * `read.ts` takes it apart again. A choice that is too long to pick from, or too large to send, becomes a typed line.
 */
export function renderForm(form: Form): AdaptiveCard {
  const inputs = form.fields.map(input);
  const card = formCard(form, inputs);
  return jsonBytes(card) <= LIMITS.cardBytes ? card : formCard(form, form.fields.map(typed));
}

/** How an input's id tells the field's name and whether several values come back, joined by commas. */
export const INPUT = { one: "one:", many: "many:" } as const;

function formCard(form: Form, inputs: readonly CardElement[]): AdaptiveCard {
  const title = escapeMarkdown(form.title);
  const submit = execute(form.submit, { verb: "submit", pack: form.pack, text: form.id });
  return {
    ...emptyCard(form.title),
    body: [
      { type: "TextBlock", text: title, wrap: true, style: "heading", size: "large", weight: "bolder" },
      ...inputs,
      { type: "ActionSet", spacing: "large", actions: [submit] },
    ],
  };
}

function input(field: Field): CardElement {
  switch (field.kind) {
    case "choice":
    case "choices":
      return field.options.length > LIMITS.optionsPerChoice ? typed(field) : choiceSet(field);
    case "time":
      return { type: "Input.Time", id: INPUT.one + field.name, label: field.label, value: field.value };
    case "line":
    case "paragraph":
      return typed(field);
  }
}

function choiceSet(field: Extract<Field, { kind: "choice" | "choices" }>): CardElement {
  const choices = field.options.map((option) => ({ title: option.label, value: option.value }));
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
    id: INPUT.one + field.name,
    style: choices.length > 12 ? "filtered" : "compact",
    value: field.value,
  };
}

function typed(field: Field): InputText {
  const text = { type: "Input.Text", id: INPUT.one + field.name, label: field.label } as const;
  switch (field.kind) {
    case "choice":
    case "time":
      return { ...text, value: field.value };
    case "choices":
      return { ...text, id: INPUT.many + field.name, value: field.values.join(",") };
    case "line":
      return { ...text, value: field.value, placeholder: field.hint };
    case "paragraph":
      return { ...text, placeholder: field.hint, isMultiline: true, maxLength: field.maximum };
  }
}
