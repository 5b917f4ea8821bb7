/** A form to fill in: a modal in Slack, a card with inputs in Teams, described once for both. */

export type Field =
  | {
      readonly kind: "choice";
      readonly name: string;
      readonly label: string;
      readonly value: string;
      readonly options: readonly Option[];
    }
  | {
      readonly kind: "choices";
      readonly name: string;
      readonly label: string;
      readonly values: readonly string[];
      readonly options: readonly Option[];
    }
  /** Wall time, `HH:MM`. */
  | { readonly kind: "time"; readonly name: string; readonly label: string; readonly value: string }
  | {
      readonly kind: "line";
      readonly name: string;
      readonly label: string;
      readonly value: string;
      readonly hint: string;
    }
  | {
      readonly kind: "paragraph";
      readonly name: string;
      readonly label: string;
      readonly hint: string;
      readonly maximum: number;
    };

export interface Option {
  readonly label: string;
  readonly value: string;
}

export interface Form {
  /** At most 24 characters: Slack's limit for a modal's title and buttons. */
  readonly title: string;
  readonly submit: string;
  readonly pack: string;
  /** Which form it is and what it is about; comes back with the answers, unchanged. At most 200 characters. */
  readonly id: string;
  readonly fields: readonly Field[];
}

/** What a person filled in, by field name; `choices` come as several values. */
export type FormValues = Readonly<Record<string, readonly string[]>>;
