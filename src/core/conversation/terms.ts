/** The Index's terms as people call them, so that it can be asked what one means. */
import { fold } from "#core/profile/fold.ts";
import type { Topics } from "#core/profile/topics.ts";
import { TERM } from "#core/conversation/patterns/pattern.ts";

/** A text with the sign of a term in the place of one. */
export interface Termed {
  readonly words: readonly string[];
  /** Slug of the topic that the term is. */
  readonly topic: string;
}

/** Finds each term in folded words, the longest first. */
export type Terms = (words: readonly string[]) => readonly Termed[];

/** Names, one of what they name several of, and what means the same: not what is merely looked up under a topic. */
export function createTerms(topics: Topics): Terms {
  const terms = new Map<string, string>();
  for (const { slug, name, meant } of topics.all)
    for (const term of [name, withoutPlural(name), ...meant].map(fold)) if (!terms.has(term)) terms.set(term, slug);
  const longest = Math.max(0, ...[...terms.keys()].map((term) => term.split(" ").length));
  return (words) => {
    const found: Termed[] = [];
    for (let length = Math.min(longest, words.length); length > 0; length--)
      for (let at = 0; at + length <= words.length; at++) {
        const topic = terms.get(words.slice(at, at + length).join(" "));
        if (topic !== undefined) found.push({ words: words.toSpliced(at, length, TERM), topic });
      }
    return found;
  };
}

/** `Mafia-style group`; of a name that is none of several, something that nobody says. */
function withoutPlural(name: string): string {
  return name.replace(/s$/u, "");
}
