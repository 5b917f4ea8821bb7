/** Words of short questions about figures, in the languages that are known (`content/index/figures/`). */

/** Lists of words and turns of phrase; what each is for stands in the English file. */
export const FIGURE_WORD_LISTS = [
  "small",
  "other",
  "whether",
  "who",
  "nations",
  "indicators",
  "criminality",
  "crimes",
  "where",
  "region",
  "world",
  "elsewhere",
  "highest",
  "largest",
  "lowest",
  "best",
  "worst",
  "first",
  "last",
  "weakest",
  "strongest",
  "rose",
  "fell",
  "improved",
  "worsened",
  "changed",
  "unchanged",
  "since",
  "most",
  "many",
  "what",
  "added",
  "tied",
  "difference",
  "calculated",
  "median",
  "average",
  "above",
  "below",
  "better-than",
  "worse-than",
  "at-least",
  "at-most",
  "exactly",
  "scores",
  "line",
  "nearest",
  "furthest",
  "distance",
  "size",
  "any",
  "every",
  "none",
  "then",
  "half",
  "over-half",
  "called-high",
  "called-low",
  "signed",
  "percent",
  "high",
  "judged",
  "placed",
] as const;

export type FigureWordList = (typeof FIGURE_WORD_LISTS)[number];

/** Those of all languages together. */
export interface FigureWords {
  readonly lists: ReadonlyMap<FigureWordList, readonly string[]>;
  /** `second`, `two`, by the number that they stand for. */
  readonly places: ReadonlyMap<string, number>;
  readonly numbers: ReadonlyMap<string, number>;
}
