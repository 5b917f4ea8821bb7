/** Findings as a message shows them: the claim, and its hedge where the sentence does not say it itself. */
import { notice } from "#core/document/blocks.ts";
import type { Block, FindingItem } from "#core/document/briefing.ts";
import type { Finding } from "#core/profile/profile.ts";
import { says, type Context } from "./context.ts";

interface Above {
  /** The words of the heading or the lead: where they name the country, the findings need not. */
  readonly under: string;
  /** Those that the message has shown before. */
  readonly above?: readonly Finding[];
}

/**
 * Findings one after another; that the profile says both, where two contradict each other; and where one names persons,
 * that nothing about them has been checked since.
 */
export function findingBlocks(
  context: Context,
  findings: readonly Finding[],
  { under, above = [] }: Above,
): readonly Block[] {
  if (findings.length === 0) return [];
  return [
    { kind: "findings", items: findingItems(context, findings, { under, above }) },
    ...bothNotice(context, [...above, ...findings]),
    ...personNotice(context, findings),
  ];
}

export function bothNotice(context: Context, findings: readonly Finding[]): readonly Block[] {
  const ids = new Set(findings.map(({ id }) => id));
  const isBoth = findings.some(({ contradicts }) => contradicts.some((id) => ids.has(id)));
  return isBoth ? [notice(says(context, "answer.both"))] : [];
}

/** Never parted from a name. */
export function personNotice(context: Context, findings: readonly Finding[]): readonly Block[] {
  return findings.some(({ people }) => people.length > 0) ? [notice(says(context, "answer.person"))] : [];
}

/** Each as it reads below these words and behind what stands above it. */
export function findingItems(
  context: Context,
  findings: readonly Finding[],
  { under, above = [] }: Above,
): readonly FindingItem[] {
  const isNamed = under.includes(context.pack.country);
  return findings.map((finding, at) => {
    const text = isNamed ? textBehind(finding, [...above, ...findings.slice(0, at)]) : finding.text;
    return { id: finding.id, text, hedge: hedgeOf(context, finding) };
  });
}

/** What a finding says where its country is named: the whole of it where what it points back at is not above it. */
export function textBehind({ text, textInList, behind }: Finding, above: readonly Finding[]): string {
  return behind === null || above.some(({ id }) => id === behind) ? textInList : text;
}

/** Null for what the source states, which is the normal case, and where the sentence says it itself. */
export function hedgeOf(context: Context, { certainty, said }: Finding): string | null {
  if (said) return null;
  switch (certainty) {
    case "stated":
      return null;
    case "reported":
      return says(context, "certainty.reported");
    case "likely":
      return says(context, "certainty.likely");
    case "possible":
      return says(context, "certainty.possible");
  }
}

/** Each with those that it must not be parted from behind it: a concession and its main clause. */
export function together({ pack }: Context, findings: readonly Finding[]): readonly Finding[] {
  const partners = (finding: Finding): readonly Finding[] =>
    finding.with.length === 0 ? [] : pack.findings.filter(({ id }) => finding.with.includes(id));
  return [...new Set(findings.flatMap((finding) => [finding, ...partners(finding)]))];
}

/** Without those that say no more than another of them. */
export function saidOnce(findings: readonly Finding[]): readonly Finding[] {
  const ids = new Set(findings.map(({ id }) => id));
  return findings.filter(({ repeats }) => !repeats.some((id) => ids.has(id)));
}

/** As `together`, the first ones that keep to so many words; the first with all that belongs to it at least. */
export function togetherWithin(context: Context, told: readonly Finding[], words: number): readonly Finding[] {
  const findings = saidOnce(told);
  const upTo = (count: number): readonly Finding[] => together(context, findings.slice(0, count));
  const fits = (count: number): boolean => upTo(count).reduce((sum, { text }) => sum + countWords(text), 0) <= words;
  const counts = findings.map((_, at) => at + 1);
  return upTo(counts.findLast((count) => fits(count)) ?? 1);
}

export function countWords(text: string): number {
  return text.split(/\s+/u).filter(Boolean).length;
}
