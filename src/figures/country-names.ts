/** What countries are called: the workbook's names, and Unicode's in the languages that people write in. */
import { fold } from "#core/profile/fold.ts";
import type { CountrySpellings } from "#core/profile/profile.ts";

export interface NamedCountry {
  /** ISO 3166: one for all its names. */
  readonly code: string;
  /** The command, and what `vocabulary.yaml` knows it by. */
  readonly slug: string;
  /** In lower case, without punctuation: in English, Russian and Kyrgyz, the short names too. */
  readonly aliases: readonly string[];
}

/** Kyrgyz has a name for every code in the ICU that Node carries. */
const LANGUAGES = ["en", "ru", "ky"] as const;
const STYLES = ["long", "short"] as const;

/** Tells a country by its name in the workbook; undefined where no list has it. */
export function createCountryNames(spellings: CountrySpellings): (name: string) => NamedCountry | undefined {
  const names = LANGUAGES.flatMap((language) =>
    STYLES.map((style) => new Intl.DisplayNames([language], { type: "region", style, fallback: "none" })),
  );
  const called = new Map<string, readonly string[]>();
  const codes = new Map<string, string>();
  for (const code of everyCode()) {
    const own = spellings[code]?.names ?? [];
    const all = [...own, ...names.flatMap((each) => each.of(code) ?? [])].map(folded);
    if (all.length === own.length) continue;
    called.set(code, [...new Set(all)]);
    for (const name of all) if (!codes.has(name)) codes.set(name, code);
  }
  return (name) => {
    const code = codes.get(folded(name));
    if (code === undefined) return undefined;
    const aliases = [...new Set([folded(name), ...(called.get(code) ?? [])])];
    return { code, slug: spellings[code]?.slug ?? folded(name).replaceAll(" ", "-"), aliases };
  };
}

function folded(name: string): string {
  return fold(name.replaceAll("&", " and ").replaceAll(".", " "));
}

function everyCode(): readonly string[] {
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCodePoint(65 + at));
  return letters.flatMap((first) => letters.map((second) => first + second));
}
