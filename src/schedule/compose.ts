/** From a claimed delivery to the message, with what changed in the content since the last one that was sent. */
import { type Bounded, createBounded } from "#core/bounded.ts";
import type { Begun } from "#core/digests/rotation/rotation.ts";
import type { Briefing } from "#core/document/briefing.ts";
import { compareContent, type ContentChange, type MarkedContent } from "#core/digests/content-change.ts";
import type { Delivery, Policy } from "#core/digests/delivery.ts";
import { composeLastWord, hasLostPack } from "#core/digests/lost.ts";
import { addressedTo, composeDigest } from "#core/digests/digest.ts";
import { carriesHeadline, isHeadlineTurn, leavesHeadline } from "#core/digests/headline.ts";
import type { Contents, Subscriptions } from "#core/digests/ports.ts";
import { openZonedContext, type ZonedContent } from "#core/digests/zone.ts";
import type { Pack } from "#core/profile/profile.ts";
import type { World } from "#core/profile/world.ts";
import type { Subscription } from "#core/digests/subscription.ts";

export interface ComposedDigest {
  readonly briefing: Briefing;
  /** The slugs of what it is about. */
  readonly topics: readonly string[];
  /** The ids of the findings in it. */
  readonly findings: readonly string[];
  /** The version of the content that it is made from; null where what is new in it was left to another digest. */
  readonly content: string | null;
  /** From which numbers on its subscription follows which rotation; null where it has come to its end. */
  readonly begun: Begun | null;
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
  readonly subscriptions: Pick<Subscriptions, "list">;
  readonly policy: Policy;
}

/** Says that this was the last message. */
function lastWord(content: ZonedContent, subscription: Subscription, now: number): ComposedDigest {
  const { content: version } = subscription;
  const briefing = composeLastWord(content, subscription, now);
  return { briefing, topics: [], findings: [], content: version ?? "", begun: null };
}

/** As many as are kept at hand. */
const MOST_KEPT = 200;

/**
 * Makes once what is alike: most channels choose alike, and are due together. What was made of one world is made anew for
 * another, whose figures may differ.
 */
function keepMade(): (world: World, alike: readonly unknown[], make: () => ComposedDigest) => ComposedDigest {
  const made = new WeakMap<World, Bounded<ComposedDigest>>();
  return (world, alike, make) => {
    const kept = made.get(world) ?? createBounded<ComposedDigest>(MOST_KEPT);
    made.set(world, kept);
    const key = JSON.stringify(alike);
    const digest = kept.get(key) ?? make();
    kept.set(key, digest);
    return digest;
  };
}

/** What changed in a pack since an earlier version of it; each is read once. */
function rememberChanges(contents: Contents, marks: ReadonlyMap<string, MarkedContent>) {
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

export function createComposer({ content: shipped, contents, subscriptions, policy }: ComposerParts): Composer {
  const { packs, taxonomy } = shipped.library;
  const marked = new Map(packs.map((pack) => [pack.slug, shipped.plans.marksOf(pack)]));
  let isKept = false;
  const once = keepMade();
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
      const { conversation: venue, topics, schedule, content: before } = subscription;
      const { rotationFrom, factsFrom, openingsFrom } = subscription;
      const context = openZonedContext(shipped, subscription.pack, { now, venue });
      const { pack } = context;
      const content = (marked.get(pack.slug) ?? shipped.plans.marksOf(pack)).version;
      const change = before === null || before === content ? null : await recallChange(before, pack);
      const { number, day, dueAt } = delivery;
      const late = now - dueAt > policy.lateMs;
      const owed = { subscription, number, day, dueAt, version: content };
      // Few are: only of those the store is asked what else comes to their channel.
      const others = isHeadlineTurn(owed) ? await subscriptions.list(venue) : [];
      const headline = isHeadlineTurn(owed) && carriesHeadline(owed, others, shipped.zones);
      const isLeft = leavesHeadline(owed, others, shipped.zones);
      const turn = { number, rotationFrom, factsFrom, openingsFrom };
      const order = { ...turn, schedule, occurrence: { day, dueAt }, late, change, headline };
      const from = [venue.platform, venue.kind, new Date(now).getUTCFullYear(), order];
      const digest = once(context.world, [pack.slug, topics, from], () => {
        const rotation = shipped.plans.rotationOf({ pack, taxonomy, topics });
        const plan = rotation.plan(order);
        return {
          briefing: composeDigest(context, order, rotation),
          topics: plan.topics.map(({ slug }) => slug),
          findings: [...plan.lead, ...plan.more].map(({ id }) => id),
          content,
          begun: rotation.begunFor(turn),
        };
      });
      return {
        ...digest,
        briefing: addressedTo(digest.briefing, subscription.id),
        // As if it had told nothing, so that it tells it next where the other one never did.
        content: isLeft ? null : content,
      };
    },
  };
}
