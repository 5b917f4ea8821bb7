/** A text as words, each with its place in it. */
import { closesOff, comparedWord, opensAnew } from "#core/profile/order-lexicon.ts";

export interface OrderToken {
  /** As it is compared: in lower case, without marks round it. */
  readonly text: string;
  /** As it was typed, without what cannot be seen. */
  readonly typed: string;
  /** Whether a comma, a line break, a quote or any other mark parts it from the next word. */
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
const MINUS = /^[-‐‑–—−⁃~∼¬≠➖🚫⛔❌✖✗✘]+\uFE0F?$/u;

/** `~~weekly~~`, `~weekly~`: marks round a word, as `*weekly*` has them. */
const PAIRED = /^(~+)[^~]+\1$/u;

/** It stands between what is wanted and what is not. */
export function isMinus({ typed }: Pick<OrderToken, "typed">): boolean {
  return MINUS.test(typed);
}

export function isMarked({ typed }: Pick<OrderToken, "typed">): boolean {
  return MARKED.test(typed) && !PAIRED.test(typed);
}

/** Parted by white space, commas and semicolons; `@9` is `@ 9`. */
export function tokenise(text: string): readonly OrderToken[] {
  const tokens = [
    ...text.matchAll(/(@(?=\d{1,2}(?:[:.]\d{2})?(?:[\s,;]|[ap]m|$))|[^\s,;]+)(\s*[,;]|[^\S\n]*\n)?/gu),
  ].map(({ 1: found = "", 2: end, index }) => {
    const typed = found.replaceAll(UNSEEN, "");
    const text = isMarked({ typed }) ? typed.toLowerCase() : comparedWord(typed);
    const closes = end !== undefined || closesOff(typed);
    return { text, typed, closes, start: index, end: index + found.length };
  });
  return tokens.map((token, at) => ({ ...token, closes: token.closes || opensAnew(tokens[at + 1]?.typed ?? "") }));
}
