/** `best`, `least bad`, `strongest` alone: which pillar is meant is asked back, as good and bad differ between them. */
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import { PILLAR_SLUGS, type PillarSlug } from "#core/profile/profile.ts";
import type { Command } from "#core/request.ts";

type End = Extract<FigureQuestion, { kind: "extreme" }>["end"];

const GOOD = /^(?:best|least bad|least worst|safest|луч\p{L}+|самое лучшее|самый лучший|эң жакшы\p{L}*)$/u;
const BAD = /^(?:worst|least good|most dangerous|худш\p{L}+|самое плохое|самый плохой|эң жаман\p{L}*)$/u;
const HIGH =
  /^(?:highest|top|strongest|biggest|сильнейш\p{L}+|сам\p{L}+ (?:высок\p{L}+|сильн\p{L}+)|эң (?:жогорку|күчтүү))$/u;
const LOW = /^(?:lowest|weakest|smallest|слабейш\p{L}+|сам\p{L}+ (?:низк\p{L}+|слаб\p{L}+)|эң (?:төмөнкү|алсыз))$/u;
const BEFORE =
  /^(?:(?:score|scores|rank|show me|show|what|which one|which|who|что|какой|какая|какое|кто|кайсы) )?(?:(?:is|are|scores?|does|ranks?) )?(?:the )?/u;
const AFTER = / (?:ones?|point|points|area|areas|of all|overall|балл|баллы|оценка|показатель)$/u;
/** What is judged good or bad may be called a score; the highest and lowest scores are read in plain words. */
const AFTER_JUDGED = / (?:scores?|indicators?|results?)$/u;

/** Takes folded words; undefined where more than that is said. */
export function parseExtreme(words: readonly string[]): Command | undefined {
  const said = words.join(" ").replace(BEFORE, "").replace(AFTER, "");
  const judged = said.replace(AFTER_JUDGED, "");
  const asked = [said, judged].find((each) => endsOf(each) !== undefined && (each === said || isJudged(each)));
  const ends = asked === undefined ? undefined : endsOf(asked);
  if (asked === undefined || ends === undefined) return undefined;
  const questions = PILLAR_SLUGS.map((pillar): FigureQuestion => {
    return { kind: "extreme", pillar, section: null, end: ends(pillar), edition: null };
  });
  return { kind: "choose-figures", by: "pillar", asked, questions, leans: false };
}

function isJudged(word: string): boolean {
  return GOOD.test(word) || BAD.test(word);
}

/** For resilience a higher score is better, for criminality worse. */
function endsOf(word: string): ((pillar: PillarSlug) => End) | undefined {
  if (GOOD.test(word)) return (pillar) => (pillar === "resilience" ? "highest" : "lowest");
  if (BAD.test(word)) return (pillar) => (pillar === "resilience" ? "lowest" : "highest");
  if (HIGH.test(word)) return () => "highest";
  return LOW.test(word) ? () => "lowest" : undefined;
}
