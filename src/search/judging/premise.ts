/** `Why is the trade so big?`: where it is told that it is small, that comes first. */
import { tellsChange } from "#search/judging/figures/subjects.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import { readWords } from "#search/reading/words.ts";
import type { Unit } from "#search/reading/units.ts";
import { SHOWN } from "#search/tuning/answering.ts";
import type { Case, Ranked, Verdict } from "./case.ts";

/** The meanings of a size, and the aspects under which one is told. */
const LARGE = "large";
const SMALL = "small";
const SIZE = "how-much";
const USE = "use";

/** What is so large that its reason is asked for is told to be small: by the best finding that has the subject. */
export function answerPremise(question: Case): Verdict | null {
  const { reading, ranking, index } = question;
  const [best] = ranking.ranked;
  if (best === undefined || !reading.cues.has("why") || !takesForLarge(reading)) return null;
  const near = ranking.ranked.filter((each) => each.score >= best.score * SHOWN.next && hasSubject(each, question));
  // `So popular with ordinary people`: whoever is named beside the trade takes part in it.
  const aspects = asksUse(question) ? [USE, SIZE] : [SIZE];
  const aspect = aspects.find((each) => near.some((small) => saysSmall(small, each, question)));
  if (aspect === undefined) return null;
  const contrary = near.find((each) => saysSmall(each, aspect, question));
  const topic = index.pack.findings[contrary?.position ?? -1]?.indicator;
  if (contrary === undefined || topic === undefined) return null;
  return {
    ...{ kind: "findings", topic, about: [topic], findings: [contrary.position] },
    ...{ aspect, gravity: false, otherwise: true },
  };
}

function asksUse({ asked, reading }: Case): boolean {
  if ([...asked.aspects, ...asked.also].includes(USE)) return true;
  return reading.units.some((unit) => isSubject(unit) && unit.topics.length === 0);
}

function takesForLarge({ words, asking, cues }: QuestionReading): boolean {
  return !cues.has("compare") && words.some(({ raw }) => asking.much.test(raw));
}

/** Of the indicators that are named one is its own; what is named first it has. */
function hasSubject({ shares, indicator }: Ranked, { reading: { units }, index }: Case): boolean {
  const topics = units.flatMap((unit) => unit.topics.filter((slug) => index.scored.has(slug)));
  if (topics.length > 0) return topics.includes(indicator);
  const first = units.findIndex(isSubject);
  return first >= 0 && (shares[first] ?? 0) >= SHOWN.subject;
}

function isSubject(unit: Unit): boolean {
  if (tellsChange(unit) || unit.meanings.includes(LARGE)) return false;
  return unit.meanings.length > 0 || unit.topics.length > 0;
}

/** By its own words, of what is asked; a large trade with little use is small only where its use is asked about. */
function saysSmall({ position }: Ranked, aspect: string, { index, lexicon }: Case): boolean {
  const finding = index.pack.findings[position];
  if (finding === undefined || !finding.aspects.includes(aspect)) return false;
  const words = readWords(finding.text, lexicon.stemmer);
  const told = new Set(lexicon.meanings.find(words).map(({ value }) => value));
  if (told.has(LARGE) && aspect !== USE) return false;
  return told.has(SMALL) || words.some(({ raw }) => lexicon.asking.little.test(raw));
}
