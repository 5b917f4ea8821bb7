/** Findings as a briefing shows them: the claim, then its hedge, section and edition. */
import { notice } from "#core/document/blocks.ts";
import type { Block, FindingItem } from "#core/document/briefing.ts";
import { nameOf, says, type Context } from "./context.ts";
import type { Certainty, Finding } from "#core/profile/profile.ts";

/** Findings one after another, and where one names persons, that nothing about them has been checked since. */
export function findingBlocks(
  context: Context,
  findings: readonly Finding[],
  cited: "cited" | "plain" = "plain",
): readonly Block[] {
  const items = findings.map((finding, at) => findingItem(context, finding, cited === "cited" ? at + 1 : null));
  const names = findings.some(({ people }) => people.length > 0);
  return [{ kind: "findings", items }, ...(names ? [notice(says(context, "answer.person"))] : [])];
}

/** `number` is given where text cites it: then its id stands with it, which anybody can type to get the indicator. */
export function findingItem(context: Context, finding: Finding, number: number | null = null): FindingItem {
  return {
    id: finding.id,
    certainty: finding.certainty,
    text: finding.text,
    source: sourceWords(context, finding, number),
    number,
  };
}

function sourceWords(context: Context, { id, certainty, section }: Finding, number: number | null): string {
  const source = {
    certainty: certaintyWord(context, certainty),
    section: nameOf(context, section),
    edition: context.pack.edition,
  };
  return number === null ? says(context, "finding.source", source) : says(context, "finding.cited", { ...source, id });
}

function certaintyWord(context: Context, certainty: Certainty): string {
  switch (certainty) {
    case "stated":
      return says(context, "certainty.stated");
    case "reported":
      return says(context, "certainty.reported");
    case "likely":
      return says(context, "certainty.likely");
    case "possible":
      return says(context, "certainty.possible");
  }
}
