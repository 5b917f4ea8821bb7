/** Whether figures answer a question: scores, ranks, changes over the editions, neighbours, the worst and the best. */
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import type { Unit } from "#search/reading/units.ts";
import { SHOWN } from "#search/tuning/answering.ts";
import { FOLLOW_UP } from "#search/tuning/threads.ts";
import type { Case, Verdict } from "#search/judging/case.ts";
import { isLikeFigures } from "./examples.ts";
import { asksForExtreme } from "./extremes.ts";
import { AMOUNT, CHANGE, asksForRank, isEdition, namesEditions, namesNewest, readFigures } from "./reading.ts";
import { asksOfOthers, isWide, measureOf, neighboursNamed, tellsChange } from "./subjects.ts";

type Test = (question: Case) => boolean;
const always: Test = () => true;
const never: Test = () => false;

/** Whether figures are asked for rather than what the profile said: the first rule that applies tells. */
const RULES: readonly { readonly applies: Test; readonly asks: Test }[] = [
  { applies: isLikeFigures, asks: always },
  { applies: namesScores, asks: always },
  { applies: namesNeighbourAndEdition, asks: ({ leaning }) => leaning.kind !== "none" },
  { applies: namesNeighbourOfTopic, asks: always },
  { applies: namesRange, asks: always },
  { applies: isLaterThanEditions, asks: never },
  { applies: namesSeveralEditions, asks: always },
  { applies: comparesWithNeighbours, asks: always },
  { applies: comparesWhole, asks: always },
  { applies: asksForRank, asks: always },
  { applies: asksForExtreme, asks: always },
  { applies: asksHowMeasureChanged, asks: always },
  { applies: asksHowIndicatorChanged, asks: always },
  { applies: asksWhatWasSaid, asks: asksForTrend },
  { applies: namesNothingButEdition, asks: ({ leaning }) => leaning.kind === "alone" },
  { applies: namesTopicAndEdition, asks: always },
  { applies: namesEditionOfTopic, asks: (question) => namesOneTopic(question) && !asksOfIt(question) },
  { applies: always, asks: asksForTrend },
];

export function answerWithFigures(question: Case): Verdict | null {
  const asks = RULES.find(({ applies }) => applies(question))?.asks ?? never;
  const figures = asks(question) ? readFigures(question) : null;
  if (figures === null) return null;
  return { kind: "figures", question: ofEdition(figures, question), findings: besideFigures(figures, question) };
}

/** `Is it worse than Georgia?`: one country set against another, in nothing but what is scored. */
export function compareCountries(question: Case): Verdict | null {
  const { reading } = question;
  const { words, units, asking, aspects, years } = reading;
  const isAgainst = words.some(({ raw }) => asking.against.test(raw));
  const isOfNeighbours = neighboursNamed(question).length >= reading.countries.length || asksOfOthers(question);
  if (!isAgainst || aspects.length > 0 || reading.countries.length === 0 || !isOfNeighbours) return null;
  const isScored = (unit: Unit): boolean =>
    unit.country !== null || unit.topics.length > 0 || isWide(unit, reading) || tellsChange(unit);
  const isOfEditions = years.every((year) => isEdition(year, question));
  const figures = isOfEditions && units.every(isScored) ? readFigures(question) : null;
  return figures === null ? null : { kind: "figures", question: figures, findings: [] };
}

/** `World rank?` behind the figures of 2025 is that of 2025. */
function ofEdition(figures: FigureQuestion, { frame, leaning }: Case): FigureQuestion {
  const isLeft = frame !== null && frame.shows !== "findings" && leaning.kind === "alone";
  return isLeft && figures.kind === "score"
    ? { ...figures, edition: figures.edition ?? frame.editions[0] ?? null }
    : figures;
}

/** Where no finding says it in words, whatever rose or fell is answered by its scores. */
export function answerWithTrend(question: Case): Verdict | null {
  const { cues, units } = question.reading;
  const asksForChange = cues.has("trend") || units.some(tellsChange);
  const figures = asksForChange && !cues.has("why") ? readFigures(question) : null;
  return figures === null ? null : { kind: "figures", question: figures, findings: [] };
}

/** Where change was asked for without a word of scores, what the profile said of it stands beside them. */
function besideFigures(figures: FigureQuestion, { reading, ranking, index }: Case): readonly number[] {
  if (figures.kind !== "trend" || figures.subject.kind !== "indicator" || reading.cues.has("score")) return [];
  const { slug } = figures.subject;
  return ranking.ranked
    .filter(({ indicator, position }) => indicator === slug && tellsOf(position, CHANGE, index))
    .slice(0, SHOWN.besideFigures)
    .map(({ position }) => position);
}

function tellsOf(position: number, aspect: string, { pack }: Case["index"]): boolean {
  return pack.findings[position]?.aspects.includes(aspect) === true;
}

function namesScores(question: Case): boolean {
  const { cues, hasDecimals } = question.reading;
  return cues.has("score") || cues.has("like-for-like") || hasDecimals || namesEditions(question);
}

/** `Did crime get worse since 2021?` */
function namesRange(question: Case): boolean {
  const { years, words, asking } = question.reading;
  const isSince = words.some(({ raw }) => asking.since.test(raw)) && years.some((year) => isEdition(year, question));
  return isSince && (asksHowMeasureChanged(question) || asksForTrend(question));
}

export function isLaterThanEditions(question: Case): boolean {
  const { reading, index } = question;
  // `Latest worst market`: of the newest edition.
  if (namesNewest(reading) && asksForExtreme(question)) return false;
  const isLater = reading.years.some((year) => year > index.pack.edition && !isEdition(year, question));
  return isLater || (reading.cues.has("later") && !asksForRank(question));
}

function namesSeveralEditions(question: Case): boolean {
  return new Set(question.reading.years.filter((year) => isEdition(year, question))).size > 1;
}

function comparesWithNeighbours(question: Case): boolean {
  const { cues, words, asking } = question.reading;
  if (neighboursNamed(question).length === 0) return false;
  return cues.has("compare") || words.some(({ raw }) => asking.against.test(raw));
}

/** The country beside its neighbours, in nothing narrower than a measure. */
function comparesWhole({ reading, lexicon }: Case): boolean {
  const compares = reading.cues.get("compare");
  if (compares === undefined) return false;
  const isPlace = ({ meanings }: Unit): boolean => meanings.some((meaning) => lexicon.places.has(meaning));
  const isExplicit = compares.some(({ from, to }) => to - from > 1) || reading.units.some(isPlace);
  return isExplicit && reading.units.every((unit) => isWide(unit, reading) || isPlace(unit));
}

function asksHowMeasureChanged({ reading }: Case): boolean {
  const { units } = reading;
  if (measureOf(reading) === null || !(reading.cues.has("trend") || units.some(tellsChange))) return false;
  return units.every((unit) => tellsChange(unit) || isWide(unit, reading));
}

/** `Has law enforcement improved?`: an indicator and that it changed, nothing else, and no finding tells of that. */
function asksHowIndicatorChanged({ reading, index }: Case): boolean {
  const { units, cues, countries, sentences } = reading;
  const [only, ...more] = units.filter((unit) => !tellsChange(unit));
  const slug = only?.topics.find((topic) => index.scored.has(topic));
  if (slug === undefined || more.length > 0 || countries.length > 0 || cues.has("why")) return false;
  if (sentences.length > 1) return false;
  const isTold = index.pack.findings.some((finding) => finding.indicator === slug && finding.aspects.includes(CHANGE));
  return units.length > 1 && !isTold;
}

/** What another edition said is not here; what it scored is. */
function asksWhatWasSaid({ reading }: Case): boolean {
  return reading.words.some(({ raw }) => reading.asking.said.test(raw));
}

/** `2021?`, `ok, 2021 then`. */
function namesNothingButEdition(question: Case): boolean {
  const { years, units } = question.reading;
  return years.some((year) => isEdition(year, question)) && units.length === 0;
}

/** `Territorial integrity 2021`, `financial crimes Atlantis 2023`. */
function namesTopicAndEdition(question: Case): boolean {
  const { years, units, words } = question.reading;
  const [unit] = units;
  if (unit === undefined || units.length > 1 || unit.topics.length === 0 || aspectsBeside(question.reading).length > 0)
    return false;
  const own = words.filter(({ stem }) => question.index.ownStems.has(stem)).length;
  return years.some((year) => isEdition(year, question)) && words.length - own === unit.to - unit.from + years.length;
}

/** `Tajikistan 2025?`, of what is spoken of. */
function namesNeighbourAndEdition(question: Case): boolean {
  const { years, units, aspects } = question.reading;
  const isNeighbour = neighboursNamed(question).length > 0 && units.every(({ country }) => country !== null);
  return isNeighbour && aspects.length === 0 && years.some((year) => isEdition(year, question));
}

/** `Georgia's resilience in 2023?`: what they did in it is asked in more words. */
function namesNeighbourOfTopic(question: Case): boolean {
  const { years, units, words } = question.reading;
  const aspects = aspectsBeside(question.reading);
  const isOther = (unit: Unit): boolean => unit.country !== null;
  if (neighboursNamed(question).length === 0 || !years.some((year) => isEdition(year, question))) return false;
  const of = units.filter((unit) => !isOther(unit));
  const isTopic = of.length === 1 && of.every((unit) => unit.topics.length > 0 || isWide(unit, question.reading));
  const named = units.reduce((sum, { from, to }) => sum + to - from, years.length);
  const asksHowMuch = aspects.every(({ value }) => value === AMOUNT) && question.reading.cues.has("amount");
  return isTopic && (asksHowMuch || (aspects.length === 0 && words.length <= named + FOLLOW_UP.besideOther));
}

/** The law that is in `law enforcement` is not asked for. */
function aspectsBeside({ aspects, units }: QuestionReading): QuestionReading["aspects"] {
  return aspects.filter(
    ({ from, to }) => !units.some((unit) => unit.topics.length > 0 && unit.from <= from && to <= unit.to),
  );
}

/** A topic in an edition, and nothing of it but what was scored. */
export function namesEdition(question: Case): boolean {
  if (namesTopicAndEdition(question) || namesNeighbourOfTopic(question)) return true;
  return namesEditionOfTopic(question) && namesOneTopic(question);
}

function namesEditionOfTopic(question: Case): boolean {
  return namesOtherEdition(question) && !hasAspect(question.reading);
}

function namesOtherEdition(question: Case): boolean {
  const { reading, index } = question;
  return reading.years.some((year) => year !== index.pack.edition && isEdition(year, question));
}

/** `Any arrests for it in 2025?`: that is asked of what was spoken of. */
function asksOfIt({ reading, leaning }: Case): boolean {
  return leaning.kind === "tied" && reading.cues.has("pronoun");
}

function namesOneTopic({ reading }: Case): boolean {
  return reading.units.filter(({ topics }) => topics.length > 0).length < 2;
}

function asksForTrend(question: Case): boolean {
  const { reading } = question;
  return reading.cues.has("trend") && !reading.cues.has("why") && !hasAspect(reading) && !asksWhatChanged(question);
}

/** `Which aspects of it have got better?`, where a finding says which. */
function asksWhatChanged({ reading, index, ranking: { ranked } }: Case): boolean {
  const told = index.pack.findings[ranked[0]?.position ?? -1]?.aspects.includes(CHANGE) === true;
  return told && reading.words.some(({ raw }) => reading.asking.parts.test(raw));
}

/** More than a topic and its change: seizures, use, control. Then the profile's words answer better than a trend. */
function hasAspect(reading: QuestionReading): boolean {
  const changes = reading.cues.get("trend") ?? [];
  return reading.units.some((unit) => {
    if (unit.topics.length > 0 || tellsChange(unit) || isWide(unit, reading)) return false;
    return !changes.some(({ from, to }) => from <= unit.from && unit.to <= to);
  });
}
