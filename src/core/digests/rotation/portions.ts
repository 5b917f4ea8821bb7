/** What a rotation deals out: findings that come together or not at all, by the indicators that they are about. */
import type { Finding, Indicator, Pack, Taxonomy } from "#core/profile/profile.ts";

export interface Selection {
  readonly pack: Pack;
  readonly taxonomy: Taxonomy;
  /** Slugs of pillars, sections or indicators; all when empty. */
  readonly topics: readonly string[];
}

/** Findings that only together are true. One without any is an indicator that the profile says nothing of. */
export interface Portion {
  /** The main one first. */
  readonly findings: readonly Finding[];
  /** Slugs of the chosen indicators that it is about. */
  readonly about: readonly string[];
  readonly words: number;
  /** A single finding that is worth a message of its own. */
  readonly striking: boolean;
  /** Whether a digest may open with it: striking, or so much that the profile contradicts itself. */
  readonly opens: boolean;
}

/** A chosen indicator with what a digest may bring of it. */
export interface Subject {
  readonly indicator: Indicator;
  readonly portions: readonly [Portion, ...Portion[]];
  /** Those of its findings that may be all of a digest, the most striking first. */
  readonly facts: readonly Portion[];
  /** How bad its score is in the pack's edition: where high is better, as far from the scale's other end. 0 without one. */
  readonly severity: number;
}

/** The chosen indicators in the Index's order. Persons are never named in a digest, nor is what belongs with them told. */
export function subjectsOf({ pack, taxonomy, topics }: Selection): readonly Subject[] {
  const chosen = chosenIndicators({ pack, taxonomy, topics });
  const slugs = new Set(chosen.map(({ slug }) => slug));
  const portions = groupFindings(pack.findings)
    .filter((findings) => findings.every(({ people }) => people.length === 0))
    .map((findings) => portion(findings, slugs));
  return chosen.map((indicator) => {
    const [first, ...others] = portions.filter(({ about }) => about.includes(indicator.slug));
    return {
      indicator,
      portions: [first ?? portion([], new Set(), indicator.slug), ...others],
      facts: portions.filter((each) => mayStandAlone(each, indicator)),
      severity: severityOf({ pack, taxonomy }, indicator),
    };
  });
}

/** What the content marks, with the one that it may only be true beside; the first of a topic is its most striking. */
function mayStandAlone({ findings }: Portion, { slug }: Indicator): boolean {
  const isMarked = findings.some(({ striking, indicator }) => striking && indicator === slug);
  return isMarked && findings.length <= MOST_TOGETHER;
}

/** More than these are no single fact any more. */
const MOST_TOGETHER = 2;

function severityOf({ pack, taxonomy }: Pick<Selection, "pack" | "taxonomy">, { slug, pillar }: Indicator): number {
  const own = pack.figures.countries.find(({ name }) => name === pack.country);
  const score = own?.editions.find(({ edition }) => edition === pack.edition)?.indicators[slug];
  if (score === undefined) return 0;
  const { low, high } = taxonomy.scale;
  return taxonomy.pillars.find((each) => each.slug === pillar)?.high === "better" ? low + high - score : score;
}

/** Those of the pack's edition that were asked for, by themselves or by their section or pillar. */
export function chosenIndicators({ pack, taxonomy, topics }: Selection): readonly Indicator[] {
  return taxonomy.indicators.filter(
    ({ slug, section, pillar, since }) =>
      since <= pack.edition &&
      (topics.length === 0 || [slug, section, pillar].some((name) => name !== null && topics.includes(name))),
  );
}

function portion(findings: readonly Finding[], chosen: ReadonlySet<string>, slug?: string): Portion {
  const about = new Set(findings.map(({ indicator }) => indicator).filter((indicator) => chosen.has(indicator)));
  return {
    findings,
    about: slug === undefined ? [...about] : [slug],
    words: findings.reduce((sum, { text }) => sum + text.split(" ").length, 0),
    ...openingOf(findings),
  };
}

function openingOf(findings: readonly Finding[]): Pick<Portion, "striking" | "opens"> {
  const striking = findings.length === 1 && findings.some((finding) => finding.striking);
  const isContradiction = findings.length > MOST_TOGETHER && findings.some(({ contradicts }) => contradicts.length > 0);
  return { striking, opens: striking || isContradiction };
}

/**
 * What a digest opens with of a portion: all of it up to two, else its main finding, and what contradicts that, with
 * the least that stands with it.
 */
export function leadOf({ findings, opens }: Portion): readonly Finding[] {
  const [main] = findings;
  if (findings.length <= MOST_TOGETHER || main === undefined) return findings;
  const [other] = findings
    .filter(({ contradicts }) => opens && contradicts.includes(main.id))
    .toSorted((one, another) => one.with.length - another.with.length);
  return other === undefined ? [main] : [main, other];
}

/** Whoever belongs with another is in its group, and so are all who belong with that one. */
export function groupFindings(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const grouped = new Set<Finding>();
  return findings.flatMap((finding) => {
    if (grouped.has(finding)) return [];
    const group = new Set([finding]);
    for (const member of group)
      for (const id of member.with) {
        const other = byId.get(id);
        if (other !== undefined) group.add(other);
      }
    for (const member of group) grouped.add(member);
    // Whatever most of the others go with is the main thing to say; of two, the order of the content is kept.
    return [findings.filter((each) => group.has(each)).toSorted((one, other) => other.with.length - one.with.length)];
  });
}
