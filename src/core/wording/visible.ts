/** A person's words as people see them: read so where they come in, printed so where they go out, obeyed by nothing. */

/** Zero-width and soft marks, marks of direction, fillers; but for those behind an emoji, which choose how it is drawn. */
const UNTYPED = /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** Without what nobody typed and nobody sees: clients, web pages and word processors leave it between letters. */
export function asSeen(words: string): string {
  return words.replaceAll(UNTYPED, "");
}

/** What a terminal obeys, and what turns round or breaks the line that is read. https://www.unicode.org/reports/tr9/ */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;
/** Control pictures stand in the order of the controls: https://www.unicode.org/charts/PDF/U2400.pdf */
const PICTURES = 0x24_00;
const DELETE = 0x7f;
const DELETE_PICTURE = "\u2421";

/**
 * Escape sequences, control characters and those that change the direction of a text, each as a sign of its own: `␛`,
 * `[U+202E]`. Half a character is the sign for what cannot be read.
 */
export function visible(words: string): string {
  return words.toWellFormed().replaceAll(UNSEEN, pictured);
}

function pictured(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(PICTURES + code);
  if (code === DELETE) return DELETE_PICTURE;
  return `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
}

/** At most `most` characters as people count them, and an ellipsis where there were more: an emoji is never cut in two. */
export function clip(words: string, most: number): string {
  // As many units as characters at the least: what is short by that measure is short by any.
  if (words.length <= most) return words;
  const end = endOf(words, (_, index) => index === most);
  return end === null ? words : `${words.slice(0, end)}…`;
}

/** As many whole characters as have room in `most` UTF-16 units, as what is stored is measured. */
export function clipUnits(words: string, most: number): string {
  if (words.length <= most) return words;
  const end = endOf(words, ({ index, segment }) => index + segment.length > most);
  return words.slice(0, end ?? undefined);
}

/** Where the first character begins that has no place any more; null when all of them have. */
function endOf(words: string, isBeyond: (character: Intl.SegmentData, index: number) => boolean): number | null {
  let index = 0;
  for (const character of new Intl.Segmenter().segment(words)) {
    if (isBeyond(character, index)) return character.index;
    index += 1;
  }
  return null;
}
