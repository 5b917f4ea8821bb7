/** What people read on a card, taken from the payload alone. */
import type { OwnSpan } from "#tests/contracts/renderer.ts";
import type { AdaptiveCard, CardElement, RichTextBlock, Table, TeamsActivity, TextRun } from "#teams/drawing/card.ts";

/** Line by line in the text twin's form, buttons and inputs aside. */
export function teamsText({ attachments: [{ content }] }: Pick<TeamsActivity, "attachments">): string {
  return cardText(content);
}

export function cardText(card: AdaptiveCard): string {
  return card.body.map(elementText).join("\n");
}

function elementText(element: CardElement): string {
  switch (element.type) {
    case "TextBlock":
      return readMarkdown(element.text).replace(/^• /u, "- ");
    case "RichTextBlock":
      return lineText(element);
    case "Container":
      return element.items.map(elementText).join("\n");
    case "CodeBlock":
      return element.codeSnippet;
    case "Table":
      return tableText(element);
    // What a client shows that draws no charts; that the chart has the same figures is a test of its own.
    case "Chart.HorizontalBar":
    case "Chart.Line":
    case "Chart.VerticalBar.Grouped":
      return element.fallback === "drop" ? "" : elementText(element.fallback);
    // What a picture shows is in its alternative text: the verdict first, the line between low and high last.
    case "Image":
      return element.altText.split("\n").slice(1, -1).join("\n");
    case "ColumnSet":
    case "ActionSet":
    case "Input.Text":
    case "Input.Time":
    case "Input.ChoiceSet":
      return "";
  }
}

/** A member by the name alone, a moment by what a client reads as one: https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features */
export function ownSpan(span: OwnSpan): string {
  if (span.kind === "person") return span.name;
  const at = new Date(span.at).toISOString().replace(".000", "");
  return `{{DATE(${at},LONG)}}, {{TIME(${at})}} ${span.own}`.trim();
}

/** The words that an escaped line shows: a backslash before a sign stands for the sign. */
export function readMarkdown(text: string): string {
  return text.replaceAll("**", "").replaceAll(/\\([!-/:-@[-`{-~])/gu, "$1");
}

function lineText({ inlines }: RichTextBlock): string {
  return inlines.map(runText).join("").replace(/^• /u, "- ");
}

/** A space at which no line breaks is read as a space. */
function tableText(table: Table): string {
  const rows = table.rows.map(({ cells }) => cells.map((cell) => cell.items.map(lineText).join("\n")).join(" | "));
  return rows.join("\n").replaceAll("\u00A0", " ");
}

function runText({ text, selectAction }: TextRun): string {
  return selectAction === undefined || selectAction.url === text ? text : `${text} (${selectAction.url})`;
}
