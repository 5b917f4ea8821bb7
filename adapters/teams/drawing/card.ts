/** The part of Adaptive Cards 1.5 that this bot uses. https://adaptivecards.io/explorer/ */
import type { BarGroup, BarPoint } from "./chart-data.ts";
import type { ColumnSet, Input } from "./inputs.ts";

export interface OpenUrl {
  readonly type: "Action.OpenUrl";
  readonly title?: string;
  readonly mode?: "secondary";
  readonly style?: "positive";
  readonly url: string;
}

interface Pressed {
  readonly title: string;
  readonly data: PressData;
  readonly mode?: "secondary";
  readonly style?: "positive";
  /** What is filled in is neither checked nor sent along. */
  readonly associatedInputs?: "none";
}

export interface Submit extends Pressed {
  readonly type: "Action.Submit";
}

export interface Execute extends Pressed {
  readonly type: "Action.Execute";
  readonly verb: PressData["verb"];
  readonly fallback: Submit;
}

export const VERBS = ["show", "share", "form", "submit", "cancel", "delete"] as const;

/** What a button carries, and so what comes back when it is pressed. `text` is what a person would have typed. */
export interface PressData {
  readonly verb: (typeof VERBS)[number];
  readonly pack: string;
  readonly text: string;
  /** Whether the card stays, and what comes of the press stands below it. */
  readonly below?: boolean | undefined;
  /** Opens a dialog. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots */
  readonly msteams?: { readonly type: "task/fetch" };
}

export type CardAction = OpenUrl | Execute | Submit;

export interface TextRun {
  readonly type: "TextRun";
  readonly text: string;
  readonly weight?: "bolder";
  readonly italic?: true;
  readonly isSubtle?: true;
  readonly underline?: true;
  readonly size?: "small";
  readonly color?: "accent";
  readonly selectAction?: OpenUrl;
}

interface Spaced {
  readonly spacing?: "none" | "small" | "medium" | "large";
  readonly separator?: true;
}

export interface TextBlock extends Spaced {
  readonly type: "TextBlock";
  readonly text: string;
  readonly wrap: true;
  readonly style?: "heading";
  readonly size?: "large" | "medium" | "small";
  readonly weight?: "bolder";
  readonly isSubtle?: true;
  readonly color?: "attention";
}

export interface RichTextBlock extends Spaced {
  readonly type: "RichTextBlock";
  readonly horizontalAlignment?: "right";
  readonly inlines: readonly TextRun[];
}

export interface Container extends Spaced {
  readonly type: "Container";
  readonly style?: "emphasis";
  readonly items: readonly CardElement[];
}

/** In clients that know it; on phones its fallback. https://adaptivecards.microsoft.com/?topic=CodeBlock */
export interface CodeBlock extends Spaced {
  readonly type: "CodeBlock";
  readonly codeSnippet: string;
  readonly language: "PlainText";
  readonly fallback: Container;
}

export interface ActionSet extends Spaced {
  readonly type: "ActionSet";
  readonly actions: readonly CardAction[];
}

export interface TableCell {
  readonly type: "TableCell";
  readonly items: readonly RichTextBlock[];
}

export interface Table extends Spaced {
  readonly type: "Table";
  readonly firstRowAsHeader: boolean;
  /** As clients call it that are made with Microsoft's own renderer: the schema's name is the one above. */
  readonly firstRowAsHeaders: boolean;
  readonly columns: readonly { readonly width: number }[];
  readonly rows: readonly { readonly type: "TableRow"; readonly cells: readonly TableCell[] }[];
  readonly fallback: Container;
}

/** The picture itself, in the address: https://adaptivecards.microsoft.com/?topic=Image */
export interface Image extends Spaced {
  readonly type: "Image";
  readonly url: `data:image/png;base64,${string}`;
  readonly altText: string;
  readonly size: "stretch";
  readonly msteams: { readonly allowExpand: true };
}

interface Charted extends Spaced {
  readonly title: string;
  readonly showTitle: true;
  readonly xAxisTitle?: string;
  readonly yAxisTitle?: string;
  /** For clients that draw no charts, which came after version 1.5: none where the same figures stand below anyway. */
  readonly fallback: CardElement | "drop";
}

interface BarChart extends Charted {
  readonly type: "Chart.HorizontalBar";
  readonly data: readonly BarPoint[];
}

interface LineChart extends Charted {
  readonly type: "Chart.Line";
  readonly yMin: number;
  readonly yMax: number;
  readonly data: readonly BarGroup[];
}

interface GroupedBarChart extends Charted {
  readonly type: "Chart.VerticalBar.Grouped";
  readonly yMin: number;
  readonly yMax: number;
  readonly showBarValues: true;
  readonly data: readonly BarGroup[];
}

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards */
export type ChartElement = LineChart | BarChart | GroupedBarChart;

export type CardElement =
  | TextBlock
  | RichTextBlock
  | Container
  | CodeBlock
  | Image
  | ActionSet
  | Table
  | ChartElement
  | ColumnSet
  | Input;

export interface AdaptiveCard {
  readonly type: "AdaptiveCard";
  readonly $schema: "http://adaptivecards.io/schemas/adaptive-card.json";
  readonly version: string;
  /** Teams shows a card at half the width of the conversation unless it is told otherwise. */
  readonly msteams: { readonly width: "Full" };
  readonly speak: string;
  /** What a client shows that cannot draw the card. */
  readonly fallbackText: string;
  readonly body: readonly CardElement[];
}

export const CARD_TYPE = "application/vnd.microsoft.card.adaptive";

/** The message as the connector takes it: what `renderTeams` makes and what is sent, unchanged. */
export interface TeamsActivity {
  readonly type: "message";
  readonly summary: string;
  readonly attachments: readonly [{ readonly contentType: typeof CARD_TYPE; readonly content: AdaptiveCard }];
  readonly channelData?: { readonly feedbackLoop: { readonly type: "default" } };
}

/** A file offered to be saved, or saved: cards of Teams' own. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 */
export interface FileActivity {
  readonly type: "message";
  readonly summary: string;
  readonly attachments: readonly [
    {
      readonly contentType: `application/vnd.microsoft.teams.card.file.${"consent" | "info"}`;
      readonly name: string;
      readonly contentUrl?: string;
      readonly content: object;
    },
  ];
}

/** A message without a card, for where Teams does not take it as it is drawn. */
export interface TeamsWords {
  readonly type: "message";
  readonly summary: string;
  readonly text: string;
  /** Nothing in the words is read as Markdown. */
  readonly textFormat: "plain";
}
