/** Whether findings have what a question asks for, and enough of its words. */
import type { Cue } from "#core/profile/vocabulary.ts";
import type { PackIndex, Telling } from "#search/index/pack-index.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import { isAbsent } from "#search/reading/units.ts";
import { COVERAGE } from "#search/tuning.ts";
import type { Case, Ranked } from "./case.ts";
import { asksSum } from "./particulars.ts";
import { coverageOf } from "./rank.ts";
import { touchesTopics } from "./told.ts";

/** Cues that ask for something which a finding then must tell. */
const ASKED: readonly (readonly [Cue, Telling])[] = [
  ["amount", "amount"],
  ["date", "year"],
  ["names", "person"],
];
/** Which findings have the number, the year or the name that is asked for; null when none is: `fewer kilos than before` asks for none. */
export function whatIsAsked(reading: QuestionReading, { tells }: PackIndex): readonly boolean[] | null {
  if (reading.words.some(({ raw }) => reading.asking.naming.test(raw))) return tells.name;
  if (asksSum(reading)) return tells.amount;
  const asked = ASKED.find(([cue]) => reading.cues.has(cue) && !(cue === "amount" && reading.cues.has("compare")));
  return asked === undefined ? null : tells[asked[1]];
}

export function countsWhatIsCounted({ cues, units }: QuestionReading, best: Ranked): boolean {
  const from = cues.get("amount")?.[0]?.to;
  if (from === undefined) return true;
  const at = units.findIndex((unit) => unit.from >= from);
  return at < 0 ? best.coverage >= COVERAGE.exact : (best.shares[at] ?? 0) >= COVERAGE.counted;
}

export function isCovered(
  chosen: readonly Ranked[],
  best: Ranked,
  { reading, leaning, ranking, index }: Case,
): boolean {
  const isListed = Object.keys(index.pack.questions).length > 0;
  const enough =
    (leaning.kind === "alone" ? COVERAGE.followUp : neededFor(reading)) * (isListed ? 1 : COVERAGE.unlisted);
  return coverageOf(chosen, ranking) >= enough && best.coverage >= Math.min(enough, COVERAGE.first);
}

/** The more units a question has, the more of them are mere talk, but for a subject that no finding has. */
function neededFor({ units }: QuestionReading): number {
  const more = units.some(isAbsent) ? 0 : Math.max(0, units.length - COVERAGE.units);
  return Math.max(COVERAGE.least, COVERAGE.all - COVERAGE.lessAUnit * more);
}

/** `How many tonnes?` of gold: the share of heroin is counted, and was not spoken of. */
export function countsSomethingElse({ position }: Ranked, { leaning, reading, index }: Case): boolean {
  return leaning.kind === "alone" && reading.cues.has("amount") && !touchesTopics(position, leaning.topics, index);
}
