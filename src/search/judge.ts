/** Decides what a question deserves, from what it says and from how well the findings cover it. */
import type { FigureQuestion } from "#core/figure-question.ts";
import type { AbstentionReason } from "#core/reply.ts";
import { asksFigures, readFigures } from "./figures.ts";
import { leansOn, favourOf } from "./follow-up.ts";
import type { PackIndex } from "./index-pack.ts";
import type { Lexicon } from "./lexicon.ts";
import { readPerson } from "./people.ts";
import { coverageOf, rankFindings, type Ranked, type Ranking } from "./rank.ts";
import type { Reading, Unit } from "./reading.ts";
import { isRecipe } from "./recipe.ts";
import type { Verdict } from "./verdict.ts";

export interface Case {
  readonly reading: Reading;
  readonly index: PackIndex;
  readonly lexicon: Lexicon;
  /** The topic that the thread is about. */
  readonly previous: string | null;
}

/** Below this share of the question's weight, findings do not answer it. Tuned on the development set. */
const COVERED = 0.52;
const LESS_A_PIECE = 0.04;
const LEAST_COVERED = 0.42;
/** The best finding alone must have this much. */
const COVERED_BY_FIRST = 0.42;
/** A question about a named person must be all but covered: nothing more is said about anybody. */
const COVERED_PERSON = 0.8;
/** A finding that counts must count what was asked: this much of the word behind `how many`. */
const COUNTED = 0.5;
/** Where the word cannot be told, all of it must be there. */
const COVERED_EXACT = 0.7;
/** Of another country's own affairs: what is said must be just what was asked. */
const COVERED_THERE = 0.72;
/** Of a neighbour's, whom the profile names for other reasons, even more so. */
const COVERED_NEXT_DOOR = 0.88;
const WITHIN = /^(?:in|inside|within|в|во)$/u;
const LEADING: ReadonlySet<string> = new Set(["leaders", "mafia", "gangs", "organised-crime"]);
/** What somebody does or has is not told. */
const DEEDS =
  /^(?:do|does|did|has|have|had|was|were|will|can|could|where|when|how|why|where|где|когда|как|почему|сколько)$/u;
/** A follow-up's subject is mostly in what was said before. */
const COVERED_FOLLOW_UP = 0.3;
/** Findings this close behind the best one are shown with it. */
const NEXT = 0.5;
const MOST = 3;
/** Findings beside figures. */
const WORDS = 2;
/** A longer sentence with a pronoun explains it. */
const PRONOUN_WORDS = 6;
/** What an abstention may point at: it has this share of the question, and is one of so many. */
const NEAR = 0.25;
const NEARBY = 2;

export function judge(question: Case): Verdict {
  const { reading, index, lexicon, previous } = question;
  const leaning = leansOn(reading, index, previous);
  const ranking = rankFindings(reading, index, favourOf(leaning, index));
  const abstain = (reason: AbstentionReason): Verdict => abstention(reason, question, ranking);
  const person = readPerson(reading, index, lexicon);
  if (person === "unnamed") return abstain("about-a-person");
  if (person === "named" && reading.cues.has("person")) return abstain("about-a-person");
  if (person === "named") return aboutNamed(question, ranking) ?? abstain("about-a-person");
  if (isRecipe(reading)) return abstain("operational-detail");
  const subject = hasSubject(reading, lexicon);
  if (!subject && reading.everyday > 0) return abstain("off-topic");
  if (asksFigures(question, leaning)) {
    const figures = readFigures(question, leaning, ranking);
    if (figures !== null) return { kind: "figures", question: figures, findings: wordsFor(figures, question, ranking) };
  }
  if (isLater(question)) return abstain("after-edition");
  if (isPronounAlone(question)) return abstain("not-in-profile");
  const answer = findingsFor(question, ranking, leaning);
  if (answer !== null) return answer;
  return abstain(weakReason(reading, subject));
}

/** `Who controls it?` outside a thread: nobody can tell what it is. */
function isPronounAlone({ reading, previous, lexicon }: Case): boolean {
  const { cues, units, words } = reading;
  return (
    previous === null &&
    cues.has("pronoun") &&
    words.length <= PRONOUN_WORDS &&
    units.length <= 1 &&
    units.every(({ meanings }) => meanings.some((meaning) => lexicon.aspects.has(meaning)))
  );
}

/** Who somebody is, as the profile told it: the bare name, or what group they lead. */
function aboutNamed({ reading, index }: Case, { ranked }: Ranking): Verdict | null {
  const best = ranked.find(({ number }) => (index.findings[number]?.people.length ?? 0) > 0);
  if (best === undefined || best.coverage < COVERED_PERSON) return null;
  const led = reading.units.some(({ meanings }) => meanings.some((meaning) => LEADING.has(meaning)));
  if (!led && !reading.cues.has("identity") && reading.words.some(({ raw }) => DEEDS.test(raw))) return null;
  return { kind: "findings", topic: best.indicator, findings: [best.number], gravity: false };
}

function findingsFor(question: Case, ranking: Ranking, leaning: ReturnType<typeof leansOn>): Verdict | null {
  const { reading, index } = question;
  const gravity = reading.cues.has("gravity") || reading.cues.has("trend");
  if (leaning.kind === "alone" && reading.units.every(({ tokens }) => tokens.length === 0)) {
    const findings = [...index.findings.keys()]
      .filter((number) => index.findings[number]?.indicator === leaning.topic)
      .slice(0, MOST);
    return findings.length === 0 || reading.units.length > 1
      ? null
      : { kind: "findings", topic: leaning.topic, findings, gravity };
  }
  const exact = exactOf(reading, index);
  const candidates = exact === null ? ranking.ranked : ranking.ranked.filter(({ number }) => exact(number));
  const [first] = candidates;
  if (first === undefined) return null;
  // Names stand only where they are the answer, never beside one: who leads an agency is not told with them.
  const chosen = choose(
    candidates.filter((candidate, at) => at === 0 || (index.findings[candidate.number]?.people.length ?? 0) === 0),
  );
  const enough = leaning.kind === "alone" ? COVERED_FOLLOW_UP : neededFor(reading);
  const covered = coverageOf(chosen, ranking);
  if (!hasWhatIsCounted(reading, first)) return null;
  if (covered < enough || first.coverage < Math.min(enough, COVERED_BY_FIRST)) return null;
  if (!placesCovered(question, first)) return null;
  return { kind: "findings", topic: first.indicator, findings: chosen.map(({ number }) => number), gravity };
}

/** Where change was asked for without a word of scores, what the profile said of it stands beside them. */
function wordsFor(figures: FigureQuestion, { reading }: Case, { ranked }: Ranking): readonly number[] {
  if (figures.kind !== "trend" || figures.subject.kind !== "indicator" || reading.cues.has("score")) return [];
  const { slug } = figures.subject;
  return ranked
    .filter(({ indicator }) => indicator === slug)
    .slice(0, WORDS)
    .map(({ number }) => number);
}

/** What a finding must have when a number, a year or a name is asked for; null when none is. */
function exactOf({ cues }: Reading, index: PackIndex): ((number: number) => boolean) | null {
  if (cues.has("amount")) return (number) => index.counts[number] ?? false;
  if (cues.has("date")) return (number) => index.dates[number] ?? false;
  if (cues.has("names")) return (number) => (index.findings[number]?.people.length ?? 0) > 0;
  return null;
}

function hasWhatIsCounted({ cues, units }: Reading, first: Ranked): boolean {
  const from = cues.get("amount")?.[0]?.to;
  if (from === undefined) return true;
  const at = units.findIndex((unit) => unit.from >= from);
  return at < 0 ? first.coverage >= COVERED_EXACT : (first.has[at] ?? 0) >= COUNTED;
}

/** The more pieces a question has, the more of them are mere talk. */
function neededFor({ units }: Reading): number {
  return Math.max(LEAST_COVERED, COVERED - LESS_A_PIECE * Math.max(0, units.length - 2));
}

function choose(ranked: readonly Ranked[]): readonly Ranked[] {
  const [first] = ranked;
  if (first === undefined) return [];
  return ranked.filter((candidate) => candidate.score >= first.score * NEXT).slice(0, MOST);
}

/** A country that is named must be in the answer: what holds here need not hold there. */
function placesCovered({ reading, index, lexicon }: Case, first: Ranked): boolean {
  const { units, words, own, countries } = reading;
  if (countries.length === 0) return true;
  if (!units.every(({ country }, at) => country === null || (first.has[at] ?? 0) > 0.3)) return false;
  const there = units.find(({ country, from }) => country !== null && WITHIN.test(words[from - 1]?.raw ?? ""));
  if (there !== undefined && !own) {
    if (units.length === 1) return false;
    const neighbour = index.pack.figures.countries.some(({ slug }) => slug === there.country);
    return first.coverage >= (neighbour ? COVERED_NEXT_DOOR : COVERED_THERE);
  }
  // `Tajik police`: its institutions are asked about, not its border with this country.
  const theirs = units.some(
    ({ country, to }) => country !== null && units.some((next) => next.from === to && isInstitution(next, lexicon)),
  );
  return first.coverage >= (theirs ? COVERED_THERE : COVERED_BY_FIRST);
}

function isInstitution({ meanings }: Unit, { institutions }: Lexicon): boolean {
  return meanings.some((meaning) => institutions.has(meaning));
}

/** Whether any of it could be in a profile at all. */
function hasSubject({ units }: Reading, { places }: Lexicon): boolean {
  return units.some(({ tokens, meanings, topics }) => {
    if (meanings.length > 0 && meanings.every((meaning) => places.has(meaning))) return false;
    return tokens.length > 0 || meanings.length > 0 || topics.length > 0;
  });
}

function isLater({ reading, index }: Case): boolean {
  return reading.cues.has("later") || reading.years.some((year) => year > index.pack.edition);
}

function weakReason(reading: Reading, subject: boolean): AbstentionReason {
  if (reading.countries.length > 0 && !reading.own) return "another-country";
  return (subject || reading.own) && reading.everyday === 0 ? "not-in-profile" : "off-topic";
}

function abstention(reason: AbstentionReason, { reading, previous }: Case, { ranked }: Ranking): Verdict {
  const near = ranked.filter(({ coverage }) => coverage > NEAR);
  const named = reading.units.flatMap(({ topics }) => topics);
  const nearest = [...new Set([...named, ...near.map(({ indicator }) => indicator)])].slice(0, MOST);
  return {
    kind: "abstain",
    reason,
    topic: nearest[0] ?? previous,
    nearest,
    nearby: near.slice(0, NEARBY).map(({ number }) => number),
  };
}
