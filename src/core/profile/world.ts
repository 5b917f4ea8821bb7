/** Countries of which there are figures and no profile, brought in beside the packs: who they are and what they are called. */
import { createSpellings, fold } from "./fold.ts";
import type { Country, Pack } from "./profile.ts";
import { withSharedPlaces } from "./shared-places.ts";

/** A country with where it lies, in the Index's terms. */
export interface PlacedCountry extends Country {
  readonly region: string;
  readonly continent: string;
}

/** One that was brought in from the Index's workbook. */
export type ImportedCountry = PlacedCountry;

export interface World {
  /** Another one whenever the countries are others. */
  readonly version: string;
  /** Every country that there are figures of, the packs' own first; none where nothing was brought in. */
  readonly countries: readonly PlacedCountry[];
  find(slug: string): PlacedCountry | undefined;
  /** What a pack is, without a profile; undefined for a country that has one, or has no figures of its own here. */
  packOf(slug: string): Pack | undefined;
  /** Slug of the country that `folded` names and that is in no pack's figures: beside those it stands for itself. */
  named(folded: string): string | undefined;
  /** The same with one slip. */
  alike(folded: string): string | undefined;
  /** Slugs of a few countries whose names all have these words, `congo`; none where they are a name, or of one or of many. */
  partly(folded: string): readonly string[];
}

/** The world as it is now: countries come and go while the bot runs. */
export interface WorldSource {
  current(): World;
}

export const NO_WORLD: World = {
  version: "",
  countries: [],
  find: () => undefined,
  packOf: () => undefined,
  named: () => undefined,
  alike: () => undefined,
  partly: () => [],
};

export const NOTHING_IMPORTED: WorldSource = { current: () => NO_WORLD };

/** Names shorter than this would be others by one slip. */
const SHORTEST_SLIP = 6;
/** In words. */
const LONGEST_NAME = 5;
/** Of more countries nobody means one by a word that their names share: `republic`. */
const MOST_MEANT = 5;

/** `version` tells these countries from others. A pack's own figures stand for a country that was brought in as well. */
export function createWorld(
  stored: readonly ImportedCountry[],
  { packs, version }: { readonly packs: readonly Pack[]; readonly version: string },
): World {
  if (stored.length === 0) return { ...NO_WORLD, version };
  const known = packs.flatMap(({ figures: { countries, region, continent } }) =>
    countries.map((country): PlacedCountry => ({ ...country, region, continent })),
  );
  const imported = withSharedPlaces(stored, known);
  const bySlug = new Map([...imported, ...known].map((country) => [country.slug, country]));
  const countries = [...new Set([...known, ...imported].map(({ slug }) => slug))].flatMap(
    (slug) => bySlug.get(slug) ?? [],
  );
  const withProfile = new Set(packs.map(({ slug }) => slug));
  const withFigures = new Set(imported.map(({ slug }) => slug));
  const alone = imported.filter(({ slug }) => !known.some((country) => country.slug === slug));
  const names = new Map(alone.flatMap((country) => namesOf(country).map((name) => [name, country.slug] as const)));
  const spellings = createSpellings([...names.keys()].filter((name) => name.length >= SHORTEST_SLIP));
  const partly = createParts(countries);
  const made = new Map<string, Pack>();
  return {
    version,
    countries,
    partly,
    find: (slug) => bySlug.get(slug),
    packOf(slug) {
      const country = bySlug.get(slug);
      if (country === undefined || withProfile.has(slug) || !withFigures.has(slug)) return undefined;
      const pack = made.get(slug) ?? figuresPack(country, countries, packs);
      if (pack !== undefined) made.set(slug, pack);
      return pack;
    },
    named: (folded) => names.get(folded),
    alike(folded) {
      // The first letter is hardly ever the slip.
      const [first, second] = spellings.near(folded, 1).filter(({ spelling }) => spelling[0] === folded[0]);
      // A slip away from two countries it may be either.
      return first === undefined || second !== undefined ? undefined : names.get(first.spelling);
    },
  };
}

/** Which countries a part of a name is part of. Every few words of a question are asked of it: all but a few are turned away by their first. */
function createParts(countries: readonly Country[]): World["partly"] {
  const named = countries.map((country) => ({ slug: country.slug, names: namesOf(country) }));
  const words = new Set(named.flatMap(({ names }) => names.flatMap((name) => name.split(" "))));
  return (folded) => {
    if (!words.has(folded.split(" ", 1)[0] ?? "")) return [];
    const having = named.filter(({ names }) => names.some((name) => hasWords(name, folded)));
    const isName = having.some(({ names }) => names.includes(folded));
    return isName || having.length < 2 || having.length > MOST_MEANT ? [] : having.map(({ slug }) => slug);
  };
}

/** Whole words, and not all of them. */
function hasWords(name: string, words: string): boolean {
  return words !== "" && name !== words && ` ${name} `.includes(` ${words} `);
}

/** The names in all languages, as they are compared. */
export function namesOf({ slug, name, aliases }: Country): readonly string[] {
  return [...new Set([slug, name, ...aliases].map(fold))];
}

/** Slug of the first country that is named in `words`, the longest name at each place; of those that stand for themselves. */
export function namedAmong(words: readonly string[], world: Pick<World, "named">): string | undefined {
  for (let at = 0; at < words.length; at++)
    for (let count = Math.min(LONGEST_NAME, words.length - at); count > 0; count--) {
      const slug = world.named(words.slice(at, at + count).join(" "));
      if (slug !== undefined) return slug;
    }
  return undefined;
}

/** Beside the countries of its region that are here, whose figures they are said to be. */
function figuresPack(
  country: PlacedCountry,
  countries: readonly PlacedCountry[],
  packs: readonly Pack[],
): Pack | undefined {
  const [first] = country.editions;
  const [like] = packs;
  if (first === undefined || like === undefined) return undefined;
  const { slug, name, region, continent } = country;
  const others = countries.filter((other) => other.region === region && other.slug !== slug);
  const page = name
    .toLowerCase()
    .match(/\p{L}+/gu)
    ?.join("_");
  return {
    kind: "figures",
    ...{ slug, country: name, edition: first.edition, dataYear: first.edition - 1 },
    profileUrl: `https://ocindex.net/${first.edition}/country/${page}`,
    newestUrl: `https://ocindex.net/country/${page}`,
    ...{ credit: like.credit, funding: like.funding, summary: "" },
    ...{
      pillarFindings: { markets: "", actors: "", resilience: "" },
      keyFindings: {},
      headlinesInList: {},
      findings: [],
      questions: {},
    },
    figures: {
      ...{ source: like.figures.source, region, continent },
      countries: [country, ...others.toSorted((one, other) => one.name.localeCompare(other.name, "en"))],
    },
  };
}

/** Countries that figures were brought in of; its version is another one once anything has changed. */
export interface FigureStore {
  version(): Promise<string>;
  /** `broken` says of each that cannot be read what is wrong with it. */
  load(): Promise<{ readonly countries: readonly ImportedCountry[]; readonly broken: readonly string[] }>;
  /** All or none, in place of what was there. `onWritten` is told how many are written. */
  save(countries: readonly ImportedCountry[], onWritten?: (count: number) => void): Promise<void>;
  remove(slugs: readonly string[]): Promise<void>;
  close(): Promise<void>;
}
