/** From a claimed delivery to the message, with what changed in the content since the last one that was sent. */
import type { Briefing } from "#core/document/briefing.ts";
import { compareContent, markContent, type ContentChange } from "#core/digests/content-change.ts";
import type { Delivery, Policy } from "#core/digests/delivery.ts";
import { openContext } from "#core/briefings/context.ts";
import { composeDigest } from "#core/digests/digest.ts";
import type { Contents } from "#core/digests/ports.ts";
import type { Library, Pack } from "#core/profile/profile.ts";
import type { Subscription } from "#core/digests/subscription.ts";
import type { Topics } from "#core/profile/topics.ts";

export interface Composer {
  /** `content` is the version that the message is made from. Rejects when the store does. */
  compose(
    delivery: Delivery,
    subscription: Subscription,
    now: number,
  ): Promise<{ briefing: Briefing; content: string }>;
}

export interface ComposerParts {
  readonly library: Library;
  readonly topics: Topics;
  readonly contents: Contents;
  readonly policy: Policy;
}

export function createComposer({ library, topics, contents, policy }: ComposerParts): Composer {
  const marked = new Map(library.packs.map((pack) => [pack.slug, markContent(pack)]));
  const kept = new Set<string>();
  const changes = new Map<string, Promise<ContentChange | null>>();

  const changeSince = async (before: string, pack: Pack): Promise<ContentChange | null> => {
    const old = await contents.recall(before);
    return old === null ? null : compareContent(old, marked.get(pack.slug)?.marks ?? {});
  };
  const recallChange = async (before: string, pack: Pack): Promise<ContentChange | null> => {
    const change = changes.get(before) ?? changeSince(before, pack);
    changes.set(before, change);
    try {
      return await change;
    } catch (error) {
      // A store that fails once must not fail every later digest: the next attempt reads anew.
      if (changes.get(before) === change) changes.delete(before);
      throw error;
    }
  };
  const contentOf = async (pack: Pack): Promise<string> => {
    const { version, marks } = marked.get(pack.slug) ?? markContent(pack);
    if (!kept.has(version)) await contents.remember(version, pack.slug, marks);
    kept.add(version);
    return version;
  };
  return {
    async compose(delivery, subscription, now) {
      const pack = library.packs.find(({ slug }) => slug === subscription.pack);
      // Another country's digest would be worse than none.
      if (pack === undefined) throw new Error(`There is no pack ${subscription.pack}`);
      const context = openContext({ library, topics }, pack.slug, now);
      const content = await contentOf(pack);
      const before = subscription.content;
      const change = before === null || before === content ? null : await recallChange(before, pack);
      const { schedule, topics: chosen } = subscription;
      const { number, day, dueAt } = delivery;
      const late = now - dueAt > policy.lateMs;
      const order = { schedule, topics: chosen, number, occurrence: { day, dueAt }, late, change };
      return { briefing: composeDigest(context, order), content };
    },
  };
}
