/** What charts that Teams draws are made of. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards */

/** https://adaptivecards.microsoft.com/?topic=chart-colors-reference */
export type ChartColour =
  | "categoricalBlue"
  | "categoricalLime"
  | "categoricalMarigold"
  | "categoricalPurple"
  | "categoricalRed"
  | "categoricalTeal"
  | "neutral";

/** The bars or the line of one colour. */
export interface BarGroup {
  readonly legend: string;
  readonly color: ChartColour;
  readonly values: readonly { readonly x: string; readonly y: number }[];
}

export interface BarPoint {
  readonly x: string;
  readonly y: number;
  readonly color: ChartColour;
}
