/** `scores congo`: words that several countries' names have, of which there are figures; which one is meant is asked back. */
import { fold } from "#core/profile/fold.ts";
import type { Topics } from "#core/profile/topics.ts";
import type { World } from "#core/profile/world.ts";
import type { Command } from "#core/request.ts";
import { tellingWords } from "./named.ts";

/** The longest name of a country, in words. */
const LONGEST = 5;

/** `words` are all that was typed, folded; each way has the whole name in place of its part. Undefined where none has one. */
export function countriesMeant(
  words: readonly string[],
  { topics, world }: { readonly topics: Topics; readonly world: World },
): Extract<Command, { kind: "choose-country" }> | undefined {
  for (let count = Math.min(LONGEST, words.length); count > 0; count--)
    for (let at = 0; at + count <= words.length; at++) {
      const span = words.slice(at, at + count);
      const asked = span.join(" ");
      if (tellingWords(span).length === 0) continue;
      const ways = world.partly(asked).map((country) => {
        const text = words.toSpliced(at, count, fold(country)).join(" ");
        return { country, text };
      });
      // Few spans are part of a country's name; whether one is a topic, slips included, takes much longer to tell.
      if (ways.length > 0 && topics.find(asked).kind === "none") return { kind: "choose-country", asked, ways };
    }
  return undefined;
}
