/** `best`, `least bad` alone: which pillar is meant is asked back, as a high score is good in one and bad in the others. */
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import { PILLAR_SLUGS } from "#core/profile/profile.ts";
import type { Command } from "#core/request.ts";

const GOOD = /^(?:best|least bad|least worst|safest|луч\p{L}+|самое лучшее|самый лучший|эң жакшы\p{L}*)$/u;
const BEFORE =
  /^(?:(?:score|scores|rank|show me|show|what|which one|which|who|что|какой|какая|какое|кто|кайсы) )?(?:(?:is|are|was|were|scores?|does|ranks?) )?(?:the )?/u;
const AFTER =
  / (?:ones?|point|points|area|areas|of all|overall|балл|баллы|оценка|показатель|scores?|indicators?|results?)$/u;

/** Takes folded words; undefined where more than that is said. */
export function parseExtreme(words: readonly string[]): Command | undefined {
  const asked = words.join(" ").replace(BEFORE, "").replace(AFTER, "");
  if (!GOOD.test(asked)) return undefined;
  const questions = PILLAR_SLUGS.map((pillar): FigureQuestion => {
    return {
      kind: "extreme",
      pillar,
      section: null,
      end: pillar === "resilience" ? "highest" : "lowest",
      edition: null,
    };
  });
  return { kind: "choose-figures", by: "pillar", asked, questions, leans: false };
}
