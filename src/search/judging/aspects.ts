/** What of a subject is asked: who controls it, where it comes from, why. In a conversation that alone is a question. */
import type { Lexicon } from "#search/reading/lexicon.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import type { Unit } from "#search/reading/units.ts";
import { whyOfFrame } from "#search/judging/figures/scored-topics.ts";
import { COVERAGE, SHOWN } from "#search/tuning/answering.ts";
import { FOLLOW_UP } from "#search/tuning/threads.ts";
import type { Asked, Case, Evidence, Leaning, Ranked, Verdict } from "./case.ts";
import { asksForOne } from "./particulars.ts";
import { asksForOthers, tellsAsked, toldOf } from "./told.ts";

/** So many words may stand between an `and` and what is asked behind it: `and the main drivers`. */
const JOINT = 3;
/** The aspect that `why` asks for. */
const CAUSES = "causes";
const NAMES = "names";
/** What `only women` takes for granted. */
const HARMED = "who-is-harmed";
/** What `the largest` takes for granted. */
const SIZE = "how-much";

/** `Who` and `where` by themselves ask for it where nothing else is said; in a longer question they only open it. */
function aspectsAsked({ aspects, words, units, cues }: QuestionReading, lexicon: Lexicon): Asked {
  const opens = ({ from, to }: { from: number; to: number }): boolean =>
    units.length > 0 && to - from === 1 && !cues.has("why") && lexicon.ordinary.find(words.slice(from, to)).length > 0;
  const asked = aspects.filter((phrase) => !opens(phrase));
  // `Who protects the bosses?` names its subject by the other.
  const opening = asked.filter(({ from }) => from === 0);
  const main = opening.length === 0 ? asked : opening;
  const told = asking([...new Set(main.map(({ value }) => value))], lexicon);
  return {
    ...told,
    also: [...aspects.filter((phrase) => !main.includes(phrase)).map(({ value }) => value), ...told.also],
  };
}

/** What is asked: `and cannabis?` after `who controls heroin?` asks who controls that. */
export function askedOf({ reading, lexicon, frame }: Evidence, leaning: Leaning): Asked {
  const asked = causesFirst(aspectsAsked(reading, lexicon), reading);
  const isOfFigures = reading.years.length > 0 || reading.cues.has("score");
  const isTaken = asked.aspects.length === 0 && leaning.kind === "tied" && namesTopicAlone(reading) && !isOfFigures;
  const taken = frame === null || leaning.kind === "none" ? null : frame.aspect;
  if (taken === null || !(isTaken || (asksForOthers(reading) && isOfSome(taken, lexicon)))) return asked;
  const { aspects, also } = asking([taken], lexicon);
  return { aspects, also: [...also, ...asked.aspects, ...asked.also] };
}

function isOfSome(aspect: string, { ofPeople }: Lexicon): boolean {
  return ofPeople.has(aspect) || aspect === NAMES;
}

/** `Why are seizures up?` asks for what is behind it; that they are up is known. */
function causesFirst(asked: Asked, { cues, words, asking: put }: QuestionReading): Asked {
  if (!cues.has("why") || !asked.aspects.includes(CAUSES)) return asked;
  const others = asked.aspects.filter((aspect) => aspect !== CAUSES);
  const harmed = [...others, ...asked.also].filter((aspect) => aspect === HARMED);
  // `Why is it only women?` may be wrong about that.
  if (harmed.length > 0 && words.some(({ raw }) => put.only.test(raw))) return { aspects: [HARMED], also: [CAUSES] };
  // `Why is it the largest market?` may be wrong about that.
  const size = cues.has("extreme") ? [SIZE] : [];
  return { aspects: [CAUSES], also: [...others, ...size, ...asked.also] };
}

/** Whether a unit is but a part of how an aspect is asked for: the law in `which laws`. */
export function isOfAspect({ from, to }: Unit, { aspects }: QuestionReading): boolean {
  return aspects.some((phrase) => phrase.from <= from && to <= phrase.to && phrase.to - phrase.from > to - from);
}

/** Which of the aspects asked for a finding tells; what it tells in their place where that is another. */
export function aspectOf(position: number, { index, asked }: Pick<Case, "index" | "asked">): string | null {
  const told = index.pack.findings[position]?.aspects ?? [];
  const [first = null] = asked.aspects;
  return first === null ? null : (asked.aspects.find((aspect) => told.includes(aspect)) ?? told[0] ?? first);
}

/** `Which sectors?`, `why?`: what the conversation's topic tells of it, and that it is not told where nothing is. */
export function answerAspect(question: Case): Verdict | null {
  const { leaning, reading, asked } = question;
  // `Which ministry are those officials in?` is no question for the agency that fights them.
  if (leaning.kind === "none" || asksForOne(reading)) return null;
  if (reading.aspects.length === 0 && asked.aspects.length > 0) return answerTaken(question);
  return isBare(question) ? answerBare(leaning.topics, question) : null;
}

/** `And cannabis?`: what was asked before is asked of what is named. */
function answerTaken(question: Case): Verdict | null {
  const topics = question.reading.units.flatMap((unit) => unit.topics);
  const [topic] = topics;
  const told = toldOf(topics, question);
  if (topic === undefined || told.length === 0 || isOfNarrower(topics, told, question)) return null;
  return showTold(topic, told, question);
}

function answerBare(topics: readonly string[], question: Case): Verdict | null {
  const [topic] = topics;
  if (topic === undefined) return whyOfFrame(question);
  const told = toldOf(topics, question);
  if (isToldElsewhere(told, question)) return null;
  return told.length > 0 ? showTold(topic, told, question) : (whyOfFrame(question) ?? notTold(topic, question));
}

function showTold(topic: string, findings: readonly number[], question: Case): Verdict {
  const { cues } = question.reading;
  return {
    ...{ kind: "findings", topic, about: [topic], findings, aspect: aspectOf(findings[0] ?? -1, question) },
    gravity: cues.has("gravity") || cues.has("trend"),
    otherwise: false,
  };
}

/** `And NGOs?` behind the media names the thread's own topic by a part of it: what tells nothing of that part is not meant. */
function isOfNarrower(topics: readonly string[], told: readonly number[], { leaning, ranking }: Case): boolean {
  if (leaning.kind === "none" || !topics.every((topic) => leaning.topics.includes(topic))) return false;
  const coverage = (of: readonly Ranked[]): number => Math.max(0, ...of.map((each) => each.coverage));
  const { ranked } = ranking;
  return coverage(ranked.filter(({ position }) => told.includes(position))) < FOLLOW_UP.elsewhere * coverage(ranked);
}

/** `Which treaty on this is not ratified?` of arms: treaties have a topic of their own, whose findings have far more of the words. */
function isToldElsewhere(told: readonly number[], { leaning, reading: { units }, ranking: { ranked } }: Case): boolean {
  const spokenOf = leaning.kind === "none" ? [] : leaning.topics;
  if (!units.some(({ topics }) => topics.some((slug) => !spokenOf.includes(slug)))) return false;
  const best = ranked[0]?.coverage ?? 0;
  const here = Math.max(0, ...ranked.filter(({ position }) => told.includes(position)).map(({ coverage }) => coverage));
  return best > COVERAGE.exact && here < FOLLOW_UP.elsewhere * best;
}

/** Null where something else is told: its words elsewhere, or how bad it is by its score. */
function notTold(topic: string, question: Case): Verdict | null {
  if (isToldOtherwise(question) || isOfGravity(question)) return null;
  return {
    kind: "abstain",
    reason: "not-in-profile",
    wanted: null,
    gap: null,
    topic,
    nearest: [topic],
    nearby: [],
    countries: [],
  };
}

/** `How bad are they?` */
export function isOfGravity({ reading: { cues, aspects } }: Case): boolean {
  const gravity = cues.get("gravity") ?? [];
  return aspects.length > 0 && aspects.every(({ from, to }) => gravity.some((cue) => cue.from <= from && to <= cue.to));
}

/** Its words are found in findings that are said to tell something else. */
function isToldOtherwise({ ranking: { ranked }, reading: { cues } }: Case): boolean {
  return !cues.has("who") && ranked.some(({ coverage }) => coverage > COVERAGE.exact);
}

function asking(aspects: readonly string[], { alsoAsked }: Lexicon): Asked {
  return { aspects, also: aspects.flatMap((aspect) => alsoAsked.get(aspect) ?? []) };
}

function namesTopicAlone({ units }: QuestionReading): boolean {
  return units.some(({ topics }) => topics.length > 0) && units.length === 1;
}

/** Nothing but an aspect is asked for. */
function isBare({ reading, asked }: Case): boolean {
  const { units, cues, aspects, years } = reading;
  if (years.length > 0 || cues.has("score") || cues.has("compare") || cues.has("later")) return false;
  if (asked.aspects.length === 0) return false;
  // The words of `runs it` that say something are its parts.
  const pieces = units.flatMap((unit) => (unit.parts.length > 0 && unit.topics.length === 0 ? unit.parts : [unit]));
  return pieces.every((piece) => aspects.some(({ from, to }) => from <= piece.from && piece.to <= to));
}

/** Beside the best finding only what adds to the subject, and what is as near to what was asked. */
export function besideAsked(chosen: readonly Ranked[], question: Case): readonly Ranked[] {
  const [first] = chosen;
  return first === undefined ? [] : chosen.filter((each) => each === first || isAsNear(each, first, question));
}

/** `Where does it come from, and who uses it?`: for what is asked behind an `and`, the best of the topic that tells it. */
export function alsoAsked(chosen: readonly Ranked[], { reading, index, ranking }: Case): readonly Ranked[] {
  const [first] = chosen;
  const { aspects, words, units, asking } = reading;
  const named = [...units.keys()].filter((at) => (units[at]?.topics.length ?? 0) > 0);
  if (first === undefined || named.length === 0) return [];
  const isJoined = ({ from }: { from: number }): boolean =>
    words.slice(Math.max(1, from - JOINT), from + 1).some(({ raw }) => asking.joints.test(raw));
  const told = (each: Ranked): readonly string[] => index.pack.findings[each.position]?.aspects ?? [];
  const keepsTo = ({ shares }: Ranked): boolean =>
    named.every((at) => (shares[at] ?? 0) >= SHOWN.subject * (first.shares[at] ?? 0));
  const wanted = aspects.some(isJoined) ? [...new Set(aspects.map(({ value }) => value))] : [];
  const left = wanted.filter((aspect) => !chosen.some((each) => told(each).includes(aspect)));
  return left.flatMap((aspect) => ranking.ranked.find((each) => keepsTo(each) && told(each).includes(aspect)) ?? []);
}

function isAsNear(each: Ranked, first: Ranked, { index, asked, reading, ranking }: Case): boolean {
  if (each.indicator !== first.indicator && each.score < first.score * SHOWN.elsewhere) return false;
  const weightIn = ({ shares }: Ranked, at: number): number => (shares[at] ?? 0) * (ranking.weights[at] ?? 0);
  const subject = [...reading.units.keys()].filter((at) => isSubject(reading.units[at], reading));
  const has = (at: number): number => each.shares[at] ?? 0;
  const firstHas = (at: number): number => first.shares[at] ?? 0;
  const main = subject.toSorted((one, other) => weightIn(first, other) - weightIn(first, one))[0];
  const holds = (at: number): boolean => has(at) >= SHOWN.subject * firstHas(at);
  const isOfTopic = (at: number): boolean => (reading.units[at]?.topics.length ?? 0) > 0;
  const keeps =
    main === undefined ||
    reading.cues.has("compare") ||
    subject.some((at) => (at === main || isOfTopic(at)) && holds(at));
  const adds = subject.filter((at) => has(at) > firstHas(at) + SHOWN.adds);
  if (adds.some((at) => keeps || isOfTopic(at))) return true;
  if (each.score < first.score * SHOWN.asNear) return false;
  const [best, finding] = [first, each].map(({ position }) => index.pack.findings[position]);
  if (best === undefined || finding === undefined) return false;
  // Where the best one does not tell it itself, what was meant is not known well enough to leave any out.
  if (tellsAsked(best, asked) === "first" && tellsAsked(finding, asked) === null) return false;
  return subject.every(holds);
}

function isSubject(unit: Unit | undefined, { aspects }: QuestionReading): boolean {
  return unit !== undefined && !aspects.some(({ from, to }) => from <= unit.from && unit.to <= to);
}
