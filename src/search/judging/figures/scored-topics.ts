/** Scored topics of which neither one figure nor one finding is asked: which of them is worse, or why one scored as it did. */
import type { Case, Verdict } from "#search/judging/case.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import { isEdition } from "./reading.ts";
import { isWide, measureOf } from "./subjects.ts";

/** So many at most are set against each other in a sentence. */
const MOST = 4;

/** `Heroin or cannabis, which is worse?`: topics of one pillar and nothing else. */
export function answerBetweenTopics({ reading, index }: Case): Verdict | null {
  const { units, words, asking } = reading;
  if (!namesTopicsAlone(reading)) return null;
  const named = units.map(({ topics }) => topics.filter((slug) => pillarOf(slug, index) !== undefined));
  const topics = [...new Set(named.flat())];
  const isOneEach = named.every((each) => each.length === 1) && topics.length === units.length;
  const isOfOne = new Set(topics.map((slug) => pillarOf(slug, index))).size === 1;
  const between = units.slice(1).flatMap(({ from }, at) => words.slice(units[at]?.to ?? from, from));
  const isChoice = between.some(({ raw }) => asking.either.test(raw));
  return isOneEach && isOfOne && isChoice ? { kind: "between", topics } : null;
}

/** `Compare that with cannabis` behind heroin: a topic of the same pillar and nothing else. */
export function answerBesideTopic({ frame, leaning, reading, index }: Case): Verdict | null {
  const { cues, units, countries, years, aspects } = reading;
  const [topic = ""] = leaning.kind === "none" || frame === null ? [] : frame.topics;
  const isAlone = units.length === 1 && [...countries, ...years, ...aspects].length === 0;
  if (!cues.has("compare") || !isAlone || pillarOf(topic, index) === undefined) return null;
  const other = units[0]?.topics.find((slug) => pillarOf(slug, index) === pillarOf(topic, index));
  return other === undefined || other === topic ? null : { kind: "between", topics: [topic, other] };
}

function namesTopicsAlone({ units, aspects, countries, years }: QuestionReading): boolean {
  return units.length > 1 && units.length <= MOST && [...aspects, ...countries, ...years].length === 0;
}

/** Of what the edition of the profile scored and the profile speaks of. */
function pillarOf(slug: string, { pack, pillarOf: pillars }: Case["index"]): string | undefined {
  const editions = pack.figures.countries[0]?.editions ?? [];
  const isScored = editions.some(
    ({ edition, indicators }) => edition === pack.edition && indicators[slug] !== undefined,
  );
  const section = pack.findings.find(({ indicator }) => indicator === slug)?.section;
  return isScored && section !== undefined ? pillars.get(section) : undefined;
}

/** `Why is the score of heroin so high?`, `why is resilience low?` */
export function answerWhyScored(question: Case): Verdict | null {
  const { cues, countries, years } = question.reading;
  const isOfPack = countries.length === 0 && years.every((year) => isEdition(year, question));
  const topic = cues.has("why") && isOfPack ? (measureMeant(question) ?? indicatorMeant(question)) : undefined;
  return topic === undefined ? null : { kind: "why-scored", topic };
}

/** `Why?` behind figures of the country itself, of which no cause is told. */
export function whyOfFrame({ frame, leaning, reading, index }: Case): Verdict | null {
  const isOfFigures = frame !== null && (frame.shows !== "findings" || frame.extreme !== undefined);
  if (!isOfFigures || leaning.kind === "none" || !reading.cues.has("why") || frame.countries.length > 0) return null;
  const [slug] = leaning.topics;
  if (slug === undefined) return frame.measure === null ? null : { kind: "why-scored", topic: frame.measure };
  return pillarOf(slug, index) === undefined ? null : { kind: "why-scored", topic: slug };
}

function measureMeant({ reading }: Case): string | undefined {
  const { cues, words, asking, units } = reading;
  const saysLevel = cues.has("score") || words.some(({ raw }) => asking.level.test(raw));
  return saysLevel && units.every((unit) => isWide(unit, reading)) ? (measureOf(reading) ?? undefined) : undefined;
}

function indicatorMeant({ reading: { cues, units }, index }: Case): string | undefined {
  const [only, ...more] = units;
  if (more.length > 0 || !cues.has("score")) return undefined;
  return only?.topics.find((slug) => pillarOf(slug, index) !== undefined);
}
