/** A form to fill in: a modal in Slack, a card with inputs in Teams, described once for both. */

interface Named {
  readonly name: string;
  readonly label: string;
}

/** A hint stands below the field; empty where there is none. */
interface Chosen {
  readonly options: readonly Option[];
  readonly hint: string;
}

/** Every field has to be filled in, but for choices that may be none. */
export type Field =
  | (Named & Chosen & { readonly kind: "choice"; readonly value: string })
  | (Named & Chosen & { readonly kind: "choices"; readonly values: readonly string[] })
  /** One of very many, found by typing: `Bot.findOptions` knows them by the field's name. */
  | (Named & { readonly kind: "search"; readonly value: Option; readonly hint: string })
  /** Wall time, `HH:MM`. */
  | (Named & { readonly kind: "time"; readonly value: string })
  | (Named & { readonly kind: "paragraph"; readonly value: string; readonly hint: string; readonly maximum: number });

export interface Option {
  readonly label: string;
  readonly value: string;
  /** The name of the whole that it is, or is part of: those of one whole stand together, itself first. */
  readonly whole?: string;
  /** Of the whole itself, what it is called under its own name as a heading. */
  readonly within?: string;
}

/** Slack's limit for a modal's title and buttons, in characters. */
export const LONGEST_TITLE = 24;

export interface Form {
  /** As long as `LONGEST_TITLE` at most. */
  readonly title: string;
  readonly submit: string;
  readonly pack: string;
  /** Which form it is and what it is about; comes back with the answers, unchanged. At most 200 characters. */
  readonly id: string;
  /** Where what is ordered will come, or who will see what is written; above the fields. */
  readonly where?: string;
  readonly fields: readonly Field[];
  /** What is wrong with what was filled in, by field name; empty where the form was not filled in yet. */
  readonly errors: Readonly<Record<string, string>>;
  /** What to show in place of a form that is left, where nobody knows any more what stood there: as it would be typed. */
  readonly back: string;
}

/** What a person filled in, by field name; `choices` come as several values. */
export type FormValues = Readonly<Record<string, readonly string[]>>;

/** The form with what was filled in, as far as it was offered; the rest of it as it was. */
export function refill(form: Form, values: FormValues): Form {
  return { ...form, fields: form.fields.map((field) => refillField(field, values[field.name] ?? [])) };
}

function refillField(field: Field, given: readonly string[]): Field {
  const [value = ""] = given;
  switch (field.kind) {
    case "choice":
      return field.options.some((option) => option.value === value) ? { ...field, value } : field;
    case "choices":
      return {
        ...field,
        values: field.options.flatMap((option) => (given.includes(option.value) ? [option.value] : [])),
      };
    case "time":
      return isTime(value) ? { ...field, value } : field;
    case "paragraph":
      return { ...field, value };
    case "search":
      // Its words are known to who has found it.
      return field;
  }
}

/** Wall time, `HH:MM`. */
export function isTime(value: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value);
}
