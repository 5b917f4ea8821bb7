/** What a question is judged by, and what comes of it. */
import type { Frame } from "#core/conversation/frame.ts";
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import type { World } from "#core/profile/world.ts";
import type { Gap, NotTold } from "#core/briefings/abstention.ts";
import type { AbstentionReason } from "#core/reply.ts";
import type { Example, Examples, Nearness } from "#search/index/examples.ts";
import type { PackIndex } from "#search/index/pack-index.ts";
import type { WidenedLexicon } from "#search/reading/imported-names.ts";
import type { QuestionReading } from "#search/reading/question.ts";

export interface Evidence {
  readonly reading: QuestionReading;
  readonly index: PackIndex;
  readonly lexicon: WidenedLexicon;
  /** Countries that figures were brought in of. */
  readonly world: World;
  /** What the conversation is about. */
  readonly frame: Frame | null;
  /** The pack's examples; null where it has none. */
  readonly examples: Examples | null;
  /** How near they are to the question; null where there are none. */
  readonly nearness: Nearness | null;
  /** What the example with its very words deserves; null when there is none. */
  readonly sameExample: Example | null;
}

/** The evidence, with what is drawn from it before any rule is asked. */
export interface Case extends Evidence {
  readonly leaning: Leaning;
  readonly asked: Asked;
  readonly ranking: Ranking;
}

/** What of a subject is asked. */
export interface Asked {
  /** Slugs of aspects, the one that was asked for first of all first; empty where nothing in particular is asked. */
  readonly aspects: readonly string[];
  /** Slugs of those that answer it as well, where none of the others is told. */
  readonly also: readonly string[];
}

/** How far a question leans on what its conversation was about. */
export type Leaning =
  /** It stands on its own feet. */
  | { readonly kind: "none" }
  /** It has a subject, and `it` or `and` ties it to what was said. */
  | { readonly kind: "tied"; readonly topics: readonly string[] }
  /** Without what was said it asks about nothing. */
  | { readonly kind: "alone"; readonly topics: readonly string[] };

export interface Ranking {
  /** The best first, and not all of them. */
  readonly ranked: readonly Ranked[];
  /** The weight of each unit: high for telling words, highest for those that no finding has. */
  readonly weights: Float32Array;
}

/** A finding as an answer to the question. */
export interface Ranked {
  /** In the pack. */
  readonly position: number;
  readonly indicator: string;
  readonly score: number;
  /** 0 to 1: how much of the question's subject the finding has. */
  readonly coverage: number;
  /** What it has of each unit, 0 to 1. */
  readonly shares: Float32Array;
}

/** What a question deserves: findings, figures, or a reasoned "not here". */
export type Verdict =
  | {
      readonly kind: "findings";
      readonly topic: string;
      /** Slugs of what the conversation is about from here on. */
      readonly about: readonly string[];
      /** Positions in the pack, the most telling first. */
      readonly findings: readonly number[];
      /** Slug of what was asked of the topic; null where nothing in particular was. */
      readonly aspect: string | null;
      /** Show the score beside the findings: how large or grave was asked. */
      readonly gravity: boolean;
      /** What is found says the contrary of what the asker has in mind. */
      readonly otherwise: boolean;
    }
  /** `findings` say in words what the figures show; positions in the pack. */
  | { readonly kind: "figures"; readonly question: FigureQuestion; readonly findings: readonly number[] }
  /** Slugs of scored topics, of which one is worse. */
  | { readonly kind: "between"; readonly topics: readonly string[] }
  /** A reason for a score is asked for: of an indicator, by its slug, or of a measure. */
  | { readonly kind: "why-scored"; readonly topic: string }
  /** Its page is what is meant, as if its name had been typed. */
  | { readonly kind: "page"; readonly topic: string }
  /** It asks nothing. */
  | { readonly kind: "remark" }
  /** Everything that the conversation's topic has was shown in it. */
  | { readonly kind: "told"; readonly topic: string }
  | {
      readonly kind: "abstain";
      readonly reason: AbstentionReason;
      /** What was asked for that no profile has, in whatever words; null where it is nothing of the kind. */
      readonly wanted: NotTold | null;
      readonly gap: Gap | null;
      readonly topic: string | null;
      readonly nearest: readonly string[];
      readonly nearby: readonly number[];
      /** Slugs of the other countries that were named. */
      readonly countries: readonly string[];
    };
