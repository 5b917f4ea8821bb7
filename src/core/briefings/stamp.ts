/** The last block of every briefing: which edition, which year it describes, how old that is, and the credit. */
import { link, text } from "#core/document/blocks.ts";
import type { Block } from "#core/document/briefing.ts";
import { says, type Context } from "./context.ts";

export function stamp(context: Context): Block {
  const { edition, dataYear, newestUrl, profileUrl } = context.pack;
  return {
    kind: "stamp",
    spans: [
      text(says(context, "stamp.edition", { edition, year: dataYear, age: ageOf(context) })),
      link(says(context, "stamp.newest"), newestUrl),
      text(". "),
      text(says(context, "stamp.credit")),
      link(says(context, "stamp.profile", { edition }), profileUrl),
    ],
  };
}

/** Whole calendar years (UTC) from the year described to today. */
export function ageOf(context: Context): string {
  const years = new Date(context.now).getUTCFullYear() - context.pack.dataYear;
  if (years <= 0) return says(context, "age.none");
  return years === 1 ? says(context, "age.one") : says(context, "age.many", { years });
}
