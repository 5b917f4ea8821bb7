/** What zones are called: today's name, the old ones that mean the same clock, and the places on it. */

/** A clock under all its names, as the data of time zones tells. */
export interface ZoneEntry {
  /** IANA name in its proper case, the one in use today: `Asia/Kolkata`. */
  readonly name: string;
  /** Every other IANA name of the same clock, `Asia/Calcutta`. */
  readonly aliases: readonly string[];
  /** The place that gave the name, in words: `Kolkata, India`. */
  readonly place: string;
  /** Larger cities that live by it. */
  readonly cities: readonly string[];
  /** What people call these in other languages, in whichever case of their grammar: `Бишкеку`. */
  readonly spoken: readonly string[];
  readonly country: string;
  /** The country's ISO 3166 code; empty where there is none. */
  readonly region: string;
  /** What the country is called in other languages: `Казахстан`. */
  readonly countries: readonly string[];
  /** `IST`; `EST` and `EDT`. Not names: the same letters mean different clocks in different places. */
  readonly abbreviations: readonly string[];
  /** What people call its clock, `Pacific Time`, and a measure of how many live by it; null of one that lives by another's. */
  readonly clock: { readonly name: string; readonly size: number } | null;
  /** Minutes ahead of UTC when no summer time holds; null where that is not told. */
  readonly standard: number | null;
}

export interface ZoneNames {
  /** Today's name of the zone, or undefined when there is none of that name. */
  find(asked: string): string | undefined;
  /** All that the runtime knows, under today's names. */
  readonly entries: readonly ZoneEntry[];
}

/** Names of the runtime, of which `isKnown` tells one that it does not list. */
export interface RuntimeZones {
  readonly listed: readonly string[];
  readonly isKnown: (name: string) => boolean;
}

/**
 * The names that the runtime knows: where its rules are older than today's name of a zone, that zone goes by the name
 * that they have; a zone that the data has not got goes by the name that the runtime lists.
 */
export function createZoneNames(read: readonly ZoneEntry[], { listed, isKnown }: RuntimeZones): ZoneNames {
  const runtime = new Set(listed);
  const isThere = (name: string): boolean => runtime.has(name) || isKnown(name);
  const told = read.flatMap((entry) => underKnownName(entry, isThere));
  const named = new Set(told.flatMap(namesOf));
  const entries = [...told, ...listed.filter((name) => !named.has(name)).map(untold)];
  const names = new Map(entries.flatMap((entry) => namesOf(entry).map((name) => [name.toLowerCase(), entry.name])));
  const cities = citiesOf(entries, runtime);
  const spoken = new Map(entries.flatMap((entry) => entry.spoken.map((word) => [asKey(word), entry.name])));
  return {
    entries,
    find(asked) {
      const wanted = asKey(asked);
      return names.get(wanted) ?? cities.get(wanted) ?? spoken.get(wanted) ?? undefined;
    },
  };
}

function asKey(words: string): string {
  return words.trim().toLowerCase().replaceAll(" ", "_").replaceAll("ё", "е");
}

/** The last part of a name, as a person writes it: `New York`. */
export function cityOf(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1).replaceAll("_", " ");
}

function underKnownName(entry: ZoneEntry, isThere: (name: string) => boolean): readonly ZoneEntry[] {
  const plain = PLAIN_ZONES.find((name) => namesOf(entry).includes(name));
  const name = [plain, entry.name, ...entry.aliases].find((each) => each !== undefined && isThere(each));
  if (name === undefined) return [];
  return [{ ...entry, name, aliases: namesOf(entry).filter((each) => each !== name) }];
}

function untold(name: string): ZoneEntry {
  return {
    name,
    aliases: [],
    place: cityOf(name),
    cities: [],
    spoken: [],
    country: "",
    region: "",
    countries: [],
    abbreviations: [],
    clock: null,
    standard: null,
  };
}

function namesOf({ name, aliases }: ZoneEntry): readonly string[] {
  return [name, ...aliases];
}

/** In lower case with underscores, to the one zone that has such a city; null where several have. */
function citiesOf(entries: readonly ZoneEntry[], runtime: ReadonlySet<string>): ReadonlyMap<string, string | null> {
  const cities = new Map<string, string | null>();
  for (const entry of entries) {
    // Aliases such as `Mexico/General` end in words that are no city.
    const named = namesOf(entry).filter((name) => name === entry.name || runtime.has(name));
    for (const name of named.filter((each) => each.includes("/") && !each.startsWith("Etc/"))) {
      const city = name.slice(name.lastIndexOf("/") + 1).toLowerCase();
      const known = cities.get(city);
      cities.set(city, known === undefined || known === entry.name ? entry.name : null);
    }
  }
  return cities;
}

/** Called by these everywhere, and not `Etc/UTC`. */
const PLAIN_ZONES: readonly string[] = ["UTC", "GMT"];
