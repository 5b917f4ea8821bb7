/** Zones for whoever types a city, a country, an abbreviation or an offset, not always rightly. */
import { editDistance, fold } from "#core/profile/fold.ts";
import { isLetters, zoneWeight } from "./letters.ts";
import { cityOf, type ZoneEntry } from "./names.ts";

export interface FoundZone {
  readonly name: string;
  /** Why it was found: `Mumbai, India`. */
  readonly place: string;
}

/** `offsetOf` tells minutes ahead of UTC, and takes long: it is asked of few. */
export type ZoneSearch = (asked: string, offsetOf: (zone: string) => number) => readonly FoundZone[];

interface Term {
  readonly words: string;
  /** Among those that fit equally: lower comes first. */
  readonly weight: number;
  readonly place: string;
}

interface Searched extends FoundZone {
  readonly standard: number | null;
  /** How many people may mean it, of several that fit equally: higher comes first. */
  readonly size: number;
  readonly terms: readonly Term[];
}

/** No summer time is further from its standard time than this, in minutes. */
const FURTHEST = 120;
const WEIGHTS = { name: 0, city: 1, abbreviation: 2, country: 3 } as const;
/** Exactly it; begins so; a word of it begins so. An order of magnitude above the weights. */
const FITS = { exact: 0, start: 10, word: 20 } as const;

/** Best first: what is exactly a zone's name is always the first. Takes any text; never throws. */
export function createZoneSearch(entries: readonly ZoneEntry[]): ZoneSearch {
  const searched = entries.map(termsOf);
  return (asked, offsetOf) => {
    const minutes = offsetIn(asked);
    const wanted = foldPlace(asked);
    if (minutes === undefined) return wanted === "" ? [] : searchPlaces(searched, wanted);
    const near = searched.filter(({ standard }) => standard === null || Math.abs(standard - minutes) <= FURTHEST);
    // `GMT+0` is an offset, and a name as well.
    const named = searched.filter(({ terms }) => terms.some((term) => isName(term) && term.words === wanted));
    return [...new Set([...named, ...near.filter(({ name }) => offsetOf(name) === minutes)])].map(foundZone);
  };
}

/** Slips of the pen are looked for where nothing else fits. */
function searchPlaces(searched: readonly Searched[], wanted: string): readonly FoundZone[] {
  const found = fitting(searched, (words) => fitOf(words, wanted));
  return found.length > 0 ? found : fitting(searched, (words) => slipOf(words, wanted));
}

/** Lower is better; undefined does not fit. */
type Fit = (words: string) => number | undefined;

function fitting(searched: readonly Searched[], fit: Fit): readonly FoundZone[] {
  const scored = searched.flatMap(({ name, size, terms }) => {
    const best = bestOf(terms, fit);
    return best === undefined ? [] : [{ name, size, ...best }];
  });
  return scored
    .toSorted((one, other) => one.score - other.score || other.size - one.size || compare(one.name, other.name))
    .map(foundZone);
}

function foundZone({ name, place }: FoundZone): FoundZone {
  return { name, place };
}

function isName({ weight }: Term): boolean {
  return weight === WEIGHTS.name;
}

function bestOf(terms: readonly Term[], fitOf: Fit): { readonly score: number; readonly place: string } | undefined {
  let best: { score: number; place: string } | undefined;
  for (const { words, weight, place } of terms) {
    const fit = fitOf(words);
    if (fit === undefined || (best !== undefined && best.score <= fit + weight)) continue;
    best = { score: fit + weight, place };
  }
  return best;
}

function fitOf(words: string, wanted: string): number | undefined {
  if (words === wanted) return FITS.exact;
  if (words.startsWith(wanted)) return FITS.start;
  return words.includes(` ${wanted}`) ? FITS.word : undefined;
}

function slipOf(words: string, wanted: string): number | undefined {
  const allowed = slipsIn(wanted);
  if (allowed === 0) return undefined;
  // Of a longer word only as much is compared as was typed: the list is narrowed while somebody is typing.
  const slips = [words, words.slice(0, wanted.length)].map((each) => editDistance(each, wanted, allowed));
  const fewest = Math.min(...slips);
  return fewest > allowed ? undefined : fewest * FITS.start;
}

/** Short words are too near to each other. */
function slipsIn(wanted: string): number {
  if (wanted.length < 4) return 0;
  return wanted.length < 8 ? 1 : 2;
}

function termsOf(entry: ZoneEntry): Searched {
  const { name, aliases, place, cities, spoken, country, countries, abbreviations, standard } = entry;
  const own = (words: string, weight: number): Term => ({ words: foldPlace(words), weight, place });
  const names = [name, ...aliases];
  const terms = [
    ...names.map((each) => own(each, isLetters(each, name) ? WEIGHTS.abbreviation : WEIGHTS.name)),
    ...names.filter((each) => each.includes("/")).map((each) => own(cityOf(each), WEIGHTS.city)),
    own(place, WEIGHTS.city),
    ...cities.map((city) => ({ ...own(city, WEIGHTS.city), place: country === "" ? city : `${city}, ${country}` })),
    ...spoken.map((word) => own(word, WEIGHTS.city)),
    ...abbreviations.map((letters) => own(letters, WEIGHTS.abbreviation)),
    ...[country, ...countries].map((each) => own(each, WEIGHTS.country)),
  ];
  return { name, place, standard, size: zoneWeight(entry), terms: terms.filter(({ words }) => words !== "") };
}

/** Signs tell `Etc/GMT+5` from `Etc/GMT-5`. */
function foldPlace(text: string): string {
  return fold(text.replaceAll("+", " plus ").replaceAll(/[-−](?=\d)/gu, " minus "));
}

/** `UTC+6`, `gmt-03:30`, `+0530`, `+5.5`: minutes ahead of UTC; undefined for anything else. */
function offsetIn(asked: string): number | undefined {
  const shape = /^(?:utc|gmt)?\s*([+\-−])\s*(\d{1,2})(?:[:.]?([0-5]\d))?$/iu;
  const [, sign, hours, minutes = "0"] = shape.exec(asked.trim()) ?? [];
  if (sign === undefined) return undefined;
  const ahead = Number(hours) * 60 + Number(minutes);
  return sign === "+" ? ahead : 0 - ahead;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
