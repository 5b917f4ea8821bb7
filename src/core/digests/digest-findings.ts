/** What the profile says, as a digest has it: each topic by its name, a finding, and what else there is room for. */
import { pillarOf, says, type Context } from "#core/briefings/context.ts";
import { bothNotice, findingItems, hedgeOf, textBehind } from "#core/briefings/findings.ts";
import { lead, paragraph, subheading } from "#core/document/blocks.ts";
import { formatScore, readingOf } from "#core/briefings/scores.ts";
import type { Block, FindingItem } from "#core/document/briefing.ts";
import type { Direction, Finding, Indicator } from "#core/profile/profile.ts";
import type { DigestPlan } from "#core/digests/rotation/rotation.ts";

/** Below a title that names the country. Where the profile says nothing, what it would be about. */
export function leadWords({ lead: opening, topics }: DigestPlan): string {
  if (opening.length === 0) return topics[0]?.definition ?? "";
  return opening.map((finding, at) => textBehind(finding, opening.slice(0, at))).join(" ");
}

/** Topics of which it has something in their own place: a companion of the opening is told with that. */
export function topicsShown({ topics, more }: DigestPlan): readonly Indicator[] {
  return topics.filter((topic, at) => at === 0 || more.some(({ indicator }) => indicator === topic.slug));
}

/**
 * Each topic by its name, and where that is told nowhere else its score, with a finding and what else there is room for; the first
 * one's opens the digest, in bold.
 */
export function topicBlocks(
  context: Context,
  plan: DigestPlan,
  { isScored, isReadBelow }: { readonly isScored: boolean; readonly isReadBelow: boolean },
): readonly Block[] {
  const { lead: opening, more } = plan;
  if (leadWords(plan) === "") return [];
  // Which way is worse is said once: beside each score, or below for all of them.
  const isMixed = !isReadBelow && besideOf(plan).length === 0 && directionsOf(context, plan).length > 1;
  const [first = [], ...others] = topicsShown(plan).map((topic) => [
    isScored ? topicLine(context, topic, isMixed) : subheading(topic.name),
    ...findingsOf(context, topic, plan),
  ]);
  // Where the opening itself says both, that stands below it, and not behind other topics.
  const atOnce = bothNotice(context, opening);
  const below = atOnce.length > 0 ? [] : bothNotice(context, [...opening, ...more]);
  return [...first, ...atOnce, ...besideBlocks(context, plan), ...others.flat(), ...below];
}

/** Which way the scores beside the topics' names are worse, where not each of the names says so itself. */
export function readingsOf(context: Context, plan: DigestPlan): readonly string[] {
  const [high, ...others] = directionsOf(context, plan);
  if (high === undefined) return [];
  if (others.length === 0) return [readingOf(context, high)];
  return besideOf(plan).length > 0 ? [says(context, "reading.both")] : [];
}

function directionsOf(context: Context, { lead: opening, more, topics }: DigestPlan): readonly Direction[] {
  const told = new Set([...topics.map(({ slug }) => slug), ...[...opening, ...more].map(({ indicator }) => indicator)]);
  const scored = context.taxonomy.indicators.filter(
    ({ slug }) => told.has(slug) && context.figures.indicators[slug] !== undefined,
  );
  return [...new Set(scored.map(({ pillar }) => pillarOf(context, pillar).high))];
}

/** Its name, and how it was scored, over what is said of it; beside a score of the other direction what a high one is. */
function topicLine(context: Context, { slug, name, pillar }: Indicator, isMixed: boolean): Block {
  const { figures } = context;
  const score = figures.indicators[slug];
  if (score === undefined) return subheading(name);
  const values = { topic: name, score: formatScore(score), edition: figures.edition };
  if (!isMixed) return subheading(says(context, "digest.topic", values));
  const reading = readingOf(context, pillarOf(context, pillar).high);
  return subheading(says(context, "digest.topic.reading", { ...values, reading }));
}

/** What is true only with a finding of another topic stands below that topic's name: nobody asked for it. */
function besideBlocks(context: Context, plan: DigestPlan): readonly Block[] {
  return [...Map.groupBy(besideOf(plan), ({ indicator }) => indicator)].flatMap(([slug, findings]) => [
    ...context.taxonomy.indicators.filter((each) => each.slug === slug).map((each) => topicLine(context, each, false)),
    ...listOf(findingItems(context, findings, { under: context.pack.country })),
  ]);
}

function besideOf({ more, topics }: DigestPlan): readonly Finding[] {
  return more.filter(({ indicator }) => topics.every(({ slug }) => slug !== indicator));
}

/** What the digest opens with is in bold; of the other topics their first finding stands in its place. */
function findingsOf(context: Context, topic: Indicator, plan: DigestPlan): readonly Block[] {
  const { lead: opening, more, topics } = plan;
  const isFirst = topic === topics[0];
  const told = more.filter(({ indicator }) => indicator === topic.slug);
  const items = findingItems(context, told, { under: context.pack.country, above: opening });
  const [main, ...others] = items;
  if (isFirst) {
    const hedge = opening.map((finding) => hedgeOf(context, finding)).find((each) => each !== null);
    return [lead(leadWords(plan), hedge ?? null), ...listOf(items)];
  }
  if (main === undefined) return [];
  return [paragraph(main.hedge === null ? main.text : `${main.text} (${main.hedge})`), ...listOf(others)];
}

function listOf(items: readonly FindingItem[]): readonly Block[] {
  return items.length === 0 ? [] : [{ kind: "findings", items }];
}
