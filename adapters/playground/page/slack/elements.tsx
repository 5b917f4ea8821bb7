/** Buttons, menus and thumbs of a message, and what pressing them tells the bot. */
import { type ReactNode, useState } from "react";
import { Icon } from "#playground/page/parts/icons.tsx";
import { MenuButton, type MenuItem } from "#playground/page/parts/menu-button.tsx";
import { type Json, jsonAt, jsonList, textOf } from "#playground/payload/json.ts";

/** `choice` is the value of a menu's option or of a thumb; null for a button. */
export type OnPress = (actionId: string, choice: string | null) => void;

interface Props {
  readonly block: Json;
  readonly onPress: OnPress;
}

export function SlackElements({ block, onPress }: Props): ReactNode {
  return (
    <div className="elements">
      {jsonList(block["elements"]).map((element) => (
        <SlackElement key={textOf(element["action_id"])} element={element} onPress={onPress} />
      ))}
    </div>
  );
}

function SlackElement({ element, onPress }: { readonly element: Json; readonly onPress: OnPress }): ReactNode {
  const actionId = textOf(element["action_id"]);
  switch (element["type"]) {
    case "button":
      return <SlackButton element={element} onPress={() => onPress(actionId, null)} />;
    case "feedback_buttons":
      return <Thumbs element={element} onPress={(choice) => onPress(actionId, choice)} />;
    case "static_select": {
      const prompt = wordsOf(element["placeholder"]) || "Choose…";
      return (
        <MenuButton
          label={prompt}
          words={<MenuWords words={prompt} />}
          items={itemsOf(element)}
          onChoose={(choice) => onPress(actionId, choice)}
        />
      );
    }
    case "overflow":
      return (
        <MenuButton
          label="More actions"
          words={<Icon name="more" />}
          items={itemsOf(element)}
          onChoose={(choice) => onPress(actionId, choice)}
        />
      );
    default:
      return null;
  }
}

function SlackButton({ element, onPress }: { readonly element: Json; readonly onPress: () => void }): ReactNode {
  const words = wordsOf(element["text"]);
  const label = textOf(element["accessibility_label"]) || undefined;
  const address = textOf(element["url"]);
  if (address !== "") {
    return (
      <a className="button" href={address} target="_blank" rel="noreferrer" aria-label={label} onClick={onPress}>
        {words}
      </a>
    );
  }
  return (
    <button type="button" className="button" data-style={element["style"]} aria-label={label} onClick={onPress}>
      {words}
    </button>
  );
}

function Thumbs({
  element,
  onPress,
}: {
  readonly element: Json;
  readonly onPress: (choice: string) => void;
}): ReactNode {
  const [pressed, setPressed] = useState<string | null>(null);
  const sides = [
    ["like", jsonAt(element, "positive_button")],
    ["dislike", jsonAt(element, "negative_button")],
  ] as const;
  return sides.map(([icon, side]) => (
    <button
      key={icon}
      type="button"
      className="thumb"
      aria-pressed={pressed === icon}
      title={wordsOf(side["text"])}
      onClick={() => {
        setPressed(icon);
        onPress(textOf(side["value"]));
      }}
    >
      <Icon name={icon} />
      <span className="visually-hidden">{wordsOf(side["text"])}</span>
    </button>
  ));
}

function MenuWords({ words }: { readonly words: string }): ReactNode {
  return (
    <>
      {words}
      <Icon name="chevron" />
    </>
  );
}

function itemsOf(element: Json): readonly MenuItem[] {
  return jsonList(element["options"]).map((option) => ({
    value: textOf(option["value"]),
    words: wordsOf(option["text"]),
  }));
}

export function wordsOf(text: unknown): string {
  return textOf(jsonAt({ text }, "text")["text"]);
}
