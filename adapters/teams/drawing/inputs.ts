/** What is filled in on a card. https://adaptivecards.io/explorer/ */

interface Labelled {
  readonly id: string;
  readonly label: string;
  /** With what a client says beside it that does not send it empty. */
  readonly isRequired?: true;
  readonly errorMessage?: string;
}

export interface InputText extends Labelled {
  readonly type: "Input.Text";
  readonly value?: string;
  readonly placeholder?: string;
  readonly isMultiline?: true;
  readonly maxLength?: number;
}

export interface InputTime extends Labelled {
  readonly type: "Input.Time";
  readonly value: string;
}

/** Fields side by side; a number is a share of the room. */
export interface ColumnSet {
  readonly type: "ColumnSet";
  readonly columns: readonly {
    readonly type: "Column";
    readonly width: number;
    readonly items: readonly Input[];
  }[];
}

export interface InputChoiceSet extends Labelled {
  readonly type: "Input.ChoiceSet";
  readonly value: string;
  readonly style: "compact" | "filtered" | "expanded";
  readonly isMultiSelect?: true;
  readonly wrap: true;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
  /** Asks the bot while somebody types. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search */
  readonly "choices.data"?: { readonly type: "Data.Query"; readonly dataset: string };
  readonly placeholder?: string;
}

export type Input = InputText | InputTime | InputChoiceSet;
