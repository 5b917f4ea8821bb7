/** Block Kit elements as a person uses them: which one, and what Slack tells the app about it. */
import { type Json, isJson, jsonAt, jsonList, textOf } from "#playground/payload/json.ts";
import { elementsOf } from "./blocks.ts";

export interface Element {
  readonly blockId: string;
  readonly element: Json;
}

export function findElement(blocks: readonly Json[], actionId: string): Element | undefined {
  return blocks
    .flatMap((block) => elementsOf(block).map((element) => ({ blockId: textOf(block["block_id"]), element })))
    .find(({ element }) => element["action_id"] === actionId);
}

/** One entry of `actions`; `choice` is the value of the option or of the feedback that was picked. */
export function actionOf({ blockId, element }: Element, choice: string | undefined): Json {
  const base = { type: element["type"], action_id: element["action_id"], block_id: blockId };
  if (element["type"] === "feedback_buttons") {
    const sides = [jsonAt(element, "positive_button"), jsonAt(element, "negative_button")];
    const pressed = sides.find(({ value }) => value === choice) ?? sides[0] ?? {};
    return { ...base, value: pressed["value"], text: pressed["text"] };
  }
  const option = jsonList(element["options"]).find(({ value }) => value === choice);
  if (option !== undefined) return { ...base, selected_option: option };
  return { ...base, text: element["text"], ...(element["value"] === undefined ? {} : { value: element["value"] }) };
}

/** `view.state.values` as Slack sends it, from what was typed by action id and each field's initial value. */
export function viewState(blocks: readonly Json[], typed: Readonly<Record<string, string | readonly string[]>>): Json {
  return Object.fromEntries(
    blocks.flatMap((block) =>
      [block["element"]].filter(isJson).map((element) => {
        const actionId = textOf(element["action_id"]);
        return [
          textOf(block["block_id"]),
          { [actionId]: { type: element["type"], ...filledIn(element, typed[actionId]) } },
        ];
      }),
    ),
  );
}

function filledIn(element: Json, typed: string | readonly string[] | undefined): Json {
  const one = typeof typed === "string" ? typed : typed?.[0];
  const options = jsonList(element["options"]);
  switch (element["type"]) {
    case "static_select":
    case "radio_buttons":
      return {
        selected_option:
          one === undefined
            ? (element["initial_option"] ?? null)
            : (options.find(({ value }) => value === one) ?? null),
      };
    case "multi_static_select":
    case "checkboxes": {
      const many = typeof typed === "string" ? [typed] : typed;
      const picked = options.filter(({ value }) => many?.includes(textOf(value)));
      return { selected_options: many === undefined ? jsonList(element["initial_options"]) : picked };
    }
    case "timepicker":
      return { selected_time: one ?? element["initial_time"] ?? null };
    case "datepicker":
      return { selected_date: one ?? element["initial_date"] ?? null };
    default:
      return { value: one === undefined ? (element["initial_value"] ?? null) : one === "" ? null : one };
  }
}
