/** A pack's findings as an inverted index: which words and meanings each has, and how plainly. */
import type { Finding, Pack, PillarSlug, Taxonomy } from "#core/profile.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Found } from "./phrases.ts";
import { readWords } from "./words.ts";

/** How much a word counts by where it stands. */
const WEIGHTS = { text: 1, terms: 0.85, topic: 0.5, also: 0.3, section: 0.25 } as const;
/** What of its weight a meaning passes on to a broader one. */
const BROADER = 0.7;
/** What a word counts for that is only part of a phrase. */
const INSIDE = 0.5;
/** Findings longer than usual count for less, word for word. */
const LENGTH_PENALTY = 0.25;

export interface Postings {
  readonly findings: Uint16Array;
  readonly weights: Float32Array;
  /** How telling the token is: high when few findings have it. */
  readonly idf: number;
}

export interface PackIndex {
  readonly pack: Pack;
  readonly findings: readonly Finding[];
  readonly postings: ReadonlyMap<string, Postings>;
  /** Words to mend slips by: those of findings and of the vocabulary, as they are spelt, by length. */
  readonly byLength: ReadonlyMap<number, readonly string[]>;
  /** The stems of all those words. */
  readonly stems: ReadonlySet<string>;
  /** Slugs of countries that are the pack's own. */
  readonly own: ReadonlySet<string>;
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
/** What a finding says in its own text weighs more than this. */
const PLAIN = 0.8;

/** A token: `w:stem`, `m:meaning`, `c:country` or `t:indicator`. */
type Weights = Map<string, number>;

export function indexPack(pack: Pack, taxonomy: Taxonomy, lexicon: Lexicon): PackIndex {
  const topics = new Map(taxonomy.indicators.map((indicator) => [indicator.slug, indicator]));
  const sections = new Map(taxonomy.sections.map((section) => [section.slug, section]));
  const spellings = new Set<string>();
  const average = pack.findings.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, pack.findings.length);
  const topicWeights = new Map(
    taxonomy.indicators.map(({ slug, name, aliases }) => [
      slug,
      weigh([name, ...aliases.map((alias) => `. ${alias}`)], lexicon),
    ]),
  );
  const documents = pack.findings.map((finding) => {
    const weights: Weights = new Map();
    const length = 1 + LENGTH_PENALTY * (finding.text.length / average - 1);
    merge(weights, weigh([finding.text], lexicon, spellings), WEIGHTS.text / Math.max(0.85, length));
    merge(weights, weigh(finding.terms, lexicon, spellings), WEIGHTS.terms);
    merge(weights, topicWeights.get(finding.indicator), WEIGHTS.topic);
    raise(weights, `t:${finding.indicator}`, WEIGHTS.topic);
    for (const slug of finding.also) merge(weights, weigh([topics.get(slug)?.name ?? ""], lexicon), WEIGHTS.also);
    merge(weights, weigh([sections.get(finding.section)?.name ?? ""], lexicon), WEIGHTS.section);
    return weights;
  });
  for (const spelling of lexicon.spellings) spellings.add(spelling);
  return {
    pack,
    findings: pack.findings,
    postings: invert(documents),
    byLength: groupByLength(spellings),
    stems: new Set([...spellings].map((spelling) => lexicon.stemmer.stem(spelling))),
    own: ownSlugs(pack),
    counts: pack.findings.map(({ text }) => countsSomething(text, lexicon)),
    sections: new Map(taxonomy.sections.map(({ slug, pillar }) => [slug, pillar])),
    dates: pack.findings.map(({ text }) => YEAR.test(text)),
    places: documents.map((weights) =>
      [...weights].some(([token, weight]) => weight > PLAIN && isPlace(token, lexicon)),
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

function groupByLength(spellings: ReadonlySet<string>): ReadonlyMap<number, readonly string[]> {
  const byLength = new Map<number, string[]>();
  for (const spelling of spellings) {
    const list = byLength.get(spelling.length);
    if (list === undefined) byLength.set(spelling.length, [spelling]);
    else list.push(spelling);
  }
  return byLength;
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

function weigh(texts: readonly string[], lexicon: Lexicon, spellings?: Set<string>): Weights {
  const weights: Weights = new Map();
  for (const text of texts) {
    const words = readWords(text, lexicon.stemmer);
    for (const word of words) {
      raise(weights, `w:${word.stem}`, 1);
      spellings?.add(word.raw);
    }
    const meanings = lexicon.meanings.find(words);
    for (const found of meanings)
      raiseMeaning(weights, found.value, { lexicon, weight: isInside(found, meanings) ? INSIDE : 1 });
    for (const { value } of lexicon.countries.find(words)) raise(weights, `c:${value}`, 1);
  }
  return weights;
}

/** A word of a phrase that means something else: the law in law enforcement. */
function isInside({ from, to, value }: Found, others: readonly Found[]): boolean {
  return (
    to - from === 1 &&
    others.some((other) => other.value !== value && other.to - other.from > 1 && other.from <= from && to <= other.to)
  );
}

function raiseMeaning(
  weights: Weights,
  meaning: string,
  start: { readonly lexicon: Lexicon; readonly weight: number },
): void {
  const { broader } = start.lexicon;
  let { weight } = start;
  for (let name: string | undefined = meaning; name !== undefined && weight > 0.2; name = broader.get(name)) {
    raise(weights, `m:${name}`, weight);
    weight *= BROADER;
  }
}

function raise(weights: Weights, token: string, weight: number): void {
  if ((weights.get(token) ?? 0) < weight) weights.set(token, weight);
}

function merge(into: Weights, from: Weights | undefined, factor: number): void {
  for (const [token, weight] of from ?? []) raise(into, token, weight * factor);
}

function invert(documents: readonly Weights[]): ReadonlyMap<string, Postings> {
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
  const postings = new Map<string, Postings>();
  for (const [token, { findings, weights }] of lists) {
    const frequency = weights.reduce((sum, weight) => sum + Math.min(1, weight), 0);
    const idf = Math.log(1 + (documents.length - frequency + 0.5) / (frequency + 0.5));
    postings.set(token, { findings: Uint16Array.from(findings), weights: Float32Array.from(weights), idf });
  }
  return postings;
}
