/** Findings as a briefing shows them: the claim, then its hedge, section and edition. */
import { text, type Block, type FindingItem } from "#core/document/briefing.ts";
import { nameOf, says, type Desk } from "./context.ts";
import type { Certainty, Finding } from "#core/profile/profile.ts";

/** Findings one after another, and where one names persons, that nothing about them has been checked since. */
export function findingBlocks(
  desk: Desk,
  findings: readonly Finding[],
  cited: "cited" | "plain" = "plain",
): readonly Block[] {
  const items = findings.map((finding, at) => findingItem(desk, finding, cited === "cited" ? at + 1 : null));
  const names = findings.some(({ people }) => people.length > 0);
  const note: Block = { kind: "notice", spans: [text(says(desk, "answer.person"))] };
  return [{ kind: "findings", items }, ...(names ? [note] : [])];
}

/** `number` is given where text cites it: then its id stands with it, which anybody can type to get the indicator. */
export function findingItem(desk: Desk, finding: Finding, number: number | null = null): FindingItem {
  return {
    id: finding.id,
    certainty: finding.certainty,
    text: finding.text,
    source: sourceWords(desk, finding, number),
    number,
  };
}

function sourceWords(desk: Desk, { id, certainty, section }: Finding, number: number | null): string {
  const source = {
    certainty: certaintyWord(desk, certainty),
    section: nameOf(desk, section),
    edition: desk.pack.edition,
  };
  return number === null ? says(desk, "finding.source", source) : says(desk, "finding.cited", { ...source, id });
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
