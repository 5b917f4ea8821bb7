/** Decides what a question deserves, from what it says and from how well the findings cover it. */
import type { FigureQuestion } from "#core/profile/figure-question.ts";
import type { AbstentionReason } from "#core/reply.ts";
import { asksFigures, readFigures } from "./figures.ts";
import { leansOn, favourOf, type Leaning } from "./follow-up.ts";
import type { PackIndex } from "#search/index/pack-index.ts";
import type { Lexicon } from "#search/reading/lexicon.ts";
import { aboutNamed } from "./named.ts";
import { readPerson } from "./people.ts";
import { coverageOf, rankFindings, type Ranked, type Ranking } from "./rank.ts";
import { isAllButTheSame, isLikeAnswered, isLikeAnsweredBy, isRefused, reasonOfExamples } from "./likeness.ts";
import type { Example, Nearness, Examples } from "#search/index/examples.ts";
import { placesCovered, speaksOfCountries } from "./places.ts";
import { hasSubject, isLater, reasonFor } from "./reason.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import { isRecipe } from "./recipe.ts";
import type { Verdict } from "./verdict.ts";
import { BREVITY, COVERAGE, SHOWN } from "#search/tuning.ts";

export interface Case {
  readonly reading: QuestionReading;
  readonly index: PackIndex;
  readonly lexicon: Lexicon;
  /** The topic that the thread is about. */
  readonly previous: string | null;
  /** How near the pack's examples are; null where it has none. */
  readonly nearness: Nearness | null;
  /** The example with its very words; null when there is none. */
  readonly sameExample: Example | null;
  readonly examples: Examples | null;
}

export function judge(question: Case): Verdict {
  const { reading, index, lexicon, previous, nearness, examples } = question;
  const leaning = leansOn(reading, index, previous);
  const ranking = rankFindings(reading, index, { favour: favourOf(leaning, index), nearness, examples });
  const abstain = (reason: AbstentionReason): Verdict => abstention(reason, question, ranking);
  const asExample = verdictOfExample(question, ranking);
  if (asExample !== null) return asExample;
  const person = readPerson(reading, index, lexicon);
  if (person === "unnamed") return abstain("about-a-person");
  if (person === "named" && reading.cues.has("person")) return abstain("about-a-person");
  if (person === "named") return aboutNamed(question, ranking) ?? abstain("about-a-person");
  if (isRecipe(reading)) return abstain("operational-detail");
  const spared = goesOn(question, leaning) || isBareTopic(question, ranking) || namesFigure(question);
  if (isRefused(nearness) && !spared) return abstain(reasonFor(question));
  if (!hasSubject(reading, lexicon) && reading.everydayWords > 0) return abstain("off-topic");
  if (asksFigures(question, leaning)) {
    const figures = readFigures(question, leaning, ranking);
    if (figures !== null) return { kind: "figures", question: figures, findings: wordsFor(figures, question, ranking) };
  }
  if (isLater(question)) return abstain(reasonOfExamples(nearness) === "off-topic" ? "off-topic" : "after-edition");
  if (isPronounAlone(question)) return abstain("not-in-profile");
  const answer = findingsFor(question, ranking, leaning);
  if (answer !== null) return answer;
  const topic = leaning.kind === "alone" ? findingsOf(leaning.topic, index) : [];
  const likely = isLikeAnswered(nearness) || isLikeAnsweredBy(nearness, topic);
  return likely && holdsWhatIsAsked(question, ranking) ? likeliest(ranking, question) : abstain(reasonFor(question));
}

/** The score of something that is scored: what is not told of it is not asked for. */
function namesFigure({ reading, index }: Case): boolean {
  return reading.cues.has("score") && reading.units.some(({ topics }) => topics.some((slug) => index.scored.has(slug)));
}

/** `Tell me more`: small talk elsewhere, in a thread it asks for more of its topic. */
function goesOn({ reading }: Case, leaning: Leaning): boolean {
  return leaning.kind === "alone" && reading.units.length === 0;
}

/** Two or three words that the findings have: whoever lists what not to answer uses them too. */
function isBareTopic({ reading }: Case, { ranked: [first] }: Ranking): boolean {
  return reading.words.length <= BREVITY.bare && (first?.coverage ?? 0) > COVERAGE.exact;
}

/** Likeness does not make up for a number, a name or a country that was asked for and is not there. */
function holdsWhatIsAsked({ reading, index, nearness }: Case, { ranked: [first] }: Ranking): boolean {
  if (first === undefined || reading.units.length === 0) return false;
  if (exactOf(reading, index)?.(first.number) === false) return false;
  if (reading.countries.length === 0 || reading.namesOwnCountry) return true;
  return speaksOfCountries(reading, first) && isAllButTheSame(nearness);
}

/** Whoever wrote the example knows better than any rule; small talk in a thread may still ask for more of its topic. */
function verdictOfExample(question: Case, ranking: Ranking): Verdict | null {
  const { sameExample, index, previous } = question;
  if (sameExample?.kind === "refusal" && previous === null) return abstention(sameExample.reason, question, ranking);
  if (sameExample?.kind !== "finding") return null;
  const { position: number } = sameExample;
  const others = shownOf(choose(ranking.ranked, index), question.reading).filter((other) => other !== number);
  const topic = index.pack.findings[number]?.indicator ?? "";
  return { kind: "findings", topic, findings: [number, ...others].slice(0, SHOWN.most), gravity: false };
}

function likeliest({ ranked }: Ranking, { reading, index }: Case): Verdict {
  const chosen = choose(ranked, index);
  const gravity = reading.cues.has("gravity") || reading.cues.has("trend");
  return {
    kind: "findings",
    topic: chosen[0]?.indicator ?? "",
    findings: shownOf(chosen, reading),
    gravity,
  };
}

/** `Who controls it?` outside a thread: nobody can tell what it is. */
function isPronounAlone({ reading, previous, lexicon }: Case): boolean {
  const { cues, units, words } = reading;
  return (
    previous === null &&
    cues.has("pronoun") &&
    words.length <= BREVITY.pronounWords &&
    units.length <= BREVITY.pronounUnits &&
    units.every(({ meanings }) => meanings.some((meaning) => lexicon.aspects.has(meaning)))
  );
}

function findingsFor(question: Case, ranking: Ranking, leaning: Leaning): Verdict | null {
  const { reading, index } = question;
  const gravity = reading.cues.has("gravity") || reading.cues.has("trend");
  if (leaning.kind === "alone" && reading.units.every(({ tokens }) => tokens.length === 0)) {
    const likeness = (number: number): number => question.nearness?.findings[number] ?? 0;
    const findings = findingsOf(leaning.topic, index)
      .toSorted((one, other) => likeness(other) - likeness(one))
      .slice(0, SHOWN.most);
    return findings.length === 0 || reading.units.length > 1
      ? null
      : { kind: "findings", topic: leaning.topic, findings, gravity };
  }
  const exact = exactOf(reading, index);
  const candidates = exact === null ? ranking.ranked : ranking.ranked.filter(({ number }) => exact(number));
  const [first] = candidates;
  if (first === undefined) return null;
  const chosen = choose(candidates, index);
  const enough = leaning.kind === "alone" ? COVERAGE.followUp : neededFor(reading);
  // The examples may lead, what the words cover decides.
  const best = chosen.reduce((most, each) => (each.coverage > most.coverage ? each : most), first);
  if (!hasWhatIsCounted(reading, best)) return null;
  if (coverageOf(chosen, ranking) < enough || best.coverage < Math.min(enough, COVERAGE.first)) return null;
  if (!placesCovered(question, best, COVERAGE.first)) return null;
  return { kind: "findings", topic: first.indicator, findings: shownOf(chosen, reading), gravity };
}

function findingsOf(indicator: string, { pack: { findings } }: PackIndex): readonly number[] {
  return [...findings.keys()].filter((number) => findings[number]?.indicator === indicator);
}

/** Where change was asked for without a word of scores, what the profile said of it stands beside them. */
function wordsFor(figures: FigureQuestion, { reading }: Case, { ranked }: Ranking): readonly number[] {
  if (figures.kind !== "trend" || figures.subject.kind !== "indicator" || reading.cues.has("score")) return [];
  const { slug } = figures.subject;
  return ranked
    .filter(({ indicator }) => indicator === slug)
    .slice(0, SHOWN.besideFigures)
    .map(({ number }) => number);
}

/** What a finding must have when a number, a year or a name is asked for; null when none is. */
function exactOf({ cues }: QuestionReading, index: PackIndex): ((number: number) => boolean) | null {
  if (cues.has("amount")) return (number) => index.tells.amount[number] ?? false;
  if (cues.has("date")) return (number) => index.tells.year[number] ?? false;
  if (cues.has("names")) return (number) => index.tells.person[number] ?? false;
  return null;
}

function hasWhatIsCounted({ cues, units }: QuestionReading, first: Ranked): boolean {
  const from = cues.get("amount")?.[0]?.to;
  if (from === undefined) return true;
  const at = units.findIndex((unit) => unit.from >= from);
  return at < 0 ? first.coverage >= COVERAGE.exact : (first.has[at] ?? 0) >= COVERAGE.counted;
}

/** The more pieces a question has, the more of them are mere talk. */
function neededFor({ units }: QuestionReading): number {
  return Math.max(COVERAGE.least, COVERAGE.all - COVERAGE.lessAUnit * Math.max(0, units.length - COVERAGE.units));
}

/** Names stand only where they are the answer, never beside one: who leads an agency is not told with them. */
function choose(ranked: readonly Ranked[], { tells }: PackIndex): readonly Ranked[] {
  const [first] = ranked;
  if (first === undefined) return [];
  return ranked
    .filter((each) => each === first || !tells.person[each.number])
    .filter(({ score }) => score >= first.score * SHOWN.next)
    .slice(0, SHOWN.most);
}

/** The topic that was asked for by name is kept to: what was found beside it may have decided, but is not shown. */
function shownOf(chosen: readonly Ranked[], { units }: QuestionReading): readonly number[] {
  const [first] = chosen;
  const named = [...units.keys()].filter(
    (at) => (units[at]?.topics.length ?? 0) > 0 && (first?.has[at] ?? 0) > SHOWN.plain,
  );
  return chosen.filter(({ has }) => named.every((at) => (has[at] ?? 0) > SHOWN.beside)).map(({ number }) => number);
}

function abstention(reason: AbstentionReason, { reading, previous }: Case, { ranked }: Ranking): Verdict {
  const near = ranked.filter(({ coverage }) => coverage > SHOWN.near);
  const named = reading.units.flatMap(({ topics }) => topics);
  const nearest = [...new Set([...named, ...near.map(({ indicator }) => indicator)])].slice(0, SHOWN.most);
  return {
    kind: "abstain",
    reason,
    topic: nearest[0] ?? previous,
    nearest,
    nearby: near.slice(0, SHOWN.nearby).map(({ number }) => number),
  };
}
