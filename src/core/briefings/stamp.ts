/** The source line: whose findings or figures, which year they describe and how long ago that is, and the newest page. */
import { link, text } from "#core/document/blocks.ts";
import type { Block, Span } from "#core/document/briefing.ts";
import { countryPhrase, says, type Context } from "./context.ts";

export interface Source {
  /** The editions whose figures are shown; the profile's own where none are named. */
  readonly editions?: readonly number[];
  /** Where in the profile it stands, by name. */
  readonly sections?: readonly string[];
  /** How to read the figures: which way is worse, whose ranks they are. */
  readonly reading?: readonly string[];
}

/** The full credit is one word away: `about`. Each edition is linked where it is named, the newest page behind it. */
export function stamp(context: Context, { editions = [], sections = [], reading = [] }: Source = {}): Block {
  const { edition, newestUrl } = context.pack;
  const shown = editions.length === 0 ? [edition] : [...new Set(editions)].toSorted((one, other) => one - other);
  const isOwn = shown.length === 1 && shown[0] === edition;
  const parts = [
    ...(isOwn ? [says(context, "stamp.year", yearOf(context))] : []),
    ...(sections.length === 0 ? [] : [sectionWords(context, sections)]),
  ];
  return {
    kind: "stamp",
    reading: reading.length === 0 ? "" : says(context, "stamp.reading", { reading: reading.join(SEPARATOR) }),
    spans: [
      ...editionSpans(context, shown),
      // The dot stays with what it stands behind: none begins a line.
      text(`${["", ...parts].join(SEPARATOR)}\u00A0· `),
      link(newestPageWords(context), newestUrl),
    ],
  };
}

/** What the address is called where it stands: the Index's page on the country is always of its newest edition. */
export function newestPageWords(context: Context): string {
  return says(context, "page.newest", { country: countryPhrase(context, context.country.name) });
}

/** The profile has a page of its own; figures of other editions are of the Index's own site. */
function editionSpans(context: Context, shown: readonly number[]): readonly Span[] {
  const { edition, profileUrl, figures } = context.pack;
  const site = figures.source.url;
  const linked = shown[0] === edition ? shown.slice(0, 1) : shown;
  const others = shown.slice(linked.length);
  const isOwn = shown.includes(edition);
  const first = link(says(context, "stamp.source", { editions: linked.join(", ") }), isOwn ? profileUrl : site);
  if (others.length === 0) return [first];
  const year = isOwn ? says(context, "stamp.year.of", yearOf(context)) : "";
  return [first, text(`${year}, `), link(others.join(", "), site)];
}

function sectionWords(context: Context, sections: readonly string[]): string {
  const values = { sections: sections.join(", ") };
  return sections.length === 1 ? says(context, "stamp.section", values) : says(context, "stamp.sections", values);
}

/** Which year the profile's own edition describes; the others do not say. */
function yearOf(context: Context): { readonly year: number; readonly age: string } {
  return { year: context.pack.dataYear, age: ageOf(context) };
}

const SEPARATOR = " · ";

/** Whole calendar years (UTC) from the year described to today. */
export function ageOf(context: Context): string {
  const years = new Date(context.now).getUTCFullYear() - context.pack.dataYear;
  if (years <= 0) return says(context, "age.none");
  return years === 1 ? says(context, "age.one") : says(context, "age.many", { years });
}
