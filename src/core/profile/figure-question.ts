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
  | { readonly kind: "trend"; readonly subject: FigureSubject }
  /** `countries` by slug, or as typed where no such country is known; empty when nobody was named. */
  | {
      readonly kind: "compare";
      readonly subject: FigureSubject;
      readonly countries: readonly string[];
      readonly edition: number | null;
      /** In how many of the scores below the subject the country `of` is on that side of the one other. */
      readonly tally?: { readonly side: CountedSide; readonly of: string };
    }
  /** The countries of the region in the order of their scores, or those of the world. */
  | {
      readonly kind: "rank";
      readonly subject: FigureSubject;
      readonly edition: number | null;
      readonly scope?: "world";
      /** How many of them are on that side of the own country, or of the one that `than` names by its slug. */
      readonly count?: CountedSide;
      readonly than?: string;
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
