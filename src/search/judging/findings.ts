/** Whether findings answer a question, and which of them are shown. */
import type { Cue } from "#core/profile/vocabulary.ts";
import type { PackIndex } from "#search/index/pack-index.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import { isAbsent } from "#search/reading/units.ts";
import { COVERAGE, SHOWN } from "#search/tuning/answering.ts";
import { LIKENESS } from "#search/tuning/likeness.ts";
import { alsoAsked, aspectOf, besideAsked, isOfGravity } from "./aspects.ts";
import type { Case, Ranked, Verdict } from "./case.ts";
import { deniesWhatIsNamed, saysOtherwise } from "./contradiction.ts";
import { countsSomethingElse, countsWhatIsCounted, isCovered, isDoubtful, whatIsAsked } from "./covering.ts";
import { isOfItsCountry, isToldOfThere, speaksOfCountries } from "./places.ts";

/** Cues that ask for something in particular: never for just more of the topic. */
const OPENING_CUES: readonly Cue[] = ["where", "why", "who", "date", "names", "amount"];

/** The finding that its very words are an example of, with what is found beside it. */
export function answerAsExample(question: Case): Verdict | null {
  const { sameExample, ranking, index } = question;
  if (sameExample?.kind !== "finding") return null;
  const { position } = sameExample;
  const others = shownOf(besideAsked(choose(ranking.ranked, index), question), question).filter(
    (other) => other !== position,
  );
  const topic = index.pack.findings[position]?.indicator ?? "";
  return {
    kind: "findings",
    topic,
    about: [topic],
    findings: [position, ...others].slice(0, SHOWN.most),
    ...{ aspect: aspectOf(position, question), gravity: false, otherwise: false },
  };
}

/** What the findings cover, or in a thread more of its topic. */
export function answerWithFindings(question: Case): Verdict | null {
  const { leaning, reading } = question;
  const namesNothing = reading.units.every(({ tokens }) => tokens.length === 0);
  const asksFor = question.asked.aspects.length > 0 && !isOfGravity(question);
  const opens = asksFor || OPENING_CUES.some((cue) => reading.cues.has(cue));
  return leaning.kind === "alone" && namesNothing && !opens
    ? tellMore(leaning.topics, question)
    : answerCovered(question);
}

/** What is not covered is answered nevertheless when it is like examples that are. */
export function answerAlike(question: Case): Verdict | null {
  const { ranking, index } = question;
  if (question.reading.everydayWords > 0) return null;
  const isAlike = isLikeAnswered(question) || isLikeTopic(question);
  return isAlike && holdsWhatIsAsked(question) ? showCertain(choose(ranking.ranked, index), question) : null;
}

function tellMore(topics: readonly string[], question: Case): Verdict | null {
  const { reading, index, nearness, frame } = question;
  const likeness = (position: number): number => nearness?.findings[position] ?? 0;
  const all = topics.flatMap((topic) => findingsOf(topic, index));
  const [topic] = topics;
  if (topic === undefined || all.length === 0 || reading.units.length > 1) return null;
  if (!asksForMore(question)) return null;
  const goesOn = reading.units.length === 0 && !asksGravity(reading);
  const left = goesOn ? all.filter((at) => !frame?.shown.includes(index.pack.findings[at]?.id ?? "")) : all;
  if (left.length === 0) return { kind: "told", topic };
  const findings = left.toSorted((one, other) => likeness(other) - likeness(one)).slice(0, SHOWN.most);
  return {
    kind: "findings",
    topic,
    about: topics,
    findings,
    aspect: null,
    gravity: asksGravity(reading),
    otherwise: false,
  };
}

/** Behind figures words that name nothing go on with them: only who asks for more gets what the profile says. */
function asksForMore({ frame, reading }: Case): boolean {
  return frame?.shows === "findings" || reading.cues.has("more") || asksGravity(reading);
}

function answerCovered(question: Case): Verdict | null {
  const { reading, index, ranking } = question;
  const tells = whatIsAsked(reading, index);
  const [nearest] = ranking.ranked;
  const candidates =
    tells === null || nearest === undefined
      ? ranking.ranked
      : ranking.ranked.filter(({ position, score }) => tells[position] && score >= nearest.score * SHOWN.next);
  const [first] = candidates;
  if (first === undefined) return answerDenied(question);
  if (countsSomethingElse(first, question)) return null;
  if (!isOfNamedMarket(first, question)) return answerOtherPlace(question);
  const chosen = choose(candidates, index);
  // The examples may lead, what the words cover decides.
  const best = chosen.reduce((most, each) => (each.coverage > most.coverage ? each : most), first);
  const isOfPlace = [best, first].every((each) => isOfItsCountry(question, each));
  if (!isOfPlace || !countsWhatIsCounted(reading, best)) return null;
  return isCovered(chosen, best, question) ? showCertain(chosen, question) : null;
}

/** `When was it ratified?` of what never was: not the year is told, but that there is none to tell. */
function answerDenied(question: Case): Verdict | null {
  const { ranking, index } = question;
  const [nearest] = ranking.ranked;
  const denying = ranking.ranked.find(
    (each) =>
      each.score >= (nearest?.score ?? 0) * SHOWN.asNear &&
      index.tells.denial[each.position] === true &&
      each.coverage >= COVERAGE.first &&
      deniesWhatIsNamed(question, each),
  );
  return denying !== undefined && isOfItsCountry(question, denying) ? show([denying], question) : null;
}

/** `Cocaine comes in from China, correct?`: from where it does is told, and China is told of something else. */
function answerOtherPlace(question: Case): Verdict | null {
  const told = question.ranking.ranked.find((each) => isOfNamedMarket(each, question));
  return told !== undefined && saysOtherwise(question, told) ? show([told], question) : null;
}

/** Of the markets that are named, what leads has one: hunting weapons were legalised, cocaine was not. */
function isOfNamedMarket({ shares }: Ranked, { reading: { units }, index }: Case): boolean {
  const named = [...units.keys()].filter((at) => units[at]?.topics.some((slug) => isMarket(slug, index)) === true);
  return named.length === 0 || named.some((at) => (shares[at] ?? 0) > COVERAGE.country);
}

function isMarket(slug: string, { firstOf, pack, pillarOf }: PackIndex): boolean {
  const finding = pack.findings[firstOf.get(slug) ?? -1];
  return finding !== undefined && pillarOf.get(finding.section) === "markets";
}

function showCertain(chosen: readonly Ranked[], question: Case): Verdict | null {
  return isDoubtful(besideAsked(chosen, question), question) ? null : show(chosen, question);
}

function show(chosen: readonly Ranked[], question: Case): Verdict {
  const { reading, index } = question;
  const findings = shownOf([...besideAsked(chosen, question), ...alsoAsked(chosen, question)], question);
  const aspect = aspectOf(findings[0] ?? -1, question);
  const [first] = chosen;
  const topic = index.pack.findings[findings[0] ?? -1]?.indicator ?? "";
  return {
    ...{ kind: "findings", topic, about: aboutAfter(topic, question), findings, aspect },
    gravity: asksGravity(reading),
    otherwise: first !== undefined && saysOtherwise(question, first),
  };
}

/** `Are they linked to politicians?` is still about them. */
function aboutAfter(topic: string, { leaning, reading, index }: Case): readonly string[] {
  if (leaning.kind === "none" || (leaning.kind === "tied" && !reading.cues.has("pronoun"))) return [topic];
  if (isMarket(topic, index) && pointsAtItsOwn(topic, reading)) return [topic];
  return [...new Set([...leaning.topics.slice(0, 1), topic])];
}

/** `And gold mining, who is in that?` points at what it has named itself. */
function pointsAtItsOwn(topic: string, { units, cues }: QuestionReading): boolean {
  const named = units.find(({ topics }) => topics.includes(topic));
  return named !== undefined && (cues.get("pronoun") ?? []).every(({ from }) => from >= named.to);
}

function asksGravity({ cues }: QuestionReading): boolean {
  return cues.has("gravity") || cues.has("trend");
}

/** Names stand only where they are the answer, never beside one: who leads an agency is not told with them. */
function choose(ranked: readonly Ranked[], { tells }: PackIndex): readonly Ranked[] {
  const [first] = ranked;
  if (first === undefined) return [];
  return ranked
    .filter((each) => each === first || !tells.person[each.position])
    .filter(({ score }) => score >= first.score * SHOWN.next)
    .slice(0, SHOWN.most);
}

/** The topic that was asked for by name is kept to: what was found beside it may have decided, but is not shown. */
function shownOf(chosen: readonly Ranked[], question: Case): readonly number[] {
  const { units } = question.reading;
  const [first] = chosen;
  const named = [...units.keys()].filter(
    (at) => (units[at]?.topics.length ?? 0) > 0 && (first?.shares[at] ?? 0) > SHOWN.plain,
  );
  const keepsTo = ({ shares }: Ranked): boolean => named.every((at) => (shares[at] ?? 0) > SHOWN.beside);
  const positions = chosen
    .filter((each) => keepsTo(each) || isOfOtherPlace(each, chosen, question))
    .map(({ position }) => position);
  return [...new Set(positions)].slice(0, SHOWN.most);
}

/** `Why do gangs of the north trade in drugs and those of the south not?`: the other half, though its trade is another. */
function isOfOtherPlace(each: Ranked, [first]: readonly Ranked[], { reading: { units }, lexicon }: Case): boolean {
  const places = [...units.keys()].filter((at) => units[at]?.meanings.some((meaning) => lexicon.places.has(meaning)));
  const has = (of: Ranked["shares"] | undefined, at: number): boolean => (of?.[at] ?? 0) > SHOWN.plain;
  const adds = places.some((at) => has(each.shares, at) && !has(first?.shares, at));
  return adds && each.indicator === first?.indicator && places.some((at) => has(first.shares, at));
}

/** Like examples that are answered, more than like any that are not; organ harvesting, of which nothing is told, is like no harvest. */
function isLikeAnswered(question: Case): boolean {
  const { nearness } = question;
  if (nearness === null) return false;
  const { answered, refused } = nearness;
  const least = isMostlyAbsent(question) ? LIKENESS.despiteAbsent : LIKENESS.answered;
  return answered > least && answered - refused > LIKENESS.answeredNearer;
}

function isMostlyAbsent({ reading, ranking }: Case): boolean {
  let [all, absent] = [0, 0];
  for (const [at, unit] of reading.units.entries()) {
    const weight = ranking.weights[at] ?? 0;
    all += weight;
    if (isAbsent(unit)) absent += weight;
  }
  return absent > 0 && absent >= all * LIKENESS.mostlyAbsent;
}

/** In a thread less likeness will do, with the findings of its topic. */
function isLikeTopic(question: Case): boolean {
  const { nearness, leaning, index } = question;
  if (nearness === null || leaning.kind !== "alone" || isMostlyAbsent(question)) return false;
  const positions = leaning.topics.flatMap((topic) => findingsOf(topic, index));
  const nearest = Math.max(0, ...positions.map((position) => nearness.findings[position] ?? 0));
  return nearest > LIKENESS.answeredInThread && nearness.refused - nearest < LIKENESS.refusedNearerInThread;
}

/** Likeness does not make up for a number, a name or a country that was asked for and is not there. */
function holdsWhatIsAsked(question: Case): boolean {
  const { reading, index, nearness } = question;
  const [first] = question.ranking.ranked;
  if (first === undefined || reading.units.length === 0) return false;
  if (whatIsAsked(reading, index)?.[first.position] === false) return false;
  if (reading.countries.length === 0 || reading.namesOwnCountry) return true;
  const isTold = isToldOfThere(question, first) && speaksOfCountries(reading, first);
  return isTold && (nearness?.answered ?? 0) > LIKENESS.allButTheSame;
}

function findingsOf(indicator: string, { pack: { findings } }: PackIndex): readonly number[] {
  return [...findings.keys()].filter((position) => findings[position]?.indicator === indicator);
}
