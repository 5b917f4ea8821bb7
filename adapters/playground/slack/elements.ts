/** Block Kit elements as a person uses them: which one, and what Slack tells the app about it. */
import { type Json, isJsonObject, jsonAt, jsonList, textOf } from "#playground/payload/json.ts";
import { elementsOf } from "./blocks.ts";

export interface FoundElement {
  readonly blockId: string;
  readonly element: Json;
}

export function findElement(blocks: readonly Json[], actionId: string): FoundElement | undefined {
  return blocks
    .flatMap((block) => elementsOf(block).map((element) => ({ blockId: textOf(block["block_id"]), element })))
    .find(({ element }) => element["action_id"] === actionId);
}

/** A menu is pressed by choosing one of its options, anything else as it is. */
export function canPress({ element }: FoundElement, choice: string | undefined): boolean {
  const isMenu = element["type"] === "overflow" || element["type"] === "static_select";
  return !isMenu || offeredIn(element).some(({ value }) => value === choice);
}

/** One entry of `actions`; `choice` is the value of the option or of the feedback that was picked. */
export function actionOf({ blockId, element }: FoundElement, choice: string | undefined): Json {
  const base = { type: element["type"], action_id: element["action_id"], block_id: blockId };
  if (element["type"] === "feedback_buttons") {
    const sides = [jsonAt(element, "positive_button"), jsonAt(element, "negative_button")];
    const pressed = sides.find(({ value }) => value === choice) ?? sides[0] ?? {};
    return { ...base, value: pressed["value"], text: pressed["text"] };
  }
  const option = offeredIn(element).find(({ value }) => value === choice);
  if (option !== undefined) return { ...base, selected_option: option };
  return { ...base, text: element["text"], ...(element["value"] === undefined ? {} : { value: element["value"] }) };
}

/** `view.state.values` as Slack sends it, from what was typed by action id and each field's initial value. */
export function viewState(blocks: readonly Json[], typed: Readonly<Record<string, string | readonly string[]>>): Json {
  return Object.fromEntries(
    blocks.flatMap((block) =>
      [block["element"]].filter(isJsonObject).map((element) => {
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
  const values = typeof typed === "string" ? [typed] : typed;
  const value = values?.[0];
  switch (element["type"]) {
    case "static_select":
    case "radio_buttons":
      return { selected_option: pickedOption(element, value) };
    case "external_select":
      return { selected_option: value === undefined ? (element["initial_option"] ?? null) : foundOption(value) };
    case "multi_static_select":
    case "checkboxes":
      return { selected_options: pickedOptions(element, values) };
    case "timepicker":
      return { selected_time: value ?? element["initial_time"] ?? null };
    case "datepicker":
      return { selected_date: value ?? element["initial_date"] ?? null };
    default:
      return { value: writtenText(element, value) };
  }
}

function pickedOption(element: Json, value: string | undefined): unknown {
  if (value === undefined) return element["initial_option"] ?? null;
  return offeredIn(element).find((option) => option["value"] === value) ?? null;
}

/** Of what was found the client sends back what it was given. */
function foundOption(value: string): unknown {
  return value === "" ? null : { text: { type: "plain_text", text: value, emoji: true }, value };
}

function pickedOptions(element: Json, values: readonly string[] | undefined): readonly Json[] {
  if (values === undefined) return jsonList(element["initial_options"]);
  return offeredIn(element).filter(({ value }) => values.includes(textOf(value)));
}

/** Slack tells of an emptied text as of none. */
function writtenText(element: Json, text: string | undefined): unknown {
  if (text === undefined) return element["initial_value"] ?? null;
  return text === "" ? null : text;
}

/** What there is to choose, in groups or without. */
function offeredIn(element: Json): readonly Json[] {
  return [element, ...jsonList(element["option_groups"])].flatMap((each) => jsonList(each["options"]));
}
