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
import { EXPORT_WORDS } from "./exports.ts";
import { visible } from "./visible.ts";

export const WORDS = {
  ...BRIEFING_WORDS,
  ...ANSWER_WORDS,
  ...CHART_WORDS,
  ...DIGEST_WORDS,
  ...EXPORT_WORDS,
  ...ADAPTER_WORDS,
  ...ASIDE_WORDS,
} as const;

export type WordingKey = keyof typeof WORDS;
export type Wording = Readonly<Record<WordingKey, string>>;

/** The placeholders of a sentence; one that has none takes no values. */
export type SayValues<K extends WordingKey> = [(typeof WORDS)[K][number]] extends [never]
  ? []
  : [Readonly<Record<(typeof WORDS)[K][number], string | number>>];

/** Stands in a sentence for what is no words, such as a person or a link, until the sentence is spans. */
export const OBJECT = "\uFFFC";

/** The sentence `key` with its placeholders filled in; the compiler asks for exactly those it uses. They may be a person's words. */
export function say<K extends WordingKey>(wording: Wording, key: K, ...[values]: SayValues<K>): string {
  const filled: Readonly<Record<string, string | number>> = values ?? {};
  // What is empty takes the space behind it along: `{command} help` between two is `help`.
  return wording[key].replaceAll(/\{(\w+)\}( ?)/g, (whole, name: string, space: string) => {
    const value = filled[name];
    if (value === undefined) return whole;
    return value === "" ? "" : `${visible(String(value))}${space}`;
  });
}
