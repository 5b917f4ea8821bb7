/** A text as words, each with its place in it. */
import { comparedWord } from "#core/profile/order-lexicon.ts";

export interface OrderToken {
  /** As it is compared: in lower case, without marks round it. */
  readonly text: string;
  /** As it was typed, without what cannot be seen. */
  readonly typed: string;
  /** Whether a comma or a semicolon stands behind it. */
  readonly closes: boolean;
  /** Where it stands in what was typed, in UTF-16 units; `end` is behind it. */
  readonly start: number;
  readonly end: number;
}

/** Zero-width spaces, joiners, marks of direction, soft hyphens. */
const UNSEEN = /\p{Cf}/gu;

/**
 * No word that is known: `all -drugs`, `!heroin`, `(-drugs)`, for whoever writes so wants it left out, which no order can;
 * and `@drugs`, `#drugs`, which call somebody or name a channel.
 */
const MARKED = /^[("'*_`]*[-‐‑–—−⁃~∼¬≠!➖🚫⛔❌✖✗✘@#＠＃]+\uFE0F?[\p{L}\p{N}]/u;
const MINUS = /^[-‐‑–—−⁃~∼¬≠➖🚫⛔❌✖✗✘/:]+\uFE0F?$/u;

/** It stands between what is wanted and what is not. */
export function isMinus(word: string): boolean {
  return MINUS.test(word);
}

export function isMarked({ typed }: Pick<OrderToken, "typed">): boolean {
  return MARKED.test(typed);
}

/** Parted by white space, commas and semicolons. */
export function tokenise(text: string): readonly OrderToken[] {
  return [...text.matchAll(/([^\s,;]+)(\s*[,;])?/gu)].map(({ 1: found = "", 2: comma, index }) => {
    const typed = found.replaceAll(UNSEEN, "");
    const text = MARKED.test(typed) ? typed.toLowerCase() : comparedWord(typed);
    return { text, typed, closes: comma !== undefined, start: index, end: index + found.length };
  });
}
