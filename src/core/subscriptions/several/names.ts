/** What a digest is called among others: its topics. */
import { nameOf, says, type Context } from "#core/briefings/context.ts";
import type { Subscription } from "#core/digests/subscription.ts";

/** How many topics a digest is called by. */
const NAMED = 3;

/** `Drugs, Trade`: what a digest is called among others. */
export function digestName(context: Context, topics: readonly string[]): string {
  if (topics.length === 0) return says(context, "digests.everything");
  const shown = topics.length <= NAMED + 1 ? topics : topics.slice(0, NAMED);
  const names = shown.map((slug) => nameOf(context, slug)).join(", ");
  const count = topics.length - shown.length;
  return count === 0 ? names : says(context, "digests.more", { topics: names, count });
}

/** `the digest on Drugs`, `2 digests (Drugs; Trade)` */
export function digestsName(context: Context, all: readonly Pick<Subscription, "topics">[]): string {
  const topics = all.map((each) => digestName(context, each.topics)).join("; ");
  return all.length === 1
    ? says(context, "digests.one", { topics })
    : says(context, "digests.several", { count: all.length, topics });
}
