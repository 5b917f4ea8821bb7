/** One input of a modal, or the words between inputs. */
import { type ReactNode, useId } from "react";
import { type Json, jsonAt, jsonList, textOf } from "#playground/payload/json.ts";
import type { OpenDialog } from "#playground/snapshot.ts";
import { wordsOf } from "./elements.tsx";
import { SearchField } from "./search-field.tsx";

interface Props {
  /** The id of the modal that it is in. */
  readonly view: string;
  readonly block: Json;
  /** Of the whole modal, by block id. */
  readonly errors: OpenDialog["errors"];
}

export function SlackField({ view, block, errors }: Props): ReactNode {
  const error = errors[textOf(block["block_id"])];
  const id = useId();
  const element = jsonAt(block, "element");
  if (block["type"] !== "input") return <p className="dialog-words">{wordsIn(block)}</p>;
  const listed =
    element["type"] === "checkboxes" ||
    element["type"] === "radio_buttons" ||
    element["type"] === "multi_static_select";
  const about = error === undefined ? undefined : `${id}-error`;
  const hint = wordsOf(block["hint"]);
  return (
    <div
      className="field"
      data-faulty={about}
      role={listed ? "group" : undefined}
      aria-labelledby={listed ? `${id}-label` : undefined}
    >
      <label id={`${id}-label`} htmlFor={listed ? undefined : id}>
        {wordsOf(block["label"])}
        {block["optional"] === true && <span> (optional)</span>}
      </label>
      {listed ? <Choices element={element} /> : <Control id={id} view={view} element={element} about={about} />}
      {hint !== "" && <p className="hint">{hint}</p>}
      {error !== undefined && (
        <p className="error" id={about} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function Control({
  id,
  view,
  element,
  about,
}: {
  readonly id: string;
  readonly view: string;
  readonly element: Json;
  readonly about: string | undefined;
}): ReactNode {
  const common = {
    id,
    name: textOf(element["action_id"]),
    placeholder: wordsOf(element["placeholder"]),
    "aria-describedby": about,
    "aria-invalid": about !== undefined,
  };
  switch (element["type"]) {
    case "static_select":
      return (
        <select {...common} defaultValue={textOf(jsonAt(element, "initial_option")["value"])}>
          {optionsOf(element).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      );
    case "external_select":
      return <SearchField {...common} view={view} initial={jsonAt(element, "initial_option")} />;
    case "timepicker":
      return <input {...common} type="time" defaultValue={textOf(element["initial_time"])} />;
    case "datepicker":
      return <input {...common} type="date" defaultValue={textOf(element["initial_date"])} />;
    default: {
      const rest = {
        ...common,
        defaultValue: textOf(element["initial_value"]),
        maxLength: lengthOf(element["max_length"]),
      };
      return element["multiline"] === true ? <textarea {...rest} rows={4} /> : <input {...rest} type="text" />;
    }
  }
}

function Choices({ element }: { readonly element: Json }): ReactNode {
  const single = element["type"] === "radio_buttons";
  const options = [...jsonList(element["initial_options"]), jsonAt(element, "initial_option")];
  const initial = new Set(options.map(({ value }) => value));
  const boxes = (group: Json): readonly ReactNode[] =>
    optionsOf(group).map(([value, words]) => (
      <label key={value}>
        <input
          type={single ? "radio" : "checkbox"}
          name={textOf(element["action_id"])}
          value={value}
          defaultChecked={initial.has(value)}
        />
        {words}
      </label>
    ));
  const groups = jsonList(element["option_groups"]);
  return (
    <div className="choices">
      {groups.length === 0
        ? boxes(element)
        : groups.map((group) => (
            <Group key={wordsOf(group["label"])} words={wordsOf(group["label"])} boxes={boxes(group)} />
          ))}
    </div>
  );
}

/** Slack lists the options of a group under its label. */
function Group({ words, boxes }: { readonly words: string; readonly boxes: readonly ReactNode[] }): ReactNode {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <p id={id} className="hint">
        {words}
      </p>
      {boxes}
    </div>
  );
}

function optionsOf(element: Json): readonly (readonly [value: string, words: string])[] {
  const groups = jsonList(element["option_groups"]).flatMap((group) => jsonList(group["options"]));
  return [...jsonList(element["options"]), ...groups].map((option) => [
    textOf(option["value"]),
    wordsOf(option["text"]),
  ]);
}

function lengthOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** Sections, headers and small print between the inputs. */
function wordsIn(block: Json): string {
  return (
    wordsOf(block["text"]) ||
    jsonList(block["elements"])
      .map(({ text }) => textOf(text))
      .join(" ")
  );
}
