/** One number of the Index as scripts read it. The keys are a public contract: add, never rename (docs/figures-json.md). */
import type { Direction, Rank } from "./profile.ts";

export interface FigureNumber {
  /** Slug of the country. */
  readonly country: string;
  /** Slug of the indicator, or `criminality`, `markets`, `actors`, `resilience`. */
  readonly subject: string;
  readonly edition: number;
  readonly value: number;
  readonly unit: "score";
  /** Scores run from `low` to `high`; `line` parts low from high. */
  readonly scale: { readonly low: number; readonly high: number; readonly line: number };
  /** What a high value is. */
  readonly high: Direction;
  /** `published` by the Index; `calculated` by the bot on the indicators of the first edition. */
  readonly basis: "published" | "calculated";
  /** Whether it counts what the same number of the pack's own edition counts: only such numbers make a trend. */
  readonly comparable: boolean;
  /** Counted by the bot from the published scores, 1 being the highest; null for what is calculated. */
  readonly rank: FigureRank | null;
}

export interface FigureRank {
  readonly region: Rank | null;
  /** Of the headline, and in an order of all countries of every subject. */
  readonly world: Rank | null;
}
