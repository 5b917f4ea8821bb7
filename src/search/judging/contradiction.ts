/** Whether what is found says the contrary of what the asker has in mind: another place, or the other way. */
import { readWords, type Word } from "#search/reading/words.ts";
import type { Unit } from "#search/reading/units.ts";
import { COVERAGE } from "#search/tuning/answering.ts";
import type { Case, Ranked } from "./case.ts";
import { tellsChange } from "#search/judging/figures/subjects.ts";
import { saysWhere } from "./places.ts";

/**
 * `Most go to Italy, correct?`, `so seizures are rising?`. Not where it is left open: `where do they go?`, `rising or
 * falling?`; and `are they rising?` is a question, which the finding answers by itself.
 */
export function saysOtherwise(question: Case, best: Ranked): boolean {
  const { words, asking, cues } = question.reading;
  const whys = cues.get("why") ?? [];
  // `Why are they rising?` takes for granted that they are.
  const isGranted = whys.some(({ from }) => from === 0);
  const asksWhy = (at: number): boolean => isGranted && whys.some(({ from, to }) => from <= at && at < to);
  if (words.some(({ raw }, at) => asking.open.test(raw) && !asksWhy(at))) return false;
  const isStated = !asking.opening.test(words[0]?.raw ?? "");
  const { units } = question.reading;
  const stated = isGranted ? units.filter(tellsChange) : isStated ? units : [];
  return namesOtherPlace(question, best) || namesOtherWay(stated, question, best);
}

/** `But not the Arms Trade Treaty` denies that one; the plant apart from which there is none is there. */
export function deniesWhatIsNamed({ reading, index, lexicon }: Case, { position }: Ranked): boolean {
  const words = readWords(index.pack.findings[position]?.text ?? "", lexicon.stemmer);
  const [denial] = lexicon.denials.find(words);
  if (denial === undefined) return false;
  const end = words.findIndex(({ raw }, at) => at >= denial.to && lexicon.asking.besides.test(raw));
  const denied = words.slice(denial.to, end < 0 ? undefined : end);
  const asked = new Set(reading.words.map(({ stem }) => stem));
  const meant = new Set(reading.units.flatMap(({ meanings }) => meanings));
  // Whoever asks when it was rejected knows that it was.
  if (words.slice(denial.from, denial.to).some(({ stem }) => asked.has(stem))) return false;
  const telling = denied.filter((word) => lexicon.ordinary.find([word]).length === 0);
  const isNamed = (word: Word): boolean =>
    asked.has(word.stem) || lexicon.meanings.find([word]).some(({ value }) => meant.has(value));
  return telling.filter(isNamed).length >= telling.length * COVERAGE.counted;
}

/** Where it goes, passes or comes from is told, and what is named is none of it. */
function namesOtherPlace(question: Case, best: Ranked): boolean {
  const { units, namesOwnCountry } = question.reading;
  const isOther = units.some(({ country }, at) => country !== null && (best.shares[at] ?? 0) <= COVERAGE.country);
  return isOther && !namesOwnCountry && saysWhere(question, best);
}

function namesOtherWay(units: readonly Unit[], { lexicon, index }: Case, { position }: Ranked): boolean {
  const asked = new Set(units.flatMap((unit) => unit.meanings));
  const others = [...asked].flatMap((meaning) => lexicon.opposites.get(meaning) ?? []);
  if (others.length === 0 || others.some((other) => asked.has(other))) return false;
  // By its own words: it may be searched for by either way.
  const text = index.pack.findings[position]?.text ?? "";
  const told = new Set(lexicon.meanings.find(readWords(text, lexicon.stemmer)).map(({ value }) => value));
  return others.some((other) => told.has(other) && !told.has(lexicon.opposites.get(other) ?? ""));
}
