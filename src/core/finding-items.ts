/** Findings as a briefing shows them: the claim, then its hedge, section and edition. */
import type { FindingItem } from "./briefing.ts";
import { nameOf, says, type Desk } from "./desk.ts";
import type { Certainty, Finding } from "./profile.ts";

export function findingItem(desk: Desk, finding: Finding, number: number | null = null): FindingItem {
  return {
    id: finding.id,
    certainty: finding.certainty,
    text: finding.text,
    source: sourceWords(desk, finding),
    number,
  };
}

function sourceWords(desk: Desk, finding: Finding): string {
  return says(desk, "finding.source", {
    certainty: certaintyWord(desk, finding.certainty),
    section: nameOf(desk, finding.section),
    edition: desk.pack.edition,
  });
}

function certaintyWord(desk: Desk, certainty: Certainty): string {
  switch (certainty) {
    case "stated":
      return says(desk, "certainty.stated");
    case "reported":
      return says(desk, "certainty.reported");
    case "likely":
      return says(desk, "certainty.likely");
  }
}
