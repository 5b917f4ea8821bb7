/** Ids of findings in a person's words or a button's: `heroin-trade.seizures .transit-share`. */
import type { Topics } from "./topics.ts";
import { fold } from "./fold.ts";

const ID = /^[a-z\d-]+\.[a-z\d-]+$/;

/** Several findings of one topic say its slug once, so that a short button holds them all. */
export function shortened(ids: readonly string[]): string {
  const words = ids.map((id, index) => {
    const [topic, name] = id.split(".");
    return topic === ids[index - 1]?.split(".")[0] && name !== undefined ? `.${name}` : id;
  });
  return words.join(" ");
}

/** Ids and slugs of topics, as they stand or as a topic is called; null where anything else is said. */
export function readFindingIds(words: string, topics: Topics): readonly string[] | null {
  const named = topics.named(fold(words));
  if (named !== undefined) return [named];
  const ids: string[] = [];
  for (const word of words
    .toLowerCase()
    .split(/[\s,;]+/u)
    .filter(Boolean)) {
    const id = word.startsWith(".") ? `${ids.at(-1)?.split(".")[0] ?? ""}${word}` : word;
    if (!ID.test(id) && topics.get(id) === undefined) return null;
    ids.push(id);
  }
  return [...new Set(ids)];
}
