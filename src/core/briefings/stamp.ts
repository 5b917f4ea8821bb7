/** The last block of every briefing: which edition, which year it describes, how old that is, and the credit. */
import { link, text, type Block } from "#core/document/briefing.ts";
import { says, type Desk } from "./context.ts";

export function stamp(desk: Desk): Block {
  const { edition, dataYear, newestUrl, profileUrl } = desk.pack;
  return {
    kind: "stamp",
    spans: [
      text(says(desk, "stamp.edition", { edition, year: dataYear, age: age(desk) })),
      link(says(desk, "stamp.newest"), newestUrl),
      text(". "),
      text(says(desk, "stamp.credit")),
      link(says(desk, "stamp.profile", { edition }), profileUrl),
    ],
  };
}

/** Whole calendar years (UTC) from the year described to today. */
function age(desk: Desk): string {
  const years = new Date(desk.now).getUTCFullYear() - desk.pack.dataYear;
  if (years <= 0) return says(desk, "age.none");
  return years === 1 ? says(desk, "age.one") : says(desk, "age.many", { years });
}
