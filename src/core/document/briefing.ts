/** The document the bot composes: typed blocks of plain spans, never markup. Renderers switch over its kinds. */
import type { Chart } from "./chart.ts";

export type Span =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "strong"; readonly text: string }
  | { readonly kind: "emphasis"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly url: string }
  /** A member of the workspace or team, by the platform's own id; `name` is what plain text shows. */
  | { readonly kind: "person"; readonly id: string; readonly name: string }
  /**
   * Milliseconds since 1970 in UTC, shown by the reader's own clock where the platform can, with `own` behind it to say whose
   * clock that is; `text` says it with its zone.
   */
  | { readonly kind: "moment"; readonly at: number; readonly text: string; readonly own: string };

export interface FindingItem {
  readonly id: string;
  readonly text: string;
  /** A word such as `likely`, where the source hedges and the sentence does not say so itself; else null. */
  readonly hedge: string | null;
}

/** Numbers stand under each other. */
export interface Column {
  readonly name: string;
  readonly kind: "text" | "number";
}

export const ACTION_KINDS = ["show", "share", "form", "link", "delete"] as const;

/** What a press asks for. `text` is what a person would have typed after the pack's command. */
export type Action =
  | { readonly kind: "show"; readonly label: string; readonly pack: string; readonly text: string }
  /** Posts the briefing that `text` asks for where everyone sees it, saying who shared it. */
  | { readonly kind: "share"; readonly label: string; readonly pack: string; readonly text: string }
  /** Opens the form that `text` asks for (a modal in Slack, a card form in Teams). */
  | { readonly kind: "form"; readonly label: string; readonly pack: string; readonly text: string }
  | { readonly kind: "link"; readonly label: string; readonly url: string }
  /** Takes the message away, for the person of this id alone: whoever asked for it. */
  | { readonly kind: "delete"; readonly label: string; readonly asker: string };

/** Helpful or not, about the answer known by `answer`. */
export interface Feedback {
  readonly pack: string;
  readonly answer: string;
}

export type Block =
  /** What was asked, answered in a line: first of all, and in bold. A hedge stands behind it. */
  | { readonly kind: "lead"; readonly spans: readonly Span[]; readonly hedge: string | null }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "subheading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly spans: readonly Span[] }
  /** To be copied as it stands. */
  | { readonly kind: "verbatim"; readonly text: string }
  | { readonly kind: "bullets"; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: "findings"; readonly items: readonly FindingItem[] }
  /** `caption` is empty where the line above says it. */
  | {
      readonly kind: "table";
      readonly caption: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
      /** Which rows, by their place, head those below them. */
      readonly heads?: readonly number[];
    }
  /** A picture of figures, and the same figures in words. */
  | { readonly kind: "chart"; readonly chart: Chart }
  /** Something to notice about the briefing itself: a short choice, who shared it, what was left out. */
  | { readonly kind: "notice"; readonly spans: readonly Span[] }
  /** `more` is what is less used, in a menu behind the buttons. Of equal ways on none is `primary`; else the first is. */
  | {
      readonly kind: "actions";
      readonly items: readonly Action[];
      readonly more: readonly Action[];
      readonly primary?: true;
    }
  | { readonly kind: "feedback"; readonly feedback: Feedback }
  /**
   * The source line: whose figures or findings, what year they describe, the newest page. Small, and last but for
   * feedback. `reading` stands above it: how to read the figures, such as which way is worse; may be empty.
   */
  | { readonly kind: "stamp"; readonly reading: string; readonly spans: readonly Span[] };

export interface Briefing {
  /** The title; also the head of the notification text. */
  readonly title: string;
  /** A sentence for a notification, where only a line is shown. */
  readonly summary: string;
  readonly blocks: readonly Block[];
}
