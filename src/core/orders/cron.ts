/** Lines of a crontab, which are told from words and not read: `0 9 * * 1`. */

/** Five or six fields, one of them a star at least; the names of days and months are words of their own. */
const FIELD = String.raw`(?:\*|\?|[\d*][\d*,/-]*|(?:mon|tue|wed|thu|fri|sat|sun)(?:[-,](?:mon|tue|wed|thu|fri|sat|sun))*)`;
const LINE = new RegExp(String.raw`(?<![^\s"'\x60])${FIELD}(?:[^\S\n]+${FIELD}){4,5}(?![^\s"'\x60])`, "iu");

/** Where one stands in `text`, in UTF-16 units. */
export function findCron(text: string): { readonly start: number; readonly end: number } | undefined {
  const found = LINE.exec(text);
  return found?.[0].includes("*") === true ? { start: found.index, end: found.index + found[0].length } : undefined;
}
