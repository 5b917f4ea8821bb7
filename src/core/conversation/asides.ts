/** What is no question about the country: somebody in need, small talk, a question about the bot or the Index. */
import { fold } from "#core/profile/fold.ts";
import { TONES, type AsideWords, type Tone } from "#core/profile/aside-words.ts";
import type { Pack } from "#core/profile/profile.ts";
import type { Topics } from "#core/profile/topics.ts";
import type { Command } from "#core/request.ts";
import { patternsOfAsides, type AsideTables, type AskingVocabulary } from "./aside-tables.ts";
import { createFacts, DEFINITION, STILL_TRUE, type Facts } from "./facts.ts";
import { createHints } from "./hints.ts";
import { firstFound, openMatcher } from "#core/conversation/patterns/matching.ts";
import { createNeed } from "./need.ts";
import type { PatternTable } from "#core/conversation/patterns/table.ts";
import type { WrittenPattern } from "#core/conversation/patterns/pattern.ts";
import { createMender, knownAmong, mendedIn } from "./slips.ts";
import { createPlea, type ReadPlea } from "./plea.ts";
import { createSpoken } from "./spoken.ts";
import { createTerms } from "./terms.ts";

export interface Asides {
  /** Takes any text and never throws; undefined for what is none of these. */
  readonly read: (text: string) => Command | undefined;
  /** The same for what nobody listed, of a text that is no command and no topic. */
  readonly hintedAt: (text: string) => Command | undefined;
  /** Whether words go on with a need that was told before them. */
  readonly pleads: ReadPlea;
}

/** Longer text is no small talk and no question of a few words; a slip is forgiven in what is shorter still. */
const LONGEST = 30;
const LONGEST_WITH_SLIPS = 10;
const MOST_LETTERS = 400;

/** Cues that ask for something: beside thanks they make a question of it. */
const ASKING = ["where", "why", "who", "date", "names", "amount", "score", "trend", "rank", "identity"] as const;

export interface AsideParts {
  readonly languages: readonly AsideWords[];
  readonly packs: readonly Pack[];
  readonly topics: Topics;
  /** Words that are no slips of others. */
  readonly vocabulary: AskingVocabulary;
  /** Of these languages and these words. */
  readonly tables: () => AsideTables;
}

/** Opens its tables when the first text comes. */
export function createAsides(parts: AsideParts): Asides {
  let reading: Asides | undefined;
  const asides = (): Asides => (reading ??= createReading(parts));
  return {
    read: (text) => asides().read(text),
    hintedAt: (text) => asides().hintedAt(text),
    pleads: (text) => asides().pleads(text),
  };
}

function createReading({ languages, packs, topics, vocabulary, tables: open }: AsideParts): Asides {
  const spelt = Object.assign({}, ...languages.map((language) => language.spelt));
  const spoken = createSpoken(spelt, packs);
  const patterns = patternsOfAsides(languages);
  const tables = open();
  const tones = createTones(patterns.tones, tables.tones);
  const facts = createFacts(patterns.facts, tables.facts);
  const hints = createHints(patterns.hints, tables.hints);
  const isOrdinary = knownAmong(tables.ordinary);
  const isKnown = (word: string): boolean => isOrdinary(word) || topics.named(word) !== undefined;
  // Asked for seldom.
  let asking: ReadonlySet<string> | undefined;
  const isOfQuestions = (word: string): boolean =>
    (asking ??= askingWordsOf(vocabulary)).has(word) || topics.named(word) !== undefined;
  const needOf = createNeed({ spoken, isKnown, ...patterns, tables });
  const factOf = createFactReader(facts, topics);
  const mend = createMender(new Set(tables.meant.split(" ")), isKnown);
  const readingsOf = rememberingLast((said: string) => readings(spoken(said), mend));
  const hintedAt = (text: string): Command | undefined => {
    const whole = readingsOf(withoutEmoji(text.slice(0, MOST_LETTERS)));
    if (!text.includes("?") && whole.some((meant) => tones.openOrClose(meant, "thanks", isOfQuestions)))
      return { kind: "smalltalk", tone: "thanks" };
    const hint = firstFound(whole, hints.of);
    if (hint === undefined) return undefined;
    if (!isTone(hint)) return { kind: "fact", slug: hint };
    return whole.some((words) => words.some(isOfQuestions)) ? undefined : { kind: "smalltalk", tone: hint };
  };
  const readListed = (text: string): Command | undefined => {
    const need = needOf(text);
    if (need !== undefined) return need;
    if (isEmoji(text)) return { kind: "smalltalk", tone: "assent" };
    if (topics.named(fold(text)) !== undefined) return undefined;
    const said = withoutEmoji(text.slice(0, MOST_LETTERS));
    for (const meant of readingsOf(said)) {
      const tone = tones.of(meant);
      if (tone !== undefined) return { kind: "smalltalk", tone };
      const asked = factOf(meant);
      if (asked !== undefined) return asked;
    }
    // `Who paid for this profile? I need it for a disclosure line.`
    const question = onlyQuestionIn(said);
    if (question === null) return undefined;
    const fact = firstFound(readings(spoken(question), mend), factOf);
    // `Judges are clean. Is that right?` asks of the judges.
    const pointsAt = spoken(said.replace(question, " "));
    return isOf(fact, STILL_TRUE) && pointsAt.some(isOfQuestions) ? undefined : fact;
  };
  return { read: readListed, hintedAt, pleads: createPlea(languages, spoken) };
}

function createFactReader(facts: Facts, topics: Topics): (words: readonly string[]) => Command | undefined {
  const termsIn = createTerms(topics);
  return (words) => {
    const slug = facts.of(words);
    if (slug !== undefined) return { kind: "fact", slug };
    const termed = termsIn(words).find((each) => facts.of(each.words) === DEFINITION);
    return termed === undefined ? undefined : { kind: "definition", topic: termed.topic };
  };
}

function isOf(fact: Command | undefined, slug: string): boolean {
  return fact?.kind === "fact" && fact.slug === slug;
}

function isTone(name: string): name is Tone {
  return TONES.some((tone) => tone === name);
}

/** What is listed and what is hinted at are looked for in the same text, one after the other. */
function rememberingLast<Found>(find: (text: string) => Found): (text: string) => Found {
  let last: { readonly text: string; readonly found: Found } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, found: find(text) };
    return last.found;
  };
}

/** As typed, and with slips mended where few words leave little doubt; none of what is too long. */
function readings(words: readonly string[], mend: (word: string) => string): readonly (readonly string[])[] {
  if (words.length === 0 || words.length > LONGEST) return [];
  const mended = words.length > LONGEST_WITH_SLIPS ? null : mendedIn(words, mend);
  return mended === null ? [words] : [words, mended];
}

/** So many words at the least are a question of their own behind a dash: `The clinics - who pays?` is one question. */
const OWN_QUESTION = 4;

/** The one sentence of several that asks; null where none does, or more than one. */
function onlyQuestionIn(text: string): string | null {
  const sentences = text
    .split(/(?<=[.!?…])\s+|\n+|(?<=[:;])\s+|\s[-–—]\s+/u)
    .filter((sentence) => /\p{L}/u.test(sentence));
  const [asking, ...others] = sentences.filter((sentence) => sentence.trimEnd().endsWith("?"));
  if (sentences.length < 2 || asking === undefined || others.length > 0) return null;
  const isAfterDash = /\s[-–—]\s+$/u.test(text.slice(0, text.indexOf(asking)));
  return isAfterDash && fold(asking).split(" ").length < OWN_QUESTION ? null : asking;
}

/** What asks for something by itself. */
function askingWordsOf({ meanings, cues }: AskingVocabulary): ReadonlySet<string> {
  return new Set([...Object.values(meanings), ...ASKING.map((cue) => cues[cue])].flat());
}

/** The tone of what is small talk from its first word to its last. */
function createTones(phrases: readonly WrittenPattern<Tone>[], table: PatternTable) {
  const phrasesAt = openMatcher(
    table,
    phrases.map(({ value }) => value),
  );
  const of = (words: readonly string[]): Tone | undefined => {
    const reached: ReadonlySet<Tone>[] = [new Set()];
    for (let from = 0; from < words.length; from++) {
      const before = reached[from];
      if (before === undefined) continue;
      for (const { value, end } of phrasesAt(words, from))
        reached[end] = new Set([...(reached[end] ?? []), ...before, value]);
    }
    const tones = reached[words.length];
    return TONES.find((tone) => tones?.has(tone) === true);
  };
  /** `Thanks a million, that's my slide done!`: whether it opens or closes so, and the rest has no word of a question. */
  const openOrClose = (words: readonly string[], tone: Tone, isOfQuestions: (word: string) => boolean): boolean => {
    const found = [...words.keys()].flatMap((from) =>
      phrasesAt(words, from).flatMap(({ value, end }) => (value === tone ? [{ from, end }] : [])),
    );
    const left = found.filter(({ from, end }) => from === 0 || end === words.length);
    const isSaid = (at: number): boolean => left.some(({ from, end }) => from <= at && at < end);
    return left.length > 0 && !words.some((word, at) => !isSaid(at) && isOfQuestions(word));
  };
  return { of, openOrClose };
}

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\ufe0e|\ufe0f|\u20e3/gu;
/** As Slack writes them: `:pray:`, `:+1::skin-tone-2:`. */
const SHORT_NAMES = /:[a-z0-9_+-]+:/gu;
/** The faces that people type. */
const FACES = /(?:^|\s)[:;=x]-?[)(dpo/|*]+(?=\s|$)/giu;

function withoutEmoji(text: string): string {
  return text.replaceAll(SHORT_NAMES, " ").replaceAll(EMOJI, " ").replaceAll(FACES, " ");
}

/** Nothing but emoji and points. */
function isEmoji(text: string): boolean {
  const said = text.slice(0, MOST_LETTERS);
  const left = withoutEmoji(said);
  return left !== said && !/[^\s\p{P}]/u.test(left);
}
