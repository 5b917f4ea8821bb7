/** Questions about a person: who somebody is that the profile names is told, and nothing else of anybody. */
import { editDistance } from "#core/profile/fold.ts";
import type { AbstentionReason } from "#core/reply.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import { inLatinLetters, isKnown } from "#search/reading/mending.ts";
import type { Unit } from "#search/reading/units.ts";
import type { Word } from "#search/reading/words.ts";
import { COVERAGE } from "#search/tuning/answering.ts";
import { LIKENESS } from "#search/tuning/likeness.ts";
import { NAMES } from "#search/tuning/reading.ts";
import type { Case, Ranked, Verdict } from "./case.ts";
import { namesLater } from "#search/judging/reasons/reasons.ts";
import { abstain } from "./refusal.ts";

/** Meanings of what somebody leads. */
const LEADING: ReadonlySet<string> = new Set(["leaders", "mafia", "gangs", "organised-crime"]);
const GROUPS: ReadonlySet<string> = new Set(["gangs", "size-of-groups", "membership"]);
const TITLES: ReadonlySet<string> = new Set(["leaders", "mafia"]);
/** The meaning of whoever holds an office, and those of bodies that are no institution of every country. */
const OFFICE = "office-holders";
const AGENCIES: ReadonlySet<string> = new Set(["customs", "border-guards", "national-security-committee", OFFICE]);
/** Aspects that ask for whoever is at the head of something. */
const CONTROLS = "who-controls";
const LEADS: ReadonlySet<string> = new Set(["who-leads", CONTROLS, "who-takes-part", "names"]);
const FORENAME = new RegExp(`^\\p{L}{${NAMES.shortest},}$`, "u");

export function judgePerson(question: Case): Verdict | null {
  const { reading, index } = question;
  const isNamed = reading.spelt.some(({ raw }) => isNameOf(raw, index.surnames));
  const kinds = [isAboutStranger, looksUp, asksWhereTheyLive, asksWhoHolds, asksWhoItWas, asksAboutHim];
  if (!isNamed && !kinds.some((asks) => asks(question))) return null;
  // What became of somebody since is told of nobody.
  const isAsked = isNamed && !reading.cues.has("person") && !namesLater(question);
  const answer = isAsked ? tellWhoTheyAre(question) : null;
  // Whoever names a day that is to come for the edition is told that first.
  return answer ?? abstain(question, isNamed ? reasonOfNamed(question) : "about-a-person");
}

function reasonOfNamed(question: Case): AbstentionReason {
  if (namesLater(question)) return "after-edition";
  return asksOfTheirGroup(question) ? "not-in-profile" : "about-a-person";
}

/** `How many men has Kolbayev's group?`: that is told of no group, whoever leads it. */
function asksOfTheirGroup({ reading: { cues, units } }: Case): boolean {
  if (cues.has("person") || cues.has("identity")) return false;
  return units.some(({ meanings }) => meanings.some((meaning) => GROUPS.has(meaning)));
}

/** `Where do the bosses live?`: of nobody, though some are named. */
function asksWhereTheyLive({ reading: { cues, units } }: Case): boolean {
  const isAbode = cues.has("person") && cues.has("where");
  return isAbode && units.some(({ meanings }) => meanings.includes("leaders"));
}

/** `Who is the head of the police in Osh?`: who leads mafias is told, who holds an office is not. */
function asksWhoHolds({ reading, lexicon, asked }: Case): boolean {
  const { cues, units, words, asking, years } = reading;
  const has = (list: "offices" | "by-name", { from, to }: { from: number; to: number }): boolean =>
    words.slice(from, to).some(({ raw }) => asking[list].test(raw));
  const means = (unit: Unit, meanings: ReadonlySet<string>): boolean =>
    unit.meanings.some((name) => meanings.has(name));
  const whole = { from: 0, to: words.length };
  if (years.length > 0 || !(cues.has("who") || has("by-name", whole))) return false;
  const bodies = [lexicon.institutions, lexicon.classes, AGENCIES];
  // `The boss of the customs service` is at the head of that, and of no gang.
  const headed = units.find(({ meanings }, at) => {
    const next = units[at + 1];
    if (!meanings.includes("leaders") || next === undefined || means(next, lexicon.classes)) return false;
    return means(next, lexicon.institutions) || means(next, AGENCIES);
  });
  const isOfGroup = units.some(
    (unit) => unit !== headed && means(unit, LEADING) && !has("offices", unit) && !has("by-name", unit),
  );
  if (isOfGroup || asked.aspects.some((aspect) => !LEADS.has(aspect))) return false;
  const isOwner = has("by-name", whole) && asked.aspects.includes(CONTROLS);
  const isOffice =
    isOwner || headed !== undefined || has("offices", whole) || units.some(({ meanings }) => meanings.includes(OFFICE));
  return isOffice && bodies.some((of) => units.some((unit) => means(unit, of)));
}

/** `Who was it that got arrested for it?`: of nobody that is told. */
function asksWhoItWas({ reading: { cues, units, words, asking } }: Case): boolean {
  return (cues.get("who") ?? []).some(({ from, to }) => {
    // `The official who was jailed` tells which is meant.
    if (units.some((unit) => unit.to === from)) return false;
    const fate = words.findIndex(({ raw }, at) => at >= to && asking.fates.test(raw));
    const isPast = fate === to || asking.deeds.test(words[to]?.raw ?? "");
    return isPast && fate >= 0 && !units.some((unit) => to <= unit.from && unit.to <= fate);
  });
}

/** `Where is he hiding?`, `is he dead?` behind those who were named. */
function asksAboutHim(question: Case): boolean {
  const { frame, reading, index } = question;
  const told = index.pack.findings.findIndex(({ id }) => id === frame?.told);
  const isNamed = index.tells.person[told] === true;
  const isOfHim = reading.words.some(({ raw }) => reading.asking.him.test(raw));
  return isNamed && isOfHim && (reading.cues.has("person") || asksAroundThem(question));
}

/** `Anything on my boss?`: whoever is the asker's own is in no profile. */
function looksUp({ reading: { cues, words, asking }, lexicon }: Case): boolean {
  if (!cues.has("look-up")) return false;
  // `My boss asks whether ...` is only told by whom it is asked.
  const people = lexicon.somebody.find(words).filter(({ to }) => !asking.relaying.test(words[to]?.raw ?? ""));
  return people.some(({ from }) => [from - 1, from - 2].some((at) => asking.asker.test(words[at]?.raw ?? "")));
}

/** As the profile told it: the bare name, or what group they lead. */
function tellWhoTheyAre(question: Case): Verdict | null {
  const { ranking, index } = question;
  const best = ranking.ranked.find(({ position }) => index.tells.person[position]);
  if (best === undefined || asksAroundThem(question)) return null;
  const asksNoMore = asksNothingElse(question) || isLikeExamplesOf(best, question) || asksWhatItTells(best, question);
  return asksNoMore
    ? {
        kind: "findings",
        topic: best.indicator,
        about: [best.indicator],
        findings: [best.position],
        aspect: "names",
        gravity: false,
        otherwise: false,
      }
    : null;
}

/** `When was he born?`, `why did he turn to crime?` */
function asksAroundThem({ reading: { words, asking } }: Case): boolean {
  return words.some(({ raw }) => asking.circumstances.test(raw));
}

/** The name and nothing but the name. */
function asksNothingElse({ reading: { units, words }, index }: Case): boolean {
  return units.every(({ from, to }) => words.slice(from, to).every(({ raw }) => isNameOf(raw, index.personNames)));
}

function isLikeExamplesOf({ position }: Ranked, { nearness }: Case): boolean {
  if (nearness === null) return false;
  const likeness = nearness.findings[position] ?? 0;
  return likeness > LIKENESS.named && likeness > nearness.refused;
}

function asksWhatItTells(best: Ranked, question: Case): boolean {
  const { units, cues, words, asking } = question.reading;
  const isLeader = units.some(({ meanings }) => meanings.some((meaning) => LEADING.has(meaning)));
  const coverage = isLeader ? coverageBesideNames(best, question) : best.coverage;
  if (coverage < COVERAGE.person) return false;
  return isLeader || cues.has("identity") || !words.some(({ raw }) => asking.deeds.test(raw));
}

/** `Алмаз Бокушев кылмыш тобун жетектейби?`: what the names say it has, however they are written. */
function coverageBesideNames({ shares }: Ranked, { reading: { units, words }, index, ranking }: Case): number {
  let [all, covered] = [0, 0];
  for (const [at, { from, to }] of units.entries()) {
    const weight = ranking.weights[at] ?? 0;
    const isName = words.slice(from, to).every(({ raw }) => isNameOf(raw, index.personNames));
    all += weight;
    covered += weight * (isName ? 1 : (shares[at] ?? 0));
  }
  return all === 0 ? 0 : covered / all;
}

/** A surname as the profile has it, or nearly. */
function isNameOf(raw: string, names: ReadonlySet<string>): boolean {
  const word = inLatinLetters(raw);
  if (names.has(word)) return true;
  if (word.length < NAMES.shortestMended) return false;
  for (const name of names)
    if (Math.abs(name.length - word.length) <= NAMES.slips && editDistance(word, name, NAMES.slips) <= NAMES.slips)
      return true;
  return false;
}

/** Whether it seems to name somebody whom the profile does not. */
function isAboutStranger(question: Case): boolean {
  const { reading } = question;
  const inPhrases = positionsInPhrases(reading);
  return (
    reading.spelt.some((word, at) => !inPhrases.has(at) && isStranger(word, at, question)) ||
    reading.sentences.some((words) => words.some((word, at) => isSurnameBehind(words[at - 1], word, question)))
  );
}

function positionsInPhrases({ units }: QuestionReading): ReadonlySet<number> {
  const positions = new Set<number>();
  for (const { from, to } of units) if (to - from > 1) for (let at = from; at < to; at++) positions.add(at);
  return positions;
}

/** A surname by its ending, a forename with a word behind it that nobody lists, or two such words with capitals. */
function isStranger(word: Word, at: number, question: Case): boolean {
  const { reading } = question;
  const next = reading.spelt[at + 1];
  const isName = isForename(at, reading) && (word.capital || seemsSurname(next, question));
  if (isName || isCapitalSurname(word, question)) return true;
  if (!isUnheard(word, question)) return false;
  if (areUnheardCapitals(word, next, question) || (word.capital && isBehindTitle(at, reading))) return true;
  // Russian plurals end as surnames do: there it takes a capital or a question about a person.
  const isTelling = /^[a-z]+$/u.test(word.raw) || word.capital || reading.cues.has("person");
  return isTelling && hasSurnameEnding(word, question);
}

/** `Вор в законе Япончик`: what a leader is called, whatever his name ends in. */
function isBehindTitle(at: number, { units }: QuestionReading): boolean {
  return units.some(({ to, meanings }) => to === at && meanings.some((meaning) => TITLES.has(meaning)));
}

function areUnheardCapitals(word: Word, next: Word | undefined, question: Case): boolean {
  if (!word.capital || next?.capital !== true) return false;
  // `Is Donald Trump mentioned?`: whoever looks for somebody may mean one whose name is a word.
  return question.reading.cues.has("look-up") || isUnheard(next, question);
}

/** `Ташиев`: its stem may be a word's, which takes no capital amid a sentence. */
function isCapitalSurname(word: Word, question: Case): boolean {
  const isCyrillic = /^\p{Script=Cyrillic}+$/u.test(word.raw);
  return (
    isCyrillic && word.capital && hasSurnameEnding(word, question) && !isKnown({ ...word, stem: word.raw }, question)
  );
}

function isForename(at: number, { cues }: QuestionReading): boolean {
  return cues.get("forename")?.some(({ from }) => from === at) ?? false;
}

function seemsSurname(word: Word | undefined, question: Case): boolean {
  return word !== undefined && (word.capital || isUnheard(word, question));
}

/** Beside the question only a forename and a surname with capitals are somebody: whoever is greeted is not asked about. */
function isSurnameBehind(before: Word | undefined, word: Word, question: Case): boolean {
  if (before === undefined || !word.capital) return false;
  return hasSurnameEnding(word, question) && isUnheard(word, question) && FORENAME.test(before.raw);
}

/** Of an owner, too: `Karvonov's men`. */
function hasSurnameEnding({ raw, capital }: Word, { lexicon }: Case): boolean {
  const owner = capital && raw.endsWith("s") ? raw.slice(0, -1) : raw;
  return lexicon.surnameEndings.some((end) =>
    [raw, owner].some((name) => name.endsWith(end) && name.length >= end.length + NAMES.beforeEnding),
  );
}

function isUnheard(word: Word, question: Case): boolean {
  return word.raw.length >= NAMES.shortest && !/\d/u.test(word.raw) && !isKnown(word, question);
}
