/** `No, I mean the gold`, `not arms but gold`: what a correction says is meant, without what takes something back. */
import type { AskingWords } from "#core/profile/asking-words.ts";

export type CorrectionList =
  | "retracting"
  | "stalling"
  | "meaning"
  | "meaning-behind"
  | "concerning"
  | "excluding"
  | "instead"
  | "excluded-behind";

export interface Correction {
  /** As it was typed, with neither `I mean` nor what is not meant. */
  readonly meant: string;
  /** What is not meant; null where that is not said. */
  readonly excluded: string | null;
  /** By `no` or `I mean`: `not X but Y` alone may be about anything. */
  readonly isSure: boolean;
}

/** Null where a message corrects nothing or names nothing in its place. */
export type ReadCorrection = (message: string) => Correction | null;

const PAUSE = "[\\s,.;:!?…–—-]+";
/** What takes something back stands apart: `no treaties?` corrects nothing. */
const BREAK = "\\s*[,.;:!…–—-]+\\s*";
const PART = "[\\s,;–—-]+";
const LAST = "[^\\p{L}\\p{N}]*$";
/** More is said in a sentence of its own. */
const MOST_LETTERS = 120;

export function createCorrection(words: Pick<AskingWords, CorrectionList>): ReadCorrection {
  const before = openingOf(words);
  const behind = new RegExp(`${PAUSE}(?:${either(words["meaning-behind"])})${LAST}`, "iu");
  const about = new RegExp(`^(?:(?:${either(words.concerning)})\\s+)+`, "iu");
  const exchanges = exchangesOf(words);
  const exclusion = new RegExp(`^(?<meant>.+?)${PART}(?:${either(words.excluding)})\\s+(?<excluded>.+)$`, "iu");
  /** Without the frame of what it says; `isSure` where there is one. */
  const unframed = (text: string): { readonly left: string; readonly isSure: boolean } => {
    const opened = before.exec(text);
    const isOpened = Object.values(opened?.groups ?? {}).some((group) => group !== undefined);
    const rest = isOpened ? text.slice(opened?.[0].length) : text;
    const left = rest.replace(behind, "");
    return { left, isSure: isOpened || left !== rest };
  };
  const read = (text: string): Correction => {
    const { left, isSure } = unframed(text);
    const groups = firstGroups(left, isSure ? [...exchanges, exclusion] : exchanges);
    if (groups === undefined) return { meant: isSure ? left.replace(about, "") : left, excluded: null, isSure };
    const { meant = "", excluded = "" } = groups;
    const inner = read(meant);
    return { meant: inner.meant.replace(about, ""), excluded, isSure: isSure || inner.isSure };
  };
  return (message) => {
    if (message.length > MOST_LETTERS) return null;
    const correction = read(plain(message));
    const isOne = correction.isSure || correction.excluded !== null;
    return isOne && /\p{L}|\p{N}/u.test(correction.meant) ? correction : null;
  };
}

/** `Sorry, wait, no: I meant`, and what it is about. */
function openingOf({ retracting, stalling, meaning, concerning }: Pick<AskingWords, CorrectionList>): RegExp {
  const [back, delay, mean, about] = [retracting, stalling, meaning, concerning].map(either);
  const behind = `\\s+(?=(?:${back}|${delay}|${mean}|${about})(?!\\p{L}))`;
  return new RegExp(
    `^[^\\p{L}\\p{N}]*(?:(?<retracted>${back})(?:${BREAK}|${behind})|(?:${delay})(?!\\p{L})${PAUSE})*` +
      `(?:(?<meant>${mean})(?!\\p{L})${PAUSE})?`,
    "iu",
  );
}

function exchangesOf(words: Pick<AskingWords, CorrectionList>): readonly RegExp[] {
  const excluding = either(words.excluding);
  return [
    `^(?:${excluding})\\s+(?<excluded>.+?)${PART}(?:${either(words.instead)})\\s+(?<meant>.+)$`,
    `^(?:${excluding})\\s+(?<excluded>[^,;–—]+)\\s*[,;–—]\\s*(?<meant>.+)$`,
    `^(?<excluded>.+?)\\s+(?:${either(words["excluded-behind"])})${PART}(?<meant>.+)$`,
  ].map((source) => new RegExp(source, "iu"));
}

function firstGroups(text: string, patterns: readonly RegExp[]): Readonly<Record<string, string>> | undefined {
  return patterns.map((pattern) => pattern.exec(text)?.groups).find((groups) => groups !== undefined);
}

function plain(message: string): string {
  return message
    .replaceAll(/(?<=\p{L})['’ʼ`](?=\p{L})/gu, "")
    .replaceAll("ё", "е")
    .trim();
}

/** The longest first; what never fits stands for a list without words. */
function either(turns: readonly string[]): string {
  const longestFirst = turns.toSorted((one, other) => other.length - one.length);
  return turns.length === 0 ? "(?!)" : longestFirst.join("|").replaceAll(" ", "[\\s-]+");
}
