/** What the profile says, as a digest has it: each topic by its name, a finding, and what else there is room for. */
import type { Context } from "#core/briefings/context.ts";
import { bothNotice, findingItem } from "#core/briefings/findings.ts";
import { lead, paragraph, subheading } from "#core/document/blocks.ts";
import type { Block, FindingItem } from "#core/document/briefing.ts";
import type { Finding, Indicator } from "#core/profile/profile.ts";
import type { DigestPlan } from "#core/digests/rotation/rotation.ts";

/** Where the profile says nothing, what it would be about. */
export function leadWords({ lead: opening, topics }: DigestPlan): string {
  return opening.length > 0 ? opening.map((finding) => finding.text).join(" ") : (topics[0]?.definition ?? "");
}

/** Each topic by its name, where there are several, with a finding and what else there is room for below it. */
export function topicBlocks(context: Context, plan: DigestPlan): readonly Block[] {
  const { lead: opening, more, topics } = plan;
  if (leadWords(plan) === "") return [];
  const [first = [], ...others] = topics.map((topic) => {
    const blocks = findingsOf(context, topic, plan);
    return topics.length === 1 || blocks.length === 0 ? blocks : [subheading(topic.name), ...blocks];
  });
  // Where the opening itself says both, that stands below it, and not behind other topics.
  const atOnce = bothNotice(context, opening);
  const below = atOnce.length > 0 ? [] : bothNotice(context, [...opening, ...more]);
  return [...first, ...atOnce, ...others.flat(), ...below];
}

/** What the digest opens with is in bold; of the other topics their first finding stands in its place. */
function findingsOf(context: Context, topic: Indicator, plan: DigestPlan): readonly Block[] {
  const { lead: opening, more, topics } = plan;
  const isFirst = topic === topics[0];
  const isOwn = ({ indicator }: Finding): boolean => indicator === topic.slug;
  const isRest = ({ indicator }: Finding): boolean => topics.every(({ slug }) => slug !== indicator);
  const items = more
    .filter((finding) => isOwn(finding) || (isFirst && isRest(finding)))
    .map((finding) => findingItem(context, finding));
  const [main, ...others] = items;
  if (isFirst) {
    const hedge = opening.map((finding) => findingItem(context, finding).hedge).find((each) => each !== null);
    return [lead(leadWords(plan), hedge ?? null), ...listOf(items)];
  }
  if (main === undefined) return [];
  return [paragraph(main.hedge === null ? main.text : `${main.text} (${main.hedge})`), ...listOf(others)];
}

function listOf(items: readonly FindingItem[]): readonly Block[] {
  return items.length === 0 ? [] : [{ kind: "findings", items }];
}
