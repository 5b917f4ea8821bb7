/** What is asked of the figures, by a command or in plain words. */
import type { Measure, PillarSlug } from "./profile.ts";

export type FigureSubject =
  | { readonly kind: "indicator"; readonly slug: string }
  | { readonly kind: "section"; readonly slug: string }
  /** One measure of the headline, or all of them. */
  | { readonly kind: "headline"; readonly measure: Measure | null };

export type CountedSide = "higher" | "lower" | "worse" | "better";

export type FigureQuestion =
  /** `edition` is null when none was named; it may be one that there is not. */
  | {
      readonly kind: "score";
      readonly subject: FigureSubject;
      readonly edition: number | null;
      /** In full every score there is, where the whole headline is asked for; absent is brief. */
      readonly detail?: "brief" | "full";
    }
  /** From one edition to another; over all of them where neither is named. */
  | { readonly kind: "trend"; readonly subject: FigureSubject; readonly from?: number; readonly to?: number }
  /** `countries` by slug, or as typed where no such country is known; empty when nobody was named. */
  | {
      readonly kind: "compare";
      readonly subject: FigureSubject;
      readonly countries: readonly string[];
      readonly edition: number | null;
      /** Over the editions is asked, of whatever has several figures too. */
      readonly over?: true;
      /** In how many of the scores below the subject the country `of` is on that side of the one other. */
      readonly tally?: { readonly side: CountedSide; readonly of: string };
    }
  /** The countries of the region in the order of their scores, or those of the world. */
  | {
      readonly kind: "rank";
      readonly subject: FigureSubject;
      readonly edition: number | null;
      readonly scope?: "world";
      /** Whose place it is, by its slug; the own country's when absent. */
      readonly of?: string;
      /** How many of them are on that side of it. */
      readonly count?: CountedSide;
      /** Who stands at that end is asked. */
      readonly end?: "highest" | "lowest";
    }
  /** How a measure of the headline like for like comes about; of the newest edition where none was named. */
  | { readonly kind: "calculation"; readonly subject: FigureSubject; readonly edition: number | null }
  /** The highest or lowest scores of a pillar, or of one of its sections; of all criminality where it is null. */
  | {
      readonly kind: "extreme";
      readonly pillar: PillarSlug | null;
      readonly section: string | null;
      readonly end: "highest" | "lowest";
      readonly edition: number | null;
    };
