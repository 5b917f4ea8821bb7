/** Whether a question asks for one of a kind, a part of the country or a name, of which nothing that is near tells. */
import { readWords } from "#search/reading/words.ts";
import type { PackIndex } from "#search/index/pack-index.ts";
import type { Lexicon } from "#search/reading/lexicon.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import type { Unit } from "#search/reading/units.ts";
import { COVERAGE, RANKING, SHOWN } from "#search/tuning.ts";
import type { Case, Ranked } from "./case.ts";

/** So many words may stand behind `which` before what it asks for. */
const BETWEEN = 3;

/** `Which Kyrgyz banks were fined?`, `in which village?`: one by its name is asked for, and none is named. */
export function namesNoneOfClass({ reading, lexicon, index }: Case, { position }: Ranked): boolean {
  if (index.tells.name[position] === true || index.tells.person[position] === true) return false;
  const { units, words, asking } = reading;
  return choices(reading).some((from) => {
    if (behind(from, reading).some((raw) => asking.singled.test(raw))) return true;
    if (!asking.which.test(words[from]?.raw ?? "")) return false;
    const next = units.find((unit) => unit.to > from + 1);
    const isNear = next !== undefined && next.from <= from + BETWEEN;
    return isNear && next.meanings.some((meaning) => lexicon.classes.has(meaning));
  });
}

/** `Which airline carries them?`: nothing that is near tells of airlines. */
export function lacksChosen(question: Case, best: Ranked): boolean {
  const { reading } = question;
  const near = nearTo(best, question);
  return choices(reading).some((at) => {
    const chosen = reading.units.findIndex(({ from, to }) => from <= at + 1 && at + 1 < to);
    const unit = reading.units[chosen];
    if (unit === undefined || !choosesIt(unit, at, reading)) return false;
    return near.every(({ shares }) => (shares[chosen] ?? 0) <= COVERAGE.country);
  });
}

/** `A law which shields them` chooses nothing. */
function choosesIt(unit: Unit, at: number, reading: QuestionReading): boolean {
  const { words, asking, units } = reading;
  const isRelative = units.some(({ to }) => to === at);
  if (isRelative || !asking.which.test(words[at]?.raw ?? "") || isTurnOfPhrase(at, reading)) return false;
  return unit.topics.length === 0 && unit.country === null && !isPartOfMore(unit, reading);
}

/** `Which UN style treaty`, `which rocks and metals`, `which resilience indicator` choose more than that. */
function isPartOfMore({ from, to }: Unit, { words, asking }: QuestionReading): boolean {
  const [word = "", next = ""] = [words[from]?.raw, words[to]?.raw];
  return word.length <= RANKING.short || asking.joints.test(next) || asking.general.test(next);
}

/** `Which kinds` is what is asked of a subject. */
function isTurnOfPhrase(at: number, { aspects }: QuestionReading): boolean {
  return aspects.some(({ from, to }) => from <= at && at + 1 < to);
}

/** `Which oblast has most of them?`, and no place is told. */
export function namesNoPart(question: Case, best: Ranked): boolean {
  const { reading, index, lexicon } = question;
  const isAsked = choices(reading).some((at) => behind(at, reading).some((raw) => reading.asking.areas.test(raw)));
  return isAsked && !nearTo(best, question).some(({ position }) => namesPlace(position, index, lexicon));
}

/** `Which countries ...?`, and no place is told; a state body is no country. */
export function namesNoCountry(question: Case, best: Ranked): boolean {
  const { reading, index, lexicon } = question;
  const { units, words, asking } = reading;
  const asks = words.some(({ raw }, at) => {
    if (!asking.which.test(raw) || !asking.nations.test(words[at + 1]?.raw ?? "")) return false;
    return units.every(({ from, to }) => at + 1 < from || to <= at + 1);
  });
  return asks && !nearTo(best, question).some(({ position }) => namesPlace(position, index, lexicon));
}

/** `The boss of the heroin ring in Osh, by name`: those who are named lead other groups. */
export function namesOthers({ reading: { units }, lexicon, index }: Case, best: Ranked): boolean {
  if (index.tells.person[best.position] !== true) return false;
  return units.some(({ meanings, topics }, at) => {
    const isOfPart = meanings.some((meaning) => lexicon.home.has(meaning));
    const isOfMarket = topics.some((slug) => index.pillarOf.get(sectionOf(slug, index)) === "markets");
    return (isOfPart || isOfMarket) && (best.shares[at] ?? 0) <= COVERAGE.country;
  });
}

function sectionOf(slug: string, { firstOf, pack }: PackIndex): string {
  return pack.findings[firstOf.get(slug) ?? -1]?.section ?? "";
}

/** `How many of the groups are based in Osh?`: how many there are is told, and of no part of the country. */
export function countsElsewhere({ reading: { cues, units }, lexicon }: Case, best: Ranked): boolean {
  if (!cues.has("amount")) return false;
  return units.some(
    ({ meanings }, at) =>
      meanings.some((meaning) => lexicon.home.has(meaning)) && (best.shares[at] ?? 0) <= COVERAGE.country,
  );
}

/** `What did the judge say?`: nobody is quoted. */
export function asksForWords({ reading: { units, words, asking }, lexicon }: Case): boolean {
  return words.some(({ raw }, at) => {
    if (!asking.singling.test(raw) || !asking.deeds.test(words[at + 1]?.raw ?? "")) return false;
    const said = words.findIndex((word, place) => place > at && asking.said.test(word.raw));
    return units.some(
      ({ from, to, meanings }) =>
        at < from &&
        to === said &&
        meanings.some((name) => lexicon.institutions.has(name) || lexicon.classes.has(name)),
    );
  });
}

/** `How much do judges pay?`, `what do smugglers charge?`; what a bribe is paid for is no sum. */
export function asksSum({ cues, words, asking }: QuestionReading): boolean {
  if (cues.has("soft-amount") && words.some(({ raw }) => asking.sums.test(raw))) return true;
  const what = words.findIndex(
    ({ raw }, at) => asking.singling.test(raw) && asking.deeds.test(words[at + 1]?.raw ?? ""),
  );
  const paid = words.findIndex(({ raw }, at) => at > what && asking.charged.test(raw));
  return what >= 0 && paid >= 0 && !words.slice(paid).some(({ raw }) => asking["paid-for"].test(raw));
}

/** Where a question chooses: `which`, `what`. */
function choices({ words, asking }: QuestionReading): readonly number[] {
  return [...words.keys()].filter((at) => asking.singling.test(words[at]?.raw ?? ""));
}

/** The words behind it; what is chosen by `what` stands next to it. */
function behind(at: number, { words, asking }: QuestionReading): readonly string[] {
  const reach = asking.which.test(words[at]?.raw ?? "") ? BETWEEN : 1;
  return words.slice(at + 1, at + 1 + reach).map(({ raw }) => raw);
}

function nearTo(best: Ranked, { ranking: { ranked } }: Case): readonly Ranked[] {
  return ranked.filter(({ score }) => score >= best.score * SHOWN.next);
}

/** By its own words: it may be searched for by places that it does not name. */
function namesPlace(position: number, { pack }: PackIndex, { countries, meanings, places, stemmer }: Lexicon): boolean {
  const words = readWords(pack.findings[position]?.text ?? "", stemmer);
  return countries.find(words).length > 0 || meanings.find(words).some(({ value }) => places.has(value));
}
