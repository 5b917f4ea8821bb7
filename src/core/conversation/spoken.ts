/** A person's words as patterns see them: short forms written out, scores, years and the country by their kind. */
import { fold } from "#core/profile/fold.ts";
import type { Pack } from "#core/profile/profile.ts";

/** The most words of a country's name. */
const LONGEST_NAME = 3;
/** Endings that a name may have: `Кыргызстане`, `Кыргызстанга`. */
const LONGEST_ENDING = 3;
const SHORTEST_STEM = 6;

export type Spoken = (text: string) => readonly string[];

export function createSpoken(spelt: Readonly<Record<string, string>>, packs: readonly Pack[]): Spoken {
  const names = new Set(
    packs.flatMap(({ slug, country, figures }) => {
      const own = figures.countries.find((candidate) => candidate.slug === slug);
      return [slug, country, ...(own?.aliases ?? [])].map(fold);
    }),
  );
  const stems = [...names].map((name) => name.replace(/[аяыи]$/u, "")).filter(({ length }) => length >= SHORTEST_STEM);
  const countries = { names, stems, begin: new Set([...names].map((name) => name.split(" ", 1)[0] ?? name)) };
  const longer = new Map(Object.entries(spelt).map(([short, long]) => [fold(short), fold(long).split(" ")]));
  const read: Spoken = (text) => {
    const words = fold(text.replaceAll(/(?<=\d),(?=\d)/gu, "."))
      .split(" ")
      .flatMap((word) => longer.get(word) ?? word)
      .filter(Boolean);
    return withKinds(words, countries);
  };
  /** A text of one sentence is read as that sentence and as a whole, one after the other. */
  let latest: { readonly text: string; readonly said: readonly string[] } | undefined;
  return (text) => {
    const whole = text.replace(MARKS_BEHIND, "");
    if (latest?.text !== whole) latest = { text: whole, said: read(whole) };
    return latest.said;
  };
}

/** They are no part of any word. */
const MARKS_BEHIND = /[\s.!?;]+$/u;

/** Names as they stand, and what is left of those that take endings. */
interface Countries {
  readonly names: ReadonlySet<string>;
  readonly stems: readonly string[];
  /** The first words of the names. */
  readonly begin: ReadonlySet<string>;
}

function withKinds(words: readonly string[], countries: Countries): readonly string[] {
  const said: string[] = [];
  for (let at = 0; at < words.length;) {
    const word = words[at] ?? "";
    const length = countries.begin.has(word)
      ? countryLength(words.slice(at, at + LONGEST_NAME), countries)
      : Number(isCountry(word, countries));
    said.push(length > 0 ? "COUNTRY" : kindOf(word));
    at += Math.max(length, 1);
  }
  return said;
}

function kindOf(word: string): string {
  if (/^(?:\d+\.\d+|10|[1-9])$/u.test(word)) return "NUMBER";
  if (/^(?:19|20)\d\d$/u.test(word)) return "YEAR";
  // Drawn out: `hiii`, `спасибооо`.
  return word.replace(/(\p{L})\1{2,}$/u, "$1");
}

function countryLength(words: readonly string[], countries: Countries): number {
  for (let length = words.length; length > 0; length--)
    if (isCountry(words.slice(0, length).join(" "), countries)) return length;
  return 0;
}

function isCountry(name: string, { names, stems }: Countries): boolean {
  if (names.has(name)) return true;
  if (name.length < SHORTEST_STEM || name.includes(" ")) return false;
  return stems.some((stem) => name.startsWith(stem) && name.length - stem.length <= LONGEST_ENDING);
}
