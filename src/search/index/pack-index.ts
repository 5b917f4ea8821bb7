/** A pack's findings as an inverted index: which words and meanings each has, and how plainly. */
import type { Finding, Pack, PillarSlug, Taxonomy } from "#core/profile/profile.ts";
import { groupByLength, type ByLength, type Lexicon } from "#search/reading/lexicon.ts";
import { merge, raise, weigh, type Weights } from "./weights.ts";
import { readWords } from "#search/reading/words.ts";
import { FINDING } from "#search/tuning.ts";

export interface FindingPostings {
  readonly findings: Uint16Array;
  readonly weights: Float32Array;
  /** How telling the token is: high when few findings have it. */
  readonly idf: number;
}

export interface PackIndex {
  readonly pack: Pack;
  readonly findings: readonly Finding[];
  readonly postings: ReadonlyMap<string, FindingPostings>;
  /** The words of its findings as they are spelt, by length. */
  readonly byLength: ByLength;
  /** Slugs of countries that are the pack's own. */
  readonly ownCountries: ReadonlySet<string>;
  /** The pillar of each section. */
  readonly sections: ReadonlyMap<string, PillarSlug>;
  /** Whether a finding says how many or how much. */
  readonly counts: readonly boolean[];
  /** Whether a finding names a year. */
  readonly dates: readonly boolean[];
  /** Whether a finding tells a place other than the country itself. */
  readonly places: readonly boolean[];
  /** Whether a finding gives a reason. */
  readonly reasons: readonly boolean[];
  /** The first finding of each indicator. */
  readonly first: ReadonlyMap<string, number>;
  /** Stems of its names. */
  readonly ownStems: ReadonlySet<string>;
}

const YEAR = /\b(?:19|20)\d\d\b/;

/** Indexes packs; what the Index's topics are called in any country is weighed once for all of them. */
export function createIndexer(taxonomy: Taxonomy, lexicon: Lexicon): (pack: Pack) => PackIndex {
  const topicWeights = new Map(
    taxonomy.indicators.map(({ slug, name, aliases }) => [
      slug,
      weigh([name, ...aliases.map((alias) => `. ${alias}`)], lexicon),
    ]),
  );
  return (pack) => indexPack(pack, { taxonomy, lexicon, topicWeights });
}

interface Sources {
  readonly taxonomy: Taxonomy;
  readonly lexicon: Lexicon;
  readonly topicWeights: ReadonlyMap<string, Weights>;
}

function indexPack(pack: Pack, { taxonomy, lexicon, topicWeights }: Sources): PackIndex {
  const topics = new Map(taxonomy.indicators.map((indicator) => [indicator.slug, indicator]));
  const sections = new Map(taxonomy.sections.map((section) => [section.slug, section]));
  const spellings = new Set<string>();
  const average = pack.findings.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, pack.findings.length);
  const documents = pack.findings.map((finding) => {
    const weights: Weights = new Map();
    const length = 1 + FINDING.lengthPenalty * (finding.text.length / average - 1);
    merge(weights, weigh([finding.text], lexicon, spellings), FINDING.text / Math.max(FINDING.leastLength, length));
    merge(weights, weigh(finding.terms, lexicon, spellings), FINDING.terms);
    merge(weights, topicWeights.get(finding.indicator), FINDING.topic);
    raise(weights, `t:${finding.indicator}`, FINDING.topic);
    for (const slug of finding.also) merge(weights, weigh([topics.get(slug)?.name ?? ""], lexicon), FINDING.also);
    merge(weights, weigh([sections.get(finding.section)?.name ?? ""], lexicon), FINDING.section);
    return weights;
  });
  return {
    pack,
    findings: pack.findings,
    postings: invert(documents),
    byLength: groupByLength(spellings),
    ownCountries: ownSlugs(pack),
    counts: pack.findings.map(({ text }) => countsSomething(text, lexicon)),
    sections: new Map(taxonomy.sections.map(({ slug, pillar }) => [slug, pillar])),
    dates: pack.findings.map(({ text }) => YEAR.test(text)),
    places: documents.map((weights) =>
      [...weights].some(([token, weight]) => weight > FINDING.placeTold && isPlace(token, lexicon)),
    ),
    reasons: pack.findings.map(({ text }) => lexicon.reasons.find(readWords(text, lexicon.stemmer)).length > 0),
    first: new Map(pack.findings.map(({ indicator }, number) => [indicator, number] as const).toReversed()),
    ownStems: ownStems(pack, lexicon),
  };
}

function isPlace(token: string, { places }: Lexicon): boolean {
  return token.startsWith("c:") || (token.startsWith("m:") && places.has(token.slice(2)));
}

/** Years, and `three-year` and its like, count nothing that is asked about. */
function countsSomething(text: string, lexicon: Lexicon): boolean {
  const plain = text.replaceAll(/\b(?:19|20)\d\d\b|\b\w+-years?\b/gu, " ");
  return /\d/u.test(plain) || lexicon.numbers.find(readWords(plain, lexicon.stemmer)).length > 0;
}

/** Of names that are a single word; `republic` alone is nobody's. */
function ownStems(pack: Pack, { stemmer }: Lexicon): ReadonlySet<string> {
  const [own] = pack.figures.countries;
  const names = [pack.slug, pack.country, ...(own === undefined ? [] : [own.name, ...own.aliases])];
  return new Set(
    names
      .map((name) => readWords(name, stemmer))
      .flatMap(([word, ...others]) => (word !== undefined && others.length === 0 ? [word.stem] : [])),
  );
}

/** The pack's own country, as slugs of the vocabulary's countries may spell it. */
function ownSlugs(pack: Pack): ReadonlySet<string> {
  return new Set([pack.slug, pack.figures.countries[0]?.slug ?? pack.slug]);
}

function invert(documents: readonly Weights[]): ReadonlyMap<string, FindingPostings> {
  const lists = new Map<string, { findings: number[]; weights: number[] }>();
  for (const [number, weights] of documents.entries()) {
    for (const [token, weight] of weights) {
      const list = lists.get(token);
      if (list === undefined) lists.set(token, { findings: [number], weights: [weight] });
      else {
        list.findings.push(number);
        list.weights.push(weight);
      }
    }
  }
  const postings = new Map<string, FindingPostings>();
  for (const [token, { findings, weights }] of lists) {
    const frequency = weights.reduce((sum, weight) => sum + Math.min(1, weight), 0);
    const idf = Math.log(1 + (documents.length - frequency + 0.5) / (frequency + 0.5));
    postings.set(token, { findings: Uint16Array.from(findings), weights: Float32Array.from(weights), idf });
  }
  return postings;
}
