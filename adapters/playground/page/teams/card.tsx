/** An Adaptive Card by Microsoft's own renderer, coloured by the page's style sheet. */
import { AdaptiveCard, ExecuteAction, HostConfig, OpenUrlAction, SubmitAction } from "adaptivecards";
import { type ReactNode, useEffect, useRef } from "react";
import { onEscape } from "#playground/page/parts/focus.ts";
import { isHttpAddress, safeJson } from "#playground/page/parts/safe.ts";
import type { Theme } from "#playground/page/parts/use-theme.ts";
import { type Json, isJsonObject, mapJson } from "#playground/payload/json.ts";
import { HOST } from "./host.ts";
import { markdownToHtml } from "./markdown.ts";
import { type FindChoices, labelSearches, searchWhileTyping, showChosenWords } from "./typeahead.ts";

interface Props {
  readonly card: Json;
  readonly theme: Theme;
  /** With what was filled in merged into its data. */
  readonly onPress: (action: Json) => void;
  readonly onSearch: FindChoices;
}

/** Once, before the first card: the renderer asks its class, not the card, and leaves Markdown as it is otherwise. */
export function teachMarkdown(): void {
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdownToHtml(text);
    result.didProcess = true;
  };
}

export function TeamsCard({ card, theme, onPress, onSearch }: Props): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const heard = useRef({ onPress, onSearch });
  const leave = useRef<(() => void) | null>(null);
  const json = JSON.stringify(card);
  useEffect(() => {
    heard.current = { onPress, onSearch };
  });
  useEffect(() => {
    const drawn = drawCard(json, {
      onPress: (action) => heard.current.onPress(action),
      onSearch: (dataset, text) => heard.current.onSearch(dataset, text),
    });
    leave.current = drawn.leave;
    place.current?.replaceChildren(...(drawn.element === undefined ? [] : [drawn.element]));
  }, [json]);
  return (
    <div
      className="card"
      data-theme={theme}
      ref={place}
      onKeyDown={(event) => {
        // A form is left before the thread that it stands in.
        if (leave.current !== null && event.key === "Escape") event.stopPropagation();
        onEscape(event, () => leave.current?.());
      }}
    />
  );
}

/** Of a list to search through the renderer shows the chosen value, not its words; it has words for a list to open. */
function withWordsShown(card: Json): Json {
  return mapJson(card, (element) =>
    element["type"] === "Input.ChoiceSet" && element["style"] === "filtered" && !isJsonObject(element["choices.data"])
      ? { ...element, style: "compact" }
      : element,
  );
}

interface Drawn {
  readonly element: HTMLElement | undefined;
  /** Presses the form's Cancel; null on a card that is none. */
  readonly leave: (() => void) | null;
}

function drawCard(json: string, { onPress, onSearch }: Pick<Props, "onPress" | "onSearch">): Drawn {
  const drawing = new AdaptiveCard();
  const parsed: unknown = JSON.parse(json);
  drawing.hostConfig = new HostConfig(HOST);
  drawing.parse(isJsonObject(parsed) ? withWordsShown(safeJson(parsed)) : {});
  const asSent = searchWhileTyping(drawing, onSearch);
  drawing.onExecuteAction = (action) => {
    if (action instanceof OpenUrlAction) {
      const address = action.url ?? "";
      if (isHttpAddress(address)) window.open(address, "_blank", "noopener,noreferrer");
    } else if (action instanceof ExecuteAction || action instanceof SubmitAction) {
      const { type, data } = { type: action.getJsonTypeName(), data: action.data };
      const verb = action instanceof ExecuteAction ? { verb: action.verb } : {};
      onPress({ type, id: action.id, ...verb, data: typeof data === "object" ? asSent({ ...data }) : {} });
    }
  };
  const drawn = drawing.render();
  if (drawn !== undefined) labelSearches(drawn);
  showChosenWords(drawing);
  const cancel = drawing.getAllActions().find((action) => action instanceof ExecuteAction && action.verb === "cancel");
  return { element: drawn, leave: cancel === undefined ? null : () => cancel.execute() };
}
