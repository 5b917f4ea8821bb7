/** A pack's findings as an inverted index: which words and meanings each has, and how plainly. */
import type { Indicator, Pack, PillarSlug, Taxonomy } from "#core/profile/profile.ts";
import { groupByShape, type ByShape, type Lexicon } from "#search/reading/lexicon.ts";
import { inLatinLetters } from "#search/reading/mending.ts";
import type { Numbering } from "#search/reading/numbering.ts";
import { readWords } from "#search/reading/words.ts";
import { FINDING } from "#search/tuning/ranking.ts";
import { createInverting, rowFinder, rangeOf, type Inverted, type InvertedTables } from "./inverted.ts";
import { merge, raise, raiseSubject, weigh, type Weights } from "./weights.ts";

/** The findings that have a token, by their positions in the pack: `w:stem`, `m:meaning`, `c:country` or `t:indicator`. */
export interface FindingTables extends InvertedTables {
  /** How telling a token is, by its row: high when few findings have it. */
  readonly idf: Float64Array;
}

export interface FindingPostings extends FindingTables, Inverted {
  has(token: string): boolean;
}

/** What a question may ask a finding for. */
export type Telling = "amount" | "year" | "place" | "placeNamed" | "reason" | "person" | "people" | "name" | "denial";

export interface PackIndex extends Omit<PackTables, "postings"> {
  readonly pack: Pack;
  readonly postings: FindingPostings;
}

/** What of it is worked out from the content, as it can be kept. */
export interface PackTables {
  readonly postings: FindingTables;
  /** The words of its findings as they are spelt. */
  readonly byShape: ByShape;
  /** Slugs of countries that are the pack's own. */
  readonly ownCountries: ReadonlySet<string>;
  /** Stems of its names. */
  readonly ownStems: ReadonlySet<string>;
  /** The persons that its findings name, in Latin letters: their surnames, and all parts of their names. */
  readonly surnames: ReadonlySet<string>;
  readonly personNames: ReadonlySet<string>;
  /** Whether a finding, by its position, says how many or how much, names a year, a place other than the country itself (by what it is searched for, or by its own words), a person, or anything by its name, gives a reason, tells who, or denies something. */
  readonly tells: Readonly<Record<Telling, readonly boolean[]>>;
  /** The position of the first finding of each indicator. */
  readonly firstOf: ReadonlyMap<string, number>;
  /** The pillar of each section. */
  readonly pillarOf: ReadonlyMap<string, PillarSlug>;
  /** The topics of which a high score is good news, pillars, sections and indicators. */
  readonly highIsBetter: ReadonlySet<string>;
  /** Indicators that the latest edition has a score of. */
  readonly scored: ReadonlySet<string>;
}

/** Two words with capitals, none of them the first: `the National Security Committee`. */
const NAME = /(?<=\p{Ll} )\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/gu;
const YEAR = /\b(?:19|20)\d\d\b/;

/** Indexes packs; what the Index's topics are called in any country is weighed once for all of them. */
export function createIndexer({
  taxonomy,
  lexicon,
  tokens,
}: Omit<Sources, "topicWeights">): (pack: Pack) => PackTables {
  let topicWeights: Sources["topicWeights"] | undefined;
  return (pack) => {
    topicWeights ??= new Map(taxonomy.indicators.map((indicator) => [indicator.slug, weighTopic(indicator, lexicon)]));
    return indexPack(pack, { taxonomy, lexicon, tokens, topicWeights });
  };
}

function weighTopic({ name, aliases }: Indicator, lexicon: Lexicon): Weights {
  return weigh([name, ...aliases.map((alias) => `. ${alias}`)], lexicon);
}

export function openPackIndex(pack: Pack, { postings, ...tables }: PackTables, tokens: Numbering): PackIndex {
  const rowOf = rowFinder(postings, tokens);
  return { ...tables, pack, postings: { ...postings, rowOf, has: (token) => rowOf(token) !== undefined } };
}

interface Sources {
  readonly taxonomy: Taxonomy;
  readonly lexicon: Lexicon;
  /** The tokens of all packs. */
  readonly tokens: Numbering;
  readonly topicWeights: ReadonlyMap<string, Weights>;
}

function indexPack(pack: Pack, { taxonomy, lexicon, tokens, topicWeights }: Sources): PackTables {
  const topics = new Map(taxonomy.indicators.map((indicator) => [indicator.slug, indicator]));
  const sections = new Map(taxonomy.sections.map((section) => [section.slug, section]));
  const spellings = new Set<string>();
  const average = pack.findings.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, pack.findings.length);
  const documents = pack.findings.map((finding) => {
    const weights: Weights = new Map();
    const length = 1 + FINDING.lengthPenalty * (finding.text.length / average - 1);
    merge(weights, weighText(finding.text, lexicon, spellings), FINDING.text / Math.max(FINDING.leastLength, length));
    merge(weights, weigh(finding.terms, lexicon, spellings), FINDING.terms);
    for (const subject of finding.subjects) raiseSubject(weights, subject, lexicon);
    merge(weights, topicWeights.get(finding.indicator), FINDING.topic);
    raise(weights, `t:${finding.indicator}`, FINDING.topic);
    for (const slug of finding.also) merge(weights, weigh([topics.get(slug)?.name ?? ""], lexicon), FINDING.also);
    merge(weights, weigh([sections.get(finding.section)?.name ?? ""], lexicon), FINDING.section);
    return weights;
  });
  const names = pack.findings.flatMap(({ people }) => people).map((name) => name.toLowerCase().split(" "));
  return {
    postings: postingsOf(documents, tokens),
    byShape: groupByShape(spellings),
    ownCountries: ownSlugs(pack),
    ownStems: ownStems(pack, lexicon),
    surnames: new Set(names.map((parts) => inLatinLetters(parts.at(-1) ?? ""))),
    personNames: new Set(names.flatMap((parts) => parts.map(inLatinLetters))),
    tells: {
      amount: pack.findings.map(({ text }) => countsSomething(text, lexicon)),
      year: pack.findings.map(({ text }) => YEAR.test(text)),
      place: documents.map((weights) => tellsPlace(weights, lexicon)),
      placeNamed: pack.findings.map(({ text }) => namesPlace(text, lexicon)),
      reason: pack.findings.map(({ text }) => lexicon.reasons.find(readWords(text, lexicon.stemmer)).length > 0),
      person: pack.findings.map(({ people }) => people.length > 0),
      people: pack.findings.map(({ aspects }) => aspects.some((aspect) => lexicon.ofPeople.has(aspect))),
      name: pack.findings.map(({ text }) => namesSomething(text, lexicon)),
      denial: pack.findings.map(({ text }) => lexicon.denials.find(readWords(text, lexicon.stemmer)).length > 0),
    },
    firstOf: new Map(pack.findings.map(({ indicator }, position) => [indicator, position] as const).toReversed()),
    highIsBetter: betterWhenHigh(taxonomy),
    pillarOf: new Map(taxonomy.sections.map(({ slug, pillar }) => [slug, pillar])),
    scored: new Set(Object.keys(pack.figures.countries[0]?.editions.at(-1)?.indicators ?? {})),
  };
}

/** Who says something is not what it is about: `the profile says that`. */
function weighText(text: string, lexicon: Lexicon, spellings: Set<string>): Weights {
  const weights = weigh([text], lexicon, spellings);
  for (const { raw, stem } of readWords(text, lexicon.stemmer))
    if (lexicon.asking.said.test(raw)) weights.delete(`w:${stem}`);
  return weights;
}

function tellsPlace(weights: Weights, lexicon: Lexicon): boolean {
  return [...weights].some(([token, weight]) => weight > FINDING.placeTold && isPlace(token, lexicon));
}

function isPlace(token: string, { places }: Lexicon): boolean {
  return token.startsWith("c:") || (token.startsWith("m:") && places.has(token.slice(2)));
}

/** By its own words: it may be searched for by places that it does not name. */
function namesPlace(text: string, { countries, meanings, places, stemmer }: Lexicon): boolean {
  const words = readWords(text, stemmer);
  return countries.find(words).length > 0 || meanings.find(words).some(({ value }) => places.has(value));
}

/** Anything but a place: a committee, a person. */
function namesSomething(text: string, { meanings, places, stemmer }: Lexicon): boolean {
  const isPlaceName = (name: string): boolean =>
    meanings.find(readWords(name, stemmer)).some(({ value }) => places.has(value));
  return (text.match(NAME) ?? []).some((name) => !isPlaceName(name));
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

function postingsOf(documents: readonly Weights[], tokens: Numbering): FindingTables {
  const inverting = createInverting(tokens);
  for (const weights of documents) inverting.add(weights);
  const { weights, rows, ...inverted } = inverting.close();
  const idf = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const { from, to } = rangeOf(inverted, row);
    const frequency = weights.subarray(from, to).reduce((sum, weight) => sum + Math.min(1, weight), 0);
    idf[row] = Math.log(1 + (documents.length - frequency + 0.5) / (frequency + 0.5));
  }
  return { ...inverted, weights: Float32Array.from(weights), idf };
}

function betterWhenHigh({ pillars, sections, indicators }: Taxonomy): ReadonlySet<string> {
  const good = new Set<string>(pillars.filter(({ high }) => high === "better").map(({ slug }) => slug));
  const below = [...sections, ...indicators].filter(({ pillar }) => good.has(pillar));
  return new Set([...good, ...below.map(({ slug }) => slug)]);
}
