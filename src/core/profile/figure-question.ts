/** What is asked of the figures. */
import type { Country, Measure, PillarSlug } from "./profile.ts";

export type FigureSubject =
  | { readonly kind: "indicator"; readonly slug: string }
  | { readonly kind: "section"; readonly slug: string }
  /** One measure of the headline, or all of them. */
  | { readonly kind: "headline"; readonly measure: Measure | null };

export type FigureQuestion =
  /** `edition` is null when none was named. */
  | { readonly kind: "score"; readonly subject: FigureSubject; readonly edition: number | null }
  | { readonly kind: "trend"; readonly subject: FigureSubject }
  | {
      readonly kind: "compare";
      readonly subject: FigureSubject;
      readonly countries: readonly Country[];
      readonly edition: number | null;
    }
  /** The highest or lowest scores of a pillar, or of one of its sections. */
  | {
      readonly kind: "extreme";
      readonly pillar: PillarSlug;
      readonly section: string | null;
      readonly end: "highest" | "lowest";
      readonly edition: number | null;
    };
