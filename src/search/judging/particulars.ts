/** Whether a question asks for one of a kind, a part of the country or a name, of which nothing that is near tells. */
import type { PackIndex } from "#search/index/pack-index.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import type { Unit } from "#search/reading/units.ts";
import { COVERAGE, SHOWN } from "#search/tuning/answering.ts";
import { RANKING } from "#search/tuning/ranking.ts";
import type { Case, Ranked } from "./case.ts";

/** So many words may stand behind `which` before what it asks for. */
const BETWEEN = 3;
/** And so many before what it is of that is chosen. */
const MOST_TO_SUPERLATIVE = 6;

/** A question with what each particular looks at, looked for once. */
export interface Sought extends Case {
  /** Where it chooses: `which`, `what`. */
  readonly choices: readonly number[];
  /** The findings that may answer it as well as the best. */
  readonly near: readonly Ranked[];
}

export function soughtBy(question: Case, best: Ranked): Sought {
  const { words, asking } = question.reading;
  const choices = [...words.keys()].filter((at) => asking.singling.test(words[at]?.raw ?? ""));
  return {
    ...question,
    choices,
    near: question.ranking.ranked.filter(({ score }) => score >= best.score * SHOWN.next),
  };
}

/** `Which Kyrgyz banks were fined?`, `in which village?`: one by its name is asked for, and none is named. */
export function namesNoneOfClass({ reading, lexicon, index, choices }: Sought, { position }: Ranked): boolean {
  if (index.tells.name[position] === true || index.tells.person[position] === true) return false;
  const { units, words, asking } = reading;
  return choices.some((from) => {
    if (behind(from, reading).some((raw) => asking.singled.test(raw))) return true;
    if (!asking.which.test(words[from]?.raw ?? "")) return false;
    const next = units.find((unit) => unit.to > from + 1);
    const isNear = next !== undefined && next.from <= from + BETWEEN;
    return isNear && next.meanings.some((meaning) => lexicon.classes.has(meaning));
  });
}

/** `In which village?`, `which ministry?` */
export function asksForOne(reading: QuestionReading): boolean {
  const { words, asking } = reading;
  return words.some(
    ({ raw }, at) => asking.singling.test(raw) && behind(at, reading).some((next) => asking.singled.test(next)),
  );
}

/** `Which airline carries them?`: nothing that is near tells of airlines. */
export function lacksChosen({ reading, choices, near }: Sought): boolean {
  return choices.some((at) => {
    const chosen = reading.units.findIndex(({ from, to }) => from <= at + 1 && at + 1 < to);
    const unit = reading.units[chosen];
    if (unit === undefined || !choosesIt(unit, at, reading)) return false;
    return near.every(({ shares }) => (shares[chosen] ?? 0) <= COVERAGE.country);
  });
}

/** `Which of them is the richest?`: what is nearest tells of no riches. */
export function lacksSuperlative({ reading, choices }: Sought, best: Ranked): boolean {
  const { units, words, asking } = reading;
  return choices.some((from) => {
    const at = words.findIndex(({ raw }, place) => place > from && asking.superlative.test(raw));
    const singled = units.findIndex((unit) => unit.from === at || unit.from === at + 1);
    const unit = units[singled];
    if (at < 0 || at > from + MOST_TO_SUPERLATIVE || unit === undefined || unit.topics.length > 0) return false;
    return unit.from + 1 === words.length && (best.shares[singled] ?? 0) < COVERAGE.counted;
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

/** `Big cats and mountain sheep`: one of them may be told. */
export function isJoined({ from, to }: Unit, { words, asking }: QuestionReading): boolean {
  return [from - 1, to].some((at) => asking.joints.test(words[at]?.raw ?? ""));
}

/** `Which kinds` is what is asked of a subject. */
function isTurnOfPhrase(at: number, { aspects }: QuestionReading): boolean {
  return aspects.some(({ from, to }) => from <= at && at + 1 < to);
}

/** `Which oblast has most of them?`, and no place is told. */
export function namesNoPart({ reading, index, choices, near }: Sought): boolean {
  const isAsked = choices.some((at) => behind(at, reading).some((raw) => reading.asking.areas.test(raw)));
  return isAsked && !near.some(({ position }) => index.tells.placeNamed[position]);
}

/** `Which countries ...?`, and no place is told; a state body is no country. */
export function namesNoCountry({ reading, index, near }: Sought): boolean {
  const { units, words, asking } = reading;
  const asks = words.some(({ raw }, at) => {
    if (!asking.which.test(raw) || !asking.nations.test(words[at + 1]?.raw ?? "")) return false;
    return units.every(({ from, to }) => at + 1 < from || to <= at + 1);
  });
  return asks && !near.some(({ position }) => index.tells.placeNamed[position]);
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
    const isSpeaker = ({ meanings, tokens }: Unit): boolean =>
      tokens.length === 0 || meanings.some((name) => lexicon.institutions.has(name) || lexicon.classes.has(name));
    return units.some((unit) => at < unit.from && unit.to === said && isSpeaker(unit));
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

/** The words behind it; what is chosen by `what` stands next to it. */
function behind(at: number, { words, asking }: QuestionReading): readonly string[] {
  const reach = asking.which.test(words[at]?.raw ?? "") ? BETWEEN : 1;
  return words.slice(at + 1, at + 1 + reach).map(({ raw }) => raw);
}

/** `500 of them got away`: whoever names a number takes it for granted, and none is told. */
export function claimsCount({ reading: { words, units, asking, cues }, index, near }: Sought): boolean {
  if (cues.has("score") || near.some(({ position }) => index.tells.amount[position])) return false;
  return words.some(({ raw }, at) => {
    const isNumber = /^\d{2,}$/u.test(raw) && !/^(?:19|20)\d\d$/u.test(raw);
    if (!isNumber && !asking.multitudes.test(raw)) return false;
    const counted = units.find(({ from }) => from > at);
    return counted !== undefined && counted.from <= at + BETWEEN && counted.tokens.length > 0;
  });
}
