/**
 * A finding's text is two in one: alone it names its country, in a list under that name it need not. `<alone|in a list>` holds
 * what differs, `<alone>` what a list leaves out. Angle brackets may begin a value in YAML; braces would have to be quoted.
 */

const DIFFERENCE = /<([^<>|]+)(?:\|([^<>|]*))?>/gu;

/** A text whose differences are whole: what is opened is closed, nothing stands within another, a bar parts two. */
export const NOTATION = /^[^<>|]*(?:<[^<>|]+(?:\|[^<>|]*)?>[^<>|]*)*$/u;

/** What of a text in a list tells that its difference begins or ends in the wrong place. */
const BROKEN = /^\P{Lu}|\s\s|\s[,.;:]|[^.]$/u;

/** As it stands where nothing around it says which country it is about. */
export function textAlone(text: string): string {
  return text.replaceAll(DIFFERENCE, (_, alone: string) => alone);
}

/** As it stands under the country's name. */
export function textInList(text: string): string {
  return text.replaceAll(DIFFERENCE, (_, _alone: string, inList: string | undefined) => inList ?? "");
}

/** Which of its two texts is no sentence; null where both are. */
export function brokenText(text: string): string | null {
  return [textAlone(text), textInList(text)].find((each) => BROKEN.test(each)) ?? null;
}
