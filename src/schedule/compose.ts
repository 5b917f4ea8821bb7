/** From a claimed delivery to the message, with what changed in the content since the last one that was sent. */
import type { Briefing } from "#core/document/briefing.ts";
import { compareContent, hasSameFigures, markContent, type ContentChange } from "#core/digests/content-change.ts";
import type { Delivery, Policy } from "#core/digests/delivery.ts";
import { composeLastWord, hasLostPack } from "#core/digests/lost.ts";
import { composeDigest } from "#core/digests/digest.ts";
import type { Contents } from "#core/digests/ports.ts";
import { openRotation } from "#core/digests/rotation/rotation.ts";
import { openZonedContext, type ZonedContent } from "#core/digests/zone.ts";
import type { Pack } from "#core/profile/profile.ts";
import type { Subscription } from "#core/digests/subscription.ts";

export interface ComposedDigest {
  readonly briefing: Briefing;
  /** The slugs of what it is about. */
  readonly topics: readonly string[];
  /** The ids of the findings in it. */
  readonly findings: readonly string[];
  /** The version of the content that it is made from. */
  readonly content: string;
  /** From which number on today's rotation holds for its subscription. */
  readonly rotationFrom: number;
}

export interface Composer {
  /**
   * Keeps what the packs say now, so that a later version can tell what changed; once, before the first message is
   * composed. Rejects when the store does.
   */
  keepVersions(): Promise<void>;
  /** Rejects when the store does. */
  compose(delivery: Delivery, subscription: Subscription, now: number): Promise<ComposedDigest>;
}

export interface ComposerParts {
  readonly content: ZonedContent;
  readonly contents: Contents;
  readonly policy: Policy;
}

/** Says that this was the last message. */
function lastWord(content: ZonedContent, subscription: Subscription, now: number): ComposedDigest {
  const { content: version, rotationFrom } = subscription;
  const briefing = composeLastWord(content, subscription, now);
  return { briefing, topics: [], findings: [], content: version ?? "", rotationFrom: rotationFrom ?? 0 };
}

/** What changed in a pack since an earlier version of it; each is read once. */
function rememberChanges(contents: Contents, marks: ReadonlyMap<string, ReturnType<typeof markContent>>) {
  const changes = new Map<string, Promise<ContentChange | null>>();
  const changeSince = async (before: string, pack: Pack): Promise<ContentChange | null> => {
    const old = await contents.recall(before);
    return old === null ? null : compareContent(old, marks.get(pack.slug)?.marks ?? {});
  };
  return async (before: string, pack: Pack): Promise<ContentChange | null> => {
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
}

export function createComposer({ content: shipped, contents, policy }: ComposerParts): Composer {
  const { packs, taxonomy } = shipped.library;
  const marked = new Map(packs.map((pack) => [pack.slug, markContent(pack)]));
  let isKept = false;
  const recallChange = rememberChanges(contents, marked);
  return {
    async keepVersions() {
      if (isKept) return;
      for (const [slug, { version, marks }] of marked) await contents.remember(version, slug, marks);
      isKept = true;
    },
    async compose(delivery, subscription, now) {
      // Another country's digest would be worse than none.
      if (hasLostPack(subscription, shipped)) return lastWord(shipped, subscription, now);
      const context = openZonedContext(shipped, subscription.pack, { now, venue: subscription.conversation });
      const { pack } = context;
      const content = (marked.get(pack.slug) ?? markContent(pack)).version;
      const before = subscription.content;
      const change = before === null || before === content ? null : await recallChange(before, pack);
      const newFigures = !hasSameFigures(before, content);
      const { schedule, rotationFrom } = subscription;
      const { number, day, dueAt } = delivery;
      const late = now - dueAt > policy.lateMs;
      const order = {
        ...{ schedule, number, rotationFrom, occurrence: { day, dueAt }, late, change, newFigures },
        subscription: subscription.id,
      };
      const rotation = openRotation({ pack, taxonomy, topics: subscription.topics });
      const { topics, lead, more } = rotation.plan(order);
      return {
        briefing: composeDigest(context, order, rotation),
        topics: topics.map(({ slug }) => slug),
        findings: [...lead, ...more].map(({ id }) => id),
        content,
        rotationFrom: rotation.startFor(order),
      };
    },
  };
}
