/** Whether findings have what a question asks for, and enough of its words. */
import type { Cue } from "#core/profile/vocabulary.ts";
import type { PackIndex, Telling } from "#search/index/pack-index.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import { isAbsent, type Unit } from "#search/reading/units.ts";
import { COVERAGE, DOUBT } from "#search/tuning/answering.ts";
import { BREVITY } from "#search/tuning/reading.ts";
import type { Case, Ranked } from "./case.ts";
import { asksSum, isJoined } from "./particulars.ts";
import { coverageOf } from "./rank.ts";
import { tellsAsked, touchesTopics } from "./told.ts";

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
  const counts = reading.cues.has("amount") || reading.cues.has("soft-amount");
  return leaning.kind === "alone" && counts && !touchesTopics(position, leaning.topics, index);
}

/**
 * `Where is the seized heroin stored?`: covered well enough by itself, but for one of the few things that it names, and liker to what is
 * not answered than the rest makes up for. In a conversation, of bare words and where nothing is listed, likeness tells too little.
 */
export function isDoubtful(told: readonly Ranked[], question: Case): boolean {
  const { reading, nearness, leaning, index, asked, ranking } = question;
  const [first] = told;
  const finding = index.pack.findings[first?.position ?? -1];
  if (first === undefined || finding === undefined || nearness === null) return false;
  if (leaning.kind !== "none" || reading.words.length <= BREVITY.bare) return false;
  const isTold = asked.aspects.length > 0 && tellsAsked(finding, asked) === "first";
  if (isTold || !wantsSomething(reading) || !leavesOut(first, question)) return false;
  const inFavour = DOUBT.answered * nearness.answered + DOUBT.covered * coverageOf(told, ranking);
  return nearness.refused - inFavour > DOUBT.most;
}

/** `Where ...?`, `and which ...?` */
function wantsSomething({ words: [first, second], asking }: QuestionReading): boolean {
  const opening = asking.joints.test(first?.raw ?? "") ? second : first;
  return asking.wanting.test(opening?.raw ?? "");
}

/** Of the few things that a short question names, one is not in the finding at all. */
function leavesOut({ shares }: Ranked, question: Case): boolean {
  const { reading, ranking } = question;
  if (reading.units.length > DOUBT.units) return false;
  return reading.units.some((unit, at) => {
    if ((shares[at] ?? 0) > DOUBT.untold || (ranking.weights[at] ?? 0) < DOUBT.weight) return false;
    return isTelling(unit, question) && !isJoined(unit, reading);
  });
}

/** A place may be what is wrong about a question; a word that neither findings nor questions have, a way of speaking. */
function isTelling(unit: Unit, { reading, examples, lexicon }: Case): boolean {
  const word = reading.words[unit.from];
  if (word === undefined || isPlace(unit, lexicon) || reading.asking.areas.test(word.raw)) return false;
  const isUnheard = unit.tokens.length === 0 && unit.meanings.length === 0;
  const telling = examples?.tellingOf(word.stem) ?? (isUnheard ? 0 : DOUBT.telling);
  return telling >= (isUnheard ? DOUBT.tellingUnheard : DOUBT.telling);
}

function isPlace({ country, meanings }: Unit, { places }: Case["lexicon"]): boolean {
  return country !== null || meanings.some((meaning) => places.has(meaning));
}
