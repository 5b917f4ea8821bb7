/** What is asked of figures in a conversation that was about figures: of another country, edition or topic, or once more. */
import { subjectOf, type Frame } from "#core/conversation/frame.ts";
import { groupOf, type FigureQuestion } from "#core/profile/figure-question.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import type { Unit } from "#search/reading/units.ts";
import { isOfAspect } from "#search/judging/aspects.ts";
import type { Case, Ranked, Verdict } from "#search/judging/case.ts";
import { abstain } from "#search/judging/refusal.ts";
import { touchesTopics } from "#search/judging/told.ts";
import { COVERAGE, SHOWN } from "#search/tuning/answering.ts";
import { FOLLOW_UP } from "#search/tuning/threads.ts";
import { isLaterThanEditions } from "./figures.ts";
import { namesNewest, namesRegionAlone, readFigures } from "./reading.ts";
import { isBound, isWide, namesCountriesAlone, neighboursNamed, subjectIn, tellsChange } from "./subjects.ts";

/** `Which of the two is better placed?` has so many words at most. */
const AGAIN = 9;
/** And `and in the edition before that?` so many. */
const BACK = 7;

/** The aspect that `why` asks for. */
const CAUSES = "causes";

/** After figures, another country, edition or topic alone is asked for by figures as well. */
export function goOnWithFigures(question: Case): Verdict | null {
  const { frame, leaning, reading } = question;
  if (frame === null || frame.shows === "findings" || leaning.kind === "none" || isOfMoreThanFigures(question))
    return null;
  const isOnlyOther =
    namesRegionAlone(reading) ||
    reading.units.every((unit) => unit.country !== null || unit.topics.length > 0 || isWide(unit, reading));
  const namesOther =
    reading.units.length > 0 || reading.years.length > 0 || reading.namesOwnCountry || namesNewest(reading);
  const figures = isOnlyOther && namesOther ? readFigures(question) : null;
  return figures === null ? null : { kind: "figures", question: withFrame(figures, frame, reading), findings: [] };
}

/** `And the one before?` behind figures: of the edition that was spoken of; before the first one there is none. */
export function goBackAnEdition(question: Case): Verdict | null {
  const { frame, leaning, reading, index } = question;
  const [spokenOf, ...more] = frame?.editions ?? [];
  if (frame === null || spokenOf === undefined || more.length > 0) return null;
  if (frame.shows === "findings" || leaning.kind === "none" || !asksBefore(reading)) return null;
  const editions = index.pack.figures.countries[0]?.editions.map(({ edition }) => edition) ?? [];
  const edition = editions.findLast((each) => each < spokenOf);
  if (edition === undefined) return abstain(question, "not-in-profile");
  const figures = { kind: "score", subject: subjectIn(question), edition } as const;
  return { kind: "figures", question: withFrame(figures, frame, reading), findings: [] };
}

function asksBefore({ words, units, years, asking, namesOwnCountry }: QuestionReading): boolean {
  if (words.length > BACK || [...units, ...years].length > 0 || namesOwnCountry) return false;
  return words.some(({ raw }) => asking.before.test(raw) && !asking.since.test(raw));
}

/** `Why did it go up?` behind figures: what changed between editions the profile of the first one cannot give the reason of. */
export function refuseWhyChanged(question: Case): Verdict | null {
  const { frame, leaning, reading } = question;
  const { units, cues, countries } = reading;
  if (frame === null || frame.shows === "findings" || leaning.kind === "none" || !asksWhy(question)) return null;
  const changes = cues.get("trend") ?? [];
  const isChange = (unit: Unit): boolean =>
    tellsChange(unit) || changes.some(({ from, to }) => from <= unit.from && unit.to <= to);
  const isOfScores = units.every(
    (unit) => isChange(unit) || isWide(unit, reading) || namesFrame(unit, frame) || isOfAspect(unit, reading),
  );
  const isChanged = changes.length > 0 || units.some(isChange);
  return isChanged && isOfScores && countries.length === 0 ? abstain(question, "after-edition") : null;
}

/** `What is behind the rise?` asks it in other words. */
function asksWhy({ reading: { cues, aspects } }: Case): boolean {
  return cues.has("why") || aspects.some(({ value }) => value === CAUSES);
}

function namesFrame({ topics }: Unit, frame: Frame): boolean {
  return topics.some((slug) => frame.topics.includes(slug));
}

/** `So which of the two is worse?` behind a comparison. */
export function compareAgain({ frame, reading, index }: Case): Verdict | null {
  const { words, units, countries, years, cues, asking } = reading;
  if (frame?.shows !== "figures" || frame.countries.length === 0) return null;
  const isOfOthers = countries.length > 0 || years.length > 0 || cues.has("why") || !units.every(tellsChange);
  const asksWhich = words.length <= AGAIN && words.some(({ raw }) => asking.against.test(raw));
  const subject = subjectOf(frame, (slug) => index.scored.has(slug));
  if (isOfOthers || !asksWhich || subject === null) return null;
  const figures = { kind: "compare", subject, countries: frame.countries, edition: frame.editions[0] ?? null } as const;
  return { kind: "figures", question: figures, findings: [] };
}

/** What is behind a score, or came after the editions. */
function isOfMoreThanFigures(question: Case): boolean {
  const { reading } = question;
  return reading.cues.has("why") || (isLaterThanEditions(question) && !namesNewest(reading));
}

/** The countries and the edition that were spoken of hold on until others are named. */
function withFrame(figures: FigureQuestion, frame: Frame, reading: QuestionReading): FigureQuestion {
  const edition = "edition" in figures ? (figures.edition ?? frame.editions[0] ?? null) : null;
  if (figures.kind === "compare" || figures.kind === "rank") return { ...figures, edition };
  return figures.kind === "score" ? scoreWithFrame({ ...figures, edition }, frame, reading) : figures;
}

type Score = Extract<FigureQuestion, { kind: "score" }>;

function scoreWithFrame(
  figures: Score,
  { topics, countries, shows, extreme }: Frame,
  { words, asking }: QuestionReading,
): FigureQuestion {
  const { subject, edition } = figures;
  // `And of the actors?`, `in 2025?`: which of them stands at that end there.
  if (extreme !== undefined && !topics.includes(extreme.topic) && subject.kind !== "indicator")
    return { kind: "extreme", ...groupOf(subject), end: extreme.end, edition };
  // The place in the world stands with a score; the order is of the region.
  const isOfWorld = words.some(({ raw }) => asking.world.test(raw));
  if (shows === "order" && !isOfWorld) return { kind: "rank", subject, edition };
  return countries.length === 0 ? figures : { kind: "compare", subject, countries, edition };
}

/**
 * Its score of the topic behind a page; behind an answer what the topic tells of it, and nothing of any other topic. Of a country from
 * elsewhere, which figures were brought in of, what is told comes first, as it does without those figures.
 */
export function answerOfCountry(question: Case): Verdict | null {
  const { frame, leaning, reading } = question;
  if (frame === null || frame.shows !== "findings" || leaning.kind === "none" || !isCountryAlone(question)) return null;
  const isOnWay = reading.countries.some((slug) => isBound(slug, reading));
  if (leaning.topics.length === 0) return null;
  const told = toldOfIt(question);
  const isOfScore = frame.aspect === null && !isOnWay && isScoredThere(question);
  if (isOfScore && !isToldFirst(question, told)) return compareThere(question);
  const [first] = told;
  if (first === undefined) return abstain(question, isOnWay ? "not-in-profile" : "another-country");
  const findings = told.slice(0, SHOWN.most).map(({ position }) => position);
  return {
    ...{ kind: "findings", topic: first.indicator, about: leaning.topics.slice(0, 1), findings },
    ...{ aspect: frame.aspect, gravity: false, otherwise: false },
  };
}

function isScoredThere(question: Case): boolean {
  return neighboursNamed(question).length === question.reading.countries.length;
}

function isToldFirst({ reading, index }: Case, told: readonly Ranked[]): boolean {
  const region = index.pack.figures.countries;
  return told.length > 0 && !reading.countries.every((slug) => region.some((country) => country.slug === slug));
}

/** `And in Karvonia?`, `from Karvonia?`: a small word or two may stand beside it. */
function isCountryAlone({ reading }: Case): boolean {
  const { units, words, aspects, years, cues, countries, namesOwnCountry, asking } = reading;
  if (words.some(({ raw }) => asking.against.test(raw))) return false;
  const named = units.reduce((sum, { from, to }) => sum + to - from, 0);
  const asksMore =
    aspects.length > 0 || years.length > 0 || namesOwnCountry || cues.has("score") || cues.has("compare");
  // `And the one with Karvonia?`
  const small = words.some(({ raw }) => asking.standing.test(raw)) ? FOLLOW_UP.besideStanding : FOLLOW_UP.besideOther;
  return namesCountriesAlone(reading) && countries.length > 0 && !asksMore && words.length <= named + small;
}

function compareThere({ frame, leaning, reading, index }: Case): Verdict | null {
  const subject =
    frame === null || leaning.kind === "none"
      ? null
      : subjectOf({ ...frame, topics: leaning.topics }, (slug) => index.scored.has(slug));
  if (subject === null) return null;
  const figures = { kind: "compare", subject, countries: reading.countries, edition: null } as const;
  return { kind: "figures", question: figures, findings: [] };
}

/** The findings of the conversation's topic that speak of it. */
function toldOfIt({ leaning, reading, ranking: { ranked }, index }: Case): readonly Ranked[] {
  if (leaning.kind === "none" || reading.elsewhere !== null) return [];
  return ranked.filter(
    (each) =>
      touchesTopics(each.position, leaning.topics, index) && each.shares.every((share) => share > COVERAGE.country),
  );
}
