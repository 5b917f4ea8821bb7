/** The document the bot composes: typed blocks of plain spans, never markup. Renderers switch over its kinds. */
import type { Certainty, Direction } from "#core/profile/profile.ts";

export type Span =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "strong"; readonly text: string }
  | { readonly kind: "emphasis"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly url: string }
  /** A member of the workspace or team, by the platform's own id; `name` is what plain text shows. */
  | { readonly kind: "person"; readonly id: string; readonly name: string };

/** A labelled value such as `Heroin trade: 7.00 of 10 (1.50 above the 5.50 line; higher is worse)`. */
export interface ScoreRow {
  readonly label: string;
  readonly value: string;
  readonly score: number;
  readonly high: Direction;
}

export interface FindingItem {
  readonly id: string;
  readonly certainty: Certainty;
  readonly text: string;
  /** The hedge and where it comes from, as words: `Reported. Drugs, 2021 edition.` */
  readonly source: string;
  /** The number other text cites it by, in answers. */
  readonly number: number | null;
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
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "subheading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly spans: readonly Span[] }
  | { readonly kind: "bullets"; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: "scores"; readonly caption: string; readonly rows: readonly ScoreRow[] }
  | { readonly kind: "findings"; readonly items: readonly FindingItem[] }
  | {
      readonly kind: "table";
      readonly caption: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** Something to notice about the briefing itself: a short choice, who shared it, what was left out. */
  | { readonly kind: "notice"; readonly spans: readonly Span[] }
  | { readonly kind: "actions"; readonly items: readonly Action[] }
  | { readonly kind: "feedback"; readonly feedback: Feedback }
  /** Edition, data year, age, newest page and credit: on every briefing, always last. */
  | { readonly kind: "stamp"; readonly spans: readonly Span[] };

export interface Briefing {
  /** The title; also the head of the notification text. */
  readonly title: string;
  /** A sentence for a notification, where only a line is shown. */
  readonly summary: string;
  readonly blocks: readonly Block[];
}
