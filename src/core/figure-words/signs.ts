/** Signs between a score and a number: folding would take them away, and `heroin > 5.5` would be a score of 5.5. */

/** As the word lists have them. */
const SPELLED: Readonly<Record<string, string>> = {
  ">": "is more than the number",
  "<": "is less than the number",
  ">=": "is at least the number",
  "≥": "is at least the number",
  "<=": "is at most the number",
  "≤": "is at most the number",
};
const SIGN = /(?<![\d<>=-])\s*(>=|<=|[<>≥≤])\s*(?=\d)/gu;

/** `Markets >5.5` with the sign in words. */
export function spelledSigns(text: string): string {
  return text.replaceAll(SIGN, (_, sign: string) => ` ${SPELLED[sign] ?? sign} `);
}
