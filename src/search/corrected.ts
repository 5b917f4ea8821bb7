/** `No, I mean the gold`: what a message that corrects what was understood asks, and what its conversation is about from there. */
import type { Frame } from "#core/conversation/frame.ts";
import type { PackIndex } from "./index/pack-index.ts";
import { sharesOf, weightOf } from "./judging/unit-shares.ts";
import type { Phrases } from "./reading/phrases.ts";
import type { KnownWords, Lexicon } from "./reading/lexicon.ts";
import { readQuestion, type QuestionReading } from "./reading/question.ts";
import type { Unit } from "./reading/units.ts";
import { readWords } from "./reading/words.ts";
import { CORRECTION } from "./tuning/threads.ts";

/** May stand beside a name that is all that is said: `the gold, please`. */
const SMALL_WORDS = 2;

interface Known extends KnownWords {
  readonly lexicon: Lexicon;
  readonly index: PackIndex;
}

export interface Corrected {
  readonly said: string;
  readonly reading: QuestionReading;
  /** Null where what is meant has nothing to do with what was spoken of: nothing of that is told again. */
  readonly frame: Frame | null;
  /** Slug of what is meant, where a page was shown and nothing but another is named. */
  readonly page?: string;
}

/** Null for what corrects nothing. */
export function readCorrected(message: string, frame: Frame, known: Known): Corrected | null {
  const correction = known.lexicon.asking.correction(message);
  if (correction === null) return null;
  if (!correction.isSure && !isSpokenOf(correction.excluded ?? "", frame, known)) return null;
  const { meant: said } = correction;
  const reading = read(said, known);
  const named = topicsNamed(reading);
  if (named.length > 0) return turned({ said, reading }, named, frame);
  const subject = subjectOf(reading, known);
  return subject.length === 0 ? { said, reading, frame } : ofMeaning({ said, reading, subject }, frame, known);
}

/** `I meant markets`: an ordinary word that is all there is names it, too. */
function topicsNamed({ units, topics }: QuestionReading): readonly string[] {
  return units.length === 0 ? topics : [...new Set(units.flatMap((unit) => unit.topics))];
}

/** What is neither a country nor what is asked of something. */
function subjectOf({ units }: QuestionReading, { lexicon: { aspects } }: Known): readonly Unit[] {
  const isAspect = ({ meanings }: Unit): boolean =>
    meanings.length > 0 && meanings.every((meaning) => aspects.has(meaning));
  return units.filter((unit) => unit.country === null && !isAspect(unit));
}

interface Named extends Pick<Corrected, "said" | "reading"> {
  readonly subject: readonly Unit[];
}

function ofMeaning({ said, reading, subject }: Named, frame: Frame, known: Known): Corrected {
  const topic = topicOf(subject, frame, known.index);
  // What it is about is not known: it stands on its own feet.
  if (topic === null) return { said, reading, frame: null };
  if (frame.topics.includes(topic)) return { said, reading, frame };
  if (asksMore(reading)) return turned({ said, reading }, [topic], frame);
  const name = topic.replaceAll("-", " ");
  return turned({ said: name, reading: read(name, known) }, [topic], frame);
}

/** A word that fits several topics means the most apt one. */
function read(message: string, known: Known): QuestionReading {
  const { topics, ambiguous } = known.lexicon;
  const apt: Lexicon["topics"] = {
    find(words) {
      const named = topics.find(words);
      return named.length > 0 ? named : ambiguous.find(words);
    },
  };
  return { ...readQuestion(message, { ...known, lexicon: { ...known.lexicon, topics: apt } }), corrects: true };
}

/** `Not arms` behind arms, `not 2021`, `not the score`: nothing is corrected by what is denied of anything else. */
function isSpokenOf(excluded: string, frame: Frame, { lexicon, index }: Known): boolean {
  const words = readWords(excluded, lexicon.stemmer);
  const has = (list: Phrases, values: readonly (string | null)[]): boolean =>
    list.find(words).some(({ value }) => values.includes(value));
  return (
    has(lexicon.topics, [...frame.topics, frame.measure]) ||
    has(lexicon.countries, frame.countries) ||
    words.some(({ raw, stem }) => index.ownStems.has(stem) || frame.editions.includes(Number(raw))) ||
    (frame.shows !== "findings" && has(lexicon.cues, ["score"]))
  );
}

function turned(
  named: Pick<Corrected, "said" | "reading">,
  topics: readonly string[],
  { extreme: _extreme, told, ...frame }: Frame,
): Corrected {
  const [page = "", ...others] = topics;
  const wasPage = frame.shows === "findings" && frame.aspect === null && told === undefined;
  const isPage = wasPage && others.length === 0 && namesTopicAlone(named.reading);
  return { ...named, frame: { ...frame, topics, measure: null }, ...(isPage ? { page } : {}) };
}

function namesTopicAlone(reading: QuestionReading): boolean {
  const { units, words } = reading;
  const said = units.reduce((sum, { from, to }) => sum + to - from, 0);
  return !asksMore(reading) && units.every(({ topics }) => topics.length > 0) && words.length <= said + SMALL_WORDS;
}

/** More than the name of something. */
function asksMore({ aspects, years, countries, cues }: QuestionReading): boolean {
  return aspects.length + years.length + countries.length > 0 || cues.has("score") || cues.has("trend");
}

/** The topic whose findings speak of it throughout, more than those of any other: what was spoken of, where those do as well. */
function topicOf(units: readonly Unit[], { topics }: Frame, index: PackIndex): string | null {
  const means = [...meansOf(units, index)].toSorted(([, one], [, other]) => other - one);
  const [[topic, best] = ["", 0], [, next] = ["", 0]] = means;
  const own = means.find(([slug, mean]) => topics.includes(slug) && mean > best * CORRECTION.own);
  if (best < CORRECTION.topic) return null;
  return own?.[0] ?? (best > next * CORRECTION.apart ? topic : null);
}

/** How much of the units the findings of each topic have, one with another. */
function meansOf(units: readonly Unit[], index: PackIndex): ReadonlyMap<string, number> {
  const { findings } = index.pack;
  const weights = units.map((unit) => weightOf(unit, index));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const sums = new Map<string, { told: number; of: number }>();
  const shares = units.map((unit, at) => sharesOf(unit, index, weights[at] ?? 1));
  for (const [position, { indicator }] of findings.entries()) {
    const sum = sums.get(indicator) ?? { told: 0, of: 0 };
    const told = shares.reduce((had, share, at) => had + (share[position] ?? 0) * (weights[at] ?? 0), 0);
    sums.set(indicator, { told: sum.told + told / all, of: sum.of + 1 });
  }
  return new Map([...sums].map(([indicator, { told, of }]) => [indicator, told / of]));
}
