/** Buttons: what a press carries, written when a message is rendered and read back when it comes in. */
import type { ActionsBlock, Button, ContextActionsBlock, Overflow, PlainTextOption } from "@slack/types";
import { ACTION_KINDS, type Action, type Block, type Feedback } from "#core/document/briefing.ts";
import { fitButtons } from "#core/document/buttons.ts";
import type { Labels } from "#core/ports.ts";
import type { SlackBlock } from "./charts.ts";
import { LIMITS } from "./limits.ts";
import { isLinkable, shorten } from "./spans.ts";

/** What was pressed, as its `action_id` tells: the kind, then its place in the message. */
export type PressKind = (typeof PRESS_KINDS)[number];

export interface Press {
  readonly kind: PressKind;
  readonly pack: string;
  /** What a person would have typed; for feedback, the answer it is about; to delete, the id of who may. */
  readonly text: string;
}

const PRESS_KINDS = [...ACTION_KINDS, "feedback"] as const;

/** What less likely presses wait behind. */
const MENU = "more";

/**
 * Rows of buttons with a menu at their end, and how many presses Slack could not have carried. `first` numbers the
 * first of them. A menu holds few options with short values, and one alone is better a button.
 * Sharing that is the last of the buttons stays it. One of a set at most is primary:
 * https://docs.slack.dev/reference/block-kit/block-elements/button-element
 */
export function writeActions(
  given: Pick<Extract<Block, { kind: "actions" }>, "items" | "more" | "primary">,
  first: number,
): { rows: readonly ActionsBlock[]; leftOut: number } {
  const mayWait = (item: Action): boolean => writeOption(item) !== null;
  const { items, more } = fitButtons(given, { mayWait, most: LIMITS.overflowOptions, least: 2, row: LIMITS.rowPixels });
  const optional = more.filter(mayWait).slice(0, LIMITS.overflowOptions);
  const hasMenu = optional.length > 1;
  const alone = more.filter((item) => !hasMenu || !optional.includes(item));
  const end = items.at(-1)?.kind === "share" ? items.length - 1 : items.length;
  const shown = [...items.slice(0, end), ...alone, ...items.slice(end)];
  const written = shown.map((item, index) => writeButton(item, first + index)).filter((button) => button !== null);
  const buttons = written.map((button, at) =>
    given.primary === true && at === 0 ? { ...button, style: "primary" as const } : button,
  );
  const options = optional.flatMap((item) => writeOption(item) ?? []);
  const menu: Overflow = { type: "overflow", action_id: `${MENU}:${first + shown.length}`, options };
  const elements = hasMenu ? [...buttons, menu] : buttons;
  const rows: ActionsBlock[] = [];
  for (let start = 0; start < elements.length; start += LIMITS.actionsElements) {
    rows.push({ type: "actions", elements: elements.slice(start, start + LIMITS.actionsElements) });
  }
  return { rows, leftOut: shown.length - buttons.length };
}

/** The message where its buttons would mean something else. */
export function withoutPresses(blocks: readonly SlackBlock[]): SlackBlock[] {
  return blocks.filter(({ type }) => type !== "actions" && type !== "context_actions");
}

/** Null for what a menu cannot carry. https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
function writeOption(item: Action): PlainTextOption | null {
  if (item.kind === "link") return null;
  const label = shorten(item.label.toWellFormed().trim(), LIMITS.optionChars);
  const value = item.kind === "delete" ? `delete  ${item.asker}` : `${item.kind} ${item.pack} ${item.text}`;
  const fits = label !== "" && value.length <= LIMITS.overflowValue && value.isWellFormed();
  return fits ? { text: plain(label), value } : null;
}

/** Helpful or not. https://docs.slack.dev/reference/block-kit/block-elements/feedback-buttons-element */
export function writeFeedback(feedback: Feedback, labels: Labels, place: number): ContextActionsBlock | null {
  const value = writeValue(feedback.pack, feedback.answer);
  if (value === null) return null;
  return {
    type: "context_actions",
    elements: [
      {
        type: "feedback_buttons",
        action_id: `feedback:${place}`,
        positive_button: { text: plain(shorten(labels.helpful, LIMITS.buttonChars)), value: `+${value}` },
        negative_button: { text: plain(shorten(labels.unhelpful, LIMITS.buttonChars)), value: `-${value}` },
      },
    ],
  };
}

/** What a press means, or null when it is not one of ours, or comes without what it is about. A feedback value still begins with its sign. */
export function readPress(actionId: string, value: string): Press | null {
  const [, chosen = "", rest = ""] = actionId.startsWith(`${MENU}:`) ? (/^(\S+) ([\s\S]*)$/u.exec(value) ?? []) : [];
  if (chosen !== "") return readPress(`${chosen}:`, rest);
  const kind = PRESS_KINDS.find((kind) => actionId.startsWith(`${kind}:`));
  if (kind === undefined) return null;
  const [, pack = "", text = ""] = /^(\S*) ?([\s\S]*)$/u.exec(value) ?? [];
  const press = { kind, pack, text };
  return isWhole(press) ? press : null;
}

function isWhole({ kind, pack, text }: Press): boolean {
  switch (kind) {
    case "link":
      return true;
    case "delete":
      return text !== "";
    case "show":
    case "share":
    case "form":
      return pack !== "";
    case "feedback":
      return /^[+-]./u.test(pack) && text !== "";
  }
}

function writeButton(item: Action, place: number): Button | null {
  const label = shorten(item.label.toWellFormed().trim(), LIMITS.buttonChars);
  if (label === "") return null;
  const button: Button = { type: "button", action_id: `${item.kind}:${place}`, text: plain(label) };
  switch (item.kind) {
    case "link":
      return isLinkable(item.url) ? { ...button, url: item.url } : null;
    case "delete": {
      const value = writeValue("", item.asker);
      return value === null ? null : { ...button, value };
    }
    case "show":
    case "share":
    case "form": {
      const value = writeValue(item.pack, item.text);
      return value === null ? null : { ...button, value };
    }
  }
}

/** The pack's slug up to the first space, then the text. Null when it is longer than Slack would bring back. */
function writeValue(pack: string, text: string): string | null {
  const value = `${pack} ${text}`;
  // One place is kept for the sign that feedback puts before it.
  return value.length < LIMITS.buttonValue && value.isWellFormed() ? value : null;
}

// `emoji: false`: a colon in a label is a colon.
function plain(text: string): { type: "plain_text"; text: string; emoji: boolean } {
  return { type: "plain_text", text, emoji: false };
}
