/** The reason that a refusal gives: likeness to examples may have decided that there is one, the words decide which. */
import type { AbstentionReason } from "#core/reply.ts";
import type { Unit } from "#search/reading/units.ts";
import { LIKENESS } from "#search/tuning.ts";
import type { Case } from "./case.ts";

/** Cues of somebody who means to do it. */
const DEEDS = ["recipe", "price", "first-person-how", "wish"] as const;

/** What the words must say for a reason to be given; what they need not say, because it is no claim of theirs, stands as it is. */
const BORNE_OUT: Readonly<Record<AbstentionReason, (question: Case) => boolean>> = {
  "after-edition": namesTime,
  "operational-detail": asksForDeed,
  "another-country": meansElsewhere,
  "about-a-person": asksAboutPerson,
  "not-in-profile": () => true,
  "off-topic": () => true,
};

/** That of the examples it is like where its words bear it out, else what its words suggest. */
export function reasonFor(question: Case): AbstentionReason {
  const alike = reasonOfExamples(question);
  if (alike === null || !BORNE_OUT[alike](question)) return reasonByWords(question);
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

/** Another country is named, or a place that can be in none but another. */
function meansElsewhere({ reading, lexicon }: Case): boolean {
  if (namesHome(reading, lexicon)) return false;
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

/** Of a country that is named, whatever it is that was asked of it. */
function isElsewhere(question: Case, reason: AbstentionReason): boolean {
  const { elsewhere } = question.reading;
  const isHome = namesHome(question.reading, question.lexicon);
  if (reason === "not-in-profile") return elsewhere !== null || (!isHome && asksOfThem(question));
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
        units.some((next) => next.from === to && isInstitution(next))),
  );
}

function reasonByWords(question: Case): AbstentionReason {
  const { countries, namesOwnCountry, everydayWords } = question.reading;
  if (countries.length > 0 && !namesHome(question.reading, question.lexicon)) return "another-country";
  if (namesLater(question) && hasSubject(question)) return "after-edition";
  return (hasSubject(question) || namesOwnCountry) && everydayWords === 0 ? "not-in-profile" : "off-topic";
}
