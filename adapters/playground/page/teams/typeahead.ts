/** Inputs of a card that are searched: the bot is asked for choices while somebody types. */
import { type AdaptiveCard, ChoiceSetInput } from "adaptivecards";
import type { Json } from "#playground/payload/json.ts";

export type FindChoices = (dataset: string, text: string) => Promise<readonly FoundChoice[]>;

interface FoundChoice {
  readonly label: string;
  readonly value: string;
}

/** What is pressed, as Teams sends it: the renderer gives the words of a choice that was found, and not its value. */
export function searchWhileTyping(card: AdaptiveCard, find: FindChoices): (data: Json) => Json {
  const values = new Map<unknown, string>(
    card.getAllInputs().flatMap((input) => (input instanceof ChoiceSetInput ? wordsAndValues(input) : [])),
  );
  const search = async (input: ChoiceSetInput, dataset: string, text: string): Promise<void> => {
    // The renderer opens its list for this, and not for choices that come later: a list that was empty would stay closed.
    input.showLoadingIndicator();
    const found = await find(dataset, text);
    for (const { label, value } of found) values.set(label, value);
    input.renderChoices(
      text,
      found.map(({ label, value }) => ({ title: label, value })),
    );
  };
  card.onInputValueChanged = (input) => {
    if (!(input instanceof ChoiceSetInput) || !input.isDynamicTypeahead()) return;
    const text = input.getFilterForDynamicSearch() ?? "";
    if (text.trim() !== "") void search(input, input.choicesData?.dataset ?? "", text);
  };
  return (data) => Object.fromEntries(Object.entries(data).map(([id, value]) => [id, values.get(value) ?? value]));
}

function wordsAndValues(input: ChoiceSetInput): readonly (readonly [string, string])[] {
  if (!input.isDynamicTypeahead()) return [];
  return input.choices.flatMap(({ title, value }) =>
    title === undefined || value === undefined ? [] : [[title, value]],
  );
}

/** Teams shows the words of what is chosen; the renderer, in a list that the bot is asked for, its value. */
export function showChosenWords(card: AdaptiveCard): void {
  for (const input of card.getAllInputs()) {
    if (!(input instanceof ChoiceSetInput) || !input.isDynamicTypeahead()) continue;
    const chosen = input.choices.find(({ value }) => value === input.defaultValue);
    const shown = input.renderedElement?.querySelector("input");
    if (chosen?.title !== undefined && shown instanceof HTMLInputElement) shown.value = chosen.title;
  }
}

/** The renderer gives the label to what stands round the input. */
export function labelSearches(card: HTMLElement): void {
  for (const input of card.querySelectorAll(".ac-choiceSetInput-filtered-textbox")) {
    const label = input.parentElement?.getAttribute("aria-labelledby");
    if (typeof label === "string") input.setAttribute("aria-labelledby", label);
  }
}
