/** What stands after `pause`, `resume`, `skip`, `preview`, `status`, `unsubscribe` and `subscriptions`: each word is read or named. */
import { fold } from "#core/profile/fold.ts";
import type { Topics } from "#core/profile/topics.ts";
import type { SubscriptionVerb } from "#core/request.ts";
import { EVERYTHING, FILLERS } from "./order-words.ts";

export interface VerbReading {
  /** Slugs, each once, in the order in which they were named; empty where none was. */
  readonly topics: readonly string[];
  /** Whether all subscriptions were meant by name. */
  readonly all: boolean;
  /** After `pause`: when it ends by itself; null where nobody said, so that it lasts until somebody resumes. */
  readonly end: PauseEnd | null;
  /** After `skip`: how many digests; null where nobody said, which is one. */
  readonly count: number | null;
  /** Words that could not be read, as they were typed. Where there are any, nothing is done. */
  readonly unread: readonly string[];
}

/** The end of a pause as it was said, before it is known which day today is in the zone of the subscription. */
export type PauseEnd =
  /** The first such weekday after today; 1 is Monday. */
  | { readonly kind: "weekday"; readonly weekday: number }
  /** The next such day after today where there is no year. Months count from 1. */
  | { readonly kind: "date"; readonly year: number | null; readonly month: number; readonly date: number }
  /** So many days, weeks or months from today. */
  | { readonly kind: "after"; readonly count: number; readonly unit: "day" | "week" | "month" };

const LONGEST_TOPIC = 6;

/** Takes any text in any script; never throws. `text` is what was typed behind the verb. */
export function readVerb(
  _verb: Exclude<SubscriptionVerb, "subscribe">,
  text: string,
  { topics }: { readonly topics: Topics },
): VerbReading {
  const words = text.split(/[\s,;]+/u).filter(Boolean);
  const named = new Set<string>();
  const unread: string[] = [];
  let all = false;
  for (let index = 0; index < words.length;) {
    const word = words[index] ?? "";
    const topic = topicAt(words, index, topics);
    if (topic !== undefined) named.add(topic.slug);
    else if (EVERYTHING.has(fold(word))) all = true;
    else if (!FILLERS.has(fold(word)) && fold(word) !== "") unread.push(word);
    index += topic?.count ?? 1;
  }
  return { topics: [...named], all, end: null, count: null, unread };
}

/** The longest run of words that is exactly a topic's slug, name or alias. */
function topicAt(words: readonly string[], index: number, topics: Topics): { slug: string; count: number } | undefined {
  for (let count = Math.min(LONGEST_TOPIC, words.length - index); count > 0; count--) {
    const slug = topics.named(fold(words.slice(index, index + count).join(" ")));
    if (slug !== undefined) return { slug, count };
  }
  return undefined;
}
