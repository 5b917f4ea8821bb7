/** The source line: whose findings or figures, which year they describe and how long ago that is, and the newest page. */
import { link, text } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import { says, type Context } from "./context.ts";

export interface Source {
  /** The editions whose figures are shown; the profile's own where none are named. */
  readonly editions?: readonly number[];
  /** Where in the profile it stands, by name. */
  readonly sections?: readonly string[];
  /** How to read the figures: which way is worse, whose ranks they are. */
  readonly reading?: readonly string[];
}

/** The full credit is one word away: `about`. */
export function stamp(context: Context, { editions = [], sections = [], reading = [] }: Source = {}): Block {
  const { edition, country, newestUrl } = context.pack;
  const shown = editions.length === 0 ? [edition] : [...new Set(editions)].toSorted((one, other) => one - other);
  const isOwn = shown.length === 1 && shown[0] === edition;
  const parts = [
    says(context, "stamp.source", { editions: shown.join(", ") }),
    ...(shown.includes(edition) ? [yearWords(context, isOwn)] : []),
    ...sections,
  ];
  return {
    kind: "stamp",
    reading: reading.length === 0 ? "" : says(context, "stamp.reading", { reading: reading.join(SEPARATOR) }),
    spans: [text(`${parts.join(SEPARATOR)}${SEPARATOR}`), link(says(context, "stamp.newest", { country }), newestUrl)],
  };
}

/** Which year the profile's own edition describes; the others do not say. */
function yearWords(context: Context, isAlone: boolean): string {
  const { edition, dataYear: year } = context.pack;
  const age = ageOf(context);
  return isAlone ? says(context, "stamp.year", { year, age }) : says(context, "stamp.year.of", { edition, year, age });
}

const SEPARATOR = " · ";

/** Whole calendar years (UTC) from the year described to today. */
export function ageOf(context: Context): string {
  const years = new Date(context.now).getUTCFullYear() - context.pack.dataYear;
  if (years <= 0) return says(context, "age.none");
  return years === 1 ? says(context, "age.one") : says(context, "age.many", { years });
}
