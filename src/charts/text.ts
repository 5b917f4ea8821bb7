/** How much room words take in the pictures' own font, and where they break. */

export const FONT = "Source Sans 3";

/** Shares of the font's size, a little generous: Source Sans 3 in its regular weight. */
const NARROW = 0.27;
const WIDE = 0.84;
const CAPITAL = 0.6;
const DIGIT = 0.5;
const LETTER = 0.505;
const CYRILLIC = 0.57;
const BOLD = 1.07;

export interface Style {
  readonly size: number;
  readonly bold?: boolean;
}

/** In pixels, by the kinds of its letters. */
export function widthOf(words: string, { size, bold = false }: Style): number {
  let shares = 0;
  for (const letter of words) shares += shareOf(letter);
  return shares * size * (bold ? BOLD : 1);
}

/** Lines no wider than `width`; a word that is wider stands alone. */
export function wrap(words: string, width: number, style: Style): readonly string[] {
  const lines: string[] = [];
  for (const word of words.split(" ")) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && widthOf(longer, style) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function shareOf(letter: string): number {
  if (/[ijlIft.,:;'|!()[\] ·]/u.test(letter)) return NARROW;
  if (/[mwMW@%–—]/u.test(letter)) return WIDE;
  if (/\d/u.test(letter)) return DIGIT;
  if (/\p{Script=Cyrillic}/u.test(letter)) return CYRILLIC;
  return /\p{Lu}/u.test(letter) ? CAPITAL : LETTER;
}
