/** A message as words and their stems: what a platform put into it as mark-up, links and mentions is taken out first. */
import { stemmer as stemRussian } from "@orama/stemmers/russian";
import { READING } from "#search/tuning/reading.ts";
import type { AskingPatterns } from "./asking.ts";
import { stemEnglish } from "./english-stem.ts";

export interface Stemmer {
  /** The word without its ending, in English and Russian; other Cyrillic words are stemmed the same way on both sides. */
  stem(word: string): string;
}

export interface Word {
  /** In lower case. */
  readonly raw: string;
  readonly stem: string;
  /** Begins with a capital, and not because a sentence does. */
  readonly capital: boolean;
  /** Follows the word before it after a single point, as decimals do. */
  readonly glued: boolean;
}

/** As many as are in use; past it the memory is dropped and built again. */
const REMEMBERED = 8000;
const CYRILLIC = /[а-яёңөү]/u;

export interface Sentence {
  /** Whether it ends as questions do. */
  readonly asks: boolean;
  readonly words: readonly Word[];
}

/** The sentences of a message; the ones that ask something come first. */
export function readSentences(
  message: string,
  { stemmer, asking }: { readonly stemmer: Stemmer; readonly asking: Pick<AskingPatterns, "opening" | "breaks"> },
): readonly Sentence[] {
  const sentences = withoutMarkup(shorten(message))
    .split(asking.breaks)
    .map((sentence) => ({
      asks: sentence.trimEnd().endsWith("?") || asking.opening.test(sentence.trimStart()),
      words: readWords(sentence, stemmer).slice(0, READING.words),
    }))
    .filter(({ words }) => words.length > 0);
  return [...sentences.filter(({ asks }) => asks), ...sentences.filter(({ asks }) => !asks)];
}

export function readWords(text: string, stemmer: Stemmer): readonly Word[] {
  const clean = cleanLetters(text);
  let end = 0;
  return (clean.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map((token, position) => {
    const raw = token.toLowerCase().replaceAll("ё", "е");
    const begin = clean.indexOf(token, end);
    end = begin + token.length;
    return {
      raw,
      stem: stemmer.stem(raw),
      capital: position > 0 && raw !== token && /^\p{Lu}\p{Ll}/u.test(token),
      glued: /[.,]/u.test(clean.charAt(begin - 1)) && /\d/u.test(clean.charAt(begin - 2)),
    };
  });
}

/** What has one spelling only: most of what is typed. */
const PLAIN = /^[\n -~А-яЁёҢңӨөҮү]*$/u;

function cleanLetters(text: string): string {
  const letters = PLAIN.test(text) ? text : text.normalize("NFKC").replaceAll(/\p{Cf}/gu, "");
  return /['’ʼ`]/u.test(letters) ? letters.replaceAll(/(?<=\p{L})['’ʼ`](?=\p{L})/gu, "") : letters;
}

function shorten(message: string): string {
  return message.length <= READING.head + READING.tail
    ? message
    : `${message.slice(0, READING.head)}\n${message.slice(-READING.tail)}`;
}

/** Slack's `<...>`, HTML, code, addresses, mentions of people and emoji names are no words of the asker's. */
function withoutMarkup(message: string): string {
  if (!/[`<@:&]|www\./iu.test(message)) return message;
  return message
    .replaceAll(/```[^`]{0,2000}```/gu, " ")
    .replaceAll(/<[@#!][^<>]{0,200}>/gu, " ")
    .replaceAll(/<https?:[^<>|]{0,500}\|([^<>]{0,200})>/gu, " $1 ")
    .replaceAll(/<\/?[a-z][^<>]{0,200}>/giu, " ")
    .replaceAll(/\b(?:https?:\/\/|www\.)\S+/giu, " ")
    .replaceAll(/\S+@\S+\.\S+/gu, " ")
    .replaceAll(/(?<![\p{L}\p{N}])@[\p{L}\p{N}._-]+/gu, " ")
    .replaceAll(/:[a-z0-9_+-]{2,40}:/gu, " ")
    .replaceAll(/&(?:nbsp|amp|lt|gt|quot|#\d+);/gu, " ");
}

/** `exceptions` are words that count as another word, before any ending is taken off; one that counts as itself keeps its ending. */
export function createStemmer(exceptions: Readonly<Record<string, string>>): Stemmer {
  const known = new Map<string, string>();
  const exact = new Map(Object.entries(exceptions));
  return {
    stem(word) {
      const remembered = known.get(word);
      if (remembered !== undefined) return remembered;
      const plain = exact.get(word) ?? word;
      const stemmed =
        exact.get(plain) === plain ? plain : CYRILLIC.test(plain) ? stemRussian(plain) : stemEnglish(american(plain));
      if (known.size > REMEMBERED) known.clear();
      known.set(word, stemmed);
      return stemmed;
    },
  };
}

/** `organised` and `organized`, `labour` and `labor` are one word. */
function american(word: string): string {
  // Most words have neither, and this is far faster than to look for their endings.
  if (!word.includes("is") && !word.includes("our")) return word;
  return word
    .replace(/(?<=[a-z]{3})is(e|ed|es|er|ers|ing|ation|ations)$/u, "iz$1")
    .replace(/(?<=[a-z]{3})our(?=s?$|ed$|ing$|er$|ers$)/u, "or");
}
