/** The reason that a refusal gives: likeness to examples may have decided that there is one, the words decide which. */
import type { AbstentionReason } from "#core/reply.ts";
import type { QuestionReading } from "#search/reading/question.ts";
import type { Unit } from "#search/reading/units.ts";
import { LIKENESS } from "#search/tuning/likeness.ts";
import type { Case } from "#search/judging/case.ts";

/** Cues of somebody who means to do it. */
const DEEDS = ["recipe", "price", "first-person-how", "wish", "role", "cloak", "means", "evasion"] as const;
/** `What about Iran, ...` names it among so many words. */
const OPENING = 3;
const MOST_WORDS_IN_PASSING = 11;
/** Beside a country that is asked about in bare words. */
const MOST_TOPICS = 2;

/** What the words must say for a reason to be given; what they need not say, because it is no claim of theirs, stands as it is. */
const BORNE_OUT: Readonly<Record<AbstentionReason, (question: Case) => boolean>> = {
  "after-edition": namesTime,
  "operational-detail": asksForDeed,
  "another-country": meansElsewhere,
  "about-a-person": asksAboutPerson,
  "not-in-profile": () => true,
  "off-topic": isElse,
};

/** That of the examples it is like where its words bear it out, else what its words suggest. */
export function reasonFor(question: Case): AbstentionReason {
  const alike = reasonOfExamples(question);
  if (alike === null || !BORNE_OUT[alike](question)) return reasonByWords(question);
  // What is not told of any time is, of a later one, later than the profile first of all.
  if (alike === "not-in-profile" && namesLater(question) && !asksElsewhere(question)) return "after-edition";
  if (alike === "not-in-profile" && isOfNothing(question)) return "off-topic";
  return isElsewhere(question, alike) ? "another-country" : alike;
}

/** Null when it is like nothing that is refused. */
export function reasonOfExamples({ nearness }: Case): AbstentionReason | null {
  return nearness !== null && nearness.refused > LIKENESS.refusedForItsReason ? nearness.reason : null;
}

/** Later than the edition, for certain. */
export function namesLater({ reading, index }: Case): boolean {
  return reading.cues.has("later") || reading.years.some((year) => year > index.pack.edition);
}

/** Whether any of it could be in a profile at all. */
export function hasSubject({ reading, lexicon }: Case): boolean {
  return reading.units.some(({ tokens, meanings, topics }) => {
    if (meanings.length > 0 && meanings.every((meaning) => lexicon.places.has(meaning))) return false;
    return tokens.length > 0 || meanings.length > 0 || topics.length > 0;
  });
}

/** `How fast can a falcon fly?`: one word of the profile beside others that are of none, and nothing that is told of it is asked. */
export function isInPassing({ reading, asked, sameExample }: Case): boolean {
  const { units, words, cues, namesOwnCountry, countries } = reading;
  const told = units.filter(({ tokens, country }) => tokens.length > 0 && country === null);
  const asksMore = asked.aspects.length > 0 || namesOwnCountry || countries.length > 0 || cues.has("score");
  return told.length === 1 && words.length <= MOST_WORDS_IN_PASSING && !asksMore && sameExample === null;
}

/** Later, or today as the asker sees it. */
function namesTime(question: Case): boolean {
  return namesLater(question) || question.lexicon.present.find(question.reading.words).length > 0;
}

/** A way, a place or a partner for doing it, or the asker's own part in it. */
function asksForDeed({ reading, lexicon }: Case): boolean {
  const { cues, words } = reading;
  if (DEEDS.some((cue) => cues.has(cue))) return true;
  return lexicon.doing.find(words).length > 0;
}

/** `Switzerland paid for the centre, didn't it?` names who did something here. */
function takesPart(question: Case): boolean {
  const [first, ...others] = question.reading.units;
  if (first === undefined || first.country === null || first.from > 0 || asksElsewhere(question)) return false;
  return others.length > 1 && others.every(({ country }) => country === null);
}

/** Of another country, and not of what one did here: `Did the American aid cuts of 2025 close shelters?` */
export function asksElsewhere(question: Case): boolean {
  const { countries, namesOwnCountry, elsewhere } = question.reading;
  if (countries.length === 0 || namesOwnCountry) return false;
  return elsewhere !== null || asksOfThem(question) || namesNothingElse(question);
}

/** `Horse market Karakol opening hours`: beside what is of no profile only where, and what can be asked of anything. */
function isOfNothing({ reading, lexicon }: Case): boolean {
  const { words, asking, everydayWords, namesOwnCountry } = reading;
  if (everydayWords === 0 || namesOwnCountry || words.some(({ raw }) => asking.crimes.test(raw))) return false;
  return reading.units.every(({ everyday, meanings, tokens, topics, country }) => {
    if (tokens.length + meanings.length === 0) return topics.length === 0;
    if (everyday) return false;
    const isOfAnything = meanings.some((meaning) => lexicon.details.has(meaning) || lexicon.places.has(meaning));
    return isOfAnything && topics.length === 0 && country === null;
  });
}

/** Anything in it is of no profile: bears that are left in the mountains are only not told of, nor are crimes that were solved. */
function isElse(question: Case): boolean {
  const { units, everydayWords, words, asking } = question.reading;
  if (words.some(({ raw }) => asking.crimes.test(raw))) return false;
  return everydayWords > 0 || !hasSubject(question) || units.some(({ tokens }) => tokens.length === 0);
}

/** Another country is named, or a place that can be in none but another. */
function meansElsewhere(question: Case): boolean {
  const { reading, lexicon } = question;
  if (namesHome(reading, lexicon) || isOnlyTouched(question)) return false;
  return reading.countries.length > 0 || lexicon.abroad.find(reading.words).length > 0;
}

/** The country itself, or a place of it: `Why do cartels from abroad own the casinos in the south?` */
function namesHome({ namesOwnCountry, units }: Case["reading"], { home }: Case["lexicon"]): boolean {
  return namesOwnCountry || units.some(({ meanings }) => meanings.some((meaning) => home.has(meaning)));
}

/** Somebody is named, or asked about as people are. */
function asksAboutPerson({ reading: { cues, words }, lexicon }: Case): boolean {
  const isAsked = cues.has("person") || cues.has("identity") || cues.has("who") || cues.has("names");
  return isAsked || cues.has("forename") || lexicon.somebody.find(words).length > 0;
}

/** `What about Iran, do they have it there?`: the country is what is asked about. */
function pointsThere({ reading: { units, words, cues, asking } }: Case): boolean {
  const named = units.find(({ country }) => country !== null);
  if (named === undefined) return false;
  const isOpening = named.from < OPENING && cues.get("pronoun")?.some(({ from }) => from >= named.to) === true;
  return isOpening || words.slice(named.to).some(({ raw }) => asking.there.test(raw));
}

/** `Latvia money laundering risk`: a country and a topic, of which nothing but that country's can be meant. */
function namesNothingElse({ reading: { units, words, asking } }: Case): boolean {
  const named = units.filter(({ country }) => country !== null);
  const others = units.filter(({ country }) => country === null);
  const isOnWay = named.some(
    (unit) => asking.bound.test(words[unit.from - 1]?.raw ?? "") || isReached(unit, { words, asking }),
  );
  if (named.length !== 1 || isOnWay || others.length > MOST_TOPICS) return false;
  return others.length > 0 && others.every(({ tokens, meanings }) => tokens.length + meanings.length > 0);
}

/** By its ending: `в Турцию`, `Түркияга`. */
function isReached({ to }: Unit, { words, asking }: Pick<QuestionReading, "words" | "asking">): boolean {
  return asking.reached.test(words[to - 1]?.raw ?? "");
}

/** `How many were taken to Iran?`, `how much at the Iranian border?`: counted is what happens here. */
function isOnlyTouched(question: Case): boolean {
  const { units, elsewhere, countries, cues, words, asking } = question.reading;
  if (countries.length === 0 || elsewhere !== null || asksOfThem(question)) return false;
  if (words.some(({ raw }) => asking.there.test(raw))) return false;
  return cues.has("amount") || units.every((unit) => unit.country === null || isReached(unit, question.reading));
}

/** Of a country that is named, whatever it is that was asked of it. */
function isElsewhere(question: Case, reason: AbstentionReason): boolean {
  const { elsewhere } = question.reading;
  const isHome = namesHome(question.reading, question.lexicon);
  if (isOnlyTouched(question)) return false;
  if (reason === "not-in-profile")
    return (
      elsewhere !== null || (!isHome && (asksOfThem(question) || pointsThere(question) || namesNothingElse(question)))
    );
  return elsewhere !== null && reason === "off-topic";
}

/** `Tajik police`, `does Uzbekistan have`: its institutions are asked about, not its border with this country. */
export function asksOfThem({ reading: { units, words }, lexicon }: Case): boolean {
  const isInstitution = ({ meanings, parts }: Unit): boolean =>
    meanings.some((name) => lexicon.institutions.has(name)) || parts.slice(0, 1).some(isInstitution);
  return units.some(
    ({ country, from, to }) =>
      country !== null &&
      (lexicon.asking["asked-of"].test(words[from - 1]?.raw ?? "") ||
        units.some((next) => next.from === to && isInstitution(next)) ||
        // `Полиция Казахстана`: in Russian the owner stands behind.
        units.some((before) => before.to === from && before.cyrillic && isInstitution(before))),
  );
}

function reasonByWords(question: Case): AbstentionReason {
  const isOfTime = namesLater(question) && hasSubject(question);
  if (isOfOtherCountry(question) && !(isOfTime && !asksElsewhere(question))) return "another-country";
  if (isOfTime) return "after-edition";
  return isOfField(question) ? "not-in-profile" : "off-topic";
}

function isOfOtherCountry(question: Case): boolean {
  const isHome = namesHome(question.reading, question.lexicon) || isOnlyTouched(question);
  return question.reading.countries.length > 0 && !isHome && !takesPart(question);
}

/** Something that a profile might tell; everyday things beside it make it none, but for what another country did to a topic here. */
function isOfField(question: Case): boolean {
  const { namesOwnCountry, everydayWords, words, asking, units } = question.reading;
  const isOfCrime = words.some(({ raw }) => asking.crimes.test(raw)) || hasSubject(question) || namesOwnCountry;
  if (!isOfCrime || everydayWords === 0) return isOfCrime;
  const isOfTopic = units.some(({ topics, tokens, everyday }) => !everyday && topics.length > 0 && tokens.length > 0);
  return isOfTopic && takesPart(question);
}
