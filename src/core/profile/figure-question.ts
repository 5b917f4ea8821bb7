/** What is asked of the figures, by a command or in plain words. */
import { PILLAR_SLUGS, type Measure, type PillarSlug } from "./profile.ts";

export type FigureSubject =
  | { readonly kind: "indicator"; readonly slug: string }
  | { readonly kind: "section"; readonly slug: string }
  /** One measure of the headline, or all of them. */
  | { readonly kind: "headline"; readonly measure: Measure | null };

export type CountedSide = "higher" | "lower" | "worse" | "better";

/** An end of an order: by the number, or by what the number means. */
export const SCALE_ENDS = ["highest", "lowest", "best", "worst"] as const;
export type ScaleEnd = (typeof SCALE_ENDS)[number];

/** What is asked of an order of countries, other than the place of one. */
export type OrderAsked =
  /** Who stands at that place, counted from that end; `claimed` where the asker says that the country does. */
  | { readonly kind: "at"; readonly place: number; readonly end: ScaleEnd; readonly claimed?: true }
  /** So many from that end; `claimed` where the asker says that the country is among them. */
  | { readonly kind: "top"; readonly count: number | "half"; readonly end: ScaleEnd; readonly claimed?: true }
  /** How many are on that side of a number, and which. */
  | { readonly kind: "bound"; readonly bound: Bound }
  /** Which score is nearest to a number, or furthest from it. */
  | { readonly kind: "nearest"; readonly nearest: Nearest }
  /** How many are on that side of the country. */
  | { readonly kind: "count"; readonly side: CountedSide }
  /** Who shares the country's place, or whether the country of that slug does; `all` where no country is asked about. */
  | { readonly kind: "tie"; readonly with?: string; readonly all?: true };

export const CHANGES = ["rose", "fell", "improved", "worsened", "changed", "unchanged"] as const;
export type ScoreChange = (typeof CHANGES)[number];

/** Of several: said of one at least, of each, of none, of half of them at least, or of more than half. */
export type Quantity = "any" | "all" | "none" | "half" | "most";

/** A number that scores are held against; `claimed` where the asker says of how many it is so. */
export interface Bound {
  readonly side: "above" | "below" | "least" | "most" | "exactly";
  readonly value: number;
  readonly claimed?: Quantity;
  /** Of how many in a hundred it is so is asked. */
  readonly percent?: true;
}

/** A number that scores are near to, or far from. */
export interface Nearest {
  readonly value: number;
  readonly end: "nearest" | "furthest";
}

/** What is asked of a course over the editions, other than the course: by how much, or whether it went so. */
export type TrendAsked = { readonly kind: "size" } | { readonly kind: "claim"; readonly change: ScoreChange };

/** Whether a score is on that side of a number. */
export function isWithin({ side, value }: Bound, score: number): boolean {
  switch (side) {
    case "above":
      return score > value;
    case "below":
      return score < value;
    case "least":
      return score >= value;
    case "most":
      return score <= value;
    case "exactly":
      return score === value;
  }
}

/** Whether what was claimed of several is so, where it is so of `count` of them. */
export function holdsOf(claimed: Quantity, { count, of }: { readonly count: number; readonly of: number }): boolean {
  switch (claimed) {
    case "all":
      return count === of;
    case "any":
      return count > 0;
    case "none":
      return count === 0;
    case "half":
      return 2 * count >= of;
    case "most":
      return 2 * count > of;
  }
}

/** So many, or half of all, rounded down. */
export function countOf(count: number | "half", of: number): number {
  return count === "half" ? Math.floor(of / 2) : count;
}

/** `of` is the slug of another country that is asked about in place of the own one. */
export type FigureQuestion =
  /** `edition` is null when none was named; it may be one that there is not. */
  | {
      readonly kind: "score";
      readonly subject: FigureSubject;
      readonly edition: number | null;
      /** In full every score there is, where the whole headline is asked for; absent is brief. */
      readonly detail?: "brief" | "full";
      /** Whether it is on that side of a number is asked. */
      readonly bound?: Bound;
      /** How far it is from a number is asked. */
      readonly distance?: number;
      readonly of?: string;
    }
  /** From one edition to another; over all of them where neither is named. */
  | {
      readonly kind: "trend";
      readonly subject: FigureSubject;
      readonly from?: number;
      readonly to?: number;
      readonly asked?: TrendAsked;
      readonly of?: string;
    }
  /** `countries` by slug, or as typed where no such country is known; empty when nobody was named. */
  | {
      readonly kind: "compare";
      readonly subject: FigureSubject;
      readonly countries: readonly string[];
      readonly edition: number | null;
      /** Over the editions is asked, of whatever has several figures too. */
      readonly over?: true;
      /** In full every score there is, where the whole headline is compared; absent is brief. */
      readonly detail?: "full";
      /** In how many of the scores below the subject the country `of` is on that side of the one other. */
      readonly tally?: { readonly side: CountedSide; readonly of: string };
      /** By how much they differ is asked. */
      readonly difference?: true;
      /** Whether the country `of` is on that side of the one other is asked. */
      readonly claim?: { readonly side: CountedSide; readonly of: string };
    }
  /** The countries of the region in the order of their scores, or those of the world. */
  | {
      readonly kind: "rank";
      readonly subject: FigureSubject;
      readonly edition: number | null;
      readonly scope?: "world";
      /** A part of the world was named that there is no list of: the answer says so. */
      readonly elsewhere?: true;
      /** Whose place it is, by its slug; the own country's when absent. */
      readonly of?: string;
      /** Its place, where absent. */
      readonly asked?: OrderAsked;
    }
  /** How a measure of the headline like for like comes about; of the newest edition where none was named. */
  | { readonly kind: "calculation"; readonly subject: FigureSubject; readonly edition: number | null }
  /** The highest or lowest scores of a pillar, or of one of its sections; of all criminality where it is null. */
  | {
      readonly kind: "extreme";
      readonly pillar: PillarSlug | null;
      readonly section: string | null;
      readonly end: ScaleEnd;
      readonly edition: number | null;
      /** So many of them, or half; a few where absent. */
      readonly count?: number | "half";
      /** What stands at that place, counted from that end. */
      readonly place?: number;
      /** Slug of the indicator that the asker says stands there. */
      readonly claimed?: string;
      /** How many of them are on that side of a number, and which. */
      readonly bound?: Bound;
      /** Which of them is nearest to a number, or furthest from it. */
      readonly nearest?: Nearest;
      readonly of?: string;
    }
  /** Which of the indicators below the subject changed so between two editions, the first and the last where none is named. */
  | {
      readonly kind: "changes";
      readonly subject: FigureSubject;
      readonly change: ScoreChange;
      /** Which of them did most. */
      readonly most: boolean;
      /** Countries by the subject itself, in place of its indicators. */
      readonly among: "indicators" | "countries";
      readonly from: number | null;
      readonly to: number | null;
      /** The asker says of how many of them it is so. */
      readonly claimed?: Quantity;
      /** Of how many in a hundred it is so is asked. */
      readonly percent?: true;
      readonly of?: string;
    }
  /** Two of the country's figures against each other, of one direction; whether the first is on that side of the other may be asked. */
  | {
      readonly kind: "between";
      readonly subjects: readonly [FigureSubject, FigureSubject];
      readonly edition: number | null;
      readonly claim?: CountedSide;
    }
  /** The indicators that an edition was the first to score; any later one than the profile's where it is null. */
  | { readonly kind: "added"; readonly edition: number | null }
  /** The mean of the countries of the region, or of the world. */
  | {
      readonly kind: "average";
      readonly subject: FigureSubject;
      readonly edition: number | null;
      readonly scope?: "world";
      /** A part of the world was named that there is no list of: the answer says so. */
      readonly elsewhere?: true;
      /** The asker says that the country is on that side of it. */
      readonly claimed?: "above" | "below";
      /** The middle one of their scores, in place of the mean. */
      readonly middle?: true;
      readonly of?: string;
    };

/** What asks the same of one country. */
export interface CountryWay {
  /** Its slug. */
  readonly country: string;
  readonly text: string;
}

/** What a question is about; null where it names no subject but a group of its own. */
export function subjectAsked(question: FigureQuestion): FigureSubject | null {
  return "subject" in question ? question.subject : null;
}

/** What stands in an order within a subject: the indicators of its section or its pillar; all of criminality where it is neither. */
export function groupOf(
  subject: FigureSubject,
): Pick<Extract<FigureQuestion, { kind: "extreme" }>, "pillar" | "section"> {
  if (subject.kind === "section") return { pillar: null, section: subject.slug };
  const pillar = PILLAR_SLUGS.find((slug) => subject.kind === "headline" && slug === subject.measure);
  return { pillar: pillar ?? null, section: null };
}
