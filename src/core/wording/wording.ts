/**
 * The bot's own sentences live in `content/wording/*.yaml`. This table says which there are and which
 * `{placeholders}` each may use: the content check holds the files to it, the compiler holds the code to it.
 */
import { ADAPTER_WORDS } from "./adapters.ts";
import { ANSWER_WORDS } from "./answers.ts";
import { ASIDE_WORDS } from "./asides.ts";
import { BRIEFING_WORDS } from "./briefings.ts";
import { CHART_WORDS } from "./charts.ts";
import { DIGEST_WORDS } from "./digests.ts";
import { OFFER_WORDS } from "./offers.ts";
import { EXPORT_WORDS } from "./exports.ts";
import { FIGURE_WORDS } from "./figures.ts";
import { RHYTHM_WORDS } from "./rhythms.ts";
import { visible } from "./visible.ts";

const TABLES = [
  ...[BRIEFING_WORDS, ANSWER_WORDS, CHART_WORDS, DIGEST_WORDS, RHYTHM_WORDS],
  ...[OFFER_WORDS, EXPORT_WORDS, FIGURE_WORDS, ADAPTER_WORDS, ASIDE_WORDS],
];

type Words = typeof BRIEFING_WORDS &
  typeof ANSWER_WORDS &
  typeof CHART_WORDS &
  typeof DIGEST_WORDS &
  typeof RHYTHM_WORDS &
  typeof OFFER_WORDS &
  typeof EXPORT_WORDS &
  typeof FIGURE_WORDS &
  typeof ADAPTER_WORDS &
  typeof ASIDE_WORDS;

/** The placeholders of each sentence. A map, made when a file of sentences is read: one object of 700 names takes V8 30 ms. */
export function declaredWords(): ReadonlyMap<string, readonly string[]> {
  return new Map(TABLES.flatMap((table) => Object.entries<readonly string[]>(table)));
}

export type WordingKey = keyof Words;
export type Wording = Readonly<Record<WordingKey, string>>;

/** The placeholders of a sentence; one that has none takes no values. */
export type SayValues<K extends WordingKey> = [Words[K][number]] extends [never]
  ? []
  : [Readonly<Record<Words[K][number], string | number>>];

/** Stands in a sentence for what is no words, such as a person or a link, until the sentence is spans. */
export const OBJECT = "\uFFFC";
/** The same for a moment beside it. */
export const MOMENT = "\uFFFB";

/** The sentence `key` with its placeholders filled in; the compiler asks for exactly those it uses. They may be a person's words. */
export function say<K extends WordingKey>(wording: Wording, key: K, ...[values]: SayValues<K>): string {
  return filledIn(wording[key], values ?? {});
}

/** Words of a sentence, and whether they are to be typed as they stand. */
export interface SentencePart {
  readonly text: string;
  readonly typed: boolean;
}

/** The sentence in parts: what is to be typed stands between backticks in the file, never in what is filled in. */
export function sayInParts<K extends WordingKey>(
  wording: Wording,
  key: K,
  ...[values]: SayValues<K>
): readonly SentencePart[] {
  return sentenceParts(wording[key]).map(({ text, typed }) => ({ text: filledIn(text, values ?? {}), typed }));
}

/** A sentence as it stands in the content, cut at its backticks. */
export function sentenceParts(sentence: string): readonly SentencePart[] {
  return sentence
    .split("`")
    .map((text, at) => ({ text, typed: at % 2 === 1 }))
    .filter(({ text }) => text !== "");
}

function filledIn(sentence: string, values: Readonly<Record<string, string | number>>): string {
  // What is empty takes the space behind it along: `{command} help` between two is `help`.
  return sentence.replaceAll(/\{(\w+)\}( ?)/g, (whole, name: string, space: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return value === "" ? "" : `${visible(String(value))}${space}`;
  });
}
