/** What a question deserves: findings, figures, or a reasoned "not here". */
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import type { AbstentionReason } from "#core/reply.ts";

export type Verdict =
  | {
      readonly kind: "findings";
      readonly topic: string;
      /** Positions in the pack, the most telling first. */
      readonly findings: readonly number[];
      /** Show the score beside the findings: how large or grave was asked. */
      readonly gravity: boolean;
    }
  /** `findings` say in words what the figures show; positions in the pack. */
  | { readonly kind: "figures"; readonly question: FigureQuestion; readonly findings: readonly number[] }
  | {
      readonly kind: "abstain";
      readonly reason: AbstentionReason;
      readonly topic: string | null;
      readonly nearest: readonly string[];
      readonly nearby: readonly number[];
    };
